"""Entering answers: cells, blocks, rows, explanations and overrides, each one step of the journal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from types import MappingProxyType

from desktop_app.domain.counting import counted
from desktop_app.domain.filings import COMPANY
from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.problems import UserError
from desktop_app.domain.sentences import sentence_start
from desktop_app.domain.values import AnswerWord, Json, Place, Value, value_to_json
from desktop_app.formspec.answers import OverriddenValue, rows_answer
from desktop_app.formspec.definition import CellSpec, FormSchedule, ScheduleKind
from desktop_app.formspec.ledger_cells import credited
from desktop_app.formspec.sheet import NO_ROWS_LINE, FormLayout
from desktop_app.formspec.wording import location
from desktop_app.services.company import workspace_keys as records
from desktop_app.services.company.company_file import CompanyFile, EditOutcome, EvaluatedFiling
from desktop_app.services.data_entry.parsing import (
    LONGEST_TEXT,
    BadAnswer,
    answer_word,
    explaining,
    parse_answer,
    readable,
)
from desktop_app.services.tariff_book.freezing import sheets_before_renaming

LONGEST_NAME = 500  # letters of what the profile holds: names and addresses stand at the head of pages
NOTHING: Mapping[str, Json] = MappingProxyType({})
MOST_ROWS = 2_000  # of a schedule


class NoSuchPlace(UserError):
    """The filing has no cell of that name."""


class ComputedCell(UserError):
    """The cell is computed and its definition allows no override, or no reason was given."""


class TooManyRows(UserError):
    """A schedule would have more rows than anybody reads."""


class NotRows(UserError):
    """The schedule has no rows that could be added, moved or removed."""


@dataclass(frozen=True)
class RefusedCell:
    """A cell of a block that refused its text: which, what was to stand in it, and why not, in a sentence."""

    place: Place
    where: str
    text: str
    sentence: str


@dataclass(frozen=True)
class PastedBlock:
    """What pasting a block did: the edit (None if nothing changed) and each cell that refused its text.

    `left_out` says in sentences what of the block had no cell; `rounded` what rounding did to amounts of money.
    """

    edited: EditOutcome | None
    cells: tuple[RefusedCell, ...] = ()
    left_out: tuple[str, ...] = ()
    rounded: str = ""

    @property
    def refused(self) -> tuple[str, ...]:
        """A sentence for everything that was not taken."""
        return (*self.left_out, *(cell.sentence for cell in self.cells))


@dataclass(frozen=True)
class AnsweredBlanks:
    """How many blank cells were answered with the word, and which were left because it is no answer there."""

    word: AnswerWord
    answered: int
    left: tuple[Place, ...]

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        cells = "1 blank is" if self.answered == 1 else f"{self.answered:,} blanks are"
        done = f"{cells} now answered {self.word.value}." if self.answered else ""
        if not self.left:
            return done or "There are no blanks to answer."
        one = len(self.left) == 1
        left = f"1 {'other ' if done else ''}blank needs" if one else f"{counted(len(self.left), 'blank')} need"
        return f"{done} {left} an answer: {self.word.value} is not possible {'there' if one else 'in them'}.".strip()


def spec_of(sheet: FormLayout, place: Place) -> CellSpec:
    """How the cell is asked. Raises NoSuchPlace."""
    spec = sheet.asked_at(place)
    if spec is None:
        raise NoSuchPlace(f"There is no cell {place} in this filing. 'filing-desk list' prints all places.")
    return spec


def schedule_of(book: EvaluatedFiling, schedule: str) -> FormSchedule:
    """The schedule of that name. Raises NoSuchPlace."""
    found = book.sheet.schedules.get(schedule)
    if found is None:
        raise NoSuchPlace(f"There is no schedule '{schedule}' in this filing. 'filing-desk list' prints all places.")
    return found.definition


def set_answer(
    file: CompanyFile, filing: str, place: Place, text: str, besides: Mapping[str, Json] = NOTHING
) -> EditOutcome | None:
    """Types `text` into a cell; nothing clears it. Entries `besides` are part of the same step.

    Raises BadAnswer, ComputedCell for a computed cell, NoSuchPlace, FilingIsFiled.
    """
    sheet = file.layout(filing)
    spec = spec_of(sheet, place)
    if spec.formula:
        raise ComputedCell(_computed_words(sheet, place, spec))
    if sheet.line(place) is NO_ROWS_LINE and readable(text) and answer_word(text) is None:
        return begin_first_row(file, filing, place.schedule, text, besides)
    value = _answer(sheet, filing, place, spec, text)
    data = None if value is None else value_to_json(value)
    entries = {records.answer_key(filing, place): data, **_frozen(file, filing, [place]), **besides}
    return file.edit(filing, f"Entry on {location(sheet, place)}", entries)


def _frozen(file: CompanyFile, filing: str, places: Iterable[Place]) -> dict[str, Json]:
    return sheets_before_renaming(file, places) if filing == COMPANY else {}


def set_block(file: CompanyFile, filing: str, cells: Sequence[tuple[Place, str]], step: str = "") -> PastedBlock:
    """Types many cells as one step, called `step`. Computed cells are passed over, those that refuse are listed.

    Raises FilingIsFiled.
    """
    book = file.book(filing)
    entries: dict[str, Json] = {}
    refused: list[RefusedCell] = []
    for place, text in cells:
        spec = book.sheet.cells.get(place)
        if spec is None or spec.formula:
            continue
        where = location(book.sheet, place)
        try:
            value = _answer(book.sheet, filing, place, spec, text)
        except BadAnswer as error:
            refused.append(RefusedCell(place, where, text, str(error)))
            continue
        entries[records.answer_key(filing, place)] = None if value is None else value_to_json(value)
    label = "Cleared cells" if not any(text for _, text in cells) else f"Block of {counted(len(entries), 'cell')}"
    entries |= _frozen(file, filing, [place for place, _ in cells])
    return PastedBlock(file.edit(filing, step or label, entries), tuple(refused))


def _answer(sheet: FormLayout, filing: str, place: Place, spec: CellSpec, text: str) -> Value | None:
    """What is typed, as the answer of its cell. What the profile holds has to fit on a line. Raises BadAnswer."""
    where = location(sheet, place)
    value = parse_answer(text, spec, where, partial(credited, sheet, place))
    if sheet.line(place) is NO_ROWS_LINE and isinstance(value, str):
        start = sentence_start(where)
        raise BadAnswer(f"{start}: the table has no rows yet. Add a row for '{value}', or answer None.")
    if filing == COMPANY and isinstance(value, str) and len(value) > LONGEST_NAME:
        start = sentence_start(where)
        raise BadAnswer(f"{start} takes at most {LONGEST_NAME} characters; this has {len(value):,}.")
    return value


def answer_blanks(
    file: CompanyFile,
    filing: str,
    schedule: str,
    word: AnswerWord = AnswerWord.NONE,
    lines: frozenset[str] = frozenset(),
) -> AnsweredBlanks:
    """Answers every blank cell of a schedule that must be answered and takes the word with it, as one step.

    With `lines`, only those of these lines.
    """
    book = file.book(filing)
    blanks = tuple(place for place in blank_cells(book, schedule) if not lines or place.line in lines)
    answered = [place for place in blanks if word in book.sheet.cells[place].answer_words]
    page = schedule_of(book, schedule).where
    entries = {records.answer_key(filing, place): value_to_json(word) for place in answered}
    rows = "a row on " if len(lines) == 1 else f"{counted(len(lines), 'row')} on " if lines else ""
    file.edit(filing, f"Blanks of {rows}{page} answered {word.value}", entries)
    return AnsweredBlanks(word, len(answered), tuple(place for place in blanks if place not in answered))


def blank_cells(book: EvaluatedFiling, schedule: str) -> tuple[Place, ...]:
    """The cells of a schedule that must still be answered."""
    return tuple(
        place
        for place in book.sheet.cells
        if place.schedule == schedule and place not in book.calculation.values and book.calculation.required(place)
    )


def explain_place(file: CompanyFile, filing: str, place: Place, text: str) -> EditOutcome | None:
    """Puts the explanation printed as a footnote at the place; an empty one removes it. Raises BadAnswer."""
    return explain_places(file, filing, (place,), text)


def explain_places(file: CompanyFile, filing: str, places: Sequence[Place], text: str) -> EditOutcome | None:
    """Puts one explanation at several places, as one step; an empty one removes it. Raises BadAnswer."""
    book = file.book(filing)
    for place in places:
        spec_of(book.sheet, place)
    where = location(book.sheet, places[0])
    plain = explaining(text, f"The explanation on {where}")
    if len(plain) > LONGEST_TEXT:
        raise BadAnswer(
            f"The explanation on {where} has {counted(len(plain), 'character')}; at most {LONGEST_TEXT:,} are printed. "
            "Shorten it, or attach a paper."
        )
    more = f" and {len(places) - 1:,} more" if len(places) > 1 else ""
    entries: dict[str, Json] = {records.explain_key(filing, place): plain or None for place in places}
    return file.edit(filing, f"Explanation on {where}{more}", entries)


def override(file: CompanyFile, filing: str, place: Place, text: str, reason: str) -> EditOutcome | None:
    """Types a value over a computed one.

    Raises ComputedCell where the definition does not allow it or the reason is missing, BadAnswer, NoSuchPlace.
    """
    book = file.book(filing)
    spec = spec_of(book.sheet, place)
    where = location(book.sheet, place)
    if not spec.formula or not spec.override:
        raise ComputedCell(_computed_words(book.sheet, place, spec))
    value = parse_answer(text, spec, where, partial(credited, book.sheet, place))
    why = explaining(reason, f"The reason for the override on {where}")
    if value is None or not why:
        raise ComputedCell(f"To override {where}, give both the value and a reason.")
    entry = records.override_to_json(OverriddenValue(value, why))
    return file.edit(filing, f"Override on {where}", {records.override_key(filing, place): entry})


def lift_override(file: CompanyFile, filing: str, place: Place) -> EditOutcome | None:
    """Gives the cell back to its formula."""
    where = location(file.book(filing).sheet, place)
    return file.edit(filing, f"Override removed on {where}", {records.override_key(filing, place): None})


def add_row(file: CompanyFile, filing: str, schedule: str, at: int | None = None) -> str:
    """Adds a row before position `at` (at the end if None) and tells its id. Raises NotRows."""
    book = file.book(filing)
    row = file.new_id()
    rows = [item for item in _grown(book, schedule, (row,)) if item != row]
    rows.insert(len(rows) if at is None else at, row)
    entries: dict[str, Json] = {records.rows_key(filing, schedule): list(rows)}
    entries[records.answer_key(filing, rows_answer(schedule))] = None
    file.edit(filing, f"Row added on {book.sheet.schedules[schedule].definition.where}", entries)
    return row


def new_row(file: CompanyFile, filing: str, schedule: str, column: str, text: str) -> Place:
    """Adds a row with its first answer, as one step, and tells where that stands. Raises NotRows, BadAnswer ..."""
    return _row_begun(file, filing, Place(schedule, file.new_id(), column), text)[0]


def begin_first_row(
    file: CompanyFile, filing: str, schedule: str, text: str, besides: Mapping[str, Json] = NOTHING
) -> EditOutcome | None:
    """Begins the first row of an empty table with what is typed into its first column that is not computed."""
    columns = file.book(filing).sheet.schedules[schedule].definition.columns
    column = next(column.id for column in columns if not column.spec.formula)
    return _row_begun(file, filing, Place(schedule, file.new_id(), column), text, besides)[1]


def _row_begun(
    file: CompanyFile, filing: str, place: Place, text: str, besides: Mapping[str, Json] = NOTHING
) -> tuple[Place, EditOutcome | None]:
    book, schedule = file.book(filing), place.schedule
    rows = _grown(book, schedule, (place.line,))[:-1]
    found = book.sheet.schedules[schedule].columns.get(place.column)
    if found is None or found.spec.formula:
        raise NoSuchPlace(f"A new row of {schedule} has no column '{place.column}' to type into.")
    where = f"{book.sheet.schedules[schedule].definition.where}, new row, {found.label.lower()}"
    value = parse_answer(text, found.spec, where, partial(credited, book.sheet, place))
    entries: dict[str, Json] = {
        records.rows_key(filing, schedule): [*rows, place.line],
        records.answer_key(filing, rows_answer(schedule)): None,
        records.answer_key(filing, place): None if value is None else value_to_json(value),
        **besides,
    }
    return place, file.edit(filing, f"Entry on {where}", entries)


def add_rows(file: CompanyFile, filing: str, counts: Mapping[str, int]) -> dict[str, tuple[str, ...]]:
    """Adds so many rows to each schedule, as one step, and gives all its rows. Raises NotRows."""
    book = file.book(filing)
    grown = {
        schedule: _grown(book, schedule, (file.new_id() for _ in range(min(count, MOST_ROWS + 1))))
        for schedule, count in counts.items()
    }
    entries: dict[str, Json] = {records.rows_key(filing, schedule): list(rows) for schedule, rows in grown.items()}
    entries |= {records.answer_key(filing, rows_answer(schedule)): None for schedule in grown}
    file.edit(filing, "Rows added", entries)
    return grown


def remove_rows(file: CompanyFile, filing: str, schedule: str, gone: Iterable[str]) -> EditOutcome | None:
    """Removes rows with everything that stands in them, as one step. Raises NotRows."""
    book = file.book(filing)
    lines = frozenset(gone)
    rows = _rows(book, schedule)
    entries: dict[str, Json] = {records.rows_key(filing, schedule): [row for row in rows if row not in lines] or None}
    asked_for = [
        key for key, laid in book.sheet.schedules.items() if laid.definition.per == schedule and laid.row in lines
    ]
    places = [*(f"{schedule}/{row}" for row in sorted(lines)), *asked_for]
    for kind in records.OF_A_PLACE:
        for place in places:
            for key in file.workspace.under(f"{kind}/{filing}/{place}"):
                if f"{key}/".startswith(f"{kind}/{filing}/{place}/"):
                    entries[key] = None
    page = book.sheet.schedules[schedule].definition.where
    return file.edit(filing, f"Row removed on {page}", entries)


def move_row(file: CompanyFile, filing: str, schedule: str, row: str, by: int) -> EditOutcome | None:
    """Moves a row up (negative) or down. Raises NotRows."""
    book = file.book(filing)
    rows = list(_rows(book, schedule))
    start = rows.index(row)
    rows.insert(max(0, start + by), rows.pop(start))  # behind the last row is the end
    page = book.sheet.schedules[schedule].definition.where
    return file.edit(filing, f"Row moved on {page}", {records.rows_key(filing, schedule): list(rows)})


def change_setting(file: CompanyFile, name: str, value: Json) -> EditOutcome | None:
    """Keeps a setting of this company."""
    return file.edit("company", f"Setting {name.replace('_', ' ')}", {f"setting/{name}": value})


def _grown(book: EvaluatedFiling, schedule: str, more: Iterable[str]) -> tuple[str, ...]:
    """The rows of a schedule with further ones at its end. Raises NotRows, TooManyRows."""
    rows = (*_rows(book, schedule), *more)
    if len(rows) > MOST_ROWS:
        page = book.sheet.schedules[schedule].definition.where
        raise TooManyRows(
            f"{sentence_start(page)} would have {counted(len(rows), 'row')}; a schedule takes at most "
            f"{MOST_ROWS:,}. Put several of a kind together in one row, and attach the full list."
        )
    return rows


def _rows(book: EvaluatedFiling, schedule: str) -> tuple[str, ...]:
    found = book.sheet.schedules.get(schedule)
    if found is None or found.definition.kind is not ScheduleKind.ROWS:
        raise NotRows(f"'{schedule}' is not a schedule with rows to add or remove.")
    return found.rows


def _computed_words(sheet: FormLayout, place: Place, spec: CellSpec) -> str:
    where = location(sheet, place)
    start = sentence_start(where)
    if spec.formula and spec.override:
        return f"{start} is computed. To override it, give a reason."
    if spec.formula:
        return f"{start} is computed from other cells and cannot be overridden; change those instead."
    return f"{start} is not computed; just type the value."
