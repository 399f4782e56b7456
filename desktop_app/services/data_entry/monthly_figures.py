"""Twelve monthly figures behind a figure of the year: their sum, average or last, as the form says of the cell.

They are kept as the cell's work paper, so that its seal, copies and undo are those of the cell. Until every month has
its figure the cell stays as it is: what a missing month was is never guessed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from desktop_app.domain.anniversaries import MONTHS_OF_A_YEAR
from desktop_app.domain.dates import MONTHS
from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.late_patterns import late_pattern
from desktop_app.domain.money import NotANumber, parse_number, rounded, shown
from desktop_app.domain.periods import FilingPeriod
from desktop_app.domain.problems import UserError
from desktop_app.domain.values import Place
from desktop_app.formspec.definition import CellSpec, CellType
from desktop_app.formspec.monthly_use import MonthlyUse
from desktop_app.services.company.company_file import EvaluatedFiling
from desktop_app.services.ports import SpreadsheetTable, TableCell

_NAMED = late_pattern(r"([A-Za-z]{3,9})\.?[\s,'-]*(\d{2}|\d{4})?")
_NUMBERED = late_pattern(r"(\d{4})-(\d{1,2})|(\d{1,2})/(\d{4})|(\d{1,2})")
_FEW = 3  # letters of a month that no other month begins with
_CENTURY = 2000
WORDS: Mapping[MonthlyUse, str] = {
    MonthlyUse.SUM: "the sum of the twelve months",
    MonthlyUse.AVERAGE: "the average of the twelve months",
    MonthlyUse.LAST: "the figure of the last month",
}


class BadMonthlyFigure(UserError):
    """A monthly figure that cannot be read, or a month that is not one of the report's."""


@dataclass(frozen=True, slots=True)
class MonthlyFigure:
    """The figure of a month of the report."""

    month: FilingPeriod
    number: Decimal


def monthly_use(book: EvaluatedFiling, place: Place) -> MonthlyUse | None:
    """How the cell comes from its months; None where it does not."""
    spec = book.sheet.cells.get(place)
    return None if spec is None else spec.months


def months_reported(book: EvaluatedFiling) -> tuple[FilingPeriod, ...]:
    """The twelve months of the report, the first one first. Its own last day counts, where its form asks for it."""
    place = book.sheet.form.opens.get("ends")
    said = None if place is None else book.calculation.values.get(place)
    ends = said if isinstance(said, date) else book.filing.period.ends
    month = FilingPeriod(ends.year, ends.month)
    months = [month]
    for _ in range(MONTHS_OF_A_YEAR - 1):
        month = month.before
        months.append(month)
    return tuple(reversed(months))


def read_months(book: EvaluatedFiling, place: Place, rows: Sequence[tuple[str, str]]) -> tuple[MonthlyFigure, ...]:
    """The figures as they were typed, (figure, month), in the order of the months; blank figures are left out.

    Raises BadMonthlyFigure.
    """
    spec, months = book.sheet.cells[place], months_reported(book)
    found: dict[FilingPeriod, Decimal] = {}
    for figure, named in rows:
        if not figure.strip():
            continue
        month = _month(named, months)
        if month in found:
            raise BadMonthlyFigure(f"{month.words} is listed twice. Add the two figures, or leave one out.")
        found[month] = _number(figure, month, spec)
    return tuple(MonthlyFigure(month, found[month]) for month in months if month in found)


def merged_months(
    book: EvaluatedFiling, place: Place, kept: Sequence[tuple[str, str]], rows: Sequence[tuple[str, str]]
) -> tuple[MonthlyFigure, ...]:
    """The figures kept so far with those of `rows` in their place; a month that is named without a figure goes.

    Raises BadMonthlyFigure.
    """
    months = months_reported(book)
    found = {one.month: one for one in read_months(book, place, kept)}
    for figure, named in rows:
        if not figure.strip():
            found.pop(_month(named, months), None)
    found |= {one.month: one for one in read_months(book, place, rows)}
    return tuple(found[month] for month in months if month in found)


def _month(named: str, months: Sequence[FilingPeriod]) -> FilingPeriod:
    text = named.strip()
    numbers = _NUMBERED.fullmatch(text)
    words = _NAMED.fullmatch(text)
    number, year = 0, 0
    if numbers is not None:
        number, year = int(numbers[2] or numbers[3] or numbers[5]), int(numbers[1] or numbers[4] or 0)
    elif words is not None:
        begun = words[1].lower()
        number = next((at for at, name in enumerate(MONTHS, 1) if name.lower().startswith(begun)), 0)
        number = 9 if begun == "sept" else number
        year = int(words[2] or 0)
        year += _CENTURY if len(words[2] or "") == len("25") else 0
    possible = [one for one in months if one.month == number and year in (0, one.year)]
    if not possible:
        first, last = months[0].words, months[-1].words
        seen = f"'{text}' is not a month of the report" if text else "A figure has no month"
        raise BadMonthlyFigure(f"{seen}. Its months are {first} to {last}; write them as {first}.")
    return possible[0]


def _number(figure: str, month: FilingPeriod, spec: CellSpec) -> Decimal:
    try:
        number = parse_number(figure)
    except NotANumber as error:
        raise BadMonthlyFigure(f"{month.words} needs a number. {error}") from None
    if spec.type is CellType.COUNT and number != number.to_integral_value():
        raise BadMonthlyFigure(f"{month.words} reads {figure.strip()}. It is a count: write a whole number.")
    if spec.low is not None and number < spec.low:
        raise BadMonthlyFigure(f"{month.words} reads {figure.strip()}. It cannot be below {spec.low:f}: correct it.")
    return number


def missing_months(book: EvaluatedFiling, figures: Sequence[MonthlyFigure]) -> tuple[FilingPeriod, ...]:
    """The months of the report that have no figure."""
    given = {one.month for one in figures}
    return tuple(month for month in months_reported(book) if month not in given)


def year_figure(book: EvaluatedFiling, place: Place, figures: Sequence[MonthlyFigure]) -> Decimal | None:
    """What the months make of the cell; None while one is missing."""
    use, spec = monthly_use(book, place), book.sheet.cells[place]
    if use is None or missing_months(book, figures):
        return None
    whole = sum((one.number for one in figures), Decimal(0))
    made = {MonthlyUse.SUM: whole, MonthlyUse.AVERAGE: whole / len(figures), MonthlyUse.LAST: figures[-1].number}
    return rounded(made[use], spec.decimals)


def year_words(book: EvaluatedFiling, place: Place, figures: Sequence[MonthlyFigure]) -> str:
    """What the months make of the cell, with its unit, or which of them are missing."""
    use, spec = monthly_use(book, place), book.sheet.cells[place]
    made = year_figure(book, place, figures)
    if use is not None and made is not None:
        unit = f" {spec.unit}" if spec.unit else ""
        return f"{shown(made, spec.decimals)}{unit}: {WORDS[use]}."
    missing = ", ".join(month.words for month in missing_months(book, figures))
    return f"The cell is left as it is until all twelve months have a figure. Missing: {missing}."


def pasted_months(
    book: EvaluatedFiling, place: Place, block: Sequence[Sequence[str]]
) -> Mapping[FilingPeriod, Decimal]:
    """The figures of a pasted block: twelve in the order of the months, or each with its month before it.

    Raises BadMonthlyFigure.
    """
    months = months_reported(book)
    rows = [[cell for cell in row if cell.strip()] for row in block]
    rows = [row for row in rows if row]
    if len(rows) == 1:
        rows = [[cell] for cell in rows[0]]
    if all(len(row) == 1 for row in rows) and len(rows) == len(months):
        pairs = [(row[0], month.words) for row, month in zip(rows, months, strict=True)]
    elif rows and all(len(row) == len(("month", "figure")) for row in rows):
        pairs = [(row[1], row[0]) for row in rows]
    else:
        raise BadMonthlyFigure("Copy twelve figures, or months with their figures beside them, and paste again.")
    return {one.month: one.number for one in read_months(book, place, pairs)}


def month_headings(table: SpreadsheetTable) -> tuple[str, ...]:
    """The headings of a list among which the one of the figures is; none where only one column has figures."""
    rows = [row for row in table.rows if any(cell is not None for cell in row)]
    wide = max((len(row) for row in rows), default=0)
    heads = tuple(dict.fromkeys(_text(cell).strip() for cell in rows[0][1:])) if rows else ()
    return tuple(head for head in heads if head) if wide > len(("month", "figure")) else ()


def months_of_table(table: SpreadsheetTable, heading: str = "") -> list[tuple[str, str]]:
    """The rows (figure, month) of a list: the month in the first column, the figure beside it or under a heading.

    Raises BadMonthlyFigure.
    """
    rows = [row for row in table.rows if any(cell is not None for cell in row)]
    wide = max((len(row) for row in rows), default=0)
    heads = [_text(cell).strip() for cell in rows[0]] if rows else []
    at = next((number for number, head in enumerate(heads) if heading and head.casefold() == heading.casefold()), 0)
    if (heading and not at) or (not heading and wide != len(("month", "figure"))):
        known = ", ".join(f"'{head}'" for head in heads[1:] if head) or "none"
        raise BadMonthlyFigure(
            f"A list of months has the month in its first column and the figures in another. Name the heading of that "
            f"column: {known}."
        )
    column = at or 1
    found = [(_text(row[column]) if column < len(row) else "", _text(row[0])) for row in rows]
    headed = bool(found) and not any(sign.isdigit() for sign in found[0][0])
    return [row for row in found[headed:] if not row[1].strip().casefold().startswith(("total", "year"))]


def _text(cell: TableCell) -> str:
    if isinstance(cell, date):
        return f"{cell.year}-{cell.month:02d}"
    return f"{cell:f}" if isinstance(cell, Decimal) else str(cell or "")
