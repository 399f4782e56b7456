"""One sheet that comes back, compared cell by cell with what stands in the filing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import partial

from desktop_app.domain.confidentiality import Seal
from desktop_app.domain.values import Json, Place, Value, value_to_json
from desktop_app.formspec.answers import ROWS_LINE, Override, rows_answer
from desktop_app.formspec.definition import CellSpec, CellType, ScheduleKind
from desktop_app.formspec.ledger_cells import credited
from desktop_app.formspec.public_view import effective_seals, sealed_places
from desktop_app.formspec.sheet import NO_ROWS
from desktop_app.formspec.wording import location, value_text
from desktop_app.pagespec.worksheets import column_letters
from desktop_app.services.company import workspace_keys as records
from desktop_app.services.company.company_file import Book, CompanyFile
from desktop_app.services.confidentiality.sealing import refusal
from desktop_app.services.data_entry.parsing import BadAnswer, read_answer, typed_number
from desktop_app.services.ports import Table, TableCell
from desktop_app.services.worksheets import keys
from desktop_app.services.worksheets.schedule_sheet import SEALED


@dataclass(frozen=True)
class CellChange:
    """What one cell, explanation, row or seal would become, in words."""

    filing: str
    place: Place
    where: str
    before: str
    after: str


@dataclass
class SheetChanges:
    """What one sheet would change, what of it does not fit, and what is to be said besides."""

    changes: list[CellChange] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    entries: dict[str, Json] = field(default_factory=dict)
    rounding: Decimal = Decimal(0)


def read_schedule(file: CompanyFile, book: Book, key: keys.SheetKey, table: Table) -> SheetChanges:
    """What the sheet of a schedule would change."""
    reading = _Reading(file, book, key, table)
    reading.read()
    return reading.found


def read_seals(book: Book, table: Table) -> SheetChanges:
    """The seals of the sheet that the filing does not have yet; none is lifted by leaving it out."""
    found = SheetChanges()
    filing = book.filing.id
    there = {seal.target for seal in effective_seals(book.sheet, book.answers)}
    for number, row in enumerate(table.rows, 1):
        if _text(row, 0) == keys.SEAL and _text(row, 1) not in there:
            seal = Seal(_text(row, 1), _text(row, 2), _text(row, 3))
            if not sealed_places(book.sheet, [seal]) or not seal.type or not seal.reason:
                found.refused.append(
                    f"Row {number} of sheet '{table.name}': the seal needs a target, a type and a reason."
                )
                continue
            if words := refusal(book.sheet, seal.target):
                found.refused.append(f"Row {number} of sheet '{table.name}': {words}")
                continue
            parts = (*seal.target.split("/"), "", "")[:3]
            found.changes.append(CellChange(filing, Place(*parts), f"seal on {seal.target}", "", seal.type))
            found.entries[records.seal_key(filing, seal.target)] = records.seal_to_json(seal)
    return found


class _Reading:
    """The reading of one schedule's sheet."""

    def __init__(self, file: CompanyFile, book: Book, key: keys.SheetKey, table: Table) -> None:
        self.file = file
        self.book = book
        self.key = key
        self.table = table
        self.schedule = book.sheet.schedules[key.schedule]
        self.found = SheetChanges()
        self.grows = self.schedule.definition.kind is ScheduleKind.ROWS
        self.rows: list[str] = []
        self.seen: set[str] = set()
        self.notes: dict[Place, str] = {}
        self.reasons: dict[Place, str] = {}
        self.computed: dict[Place, tuple[TableCell, str]] = {}

    def read(self) -> None:
        """Reads all rows of the sheet."""
        columns = self._columns()
        if columns is None:
            return
        for number, row in enumerate(self.table.rows, 1):
            key = _text(row, 0)
            if number > 1 and key not in (keys.COLUMNS, keys.HEAD):
                self._row(number, key, row, columns)
        if self.grows:
            self._rows()
        if not self.key.part:
            self._texts(records.EXPLAIN, self.notes, self.book.answers.explanations)
            self._overrides()

    def _columns(self) -> Mapping[int, str] | None:
        """The column of the schedule that each column of the sheet holds."""
        row = next((row for row in self.table.rows if _text(row, 0) == keys.COLUMNS), None)
        if row is None:
            self.found.refused.append(
                f"Sheet '{self.table.name}' lacks its last, grey row, which says what each column is. Export it again."
            )
            return None
        columns = {at: _text(row, at) for at in range(1, len(row))}
        unknown = [name for name in columns.values() if name and name[0] != "." and name not in self.schedule.columns]
        if unknown:
            self.found.refused.append(
                f"Sheet '{self.table.name}' has a column '{unknown[0]}' that this page does not have."
            )
            return None
        return {at: name for at, name in columns.items() if name and not name.startswith(".")}

    def _row(self, number: int, key: str, row: Sequence[TableCell], columns: Mapping[int, str]) -> None:
        kind, _, target = key.partition(":")
        if target and kind in (keys.NOTE, keys.OVERRIDE):
            line, _, column = target.partition("/")
            texts = self.notes if kind == keys.NOTE else self.reasons
            texts[Place(self.key.schedule, line, column)] = self._last_text(row)
        elif key in ("", keys.NEW_ROW):
            self._new_line(number, row, columns)
        elif key in self.seen:
            self._refuse(number, f"has the key '{key}' of another row. A copied row must have an empty grey cell.")
        else:
            self.seen.add(key)
            self._line(number, key, row, columns)

    def _new_line(self, number: int, row: Sequence[TableCell], columns: Mapping[int, str]) -> None:
        if all(_cell(row, at) is None for at in columns):
            return
        if self.grows:
            self._cells(number, self._new_row(), row, columns, new=True)
        else:
            self._refuse(
                number, "has figures but no grey key: this page takes no further lines. Undo the change there."
            )

    def _line(self, number: int, key: str, row: Sequence[TableCell], columns: Mapping[int, str]) -> None:
        known = key in self.schedule.by_id
        if key == ROWS_LINE and self.grows:
            self._answer(number, rows_answer(self.key.schedule), NO_ROWS, _cell(row, min(columns)))
        elif known or self.grows:
            if key in self.schedule.rows or not known:
                self.rows.append(key)
            self._cells(number, key, row, columns, new=not known)
        elif any(_cell(row, at) is not None for at in columns):
            self._refuse(number, f"belongs to a line '{key}' that this page does not have.")

    def _cells(
        self, number: int, line: str, row: Sequence[TableCell], columns: Mapping[int, str], *, new: bool
    ) -> None:
        for at, column in columns.items():
            place = Place(self.key.schedule, line, column)
            spec = self.schedule.columns[column].spec if new else self.book.sheet.cells.get(place)
            if spec is not None and spec.formula:
                self.computed[place] = (_cell(row, at), self._address(number, at))
            elif spec is not None:
                self._answer(number, place, spec, _cell(row, at), at)
            elif _cell(row, at) is not None:
                self._refuse(number, f"has something in column {column_letters(at)}, where this line has no cell.")

    def _answer(self, number: int, place: Place, spec: CellSpec, cell: TableCell, at: int = 1) -> None:
        address = self._address(number, at)
        if address in self.table.uncomputed or address in self.table.faulty:
            what = "a formula without its result" if address in self.table.uncomputed else "an error"
            self._refuse(number, f"holds {what} in {address}. Correct it in Excel, save and choose the file again.")
            return
        text = _written(cell, spec)
        if text == SEALED or (self.key.part and not text):
            return
        where = self._where(place)
        try:
            value = read_answer(text, spec, where, partial(credited, self.book.sheet, place))
        except BadAnswer as error:
            self.found.refused.append(f"Cell {address} of sheet '{self.table.name}': {error}")
            return
        if isinstance(value, Decimal):
            self.found.rounding += value - typed_number(text, spec, partial(credited, self.book.sheet, place))
        before = self.book.answers.values.get(place)
        if value != before:
            change = CellChange(self.key.filing, place, where, value_text(before, spec), value_text(value, spec))
            self.found.changes.append(change)
            data = None if value is None else value_to_json(value)
            self.found.entries[records.answer_key(self.key.filing, place)] = data

    def _new_row(self) -> str:
        row = self.file.new_id()
        self.rows.append(row)
        return row

    def _rows(self) -> None:
        """Rows that came, went or moved."""
        before = self.schedule.rows
        after = (*before, *(row for row in self.rows if row not in before)) if self.key.part else tuple(self.rows)
        if after == before:
            return
        page, filing = self.schedule.definition.page, self.key.filing
        self.found.entries[records.rows_key(filing, self.key.schedule)] = list(after) or None
        gone = [row for row in before if row not in after]
        for row in gone:
            self._forget(row)
        if not gone and len(after) == len(before):
            place = Place(self.key.schedule, "", "")
            self.found.changes.append(CellChange(filing, place, f"page {page}", "rows", "rows in another order"))
        if after:
            self.found.entries[records.answer_key(filing, rows_answer(self.key.schedule))] = None

    def _forget(self, row: str) -> None:
        filing = self.key.filing
        label = self.schedule.by_id[row].label
        place = Place(self.key.schedule, row, "")
        where = f"page {self.schedule.definition.page}, {label}"
        self.found.changes.append(CellChange(filing, place, where, "row", "row removed"))
        for kind in records.OF_A_PLACE:
            for key in self.file.workspace.under(f"{kind}/{filing}/{self.key.schedule}/{row}"):
                if key.split("/")[3] == row:
                    self.found.entries[key] = None

    def _texts(self, kind: str, after: Mapping[Place, str], before: Mapping[Place, str]) -> None:
        own = {place: text for place, text in before.items() if place.schedule == self.key.schedule}
        for place in dict.fromkeys((*own, *after)):
            new = after.get(place, "").strip()
            if place not in self.book.sheet.cells:
                if new:
                    self.found.refused.append(f"The explanation of {place.line}/{place.column} belongs to no cell.")
            elif new != own.get(place, ""):
                where = f"explanation of {self._where(place)}"
                self.found.changes.append(CellChange(self.key.filing, place, where, own.get(place, ""), new))
                self.found.entries[f"{kind}/{self.key.filing}/{place}"] = new or None

    def _overrides(self) -> None:
        """Values over computed ones: those with a reason come back, any other difference is only mentioned."""
        for place, (cell, address) in self.computed.items():
            spec = self.book.sheet.cells.get(place)
            if spec is None:
                continue
            before = self.book.answers.overrides.get(place)
            reason = self.reasons.get(place, "").strip()
            value = self._typed(cell, spec, address)
            if reason and spec.override and value is not None:
                self._override(place, spec, before, Override(value, reason))
            elif before is not None:
                self._override(place, spec, before, None)
            elif value is not None and value != self.book.calculation.values.get(place):
                self.found.remarks.append(
                    f"Cell {address} of sheet '{self.table.name}' reads {value_text(value, spec)}, but "
                    f"{self._where(place)} is computed; it was left as it is."
                )

    def _typed(self, cell: TableCell, spec: CellSpec, address: str) -> Value | None:
        try:
            return read_answer(_written(cell, spec), spec, address)
        except BadAnswer:
            return None

    def _override(self, place: Place, spec: CellSpec, before: Override | None, after: Override | None) -> None:
        if before == after:
            return
        words = ["" if item is None else f"{value_text(item.value, spec)} ({item.reason})" for item in (before, after)]
        self.found.changes.append(CellChange(self.key.filing, place, f"value over {self._where(place)}", *words))
        entry = None if after is None else records.override_to_json(after)
        self.found.entries[records.override_key(self.key.filing, place)] = entry

    # Words

    def _where(self, place: Place) -> str:
        if place in self.book.sheet.cells or place.line in self.schedule.by_id:
            return location(self.book.sheet, place)
        number = self.rows.index(place.line) + 1 if place.line in self.rows else 0
        label = self.schedule.columns[place.column].label.lower()
        return f"page {self.schedule.definition.page}, new row {number}, {label}"

    def _refuse(self, number: int, what: str) -> None:
        self.found.refused.append(f"Row {number} of sheet '{self.table.name}' {what}")

    def _address(self, number: int, at: int) -> str:
        return f"{column_letters(at)}{number}"

    @staticmethod
    def _last_text(row: Sequence[TableCell]) -> str:
        return next((text for text in (_text(row, at) for at in reversed(range(2, len(row)))) if text), "")


def _written(cell: TableCell, spec: CellSpec) -> str:
    """The cell as somebody would type it."""
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    if isinstance(cell, date):
        # Excel makes a date of this year of "12-31".
        return f"{cell:%m-%d}" if spec.type is CellType.MONTH_DAY else cell.isoformat()
    if isinstance(cell, bool):
        return ("Yes" if cell else "No") if spec.type is CellType.CHOICE else str(cell)
    return cell or ""


def _cell(row: Sequence[TableCell], at: int) -> TableCell:
    return row[at] if at < len(row) else None


def _text(row: Sequence[TableCell], at: int) -> str:
    cell = _cell(row, at)
    return "" if cell is None else f"{cell:f}" if isinstance(cell, Decimal) else str(cell)
