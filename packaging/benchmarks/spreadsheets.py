"""Excel: a trial balance taken, a filing written, a block pasted."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from benchmarks.rows import Row, folder, in_turn, median, probe, sample, surroundings

CALAMINE = """
import sys
import python_calamine
python_calamine.load_workbook(sys.argv[1]).get_sheet_by_index(0).to_python()
"""
TIMES, LINES, LONG, FILING = 5, 5000, 170_000, "2025-annual-report"
MOST_MEMORY = 150  # MB


def rows() -> list[Row]:
    with folder() as place:
        here = Path(place)
        os.environ["FILING_DESK_HOME"] = str(here / "home")
        file = sample(here, "water")
        home = here / "home"
        return [_importing(here, file), *_reading(here), *_writing(file), *_pasting(file, home), *_taking(here, home)]


def timed(work: Callable[[], object]) -> Callable[[], dict[str, Any]]:
    """A measure of the work in seconds."""

    def measure() -> dict[str, Any]:
        start = time.perf_counter()
        work()
        return {"seconds": time.perf_counter() - start}

    return measure


def _importing(place: Path, path: Path) -> Row:
    """From the file to the report: read in a worker, accounts put on their remembered lines, compared, taken."""
    import openpyxl

    from desktop_app import bootstrap
    from desktop_app.services.trial_balance import taking
    from desktop_app.services.trial_balance.balancing import books_period
    from desktop_app.services.trial_balance.basis import gather_basis
    from desktop_app.services.trial_balance.importing import view_accounts
    from desktop_app.services.trial_balance.mapping import targets
    from desktop_app.services.trial_balance.readings import choose_reading

    table = place / "trial balance.xlsx"
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Account", "Debit", "Credit"])
    for number in range(LINES):
        amount = number // 2 + 0.25
        debit, credit = (amount, None) if number % 2 else (None, amount)
        sheet.append([f"{10000 + number} \u00b7 Account number {number}", debit, credit])
    book.save(table)
    program = bootstrap.program()
    file = program.companies.open(path)
    known = [target for target in targets(file.book(FILING)).by_place.values() if not target.compares]
    typed = [str(target.place) for target in known if target.place.line != "+"]
    first = {str(10000 + number): typed[number % len(typed)] for number in range(LINES)}
    file.edit(FILING, "Mapped", {f"setting/account/{key}": line for key, line in first.items()})

    def ours() -> None:
        period = books_period(file.book(FILING), opening=False)
        chosen = choose_reading(program.tables.read(table, lambda: False), period).chosen
        if chosen is None:
            raise LookupError(table)
        mapping = view_accounts(gather_basis(file, FILING), chosen.books).kept
        found = taking.preview_balances(gather_basis(file, FILING), chosen.books, mapping, name=table.name)
        taking.take_balances(file, found)

    def yardstick() -> None:
        subprocess.run([sys.executable, "-P", "-c", CALAMINE, str(table)], check=True, env=surroundings(place / "home"))

    ours()  # the first time fills the cells, all others find them as they are
    measured, alone = in_turn(TIMES, timed(ours), timed(yardstick))
    file.undo()
    file.close()
    seconds, bare = median(measured, "seconds"), median(alone, "seconds")
    words = f"importing a trial balance of {LINES:,} lines / calamine in a process"
    return Row(words, seconds, bare, most=3, note="of its own, as foreign files are read")


def _reading(place: Path) -> list[Row]:
    """A very long CSV file: read in a worker, its columns found and tested; against the csv module alone."""
    path, home = str(place / "long.csv"), place / "home"
    probe("long_books", path, str(LONG), home=home)
    (found,) = in_turn(3, lambda: probe("long_books", path, home=home))
    words = f"reading a CSV file of {LONG:,} accounts"
    return [
        Row(words, median(found, "ours"), median(found, "bare"), most=10),
        Row("  peak memory of either process", median(found, "peak"), MOST_MEMORY, unit="MB", most=1),
    ]


def _writing(path: Path) -> list[Row]:
    """A whole filing, against openpyxl writing the same cells with and without the same styles."""
    import openpyxl

    from desktop_app import bootstrap

    program = bootstrap.program()
    file = program.companies.open(path)
    target = path.with_name("filing nonpublic.xlsx")

    def ours() -> None:
        program.excel.export(file, target, filing=FILING, replacing=True)

    ours()
    copied = openpyxl.load_workbook(target)
    measured, styled, plain = in_turn(
        TIMES, timed(ours), timed(lambda: _written(copied, styled=True)), timed(lambda: _written(copied, styled=False))
    )
    file.close()
    seconds = median(measured, "seconds")
    return [
        Row("a whole filing to Excel / the same cells and styles", seconds, median(styled, "seconds"), most=2),
        Row("a whole filing to Excel / the bare values", seconds, median(plain, "seconds"), note="no styles or widths"),
    ]


def _written(copied: Workbook, *, styled: bool) -> None:
    """Writes the cells of a workbook anew with openpyxl alone."""
    book = Workbook()
    named: Any = copied
    for style in named._named_styles if styled else ():  # noqa: SLF001 - the yardstick writes what we wrote
        if style.name not in book.named_styles:
            book.add_named_style(style)
    for sheet in copied:
        made = book.create_sheet(sheet.title)
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.value is not None):
            new = made.cell(cell.row, cell.column, cell.value)
            if styled:
                new.style = cell.style
    book.save(io.BytesIO())


def _pasting(path: Path, home: Path) -> list[Row]:
    """The clipboard into the grid of a report, checked, kept, worked out and painted; against a bare view and model."""
    measured, bare = in_turn(
        3, lambda: probe("pasted_block", str(path), home=home), lambda: probe("pasted_block", "", home=home)
    )
    ours, alone = median(measured, "pasted"), median(bare, "pasted")
    return [
        Row("pasting 28,000 cells over 2,000 rows", ours, alone, most=5, note="against a bare model in Python"),
        Row("pasting 28,000 cells as 2,000 new rows", median(measured, "added"), median(bare, "added"), most=5),
        Row("  against Qt's own item model", ours, median(bare, "items"), note="which is no Python at all"),
    ]


def _taking(place: Path, home: Path) -> list[Row]:
    """A thousand new rows of a copy in Excel, beside other values in a thousand that are there."""
    found = []
    for number in range(3):
        (place / str(number)).mkdir()
        found.append(probe("excel_rows", str(sample(place / str(number), "water")), home=home))
    words = "1,000 new rows by Excel / as many rows changed: "
    return [
        Row(f"{words}{step}", median(found, f"new {step}"), median(found, f"changed {step}"), most=2, note="processor")
        for step in ("import", "check", "produce")
    ]
