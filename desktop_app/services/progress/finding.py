"""Find anything: lines, accounts, schedules, notes, rules and commands by some words of their names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

from desktop_app.domain.filings import COMPANY
from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.late_patterns import late_pattern
from desktop_app.domain.values import Place
from desktop_app.rulebook.rulebook import NoRuleYet
from desktop_app.services.company.company_file import CompanyFile, EvaluatedFiling

MOST = 60
_WORD = late_pattern(r"[\w.\-()]+")


class FoundKind(StrEnum):
    """What kind of thing was found."""

    COMMAND = "Command"
    SCHEDULE = "Page"
    LINE = "Line"
    NOTE = "Note"
    RULE = "Rule"
    TEXT = "Text of a rule"
    HELP = "Handbook"


TITLES = {FoundKind.COMMAND: 0, FoundKind.SCHEDULE: 0}  # what comes before the lines that it leads to


@dataclass(frozen=True, slots=True)
class FoundItem:
    """Something that can be gone to: `filing` and `path` for a place, `key` for a command or the name of a rule."""

    what: FoundKind
    words: str
    where: str = ""
    filing: str = ""
    path: str = ""
    key: str = ""
    number: str = ""


def everything(file: CompanyFile, filing: str) -> tuple[FoundItem, ...]:
    """All that can be found in the company profile, in one filing (if there is one), and in the rules."""
    books = [file.book(name) for name in dict.fromkeys((filing, COMPANY)) if name]
    return (*(found for book in books for found in _of_book(book)), *_rules(file))


def search_company(words: str, among: Iterable[FoundItem]) -> tuple[FoundItem, ...]:
    """What has all the words, the best first: whole words and numbers, then beginnings, then parts."""
    wanted = [word.lower() for word in _WORD.findall(words)]
    if not wanted:
        return ()
    ranked = [(rank, number, found) for number, found in enumerate(among) if (rank := _rank(found, wanted)) is not None]
    return tuple(found for _, _, found in sorted(ranked, key=lambda item: item[:2])[:MOST])


def _rank(found: FoundItem, wanted: Sequence[str]) -> tuple[int, int, int] | None:
    """How badly it fits: by the worst of the words, pages before their lines, by the length; None if one is missing."""
    name, around = found.words.lower(), f"{found.number} {found.where}".lower()
    words = _WORD.findall(name)
    worst = 0
    for word in wanted:
        if word == found.number.lower() or word in words:
            rank = 0
        elif any(one.startswith(word) for one in words) or found.number.lower().startswith(word):
            rank = 1
        elif word in name:
            rank = 2
        elif word in around:
            rank = 3
        else:
            return None
        worst = max(worst, rank)
    return worst, TITLES.get(found.what, len(TITLES)), len(name)


def _of_book(book: EvaluatedFiling) -> Iterator[FoundItem]:
    filing = book.filing.id
    named = "Company profile" if filing == COMPANY else filing
    for schedule in book.sheet.schedules.values():
        page = schedule.definition
        where = f"{named}, {page.where}"
        yield FoundItem(FoundKind.SCHEDULE, page.title, where, filing, page.id, number=page.page)
        for line in schedule.lines:
            if not line.heading:
                path = f"{page.id}/{line.id}"
                yield FoundItem(FoundKind.LINE, line.label, f"{where}, {page.title}", filing, path, number=line.number)
    for place, note in book.answers.notes.items():
        mark = "" if note.mark is None else f" ({note.mark.value})"
        yield FoundItem(FoundKind.NOTE, f"{note.text}{mark}".strip(), _at(book, place), filing, str(place))


def _at(book: EvaluatedFiling, place: Place) -> str:
    page = book.sheet.schedules[place.schedule].definition.page if place.schedule in book.sheet.schedules else ""
    return f"{book.filing.id}, page {page}"


def _rules(file: CompanyFile) -> Iterator[FoundItem]:
    rules, today = file.library.rules(), file.clock.today()
    for name in rules.names:
        try:
            value = rules.value(name, today)
        except NoRuleYet:
            continue
        shown = str(value.value)
        yield FoundItem(FoundKind.RULE, value.label, f"{shown} {value.unit}, {value.authority}", key=name, number=name)
