"""Blocks of cells from a spreadsheet: laid over a schedule from a cell on, as one step of the journal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import partial

from desktop_app.domain.counting import counted
from desktop_app.domain.money import has_side, shown
from desktop_app.domain.problems import UserError
from desktop_app.domain.sentences import sentence_start
from desktop_app.domain.values import Json, Place, value_to_json
from desktop_app.formspec.answers import ROWS_LINE, rows_answer
from desktop_app.formspec.definition import CellSpec, CellType, ScheduleKind
from desktop_app.formspec.ledger_cells import credited
from desktop_app.formspec.sheet import SheetSchedule
from desktop_app.formspec.wording import location
from desktop_app.services.company import workspace_keys as records
from desktop_app.services.company.company_file import CompanyFile, EvaluatedFiling
from desktop_app.services.data_entry.entering import PastedBlock, RefusedCell
from desktop_app.services.data_entry.parsing import BadAnswer, Credited, parse_answer, typed_number

LONGEST_BLOCK = 20_000
CENTS = 2


class BlockTooLong(UserError):
    """The block has more rows than any schedule."""


def block_of(text: str) -> list[list[str]]:
    """The cells of a text from the clipboard: lines, and tabs between cells; a quoted cell may hold both."""
    rows = _quoted_rows(text) if '"' in text else [line.split("\t") for line in text.replace("\r", "").split("\n")]
    if rows[-1] == [""] and len(rows) > 1:
        rows.pop()
    while rows[-1] == [""] and len(rows[0]) > 1:  # a blank line below a table is no row of blank cells
        rows.pop()
    return rows


def _quoted_rows(text: str) -> list[list[str]]:
    rows: list[list[str]] = [[""]]
    quoted, position = False, 0
    while position < len(text):
        sign = text[position]
        if quoted:
            if sign == '"' and text[position + 1 : position + 2] == '"':
                rows[-1][-1] += '"'
                position += 1
            elif sign == '"':
                quoted = False
            else:
                rows[-1][-1] += sign
        elif sign == '"' and not rows[-1][-1] and _closes(text, position + 1):
            quoted = True
        elif sign == "\t":
            rows[-1].append("")
        elif sign == "\n":
            rows.append([""])
        elif sign != "\r":
            rows[-1][-1] += sign
        position += 1
    return rows


def clipboard_text(rows: Sequence[Sequence[str]]) -> str:
    """The cells as a text for the clipboard; `block_of` is its inverse."""
    return "\n".join("\t".join(map(_quoted, row)) for row in rows) + "\n"


def paste(file: CompanyFile, filing: str, start: Place, block: Sequence[Sequence[str]]) -> PastedBlock:
    """Lays the block over the schedule, its first cell on `start`; a single cell is just typed there.

    Headings are passed over. Rows that the block has beyond the last one are added. Computed cells keep what they
    have; each cell that refuses its text is named by a sentence, and so is what lies outside. Raises FilingIsFiled,
    BlockTooLong.
    """
    if len(block) > LONGEST_BLOCK:
        raise BlockTooLong(
            f"The block has {counted(len(block), 'row')}; at most {LONGEST_BLOCK:,} are taken at a time."
        )
    book = file.book(filing)
    schedule = book.sheet.schedules[start.schedule]
    columns = [column.id for column in schedule.definition.columns]
    first = columns.index(start.column) if start.column in columns else 0
    lines, added = _lines(file, schedule, start.line, len(block))
    new = {line: number for number, line in enumerate(added, 1)}
    entries: dict[str, Json] = {}
    if new:
        entries[records.rows_key(filing, start.schedule)] = [*schedule.rows, *new]
        entries[records.answer_key(filing, rows_answer(start.schedule))] = None
    refused: list[RefusedCell] = []
    lost: list[Decimal] = []
    sided: dict[str, bool] = {}
    known: dict[tuple[str, int, Place | None], tuple[Json, Decimal] | None] = {}
    for line, texts in zip(lines, block, strict=False):
        for column, text in zip(columns[first:], texts, strict=False):
            place = Place(start.schedule, line, column)
            spec = schedule.columns[column].spec if line in new else book.sheet.cells.get(place)
            if spec is None or spec.formula:
                continue
            # A block says the same in many cells: each different text is read once for each way of asking.
            if text not in sided:
                sided[text] = has_side(text)
            key = (text, id(spec), place if sided[text] else None)
            if key not in known:
                known[key] = _read(text, spec, partial(credited, book.sheet, place))
            answer = known[key]
            if answer is None:
                where = _where(book, place, new)
                why = _refusal(text, spec, where, partial(credited, book.sheet, place))
                refused.append(RefusedCell(place, where, text, why))
                continue
            data, off = answer
            if off:
                lost.append(off)
            entries[records.answer_key(filing, place)] = data
    edited = file.edit(filing, f"Pasted on {schedule.definition.where}", entries)
    left_out = _left_out(block, len(lines), len(columns) - first, schedule)
    return PastedBlock(edited, tuple(refused), left_out, _rounding(lost))


def _read(text: str, spec: CellSpec, side: Credited) -> tuple[Json, Decimal] | None:
    """The answer as it is kept, and what rounding added to it; None for a text that the cell refuses."""
    try:
        value = parse_answer(text, spec, "", side)
    except BadAnswer:
        return None
    off = Decimal(0)
    if spec.type is CellType.MONEY and isinstance(value, Decimal):
        off = value - typed_number(text, spec, side)
    return None if value is None else value_to_json(value), off


def _refusal(text: str, spec: CellSpec, where: str, side: Credited) -> str:
    """Why the cell refuses the text; where it stands is said only for those few that do."""
    try:
        parse_answer(text, spec, where, side)
    except BadAnswer as error:
        return str(error)
    return ""


def _lines(file: CompanyFile, schedule: SheetSchedule, start: str, count: int) -> tuple[list[str], list[str]]:
    """The lines that take the block, and those among them that are new rows."""
    if schedule.definition.kind is not ScheduleKind.ROWS:
        known = [line.id for line in schedule.lines if not line.heading]
        return known[known.index(start) :][:count], []
    rows = list(schedule.rows)
    if start not in rows and start != ROWS_LINE:
        known = [line.id for line in schedule.lines]
        return known[known.index(start) :][:count], []
    kept = rows[rows.index(start) :] if start in rows else []
    new = [file.new_id() for _ in range(count - len(kept))]
    return (kept + new)[:count], new


def _left_out(block: Sequence[Sequence[str]], lines: int, columns: int, schedule: SheetSchedule) -> tuple[str, ...]:
    """What of the block has no cell to lie on, in sentences."""
    page, words = sentence_start(schedule.definition.where), []
    if len(block) > lines:
        more = len(block) - lines
        words.append(f"{page} has {lines} lines from here on; the last {more} of the block were left out.")
    wide = max((len([text for text in texts[columns:] if text.strip()]) for texts in block), default=0)
    if wide:
        words.append(f"{page} has {columns} columns from here on; {wide} more of the block were left out.")
    return tuple(words)


def block_refusal(block: PastedBlock) -> str:
    """What was not taken of a block, in a few sentences that name every cell."""
    first, *others = block.refused
    if not others:
        return first
    if len(block.left_out) > 1 or not block.cells:
        return " ".join(block.refused)
    named = [cell.where for cell in block.cells[0 if block.left_out else 1 :]]
    return f"{first} Also left as they were, {len(named):,} in all: {'; '.join(named)}."


def _rounding(lost: Sequence[Decimal]) -> str:
    if not lost:
        return ""
    many = "One amount was" if len(lost) == 1 else f"{counted(len(lost), 'amount')} were"
    together = shown(sum(lost, Decimal(0)), CENTS)
    return f"{many} rounded as the form asks, line by line; together they changed by {together}."


def _where(book: EvaluatedFiling, place: Place, new: Mapping[str, int]) -> str:
    if place.line not in new:
        return location(book.sheet, place)
    schedule = book.sheet.schedules[place.schedule]
    label = schedule.columns[place.column].label
    return f"{schedule.definition.where}, new row {new[place.line]}, {label.lower()}"


def _quoted(text: str) -> str:
    if any(sign in text for sign in '\t\n"'):
        return '"' + text.replace('"', '""') + '"'
    return text


def _closes(text: str, start: int) -> bool:
    """Whether a quotation that begins here ends, so that a lone inch sign is no quotation."""
    position = text.find('"', start)
    while position >= 0 and text[position + 1 : position + 2] == '"':
        position = text.find('"', position + 2)
    return position >= 0 and text[position + 1 : position + 2] in ("", "\t", "\n", "\r")
