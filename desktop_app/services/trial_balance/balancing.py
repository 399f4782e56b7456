"""Books that do not balance: by how much, which rows are most likely to blame, and whether the year was closed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from desktop_app.domain.money import shown
from desktop_app.domain.problems import UserError
from desktop_app.domain.values import Place
from desktop_app.services.company.company_file import EvaluatedFiling
from desktop_app.services.trial_balance.books import LedgerBalances
from desktop_app.services.trial_balance.leanings import is_of_the_year
from desktop_app.services.trial_balance.readings import BooksPeriod

CENTS, MOST_NAMED, NINE, HALF = 2, 3, 9, 2


class OutOfBalance(UserError):
    """The books do not balance, and nobody gave a reason to import them all the same."""

    def __init__(self, sentences: Sequence[str]) -> None:
        super().__init__(
            f"{' '.join(sentences)} Nothing was imported. Correct the books and export them again, or "
            'import them as they are with --out-of-balance "REASON"; the filing then asks for an explanation.'
        )


def books_period(book: EvaluatedFiling, *, opening: bool) -> BooksPeriod:
    """The time whose closing balances the filing needs: its own, or with `opening` the year before."""
    year = book.filing.year
    begin, end = (
        value if isinstance(value := book.calculation.values.get(Place("cover", line, "answer")), date) else usual
        for line, usual in (("year_from", date(year, 1, 1)), ("year_to", date(year, 12, 31)))
    )
    if not opening:
        return BooksPeriod(begin, end)
    last = date.fromordinal(begin.toordinal() - 1)
    return BooksPeriod(date(last.year - 1, last.month, min(last.day, 28)), last, opening=True)


def imbalance_sentences(books: LedgerBalances) -> tuple[str, ...]:
    """By how much debits and credits, or the file's own totals, differ, and where to look; nothing where all agrees."""
    return (*_differences(books), *_likely(books))


def _differences(books: LedgerBalances) -> Iterator[str]:
    if books.out_of_balance:
        debits = sum((line.amount for line in books.lines if line.amount > 0), Decimal(0))
        more = "Debits" if books.out_of_balance > 0 else "Credits"
        yield (
            f"The trial balance does not balance: debits are {shown(debits, CENTS)}, credits "
            f"{shown(debits - books.out_of_balance, CENTS)}. {more} are {shown(abs(books.out_of_balance), CENTS)} more."
        )
    for item in books.differences:
        yield (
            f"Row {item.row} '{item.text}' prints {shown(item.printed, CENTS)} in column {item.column}; the accounts "
            f"come to {shown(item.reckoned, CENTS)}."
        )


def _likely(books: LedgerBalances) -> Iterator[str]:
    """The rows that would explain the difference."""
    difference = books.out_of_balance
    if not difference:
        return
    passed = [row for row in books.passed if row.amount and abs(row.amount) == abs(difference)]
    same = [line for line in books.lines if abs(line.amount) == abs(difference)]
    half = [line for line in books.lines if line.amount * HALF == difference]
    swapped = [] if same or half or passed else [line for line in books.lines if _swapped(line.amount, difference)]
    for row in passed[:MOST_NAMED]:
        yield f"Row {row.row} '{row.text}' was passed over and contains exactly the difference."
    for line in half[:MOST_NAMED]:
        yield f"Row {line.row} '{line.label}' is half the difference: it may be on the wrong side."
    for line in same[:MOST_NAMED]:
        yield f"Row {line.row} '{line.label}' is exactly the difference: its other half may be missing."
    for line in swapped[:MOST_NAMED]:
        yield (
            f"Row {line.row} '{line.label}' {shown(abs(line.amount), CENTS)} may have two digits swapped: with "
            f"{shown(abs(line.amount - difference), CENTS)} the books balance."
        )


def _swapped(amount: Decimal, difference: Decimal) -> bool:
    """Whether swapping two digits that are side by side changes the amount by the difference."""
    if (difference * 100) % NINE:
        return False
    digits = f"{abs(amount) * 100:.0f}"
    sign = 1 if amount > 0 else -1
    for at in range(len(digits) - 1):
        other = f"{digits[:at]}{digits[at + 1]}{digits[at]}{digits[at + 2 :]}"
        if (
            other != digits
            and not other.startswith("0")
            and sign * (Decimal(digits) - Decimal(other)) / 100 == difference
        ):
            return True
    return False


def closing_sentence(books: LedgerBalances) -> str:
    """Whether the year's income was closed already, as far as numbers and names tell."""
    if books.natural:
        return ""
    of_year = [line for line in books.lines if is_of_the_year(line)]
    if any(line.amount for line in of_year):
        return (
            "The trial balance is from before the year was closed: revenue and expenses have balances, and retained "
            "earnings are those of the beginning of the year."
        )
    return (
        "No revenue or expense has a balance, so the year seems to be closed already. Export the trial balance from "
        "before the closing entries; otherwise the income statement stays empty."
    )
