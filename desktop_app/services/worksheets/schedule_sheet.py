"""One schedule as a worksheet that a person would want to print: titles, headings, lines, totals with their words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cached_property

from desktop_app.domain.late_dataclasses import dataclass, field
from desktop_app.domain.sentences import sentence_start
from desktop_app.domain.values import AnswerWord, Place
from desktop_app.formspec.answers import rows_answer
from desktop_app.formspec.binding import bind
from desktop_app.formspec.definition import ANSWER, CellSpec, CellType, ScheduleColumn, ScheduleKind, ScheduleLine
from desktop_app.formspec.public_view import FilingView, HiddenValue
from desktop_app.formspec.sheet import NO_ROWS, FormLayout, SheetSchedule
from desktop_app.formspec.wording import formula_words, line_name, row_name, titled, value_text
from desktop_app.pagespec.worksheets import BoxPurpose, BoxValue, SheetRow, Worksheet, WorksheetCell, lines_needed
from desktop_app.services.worksheets import keys

SEALED = "[sealed]"
MOST_DIGITS = 15
EARLIEST = date(1901, 1, 1)
NARROW, NUMBERS, AMOUNT, LABELS, WORDS_WIDE, WIDEST = 5, 9, 15, 44, 46, 40
WIDE_PAGE = 110
SUM_OF_ROWS = "sum(./*/.)"
SPARE_DIGITS = 99
# How many letters of a look fit where one plain letter of the width fits.
LETTERS = {BoxPurpose.WORDS: 1.2, BoxPurpose.SMALL: 1.1, BoxPurpose.HEAD: 0.85, BoxPurpose.STRONG: 0.9}


@dataclass(frozen=True)
class WorksheetCopy:
    """What one copy of a filing says on all its sheets.

    `notice` is the first line of each. A copy with `keyed` finds its way back; one with `filled` False is blank, to be
    filled by hand. `spare` rows are offered in schedules that grow.
    """

    filing: str
    heading: str
    notice: str
    sheet: FormLayout
    view: FilingView
    reasons: Mapping[Place, str]
    keyed: bool = True
    filled: bool = True
    spare: int = 0


@dataclass(frozen=True)
class ScheduleSheet:
    """Writes the worksheet of one schedule of a copy.

    With `only`, just these cells are asked, under other headings where `titles` has them.
    """

    copy: WorksheetCopy
    schedule: SheetSchedule
    only: frozenset[Place] | None = None
    titles: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def columns(self) -> tuple[ScheduleColumn, ...]:
        """The columns shown."""
        shown = None if self.only is None else {place.column for place in self.only}
        return tuple(column for column in self.schedule.definition.columns if shown is None or column.id in shown)

    @cached_property
    def shown_lines(self) -> tuple[ScheduleLine, ...]:
        """The lines shown."""
        if self.only is None:
            return self.schedule.lines
        lines = {place.line for place in self.only}
        return tuple(line for line in self.schedule.lines if line.id in lines)

    @cached_property
    def accounts(self) -> bool:
        """Whether lines have numbers of accounts."""
        return any(line.number for line in self.shown_lines)

    @cached_property
    def worded(self) -> bool:
        """Whether a column tells how lines are worked out."""
        return any(self._line_words(line) for line in self.shown_lines)

    def worksheet(self, name: str) -> Worksheet:
        """The whole sheet."""
        top = tuple(self._top())
        body = (*self._lines(), *self._notes())
        widths = self._widths(body)
        rows = tuple(self._fitted(row, widths) for row in (*top, *body))
        landscape = self.schedule.definition.landscape or sum(widths) > WIDE_PAGE
        keyed = int(self.copy.keyed)
        return Worksheet(name, widths, (*rows, *self._keys()), len(top), keyed, keyed, landscape)

    def _keys(self) -> Iterator[SheetRow]:
        """The last row: what each column is, for the way back."""
        if self.copy.keyed:
            ids = [keys.NUMBER, *([keys.ACCOUNT] if self.accounts else []), keys.LABEL]
            ids += [*(column.id for column in self.columns), *([keys.WORDS] if self.worded else [])]
            yield SheetRow(tuple(WorksheetCell(text, BoxPurpose.KEY) for text in (keys.COLUMNS, *ids)))

    # The head

    def _top(self) -> Iterator[SheetRow]:
        definition = self.schedule.definition
        part = self.only is not None or not self.copy.filled
        key = keys.sheet_key(self.copy.filing, definition.id, part=part)
        yield self._row(key, WorksheetCell(self.copy.notice, BoxPurpose.NOTICE, wide=True))
        yield self._row("", WorksheetCell(self.copy.heading, BoxPurpose.PLAIN, wide=True))
        heading = f"Page {definition.page}: {self.title}" if self.title != definition.title else definition.heading
        yield self._row("", WorksheetCell(heading, BoxPurpose.TITLE, wide=True))
        if definition.note:
            yield self._row("", WorksheetCell(definition.note, BoxPurpose.SMALL, wide=True))
        heads = ["Line", *(["Account"] if self.accounts else []), self._line_head()]
        heads += [*map(self._head, self.columns), *(["How it is worked out"] if self.worded else [])]
        yield self._row(keys.HEAD, *(WorksheetCell(text, BoxPurpose.HEAD) for text in heads))
        formulas = [self._column_words(column) for column in self.columns]
        if any(formulas):
            blanks: list[WorksheetCell | None] = [None] * (3 if self.accounts else 2)
            yield self._row(
                keys.HEAD, *blanks, *(WorksheetCell(words, BoxPurpose.WORDS) if words else None for words in formulas)
            )

    @cached_property
    def title(self) -> str:
        """The schedule's title, with the row for which it is asked."""
        place = row_name(self.copy.sheet, self.schedule)
        value = None if place is None else self.copy.view.values.get(place)
        return titled(self.schedule, None if isinstance(value, HiddenValue) else value)

    def _line_head(self) -> str:
        kind = self.schedule.definition.kind
        if kind is ScheduleKind.ROWS:
            return self.schedule.definition.row_label
        return {ScheduleKind.INQUIRIES: "Question", ScheduleKind.MONTHS: "Month"}.get(kind, "Item")

    def _head(self, column: ScheduleColumn) -> str:
        label = self.titles.get(column.id, column.label)
        return f"{label} ({column.unit_beside})" if column.unit_beside else label

    # The lines

    def _lines(self) -> Iterator[SheetRow]:
        first_fixed = next((line for line in self.shown_lines if line.id not in self.schedule.rows), None)
        growing = self.schedule.definition.kind is ScheduleKind.ROWS
        if growing and not self.schedule.rows and self.copy.filled:
            place = rows_answer(self.schedule.definition.id)
            cells = [
                WorksheetCell("", BoxPurpose.LABEL),
                *([WorksheetCell("", BoxPurpose.LABEL)] if self.accounts else []),
            ]
            yield self._row(
                place.line,
                *cells,
                WorksheetCell("Whole schedule", BoxPurpose.LABEL),
                self._box(place, NO_ROWS, computed=False),
            )
        for line in self.shown_lines:
            if growing and line is first_fixed:
                yield from self._spare()
            yield self._line(line)
        if growing and first_fixed is None:
            yield from self._spare()

    def _spare(self) -> Iterator[SheetRow]:
        for number in range(self.copy.spare):
            label = f"{self.schedule.definition.row_label} {len(self.schedule.rows) + number + 1}"
            boxes: list[WorksheetCell | None] = [WorksheetCell("", BoxPurpose.LABEL)]
            boxes += [WorksheetCell("", BoxPurpose.LABEL)] if self.accounts else []
            boxes += [WorksheetCell(label, BoxPurpose.LABEL)]
            for column in self.columns:
                boxes.append(
                    WorksheetCell(
                        None, BoxPurpose.COMPUTED if column.spec.formula else BoxPurpose.ENTRY, column.spec.decimals
                    )
                )
            yield self._row(keys.NEW_ROW, *boxes)

    def _line(self, line: ScheduleLine) -> SheetRow:
        if line.heading:
            blanks: list[WorksheetCell | None] = [None] * (2 if self.accounts else 1)
            return self._row("", *blanks, WorksheetCell(line.label, BoxPurpose.STRONG))
        look = BoxPurpose.STRONG if line.strong else BoxPurpose.LABEL
        number = self.schedule.numbers.get(line.id)
        boxes: list[WorksheetCell | None] = [WorksheetCell(str(number or ""), look)]
        boxes += [WorksheetCell(line.number, look)] if self.accounts else []
        boxes += [WorksheetCell(line.label, look)]
        for column in self.columns:
            spec = self.schedule.spec(line, column)
            place = Place(self.schedule.definition.id, line.id, column.id)
            shown = spec is not None and (self.only is None or place in self.only)
            boxes.append(
                None
                if spec is None or not shown
                else self._box(place, spec, computed=bool(spec.formula), strong=line.strong)
            )
        words = self._line_words(line)
        return self._row(line.id, *boxes, *([WorksheetCell(words, BoxPurpose.WORDS)] if words else []))

    def _box(self, place: Place, spec: CellSpec, *, computed: bool, strong: bool = False) -> WorksheetCell:
        look = (BoxPurpose.TOTAL if strong else BoxPurpose.COMPUTED) if computed else BoxPurpose.ENTRY
        if self.copy.filled and place in self.copy.view.sealed:
            value = self.copy.view.values.get(place)
            if isinstance(value, HiddenValue):
                return WorksheetCell(SEALED, BoxPurpose.SEALED)
            look = BoxPurpose.SEALED
        sign = "%" if spec.type is CellType.PERCENT else ""
        value = self._value(place, spec) if self.copy.filled else None
        return WorksheetCell(value, look, spec.decimals, sign, right=spec.type.numeric and isinstance(value, str))

    def _value(self, place: Place, spec: CellSpec) -> BoxValue:
        value = self.copy.view.values.get(place)
        if value is None or isinstance(value, HiddenValue | AnswerWord):
            return value.value if isinstance(value, AnswerWord) else None
        if isinstance(value, Decimal):
            return value if len(value.as_tuple().digits) <= MOST_DIGITS else f"{value:f}"
        if isinstance(value, date):
            return value if value >= EARLIEST else value_text(value, spec)
        return value_text(value, spec)

    # Formulas in words

    def _column_words(self, column: ScheduleColumn) -> str:
        if not column.spec.formula:
            return ""
        id_ = self.schedule.definition.id
        line = next((line for line in self.shown_lines if self._of_column(line, column)), None)
        if line is None:
            return ""
        place = Place(id_, line.id, column.id)
        # The words are those of the first line; without its name they hold for all.
        return self._words(column.spec.formula, place).replace(f", {line_name(self.copy.sheet, place)}", "")

    def _of_column(self, line: ScheduleLine, column: ScheduleColumn) -> bool:
        spec = self.schedule.spec(line, column)
        return spec is not None and spec.formula == column.spec.formula

    def _line_words(self, line: ScheduleLine) -> str:
        """How the line's own formulas go, the first for all that read alike."""
        found: dict[str, str] = {}
        for column in self.columns:
            spec = self.schedule.spec(line, column)
            if spec is not None and spec.formula and spec.formula != column.spec.formula:
                place = Place(self.schedule.definition.id, line.id, column.id)
                found.setdefault(spec.formula, self._words(spec.formula, place))
        return "; ".join(found.values())

    def _words(self, formula: str, place: Place) -> str:
        if formula == SUM_OF_ROWS and not self.schedule.rows and self.schedule.definition.kind is ScheduleKind.ROWS:
            return "The sum of the rows"
        words = formula_words(bind(formula, self.copy.sheet, place, {}), self.copy.sheet, place)
        return sentence_start(words)

    # Notes

    def _notes(self) -> Iterator[SheetRow]:
        """The explanations, and the reasons of values typed over computed ones."""
        if not self.copy.filled or self.only is not None:
            return
        id_ = self.schedule.definition.id
        found = [
            (kind, place, text)
            for kind, texts in ((keys.NOTE, self.copy.view.notes), (keys.OVERRIDE, self.copy.reasons))
            for place, text in texts.items()
            if place.schedule == id_ and place in self.copy.sheet.cells
        ]
        order = {place: number for number, place in enumerate(self.copy.sheet.places[id_])}
        for number, (kind, place, text) in enumerate(sorted(found, key=lambda item: (order[item[1]], item[0]))):
            if number == 0:
                yield self._row("")
                yield self._row("", WorksheetCell("Explanations", BoxPurpose.TITLE, wide=True))
            column = self.copy.sheet.column(place)
            where = line_name(self.copy.sheet, place)
            where += "" if column.id == ANSWER else f", {column.label.lower()}"
            where += " (override of the computed value)" if kind == keys.OVERRIDE else ""
            before: list[WorksheetCell | None] = [WorksheetCell("", BoxPurpose.PLAIN)] * (2 if self.accounts else 1)
            yield self._row(
                keys.mark_key(kind, place.line, place.column),
                *before,
                WorksheetCell(where, BoxPurpose.LABEL),
                WorksheetCell(text, BoxPurpose.PLAIN, wide=True),
            )

    # Widths and heights

    def _row(self, key: str, *boxes: WorksheetCell | None) -> SheetRow:
        return SheetRow((WorksheetCell(key, BoxPurpose.KEY) if key else None, *boxes) if self.copy.keyed else boxes)

    def _widths(self, body: tuple[SheetRow, ...]) -> tuple[int, ...]:
        before = [NARROW] * int(self.copy.keyed) + [6] + ([NUMBERS] if self.accounts else []) + [self._label_width()]
        values = [self._width(column, number, body) for number, column in enumerate(self.columns, len(before))]
        return (*before, *values, *([WORDS_WIDE] if self.worded else []))

    def _label_width(self) -> int:
        labels = [line.label for line in self.shown_lines]
        if self.schedule.definition.kind is ScheduleKind.ROWS:
            labels.append(f"{self.schedule.definition.row_label} {SPARE_DIGITS}")
        return min(LABELS, max(AMOUNT, *(len(label) + 2 for label in labels)))

    def _width(self, column: ScheduleColumn, at: int, body: tuple[SheetRow, ...]) -> int:
        texts = [
            len(box.value)
            for row in body
            if at < len(row.boxes)
            and (box := row.boxes[at]) is not None
            and isinstance(box.value, str)
            and not box.wide
        ]
        least = AMOUNT if column.spec.type.numeric else max(AMOUNT, column.width + 6)
        return min(WIDEST, max(least, *texts, 0))

    @staticmethod
    def _fitted(row: SheetRow, widths: tuple[int, ...]) -> SheetRow:
        """The row as high as its longest text needs."""
        needed = [
            lines_needed(box.value, int((sum(widths[at:]) if box.wide else widths[at]) * LETTERS.get(box.look, 1)))
            + (box.look is BoxPurpose.TITLE)
            for at, box in enumerate(row.boxes)
            if box is not None and isinstance(box.value, str) and box.look is not BoxPurpose.KEY
        ]
        return SheetRow(row.boxes, max(needed, default=1))
