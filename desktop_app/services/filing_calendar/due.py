"""What falls due: which clocks run for the company, and where they end.

A clock whose event comes round runs once for each year, quarter, month or turn of its cycle; any other runs for each
event that was written down. One entry stands for all services of the company that the clock concerns.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from desktop_app.domain.dates import long_date
from desktop_app.domain.filings import Filing, FilingState
from desktop_app.domain.late_dataclasses import dataclass, field
from desktop_app.domain.periods import FilingPeriod
from desktop_app.domain.values import value_from_json
from desktop_app.rulebook.clock import COMPANY, DeadlineEvent, DeadlineNature, DeadlineRule, EventRecurrence
from desktop_app.rulebook.law import ChapterLaw
from desktop_app.rulebook.rulebook import RuleValue
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.company.profile import CompanyProfile
from desktop_app.services.company.report_forms import forms_by_service
from desktop_app.services.company.workspace_keys import TARIFF_FILINGS, answer_key
from desktop_app.services.filing_calendar.extensions import LETTER, ReportExtension, extensions
from desktop_app.services.filing_calendar.keeping import (
    CalendarSettings,
    RecordedEvent,
    done,
    recorded_events,
    settings,
)

if TYPE_CHECKING:
    from desktop_app.services.filing_calendar.tariff_days import TariffDay

COOPERATIVE = "cooperative"
REPORT_DUE = "annual_report/due"
ASKING = frozenset({"annual_report/ask_by_letter", "annual_report/ask_by_pleading"})
BY_LETTER = "annual_report/longest_by_letter"
LONGEST_RUN = timedelta(days=366)
ONE_DAY = timedelta(days=1)
TWELVE = 12
NOT_STARTED = frozenset({"history", "standing"})


@dataclass(frozen=True, slots=True)
class DueEntry:
    """One entry of the calendar.

    `day` is the day by the rule, or the one to which a report was put off; `shown` differs from it only where rolling
    is switched on. `closing` tells why the commission is likely closed on `day`. `send_by` is for what the company
    sends, None for the rest. `filing` is the workspace's filing that answers it, "" if there is none; `done` when it
    was filed or marked as done; `extended` tells that an extension was recorded, `needless` that nobody needs more time
    any longer: the report was filed by its day.
    """

    clock: DeadlineRule
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
    extended: bool = False
    addressees: tuple[RuleValue, ...] = ()
    needless: bool = False

    @property
    def settled(self) -> str:
        """That it was filed or done, when, and how late; empty while it is open."""
        if self.done is None:
            return ""
        late = (self.done - self.shown).days if self.ours else 0
        word = "Filed" if self.filing or self.clock.name == REPORT_DUE else "Done"
        days = f", {late:,} {'day' if late == 1 else 'days'} late" if late > 0 else ""
        return f"{word} on {long_date(self.done)}{days}"

    @property
    def key(self) -> str:
        """By what it is marked as done."""
        return due_key(self.clock, self.start)

    @property
    def title(self) -> str:
        """What is due, and for when: "Annual report for 2025"; or in what, as the note of its event says."""
        turn = {
            EventRecurrence.YEAR: str(self.start.year),
            EventRecurrence.MONTH: FilingPeriod(self.start.year, self.start.month).words,
            EventRecurrence.QUARTER: f"the quarter that ended {long_date(self.start)}",
        }.get(self.clock.event.period)
        if turn is None:
            return f"{self.clock.label}: {self.note}" if self.note else self.clock.label
        return (self.clock.title or f"{self.clock.label} for {{period}}").format(period=turn)

    @property
    def remark(self) -> str:
        """The note of its event where the title does not say it."""
        return "" if self.note and self.title.endswith(f": {self.note}") else self.note

    @property
    def ours(self) -> bool:
        """Whether the company has to do something by the day."""
        return is_company_duty(self.clock)


@dataclass(frozen=True, slots=True)
class UndatedDuty:
    """A duty for which the rule names no day, or a clock whose event the company has not written down.

    `happening` is the event that began it, None where it holds always; it is open until it is `done`.
    """

    clock: DeadlineRule
    sentence: str
    authority: str
    begun: RecordedEvent | None = None
    done: date | None = None
    addressees: tuple[RuleValue, ...] = ()

    @property
    def key(self) -> str:
        """By what it is marked as done."""
        return due_key(self.clock, self.begun.day) if self.begun is not None else ""

    @property
    def happening(self) -> str:
        """The event that began it, "" if there is none."""
        return self.begun.id if self.begun is not None else ""

    @property
    def title(self) -> str:
        """What it is, with the note of the event that began it."""
        note = self.begun.note if self.begun is not None else ""
        return f"{self.clock.label}: {note}" if note else self.clock.label


@dataclass(frozen=True)
class CalendarInput:
    """What the calendar of one company is made from, read once."""

    law: ChapterLaw
    initial: str
    utilities: tuple[str, ...]
    facts: frozenset[str]
    filings: tuple[Filing, ...]
    recorded_events: tuple[RecordedEvent, ...]
    extensions: Mapping[int, ReportExtension]
    done: Mapping[str, date]
    settings: CalendarSettings
    forms: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)  # by filing and utility
    each: frozenset[str] = frozenset()  # the forms of which a company files one for each service
    tariffs: tuple[TariffDay, ...] = ()

    @property
    def clocks(self) -> tuple[tuple[DeadlineRule, ...], ...]:
        """The clocks that concern the company, those of one name together."""
        concerned = [clock for clock in self.law.clocks.all if clock.concerns(self.utilities, self.facts)]
        return tuple(tuple(group) for _, group in groupby(concerned, key=lambda clock: clock.name))


def calendar_input(file: CompanyFile) -> CalendarInput:
    """Reads what the calendar of a company is made from."""
    profile = file.profile()
    forms = {key: names for key, names in forms_by_service(file.library).items() if key[1] in profile.utilities}
    return CalendarInput(
        law=file.law(),
        initial=_initial(profile.legal_name),
        utilities=_whom(profile),
        facts=profile.facts,
        filings=file.filings(),
        recorded_events=(*(recorded := recorded_events(file)), *_answered(file, recorded)),
        extensions=extensions(file),
        done=done(file),
        settings=settings(file),
        forms=forms,
        tariffs=_tariffs(file),
        each=frozenset(name for names in forms.values() for name in names if file.library.form(name).each_service),
    )


def _tariffs(file: CompanyFile) -> tuple[TariffDay, ...]:
    """The days of tariff filings. The tariff book is loaded for a company that has filings in it."""
    if not file.workspace.under(TARIFF_FILINGS):
        return ()
    from desktop_app.services.filing_calendar.tariff_days import tariff_days

    return tariff_days(file, file.law())


def _answered(file: CompanyFile, recorded: Sequence[RecordedEvent]) -> Iterator[RecordedEvent]:
    """The events whose day a filing of a case answers, also after it was filed; not those that were recorded too."""
    known = {(item.event, item.day) for item in recorded}
    for filing in file.filings():
        form = file.library.form(filing.form, filing.revision)
        for event, place in form.case.starts_on.items() if form.case is not None else ():
            data = file.workspace.get(answer_key(filing.id, place))
            day = None if data is None else value_from_json(data)
            if isinstance(day, date) and (event, day) not in known:
                yield RecordedEvent("", event, day, note=filing.title or form.called)


def _initial(name: str) -> str:
    """The first letter of a company's name, in which the word "the" does not count."""
    return name.strip().casefold().removeprefix("the ").strip()[:1].upper()


def _whom(profile: CompanyProfile) -> tuple[str, ...]:
    """The services as the rules call them: a cooperative that sells electricity is no electric utility."""
    if COOPERATIVE not in profile.facts:
        return profile.utilities
    return tuple(COOPERATIVE if name == "electric" else name for name in profile.utilities)


def calendar(file: CompanyFile, first: date, last: date) -> tuple[DueEntry, ...]:
    """Everything that falls between two days, both included, in the order of days."""
    return entries(calendar_input(file), first, last)


def entries(book: CalendarInput, first: date, last: date) -> tuple[DueEntry, ...]:
    """The entries of the calendar between two days, both included, in the order of days."""
    found = [
        due
        for clocks in book.clocks
        if clocks[0].nature is DeadlineNature.DATED
        for start, happening in _starts(book, clocks[0], first, last)
        if (due := _due(book, clocks, start, happening)) is not None and first <= due.shown <= last
    ]
    found += [_of_tariff(book, item) for item in book.tariffs if first <= item.day <= last]
    return tuple(sorted(found, key=lambda due: (due.shown, due.clock.filing, due.clock.name, due.start)))


def entry_from(book: CalendarInput, name: str, start: date) -> DueEntry | None:
    """The entry of the clock of that name which runs from a day; None where it does not concern the company."""
    clocks = next((clocks for clocks in book.clocks if clocks[0].name == name), None)
    return None if clocks is None else _due(book, clocks, start, None)


def _of_tariff(book: CalendarInput, item: TariffDay) -> DueEntry:
    """A day of a tariff filing."""
    return DueEntry(
        clock=item.clock,
        start=item.day,
        day=item.day,
        shown=item.day,
        closing=book.law.calendar.closing(item.day) or "",
        send_by=_send_by(book, item.day) if item.sent else None,
        sentence=item.sentence,
        authority=", ".join(item.clock.cites),
        utilities=(item.clock.utility.value,),
        done=book.done.get(due_key(item.clock, item.day)),
    )


def startable(book: CalendarInput) -> tuple[DeadlineEvent, ...]:
    """The events that can happen to this company and start a deadline of it."""
    found = {clocks[0].event.id: clocks[0].event for clocks in book.clocks if not clocks[0].event.period}
    return tuple(event for event in found.values() if event.id not in NOT_STARTED)


def undated(book: CalendarInput) -> tuple[UndatedDuty, ...]:
    """Duties without a day, clocks whose start the company has not written down, and what it is excused from."""
    known = {happening.event for happening in book.recorded_events}
    found: list[UndatedDuty] = []
    for clocks in book.clocks:
        clock, authority = clocks[0], _authority(clocks)
        if clock.nature is DeadlineNature.NO_DATE:
            found += _open(book, clock, authority)
        elif clock.event.ask and clock.event.id not in known:
            found.append(_not_written_down(book, clock, authority))
    excused = (clock for clock in book.law.clocks.all if clock.excused(book.utilities, book.facts))
    found += [UndatedDuty(clock, clock.excuse, ", ".join(clock.cites)) for clock in excused if clock.excuse]
    return tuple(found)


def _not_written_down(book: CalendarInput, clock: DeadlineRule, authority: str) -> UndatedDuty:
    """What the company is asked to write down, with the day that was its own by the first letter of its name."""
    topic = clock.name.partition("/")[0]
    past = [
        clocks
        for clocks in book.clocks
        if clocks[0].name.startswith(f"{topic}/") and book.initial and book.initial in clocks[0].initials
    ]
    sentences = (book.law.run(clocks[0], date.max).sentence for clocks in past)
    authorities = (_authority(clocks) for clocks in past)
    return UndatedDuty(clock, " ".join((clock.event.ask, *sentences)), ", ".join((authority, *authorities)))


def _open(book: CalendarInput, clock: DeadlineRule, authority: str) -> Iterator[UndatedDuty]:
    """A duty without a day: once for each event that began it, or always."""
    for item in book.recorded_events:
        if item.event == clock.event.id:
            sentence = book.law.run(clock, item.day).sentence
            done = book.done.get(due_key(clock, item.day))
            yield UndatedDuty(clock, sentence, authority, item, done, book.law.addressees(clock, item.day))
    if clock.routine:
        yield UndatedDuty(clock, clock.sentence, authority, addressees=book.law.addressees(clock, date.max))


def _starts(
    book: CalendarInput, clock: DeadlineRule, first: date, last: date
) -> Iterator[tuple[date, RecordedEvent | None]]:
    """The days from which the clock runs so that it may end between the two days."""
    if clock.event.period is EventRecurrence.NONE:
        yield from ((item.day, item) for item in book.recorded_events if item.event == clock.event.id)
    elif clock.routine:
        yield from ((start, None) for start in _turns(book, clock, first, last))


def _turns(book: CalendarInput, clock: DeadlineRule, first: date, last: date) -> Iterator[date]:
    period = clock.event.period
    if period is EventRecurrence.CYCLE:
        count, _ = book.law.count(clock, first)
        day = count.reckon(first, book.law.calendar.is_business_day)
        while day <= last:
            yield day
            day = count.reckon(day + ONE_DAY, book.law.calendar.is_business_day)
        return
    step = {EventRecurrence.YEAR: TWELVE, EventRecurrence.QUARTER: 3, EventRecurrence.MONTH: 1}[period]
    oldest = first - LONGEST_RUN
    month = oldest.year * TWELVE + step - 1  # counted through all years
    while (end := FilingPeriod(month // TWELVE, month % TWELVE + 1).ends) <= last:
        if end >= oldest:
            yield end
        month += step


def _due(
    book: CalendarInput, clocks: tuple[DeadlineRule, ...], start: date, happening: RecordedEvent | None
) -> DueEntry | None:
    clock = clocks[0]
    ending = book.law.run(clock, start)
    if ending.date is None:
        return None
    authority = _authority(clocks) if ending.authority == ", ".join(clock.cites) else ending.authority
    day, sentence = ending.date, ending.sentence
    extension = book.extensions.get(start.year) if clock.name == REPORT_DUE else None
    if extension is not None:
        day = extension.until
        sentence, authority = _put_off(book, clocks, extension, (sentence, authority))
    filing, done = _settled(book, clocks, start)
    sentence = f"{sentence}{_several(book, clocks, start)}"
    needless = clock.name in ASKING and done is None and _in_time(book, clocks, start)
    closing = book.law.calendar.closing(day)
    shown = day
    if closing:
        shown, sentence = _shown(book, day, closing, sentence, rolls=book.settings.rolling and is_company_duty(clock))
    return DueEntry(
        clock=clock,
        start=start,
        day=day,
        shown=shown,
        closing=closing,
        send_by=_send_by(book, day) if is_company_duty(clock) else None,
        sentence=sentence,
        authority=authority,
        utilities=tuple(item.utility.value for item in clocks),
        filing=filing,
        done=done,
        happening=happening.id if happening is not None else "",
        note=happening.note if happening is not None else "",
        extended=extension is not None,
        addressees=book.law.addressees(clock, start),
        needless=needless,
    )


def _send_by(book: CalendarInput, day: date) -> date:
    """The margin before the day; the last business day before that, where it has no mail."""
    return book.law.calendar.last_business_day(day - timedelta(days=book.settings.margin))


def is_company_duty(clock: DeadlineRule) -> bool:
    """Whether a clock tells the company to do something by a day."""
    return clock.who == COMPANY and clock.bound.is_deadline and clock.nature is DeadlineNature.DATED


def _authority(clocks: Iterable[DeadlineRule]) -> str:
    return ", ".join(dict.fromkeys(cite for clock in clocks for cite in clock.cites))


def _put_off(
    book: CalendarInput, clocks: tuple[DeadlineRule, ...], extension: ReportExtension, said: tuple[str, str]
) -> tuple[str, str]:
    """Sentence and authority of a report that was put off."""
    how = "by the letter" if extension.kind == LETTER else "by the order"
    words = f"{said[0]} Extended to {long_date(extension.until)} {how} of {long_date(extension.asked)}."
    if extension.kind != LETTER:
        return words, said[1]
    utilities = {clock.utility for clock in clocks}
    more = _authority(clock for clock in book.law.clocks.find(BY_LETTER) if clock.utility in utilities)
    return words, f"{said[1]}, {more}"


def _settled(book: CalendarInput, clocks: Sequence[DeadlineRule], start: date) -> tuple[str, date | None]:
    """The filing that answers an entry, and when it was filed or the entry marked as done.

    Where services have reports of their own, it is one that is still open, and nothing is done until all are filed.
    """
    clock = clocks[0]
    done = book.done.get(due_key(clock, start))
    if done is None and clock.name in ASKING and start.year in book.extensions:
        done = book.extensions[start.year].asked
    reports = _reports(book, clocks, start)
    begun = [report for report in reports if report is not None]
    if not begun:
        return "", done
    filing = next((report for report in begun if report.state is FilingState.OPEN), begun[0])
    if clock.name in ASKING:  # a report that was filed is no request for more time
        return filing.id, done
    return filing.id, done or _all_filed_on(reports)


def _reports(book: CalendarInput, clocks: Sequence[DeadlineRule], start: date) -> tuple[Filing | None, ...]:
    """The reports that the services of an entry ask for, each once; None stands for those that were not begun.

    Of two that were begun for one service, in different forms, it is the one that was filed.
    """
    answers = [[item for item in book.filings if _answers(book, item, clock, start)] for clock in clocks]
    found = [min(items, key=lambda item: item.state is FilingState.OPEN, default=None) for items in answers]
    missing = any(report is None for report in found)
    begun = {report.id: report for report in found if report is not None}
    return (*begun.values(), *((None,) if missing else ()))


def _all_filed_on(reports: Iterable[Filing | None]) -> date | None:
    """The day on which the last of the reports was filed; None while one is not."""
    days = [None if report is None else _filed_on(report) for report in reports]
    filed = [day for day in days if day is not None]
    return max(filed) if days and len(filed) == len(days) else None


def _several(book: CalendarInput, clocks: Sequence[DeadlineRule], start: date) -> str:
    """Which services have a report of their own, and which of these are not filed, where there are several reports."""
    alone = [clock.utility.value for clock in clocks if book.each.intersection(_forms_of(book, clock))]
    if not alone or len(clocks) == 1:
        return ""
    unfiled = [clock.utility.value for clock in clocks if _all_filed_on(_reports(book, [clock], start)) is None]
    left = f" Not marked as filed: {', '.join(unfiled)}." if unfiled else ""
    return f" A report of its own is filed for {' and for '.join(alone)} service.{left}"


def _forms_of(book: CalendarInput, clock: DeadlineRule) -> tuple[str, ...]:
    return book.forms.get((clock.filing, clock.utility.value), (clock.filing,))


def _in_time(book: CalendarInput, clocks: Sequence[DeadlineRule], start: date) -> bool:
    """Whether the report for which more time could be asked was filed by its day."""
    report = next((item for item in book.done if item == f"{REPORT_DUE}@{start.isoformat()}"), "")
    filed = book.done.get(report) or _all_filed_on(_reports(book, clocks, start))
    due = book.law.ends(REPORT_DUE, start)
    return filed is not None and due is not None and filed <= due


def due_key(clock: DeadlineRule, start: date) -> str:
    """By what an entry is marked as done."""
    return f"{clock.name}@{start.isoformat()}"


def _answers(book: CalendarInput, filing: Filing, clock: DeadlineRule, start: date) -> bool:
    """Whether the filing is what the clock asks for; a revision answers no report of its own."""
    if clock.event.period is EventRecurrence.NONE or filing.revises or filing.form not in _forms_of(book, clock):
        return False
    return filing.period.ends == start and (filing.form not in book.each or clock.utility.value in filing.utilities)


def _filed_on(filing: Filing) -> date | None:
    if filing.state is not FilingState.FILED:
        return None
    try:
        return date.fromisoformat(filing.filed_on)
    except ValueError:
        return filing.period.ends


def _shown(book: CalendarInput, day: date, closing: str, sentence: str, *, rolls: bool) -> tuple[date, str]:
    """The day shown for one on which the commission is likely closed, and the sentence that tells so."""
    said = f"{sentence} {long_date(day)} is {closing}"
    rolled = book.law.calendar.next_business_day(day)
    if rolls and rolled != day:
        return rolled, f"{said}; your setting shows {long_date(rolled)}, although the chapter does not say so."
    return day, f"{said}; the chapter does not extend the due date."
