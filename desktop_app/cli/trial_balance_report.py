"""What the import of a trial balance tells: as text for a person, as JSON for a script."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from desktop_app.domain.counting import agreeing, counted
from desktop_app.domain.money import shown
from desktop_app.domain.values import Json
from desktop_app.pagespec.worksheets import column_letters
from desktop_app.services.trial_balance.books import BookLine
from desktop_app.services.trial_balance.importing import AccountView, AccountViews
from desktop_app.services.trial_balance.outcome import BalanceChange, BalancePreview, ComputedComparison
from desktop_app.services.trial_balance.readings import Reading

CENTS, WIDEST = 2, 44


def print_reading(reading: Reading, remarks: Sequence[str]) -> None:
    """Where what was read, what was passed over, and what must be known of it."""
    books = reading.books
    print(reading.sentence)
    print(f"{counted(len(books.lines), 'account')} read, {counted(len(books.skipped), 'row')} skipped.")
    for sentence in (*books.skipped, *remarks):
        print(f"  {sentence}")


def print_accounts(views: AccountViews) -> None:
    """Every account with its proposed line, what is unsure first."""
    rows = list(views.views())
    width = min(WIDEST, max((len(view.line.label) for view in rows), default=0))
    for view in rows:
        mark = "?" if view.asked else " "
        line = f"{view.place}  {view.where}" if view.place else "-"
        last = f"; last year {view.last_amount}" if view.last_amount else ""
        amount = shown(view.line.amount, CENTS)
        print(f"{mark} {view.line.label[:width]:<{width}} {amount:>16}  {line} ({view.why}{last})")
    asked = sum(view.asked and bool(view.line.amount) for view in rows)
    have = agreeing(asked, "has", "have")
    print(f"{asked:,} of {counted(len(rows), 'account')} {have} no sure line (marked ?). Give their lines with --map.")


def print_changes(found: BalancePreview) -> None:
    """What changes, what is compared, and what has no line."""
    for change in found.changes:
        print(f"  {change.where}: {change.before or 'blank'} -> {change.after or 'blank'}")
    for item in found.comparisons:
        agrees = "agrees with the books" if item.agrees else f"the books say {item.books}"
        print(f"  {item.where}: computed {item.computed}, {agrees}")
    for line in found.unmapped:
        print(f"  not matched: {line.label} {shown(line.amount, CENTS)} (row {line.row})")
    if found.rounding:
        print(f"  Rounded line by line to whole dollars: together {shown(found.rounding, CENTS)}.")
    count, left = len(found.changes), len(found.unmapped)
    print(
        f"{counted(count, 'cell')} {agreeing(count, 'changes', 'change')}, {counted(left, 'account')} "
        f"{agreeing(left, 'is', 'are')} not matched."
    )


def report_of(
    reading: Reading, views: AccountViews, found: BalancePreview | None, remarks: Sequence[str], *, taken: bool
) -> dict[str, Json]:
    """Everything as JSON; without `found`, no account has a line yet."""
    filing, books, columns = views.book.filing.id, reading.books, reading.columns
    listed = list(views.views())
    by_key = {view.line.key: view for view in listed}
    off = books.out_of_balance or (found.imbalance if found else Decimal(0))
    return {
        "filing": filing,
        "sheet": reading.table.name,
        "read": reading.sentence,
        "columns": {
            "written": columns.written(),
            "first": columns.first_row + 1,
            "accounts": [column_letters(column) for column in columns.accounts],
            "amounts": [column_letters(column) for column in columns.amounts],
        },
        "accounts": len(books.lines),
        "proposals": [_proposal(view) for view in listed],
        "skipped": list(books.skipped),
        "remarks": list(remarks),
        "changes": [] if found is None else [_change(filing, change) for change in found.changes],
        "compared": [] if found is None else [_compared(filing, item) for item in found.comparisons],
        "unmapped": [
            {**_account(line), "suggested": by_key[line.key].place}
            for line in (books.lines if found is None else found.unmapped)
        ],
        "ignored": [] if found is None else [_account(line) for line in found.ignored],
        "rounding": "0" if found is None else f"{found.rounding:f}",
        "out_of_balance": f"{off:.2f}" if off else "0",
        "taken": taken,
    }


def _change(filing: str, change: BalanceChange) -> Json:
    return {
        "place": f"{filing}/{change.place}",
        "where": change.where,
        "before": change.before,
        "after": change.after,
        "accounts": [_account(line) for line in change.accounts],
    }


def _compared(filing: str, item: ComputedComparison) -> Json:
    return {
        "place": f"{filing}/{item.place}",
        "where": item.where,
        "computed": item.computed,
        "books": item.books,
        "agrees": item.agrees,
    }


def _proposal(view: AccountView) -> Json:
    return {
        **_account(view.line),
        "number": view.line.number,
        "name": view.line.name,
        "line": view.place,
        "where": view.where,
        "sure": not view.asked,
        "why": view.why,
        "last_year": view.last_amount,
    }


def _account(line: BookLine) -> dict[str, Json]:
    return {"key": line.key, "account": line.label, "amount": f"{line.amount:f}", "row": line.row}
