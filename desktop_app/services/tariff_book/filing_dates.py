"""The days of a filing that is being prepared: how its notice is counted, and the earliest day to propose."""

from __future__ import annotations

from datetime import date, timedelta

from desktop_app.domain.dates import long_date, short_date
from desktop_app.domain.sentences import sentence_start
from desktop_app.domain.tariffs.schedules import SHORT, FilingStage, NoticeKind, TariffFiling
from desktop_app.rulebook.holidays import closing, next_business_day
from desktop_app.rulebook.tariff_rules import TariffRules
from desktop_app.services.tariff_book.filing_answers import GRANTED_DAY
from desktop_app.services.tariff_book.short_notice import notice_period
from desktop_app.services.tariff_book.tariff_book import TariffBook

UNDATED = "Fill in the date of issue and the day at the commission."
GRANT = "Enter what the permission or order grants; what it says is followed to the letter."


def counted_words(
    tariff_book: TariffBook, filing: TariffFiling, issued: date | None, received: date | None, effective: date | None
) -> str:
    """Both counts of the notice, and what is special about the proposed day."""
    if issued is None or received is None:
        return UNDATED
    rules = tariff_book.rules(tariff_book.schedule(filing.schedule), tariff_book.filing(filing.id).issued)
    period = notice_period(rules, filing, issued, received)
    said = (
        f"{period.counted} [{', '.join(period.cites)}]. Earliest: "
        f"{long_date(period.earliest)}; in the strict reading {long_date(period.strict)}."
    )
    if filing.notice in SHORT and filing.answer(GRANTED_DAY):
        said = f"It names {long_date(period.earliest)}, which is followed to the letter: no earlier, no later day."
    elif filing.notice in SHORT and not period.days:
        said = GRANT
    falls = closing(rules.rules, effective) if effective is not None else ""
    return f"{said} The proposed day is {falls}." if falls else said


def days_words(tariff_book: TariffBook, filing: TariffFiling) -> str:
    """The days of a filing that is being prepared, and how its notice is counted from them, in sentences."""
    named = (("issued", filing.issued), ("at the commission", filing.received), ("in effect", filing.effective))
    days = ", ".join(f"{name} on {long_date(day)}" for name, day in named if day is not None)
    counted = counted_words(tariff_book, filing, filing.issued, filing.received, filing.effective)
    return f"{sentence_start(days)}. {counted}" if days else counted


def effect_words(filing: TariffFiling) -> str:
    """When a filing takes effect, for a list: the day on which it did, its suspension ends, or that is proposed."""
    if filing.effective_actual is not None:
        return f"in force {short_date(filing.effective_actual)}"
    if filing.stage is FilingStage.SUSPENDED and filing.suspended_until is not None:
        return f"suspended until {short_date(filing.suspended_until)}"
    if filing.stage is FilingStage.CLOSED or filing.effective is None:
        return ""
    return f"proposed {short_date(filing.effective)}"


def usual_days(rules: TariffRules, issued: date, notice: NoticeKind, received: date | None = None) -> tuple[date, date]:
    """The days to begin with: at the commission on the next business day, in effect by the strictest reading.

    Neither the day of arrival, which may be known, nor the effective day is counted in it; the first business day
    behind is proposed.
    """
    received = received or next_business_day(rules.rules, issued + timedelta(days=1))
    return received, next_business_day(rules.rules, rules.period(notice, issued, received).strict)


def earliest_day(tariff_book: TariffBook, filing: TariffFiling, issued: date, received: date) -> date:
    """The day that a permission or order names; else the first business day on which the notice is full."""
    rules = tariff_book.rules(tariff_book.schedule(filing.schedule), tariff_book.filing(filing.id).issued)
    period = notice_period(rules, filing, issued, received)
    return period.earliest if filing.answer(GRANTED_DAY) else next_business_day(rules.rules, period.earliest)
