"""A small form for the tests of the language: a company, one schedule of accounts, rows, months, fields, inquiries."""

from collections.abc import Mapping
from decimal import Decimal

from desktop_app.domain.problems import Severity
from desktop_app.domain.values import Place, Value, place_of
from desktop_app.formspec.answers import Answers, OverriddenValue
from desktop_app.formspec.checks import CheckBook, CheckList, check_all
from desktop_app.formspec.definition import (
    Account,
    AccountLines,
    CellSpec,
    CellType,
    ChartOfAccounts,
    ChoiceOption,
    DefaultSeal,
    FormCheck,
    FormDefinition,
    FormSchedule,
    ScheduleColumn,
    ScheduleKind,
    ScheduleLine,
)
from desktop_app.formspec.evaluation import FilingValues, FormulaModel, calculate
from desktop_app.formspec.sheet import FormLayout, lay_out

MONEY = CellSpec(CellType.MONEY)
CHART = ChartOfAccounts(
    "naruc1996",
    "water",
    "A chart",
    (
        Account("labor", "601", "Salaries and wages", "om", frozenset({"salaries"})),
        Account("power", "615", "Purchased power", "om", frozenset({"power"})),
        Account("credit", "690", "Expenses transferred", "om", contra=True),
    ),
    {"om": "Operating expenses"},
)
COMMON = ChartOfAccounts(
    "naruc1996",
    "",
    "What all utilities share",
    (
        Account("plant", "101", "Plant in service", "plant", frozenset({"plant_in_service"})),
        Account("hidden", "199", "Left out", "plant", frozenset({"never"})),
    ),
    {"plant": "Utility plant"},
)
OTHER_CHART = ChartOfAccounts(
    "naruc1996", "sewer", "Sewer", (Account("sludge", "711", "Sludge", "om"),), {"om": "Sewer expenses"}
)

EXPENSES = FormSchedule(
    "w2",
    "W-2",
    "Operating expenses",
    ScheduleKind.LINES,
    (
        ScheduleColumn("amount", "This year", MONEY, total=True),
        ScheduleColumn("prior", "Last year", CellSpec(CellType.MONEY, carried="prior:w2/./amount", optional=True)),
        ScheduleColumn("change", "Change", CellSpec(CellType.MONEY, formula="././amount - ././prior")),
        ScheduleColumn(
            "percent", "Percent", CellSpec(CellType.PERCENT, decimals=1, formula="ratio(././change, ././prior) * 100")
        ),
        ScheduleColumn("remark", "Remark", CellSpec(CellType.TEXT, carried="prior:w2/./remark", optional=True)),
    ),
    (
        AccountLines(("om", "missing"), subtotal=True, skip=frozenset({"remark"})),
        ScheduleLine(
            "gallons",
            "Gallons sold",
            formulas={"amount": "months/total/sold"},
            only=frozenset({"amount"}),
            override=True,
        ),
        ScheduleLine("total", "Total operating expenses", formula="sum(./section:om/.)", strong=True),
    ),
    utility="water",
    cites=("3.640(2)",),
)
PLANT = FormSchedule(
    "p4",
    "4",
    "Balance sheet",
    ScheduleKind.LINES,
    (ScheduleColumn("end", "End", CellSpec(CellType.MONEY, low=Decimal(0))),),
    (
        AccountLines(
            ("plant",),
            heading=False,
            computed={"plant_in_service": {"end": "w2/total/amount"}, "cwip": {"end": "1"}},
            omit=frozenset({"never"}),
        ),
        ScheduleLine("cash", "Cash", optional=True),
        ScheduleLine("note", "Notes", required_when="p4/cash/end > 100"),
    ),
)
ROWS = FormSchedule(
    "loans",
    "7",
    "Loans",
    ScheduleKind.ROWS,
    (
        ScheduleColumn("lender", "Lender", CellSpec(CellType.TEXT, seal=DefaultSeal("Customer", "Names a customer"))),
        ScheduleColumn("balance", "Balance", MONEY),
    ),
    (ScheduleLine("total", "Total", formula="sum(./*/.)"),),
    row_label="Loan",
    row_carried=True,
)
MONTHS = FormSchedule(
    "months",
    "W-5",
    "By month",
    ScheduleKind.MONTHS,
    (ScheduleColumn("sold", "Sold", CellSpec(CellType.QUANTITY, decimals=1, unit="thousand gallons", optional=True)),),
    (ScheduleLine("total", "Year", formula="sum(./*/.)"),),
)
FIELDS = FormSchedule(
    "p1",
    "1",
    "Identification",
    ScheduleKind.FIELDS,
    (ScheduleColumn("answer", "Answer", CellSpec()),),
    (
        ScheduleLine("name", "Name", spec=CellSpec(CellType.TEXT, formula="company:identity/name/answer")),
        ScheduleLine(
            "kind",
            "Organisation",
            spec=CellSpec(
                CellType.CHOICE,
                options=(ChoiceOption("llc", "Limited liability company"), ChoiceOption("corp", "Corporation")),
            ),
        ),
        ScheduleLine(
            "big",
            "Large?",
            spec=CellSpec(
                CellType.CHOICE, formula="w2/total/amount > rule:report/limit", options=(ChoiceOption("yes", "Yes"),)
            ),
        ),
        ScheduleLine("since", "Organised", spec=CellSpec(CellType.DATE, optional=True)),
        ScheduleLine("rows", "Loans in number", spec=CellSpec(CellType.COUNT, formula="count(loans/*/balance)")),
    ),
)
INQUIRIES = FormSchedule(
    "p3",
    "3",
    "Changes",
    ScheduleKind.INQUIRIES,
    (ScheduleColumn("answer", "Answer", CellSpec(lines=3)),),
    (ScheduleLine("franchise", "What franchises changed?"), ScheduleLine("merger", "What mergers?")),
)
CHECKS = (
    FormCheck(
        "C27",
        "C27",
        Severity.STOP,
        "p4/role:plant_in_service/end",
        "p4/role:plant_in_service/end = w2/total/amount",
        "Shows {p4/role:plant_in_service/end}, page W-2 has {w2/total/amount}.",
        "They are the same figure.",
    ),
    FormCheck(
        "C40",
        "C40",
        Severity.EXPLAIN,
        "w2/./amount",
        "abs(././percent) <= rule:report/percent",
        "{label} changed by {././percent} over {././prior}; limit {rule:report/percent}: {blank(p3/merger/answer)}.",
        "Habit.",
        each="w2/section:om",
        when="not blank(././prior)",
        cites=("3.640(2)",),
    ),
    FormCheck("C99", "C99", Severity.STOP, "s2/total/amount", "1 = 2", "Never.", "Sewer only.", utility="sewer"),
    FormCheck(
        "C98", "C98", Severity.NOTE, "s2/total/amount", "1 = 2", "No such place.", "The place is not in this filing."
    ),
    FormCheck(
        "C97",
        "C97",
        Severity.NOTE,
        "p4/cash/end",
        "loans/total/balance <= p4/cash/end",
        "Loans {loans/total/balance}, cash {p4/cash/end}.",
        "B",
    ),
    FormCheck(
        "C96", "C96", Severity.STOP, "p4/cash/end", "abs(p4/cash/end) = value(p4/cash/end)", "Below nothing.", "B"
    ),
)
EQUITY = FormSchedule(
    "equity",
    "6",
    "Owner's capital",
    ScheduleKind.FIELDS,
    (ScheduleColumn("answer", "Answer", CellSpec()),),
    (
        ScheduleLine("begin", "Beginning", spec=MONEY),
        ScheduleLine("end", "End", spec=CellSpec(CellType.MONEY, formula="./begin/answer + w2/total/amount")),
    ),
    when="p1/kind/answer = 'llc'",
)
FORM = FormDefinition(
    "small", 1, "A small form", ("water",), (FIELDS, INQUIRIES, PLANT, EXPENSES, ROWS, MONTHS, EQUITY), CHECKS
)
RULES = {"report/limit": Decimal(1000), "report/percent": Decimal(15)}
Given = Mapping[str, str | Value]


def places(given: Mapping[str, int | str | Value]) -> dict[Place, Value]:
    """Values by written place, whole numbers for short."""
    return {place_of(path): Decimal(value) if isinstance(value, int) else value for path, value in given.items()}


def laid_out(rows: tuple[str, ...] = ()) -> FormLayout:
    """The small form for a water company."""
    return lay_out(FORM, ("water",), (COMMON, CHART, OTHER_CHART), {"loans": rows} if rows else {})


def model(
    rows: tuple[str, ...] = (),
    prior: Mapping[str, int | str | Value] | None = None,
    company: Mapping[str, int | str | Value] | None = None,
) -> FormulaModel:
    """Its model, with last year's and the company's values."""
    outside = {"prior": places(prior or {}), "company": places(company or {})}
    return FormulaModel(laid_out(rows), outside, RULES)


def calculated(
    given: Mapping[str, int | str | Value],
    *,
    rows: tuple[str, ...] = (),
    prior: Mapping[str, int | str | Value] | None = None,
    company: Mapping[str, int | str | Value] | None = None,
    overrides: Mapping[str, int] | None = None,
    explanations: Mapping[str, str] | None = None,
) -> FilingValues:
    """The small form filled."""
    answers = Answers(
        values=places(given),
        rows={"loans": rows} if rows else {},
        overrides={
            place_of(path): OverriddenValue(Decimal(value), "a reason") for path, value in (overrides or {}).items()
        },
        explanations={place_of(path): text for path, text in (explanations or {}).items()},
    )
    return calculate(model(rows, prior, company), answers)


def checked(calculation: FilingValues) -> CheckList:
    """Its check list."""
    return check_all(CheckBook(calculation.model), calculation)
