"""What the cells of a row of a trial balance say: an amount, a total, the head of a page, a day."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation

from desktop_app.domain.dates import NotADate, parse_date
from desktop_app.domain.late_patterns import late_pattern
from desktop_app.domain.money import POINT, NotANumber, rounded
from desktop_app.services.data_entry.amounts import amount_of
from desktop_app.services.ports import SpreadsheetTable, TableCell
from desktop_app.services.trial_balance.columns import BalanceColumns, cell_at, cell_text
from desktop_app.services.trial_balance.heading_words import Role, is_page_mark, plain_heading, role_of

GRAND_TOTAL = late_pattern(
    r"((grand|report|overall|final|trial balance)\s+)?totals?"
    r"(\s+(of|for)\b.*|\s+(debits?|credits?|balance|accounts?))?|sum|sums",
    re.IGNORECASE,
)
_TOTAL = late_pattern(
    r"^(grand |sub-?\s?)?totals?\b|\b(sub-?)?totals?$|^net (income|profit|loss|earnings|surplus)\b", re.IGNORECASE
)
CARRIED = late_pattern(
    r"^(balance\s+)?(carried|brought)\s+(forward|down|over)\b|^(c/f|b/f|c/d|b/d)$|^continued\b|\(continued\)$"
    r"|^(difference|out of balance|check|proof)\b",
    re.IGNORECASE,
)
_LIKE_A_DATE = late_pattern(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}|[A-Za-z]{3,9}\.?\s+\d{1,2}\s*,\s+\d{4}")
_DATE_SIGNS = ("/", ".", "-", ",")
_PLAIN = late_pattern(r"-?\d{1,15}(?:\.\d{1,2})?")
DEBIT_FLAGS, CREDIT_FLAGS = frozenset({"d", "dr", "db", "debit", "dr."}), frozenset({"c", "cr", "credit", "cr."})
NOTHING = frozenset({"(blank)", "blank", "n/a", "none"})

SEVERAL, CENTS = 3, 2
_CENT = Decimal("0.01")


def balance_number(cell: TableCell, mark: str) -> Decimal:
    """The amount of a cell, to the cent. Raises NotANumber where it holds none."""
    if cell is None:
        return Decimal(0)
    if isinstance(cell, Decimal):
        number = cell
    elif isinstance(cell, str):
        if mark == POINT and _PLAIN.fullmatch(cell):
            return Decimal(cell)
        number = amount_of(cell, mark)
    else:
        raise NotANumber(cell_text(cell))
    try:
        return number if number == number.quantize(_CENT) else rounded(number, CENTS)
    except InvalidOperation:
        raise NotANumber(cell_text(cell)) from None


def plain_amount(cell: TableCell) -> Decimal | None:
    """The amount of a cell that holds a number as programs write it; None for any other."""
    if isinstance(cell, Decimal):
        return cell if cell.is_finite() and cell == round(cell, CENTS) else None
    return Decimal(cell) if isinstance(cell, str) and _PLAIN.fullmatch(cell) else None


def marked_cells(cells: Sequence[str], used: set[str]) -> Iterator[tuple[int, str]]:
    """The cells, named as in a spreadsheet, that are in a column that is used: each with the number of its row."""
    for cell in cells:
        letters = cell.rstrip("0123456789")
        if letters in used:
            yield int(cell[len(letters) :]), cell


def faulty_sentence(cell: str, table: SpreadsheetTable) -> str:
    """What is wrong with a cell whose result is not in the file or is an error, and what to do."""
    sheet = f" of sheet '{table.name}'" if table.name else ""
    if cell in table.uncomputed:
        what = "holds a formula whose result is not in the file. Open the file in Excel and save it"
    else:
        what = "shows an error instead of a value. Correct it in Excel and save the file"
    return f"Cell {cell}{sheet} {what}, then choose it again."


def page_head_words(given: Sequence[str], account: str) -> str:
    """What texts in the columns of amounts make of a row: the head of a page, the headings again, or nothing."""
    if all(is_page_mark(text) for text in given) or (not account and all(map(is_written_date, given))):
        return "is the head of a page"
    words = all(role_of(text) is Role.AMOUNT and not any(map(str.isdigit, text)) for text in given)
    return "repeats the headings" if words else ""


def names_total(account: str) -> bool:
    """Whether the words of a row say that it is a total."""
    words = plain_heading(account)
    return bool(_TOTAL.search(words) or GRAND_TOTAL.fullmatch(words))


def is_written_date(text: str) -> bool:
    """Whether a text is a day, as people write one."""
    if not text[-1:].isdigit() or not any(sign in text for sign in _DATE_SIGNS) or not _LIKE_A_DATE.fullmatch(text):
        return False
    try:
        parse_date(text)
    except NotADate:
        return False
    return True


def row_shape(row: Sequence[TableCell]) -> tuple[str, ...]:
    """What a row says, to compare it with others."""
    return tuple(cell_text(cell).casefold() for cell in row if cell is not None)


def amount_texts(table: SpreadsheetTable, columns: BalanceColumns) -> Iterator[str]:
    """Every text in the columns of amounts."""
    for row in table.rows[columns.first_row :]:
        for column in columns.amounts:
            cell = cell_at(row, column)
            if isinstance(cell, str):
                yield cell


def merged_words(table: SpreadsheetTable, columns: BalanceColumns) -> tuple[str, ...]:
    """What is said of cells that are merged among the accounts."""
    inside = [area for area in table.merged if int(re.sub(r"\D", "", area.partition(":")[0])) > columns.first_row]
    if not inside:
        return ()
    places = ", ".join(inside[:SEVERAL]) + (" ..." if len(inside) > SEVERAL else "")
    return (f"Merged cells ({places}) count once, where their first cell is.",)


def unsigned_words(natural: bool) -> tuple[str, ...]:  # noqa: FBT001 - said right above
    """What is said where no balance has a minus sign."""
    words = "No balance has a minus sign, so each was read as being on the normal side of its account."
    return (words,) if natural else ()
