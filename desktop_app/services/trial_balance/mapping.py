"""Which line of the report each account of the books belongs to: remembered in the company's file, or suggested."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property

from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.problems import UserError
from desktop_app.domain.values import Json, Place, place_of
from desktop_app.formspec.definition import ANSWER
from desktop_app.formspec.ledger import FormLedger
from desktop_app.formspec.ledger_cells import NEW_ROW, LedgerCell, ledger_cells
from desktop_app.formspec.wording import location
from desktop_app.services.company.company_file import EvaluatedFiling
from desktop_app.services.trial_balance.account_numbers import plain_number
from desktop_app.services.trial_balance.books import BookLine
from desktop_app.services.trial_balance.kinds import SectionKind, kind_of_section
from desktop_app.services.trial_balance.name_words import NameWords

IGNORED = "ignore"
# A word that no line knows, such as the name of a bank, tells little of an account.
UNKNOWN = 0.4


class BadMapping(UserError):
    """The list of accounts and lines names a line that takes no balance."""


@dataclass(frozen=True)
class BalanceTarget:
    """A line that takes a balance, in words. One that `compares` is computed from other pages."""

    cell: LedgerCell
    number: str
    title: str
    where: str
    utility: str
    roles: frozenset[str]
    compares: bool
    kind: SectionKind = SectionKind.ANY
    contra: bool = False

    @property
    def place(self) -> Place:
        """Its cell."""
        return self.cell.place

    @property
    def label(self) -> str:
        """How it is offered: page, number, title."""
        return f"{self.where}{' (calculated there; checked only)' if self.compares else ''}"


@dataclass(frozen=True)
class BalanceTargets:
    """All lines of a filing that take a balance, in their order."""

    by_place: Mapping[Place, BalanceTarget]
    ledger: FormLedger

    def at(self, text: str) -> BalanceTarget | None:
        """The target written schedule/line/column, or schedule/line alone; None if there is none."""
        if text.count("/") == 1:
            schedule, line = text.split("/")
            fitting = [place for place in self.by_place if (place.schedule, place.line) == (schedule, line)]
            return self.by_place[fitting[0]] if fitting else None
        return self.by_place.get(place_of(text)) if text.count("/") == len(Place._fields) - 1 else None

    @cached_property
    def numbered(self) -> Mapping[str, tuple[BalanceTarget, ...]]:
        """The targets by the account number of their line."""
        found: dict[str, list[BalanceTarget]] = {}
        for target in self.by_place.values():
            if target.number:
                found.setdefault(plain_number(target.number), []).append(target)
        return {number: tuple(targets) for number, targets in found.items()}

    @cached_property
    def words_of(self) -> NameWords:
        """What turns names into words."""
        return NameWords(self.ledger.abbreviations)

    @cached_property
    def names(self) -> Mapping[Place, tuple[tuple[frozenset[str], str], ...]]:
        """The title of each line and its usual names, as words and as text."""
        return {
            place: tuple((self.words_of.of(name), name) for name in (target.title, *self.usual(target)) if name)
            for place, target in self.by_place.items()
        }

    @cached_property
    def titled(self) -> Mapping[str, tuple[tuple[frozenset[str], str, BalanceTarget], ...]]:
        """By each word: the names that hold it, as words and text, and the line that they belong to."""
        found: dict[str, list[tuple[frozenset[str], str, BalanceTarget]]] = {}
        for place, names in self.names.items():
            for words, text in names:
                item = (words, text, self.by_place[place])
                for word in words:
                    found.setdefault(word, []).append(item)
        return {word: tuple(items) for word, items in found.items()}

    @cached_property
    def _weights(self) -> Mapping[str, float]:
        counts = Counter(
            word for names in self.names.values() for word in {word for words, _ in names for word in words}
        )
        return {word: 1.0 / (1.0 + math.log(count)) for word, count in counts.items()}

    def weight(self, word: str) -> float:
        """How much a word tells: the fewer lines it names, the more."""
        return self._weights.get(word, UNKNOWN)

    def all_words(self, target: BalanceTarget) -> frozenset[str]:
        """Every word of the line's names."""
        return self._name_words[target.place]

    @cached_property
    def _name_words(self) -> Mapping[Place, frozenset[str]]:
        return {place: frozenset[str]().union(*(words for words, _ in names)) for place, names in self.names.items()}

    @cached_property
    def doubtful_names(self) -> frozenset[frozenset[str]]:
        """Names of accounts, as words, that fit several lines."""
        return frozenset(map(self.words_of.of, self.ledger.doubts.get("names", ())))

    @cached_property
    def set_aside_words(self) -> frozenset[str]:
        """The words that make money one that is set aside for something."""
        return frozenset().union(*map(self.words_of.all_of, self.ledger.doubts.get("words", ())))

    @cached_property
    def service_words(self) -> Mapping[str, frozenset[str]]:
        """The words that tell one service's accounts from another's."""
        return {
            utility: frozenset().union(*(self.words_of.all_of(name) for name in names))
            for utility, names in self.ledger.utilities.items()
        }

    def enterable(self, fitting: list[BalanceTarget]) -> BalanceTarget | None:
        """The one line that can be typed; of several on one schedule and line the first; else one to compare with."""
        for chosen in ([target for target in fitting if not target.compares], fitting):
            if len({(target.utility, target.number or target.title) for target in chosen}) == 1:
                return chosen[0]
        return None

    @cached_property
    def lines(self) -> frozenset[str]:
        """The ids of all lines."""
        return frozenset(place.line for place in self.by_place)

    def usual(self, target: BalanceTarget) -> tuple[str, ...]:
        """The usual names of such an account; those of a role only where no account has that name itself."""
        roles = [role for role in sorted(target.roles) if role not in self.lines]
        known = [name for key in (target.place.line, *roles) for name in self.ledger.words.get(key, ())]
        return (*target.cell.words, *known)


def targets(book: EvaluatedFiling) -> BalanceTargets:
    """The lines of the filing that take a balance."""
    sheet = book.sheet
    found: dict[Place, BalanceTarget] = {}
    for cell in ledger_cells(sheet):
        place = cell.place
        if not book.calculation.asked(place.schedule):
            continue
        line = sheet.line(place)
        new = place.line == NEW_ROW
        found[place] = BalanceTarget(
            cell=cell,
            number=line.number or sheet.numbers.get(cell.account, ""),
            title=" ".join((cell.called, _title(book, place))).strip(),
            where=_where(book, place),
            utility=sheet.schedules[place.schedule].definition.utility,
            roles=line.roles,
            compares=not new and bool(sheet.cells[place].formula) and cell.rises is None and cell.falls is None,
            kind=kind_of_section(line.section),
            contra=cell.contra or _is_accumulated(f"{cell.called} {line.label}"),
        )
    return BalanceTargets(found, sheet.form.ledger)


def _is_accumulated(title: str) -> bool:
    """Whether a line gathers what is subtracted from others, as accumulated depreciation does."""
    plain = title.casefold()
    return "accumulated" in plain and "deferred" not in plain


def _where(book: EvaluatedFiling, place: Place) -> str:
    """Page, line and, where the line has several, the column; a row by what stands in its first column."""
    schedule = book.sheet.schedules[place.schedule]
    if place.line == NEW_ROW:
        kind = schedule.definition.row_label.lower()
        return f"page {schedule.definition.page}, {schedule.definition.title.lower()}: a new {kind}"
    if place.line in schedule.rows:
        return f"page {schedule.definition.page}, {schedule.definition.title.lower()}: {_title(book, place)}"
    words = location(book.sheet, place)
    return words if place.column == ANSWER or len(schedule.definition.columns) > 1 else words.rpartition(",")[0]


def _title(book: EvaluatedFiling, place: Place) -> str:
    """The title of the account or line; of a row, what stands in its first column."""
    schedule = book.sheet.schedules[place.schedule]
    if place.line == NEW_ROW:
        return ""
    if place.line in schedule.rows:
        first = book.calculation.values.get(Place(place.schedule, place.line, schedule.definition.columns[0].id))
        if isinstance(first, str):
            return first
    return book.sheet.line(place).label.removeprefix("Less: ")


def read_mapping(data: Json, lines: Iterable[BookLine], known: BalanceTargets) -> dict[str, str]:
    """The mapping of a file: account number or name to a place, or "ignore".

    Raises BadMapping, naming the account and what is wrong with it or its line.
    """
    if not isinstance(data, dict):
        raise BadMapping('Write the mapping as lines like "1010" = "p4/cash/end".')
    keys: dict[str, set[str]] = {}
    for line in lines:
        for name in {line.key, line.number, line.name, line.label}:
            if name:
                keys.setdefault(name.casefold(), set()).add(line.key)
    found: dict[str, str] = {}
    for account, target in data.items():
        fitting = keys.get(account.casefold(), set())
        if len(fitting) != 1:
            what = "names several accounts; write its number and name" if fitting else "is not in the trial balance"
            raise BadMapping(f"Account '{account}' of the mapping {what}. Correct the line, or remove it.")
        found[next(iter(fitting))] = IGNORED if target == IGNORED else _placed(account, str(target), known)
    return found


def _placed(account: str, target: str, known: BalanceTargets) -> str:
    place = known.at(target)
    if place is None:
        raise BadMapping(
            f"Account {account}: '{target}' is not a line that can take a balance. Write schedule/line/column, like "
            f"{next(iter(known.by_place), 'p4/cash/end')}, or '{IGNORED}'."
        )
    return str(place.place)
