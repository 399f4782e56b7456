"""The verb that takes a trial balance into a filing."""

from __future__ import annotations

import argparse
from argparse import Namespace
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

from desktop_app.cli.verbs import DONE, opened_company, show
from desktop_app.domain.money import shown
from desktop_app.domain.problems import UserError
from desktop_app.domain.values import Json
from desktop_app.pagespec.worksheets import column_letters
from desktop_app.services.ports import SpreadsheetTable, TableFile
from desktop_app.services.program.program import Program
from desktop_app.services.trial_balance import taking
from desktop_app.services.trial_balance.books import BookLine, LedgerBalances, read_books
from desktop_app.services.trial_balance.columns import BalanceColumns, choose_table
from desktop_app.services.trial_balance.mapping import BalanceTargets, read_mapping, remembered, suggested, targets
from desktop_app.services.trial_balance.outcome import BalancePreview

CENTS = 2


class BadColumns(UserError):
    """The columns are not written as they should be."""

    def __init__(self, text: str) -> None:
        super().__init__(
            f"'{text}' names no columns. Write accounts=A+B,debit=C,credit=D,first=5 (or balance=C), as in the sheet."
        )


def grammar(add: Callable[..., argparse.ArgumentParser]) -> None:
    """Adds the verb to the command line."""
    words = "take a trial balance (CSV or Excel) into a filing"
    verb = add("trial-balance", help=words, description=words)
    verb.set_defaults(verb=trial_balance)
    verb.add_argument("file", metavar="FILE")
    verb.add_argument("action", metavar="import", choices=["import"])
    verb.add_argument("source", metavar="TABLE", help="the .csv, .xlsx or .xls file")
    verb.add_argument("--filing", required=True, metavar="ID")
    verb.add_argument("--sheet", default="", metavar="NAME", help="the sheet, if not the first that fits")
    verb.add_argument(
        "--columns", metavar="LIST", help="accounts=A+B,debit=C,credit=D,first=5 where they are not found"
    )
    verb.add_argument("--map", metavar="TOML", help='lines like "1010" = "p4/cash/end" or "9000" = "ignore"')
    verb.add_argument("--suggested", action="store_true", help="accept the suggested line of each account without one")
    verb.add_argument(
        "--opening", action="store_true", help="last year's closing balances, as this year's opening ones"
    )
    verb.add_argument("--dry-run", action="store_true", help="show what would change and take nothing")
    verb.add_argument("--json", action="store_true")


def trial_balance(program: Program, given: Namespace) -> int:
    """``trial-balance FILE import TB.csv --filing ID [--map MAP.toml] [--dry-run] [--json]``."""
    source = program.tables.read(Path(given.source), lambda: False)
    table, columns = _chosen(source, given)
    books = read_books(table, columns)
    with opened_company(program.desk, given.file) as file:
        known = targets(file.book(given.filing))
        mapping = remembered(file)
        if given.map:
            mapping |= read_mapping(program.desk.samples.table(Path(given.map)), books.lines, known)
        offered = {
            key: str(place)
            for key, place in suggested((line for line in books.lines if line.key not in mapping), known).items()
        }
        if given.suggested:
            mapping |= offered
        found = taking.preview_balances(file, given.filing, books, mapping, name=source.name, opening=given.opening)
        taken = not given.dry_run and taking.take_balances(file, found) is not None
    remarks = (*source.remarks, *books.remarks, *found.remarks)
    if given.json:
        show(_report(table, columns, books, found, offered, remarks, taken=taken))
    else:
        _tell(books, found, known, offered, remarks)
        print("Taken as one step; 'undo' takes it back." if taken else "Nothing was changed.")
    return DONE


def _chosen(source: TableFile, given: Namespace) -> tuple[SpreadsheetTable, BalanceColumns]:
    if not given.columns:
        return choose_table(source, given.sheet)
    table = next((table for table in source.tables if given.sheet in ("", table.name)), source.tables[0])
    return table, _columns(given.columns)


def _columns(text: str) -> BalanceColumns:
    try:
        parts = dict(part.split("=") for part in text.replace(" ", "").split(","))
        places = {name: tuple(map(_number, value.split("+"))) for name, value in parts.items() if name != "first"}
        single = {name: columns[0] for name, columns in places.items() if name != "accounts"}
        return BalanceColumns(int(parts.get("first", "1")) - 1, places["accounts"], **single)
    except (ValueError, KeyError, TypeError):
        raise BadColumns(text) from None


def _number(letters: str) -> int:
    if not letters.isascii() or not letters.isalpha():
        raise ValueError(letters)
    number = 0
    for sign in letters.upper():
        number = number * 26 + ord(sign) - ord("A") + 1
    return number - 1


def _tell(
    books: LedgerBalances,
    found: BalancePreview,
    known: BalanceTargets,
    offered: dict[str, str],
    remarks: tuple[str, ...],
) -> None:
    print(f"{len(books.lines)} accounts read, {len(books.skipped)} rows skipped.")
    for sentence in (*books.skipped, *remarks):
        print(f"  {sentence}")
    for change in found.changes:
        print(f"  {change.where}: {change.before or 'blank'} -> {change.after or 'blank'}")
    for item in found.comparisons:
        agrees = "agrees with the books" if item.agrees else f"the books say {item.books}"
        print(f"  {item.where}: computed {item.computed}, {agrees}")
    for line in found.unmapped:
        target = known.at(offered[line.key]) if line.key in offered else None
        hint = f"; suggested: {target.label} [{target.place}]" if target is not None else ""
        print(f"  not mapped: {line.label} {shown(line.amount, CENTS)} (row {line.row}){hint}")
    if found.rounding:
        print(f"  Rounded line by line to whole dollars: together {shown(found.rounding, CENTS)}.")
    if books.out_of_balance:
        print(f"  Debits and credits differ by {shown(books.out_of_balance, CENTS)}.")
    print(f"{len(found.changes)} cells change, {len(found.unmapped)} accounts are not mapped.")


def _report(
    table: SpreadsheetTable,
    columns: BalanceColumns,
    books: LedgerBalances,
    found: BalancePreview,
    offered: dict[str, str],
    remarks: tuple[str, ...],
    *,
    taken: bool,
) -> Json:
    filing = found.filing
    return {
        "filing": filing,
        "sheet": table.name,
        "columns": {
            "first": columns.first_row + 1,
            "accounts": [column_letters(column) for column in columns.accounts],
            "amounts": [column_letters(column) for column in columns.amounts],
        },
        "accounts": len(books.lines),
        "skipped": list(books.skipped),
        "remarks": list(remarks),
        "changes": [
            {
                "place": f"{filing}/{change.place}",
                "where": change.where,
                "before": change.before,
                "after": change.after,
                "accounts": [_account(line) for line in change.accounts],
            }
            for change in found.changes
        ],
        "compared": [
            {
                "place": f"{filing}/{item.place}",
                "where": item.where,
                "computed": item.computed,
                "books": item.books,
                "agrees": item.agrees,
            }
            for item in found.comparisons
        ],
        "unmapped": [{**_account(line), "suggested": offered.get(line.key, "")} for line in found.unmapped],
        "ignored": [_account(line) for line in found.ignored],
        "rounding": _plain(found.rounding),
        "out_of_balance": _plain(books.out_of_balance),
        "taken": taken,
    }


def _account(line: BookLine) -> dict[str, Json]:
    return {"key": line.key, "account": line.label, "amount": _plain(line.amount), "row": line.row}


def _plain(number: Decimal) -> str:
    return f"{number:f}"
