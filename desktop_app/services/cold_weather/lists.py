"""The billing program's lists: which column means what, and their rows as events and statuses.

A map has two tables, either one is optional. ``events`` names the columns of the list of the month's events, ``status``
those of the list of customers on its last day; ``words`` tells what the program writes for each meaning. Messages
never repeat a customer's key.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from operator import itemgetter
from typing import TypeVar

from desktop_app.domain.counting import counted
from desktop_app.domain.dates import NotADate
from desktop_app.domain.late_dataclasses import dataclass, field
from desktop_app.domain.money import NotANumber
from desktop_app.domain.periods import FilingPeriod
from desktop_app.domain.problems import UserError
from desktop_app.domain.values import Json
from desktop_app.pagespec.worksheets import column_letters
from desktop_app.services.cold_weather.customers import (
    AssistanceSource,
    AssistanceStatus,
    CustomerEvent,
    CustomerStatus,
    EventKind,
    PaymentAgreement,
    SkippedRow,
)
from desktop_app.services.cold_weather.list_days import list_day, why_no_day
from desktop_app.services.data_entry.amounts import amount_of, decimal_mark
from desktop_app.services.ports import SpreadsheetTable, TableCell

IGNORE = "ignore"
SEEN_FOR_MARK = 2000  # rows that tell whether cents stand behind a point or a comma
EVENT_COLUMNS = ("customer", "date", "event", "district", "amount", "source", "agreement")
STATUS_COLUMNS = ("customer", "district", "connected", "owed", "agreement", "registered", "aid")
_NEEDED = {"events": ("customer", "date", "event"), "status": ("customer",)}
DETAILED: Mapping[str, tuple[EventKind, AssistanceSource | None, PaymentAgreement | None]] = {
    **{f"{EventKind.AID}_{source}": (EventKind.AID, source, None) for source in AssistanceSource},
    **{
        f"{EventKind.AGREEMENT}_{agreement}": (EventKind.AGREEMENT, None, agreement)
        for agreement in (PaymentAgreement.COLD, PaymentAgreement.OTHER)
    },
}  # events whose word tells the source or the agreement too
MOST_ODD = 100
_YES_NO = {"yes": True, "no": False}
WORDS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "events": {
        "event": (*EventKind, *DETAILED),
        "source": tuple(AssistanceSource),
        "agreement": (PaymentAgreement.COLD, PaymentAgreement.OTHER),
    },
    "status": {
        "connected": tuple(_YES_NO),
        "registered": tuple(_YES_NO),
        "agreement": tuple(PaymentAgreement),
        "aid": tuple(AssistanceStatus),
    },
}
T = TypeVar("T")
Cells = tuple[TableCell, ...]  # of a row, in the order of the list's columns; None for one that it has not
_NO_EVENT = {"": SkippedRow.BLANK, IGNORE: SkippedRow.IGNORED}
_KINDS = {item.value: item for item in EventKind}
_SOURCES = {item.value: item for item in AssistanceSource}
_AGREEMENTS = {item.value: item for item in PaymentAgreement}


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


def has_columns(table: SpreadsheetTable, made: ListMap) -> bool:
    """Whether some row of the table holds every mapped header."""
    return _found(table, made) is not None


def _header(table: SpreadsheetTable, made: ListMap) -> tuple[int, dict[str, int]]:
    found = _found(table, made)
    if found is None:
        raise BadList(no_header(table, made))
    return found


def _found(table: SpreadsheetTable, made: ListMap) -> tuple[int, dict[str, int]] | None:
    """The number of the row that holds every mapped header, and where each stands in it."""
    wanted = {name: header.casefold() for name, header in made.columns.items()}
    for number, cells in enumerate(table.rows, 1):
        heads = {list_text(cell).casefold(): index for index, cell in reversed([*enumerate(cells)])}
        if heads.keys() >= set(wanted.values()):
            return number, {name: heads[header] for name, header in wanted.items()}
    return None


def no_header(table: SpreadsheetTable, made: ListMap) -> str:
    """What to say of a table without the list's columns."""
    first = next((row for row in table.rows if any(cell is not None for cell in row)), ())
    heads = {list_text(cell).casefold() for cell in first}
    lacking = [header for header in made.columns.values() if header.casefold() not in heads]
    has = ", ".join(f"'{list_text(cell)}'" for cell in first if list_text(cell)) or "nothing"
    return f"{table.name}: there is no column '{(lacking or ['?'])[0]}'. Its first row reads {has}."


class _Odd(ValueError):
    """A cell that does not fit, without its row: who goes through the rows adds it."""

    def __init__(self, column: str, words: str) -> None:
        super().__init__(words)
        self.column = column


class _Once(dict[TableCell, T]):
    """What each different cell of a column is worth, found once."""

    def __init__(self, worth: Callable[[TableCell], T]) -> None:
        super().__init__()
        self._worth = worth

    def __missing__(self, cell: TableCell) -> T:
        found = self[cell] = self._worth(cell)
        return found


class ListReader:
    """Turns the rows of a list into events or statuses.

    `districts` are the districts' names; with one, no list need name it. Raises BadList, BadMap.
    """

    def __init__(self, table: SpreadsheetTable, made: ListMap, districts: Sequence[str]) -> None:
        self._table, self._map = table, made
        self._head, self._places = _header(table, made)
        self._known = {name.casefold(): name for name in districts}
        self._only = districts[0] if len(districts) == 1 else ""
        if not self._only and "district" not in made.columns:
            raise BadMap(
                f"The report has {counted(len(districts), 'district')}: say in [{made.kind}] which column is the "
                "district."
            )
        self._order = EVENT_COLUMNS if made.kind == "events" else STATUS_COLUMNS
        # Looked at first for a repeated heading: a column of few words.
        self._telling = next(iter(made.words), "customer")
        self._may_head = _Once(self._repeats_heading)
        self._words = {column: _Once(partial(self._meaning, column)) for column in self._order}
        self._sources = _Once(lambda cell: _SOURCES.get(self._words["source"][cell]))
        self._agreements = _Once(lambda cell: _AGREEMENTS.get(self._words["agreement"][cell]))
        self._customers = _Once(self._customer)
        self._districts = _Once(self._district)
        self._days = _Once(self._day)
        money = next((name for name in ("amount", "owed") if name in made.columns), "")
        place = self._places.get(money, 0)
        some = table.rows[self._head : self._head + SEEN_FOR_MARK] if money else ()
        self._mark = decimal_mark(list_text(row[place]) for row in some if place < len(row))
        self._amounts = _Once(partial(self._amount, money))
        self._number = 0
        self._events_seen: set[int] = set()
        self._statuses_seen: dict[tuple[str, str], tuple[int, CustomerStatus]] = {}
        self.repeated = 0  # events that are in the list twice, to the letter

    def events(self, month: FilingPeriod) -> Iterator[CustomerEvent | SkippedRow]:
        """The event of each row, or why it holds none of the month."""
        return self._each(partial(self._event, month.begins, month.ends))

    def statuses(self) -> Iterator[CustomerStatus]:
        """The status of each row."""
        return self._each(self._status)

    def _each(self, make: Callable[[Cells], T]) -> Iterator[T]:
        """What is made of each row that holds anything."""
        places = [self._places.get(name, -1) for name in self._order]
        pick, widest, telling = itemgetter(*places), max(places), self._order.index(self._telling)
        odd_rows: list[str] = []
        for number, cells in enumerate(self._table.rows[self._head :], self._head + 1):
            lacking = widest - len(cells)
            row: Cells = pick((*cells, None) if lacking < 0 else (*cells, *(None,) * (lacking + 2)))
            try:
                blank = not row[0] and not any(cell is not None and cell != "" for cell in row)
                if not (blank or (self._may_head[row[telling]] and self._heads(row))):
                    self._number = number
                    yield make(row)
            except _Odd as odd:
                header = self._map.columns.get(odd.column, odd.column)
                place = self._places.get(odd.column)
                where = f"{column_letters(place)}{number}: " if place is not None else ""
                odd_rows.append(f"{where}List of {self._map.kind}, row {number}, column '{header}' {odd}")
                if len(odd_rows) >= MOST_ODD:
                    odd_rows[-1] += f" These are the first {MOST_ODD}; the rows after it were not looked at."
                    break
        if odd_rows:
            raise BadList("\n".join(odd_rows))

    def _heads(self, row: Cells) -> bool:
        """Whether the row repeats the headings, as lists do that were made to be printed."""
        cells = dict(zip(self._order, row, strict=True))
        return all(list_text(cells[name]).casefold() == head.casefold() for name, head in self._map.columns.items())

    def _repeats_heading(self, cell: TableCell) -> bool:
        return list_text(cell).casefold() == self._map.columns[self._telling].casefold()

    def _event(self, begins: date, ends: date, row: Cells) -> CustomerEvent | SkippedRow:
        customer, written_day, event, district, amount, source, agreement = row
        word = self._words["event"][event]
        if word in _NO_EVENT:
            return _NO_EVENT[word]
        day = self._days[written_day]
        if not begins <= day <= ends:
            return SkippedRow.OUTSIDE
        kind, told_source, told_agreement = DETAILED.get(word) or (_KINDS[word], None, None)
        once = hash(row)
        self.repeated += once in self._events_seen
        self._events_seen.add(once)
        return CustomerEvent(
            self._customers[customer],
            self._districts[district],
            day,
            kind,
            self._amounts[amount],
            told_source or self._sources[source],
            told_agreement or self._agreements[agreement],
        )

    def _status(self, row: Cells) -> CustomerStatus:
        customer, district, connected, owed, agreement, registered, aid = row
        known_aid = self._words["aid"][aid]
        status = CustomerStatus(
            self._customers[customer],
            self._districts[district],
            self._yes(connected, "connected"),
            self._amounts[owed],
            self._agreements[agreement],
            self._yes(registered, "registered"),
            AssistanceStatus(known_aid) if known_aid not in {"", IGNORE} else None,
        )
        first = self._statuses_seen.setdefault((status.district, status.customer), (self._number, status))
        if first[1] != status:
            raise _Odd("customer", f"names the customer of row {first[0]} again, with other answers. Keep one of them.")
        return status

    def _customer(self, cell: TableCell) -> str:
        key = list_text(cell)
        if not key:
            raise _Odd("customer", "is blank; every row needs its customer.")
        return key

    def _yes(self, cell: TableCell, column: str) -> bool | None:
        return cell if isinstance(cell, bool) else _YES_NO.get(self._words[column][cell])

    def _meaning(self, column: str, cell: TableCell) -> str:
        """The meaning of a word; nothing for a blank, and for a list without the column."""
        words = self._map.words.get(column)
        if words is None:
            return ""
        text = list_text(cell)
        if text and text.casefold() not in words:
            raise _Odd(column, f"reads '{text}'. The map gives this word no meaning; add it, or list it as '{IGNORE}'.")
        return words.get(text.casefold(), "")  # a map may say what a blank means

    def _district(self, cell: TableCell) -> str:
        text = list_text(cell)
        if not text and self._only:
            return self._only
        if text.casefold() not in self._known:
            known = ", ".join(self._known.values())
            raise _Odd("district", f"reads '{text}'; the report has the districts {known}.")
        return self._known[text.casefold()]

    def _day(self, cell: TableCell) -> date:
        try:
            return list_day(cell, list_text(cell))
        except NotADate as refusal:
            raise _Odd("date", f"reads '{list_text(cell)}', {why_no_day(refusal)}") from None

    def _amount(self, column: str, cell: TableCell) -> Decimal | None:
        if isinstance(cell, Decimal):
            return cell
        text = list_text(cell)
        if not text:
            return None
        try:
            return amount_of(text, self._mark)
        except NotANumber:
            raise _Odd(column, f"reads '{text}', which is not an amount.") from None


def list_text(cell: TableCell) -> str:
    """The cell as it is read in a list; whole numbers without a point."""
    if cell is None:
        return ""
    if isinstance(cell, Decimal):
        return f"{cell.normalize():f}"
    return " ".join(str(cell).split())
