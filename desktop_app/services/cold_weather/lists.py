"""The billing program's lists: which column means what, and their rows as events and statuses.

A map has two tables, either may be missing. ``events`` names the columns of the list of the month's events, ``status``
those of the list of customers on its last day; ``words`` tells what the program writes for each meaning. Messages
never repeat a customer's key.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TypeVar

from desktop_app.domain.dates import NotADate, parse_date
from desktop_app.domain.money import NotANumber
from desktop_app.domain.periods import Period
from desktop_app.domain.problems import UserError
from desktop_app.domain.values import Json
from desktop_app.services.amounts import POINT, amount_of, decimal_mark
from desktop_app.services.cold_weather.customers import Agreement, Aid, Event, Kind, Source, Status
from desktop_app.services.ports import Table, TableCell

IGNORE = "ignore"
EVENT_COLUMNS = ("customer", "date", "event", "district", "amount", "source", "agreement")
STATUS_COLUMNS = ("customer", "district", "connected", "owed", "agreement", "registered", "aid")
_NEEDED = {"events": ("customer", "date", "event"), "status": ("customer",)}
_YES_NO = {"yes": True, "no": False}
WORDS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "events": {
        "event": tuple(Kind),
        "source": tuple(Source),
        "agreement": (Agreement.COLD, Agreement.OTHER),
    },
    "status": {
        "connected": tuple(_YES_NO),
        "registered": tuple(_YES_NO),
        "agreement": tuple(Agreement),
        "aid": tuple(Aid),
    },
}
T = TypeVar("T")


class BadMap(UserError):
    """The map of columns is not one; the sentence names the key."""


class BadList(UserError):
    """The list does not fit its map; the sentence names list, row and column."""


@dataclass(frozen=True, slots=True)
class ListMap:
    """One list: the header of each column by its meaning, and the meaning of each word by column.

    `told` are the meanings of events for which the map gives the list's own words: only those can be counted.
    """

    kind: str
    columns: Mapping[str, str]
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    told: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a list by the meaning of its columns; `number` counts as the spreadsheet does."""

    number: int
    cells: Mapping[str, TableCell]


def read_map(data: Json) -> dict[str, ListMap]:
    """The lists of a map (from TOML, or remembered). Raises BadMap."""
    if not isinstance(data, dict) or not data or set(data) - set(_NEEDED):
        raise BadMap("A map has the tables [events] and [status], or one of them, and nothing else.")
    return {kind: _list_map(kind, table) for kind, table in data.items()}


def map_data(maps: Mapping[str, ListMap]) -> Json:
    """The map as it is remembered; `read_map` is the inverse."""
    return {
        kind: {**item.columns, "words": {column: _spelled(words, item.told) for column, words in item.words.items()}}
        for kind, item in maps.items()
    }


def _spelled(words: Mapping[str, str], told: frozenset[str]) -> Json:
    """The list's own words by meaning; a meaning always stands for itself too."""
    own: dict[str, list[Json]] = {}
    for word, meaning in words.items():
        if word != meaning or meaning in told:
            own.setdefault(meaning, []).append(word)
    return {**own}


def _list_map(kind: str, data: Json) -> ListMap:
    table = dict(data) if isinstance(data, dict) else {}
    words = table.pop("words", {})
    known = EVENT_COLUMNS if kind == "events" else STATUS_COLUMNS
    for name, header in table.items():
        if name not in known or not isinstance(header, str) or not header.strip():
            raise BadMap(f"In [{kind}], '{name}' must be one of {', '.join(known)} and name a column of the list.")
    for name in _NEEDED[kind]:
        if name not in table:
            raise BadMap(f"In [{kind}], say which column is the '{name}'.")
    columns = {name: str(header).strip() for name, header in table.items()}
    given = words if isinstance(words, dict) else {}
    events = given.get("event", {})
    return ListMap(kind, columns, _words(kind, given, columns), frozenset(events if isinstance(events, dict) else ()))


def _words(kind: str, data: Mapping[str, Json], columns: Mapping[str, str]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for column, meanings in WORDS[kind].items():
        if column not in columns:
            continue
        given = data.get(column, {})
        table = given if isinstance(given, dict) else {}
        strange = sorted(set(table) - {*meanings, IGNORE})
        if strange:
            raise BadMap(f"In [{kind}.words.{column}], '{strange[0]}' must be one of {', '.join((*meanings, IGNORE))}.")
        words = {str(meaning): str(meaning) for meaning in meanings}
        for meaning, spelled in table.items():
            for word in spelled if isinstance(spelled, list) else [spelled]:
                words[str(word).strip().casefold()] = meaning
        found[column] = words
    stray = sorted(set(data) - set(found))
    if stray:
        raise BadMap(f"[{kind}.words.{stray[0]}] gives words for a column that [{kind}] does not name.")
    return found


def rows_of(table: Table, made: ListMap) -> Iterator[Row]:
    """The rows under the line that holds the mapped headers. Raises BadList."""
    head, places = _header(table, made)
    for number, cells in enumerate(table.rows[head:], head + 1):
        row = {name: cells[index] if index < len(cells) else None for name, index in places.items()}
        if any(cell is not None and cell != "" for cell in row.values()):
            yield Row(number, row)


def mark_in(table: Table, made: ListMap) -> str:
    """Whether the list writes its cents behind a point or a comma."""
    amounts = [name for name in ("amount", "owed") if name in made.columns]
    return decimal_mark(text_of(row.cells.get(name)) for row in rows_of(table, made) for name in amounts)


def has_columns(table: Table, made: ListMap) -> bool:
    """Whether some row of the table holds every mapped header."""
    return _found(table, made) is not None


def _header(table: Table, made: ListMap) -> tuple[int, dict[str, int]]:
    found = _found(table, made)
    if found is None:
        raise BadList(no_header(table, made))
    return found


def _found(table: Table, made: ListMap) -> tuple[int, dict[str, int]] | None:
    """The number of the row that holds every mapped header, and where each stands in it."""
    wanted = {name: header.casefold() for name, header in made.columns.items()}
    for number, cells in enumerate(table.rows, 1):
        heads = {text_of(cell).casefold(): index for index, cell in reversed([*enumerate(cells)])}
        if heads.keys() >= set(wanted.values()):
            return number, {name: heads[header] for name, header in wanted.items()}
    return None


def no_header(table: Table, made: ListMap) -> str:
    """What to say of a table without the list's columns."""
    first = next((row for row in table.rows if any(cell is not None for cell in row)), ())
    heads = {text_of(cell).casefold() for cell in first}
    lacking = [header for header in made.columns.values() if header.casefold() not in heads]
    has = ", ".join(f"'{text_of(cell)}'" for cell in first if text_of(cell)) or "nothing"
    return f"{table.name}: there is no column '{(lacking or ['?'])[0]}'. Its first row reads {has}."


class Reader:
    """Turns rows into events and statuses. `districts` are the districts' names; with one, no list need name it.

    `mark` stands before the cents in the list's amounts (see `mark_in`).
    """

    def __init__(self, made: ListMap, districts: Sequence[str], mark: str = POINT) -> None:
        self._map = made
        self._mark = mark
        self._districts = {name.casefold(): name for name in districts}
        self._only = districts[0] if len(districts) == 1 else ""
        if not self._only and "district" not in made.columns:
            raise BadMap(
                f"The report has {len(districts)} districts: say in [{made.kind}] which column is the district."
            )

    def event(self, row: Row, month: Period) -> Event | None:
        """The event of a row; None for one that the map ignores or that lies outside the month. Raises BadList."""
        kind = self._meaning(row, "event", Kind)
        day = self._day(row)
        if kind is None or not month.begins <= day <= month.ends:
            return None
        return Event(
            self._customer(row),
            self._district(row),
            day,
            kind,
            self._amount(row, "amount"),
            self._meaning(row, "source", Source) or Source.OTHER,
            self._meaning(row, "agreement", Agreement) or Agreement.OTHER,
        )

    def status(self, row: Row) -> Status:
        """The status of a row. Raises BadList."""
        has = self._map.columns
        return Status(
            self._customer(row),
            self._district(row),
            self._yes(row, "connected"),
            self._amount(row, "owed") if "owed" in has else None,
            self._meaning(row, "agreement", Agreement) if "agreement" in has else None,
            self._yes(row, "registered"),
            self._meaning(row, "aid", Aid) if "aid" in has else None,
        )

    def _customer(self, row: Row) -> str:
        key = text_of(row.cells["customer"])
        if not key:
            raise self._trouble(row, "customer", "is blank; every row needs its customer.")
        return key

    def _district(self, row: Row) -> str:
        text = text_of(row.cells.get("district"))
        if not text and self._only:
            return self._only
        if text.casefold() not in self._districts:
            known = ", ".join(self._districts.values())
            raise self._trouble(row, "district", f"reads '{text}'; the report has the districts {known}.")
        return self._districts[text.casefold()]

    def _day(self, row: Row) -> date:
        cell = row.cells["date"]
        try:
            return cell if isinstance(cell, date) else parse_date(text_of(cell))
        except NotADate:
            raise self._trouble(row, "date", f"reads '{text_of(cell)}', which is not a date.") from None

    def _amount(self, row: Row, column: str) -> Decimal:
        cell = row.cells.get(column)
        if isinstance(cell, Decimal):
            return cell
        text = text_of(cell)
        try:
            return amount_of(text, self._mark)
        except NotANumber:
            raise self._trouble(row, column, f"reads '{text}', which is not an amount.") from None

    def _yes(self, row: Row, column: str) -> bool | None:
        cell = row.cells.get(column)
        if isinstance(cell, bool) or column not in self._map.columns:
            return cell if isinstance(cell, bool) else None
        meaning = self._word(row, column)
        return _YES_NO.get(meaning) if meaning else None

    def _meaning(self, row: Row, column: str, of: Callable[[str], T]) -> T | None:
        meaning = self._word(row, column) if column in self._map.columns else ""
        return of(meaning) if meaning and meaning != IGNORE else None

    def _word(self, row: Row, column: str) -> str:
        text = text_of(row.cells.get(column))
        if not text:
            return ""
        words = self._map.words.get(column, {})
        if text.casefold() not in words:
            raise self._trouble(
                row, column, f"reads '{text}'. The map gives this word no meaning; add it, or list it as '{IGNORE}'."
            )
        return words[text.casefold()]

    def _trouble(self, row: Row, column: str, what: str) -> BadList:
        header = self._map.columns.get(column, column)
        return BadList(f"List of {self._map.kind}, row {row.number}, column '{header}' {what}")


def text_of(cell: TableCell) -> str:
    """The cell as it is read in a list; whole numbers without a point."""
    if cell is None:
        return ""
    if isinstance(cell, Decimal):
        return f"{cell.normalize():f}"
    return str(cell).strip()
