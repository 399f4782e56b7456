"""Whether the beginning of the year is still blank, so that last year's closing balances should come first."""

from __future__ import annotations

from desktop_app.domain.counting import counted
from desktop_app.domain.dates import long_date
from desktop_app.formspec.ledger_cells import ledger_cells, opening_cells
from desktop_app.services.company.company_file import EvaluatedFiling
from desktop_app.services.trial_balance.balancing import books_period


def opening_question(book: EvaluatedFiling) -> str:
    """What to ask before this year's balances are imported; empty where the year's beginning has an answer."""
    values = book.calculation.values
    shown = {cell.place for cell in ledger_cells(book.sheet)}
    blank = [first for last, first in opening_cells(book.sheet).items() if last in shown and values.get(first) is None]
    answered = [first for last, first in opening_cells(book.sheet).items() if last in shown and first in values]
    if not blank or answered:
        return ""
    day = long_date(books_period(book, opening=True).end)
    return (
        f"The beginning of the year is blank on {counted(len(blank), 'line')}. Do you have the closing balances of "
        f"{day}? Then import them first, and this year's afterward. If you get them later, import them then: what was "
        "added in the year is calculated again."
    )
