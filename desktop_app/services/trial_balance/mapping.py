"""Which line of the report each account of the books belongs to: remembered in the company's file, or suggested."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from desktop_app.domain.problems import UserError
from desktop_app.domain.values import Json, Place, place_of
from desktop_app.formspec.definition import ANSWER
from desktop_app.formspec.ledger_cells import NEW_ROW, LedgerCell, ledger_cells
from desktop_app.formspec.wording import location
from desktop_app.services.company.company_file import CompanyFile, EvaluatedFiling
from desktop_app.services.trial_balance.books import BookLine

ACCOUNT = "setting/account/"
IGNORED = "ignore"
_WORD = re.compile(r"[a-z]+")
_LITTLE = frozenset({"and", "the", "of", "to", "for", "from", "in", "other", "expense", "account", "a"})
ENOUGH = 0.6


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

    @property
    def place(self) -> Place:
        """Its cell."""
        return self.cell.place

    @property
    def label(self) -> str:
        """How it is offered: page, number, title."""
        return f"{self.where}{' (computed there; compared only)' if self.compares else ''}"


@dataclass(frozen=True)
class BalanceTargets:
    """All lines of a filing that take a balance, in their order."""

    by_place: Mapping[Place, BalanceTarget]
    words: Mapping[str, tuple[str, ...]]
    utilities: Mapping[str, tuple[str, ...]]

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
                found.setdefault(_plain_number(target.number), []).append(target)
        return {number: tuple(targets) for number, targets in found.items()}

    @cached_property
    def titled(self) -> Mapping[str, tuple[tuple[frozenset[str], BalanceTarget], ...]]:
        """By each word: the names that hold it, as words, and the targets that they belong to."""
        found: dict[str, list[tuple[frozenset[str], BalanceTarget]]] = {}
        for target in self.by_place.values():
            for name in (target.title, *self.usual(target)):
                words = _words(name)
                for word in words:
                    found.setdefault(word, []).append((words, target))
        return {word: tuple(items) for word, items in found.items()}

    @cached_property
    def lines(self) -> frozenset[str]:
        """The ids of all lines."""
        return frozenset(place.line for place in self.by_place)

    def usual(self, target: BalanceTarget) -> tuple[str, ...]:
        """The usual names of such an account; those of a role only where no account has that name itself."""
        roles = [role for role in sorted(target.roles) if role not in self.lines]
        known = [name for key in (target.place.line, *roles) for name in self.words.get(key, ())]
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
            number=line.number,
            title=" ".join((cell.called, _title(book, place))).strip(),
            where=_where(book, place),
            utility=sheet.schedules[place.schedule].definition.utility,
            roles=line.roles,
            compares=not new and bool(sheet.cells[place].formula) and cell.rises is None and cell.falls is None,
        )
    ledger = sheet.form.ledger
    return BalanceTargets(found, ledger.words, ledger.utilities)


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


def remembered(file: CompanyFile) -> dict[str, str]:
    """What each account was mapped to when it was last taken: its target as text, or IGNORED."""
    return {
        key.removeprefix(ACCOUNT): target
        for key, target in file.workspace.under(ACCOUNT).items()
        if isinstance(target, str)
    }


def memory(mapping: Mapping[str, str]) -> dict[str, Json]:
    """The entries of the workspace that remember the mapping."""
    return {f"{ACCOUNT}{key}": target for key, target in mapping.items()}


def read_mapping(data: Json, lines: Iterable[BookLine], known: BalanceTargets) -> dict[str, str]:
    """The mapping of a file: account number or name to a place, or "ignore".

    Raises BadMapping, naming the account and what is wrong with its line.
    """
    if not isinstance(data, dict):
        raise BadMapping('Write the mapping as lines like "1010" = "p4/cash/end".')
    keys = {name: line.key for line in lines for name in (line.key, line.name.casefold(), line.label.casefold())}
    found: dict[str, str] = {}
    for account, target in data.items():
        key = keys.get(account) or keys.get(account.casefold()) or account.casefold()
        if target == IGNORED:
            found[key] = IGNORED
            continue
        place = known.at(str(target))
        if place is None:
            raise BadMapping(
                f"Account {account}: '{target}' is no line that takes a balance. Write schedule/line/column, like "
                f"{next(iter(known.by_place), 'p4/cash/end')}, or '{IGNORED}'."
            )
        found[key] = str(place.place)
    return found


def suggested(lines: Iterable[BookLine], known: BalanceTargets) -> dict[str, Place]:
    """A line for each account whose number and name, or name alone, point to just one."""
    found: dict[str, Place] = {}
    for line in lines:
        target = _by_number(line, known) or _by_name(line, known)
        if target is not None:
            found[line.key] = target.place
    return found


def _by_number(line: BookLine, known: BalanceTargets) -> BalanceTarget | None:
    """The line of that account number, if the names have a word in common (or the books give none)."""
    fitting = known.numbered.get(_plain_number(line.number), ()) if line.number else ()
    words = _words(line.name)
    return _enterable([target for target in fitting if not words or words & _all_words(target, known)])


def _by_name(line: BookLine, known: BalanceTargets) -> BalanceTarget | None:
    """The line whose title or usual name is nearest; a usual name that stands whole in the account's name is near."""
    words = _words(line.name)
    scores: dict[Place, float] = {}
    for names, target in (item for word in words for item in known.titled.get(word, ())):
        score = len(words & names) / len(words | names)
        scores[target.place] = max(score, scores.get(target.place, 0.0))
    for place in scores:
        if any(_words(name) <= words for name in known.usual(known.by_place[place])):
            scores[place] += ENOUGH
    best = max(scores.values(), default=0.0)
    if best < ENOUGH:
        return None
    fitting = [target for place, target in known.by_place.items() if scores.get(place) == best]
    return _enterable(_of_its_utility(words, fitting, known))


def _of_its_utility(words: frozenset[str], fitting: list[BalanceTarget], known: BalanceTargets) -> list[BalanceTarget]:
    """Those of the utility that the account's name speaks of; all where it speaks of none."""
    spoken = {utility for utility, names in known.utilities.items() if words & {_stem(name) for name in names}}
    return [target for target in fitting if target.utility in spoken] or fitting


def _enterable(fitting: list[BalanceTarget]) -> BalanceTarget | None:
    """The one line that can be typed; of several on one schedule and line the first; else one to compare with."""
    for chosen in ([target for target in fitting if not target.compares], fitting):
        if len({(target.utility, target.number or target.title) for target in chosen}) == 1:
            return chosen[0]
    return None


def _all_words(target: BalanceTarget, known: BalanceTargets) -> frozenset[str]:
    return frozenset[str]().union(_words(target.title), *map(_words, known.usual(target)))


def _words(name: str) -> frozenset[str]:
    return frozenset(_stem(word) for word in _WORD.findall(name.lower())) - _LITTLE


def _stem(word: str) -> str:
    """The word without the ending of its plural."""
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _plain_number(number: str) -> str:
    """The number without the zeros that a spreadsheet drops or a program adds: 408.10 and 408.1 are one."""
    whole, _, part = number.replace("-", ".").partition(".")
    part = part.rstrip("0.")
    return f"{whole}.{part}" if part else whole
