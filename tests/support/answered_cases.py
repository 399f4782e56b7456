"""A filing in a case, answered until nothing is open: with words that mean nothing, or the examples of its helps."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from desktop_app.domain.problems import Problem, Severity
from desktop_app.domain.values import Place, place_of
from desktop_app.formspec.case_traits import AnswerWay
from desktop_app.formspec.definition import ANSWER, CellSpec, CellType, ScheduleKind
from desktop_app.formspec.public_view import effective_seals
from desktop_app.formspec.sheet import FormLayout
from desktop_app.services.cases.beginning import CaseOrder, begin_case
from desktop_app.services.cases.items import items_of
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.confidentiality import sealing
from desktop_app.services.data_entry import attachments, entering
from desktop_app.services.program.program import Program
from tests.support.foreign_papers import pdf

ROUNDS = 6
# The questions to which "no" is the answer of a company that may file.
REFUSING = frozenset({"new_customers", "in_base", "reimbursed", "excluded", "company"})
FIGURES: Mapping[CellType, str] = {
    CellType.MONEY: "1200",
    CellType.COUNT: "12",
    CellType.QUANTITY: "5",
    CellType.PERCENT: "2",
    CellType.DATE: "03/02/2026",
}
TEXTS: Mapping[str, str] = {
    "zip": "65101",
    "state": "MO",
    "telephone": "573-555-0100",
    "email": "a@sample.example",
    "month_day": "12-31",
}


def case_maker(program: Program, folder: Path, service: str, customers: str = "") -> CompanyFile:
    """A company that provides one service, with everything that a paper says of it."""
    few = "60" if service == "heating" else "2500"
    company = {
        "identity": {"legal_name": "Sample Valley Utility Company", service: "yes", "organisation": "corporation"},
        "office": {"street": "1 Sample Street", "city": "Jefferson City", "state": "MO", "zip": "65101"},
        "contact": {"name": "Sample Clerk", "phone": "573-555-0102", "title": "Clerk", "email": "c@sample.example"},
        "people": [{"name": "Sample President", "role": "president", "title": "President", "signs": "yes"}],
        "size": {} if service == "electric" else {service: customers or few},
    }
    return program.companies.create(folder / "company.filingdesk", {"company": company})  # type: ignore[dict-item]


def begin_answered(
    program: Program, file: CompanyFile, order: CaseOrder, given: Mapping[str, str], *, examples: bool = False
) -> tuple[str, tuple[Problem, ...]]:
    """Begins a filing, answers `given` (``#``: the first row) and then all the rest; tells what stays open."""
    filing = begin_case(file, order).id
    return filing, answer_all(program, file, filing, given, examples=examples)


def answer_all(
    program: Program, file: CompanyFile, filing: str, given: Mapping[str, str], *, examples: bool = False
) -> tuple[Problem, ...]:
    """Answers `given` and then all that is open of a filing, by the `examples` of the helps; tells what stays open."""
    words = 0
    for _ in range(ROUNDS):
        _add_rows(file, filing)
        _set(file, filing, given)
        for problem in file.book(filing).checks.problems:
            book = file.book(filing)
            place = place_of(problem.place)
            spec = book.sheet.cells.get(place)
            if spec is not None and not spec.formula and book.calculation.values.get(place) is None:
                words += 1
                example = _example(book.sheet, place, words) if examples else ""
                entering.set_answer(file, filing, place, _some(place, spec, words, example))
    _attach(program, file, filing)
    book = file.book(filing)
    for seal in effective_seals(book.sheet, book.answers):
        sealing.confirm(file, filing, seal.target)
    for problem in file.book(filing).checks.problems:
        if problem.severity is Severity.EXPLAIN:
            entering.explain_place(file, filing, place_of(problem.place), "As the company explains it.")
    return file.book(filing).checks.problems


def _add_rows(file: CompanyFile, filing: str) -> None:
    for name, schedule in file.book(filing).sheet.schedules.items():
        if schedule.definition.kind is ScheduleKind.ROWS and not schedule.rows:
            entering.add_row(file, filing, name)


def _set(file: CompanyFile, filing: str, given: Mapping[str, str]) -> None:
    sheet = file.book(filing).sheet
    for path, text in given.items():
        schedule, line, column = path.split("/")
        rows = sheet.schedules[schedule].rows if schedule in sheet.schedules else ()
        place = Place(schedule, rows[0] if line == "#" and rows else line, column)
        if place in sheet.cells:
            entering.set_answer(file, filing, place, text)


def _example(sheet: FormLayout, place: Place, number: int) -> str:
    """What the help of a line says as an example; of a column of rows what it is called, with the number."""
    schedule = sheet.schedules[place.schedule]
    line = next((one for one in schedule.lines if one.id == place.line), None)
    if line is not None and line.help.example and place.column == ANSWER:
        return line.help.example
    column = schedule.columns.get(place.column)
    return f"Sample {column.label.lower()} {number}" if column is not None and place.line in schedule.rows else ""


def _some(place: Place, spec: CellSpec, number: int, example: str = "") -> str:
    """Any answer that the cell takes: its first choice, a figure, the example, or words that stand nowhere else."""
    if spec.options:
        return "no" if place.line in REFUSING else spec.options[0].id
    return FIGURES.get(spec.type) or TEXTS.get(spec.type.value) or example or f"Sample words {number}"


def _attach(program: Program, file: CompanyFile, filing: str) -> None:
    for item in items_of(file, filing):
        for _ in range(item.traits.least if item.way is AnswerWay.DOCUMENT and not item.documents else 0):
            content = pdf()
            looked = program.packages.tools.reader.look("d.pdf", content, lambda: False)
            attachments.attach_document(file, filing, "d.pdf", content, looked, title=item.lead, item=item.name)
