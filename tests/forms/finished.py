"""Finished documents of every kind that the program files, made once: in them the words of the rules are looked for.

Each is named ``kind`` (`KINDS`), its files by their names in the package. Whoever looks for words looks in the text of
the PDF, as the commission's clerk would, never in the forms or in the program.
"""

from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import replace
from datetime import date
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from pypdfium2 import PdfDocument

from desktop_app import bootstrap, locations
from desktop_app.domain.attachments import WHOLE, RedactionBox
from desktop_app.domain.periods import FilingPeriod
from desktop_app.domain.values import Json, Place, place_of
from desktop_app.formspec.public_view import effective_seals
from desktop_app.services.cold_weather import beginning
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.confidentiality import sealing
from desktop_app.services.data_entry import attachments, entering
from desktop_app.services.filing_calendar import keeping
from desktop_app.services.filing_package.produce import PackageOrder
from desktop_app.services.filings import annual_report
from desktop_app.services.program.program import Program
from desktop_app.services.report_letters import drafts
from desktop_app.services.report_letters.cases import DocketCase, keep_case
from desktop_app.services.report_letters.printing_letters import letter_pdf
from tests.forms.tariff_stories import STORIES
from tests.support.foreign_papers import BOX, pdf
from tests.support.memory_companies import FixedClock
from tests.support.one_sample import sample_file
from tests.support.tariff_company import REPORT_PAGES

Texts = Mapping[str, str]
IN_TIME = date(2026, 2, 10)
LETTERS: Mapping[str, Mapping[str, str]] = {
    drafts.LETTER: {"reason": "The bookkeeper was ill."},
    drafts.PLEADING: {"reason": "The books burned.", "length": "sixty days", "until": "June 14, 2026"},
    drafts.ANSWER: {"addressee": "Manager, Sample Department", "notice_date": "March 1, 2026"},
    drafts.RESPONSE: {
        "docket": "WC-2026-0003",
        "pleader": "Sample Newspaper",
        "sealed_items": "Page W-2, operating expenses: they tell about a single customer.",
        "argument": "The figures tell about a single customer.",
    },
}


@cache
def finished(kind: str) -> Texts:
    """The text of each file of such a package."""
    return KINDS[kind]()


def read(content: bytes) -> str:
    """The words of a PDF, with single spaces and without the hyphens of broken lines."""
    with closing(PdfDocument(content)) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    return " ".join(" ".join(pages).replace("\ufffe", "").split())


def _texts(folder: Path) -> Texts:
    return {path.name: read(path.read_bytes()) for path in sorted(folder.rglob("*.pdf"))}


def _report(sample: str, filing: str = "2025-annual-report") -> Texts:
    """The annual report of a sample company, whose package has sealed parts, and the letters that go with one."""

    def make(program: Program, folder: Path) -> Texts:
        file = sample_file(program.companies, sample, folder / "sample.filingdesk")
        try:
            program.packages.produce(file, filing, PackageOrder(folder / "package"))
            served = keep_case(file, DocketCase("", "WR-2026-0001", "rate increase", "Office of the Public Counsel"))
            filled = {kind: _filled(file, kind, served.id) for kind in LETTERS}
            letters = {f"{kind}.pdf": read(letter_pdf(REPORT_PAGES, file, draft)) for kind, draft in filled.items()}
        finally:
            file.close()
        return {**_texts(folder / "package"), **letters}

    return _in_a_folder(make)


def _filled(file: CompanyFile, kind: str, served: str) -> drafts.LetterDraft:
    """A letter with everything that it can say."""
    for event in drafts.EVENTS.get(kind, ())[:1]:
        keeping.record_event(file, event, date(2026, 3, 1))
    draft = drafts.begin_letter(file, kind, 2025)
    rows = (("Page W-1 is blank.", "The page is enclosed."),)
    values = {**draft.values, **LETTERS[kind]}
    return replace(draft, values=values, rows=rows, served=(served,), day=date(2026, 3, 2), served_on=date(2026, 3, 2))


def _cold_weather(utility: str) -> Texts:
    """A month in which nothing happened, with two districts."""

    def make(program: Program, folder: Path) -> Texts:
        file = program.companies.create(folder / "c.filingdesk", {"company": _cold_weather_company(utility)})
        try:
            filing = beginning.begin_month(file, FilingPeriod(2026, 1))
            _answer_the_rest(file, filing.id)
            program.packages.produce(file, filing.id, PackageOrder(folder / "package"))
        finally:
            file.close()
        return _texts(folder / "package")

    return _in_a_folder(make)


def _cold_weather_company(utility: str) -> Json:
    return {
        "identity": {
            "legal_name": "Sample Valley Utility Company",
            utility: "yes",
        },
        "office": {"street": "1 Sample Street", "city": "Jefferson City", "state": "MO", "zip": "65101"},
        "contact": {"name": "Sample Clerk", "phone": "573-555-0102", "title": "Clerk"},
        "people": [{"name": "Sample President", "role": "president", "title": "President", "signs": "yes"}],
        "districts": [{"name": "Sample North", "customers": "900"}, {"name": "Sample South", "customers": "400"}],
    }


def _answer_the_rest(file: CompanyFile, filing: str) -> None:
    """Nothing happened: a nought for every figure, "no" for every question but one, "None" for every text."""
    sheet = file.book(filing).sheet
    for problem in file.book(filing).checks.problems:
        place = place_of(problem.place)
        kind = sheet.cells[place].type.value
        text = {"count": "0", "money": "0", "choice": "no"}.get(kind, "None")
        entering.set_answer(file, filing, place, "yes" if place.line == "no_customer" else text)


COMPANION: Mapping[str, str] = {
    "cover/period/answer": "calendar",
    "cover/stockholder_report/answer": "no",
    "own_form/title/answer": "Annual report of SAMPLE utilities",
    "own_form/year/answer": "2025",
    "own_form_read/whole/answer": "yes",
    "own_form_read/agrees/answer": "yes",
    "oath/in_office/answer": "yes",
    "oath/knowledge/answer": "yes",
    "oath/county/answer": "Cole",
    "oath/not_public/answer": "yes",
}
TENANTS: Mapping[str, Mapping[str, str]] = {
    "premises": {"name": "Sample Tower", "address": "200 Oak Street, Sample City"},
    "complaints": {
        "received": "03/04/2025",
        "premises": "Sample Tower",
        "tenant": "Sample Tenant",
        "summary": "No dial tone for a day; a card was replaced.",
    },
    "formal": {"number": "TC-2025-0012", "about": "Quality of service"},
}


def _companion(utility: str) -> Texts:
    """The commission's own form, partly sealed, of a company that provides one service, and the letters with it."""

    def make(program: Program, folder: Path) -> Texts:
        file = program.companies.create(folder / "c.filingdesk", {"company": _companion_company(utility)})
        try:
            filing = annual_report.begin_report(file, 2025, form="annual_report_companion").id
            for path, value in {**COMPANION, f"size/{utility}/count": "12"}.items():
                entering.set_answer(file, filing, place_of(path), value)
            if utility == "telecom":
                _tenants(file, filing)
            _attach_form(program, file, filing)
            program.packages.produce(file, filing, PackageOrder(folder / "package"))
            served = keep_case(file, DocketCase("", "WR-2026-0001", "rate increase", "Office of the Public Counsel"))
            filled = {kind: _filled(file, kind, served.id) for kind in LETTERS}
            letters = {f"{kind}.pdf": read(letter_pdf(REPORT_PAGES, file, draft)) for kind, draft in filled.items()}
        finally:
            file.close()
        return {**_texts(folder / "package"), **letters}

    return _in_a_folder(make)


def _companion_company(utility: str) -> Json:
    company = _cold_weather_company(utility)
    assert isinstance(company, dict)
    return {**company, "contact": {**_table(company["contact"]), "email": "clerk@sample.example"}}


def _table(data: Json) -> dict[str, Json]:
    assert isinstance(data, dict)
    return data


def _tenants(file: CompanyFile, filing: str) -> None:
    entering.set_answer(file, filing, place_of("tenant_service/provided/answer"), "yes")
    for schedule, cells in TENANTS.items():
        row = entering.add_row(file, filing, schedule)
        for column, value in cells.items():
            entering.set_answer(file, filing, Place(schedule, row, column), value)
    for target in [seal.target for seal in effective_seals(file.book(filing).sheet, file.book(filing).answers)]:
        sealing.confirm(file, filing, target)


def _attach_form(program: Program, file: CompanyFile, filing: str) -> None:
    content = pdf("Sample Customer", pages=2)
    looked = program.packages.tools.reader.look("form.pdf", content, lambda: False)
    attachments.attach_document(file, filing, "form.pdf", content, looked, title="Commission's form")
    sides = [round(side * WHOLE) for side in BOX]
    box = RedactionBox(
        0, sides[0], sides[1], sides[2], sides[3], "Customer-specific information", "It names a customer."
    )
    attachments.draw_redaction_box(file, filing, "1", box)


def _tariff(name: str) -> Texts:
    return {file: read(content) for file, content in STORIES[name]().items()}


def _in_a_folder(make: Callable[[Program, Path], Texts]) -> Texts:
    with TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        patch.setenv(locations.HOME_VARIABLE, str(Path(name) / "home"))
        patch.setattr(bootstrap, "SystemClock", lambda: FixedClock(IN_TIME))  # a late report has another sheet
        return make(bootstrap.program(), Path(name))


KINDS: Mapping[str, Callable[[], Texts]] = {
    "report of a water and sewer company": partial(_report, "water-sewer"),
    "report of a steam company": partial(_report, "steam"),
    "report of a gas company": partial(_report, "gas", "2025-annual-report-gas"),
    "report of a telephone company": partial(_report, "telephone", "2025-annual-report-telecom"),
    **{f"companion, {utility}": partial(_companion, utility) for utility in ("electric", "gas", "telecom")},
    "cold weather, electric": partial(_cold_weather, "electric"),
    "cold weather, gas": partial(_cold_weather, "gas"),
    **{name: partial(_tariff, name) for name in STORIES},
}
