"""A thousand rows by way of a copy in Excel: as new ones, then other values in all of them. Argument: the company."""

import json
import resource
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from desktop_app import bootstrap
from desktop_app.services.filing_package.produce import PackageOrder
from desktop_app.services.worksheets import keys
from desktop_app.services.worksheets.returning import take_copy

ROWS, FILING, SCHEDULE = 1000, "2025-annual-report", "p7_debt"
HEADER, FIRST = 5, 4  # rows above the table's own; the first column of a cell
place = Path(sys.argv[2]).parent
program = bootstrap.program()
company = program.companies.open(Path(sys.argv[2]))


def cells(number: int, way: int) -> list[str | int | date]:
    """What stands in a row, another each way."""
    days = [date(2017, 6, 1 + way), date(2037, 6, 1 + way)]
    figures = [5 + way, 1000 + number + way, way, way]
    return [f"Bank {number} {way}", "Other long-term debt", f"Case {way}", *days, *figures]


def add(sheet: Worksheet) -> None:
    """The spare rows of the copy, and as many more as it takes, filled in."""
    first = next(row[0].row for row in sheet.iter_rows() if row[0].value == keys.NEW_ROW)
    sheet.insert_rows(first, ROWS)
    for number in range(ROWS):
        sheet.cell(first + number, 1, keys.NEW_ROW)
        for at, value in enumerate(cells(number, 1)):
            sheet.cell(first + number, FIRST + at, value)


def change(sheet: Worksheet) -> None:
    """Other values in each row of the table."""
    for number in range(ROWS):
        for at, value in enumerate(cells(number, 2)):
            sheet.cell(HEADER + 2 + number, FIRST + at, value)


def seconds(work: Callable[[], object]) -> float:
    """Of the processor, those of the workers included."""
    start = spent()
    work()
    return spent() - start


def spent() -> float:
    """What this process and its ended children took of the processor."""
    used = [resource.getrusage(of) for of in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def through_excel(name: str, fill: Callable[[Worksheet], None]) -> dict[str, float]:
    """How long it takes to import the filled copy, to check the filing then and to produce its package."""
    path = program.excel.export(company, place / "copy.xlsx", filing=FILING, schedule=SCHEDULE, replacing=True)
    book = openpyxl.load_workbook(path)
    fill(book.worksheets[0])
    book.save(path)
    before = len(company.workspace.under(f"answer/{FILING}/{SCHEDULE}/"))
    found = {"import": seconds(lambda: take_copy(company, program.excel.returned(company, path)))}
    now = company.workspace.under(f"answer/{FILING}/{SCHEDULE}/").values()
    if len(now) - before < ROWS and not any(value == f"Bank {ROWS - 1} 2" for value in now):
        raise LookupError(path)
    found["check"] = seconds(lambda: program.packages.manuscript(company, FILING).problems())
    order = PackageOrder(place / name)
    found["produce"] = seconds(lambda: program.packages.produce(company, FILING, order, draft=True))
    return {f"{name} {step}": took for step, took in found.items()}


print(json.dumps(through_excel("new", add) | through_excel("changed", change)))
company.close()
