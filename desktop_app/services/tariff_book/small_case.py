"""What a filing at the end of a small company case carries: 3.240(1), 3.330(1), 3.635(1) and 3.440(1).

Agreed with staff and public counsel, the agreement goes with the sheets ((C), steam (H)). Agreed with staff only, the
customers get a second notice, of which secretary and public counsel get copies ((D), steam (I)).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from desktop_app.domain.dates import long_date
from desktop_app.domain.tariffs.schedules import SMALL_CASE, NoticeKind, TariffFiling
from desktop_app.rulebook.law import ChapterLaw
from desktop_app.rulebook.tariff_rules import TariffRules
from desktop_app.services.tariff_book.filing_answers import (
    AGREEMENT,
    CASE_LETTER,
    CONSENT,
    DEPARTMENT,
    SECOND_NOTICE,
    SECOND_NOTICE_ON,
    day_answered,
)

REPLIES = "small_company/customers_reply_again"
Found = tuple[str, str, str]  # the check's id, its sentence, and the legal value that it rests on


def small_case_problems(filing: TariffFiling, rules: TariffRules) -> Iterator[Found]:
    """What stands against a filing of a small company case."""
    if filing.notice not in SMALL_CASE or not rules.asks("case_days"):
        return
    if filing.notice is NoticeKind.SMALL_AGREED and not filing.answer(AGREEMENT):
        words = (
            "A copy of the agreement with staff and public counsel is filed with the sheets: name it (its date, or its "
            "case)."
        )
        yield "F14", words, "agreed_days"
    yield from _time(filing, rules)
    if filing.notice is NoticeKind.SMALL_STAFF:
        yield from _second_notice(filing, rules)


def _time(filing: TariffFiling, rules: TariffRules) -> Iterator[Found]:
    days, began = rules.number("case_days"), day_answered(filing, CASE_LETTER)
    if began is None:
        yield (
            "F30",
            f"Enter the day on which the letter that began the case was filed: {days} days count from it.",
            "case_days",
        )
        return
    last = began + timedelta(days=days)
    if filing.received is not None and filing.received > last and not filing.answer(CONSENT):
        words = (
            f"Agreement and sheets are due within {days} days of the letter, by {long_date(last)}; the filing would be "
            f"at the commission on {long_date(filing.received)}. A written consent to extend that time goes with the "
            "sheets: name it by its date."
        )
        yield "F31", words, "case_days"
    if filing.issued is not None and filing.issued < began:
        words = f"The sheets are issued on {long_date(filing.issued)}, before the letter of {long_date(began)}."
        yield "F31", words, "case_days"


def _second_notice(filing: TariffFiling, rules: TariffRules) -> Iterator[Found]:
    if not filing.answer(SECOND_NOTICE):
        words = "Agreed with staff only: the customers get a second notice of the proposed rates. Write its text."
        yield "F32", words, "staff_days"
    shown, began = day_answered(filing, SECOND_NOTICE_ON), day_answered(filing, CASE_LETTER)
    if shown is not None and began is not None and shown < began:
        words = (
            f"The second notice is dated {long_date(shown)}, before the letter of {long_date(began)} that began the "
            "case. Correct one of the two."
        )
        yield "F32", words, "staff_days"
    if shown is not None and filing.effective is not None and shown >= filing.effective:
        words = (
            f"The second notice is dated {long_date(shown)}; the proposed rates take effect on "
            f"{long_date(filing.effective)}. It tells the customers of proposed rates: date it before that day."
        )
        yield "F32", words, "staff_days"
    if shown is None:
        words = "Enter the date shown on the second notice: the customers' time to respond counts from it."
        yield "F32", words, "staff_days"
    if not department(filing, rules):
        words = "Enter the department of the commission to which the customers' responses may be sent."
        yield "F32", words, "staff_days"


def late_reply_words(filing: TariffFiling, law: ChapterLaw, utility: str) -> str:
    """That the customers' time to respond ends when the rates are in effect already; nothing otherwise."""
    if filing.notice is not NoticeKind.SMALL_STAFF or filing.effective is None:
        return ""
    time = reply_time(filing, law, utility)
    if time is None or time[1] < filing.effective:
        return ""
    return (
        f"Customers may respond to the second notice until {long_date(time[1])}; the proposed rates take effect on "
        f"{long_date(filing.effective)}. Send the notice earlier, or propose a later date."
    )


def department(filing: TariffFiling, rules: TariffRules) -> str:
    """Where the customers' responses may be sent: named by the rule, or else as staff named it."""
    return rules.text("reply_department") or filing.answer(DEPARTMENT)


def reply_time(filing: TariffFiling, law: ChapterLaw, utility: str) -> tuple[str, date] | None:
    """The customers' time to respond to the second notice, in words, and its last day; none without its date."""
    shown = day_answered(filing, SECOND_NOTICE_ON)
    clock = next((clock for clock in law.clocks.find(REPLIES) if clock.utility.value == utility), None)
    end = law.run(clock, shown) if clock is not None and shown is not None else None
    return None if end is None or end.date is None else (end.count, end.date)
