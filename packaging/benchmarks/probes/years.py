"""A company with many reports, each opened from the one before: filled, or measured."""

import gc
import json
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from desktop_app import bootstrap
from desktop_app.__main__ import SELDOM
from desktop_app.domain.values import Place
from desktop_app.gui.filings.filing_words import concerned, moment
from desktop_app.services.company.company_file import CompanyFile, EvaluatedFiling
from desktop_app.services.data_entry import entering
from desktop_app.services.filings import annual_report

LAST, NEWEST, SIX = "2024-annual-report", 50, 6
file, way = sys.argv[2:4]
gc.set_threshold(SELDOM)  # as the program runs
program = bootstrap.program()


def fill(company: CompanyFile, years: int) -> None:
    """Reports until there are so many, each filed and with the answers of the first; then worked on as in a window."""
    typed = {key: value for key, value in company.workspace.under("answer/").items() if f"/{LAST}/" in key}
    while len(company.filings()) < years:
        newest = company.filings()[0]
        annual_report.mark_filed(company, newest.id, f"{newest.year + 1}-04-01", "By mail")
        begun = annual_report.begin_report(company, newest.year + 1, previous=newest.id)
        wanted = {key.replace(LAST, begun.id): value for key, value in typed.items()}
        new = {key: value for key, value in wanted.items() if company.workspace.get(key) is None}
        company.edit(begun.id, "Fill", new)
    newest = company.filings()[0]
    company.edit(newest.id, "Fill", {key.replace(LAST, newest.id): value for key, value in typed.items()})
    program.packages.manuscript(company, newest.id)
    place = next(amounts(company.book(newest.id)))
    for number in range(NEWEST):
        entering.set_answer(company, newest.id, place, str(number))


def amounts(book: EvaluatedFiling) -> Iterator[Place]:
    """The cells that hold a typed number."""
    for place, spec in book.sheet.cells.items():
        if spec.type.numeric and not spec.formula and place in book.calculation.values:
            yield place


def measure(path: Path) -> dict[str, float]:
    """The file as it was filled, and opened after it was changed: it gets its dated copy."""
    found: dict[str, float] = {}

    def timed(name: str, work: Callable[[], object]) -> None:
        start, spent = time.perf_counter(), time.process_time()
        work()
        found[f"{name}, processor"] = time.process_time() - spent
        found[name] = time.perf_counter() - start

    opened: list[CompanyFile] = []

    def open_file() -> None:
        opened.append(program.companies.open(path))
        book = opened[0].book(opened[0].filings()[0].id)
        book.checks.problems  # noqa: B018 - the check list stands beside the first page

    timed("open", open_file)
    company, filing = opened[0], opened[0].filings()[0].id
    book = company.book(filing)
    place = next(amounts(book))
    rows = next(name for name, schedule in book.sheet.schedules.items() if schedule.rows)

    def edit(value: str) -> None:
        entering.set_answer(company, filing, place, value)
        company.book(filing).checks  # noqa: B018

    def list_history() -> None:
        """The newest steps as History lists them."""
        for step in company.workspace.journal(NEWEST):
            moment(step.at), step.label, concerned(step), len(step.changes)

    edit("1")
    timed("edit", lambda: edit("7"))
    timed("edit that brings a row", lambda: (entering.add_row(company, filing, rows), company.book(filing).checks))
    timed("check", lambda: program.packages.manuscript(company, filing).problems())
    timed("history", list_history)
    company.undo(2)
    block = [(one, "11") for one in amounts(company.book(filing))]
    found["cells"] = len(block)
    timed("done", lambda: (entering.set_block(company, filing, block), company.book(filing).checks))
    timed("undone", lambda: (company.undo(), company.book(filing).checks))
    for number in range(SIX - 1):
        entering.set_block(company, filing, [(one, str(number)) for one, _ in block])
    entering.add_row(company, filing, rows)
    timed("undo of six steps", lambda: (company.undo(SIX), company.book(filing).checks))
    company.undo()
    company.close()
    return found


if way == "fill":
    company = program.companies.open(Path(file))
    fill(company, int(sys.argv[4]))
    company.close()
    print("{}")
else:
    with tempfile.TemporaryDirectory(prefix="filing-desk-benchmark-") as folder:
        print(json.dumps(measure(Path(shutil.copy(file, folder)))))
