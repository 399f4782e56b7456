"""From filings to a world: what is known of this one and of those before it, and which relations count."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from desktop_app.domain.confidentiality import Seal
from desktop_app.domain.problems import Severity
from desktop_app.domain.values import AnswerWord, Place, Value, place_of
from desktop_app.formspec.answers import Answers, OverriddenValue
from desktop_app.formspec.binding import Outside
from desktop_app.formspec.checks import CheckBook
from desktop_app.formspec.definition import (
    CellSpec,
    CellType,
    FormCheck,
    FormDefinition,
    FormSchedule,
    ScheduleColumn,
    ScheduleKind,
    ScheduleLine,
)
from desktop_app.formspec.disclosure import audit
from desktop_app.formspec.elimination import Exact
from desktop_app.formspec.evaluation import FilingValues, FormulaModel, calculate
from desktop_app.formspec.knowledge import KnownCell, KnownFiling, PublicKnowledge, gathered
from desktop_app.formspec.public_view import full_view
from desktop_app.formspec.relations import LinearRelation, RelationBasis
from desktop_app.formspec.sheet import lay_out

MONEY = CellSpec(CellType.MONEY)
COSTS = FormSchedule(
    "w2",
    "W-2",
    "Costs",
    ScheduleKind.LINES,
    (
        ScheduleColumn("amount", "This year", replace(MONEY, override=True)),
        ScheduleColumn("prior", "Last year", replace(MONEY, carried="prior:w2/./amount", optional=True)),
        ScheduleColumn("change", "Change", replace(MONEY, formula="././amount - ././prior")),
        ScheduleColumn("percent", "%", CellSpec(CellType.PERCENT, 1, formula="ratio(././change * 100, ././prior)")),
    ),
    (
        ScheduleLine("power", "Power"),
        ScheduleLine("chemicals", "Chemicals"),
        ScheduleLine("labor", "Labor"),
        ScheduleLine("total", "Total", formula="sum(./*/.)", only=frozenset({"amount"})),
    ),
)
OTHER = FormSchedule(
    "p6",
    "6",
    "Income",
    ScheduleKind.FIELDS,
    (ScheduleColumn("answer", "Answer", MONEY),),
    (
        ScheduleLine("costs", "Costs", spec=MONEY),
        ScheduleLine("tax", "Tax", spec=replace(MONEY, formula="p6/costs/answer * 0.0625")),
        ScheduleLine("odd", "Odd", spec=replace(MONEY, formula="p6/costs/answer + company:people/head/count")),
        ScheduleLine("old", "Old", spec=replace(MONEY, formula="w2/total/amount + prior:gone/x/answer")),
        ScheduleLine(
            "ratio",
            "Ratio",
            spec=CellSpec(CellType.QUANTITY, 2, formula="ratio(prior:w2/total/amount, p6/costs/answer)"),
        ),
        ScheduleLine("bounded", "Bounded", spec=replace(MONEY, low=Decimal(5), high=Decimal(90))),
        ScheduleLine("name", "Name", spec=CellSpec()),
    ),
)
TIE = FormCheck("T1", "", Severity.STOP, "p6/costs", "p6/costs/answer = w2/total/amount", "No.", "ours")
FORM = FormDefinition("f", 1, "F", (), (COSTS, OTHER), (replace(TIE, at="p6/costs/answer"),))
AMOUNTS = {"w2/power/amount": 100, "w2/chemicals/amount": 40, "w2/labor/amount": 260, "p6/costs/answer": 400}


def filing(values: Mapping[str, object], seals: Sequence[str] = (), **answers: object) -> Answers:
    found: dict[Place, Value] = {
        place_of(path): Decimal(value) if isinstance(value, int) else value  # type: ignore[misc]
        for path, value in values.items()
    }
    return Answers(found, seals={target: Seal(target, "t", "r") for target in seals}, **answers)  # type: ignore[arg-type]


def calculated(answers: Answers, outside: Outside) -> FilingValues:
    return calculate(FormulaModel(lay_out(FORM, (), (), {}), outside, {}), answers)


def part(name: str, prior: str, calculation: FilingValues, *, public: bool = True) -> KnownFiling:
    return KnownFiling(name, {"prior": prior}, CheckBook(calculation.model), full_view(calculation), public)


def two_years(now: Answers, before: Answers, *, filed: bool = True) -> PublicKnowledge:
    last = calculated(before, {})
    this = calculated(now, {"prior": last.values, "company": {Place("people", "head", "count"): Decimal(3)}})
    return gathered([part("now", "before", this), part("before", "", last, public=filed)], "now")


def test_a_filing_hides_its_sealed_numbers_and_all_of_them_before_it_is_filed() -> None:
    open_all, one_sealed = (calculated(filing(AMOUNTS, seals), {}) for seals in ((), ("w2/power/amount",)))
    assert not part("before", "", open_all).hides_any
    assert part("before", "", one_sealed).hides_any
    assert part("before", "", open_all, public=False).hides_any


def carried(values: Mapping[str, int]) -> dict[str, object]:
    return {path.replace("/amount", "/prior"): value for path, value in values.items() if "/amount" in path}


def names(there: PublicKnowledge) -> dict[str, tuple[Exact, Exact]]:
    return {f"{cell.filing}:{cell.place}": (made.low, made.high) for cell, made in audit(there).deductions.items()}


def test_last_years_public_report_tells_what_was_carried_from_it() -> None:
    now = filing({**AMOUNTS, **carried(AMOUNTS)}, ["w2/power/prior", "w2/chemicals/prior"])
    assert names(two_years(now, filing(AMOUNTS))) == {
        "now:w2/power/prior": (100, 100),
        "now:w2/chemicals/prior": (40, 40),
    }


def test_what_was_sealed_last_year_is_known_only_by_what_is_public_now() -> None:
    seals = ["w2/power/prior", "w2/chemicals/prior"]
    before = filing(AMOUNTS, ["w2/power/amount", "w2/chemicals/amount"])
    now = {**AMOUNTS, **carried(AMOUNTS)}
    change = {"now:w2/power/prior", "before:w2/power/amount", "now:w2/chemicals/prior", "before:w2/chemicals/amount"}
    assert set(names(two_years(filing(now, seals), before))) == change
    whole = ["w2/power", "w2/chemicals"]
    assert names(two_years(filing(now, whole), filing(AMOUNTS, whole))) == {}


def test_of_a_report_not_filed_nothing_is_known() -> None:
    now = filing({**AMOUNTS, **carried(AMOUNTS)}, ["w2/power"])
    found = names(two_years(now, filing(AMOUNTS), filed=False))
    assert {name for name in found if name.startswith("now:")} == {"now:w2/power/amount"}


def test_a_percent_change_gives_a_sealed_amount_nearly() -> None:
    now = filing(
        {**AMOUNTS, "w2/power/amount": 30000, "p6/costs/answer": 30300, **carried(AMOUNTS), "w2/power/prior": 20000}
    )
    before = filing({**AMOUNTS, "w2/power/amount": 20000, "p6/costs/answer": 20300})
    there = two_years(now, before)
    seals = ["w2/power/amount", "w2/power/change", "w2/labor/amount", "w2/labor/change", "w2/labor/percent"]
    sealed = [KnownCell("now", place_of(path)) for path in seals]
    made = audit(there, sealed).deductions
    assert {str(cell.place): (one.low, one.high, one.exact) for cell, one in made.items()} == {
        "w2/power/change": (9990, 10010, False)
    }


def test_a_formula_typed_over_and_a_carried_figure_corrected_tell_nothing() -> None:
    over = {Place("w2", "total", "amount"): OverriddenValue(Decimal(999), "Known otherwise")}
    values = {**AMOUNTS, **carried(AMOUNTS), "w2/power/prior": 90, "p6/costs/answer": 999}
    there = two_years(filing(values, overrides=over), filing(AMOUNTS))
    linear = [equation.relation for equation in there.equations if equation.filing == "now"]
    told = {(str(relation.at), relation.basis.value) for relation in linear if isinstance(relation, LinearRelation)}
    assert ("w2/total/amount", "formula") not in told
    assert ("w2/power/prior", "carried") not in told
    assert ("w2/labor/prior", "carried") in told
    assert there.untrue == ()


def test_a_tie_that_does_not_hold_is_kept_apart() -> None:
    there = two_years(filing({**AMOUNTS, "p6/costs/answer": 401}), filing(AMOUNTS))
    assert [str(equation.relation.at) for equation in there.untrue] == ["p6/costs/answer"]
    assert not [equation for equation in there.equations if equation.relation is there.untrue[0].relation]


def test_rounding_is_kept_where_a_formula_rounds() -> None:
    there = two_years(filing(AMOUNTS), filing(AMOUNTS))
    slack = {str(equation.relation.at): equation.slack for equation in there.equations if equation.filing == "now"}
    assert slack["p6/tax/answer"] == Fraction(1, 2)
    assert slack["w2/total/amount"] == 0


def test_the_company_is_known_and_a_filing_outside_the_world_is_not() -> None:
    there = two_years(filing(AMOUNTS), filing(AMOUNTS))
    here = {str(equation.relation.at): equation for equation in there.equations if equation.filing == "now"}
    assert here["p6/odd/answer"].constant == 3
    assert set(here["p6/old/answer"].terms) == {
        KnownCell("now", place_of("w2/total/amount")),
        KnownCell("now", place_of("p6/old/answer")),
    }
    alone = gathered([part("now", "before", calculated(filing(AMOUNTS), {}))], "now")
    assert not [made for made in alone.factors if str(made.relation.at) == "p6/ratio/answer"]
    assert not [equation for equation in alone.equations if str(equation.relation.at) == "p6/old/answer"]


def test_a_product_that_does_not_hold_is_left_out() -> None:
    over = {Place("w2", "power", "percent"): OverriddenValue(Decimal(7), "x")}
    there = two_years(filing({**AMOUNTS, **carried(AMOUNTS)}, overrides=over), filing(AMOUNTS))
    told = [str(made.relation.at) for made in there.factors if made.filing == "now"]
    assert "w2/power/percent" not in told
    assert "w2/labor/percent" in told


def test_a_reader_presumes_the_forms_limits_and_the_size_of_what_stands_there() -> None:
    seals = ["p6", "w2/power/amount", "w2/labor/amount"]
    values = {**AMOUNTS, "p6/bounded/answer": 50, "w2/labor/amount": -7, "w2/power/amount": AnswerWord.NONE}
    world = two_years(filing(values, seals), filing({}))
    limits = {str(cell.place): found for cell, found in world.limits.items() if cell.filing == "now"}
    assert limits["p6/bounded/answer"] == (5, 90)
    assert limits["w2/chemicals/amount"] == (0, 80)  # open today, but a cell that may be sealed too
    assert limits["w2/labor/amount"] == (-14, 0)
    assert limits["w2/power/amount"] == (0, 0)
    assert "p6/name/answer" not in limits
    over = two_years(filing({"p6/bounded/answer": 91}, ["p6/bounded/answer"]), filing({})).limits
    assert over[KnownCell("now", place_of("p6/bounded/answer"))] == (5, None)


def test_what_is_computed_may_be_below_zero() -> None:
    """A change that is above zero today need not be; only its parts say so."""
    now = filing({**AMOUNTS, **carried(AMOUNTS), "w2/power/prior": 90}, ["w2/power"])
    limits = two_years(now, filing(AMOUNTS)).limits
    assert limits[KnownCell("now", place_of("w2/power/change"))] == (None, None)
    assert limits[KnownCell("now", place_of("w2/total/amount"))] == (None, None)


def explained(require: str, when: str = "") -> PublicKnowledge:
    """This year's world with one more check, that wants an explanation where it fails."""
    check = FormCheck("E1", "", Severity.EXPLAIN, "p6/costs/answer", require, "No.", "ours", when=when)
    form = replace(FORM, checks=(check,))
    answers = filing({**AMOUNTS, "p6/costs/answer": 400, "p6/bounded/answer": 40})
    this = calculate(FormulaModel(lay_out(form, (), (), {}), {}, {"some/limit": Decimal(450)}), answers)
    return gathered([part("now", "", this)], "now")


def ties(there: PublicKnowledge) -> list[tuple[set[str], bool]]:
    return [
        ({cell.place.line for cell in equation.terms}, equation.at_least)
        for equation in there.equations
        if isinstance(equation.relation, LinearRelation) and equation.relation.basis is RelationBasis.TIE
    ]


def test_a_tie_that_only_wants_an_explanation_is_known_while_it_holds() -> None:
    assert ties(explained("p6/costs/answer = w2/total/amount")) == [({"costs", "total"}, False)]
    failing = explained("p6/costs/answer = w2/power/amount")
    assert (ties(failing), failing.untrue) == ([], ())


def test_a_comparison_bounds_and_a_size_bounds_on_both_sides() -> None:
    assert ties(explained("p6/costs/answer >= w2/power/amount")) == [({"costs", "power"}, True)]
    assert ties(explained("w2/power/amount < p6/costs/answer")) == [({"costs", "power"}, True)]
    assert ties(explained("p6/costs/answer <= w2/power/amount")) == []
    assert ties(explained("p6/costs/answer <= rule:some/limit")) == [({"costs"}, True)]
    both = explained("abs(w2/power/amount - w2/labor/amount) <= p6/costs/answer and p6/costs/answer > 0")
    assert ties(both) == [({"costs"}, True), *[({"costs", "power", "labor"}, True)] * 2]


def test_of_two_things_of_which_one_may_do_nothing_is_known() -> None:
    assert ties(explained("p6/costs/answer = w2/total/amount or p6/costs/answer = 3")) == []
    assert ties(explained("(p6/costs/answer = w2/total/amount or p6/costs/answer = 3) and p6/name/answer")) == []


def test_a_tie_counts_only_where_it_is_asked() -> None:
    tie = "p6/costs/answer = w2/total/amount"
    assert ties(explained(tie, "p6/bounded/answer > 30")) == [({"costs", "total"}, False)]
    assert ties(explained(tie, "p6/bounded/answer > 50")) == []
    assert ties(explained(tie, "p6/tax/answer < p6/ratio/answer")) == []  # nobody can say


def test_what_a_revision_leaves_as_it_was_is_known_from_what_was_filed() -> None:
    first, second = filing(AMOUNTS), filing({**AMOUNTS, "w2/labor/amount": 270}, ["w2/power/amount", "w2/labor/amount"])
    parts = [
        replace(part("now", "", calculated(second, {})), repeats="before"),
        part("before", "", calculated(first, {})),
    ]
    world = gathered(parts, "now")
    made = audit(world).deductions[KnownCell("now", place_of("w2/power/amount"))]
    assert {cell.filing for equation in made.equations for cell in equation.terms} == {"now", "before"}
    told = {cell.place.line for equation in world.equations for cell in equation.terms if cell.filing == "before"}
    assert "power" in told
    assert not [
        e
        for e in world.equations
        if {str(c) for c in e.terms}
        >= {str(KnownCell("now", place_of("w2/labor/amount"))), str(KnownCell("before", place_of("w2/labor/amount")))}
    ]
