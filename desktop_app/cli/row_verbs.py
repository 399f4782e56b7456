"""The verb that takes a list of others into the rows of a page."""

from __future__ import annotations

from argparse import Namespace

from desktop_app.cli.companies import writing
from desktop_app.cli.grammar import Adder, add_verb
from desktop_app.cli.output import DONE, input_file, say, show
from desktop_app.domain.counting import agreeing, counted
from desktop_app.domain.problems import UserError
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.data_entry import row_lists
from desktop_app.services.program.program import Program


class BadColumn(UserError):
    """A column is not written COLUMN=HEADING."""


def grammar(add: Adder) -> None:
    """Adds the verb."""
    words = "import a list as rows of a page: held applications, outages, securities"
    verb = add_verb(add, "import-rows", words, writing(import_rows), "file", "filing", json=True)
    verb.add_argument("schedule", metavar="SCHEDULE")
    verb.add_argument("list", metavar="LIST", help="Excel, OpenDocument or CSV; - from standard input")
    words = "which heading of the list a column of the page takes; the last ones are remembered; repeatable"
    verb.add_argument("--column", action="append", metavar="COLUMN=HEADING", help=words)
    verb.add_argument("--instead", action="store_true", help="instead of the rows that are there")
    verb.add_argument("--dry-run", action="store_true", help="only show what would be imported")


def import_rows(program: Program, file: CompanyFile, given: Namespace) -> int:
    """``import-rows FILE FILING SCHEDULE LIST [--column C=H ...] [--instead] [--dry-run] [--json]``."""
    book = file.book(given.filing)
    if given.schedule not in book.sheet.schedules or not row_lists.takes_rows(book, given.schedule):
        tables = [name for name in book.sheet.schedules if row_lists.takes_rows(book, name)]
        raise row_lists.BadRowList(f"'{given.schedule}' takes no rows. Those that do: {', '.join(tables) or 'none'}.")
    found = row_lists.row_list(program.tables.read(input_file(given.list), lambda: False))
    match = row_lists.matched(file, given.filing, given.schedule, found.headings)
    for text in given.column or ():
        column, sign, heading = text.partition("=")
        if not sign:
            raise BadColumn(f"A column is written COLUMN=HEADING, like name=Customer; this reads '{text}'.")
        match = {known: head for known, head in match.items() if head != heading}
        match |= {column: heading} if heading else {}
        match = {known: head for known, head in match.items() if heading or known != column}
    rows = row_lists.read_rows(file, given.filing, given.schedule, found, match)
    if not given.dry_run:
        row_lists.take_rows(file, given.filing, given.schedule, rows, match, instead=given.instead)
    there = len(found.rows) - len(rows)
    if given.json:
        show(
            {
                "filing": given.filing,
                "schedule": given.schedule,
                "columns": [{"column": column, "heading": heading} for column, heading in match.items()],
                "rows": len(rows),
                "left_out": there,
                "imported": not given.dry_run,
            }
        )
        return DONE
    for column, heading in match.items():
        say(given, f"{column}: '{heading}'")
    rest = f" {counted(there, 'row')} of the list {agreeing(there, 'is', 'are')} blank or there already."
    left = rest if there else ""
    would = " would be" if given.dry_run else ""
    say(given, f"{counted(len(rows), 'row')}{would} imported.{left}")
    return DONE
