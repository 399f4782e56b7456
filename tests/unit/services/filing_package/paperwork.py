"""A small invented form of every kind of schedule, and a filing of it, for the tests of the package."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from desktop_app.domain.confidentiality import Seal
from desktop_app.domain.values import Value, Word, place_of
from desktop_app.formspec.answers import Answers, Override
from desktop_app.formspec.company_chart import Preset
from desktop_app.formspec.definition import (
    CellSpec,
    CellType,
    Chart,
    Column,
    Form,
    Line,
    Option,
    Schedule,
    ScheduleKind,
)
from desktop_app.formspec.evaluation import Calculation, Model, calculate
from desktop_app.formspec.sheet import lay_out
from desktop_app.pagespec.pages import Face
from desktop_app.rulebook.clock import Clocks
from desktop_app.rulebook.law import Law
from desktop_app.rulebook.letter import Letter, Paragraph, Style
from desktop_app.rulebook.parameter import DatedValue, Parameter
from desktop_app.rulebook.penalty import Penalties
from desktop_app.rulebook.rulebook import Rulebook
from desktop_app.services.filing_package.filing_source import Source
from desktop_app.services.filing_package.paper import Paper
from desktop_app.services.filing_package.request import RenderRequest, Subject

MONEY = CellSpec(CellType.MONEY)
NAME = Column("name", "Name of lender", CellSpec(CellType.TEXT), 24)
FORM = Form(
    id="annual_report",
    revision=1,
    title="Annual report",
    utilities=("water",),
    footer="Arrangement ours: compare with the form that the commission sends.",
    schedules=(
        Schedule(
            "p1",
            "1",
            "Identification",
            ScheduleKind.FIELDS,
            (Column("answer", "Answer", CellSpec()),),
            (
                Line("name", "Full certificated name", spec=CellSpec()),
                Line("phone", "Telephone of the person to ask", spec=CellSpec()),
                Line("wells", "Number of wells", spec=CellSpec(CellType.COUNT, unit="wells")),
                Line("story", "What changed during the year", spec=CellSpec(lines=3)),
                Line(
                    "kind",
                    "Kind of organisation",
                    spec=CellSpec(CellType.CHOICE, options=(Option("llc", "Limited liability company"),)),
                ),
            ),
        ),
        Schedule(
            "w2",
            "W-2",
            "Operating expenses by account",
            ScheduleKind.LINES,
            (
                Column("amount", "This year", replace(MONEY, override=True)),
                Column("prior", "Last year", MONEY),
                Column("remark", "Remark", CellSpec(CellType.TEXT, optional=True), 14),
            ),
            (
                Line("head", "Operation", heading=True),
                Line("power", "Purchased power", number="615"),
                Line("chemicals", "Chemicals", number="618"),
                Line("rent", "Rental of building and real property", number="641", skip=frozenset({"prior"})),
                Line(
                    "total", "Total operating expenses", formula="sum(./*/.)", strong=True, skip=frozenset({"remark"})
                ),
            ),
            utility="water",
        ),
        Schedule(
            "loans",
            "7",
            "Long-term debt",
            ScheduleKind.ROWS,
            (NAME, Column("owed", "Owed at year end", MONEY), Column("due", "Due", CellSpec(CellType.DATE))),
            (Line("total", "Total", formula="sum(./*/.)", skip=frozenset({"name", "due"}), strong=True),),
            row_label="Loan",
        ),
        Schedule(
            "pumped",
            "W-5",
            "Water pumped by month",
            ScheduleKind.MONTHS,
            (Column("gallons", "Pumped", CellSpec(CellType.QUANTITY, unit="thousand gallons")),),
            (Line("total", "Total", formula="sum(./*/.)", strong=True),),
        ),
        Schedule(
            "changes",
            "3",
            "Important changes during the year",
            ScheduleKind.INQUIRIES,
            (Column("answer", "Answer", CellSpec(lines=2)),),
            (
                Line("franchise", "State changes in and important additions to franchise rights."),
                Line("merger", "State whether companies were bought, merged or reorganised."),
            ),
        ),
    ),
    checks=(),
    rules={"water": "3.640"},
)
SUBJECT = Subject(
    company="Clear Creek Water Company of Boone County, Incorporated",
    also_known_as="Clear Creek Water",
    form="annual_report",
    revision=1,
    utilities=("water",),
    system="naruc1996",
    year=2025,
    begins=date(2025, 1, 1),
    ends=date(2025, 12, 31),
    rules_on=date(2026, 1, 15),
)
VALUES: Mapping[str, Value] = {
    "p1/name/answer": "Clear Creek Water Company of Boone County, Incorporated",
    "p1/phone/answer": "573-555-0142",
    "p1/wells/answer": Decimal(3),
    "p1/story/answer": "The old tower was taken down and sold for scrap.",
    "p1/kind/answer": "llc",
    "w2/power/amount": Decimal(18250),
    "w2/power/prior": Decimal(17911),
    "w2/chemicals/amount": Decimal(4120),
    "w2/chemicals/prior": Decimal(-33),
    "w2/rent/amount": Word.NONE,
    "w2/power/remark": "New tariff of the electric cooperative",
    "loans/a/name": "Farmers Bank",
    "loans/a/owed": Decimal(210000),
    "loans/a/due": date(2031, 6, 30),
    "loans/b/name": "Wilhelmina Przybyłowska",
    "loans/b/owed": Decimal(15500),
    "loans/b/due": date(2027, 1, 31),
    **{f"pumped/m{month:02d}/gallons": Decimal(900 + 13 * month) for month in range(1, 13)},
    "changes/franchise/answer": Word.NONE,
    "changes/merger/answer": "None of the companies of the family was merged.",
}
SEALS = ("loans/b", "p1/phone/answer", "p1/story", "w2/chemicals/amount")


def measured(content: str, face: Face, size: float) -> float:
    """Every character as wide as in a typewriter: good enough to lay out by."""
    return len(content) * size * (0.56 if face is Face.BOLD else 0.52)


def filing(
    values: Mapping[str, Value] = VALUES,
    seals: Sequence[str] = SEALS,
    notes: Mapping[str, str] | None = None,
    overrides: Mapping[str, Override] | None = None,
    form: Form = FORM,
    rows: Mapping[str, tuple[str, ...]] | None = None,
) -> Calculation:
    grown = {"loans": ("a", "b")} if rows is None else dict(rows)
    answers = Answers(
        values={place_of(place): value for place, value in values.items()},
        rows=grown,
        overrides={place_of(place): override for place, override in (overrides or {}).items()},
        explanations={place_of(place): note for place, note in (notes or {}).items()},
        seals={target: Seal(target, "Terms of a private loan", "It names a person.") for target in seals},
    )
    sheet = lay_out(form, form.utilities, (), grown)
    return calculate(Model(sheet, {}, {}), answers)


def source(calculation: Calculation | None = None, *, draft: bool = False) -> Source:
    return Source(calculation or filing(), SUBJECT, FIELDS, draft=draft)


def request(calculation: Calculation, *, public: bool) -> RenderRequest:
    made = source(calculation)
    return made.public_request() if public else made.full_request()


def paper(calculation: Calculation, *, public: bool) -> Paper:
    return Paper(request(calculation, public=public), calculation.model.sheet, measured)


FIELDS = {
    "contact_name": "Sample Bookkeeper",
    "contact_phone": "573-555-0100",
    "contact_email": "books@example.com",
}
LEGENDS = {
    "public_version": "Public version",
    "nonpublic_version": "Nonpublic version, filed under seal",
    "public_page": "Nonpublic information was removed from this page and is submitted under seal.",
    "nonpublic_page": "This page contains nonpublic information filed under seal.",
    "mark": "Where the mark [SEALED] stands, the information was submitted as nonpublic, to be kept under seal.",
}


def letter(kind: str) -> Letter:
    paragraphs = (
        Paragraph(Style.HEADING, f"{kind} of {{company}}"),
        Paragraph(Style.BODY, "The company designates some of the information for {year} as confidential. " * 4),
        Paragraph(Style.ITEM, "{type}: {reason} ({places})", each="sealed"),
        Paragraph(Style.SIGNATURE, "{contact_name}"),
        Paragraph(Style.NOTARY, "Subscribed and sworn to before me this ____ day of __________, 20__."),
    )
    fields = {"company": "", "year": "", "contact_name": ""}
    return Letter(kind, kind.replace("_", " ").capitalize(), (), fields, paragraphs, {"sealed": ("type", "reason")})


class Library:
    """A library of one form."""

    def __init__(self, form: Form = FORM) -> None:
        self._form = form

    def form(self, kind: str, revision: int | None = None) -> Form:
        return self._form

    def charts(self, system: str, utilities: Sequence[str]) -> tuple[Chart, ...]:
        return ()

    def presets(self) -> tuple[Preset, ...]:
        return ()

    def rules(self) -> Rulebook:
        since = date(2004, 4, 30)
        return Rulebook(
            Parameter(f"legends/{name}", name, "text", (DatedValue(since, words, ("3.640(4)",)),))
            for name, words in LEGENDS.items()
        )

    def law(self) -> Law:
        return Law(self.rules(), Clocks(()), Penalties(()))

    def letter(self, kind: str) -> Letter:
        return letter(kind)
