"""The paper of a case: what is on its pages, and that nothing sealed decides anything of them, in every such form."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import chain

import pytest

from desktop_app.domain.attachments import Attachment
from desktop_app.domain.confidentiality import Seal
from desktop_app.domain.values import Place, Value, place_of
from desktop_app.formspec.answers import Answers
from desktop_app.formspec.case_traits import AnswerWay
from desktop_app.formspec.definition import ITEM_WAY, CellType, FormDefinition, ScheduleKind
from desktop_app.formspec.evaluation import FilingValues, FormulaModel, calculate
from desktop_app.formspec.pleading import HOLE
from desktop_app.formspec.sheet import FormLayout, lay_out
from desktop_app.pagespec.pages import PaperPage, TextItem
from desktop_app.rulebook.letter import LetterParagraph, LetterStyle, LetterTemplate
from desktop_app.services.filing_package.case_source import CaseParticulars, case_paper, joined_words
from desktop_app.services.filing_package.compose import JOINT_LABEL, ComposedDocument, composed
from desktop_app.services.filing_package.designation import designations
from desktop_app.services.filing_package.filing_source import FilingSource
from desktop_app.services.filing_package.gates import judged, prove
from desktop_app.services.filing_package.paper import VersionPages
from desktop_app.services.filing_package.preview import preview_pages
from desktop_app.services.filing_package.request import read_request, request_bytes
from tests.forms import carriers
from tests.support.case_form import TEXT, case_form, case_values
from tests.support.memory_companies import REAL
from tests.support.small_filing import SUBJECT, measured

pytestmark = pytest.mark.slow  # every form of a case, with seals

CASES = [
    form
    for form in (REAL.form(path.name) for path in sorted((carriers.FORMS / "filings").iterdir()))
    if form.case is not None
]
PLAT = Attachment("02", "Plat of the area", "items/plat", "p.pdf", "d", ((2448, 1584),))
CONSENT = Attachment("01", "County order", "items/consent", "c.pdf", "d", ((612, 792),))
OTHER = Attachment("03", "A letter", "", "l.pdf", "d", ((612, 792),), sealed=True, type="Terms", reason="Asked for.")
SEALS = ("items/need/answer", "start/place/answer", "persons/a/name")


def source(calculation: FilingValues, *documents: Attachment, said: CaseParticulars | None = None) -> FilingSource:
    form = calculation.model.sheet.form
    subject = replace(
        SUBJECT, form=form.id, revision=form.revision, utilities=calculation.model.sheet.utilities, case=True
    )
    particulars = said or CaseParticulars(applicant="Clear Creek Water Company", lists={"parties": ()})
    fields = {"contact_name": "Sample Person", "contact_phone": "573-555-0100"}
    return FilingSource(calculation, subject, fields, attachments=documents, case=particulars)


class CaseLibrary:
    """The program's own letters and rules, and the small form of a case."""

    def __init__(self, form: FormDefinition) -> None:
        self._form = form

    def form(self, kind: str, revision: int | None = None) -> FormDefinition:
        return self._form

    def __getattr__(self, name: str) -> object:
        return getattr(REAL, name)


def paper(made: FilingSource, *, public: bool = True) -> ComposedDocument:
    request = made.public_request() if public else made.full_request()
    return composed(request, CaseLibrary(made.calculation.model.sheet.form), measured)[0]  # type: ignore[arg-type]


def words(page: PaperPage) -> str:
    return " ".join(item.content for item in page.items if isinstance(item, TextItem))


def text(document: ComposedDocument) -> str:
    return " ".join(words(page) for page in document.document.pages)


def test_exhibits_stand_in_the_order_of_their_items_each_behind_its_tab() -> None:
    document = paper(source(case_values(), CONSENT, PLAT, OTHER))
    assert document.document.name == "application.pdf"
    assert [label for label in document.labels if label.startswith("Exhibit")] == [
        *("Exhibit A", "Exhibit A"),
        *("Exhibit B", "Exhibit B"),
        *("Exhibit C", "Exhibit C"),
        *("Exhibit D", "Exhibit D"),
    ]
    assert "Index of items: Certificate" in text(document)
    assert "Need 4 CSR 240-3.600(1)(D) In words Paragraph 2" in text(document)
    assert "shown at 20 percent of its size" in text(document)
    assert "Certified copy: Sample Clerk, January 5, 2026" in text(document)


def test_a_promised_exhibit_keeps_its_letter_and_its_tab() -> None:
    later = case_values({"items/plat/way": "later", "items/plat/by": date(2026, 9, 1), "items/persons/way": "later"})
    document = paper(source(later, CONSENT))
    assert [label for label in document.labels if label.startswith("Exhibit")] == [
        *("Exhibit A", "Exhibit B", "Exhibit C", "Exhibit C")
    ]
    assert "Follows by September 1, 2026" in text(document)
    assert "Follows before the authority is granted" in text(document)


def test_documents_of_an_exhibit_are_told_apart() -> None:
    second = replace(PLAT, number="04", title="Plat")
    third = replace(second, number="05")
    assert "Plat of the area: 1 sheet Document 2: 1 sheet Document 3: 1 sheet" in text(
        paper(source(case_values(), CONSENT, PLAT, second, third))
    )


def test_a_table_of_two_items_is_printed_once() -> None:
    """The second exhibit says where it is: both have their letter, and the accounts are not filed twice."""
    consent = 'ways = ["document"]\ndocuments = { certified = "always" }'
    form = case_form(TEXT.replace(consent, 'ways = ["table"]\ntables = ["persons"]'))
    made = source(case_values(form=form, seals=("persons/a/name",)), PLAT)
    for document in (paper(made), paper(made, public=False)):
        assert [label for label in document.labels if label in ("Exhibit B", "Exhibit C")] == [
            *("Exhibit B", "Exhibit B", "Exhibit C")
        ]
        assert "Exhibit C Consent See Exhibit B." in text(document)


@pytest.mark.parametrize(("kind", "said"), [("count", False), ("money", True)])
def test_an_exhibit_says_in_what_its_amounts_are(kind: str, said: bool) -> None:
    form = case_form(TEXT.replace('label = "Age", type = "count"', f'label = "Age", type = "{kind}"'))
    document = paper(source(case_values(form=form), CONSENT, PLAT))
    assert ("Amounts are in dollars." in text(document)) is said


@pytest.mark.untraced
def test_who_signs_together_signs_on_one_page() -> None:
    body = "".join(f'[[paragraph]]\nkind = "body"\ntext = "Line {number}."\n' for number in range(25))
    sign = '[[paragraph]]\nkind = "signature"\ntext = """{}\nFirm\nTown"""\n'
    signs = sign.format("One") + sign.format("Two")
    for lines in range(1, 26):
        cut = body.split("[[paragraph]]")[: lines + 1]
        made = source(case_values(form=case_form(f"{TEXT}{'[[paragraph]]'.join(cut)}{signs}")), CONSENT, PLAT)
        pages = [words(page).split() for page in paper(made).document.pages]
        assert not any("Two" in page and "One" not in page for page in pages)


def test_a_supplement_is_called_so_where_it_is_sworn_to() -> None:
    """Whoever verifies it has read the supplement, not the application."""
    form = case_form()
    form = replace(form, papers=replace(form.papers, sworn=True, oath="case_verification"))
    said = CaseParticulars("WA-2026-0123", "Clear Creek", "April 1, 2026", ("items/plat",), {"parties": ()})
    assert "read this paper (Application for a certificate)" in text(paper(source(case_values(form=form), PLAT)))
    furnished = text(paper(source(case_values(form=form), PLAT, said=said)))
    assert "read this paper (Supplement to the application for a certificate)" in furnished


def test_what_is_open_or_does_not_apply_stands_so_in_the_index() -> None:
    odd = case_values({"items/approval/answer": None, "items/need/way": "not_applicable"})
    assert {"Not answered yet", "Does not apply"} <= {one.how for one in source(odd).paper.exhibits}


def test_both_versions_have_the_same_pages_and_the_sealed_one_its_annex() -> None:
    made = source(case_values(seals=SEALS), CONSENT, PLAT, OTHER)
    public, full = paper(made), paper(made, public=False)
    assert full.labels[: full.common] == public.labels
    assert full.document.name == "application-nonpublic.pdf"
    assert [number for number in full.sealed if number < full.common] == list(public.sealed)
    assert "Cedar Bluff" not in text(public)
    assert "Cedar Bluff" in words(full.document.pages[-1])
    assert "Wells run dry" in words(full.document.pages[-1])


def test_what_is_sealed_is_designated_as_the_paper_is_read() -> None:
    """The pages of the form are not in the paper: paragraph and exhibit are, in the annex too."""
    made = source(case_values(seals=SEALS), CONSENT, PLAT)
    request = made.full_request()
    listed = designations(VersionPages(request, made.calculation.model.sheet, measured))
    (entry,) = listed
    assert entry["places"] == "the text, Place; paragraph 2, Need; Exhibit B, Person 1, name"
    annex = words(paper(made, public=False).document.pages[-1])
    assert "The text, Place Whole answer: Cedar Bluff" in annex
    assert "Paragraph 2, Need" in annex


def test_the_sheet_says_what_is_to_be_done_with_this_variant_for_this_service() -> None:
    """A step of another variant or service would be advice about something else."""
    form = replace(case_form(), opens={"variant": place_of("start/variant/answer")})
    library = CaseLibrary(form)
    steps = tuple(
        LetterParagraph(LetterStyle.STEP, word, when=word) for word in ("for_water", "for_sewer", "as_area", "as_line")
    )
    sheet = LetterTemplate(
        "case_sheet",
        "Filing sheet",
        (),
        dict.fromkeys(("for_water", "for_sewer", "as_area", "as_line"), "x"),
        steps,
        {},
    )
    library.letter = lambda kind: sheet if kind == form.papers.sheet else REAL.letter(kind)  # type: ignore[attr-defined]
    request = source(case_values(form=form), CONSENT, PLAT).public_request()
    made = composed(request, library, measured)[-1]  # type: ignore[arg-type]
    assert "for_water" in text(made)
    assert "as_area" in text(made)
    assert "for_sewer" not in text(made)
    assert "as_line" not in text(made)


def test_the_gates_of_a_case_ask_for_no_affidavit_and_cite_no_section() -> None:
    made = source(case_values(seals=SEALS), CONSENT, PLAT)
    gates = judged(prove(made, CaseLibrary(case_form()), measured))  # type: ignore[arg-type]
    assert not {"C04", "C05"} & {gate.id for gate in gates}
    assert [gate.trouble for gate in gates if gate.trouble] == []
    assert not any(gate.citation.startswith("3.") for gate in gates)
    assert not any("year" in gate.asks for gate in gates)


def test_a_request_survives_being_sent() -> None:
    request = source(case_values(seals=SEALS), CONSENT, PLAT).public_request()
    assert request_bytes(read_request(request_bytes(request))) == request_bytes(request)


def test_a_supplement_shows_only_what_it_furnishes() -> None:
    said = CaseParticulars("WA-2026-0123", "Clear Creek", "April 1, 2026", ("items/plat",), {"parties": ()})
    made = case_paper(case_values(), frozenset(), (PLAT,), said, {})
    assert [one.item for one in made.exhibits] == ["items/plat"]
    assert any("April 1, 2026" in paragraph.text for paragraph in made.paragraphs)


def test_each_applicant_of_a_joint_application_verifies_it_and_no_supplement() -> None:
    form = case_form()
    joint = replace(form.papers, sworn=True, oath="case_verification", joint_oath="joint_verification")
    form = replace(form, papers=joint, letter_fields={"other": place_of("start/place/answer")})
    made = source(case_values(form=form), CONSENT, PLAT)
    document = paper(made)
    assert [label for label in document.labels if "Verification" in label] == ["Verification", JOINT_LABEL]
    (other,) = (
        page for page, label in zip(document.document.pages, document.labels, strict=True) if label == JOINT_LABEL
    )
    assert "swears (or affirms) to be" in words(other)
    assert "Cedar Bluff" in words(other)
    sealed = paper(source(case_values(form=form, seals=("start/place/answer",)), CONSENT, PLAT))
    assert "Cedar Bluff" not in text(sealed)
    said = CaseParticulars("WA-2026-0123", "Clear Creek", "April 1, 2026", ("items/plat",), {"parties": ()})
    assert JOINT_LABEL not in paper(source(case_values(form=form), PLAT, said=said)).labels


@pytest.mark.parametrize(
    ("given", "said"), [((), ""), (("a",), "a"), (("a", "b"), "a and b"), (("a", "b", "c"), "a, b and c")]
)
def test_words_are_listed(given: tuple[str, ...], said: str) -> None:
    assert joined_words(given) == said


def _laid(form: FormDefinition, utility: str) -> FormLayout:
    rows = {one.id: ("r1", "r2") for one in form.schedules if one.kind is ScheduleKind.ROWS}
    return lay_out(form, (utility,), (), rows)


def _answers(sheet: FormLayout, way: AnswerWay) -> Answers:
    """Every cell filled; the items answered in this way where they allow it."""
    values = {}
    for place, spec in sheet.cells.items():
        if spec.formula:
            continue
        ids = [option.id for option in spec.options]
        if place.column == ITEM_WAY:
            values[place] = way.value if way.value in ids else ids[0]
        elif spec.type is CellType.CHOICE:
            values[place] = ids[len(place.line) % len(ids)]
        elif spec.type.worded:
            values[place] = f"Words about {place.line}."
    rows = {key: laid.rows for key, laid in sheet.schedules.items() if laid.rows}
    sealable = [place for place in values if not sheet.cells[place].no_seal and place.column != ITEM_WAY]
    seals = {str(place): Seal(str(place), "Terms", "It was asked for.") for place in sealable[::2]}
    return Answers(values=dict(values), rows=rows, seals=seals)


PAIRS = [(form, utility) for form in CASES for utility in form.utilities]


@pytest.mark.untraced
@pytest.mark.parametrize("way", list(AnswerWay))
@pytest.mark.parametrize(("form", "utility"), PAIRS, ids=lambda one: getattr(one, "id", one))
def test_no_sealed_answer_decides_anything_of_a_paper(form: FormDefinition, utility: str, way: AnswerWay) -> None:
    sheet = _laid(form, utility)
    rules = REAL.rules().numbers(date(2026, 3, 1))
    calculation = calculate(FormulaModel(sheet, {}, rules), _answers(sheet, way))
    items = [key for key, laid in sheet.schedules.items() if laid.definition.kind is ScheduleKind.ITEMS]
    lines = chain.from_iterable((f"{key}/{line.id}" for line in sheet.schedules[key].lines) for key in items)
    documents = [
        Attachment(f"{number:02}", "A document", name, "x.pdf", "d", ((612, 792),), sealed=number % 2 == 0)
        for number, name in enumerate(list(lines)[:4], 1)
    ]
    made = source(calculation, *(replace(one, type="Terms", reason="Asked for.") for one in documents))
    seen = request_bytes(made.public_request())
    assert [name for name, other in made.altered() if other != seen] == []
    public, full = (composed(request, REAL, measured)[0] for request in (made.public_request(), made.full_request()))
    assert public.labels == full.labels[: full.common]
    assert Place("", "", "") not in sheet.cells


def test_what_stands_in_paragraphs_is_shown_as_the_paper() -> None:
    made = source(case_values(seals=SEALS), CONSENT, PLAT)
    pages = preview_pages(made, "items", CaseLibrary(case_form()), measured, public=True)  # type: ignore[arg-type]
    assert "In the matter of" in words(pages[0])
    assert "PUBLIC VERSION" in words(pages[0])
    (table,) = preview_pages(made, "persons", CaseLibrary(case_form()), measured, public=False)  # type: ignore[arg-type]
    assert "Sample Resident" in words(table)


def test_the_page_beside_the_days_of_the_notice_is_the_notice() -> None:
    form = REAL.form("small_company_rate_increase")
    sheet = lay_out(form, ("water",), (), {})
    asked: dict[Place, Value] = {
        place_of("request/amount/answer"): Decimal(18400),
        place_of("notice/shown/answer"): date(2026, 3, 20),
    }
    made = source(calculate(FormulaModel(sheet, {}, {}), Answers(values=asked)))
    beside = {
        schedule: [words(page) for page in preview_pages(made, schedule, REAL, measured, public=True)]
        for schedule in ("request", "notice")
    }
    assert "Dear Secretary" in beside["request"][0]
    (notice,) = beside["notice"]
    assert "Date of this notice: March 20, 2026" in notice


@pytest.mark.parametrize(
    "form", [form for form in CASES if any(one.paper for one in form.paragraphs)], ids=lambda one: one.id
)
def test_what_goes_to_customers_cannot_be_sealed(form: FormDefinition) -> None:
    """A paper beside the main one exists in one version: with a sealed place it would tell its readers nothing."""
    beside = [hole for one in form.paragraphs if one.paper for hole in HOLE.findall(one.text)]
    for utility in form.utilities:
        cells = _laid(form, utility).cells
        printed = [cells[place_of(hole)] for hole in beside if hole.count("/") == 2 and place_of(hole) in cells]
        assert printed
        assert [spec for spec in printed if not spec.no_seal] == []
