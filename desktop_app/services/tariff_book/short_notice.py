"""Short notice: what the permission or order grants is asked, printed, and followed to the letter.

3.145(9)(F) and (25), 3.260(7), 3.340(16), 3.425(6), 3.645(7): "literal compliance" with the requirements for notice.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from desktop_app.domain.dates import long_date
from desktop_app.domain.tariffs.schedules import SHORT, FilingStage, NoticeKind, TariffFiling
from desktop_app.rulebook.tariff_rules import NoticePeriod, TariffRules
from desktop_app.services.tariff_book.filing_answers import GRANTED_DAY, GRANTED_DAYS, day_answered, days_answered

NOTATIONS = ("short_by_permission", "short_by_order")
LITERAL = "What it says is followed to the letter."


def notice_period(rules: TariffRules, filing: TariffFiling, issued: date, received: date) -> NoticePeriod:
    """The notice of a filing; on short notice that of the days granted, or up to the day that is named."""
    if filing.notice not in SHORT:
        return rules.period(filing.notice, issued, received)
    period = rules.period(filing.notice, issued, received, days_answered(filing, GRANTED_DAYS) or 0)
    named = day_answered(filing, GRANTED_DAY)
    return period if named is None else NoticePeriod(period.days, named, named, named, period.cites, period.days)


def authority_words(filing: TariffFiling) -> str:
    """The permission or order, as a letter names it."""
    kind = "special permission No." if filing.notice is NoticeKind.PERMISSION else "order in Case No."
    dated = f" of {long_date(filing.authority_date)}" if filing.authority_date else ""
    return f"the commission's {kind} {filing.authority}{dated}"


def short_notice_words(filing: TariffFiling) -> str:
    """On which short notice the filing is made, as a letter says it."""
    days, named = days_answered(filing, GRANTED_DAYS), day_answered(filing, GRANTED_DAY)
    on = f"on {_days(days)} notice" if days else "on short notice"
    names = f", which names {long_date(named)} as the effective date" if named else ""
    return f"It is filed {on} under {authority_words(filing)}{names}."


def _days(days: int) -> str:
    return "1 day's" if days == 1 else f"{days} days'"


def notation(filing: TariffFiling, rules: TariffRules) -> str:
    """The printed notation of the sheet; nothing where the rule prescribes none."""
    words = rules.text(NOTATIONS[0] if filing.notice is NoticeKind.PERMISSION else NOTATIONS[1])
    if filing.notice not in SHORT or not words:
        return ""
    days = days_answered(filing, GRANTED_DAYS)
    days = _days_to_the_day(filing) if days is None else days
    day = long_date(filing.authority_date) if filing.authority_date else "________"
    number = filing.authority.strip() or "________"
    shown = words.replace("{number}", number).replace("{date}", day)
    return shown.replace("{days} days'", "____ days'" if days is None else _days(days))


def _days_to_the_day(filing: TariffFiling) -> int | None:
    """The days of notice up to the effective day that is named, from delivery on; the user is told of them.

    A sheet that went out before the days were asked keeps those that it printed: from issue to effect.
    """
    if filing.issued is None:
        return None
    named = day_answered(filing, GRANTED_DAY)
    if named is not None and filing.received is not None:
        return max(0, (named - max(filing.issued, filing.received)).days)
    gone = filing.stage is not FilingStage.PREPARING
    return (filing.effective - filing.issued).days if gone and filing.effective is not None else None


def printed_days(filing: TariffFiling, rules: TariffRules) -> int:
    """The days of notice that the sheets print beside a day that is named, 0 where they print none."""
    return (days_answered(filing, GRANTED_DAYS) or _days_to_the_day(filing) or 0) if rules.asks(NOTATIONS[0]) else 0


def derived_days(filing: TariffFiling, rules: TariffRules) -> str:
    """That the sheets print days of notice which nobody typed, and how they were counted; nothing otherwise."""
    named, days = day_answered(filing, GRANTED_DAY), _days_to_the_day(filing)
    typed = days_answered(filing, GRANTED_DAYS) is not None
    if filing.notice not in SHORT or typed or named is None or days is None or not rules.asks(NOTATIONS[0]):
        return ""
    return (
        f"The order or permission names a day and no number of days, so every sheet prints {_days(days)} notice: from "
        f"the delivery of the filing to {long_date(named)}. Enter the days of notice if it grants another number."
    )


def short_notice_problems(filing: TariffFiling) -> Iterator[tuple[str, str]]:
    """What stands against a filing on short notice: the check's id and its sentence."""
    if filing.notice not in SHORT:
        return
    what = "permission" if filing.notice is NoticeKind.PERMISSION else "order"
    if not filing.authority.strip():
        yield "F11", "Short notice needs the number of the permission, or of the case of the order, that allows it."
    if filing.authority_date is None:
        yield "F26", f"Enter the date of the {what}: the papers name it."
    elif filing.issued is not None and filing.authority_date > filing.issued:
        yield (
            "F26",
            (
                f"The {what} is dated {long_date(filing.authority_date)}, after the date of issue, "
                f"{long_date(filing.issued)}. A sheet cannot be issued under what came later: correct one of the two."
            ),
        )
    days, named = days_answered(filing, GRANTED_DAYS), day_answered(filing, GRANTED_DAY)
    if days is None and named is None:
        yield "F27", f"Enter the days of notice that the {what} grants, or the effective day that it names. {LITERAL}"
    yield from _literal(filing, what, days, named)


def _literal(filing: TariffFiling, what: str, days: int | None, named: date | None) -> Iterator[tuple[str, str]]:
    effective = filing.effective
    if effective is None or filing.issued is None or filing.received is None:
        return
    if named is not None and effective != named:
        yield (
            "F28",
            (
                f"The {what} names {long_date(named)} as the effective day; the filing proposes "
                f"{long_date(effective)}. {LITERAL}"
            ),
        )
    from_receipt = max(filing.issued, filing.received) + timedelta(days=days or 0)
    if days is not None and effective < from_receipt:
        yield (
            "F28",
            (
                f"The {what} grants {_days(days)} notice to the public and the commission, which leads to "
                f"{long_date(from_receipt)}; {long_date(effective)} is too early. {LITERAL}"
            ),
        )
