"""A company with many reports, each opened from the one before: filled, or measured."""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from desktop_app import bootstrap
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.data_entry import entering
from desktop_app.services.filings import annual_report

LAST = "2024-annual-report"
file, way = sys.argv[2:4]
program = bootstrap.program()


def fill(company: CompanyFile, years: int) -> None:
    """Reports until there are so many, each filed and with the answers of the first."""
    typed = {key: value for key, value in company.workspace.under("answer/").items() if f"/{LAST}/" in key}
    while len(company.filings()) < years:
        newest = company.filings()[0]
        annual_report.mark_filed(company, newest.id, f"{newest.year + 1}-04-01", "By mail")
        begun = annual_report.begin_report(company, newest.year + 1, previous=newest.id)
        wanted = {key.replace(LAST, begun.id): value for key, value in typed.items()}
        new = {key: value for key, value in wanted.items() if company.workspace.get(key) is None}
        company.edit(begun.id, "Fill", new)


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def measure() -> dict[str, float]:
    found: dict[str, float] = {}
    start = time.perf_counter()
    company = program.companies.open(Path(file))
    filing = company.filings()[0].id
    book = company.book(filing)
    book.checks.problems  # noqa: B018 - the check list stands beside the first page
    found["open"] = time.perf_counter() - start
    place = next(
        place
        for place, spec in book.sheet.cells.items()
        if spec.type.numeric and not spec.formula and place in book.calculation.values
    )
    rows = next(name for name, schedule in book.sheet.schedules.items() if schedule.rows)
    entering.set_answer(company, filing, place, "1")
    found["edit"] = seconds(lambda: (entering.set_answer(company, filing, place, "7"), company.book(filing).checks))
    found["edit that brings a row"] = seconds(
        lambda: (entering.add_row(company, filing, rows), company.book(filing).checks)
    )
    found["check"] = seconds(lambda: program.packages.manuscript(company, filing).problems())
    found["history"] = seconds(lambda: [company.layout(one.id) for one in company.filings()])
    for number in range(4):
        entering.set_answer(company, filing, place, str(number))
    found["undo of six steps"] = seconds(lambda: (company.undo(6), company.book(filing).checks))
    company.undo()
    company.close()
    return found


if way == "fill":
    company = program.companies.open(Path(file))
    fill(company, int(sys.argv[4]))
    company.close()
    print("{}")
else:
    print(json.dumps(measure()))
