"""Which sheet of a copy a table is, and where its lines and columns stand, also after columns came or keys went."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.pagespec.worksheets import column_letters
from desktop_app.services.ports import SpreadsheetTable, TableCell
from desktop_app.services.worksheets import keys
from desktop_app.services.worksheets.copy_record import CopyRecord, RecordedSheet, plain_text

LOOKED_AT = 15


@dataclass(frozen=True)
class FoundRow:
    """A row of the sheet: its number as the spreadsheet counts, its key (empty for a new line), its cells."""

    number: int
    key: str
    cells: Sequence[TableCell]

    def cell(self, at: int) -> TableCell:
        """The value in a column, counted from 0."""
        return self.cells[at] if at < len(self.cells) else None

    def address(self, at: int) -> str:
        """The name of the cell in a column."""
        return f"{column_letters(at)}{self.number}"

    def last_text(self, after: int) -> str:
        """The last text behind a column."""
        return next((text for cell in reversed(self.cells[after:]) if (text := plain_text(cell))), "")


@dataclass(frozen=True)
class FoundSheet:
    """A sheet that was recognized: its columns by position, its rows, the column in which keys or labels begin."""

    key: keys.SheetKey
    table: SpreadsheetTable
    columns: Mapping[int, str]
    rows: tuple[FoundRow, ...]
    edge: int

    @property
    def where(self) -> str:
        """The sheet in words."""
        return f"Sheet '{self.table.name}'"

    @property
    def heading(self) -> str:
        """What stands below the notice: the company and its filing."""
        texts = [[text for cell in row[self.edge + 1 :] if (text := plain_text(cell))] for row in self.table.rows[:3]]
        return texts[1][0] if len(texts) > 1 and texts[1] else ""


def find_sheet(table: SpreadsheetTable, record: CopyRecord | None) -> FoundSheet | None:
    """The sheet of the copy that this table is; None if that cannot be said for certain."""
    spot = _key_spot(table)
    if spot is not None:
        edge, key = spot
        recorded = record.sheet(key) if record is not None else None
        return FoundSheet(key, table, _columns(table, edge, recorded), tuple(_keyed(table, edge)), edge)
    recorded = _by_its_words(table, record) if record is not None else None
    return _found_by_words(table, recorded) if recorded is not None else None


def holds_something(table: SpreadsheetTable) -> bool:
    """Whether the sheet is worth a word: one that is neither empty nor the list of contents."""
    texts = [[text for cell in row if (text := plain_text(cell))] for row in table.rows]
    return any(texts) and ["Schedule", "Sheet"] not in texts


def _key_spot(table: SpreadsheetTable) -> tuple[int, keys.SheetKey] | None:
    for row in table.rows[:LOOKED_AT]:
        for at, cell in enumerate(row[:LOOKED_AT]):
            key = keys.read_sheet_key(cell)
            if key is not None:
                return at, key
    return None


def _keyed(table: SpreadsheetTable, edge: int) -> Iterator[FoundRow]:
    for number, row in enumerate(table.rows, 1):
        key = plain_text(row[edge]) if edge < len(row) else ""
        if key not in (keys.COLUMNS, keys.HEAD) and keys.read_sheet_key(key) is None:
            yield FoundRow(number, key, row)


def _columns(table: SpreadsheetTable, edge: int, recorded: RecordedSheet | None) -> dict[int, str]:
    """What each column holds: by the last, grey row, or else by the headings."""
    row = next((row for row in table.rows if edge < len(row) and row[edge] == keys.COLUMNS), None)
    if row is not None:
        return {at: text for at, cell in enumerate(row) if at != edge and (text := plain_text(cell))}
    return _by_heads(table, recorded) if recorded is not None else {}


def _by_heads(table: SpreadsheetTable, recorded: RecordedSheet) -> dict[int, str]:
    """The columns by their headings, in one row and in their order; nothing if one is missing."""
    for row in table.rows[:LOOKED_AT]:
        texts = [plain_text(cell) for cell in row]
        found, at = {}, 0
        for name, head in recorded.heads:
            at = texts.index(head, at) + 1 if head in texts[at:] else 0
            if not at:
                break
            found[at - 1] = name
        else:
            return found
    return {}


def _by_its_words(table: SpreadsheetTable, record: CopyRecord) -> RecordedSheet | None:
    """The only sheet of the copy with these titles."""
    top = {text for row in table.rows[:LOOKED_AT] for cell in row if (text := plain_text(cell))}
    fitting = [sheet for sheet in record.sheets if sheet.heads and {sheet.heading, sheet.title} <= top]
    return fitting[0] if len(fitting) == 1 else None


def _found_by_words(table: SpreadsheetTable, recorded: RecordedSheet) -> FoundSheet | None:
    """The sheet with its lines known by their labels, if every line stands there once and no other has figures."""
    edge = next((at for at in range(LOOKED_AT) if _is_key_column(table, at, recorded)), None)
    if edge is not None:
        columns = _columns(table, edge, recorded)
        rows = tuple(_keyed(table, edge))
        return FoundSheet(recorded.key, table, columns, rows, edge) if columns else None
    columns = _by_ids(table, recorded) or _by_heads(table, recorded)
    beside = [at for at, name in columns.items() if name in keys.BESIDE]
    if not beside:
        return None
    known = {label: key for key, label in recorded.labels.items()}
    known |= dict.fromkeys(recorded.spare, keys.NEW_ROW)
    rows = tuple(_labeled(table, beside, known))
    seen = [row.key for row in rows if row.key not in ("", keys.NEW_ROW)]
    ambiguous = len(known) < len(recorded.labels) + len(set(recorded.spare))
    if ambiguous or sorted(seen) != sorted(recorded.labels):
        return None
    return FoundSheet(recorded.key, table, columns, rows, min(beside))


def _is_key_column(table: SpreadsheetTable, at: int, recorded: RecordedSheet) -> bool:
    """Whether the grey column stands here, without the key of the sheet in its first cell."""
    texts = {plain_text(row[at]) for row in table.rows if at < len(row)}
    return bool(recorded.rows) and recorded.rows.keys() <= texts and keys.HEAD in texts


def _by_ids(table: SpreadsheetTable, recorded: RecordedSheet) -> dict[int, str]:
    """The columns by the last, grey row, the grey column gone."""
    wanted = {name for name, _ in recorded.heads}
    for row in table.rows:
        found = {at: text for at, cell in enumerate(row) if (text := plain_text(cell))}
        if wanted <= set(found.values()):
            return found
    return {}


def _labeled(
    table: SpreadsheetTable, beside: Sequence[int], known: Mapping[tuple[str, ...], str]
) -> Iterator[FoundRow]:
    for number, row in enumerate(table.rows, 1):
        label = tuple(plain_text(row[at]) if at < len(row) else "" for at in beside)
        if label in known:
            yield FoundRow(number, known[label], row)
