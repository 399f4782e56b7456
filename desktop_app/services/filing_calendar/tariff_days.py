"""The days of tariff filings in the calendar: be at the commission, tell the customers, and record the outcome.

They are the company's own days, from its own filings; no clock of the rules is behind them but the days of the notice
to customers.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from desktop_app.domain.dates import long_date
from desktop_app.domain.late_dataclasses import dataclass, replace
from desktop_app.domain.tariffs.schedules import (
    SMALL_CASE,
    FilingStage,
    NoticeKind,
    TariffFiling,
    TariffSchedule,
)
from desktop_app.rulebook.clock import COMPANY, DeadlineEvent, DeadlineRule
from desktop_app.rulebook.law import ChapterLaw
from desktop_app.rulebook.registry import Utility
from desktop_app.rulebook.tariff_rules import TariffRules
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.tariff_book.filing_answers import (
    AFFIRMED,
    CASE_LETTER,
    CUSTOMER_NOTICE,
    SECOND_NOTICE_ON,
    day_answered,
)
from desktop_app.services.tariff_book.tariff_book import TariffBook

PREFIX = "tariff_filing"
OWN = "the company's own tariff filing"
EVENT = DeadlineEvent(PREFIX, "the day of a tariff filing")


@dataclass(frozen=True, slots=True)
class TariffDay:
    """A day of a tariff filing. `clock` names it as a clock would; `sent` tells that something must arrive by it."""

    clock: DeadlineRule
    day: date
    sentence: str
    sent: bool = False


def tariff_days(file: CompanyFile, law: ChapterLaw) -> tuple[TariffDay, ...]:
    """The days of all tariff filings that are on their way."""
    book = TariffBook(file)
    schedules = {schedule.id: schedule for schedule in book.schedules()}
    return tuple(
        day
        for filing in book.filings()
        if filing.schedule in schedules and filing.stage is not FilingStage.CLOSED
        for day in _days(filing, schedules[filing.schedule], law)
    )


def _days(filing: TariffFiling, schedule: TariffSchedule, law: ChapterLaw) -> Iterator[TariffDay]:
    name = _name(filing, schedule)
    effective, rules = filing.effective, TariffRules(law.rules, schedule.utility, filing.issued or date.max)
    if filing.stage is FilingStage.PREPARING and filing.received is not None and effective is not None:
        clock = _clock("received", "at the commission", filing, schedule)
        sentence = f"{name} is planned to be at the commission, to take effect on {long_date(effective)}."
        yield TariffDay(clock, filing.received, sentence, sent=True)
    if filing.stage is FilingStage.FILED and effective is not None:
        clock = _clock("effective", "proposed to take effect, record what the commission did", filing, schedule)
        yield TariffDay(clock, effective, f"{name} is proposed to take effect. Record what the commission did.")
    if filing.stage is FilingStage.SUSPENDED and filing.suspended_until is not None:
        clock = _clock("suspended", "suspended until this day, record what the commission did", filing, schedule)
        yield TariffDay(
            clock, filing.suspended_until, f"{name} is suspended until this day. Record what the commission did."
        )
    # The notice of an adoption has another time: the next billing cycle, by 3.545(20).
    rises = filing.notice is NoticeKind.INCREASE and bool(filing.answer(CUSTOMER_NOTICE))
    told = filing.answer(AFFIRMED) == "yes" or rises
    if told and effective is not None and rules.asks("affirmation_days"):
        days = rules.number("affirmation_days")
        clock = _clock("customers", "notice to customers", filing, schedule, rules.authority("affirmation_days"))
        sentence = f"{name}: the customers are told at least {days} days before {long_date(effective)}."
        yield TariffDay(clock, effective - timedelta(days=days), sentence)
    if filing.notice in SMALL_CASE:
        yield from _small_case(filing, schedule, law)


def _small_case(filing: TariffFiling, schedule: TariffSchedule, law: ChapterLaw) -> Iterator[TariffDay]:
    """The days of a small company case: to file by, of the second notice, and of those who answer it and the filing."""
    began, shown = (day_answered(filing, name) for name in (CASE_LETTER, SECOND_NOTICE_ON))
    preparing, alone = filing.stage is FilingStage.PREPARING, filing.notice is NoticeKind.SMALL_STAFF
    starts = [("agreement", began if preparing else None)]
    if alone:
        starts += [("customers_reply_again", shown)]
        starts += [(name, None if preparing else filing.received) for name in ("counsel_answers", "hearing_request")]
    for name, start in starts:
        known = law.clocks.find(f"small_company/{name}")
        rule = next((rule for rule in known if rule.utility == schedule.utility), None)
        end = None if rule is None or start is None else law.run(rule, start)
        if rule is not None and end is not None and end.date is not None:
            clock = _clock(name, rule.label.lower(), filing, schedule, end.authority)
            said = f"{_name(filing, schedule)}: {end.sentence}"
            yield TariffDay(replace(clock, who=rule.who), end.date, said, sent=rule.who == COMPANY)
    if alone and shown is not None:
        rules = TariffRules(law.rules, schedule.utility, filing.issued or date.max)
        clock = _clock("second_notice", "second notice to customers", filing, schedule, rules.authority("staff_days"))
        sentence = (
            f"{_name(filing, schedule)}: the second notice bears this date. The customers get it, the secretary and "
            "the public counsel get copies."
        )
        yield TariffDay(clock, shown, sentence)


def _name(filing: TariffFiling, schedule: TariffSchedule) -> str:
    return f"Tariff filing {filing.id} (PSC Mo. No. {schedule.number})"


def _clock(kind: str, words: str, filing: TariffFiling, schedule: TariffSchedule, cites: str = OWN) -> DeadlineRule:
    label = f"Tariff filing {filing.id}: {words}"
    name = f"{PREFIX}/{kind}-{filing.id}"
    return DeadlineRule(name, label, "tariff", Utility(schedule.utility), EVENT, "", (cites,))
