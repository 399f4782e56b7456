"""What falls due: which clocks run for the company, and where they end.

A clock whose event comes round runs once for each year, quarter, month or turn of its cycle; any other runs for each
event that was written down. One entry stands for all services of the company that the clock concerns.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby

from desktop_app.domain.dates import long_date
from desktop_app.domain.filings import Filing, State
from desktop_app.domain.periods import Period as Months
from desktop_app.rulebook.clock import COMPANY, Bound, Clock, Nature, Period
from desktop_app.rulebook.law import Law
from desktop_app.services.company_file import CompanyFile
from desktop_app.services.filing_calendar.keeping import (
    LETTER,
    CalendarSettings,
    Extension,
    Happening,
    done,
    extensions,
    happenings,
    settings,
)

ANNUAL_REPORT = "annual_report"
REPORT_DUE = "annual_report/due"
ASKING = frozenset({"annual_report/ask_by_letter", "annual_report/ask_by_pleading"})
BY_LETTER = "annual_report/longest_by_letter"
LONGEST_RUN = timedelta(days=366)
ONE_DAY = timedelta(days=1)
_QUARTER = 3


@dataclass(frozen=True, slots=True)
class Due:
    """One entry of the calendar.

    `day` is the day by the rule, or the one to which a report was put off; `shown` differs from it only where rolling
    is switched on. `closing` tells why the commission is likely closed on `day`. `send_by` is for what the company
    sends, None for the rest. `filing` is the workspace's filing that answers it, "" if there is none; `done` when it
    was filed or marked as done.
    """

    clock: Clock
    start: date
    day: date
    shown: date
    closing: str
    send_by: date | None
    sentence: str
    authority: str
    utilities: tuple[str, ...]
    filing: str = ""
    done: date | None = None
    happening: str = ""
    note: str = ""

    @property
    def key(self) -> str:
        """By what it is marked as done."""
        return f"{self.clock.name}@{self.start.isoformat()}"

    @property
    def title(self) -> str:
        """What is due, and for when: "Annual report for 2025"."""
        turn = {
            Period.YEAR: str(self.start.year),
            Period.MONTH: Months(self.start.year, self.start.month).words,
            Period.QUARTER: f"the quarter that ended {long_date(self.start)}",
        }.get(self.clock.event.period)
        if turn is None:
            return self.clock.label
        return (self.clock.title or f"{self.clock.label} for {{period}}").format(period=turn)

    @property
    def ours(self) -> bool:
        """Whether the company has to do something by the day."""
        return self.clock.who == COMPANY and self.clock.bound is Bound.BY and self.clock.nature is Nature.DATED


@dataclass(frozen=True, slots=True)
class Undated:
    """A duty for which the rule names no day, or a clock whose event the company has not written down."""

    clock: Clock
    sentence: str
    authority: str


@dataclass(frozen=True)
class Diary:
    """What the calendar of one company is made from, read once."""

    law: Law
    utilities: tuple[str, ...]
    facts: frozenset[str]
    filings: tuple[Filing, ...]
    happenings: tuple[Happening, ...]
    extensions: Mapping[int, Extension]
    done: Mapping[str, date]
    settings: CalendarSettings

    @property
    def clocks(self) -> tuple[tuple[Clock, ...], ...]:
        """The clocks that concern the company, those of one name together."""
        concerned = [clock for clock in self.law.clocks.all if clock.concerns(self.utilities, self.facts)]
        return tuple(tuple(group) for _, group in groupby(concerned, key=lambda clock: clock.name))


def diary(file: CompanyFile) -> Diary:
    """Reads what the calendar of a company is made from."""
    profile = file.profile()
    return Diary(
        law=file.law(),
        utilities=profile.utilities,
        facts=profile.facts,
        filings=file.filings(),
        happenings=happenings(file),
        extensions=extensions(file),
        done=done(file),
        settings=settings(file),
    )


def calendar(file: CompanyFile, first: date, last: date) -> tuple[Due, ...]:
    """Everything that falls between two days, both included, in the order of days."""
    return entries(diary(file), first, last)


def entries(book: Diary, first: date, last: date) -> tuple[Due, ...]:
    """The entries of a diary between two days, both included, in the order of days."""
    found = [
        due
        for clocks in book.clocks
        if clocks[0].nature is Nature.DATED
        for start, happening in _starts(book, clocks[0], first, last)
        if (due := _due(book, clocks, start, happening)) is not None and first <= due.shown <= last
    ]
    return tuple(sorted(found, key=lambda due: (due.shown, due.clock.filing, due.clock.name, due.start)))


def undated(book: Diary) -> tuple[Undated, ...]:
    """Duties without a day in the rule, and clocks that wait for the company to write down when they started."""
    known = {happening.event for happening in book.happenings}
    found = []
    for clocks in book.clocks:
        clock = clocks[0]
        authority = _authority(clocks)
        if clock.nature is Nature.NO_DATE and clock.routine:
            found.append(Undated(clock, clock.sentence, authority))
        elif clock.event.ask and clock.event.id not in known:
            found.append(Undated(clock, clock.event.ask, authority))
    return tuple(found)


def _starts(book: Diary, clock: Clock, first: date, last: date) -> Iterator[tuple[date, Happening | None]]:
    """The days from which the clock runs so that it may end between the two days."""
    if clock.event.period is Period.NONE:
        yield from ((item.day, item) for item in book.happenings if item.event == clock.event.id)
    elif clock.routine:
        yield from ((start, None) for start in _turns(book, clock, first, last))


def _turns(book: Diary, clock: Clock, first: date, last: date) -> Iterator[date]:
    period = clock.event.period
    if period is Period.CYCLE:
        count, _ = book.law.count(clock, first)
        day = count.reckon(first, book.law.calendar.is_business_day)
        while day <= last:
            yield day
            day = count.reckon(day + ONE_DAY, book.law.calendar.is_business_day)
        return
    months = {Period.YEAR: 12, Period.QUARTER: _QUARTER, Period.MONTH: 1}[period]
    turn = Months((first - LONGEST_RUN).year, 1)
    while turn.ends <= last:
        if turn.month % months == 0 and turn.ends >= first - LONGEST_RUN:
            yield turn.ends
        turn = turn.following


def _due(book: Diary, clocks: tuple[Clock, ...], start: date, happening: Happening | None) -> Due | None:
    clock = clocks[0]
    ending = book.law.run(clock, start)
    if ending.date is None:
        return None
    authority = _authority(clocks) if ending.authority == ", ".join(clock.cites) else ending.authority
    due = Due(
        clock=clock,
        start=start,
        day=ending.date,
        shown=ending.date,
        closing="",
        send_by=None,
        sentence=ending.sentence,
        authority=authority,
        utilities=tuple(item.utility.value for item in clocks),
        happening=happening.id if happening is not None else "",
        note=happening.note if happening is not None else "",
    )
    return _shown(book, _settled(book, _put_off(book, due)))


def _authority(clocks: Iterable[Clock]) -> str:
    return ", ".join(dict.fromkeys(cite for clock in clocks for cite in clock.cites))


def _put_off(book: Diary, due: Due) -> Due:
    """The report at the day to which it was put off."""
    extension = book.extensions.get(due.start.year) if due.clock.name == REPORT_DUE else None
    if extension is None:
        return due
    how = "by the letter" if extension.kind == LETTER else "by the order"
    words = f"{due.sentence} Put off to {long_date(extension.until)} {how} of {long_date(extension.asked)}."
    more = _authority(clock for clock in book.law.clocks.find(BY_LETTER) if clock.utility.value in due.utilities)
    authority = f"{due.authority}, {more}" if extension.kind == LETTER else due.authority
    return replace(due, day=extension.until, shown=extension.until, sentence=words, authority=authority)


def _settled(book: Diary, due: Due) -> Due:
    """The entry with the filing that answers it, and when it was filed or marked as done."""
    marked = book.done.get(due.key)
    filing = next((item for item in book.filings if _answers(item, due)), None)
    if due.clock.name in ASKING:
        extension = book.extensions.get(due.start.year)
        asked = extension.asked if extension is not None else None
        filed = _filed_on(filing) if filing is not None else None
        return replace(due, done=marked or asked or filed, filing=filing.id if filing else "")
    if filing is None:
        return replace(due, done=marked)
    return replace(due, filing=filing.id, done=marked or _filed_on(filing))


def _answers(filing: Filing, due: Due) -> bool:
    """Whether the filing is what the entry asks for; a revision answers no report of its own."""
    if due.clock.event.period is Period.NONE or filing.form != due.clock.filing or filing.revises:
        return False
    return filing.period.ends == due.start


def _filed_on(filing: Filing) -> date | None:
    if filing.state is not State.FILED:
        return None
    try:
        return date.fromisoformat(filing.filed_on)
    except ValueError:
        return filing.period.ends


def _shown(book: Diary, due: Due) -> Due:
    """The entry with its weekend or holiday, rolled if the company wants that, and the day to send it by."""
    closing = book.law.calendar.closing(due.day)
    shown, sentence = due.day, due.sentence
    if closing:
        sentence = f"{sentence} {long_date(due.day)} is {closing}"
        rolled = book.law.calendar.next_business_day(due.day)
        if book.settings.rolling and due.ours and rolled != due.day:
            shown = rolled
            sentence = f"{sentence}; your setting shows {long_date(rolled)}, which the chapter does not say."
        else:
            sentence = f"{sentence}; the chapter moves no day for that."
    send_by = due.day - timedelta(days=book.settings.margin) if due.ours else None
    return replace(due, closing=closing, shown=shown, sentence=sentence, send_by=send_by)
