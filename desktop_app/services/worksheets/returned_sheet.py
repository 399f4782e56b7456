"""One sheet that comes back: what was changed in it since it was written, beside what changed here meanwhile."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cached_property, partial

from desktop_app.domain.confidentiality import Seal
from desktop_app.domain.values import Json, Place, value_to_json
from desktop_app.formspec.answers import ROWS_LINE, OverriddenValue, rows_answer
from desktop_app.formspec.definition import CellSpec, ScheduleKind
from desktop_app.formspec.ledger_cells import credited
from desktop_app.formspec.public_view import sealed_places
from desktop_app.formspec.sheet import NO_ROWS, SheetSchedule
from desktop_app.formspec.wording import location, value_text
from desktop_app.services.company import workspace_keys as records
from desktop_app.services.company.company_file import CompanyFile, EvaluatedFiling
from desktop_app.services.confidentiality.sealing import refusal
from desktop_app.services.data_entry.parsing import BadAnswer, parse_answer, typed_number
from desktop_app.services.worksheets import keys
from desktop_app.services.worksheets.copy_record import RecordedSheet, plain_text
from desktop_app.services.worksheets.held_answers import held_words, same_answer
from desktop_app.services.worksheets.moved_rows import moved_rows_sentence
from desktop_app.services.worksheets.schedule_sheet import SEALED
from desktop_app.services.worksheets.sheet_changes import (
    CellChange,
    CopyConflict,
    Entries,
    OverwrittenTotal,
    SheetChanges,
)
from desktop_app.services.worksheets.sheet_finding import FoundRow, FoundSheet
from desktop_app.services.worksheets.sheet_shape import lost_columns, lost_sentence, merged_sentence
from desktop_app.services.worksheets.typed_cells import typed_text, typed_value


class SheetMerge:
    """Compares a sheet that came back with what it held, and with what the filing holds `now`.

    Without a record (`held` is None), what the filing holds now is what the sheet is compared with.
    """

    def __init__(
        self,
        file: CompanyFile,
        book: EvaluatedFiling,
        found: FoundSheet,
        held: RecordedSheet | None,
        now: RecordedSheet,
    ) -> None:
        self.file, self.book, self.sheet = file, book, found
        self.filing, self.schedule_id = found.key.filing, found.key.schedule
        self.held, self.now = held or now, now
        self.known = held is not None
        self.done = SheetChanges()
        self.seen: dict[str, FoundRow] = {}
        self.order: list[str] = []
        self.marks: dict[str, str] = {}

    def merged(self) -> SheetChanges:
        """What the sheet would change."""
        if self.schedule_id == keys.SEALS:
            self._seals()
            return self.done
        if not self._columns_fit():
            return self.done
        if lacking := lost_columns(self.sheet, self.held):
            self.done.missing.append(lost_sentence(self.sheet, "column", lacking))
        moved = moved_rows_sentence(self.sheet, self.held, self.schedule.rows)
        if wrong := moved or merged_sentence(self.sheet, self.columns):
            self.done.refused.append(wrong)
            return self.done
        for row in self.sheet.rows:
            self._row(row)
        if self.grows:
            self._rows()
        elif self.known and not self.sheet.key.part:
            self._missing()
        if not self.sheet.key.part:
            self._notes()
            self._overrides()
        return self.done

    def _missing(self) -> None:
        """Lines of the page whose rows were deleted from the sheet: nothing of them changes, and that is said."""
        gone = [
            self.book.sheet.line(Place(self.schedule_id, line, "")).label
            for line, cells in self.held.rows.items()
            if line in self.schedule.by_id and line not in self.seen and any(cells.values())
        ]
        if gone:
            self.done.missing.append(lost_sentence(self.sheet, "line", gone))

    @cached_property
    def schedule(self) -> SheetSchedule:
        """The schedule as it is laid out now."""
        return self.book.sheet.schedules[self.schedule_id]

    @cached_property
    def grows(self) -> bool:
        """Whether the schedule has rows of its own."""
        return bool(self.schedule.definition.kind is ScheduleKind.ROWS)

    @cached_property
    def columns(self) -> Mapping[int, str]:
        """The columns of the schedule, by where they stand in the sheet."""
        return {at: name for at, name in self.sheet.columns.items() if not name.startswith(".")}

    @cached_property
    def aliases(self) -> Mapping[str, str]:
        """Rows of a sheet without a record, made from another file: the rows here that hold the same."""
        if self.known or not self.grows:
            return {}
        strange = [row for row in self.sheet.rows if row.key and self._is_row(row.key) and row.key not in self.now.rows]
        here = {row.key for row in self.sheet.rows}
        free = {key: dict(cells) for key, cells in self.now.rows.items() if self._is_row(key) and key not in here}
        found: dict[str, str] = {}
        for row in strange:
            texts = {name: plain_text(row.cell(at)) for at, name in self.columns.items()}
            same = next((key for key, cells in free.items() if self._same_row(texts, cells)), None)
            if same is not None:
                found[row.key] = same
                del free[same]
        return found

    def _same_row(self, texts: Mapping[str, str], cells: Mapping[str, str]) -> bool:
        typed = [name for name in texts if not self.schedule.columns[name].spec.formula]
        return all(texts[name] == cells.get(name, "") for name in typed)

    def _is_row(self, key: str) -> bool:
        """Whether the key is that of a row that somebody added, here or in the copy."""
        fixed = self.schedule.by_id.keys() - set(self.schedule.rows)
        return not keys.is_mark(key) and key not in (*fixed, ROWS_LINE, keys.NEW_ROW)

    # Lines

    def _columns_fit(self) -> bool:
        if not self.columns:
            self.done.refused.append(
                f"{self.sheet.where} lacks its last, grey row, which says what each column is. Export it again."
            )
            return False
        unknown = [name for name in self.columns.values() if name not in self.schedule.columns]
        if unknown:
            self.done.refused.append(f"{self.sheet.where} has a column '{unknown[0]}' that this page does not have.")
            return False
        doubled = [name for name in self.columns.values() if list(self.columns.values()).count(name) > 1]
        if doubled:
            self.done.refused.append(f"{self.sheet.where} has the column '{doubled[0]}' twice. Delete one of the two.")
        return not doubled

    def _row(self, row: FoundRow) -> None:
        key = self.aliases.get(row.key, row.key)
        if keys.is_mark(key):
            self.marks[key] = self._mark(row, key)
        elif key in ("", keys.NEW_ROW):
            self._new_line(row)
        elif key in self.seen:
            self._refuse(row, f"has the key '{key}' of another row. A copied row must have an empty grey cell.")
        else:
            self.seen[key] = row
            self._line(row, key)

    def _mark(self, row: FoundRow, key: str) -> str:
        """An explanation or reason; where only the words before it are left, it was deleted, or its column was."""
        text = row.last_text(self.sheet.edge + 1)
        labels = self.held.labels.get(key) or self.now.labels.get(key) or ()
        if text != next((label for label in reversed(labels) if label), ""):
            return text
        return self.held.marks.get(key, "") if lost_columns(self.sheet, self.held) else ""

    def _new_line(self, row: FoundRow) -> None:
        if all(not plain_text(row.cell(at)) for at in self.columns):
            return
        if not self.grows:
            self._refuse(row, "has figures but no grey key: no lines can be added on this page. Undo the change there.")
            return
        if any(
            not self.schedule.columns[name].spec.formula and plain_text(row.cell(at))
            for at, name in self.columns.items()
        ):
            self._added(row, self.file.new_id())

    def _added(self, row: FoundRow, key: str) -> None:
        """A row that only the copy has."""
        self.order.append(key)
        for at, name in self.columns.items():
            spec = self.schedule.columns[name].spec
            if not spec.formula:
                self._cell(row, at, Place(self.schedule_id, key, name), spec, held="", now="")

    def _line(self, row: FoundRow, key: str) -> None:
        if key == ROWS_LINE and self.grows:
            at = min(self.columns)
            place, name = rows_answer(self.schedule_id), self.columns[at]
            self._cell(row, at, place, NO_ROWS, self._held(key, name), self._now(key, name))
        elif key in self.schedule.by_id:
            if key in self.schedule.rows:
                self.order.append(key)
            for at, name in self.columns.items():
                self._known_cell(row, at, Place(self.schedule_id, key, name))
        elif self.grows and self.known and key in self.held.rows:
            self._removed_here(row, key)
        elif self.grows and self._is_row(key):
            self._added(row, key)
        elif any(plain_text(row.cell(at)) != self._held(key, name) for at, name in self.columns.items()):
            self._refuse(row, f"belongs to a line '{key}' that this page does not have.")

    def _known_cell(self, row: FoundRow, at: int, place: Place) -> None:
        spec = self.book.sheet.cells.get(place)
        held = self._held(place.line, place.column)
        if spec is None:
            if plain_text(row.cell(at)) != held:
                self._refuse(row, f"has something in {row.address(at)}, where this line has no cell.")
        elif not spec.formula:
            self._cell(row, at, place, spec, held, self._now(place.line, place.column))

    def _held(self, line: str, column: str) -> str:
        return self.held.rows.get(line, {}).get(column, "")

    def _now(self, line: str, column: str) -> str:
        return self.now.rows.get(line, {}).get(column, "")

    # Cells

    def _cell(self, row: FoundRow, at: int, place: Place, spec: CellSpec, held: str, now: str) -> None:
        address = row.address(at)
        if address in self.sheet.table.uncomputed or address in self.sheet.table.faulty:
            what = "a formula without its result" if address in self.sheet.table.uncomputed else "an error"
            self._refuse(row, f"holds {what} in {address}. Correct it in Excel, save and choose the file again.")
            return
        cell = row.cell(at)
        text = typed_text(cell, spec)
        if plain_text(cell) == held or text == SEALED or (self.sheet.key.part and not text):
            return
        where = self._where(place)
        side = partial(credited, self.book.sheet, place)
        try:
            value = parse_answer(text, spec, where, side)
        except BadAnswer as error:
            self.done.refused.append(f"Cell {address} of sheet '{self.sheet.table.name}': {error}")
            return
        before = self.book.answers.values.get(place)
        if value == before or same_answer(value, held, spec):
            return
        if isinstance(value, Decimal):
            self.done.rounding += value - typed_number(text, spec, side)
        words = value_text(before, spec), value_text(value, spec)
        entries = {records.answer_key(self.filing, place): None if value is None else value_to_json(value)}
        self._put(place, where, held_words(held, spec), *words, entries, changed_here=now != held)

    def _put(
        self, place: Place, where: str, held: str, mine: str, theirs: str, entries: Entries, *, changed_here: bool
    ) -> None:
        """Takes what changed in the copy, or sets it beside what changed here meanwhile."""
        if changed_here:
            self.done.conflicts.append(CopyConflict(self.filing, place, where, held, mine, theirs, entries))
        else:
            self.done.changes.append(CellChange(self.filing, place, where, mine, theirs))
            self.done.entries |= entries

    # Rows

    def _rows(self) -> None:
        """Rows that came, went or moved."""
        now = list(self.schedule.rows)
        held = [key for key in self.held.rows if self._is_row(key)] if self.known else now
        gone = [] if self.sheet.key.part else [row for row in held if row not in self.order and row in now]
        gone = [row for row in gone if self._removed(row)]
        there = [row for row in now if row in self.order]
        moved = [row for row in self.order if row in there]
        before = [row for row in held if row in there]
        base = moved if self.order and moved != before and not self.sheet.key.part else there
        kept = [row for row in now if row not in gone]
        if base != there:
            kept = _reordered(kept, base)
            place = Place(self.schedule_id, "", "")
            where = f"page {self.schedule.definition.page}"
            self.done.changes.append(CellChange(self.filing, place, where, "rows", "rows in another order"))
        new = [row for row in self.order if row not in now]
        # New rows stand where the copy has them, unless the rows around them are others here.
        after = self.order if kept == [row for row in self.order if row in kept] else [*kept, *new]
        if after == now:
            return
        self.done.entries[records.rows_key(self.filing, self.schedule_id)] = list[Json](after) or None
        if after:
            self.done.entries[records.answer_key(self.filing, rows_answer(self.schedule_id))] = None

    def _removed(self, row: str) -> bool:
        """Takes a row away that the copy lacks; one that was changed here meanwhile is asked about."""
        place = Place(self.schedule_id, row, "")
        where = f"page {self.schedule.definition.page}, {self.schedule.by_id[row].label}"
        entries: Entries = {}
        for kind in records.OF_A_PLACE:
            for key in self.file.workspace.under(f"{kind}/{self.filing}/{self.schedule_id}/{row}"):
                if key.split("/")[3] == row:
                    entries[key] = None
        changed_here = self.now.rows.get(row) != self.held.rows.get(row)
        if changed_here:
            entries[records.rows_key(self.filing, self.schedule_id)] = [
                key for key in self.schedule.rows if key != row
            ] or None
        self._put(place, where, "row", "row", "row removed", entries, changed_here=changed_here)
        return not changed_here

    def _removed_here(self, row: FoundRow, key: str) -> None:
        """A row that was removed here since the copy was written: asked about only if the copy changed it."""
        texts = {name: plain_text(row.cell(at)) for at, name in self.columns.items()}
        if self._same_row(texts, self.held.rows[key]):
            return
        entries: Entries = {records.rows_key(self.filing, self.schedule_id): [*self.schedule.rows, key]}
        for at, name in self.columns.items():
            spec, place = self.schedule.columns[name].spec, Place(self.schedule_id, key, name)
            if spec.formula:
                continue
            try:
                value = parse_answer(typed_text(row.cell(at), spec), spec, self._where(place))
            except BadAnswer as error:
                self.done.refused.append(f"Cell {row.address(at)} of sheet '{self.sheet.table.name}': {error}")
                return
            entries[records.answer_key(self.filing, place)] = None if value is None else value_to_json(value)
        where = f"page {self.schedule.definition.page}, {' '.join(self.held.labels.get(key, ())).strip()}"
        theirs = "; ".join(text for text in texts.values() if text)
        self._put(Place(self.schedule_id, key, ""), where, "row", "row removed", theirs, entries, changed_here=True)

    # Explanations, overrides and seals

    def _three(self, kind: str) -> Iterator[tuple[str, str, str, str]]:
        """Each key of a kind that the copy changed, with what it held, what stands here, and what the copy says."""
        every = dict.fromkeys((*self.held.marks, *self.now.marks, *self.marks))
        for key in every:
            if key.partition(":")[0] == kind:
                held, mine, theirs = (marks.get(key, "") for marks in (self.held.marks, self.now.marks, self.marks))
                yield key, held, mine, theirs

    def _notes(self) -> None:
        for key, held, mine, theirs in self._three(keys.NOTE):
            line, _, column = key.partition(":")[2].partition("/")
            place = Place(self.schedule_id, line, column)
            if theirs in (held, mine):
                continue
            if place not in self.book.sheet.cells and line not in self.order:
                if theirs:
                    self.done.refused.append(f"The explanation of {line}/{column} belongs to no cell.")
                continue
            entries: Entries = {records.explain_key(self.filing, place): theirs or None}
            where = f"explanation of {self._where(place)}"
            self._put(place, where, held, mine, theirs, entries, changed_here=mine != held)

    def _overrides(self) -> None:
        """Values over computed ones come back with their reason; any other difference is only mentioned."""
        reasons = {key: (held, mine, theirs) for key, held, mine, theirs in self._three(keys.OVERRIDE)}
        for line, row in self.seen.items():
            for at, name in self.columns.items():
                place = Place(self.schedule_id, line, name)
                spec = self.book.sheet.cells.get(place)
                if spec is not None and spec.formula:
                    key = keys.mark_key(keys.OVERRIDE, line, name)
                    self._computed(row, at, place, spec, reasons.get(key, ("", "", "")))

    def _computed(self, row: FoundRow, at: int, place: Place, spec: CellSpec, reasons: tuple[str, str, str]) -> None:
        held_reason, my_reason, reason = reasons
        held, cell = self._held(place.line, place.column), row.cell(at)
        value = typed_value(cell, spec, row.address(at))
        moved = value is not None and plain_text(cell) != held and not same_answer(value, held, spec)
        if not moved and reason == held_reason:
            return
        if not reason and not held_reason:
            if value is not None:
                total = OverwrittenTotal(self.filing, place, self._where(place), row.address(at), value)
                self.done.totals.append(total)
            return
        after = OverriddenValue(value, reason) if reason and value is not None and spec.override else None
        before = self.book.answers.overrides.get(place)
        if before == after:
            return
        mine, theirs = (
            "" if item is None else f"{value_text(item.value, spec)} ({item.reason})" for item in (before, after)
        )
        entry = None if after is None else records.override_to_json(after)
        changed_here = my_reason != held_reason or (bool(my_reason) and self._now(place.line, place.column) != held)
        then = f"{held} ({held_reason})" if held_reason else ""
        entries: Entries = {records.override_key(self.filing, place): entry}
        where = f"value over {self._where(place)}"
        self._put(place, where, then, mine, theirs, entries, changed_here=changed_here)

    def _seals(self) -> None:
        """The seals that the sheet has and the filing lacks; none is lifted by leaving it out."""
        for row in self.sheet.rows:
            if row.key != keys.SEAL:
                continue
            edge = self.sheet.edge
            target, type_, reason = (plain_text(row.cell(edge + at)) for at in (1, 2, 3))
            seal = Seal(target, type_, reason)
            mark, text = keys.seal_mark(seal.target), f"{seal.type}\n{seal.reason}"
            held, mine = self.held.marks.get(mark, ""), self.now.marks.get(mark, "")
            if text in (mine, held if self.known else mine):
                continue
            if not sealed_places(self.book.sheet, [seal]) or not seal.type or not seal.reason:
                self._refuse(row, "has a seal that needs a target, a type and a reason.")
                continue
            if words := refusal(self.book.sheet, seal.target):
                self.done.refused.append(f"Row {row.number} of sheet '{self.sheet.table.name}': {words}")
                continue
            parts = (*seal.target.split("/"), "", "")[:3]
            entries: Entries = {records.seal_key(self.filing, seal.target): records.seal_to_json(seal)}
            held, mine, theirs = (words.replace("\n", ": ") for words in (held, mine, text))
            changed_here = self.known and mine != held
            self._put(Place(*parts), f"seal on {target}", held, mine, theirs, entries, changed_here=changed_here)

    # Words

    def _where(self, place: Place) -> str:
        if place in self.book.sheet.cells or place.line in self.schedule.by_id:
            return location(self.book.sheet, place)
        number = self.order.index(place.line) + 1 if place.line in self.order else 0
        label = self.schedule.columns[place.column].label.lower()
        return f"page {self.schedule.definition.page}, new row {number}, {label}"

    def _refuse(self, row: FoundRow, what: str) -> None:
        self.done.refused.append(f"Row {row.number} of sheet '{self.sheet.table.name}' {what}")


def _reordered(kept: list[str], order: list[str]) -> list[str]:
    """The rows with those of `order` in that order, the others where they are."""
    turns = iter(order)
    return [next(turns) if row in order else row for row in kept]
