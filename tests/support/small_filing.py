"""A small invented form of every kind of schedule, and a filing of it, for the tests of the package."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from desktop_app.domain.confidentiality import Seal
from desktop_app.domain.values import AnswerWord, Value, place_of
from desktop_app.formspec.answers import Answers, OverriddenValue
from desktop_app.formspec.company_chart import ChartPreset
from desktop_app.formspec.definition import (
    CellSpec,
    CellType,
    ChartOfAccounts,
    ChoiceOption,
    FormDefinition,
    FormSchedule,
    ScheduleColumn,
    ScheduleKind,
    ScheduleLine,
)
from desktop_app.formspec.evaluation import FilingValues, FormulaModel, calculate
from desktop_app.formspec.sheet import lay_out
from desktop_app.pagespec.pages import FontFace
from desktop_app.rulebook.clock import DeadlineRules
from desktop_app.rulebook.law import ChapterLaw
from desktop_app.rulebook.letter import LetterParagraph, LetterStyle, LetterTemplate
from desktop_app.rulebook.parameter import DatedValue, LegalValue
from desktop_app.rulebook.penalty import PenaltyTable
from desktop_app.rulebook.registry import FilingKind
from desktop_app.rulebook.rulebook import Rulebook
from desktop_app.services.filing_package.filing_source import FilingSource
from desktop_app.services.filing_package.paper import VersionPages
from desktop_app.services.filing_package.request import RenderRequest, RequestSubject

MONEY = CellSpec(CellType.MONEY)
NAME = ScheduleColumn("name", "Name of lender", CellSpec(CellType.TEXT), 24)
FORM = FormDefinition(
    id="annual_report",
    revision=1,
    title="Annual report",
    utilities=("water",),
    footer="Arrangement ours: compare with the form that the commission sends.",
    schedules=(
        FormSchedule(
            "p1",
            "1",
            "Identification",
            ScheduleKind.FIELDS,
            (ScheduleColumn("answer", "Answer", CellSpec()),),
            (
                ScheduleLine("name", "Full certificated name", spec=CellSpec()),
                ScheduleLine("phone", "Telephone of the person to ask", spec=CellSpec()),
                ScheduleLine("wells", "Number of wells", spec=CellSpec(CellType.COUNT, unit="wells")),
                ScheduleLine("story", "What changed during the year", spec=CellSpec(lines=3)),
                ScheduleLine(
                    "kind",
                    "Kind of organisation",
                    spec=CellSpec(CellType.CHOICE, options=(ChoiceOption("llc", "Limited liability company"),)),
                ),
            ),
        ),
        FormSchedule(
            "w2",
            "W-2",
            "Operating expenses by account",
            ScheduleKind.LINES,
            (
                ScheduleColumn("amount", "This year", replace(MONEY, override=True)),
                ScheduleColumn("prior", "Last year", MONEY),
                ScheduleColumn("remark", "Remark", CellSpec(CellType.TEXT, optional=True), 14),
            ),
            (
                ScheduleLine("head", "Operation", heading=True),
                ScheduleLine("power", "Purchased power", number="615"),
                ScheduleLine("chemicals", "Chemicals", number="618"),
                ScheduleLine("rent", "Rental of building and real property", number="641", skip=frozenset({"prior"})),
                ScheduleLine(
                    "total", "Total operating expenses", formula="sum(./*/.)", strong=True, skip=frozenset({"remark"})
                ),
            ),
            utility="water",
        ),
        FormSchedule(
            "loans",
            "7",
            "Long-term debt",
            ScheduleKind.ROWS,
            (
                NAME,
                ScheduleColumn("owed", "Owed at year end", MONEY),
                ScheduleColumn("due", "Due", CellSpec(CellType.DATE)),
            ),
            (ScheduleLine("total", "Total", formula="sum(./*/.)", skip=frozenset({"name", "due"}), strong=True),),
            row_label="Loan",
        ),
        FormSchedule(
            "pumped",
            "W-5",
            "Water pumped by month",
            ScheduleKind.MONTHS,
            (ScheduleColumn("gallons", "Pumped", CellSpec(CellType.QUANTITY, unit="thousand gallons")),),
            (ScheduleLine("total", "Total", formula="sum(./*/.)", strong=True),),
        ),
        FormSchedule(
            "changes",
            "3",
            "Important changes during the year",
            ScheduleKind.INQUIRIES,
            (ScheduleColumn("answer", "Answer", CellSpec(lines=2)),),
            (
                ScheduleLine("franchise", "State changes in and important additions to franchise rights."),
                ScheduleLine("merger", "State whether companies were bought, merged or reorganised."),
            ),
        ),
    ),
    checks=(),
    rules={"water": "3.640"},
    sections={"sealing": "(4)", "oath": "(2)"},
)
SUBJECT = RequestSubject(
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
    "w2/rent/amount": AnswerWord.NONE,
    "w2/power/remark": "New tariff of the electric cooperative",
    "loans/a/name": "Farmers Bank",
    "loans/a/owed": Decimal(210000),
    "loans/a/due": date(2031, 6, 30),
    "loans/b/name": "Wilhelmina Przybyłowska",
    "loans/b/owed": Decimal(15500),
    "loans/b/due": date(2027, 1, 31),
    **{f"pumped/m{month:02d}/gallons": Decimal(900 + 13 * month) for month in range(1, 13)},
    "changes/franchise/answer": AnswerWord.NONE,
    "changes/merger/answer": "None of the companies of the family was merged.",
}
SEALS = ("loans/b", "p1/phone/answer", "p1/story", "w2/chemicals/amount")


class MeasuredLetters:
    """Every letter alike, and none missing but those named here."""

    def __init__(self, missing: str = "") -> None:
        self._missing = missing

    def __call__(self, content: str, face: FontFace, size: float) -> float:
        """Every character as wide as in a typewriter: good enough to lay out by."""
        return len(content) * size * (0.56 if face is FontFace.BOLD else 0.52)

    def painted(self, text: str) -> str:
        return text

    def missing_glyphs(self, text: str) -> str:
        return "".join(sign for sign in self._missing if sign in text)


measured = MeasuredLetters()


def filing(
    values: Mapping[str, Value] = VALUES,
    seals: Sequence[str] = SEALS,
    notes: Mapping[str, str] | None = None,
    overrides: Mapping[str, OverriddenValue] | None = None,
    form: FormDefinition = FORM,
    rows: Mapping[str, tuple[str, ...]] | None = None,
) -> FilingValues:
    grown = {"loans": ("a", "b")} if rows is None else dict(rows)
    answers = Answers(
        values={place_of(place): value for place, value in values.items()},
        rows=grown,
        overrides={place_of(place): override for place, override in (overrides or {}).items()},
        explanations={place_of(place): note for place, note in (notes or {}).items()},
        seals={target: Seal(target, "Terms of a private loan", "It names a person.") for target in seals},
    )
    sheet = lay_out(form, form.utilities, (), grown)
    return calculate(FormulaModel(sheet, {}, {}), answers)


def source(calculation: FilingValues | None = None, *, draft: bool = False) -> FilingSource:
    return FilingSource(calculation or filing(), SUBJECT, FIELDS, draft=draft)


def request(calculation: FilingValues, *, public: bool) -> RenderRequest:
    made = source(calculation)
    return made.public_request() if public else made.full_request()


def paper(calculation: FilingValues, *, public: bool) -> VersionPages:
    return VersionPages(request(calculation, public=public), calculation.model.sheet, measured)


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


def letter(kind: str) -> LetterTemplate:
    paragraphs = (
        LetterParagraph(LetterStyle.HEADING, f"{kind} of {{company}}"),
        LetterParagraph(
            LetterStyle.BODY, "The company designates some of the information for {year} as confidential. " * 4
        ),
        LetterParagraph(LetterStyle.ITEM, "{type}: {reason} ({places})", each="sealed"),
        LetterParagraph(LetterStyle.SIGNATURE, "{contact_name}"),
        LetterParagraph(LetterStyle.NOTARY, "Subscribed and sworn to before me this ____ day of __________, 20__."),
    )
    fields = {"company": "", "year": "", "contact_name": ""}
    return LetterTemplate(
        kind, kind.replace("_", " ").capitalize(), (), fields, paragraphs, {"sealed": ("type", "reason")}
    )


class Library:
    """A library of one form."""

    def __init__(self, form: FormDefinition = FORM) -> None:
        self._form = form

    def form(self, kind: str, revision: int | None = None) -> FormDefinition:
        return self._form

    def charts(self, system: str, utilities: Sequence[str]) -> tuple[ChartOfAccounts, ...]:
        return ()

    def presets(self) -> tuple[ChartPreset, ...]:
        return ()

    def rules(self) -> Rulebook:
        since = date(2004, 4, 30)
        return Rulebook(
            LegalValue(f"legends/{name}", name, "text", (DatedValue(since, words, ("3.640(4)",)),))
            for name, words in LEGENDS.items()
        )

    def law(self) -> ChapterLaw:
        return ChapterLaw(self.rules(), DeadlineRules(()), PenaltyTable(()))

    def letter(self, kind: str) -> LetterTemplate:
        return letter(kind)

    def registry(self) -> tuple[FilingKind, ...]:
        return ()

    def own_forms(self) -> tuple[FormDefinition, ...]:
        return ()

    def own_text(self, kind: str, revision: int) -> str:
        return ""

    def hold(self, own_text: str) -> None:
        raise AssertionError(own_text)

    @property
    def digest(self) -> str:
        return "of a small form"
