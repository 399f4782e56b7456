"""The tariff rule of one utility on one day: what it asks, on what notice, and in which words.

A value that a utility's topic does not have is one for which its rule does not ask: steam is asked for no summary and
no copy to public counsel, only electric schedules have supplements. Nothing is ever taken from another utility.
"""

from __future__ import annotations

from datetime import date, timedelta

from desktop_app.domain.dates import long_date
from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.tariffs.schedules import SHORT, NoticeKind
from desktop_app.rulebook.rulebook import NoRuleYet, Rulebook, RuleValue

DUTY = "duty"
FROM_ISSUE = frozenset({NoticeKind.SMALL_AGREED, NoticeKind.SMALL_STAFF, NoticeKind.CERTIFICATE})
_DAYS = {
    NoticeKind.STATUTORY: "notice_days",
    NoticeKind.SMALL_AGREED: "agreed_days",
    NoticeKind.SMALL_STAFF: "staff_days",
    NoticeKind.INCREASE: "increase_days",
    NoticeKind.DECREASE: "decrease_days",
    NoticeKind.PROMOTION: "promotion_days",
    NoticeKind.PROMOTION_NONCOMPETITIVE: "promotion_noncompetitive_days",
    NoticeKind.CERTIFICATE: "certificate_days",
}
# Their section says itself from when the notice counts: 3.545(16) and (19), beside the thirty days of (18).
_OWN_COUNT = frozenset({"increase_days", "decrease_days", "promotion_days", "promotion_noncompetitive_days"})


def days_said(number: int) -> str:
    """So many days, in words: ``1 day``."""
    return "1 day" if number == 1 else f"{number} days"


@dataclass(frozen=True, slots=True)
class NoticePeriod:
    """The notice of a filing: so many days from issue and from receipt, and the earliest day that satisfies both.

    From receipt count `delivered` days, fewer where a longer notice is counted from issue alone. `strict` is the day
    after, for those who read "the full days before" as counting neither end.
    """

    days: int
    from_issue: date
    from_receipt: date
    earliest: date
    cites: tuple[str, ...]
    delivered: int

    @property
    def counted(self) -> str:
        """How it is counted, in words."""
        return (
            f"{days_said(self.days)} counted from issue lead to {long_date(self.from_issue)}, "
            f"{days_said(self.delivered)} counted from receipt to {long_date(self.from_receipt)}"
        )

    @property
    def strict(self) -> date:
        """The earliest day if neither the day of delivery nor the effective day counts."""
        return self.earliest + timedelta(days=1)


@dataclass(frozen=True, slots=True)
class TariffRules:
    """The values of ``tariff_UTILITY`` on a day."""

    rules: Rulebook
    utility: str
    on: date

    def find(self, name: str) -> RuleValue | None:
        """The value, or None where the rule does not ask for it."""
        whole = f"tariff_{self.utility}/{name}"
        if not self.rules.has(whole):
            return None
        try:
            return self.rules.value(whole, self.on)
        except NoRuleYet:
            return None

    def asks(self, name: str) -> bool:
        """Whether the utility's rule has the value."""
        return self.find(name) is not None

    def text(self, name: str) -> str:
        """A text, empty where the rule does not ask for it."""
        found = self.find(name)
        return "" if found is None else found.text

    def items(self, name: str) -> tuple[str, ...]:
        """The parts of a listed text, none where the rule does not ask for it."""
        return tuple(part for part in self.text(name).split("|") if part)

    def number(self, name: str) -> int:
        """A whole number, 0 where the rule does not ask for it."""
        found = self.find(name)
        return 0 if found is None else int(found.number)

    def cites(self, name: str) -> tuple[str, ...]:
        """The provisions of the value, none where the rule does not ask for it."""
        found = self.find(name)
        return () if found is None else found.cites

    def authority(self, name: str) -> str:
        """What a screen says of where the value comes from: its provisions, or else its source."""
        found = self.find(name)
        return "" if found is None else found.authority

    @property
    def duties(self) -> tuple[RuleValue, ...]:
        """What the rule asks of the company besides the papers of a filing, in whole sentences."""
        start = f"tariff_{self.utility}/"
        found = (self.find(name.removeprefix(start)) for name in self.rules.names if name.startswith(start))
        return tuple(value for value in found if value is not None and value.unit == DUTY)

    @property
    def notices(self) -> tuple[NoticeKind, ...]:
        """The kinds of notice that the utility's rule knows; the ordinary one first."""
        return tuple(kind for kind in NoticeKind if kind in SHORT or self.asks(_DAYS[kind]))

    def period(self, notice: NoticeKind, issued: date, received: date, allowed: int = 0) -> NoticePeriod:
        """The notice of a filing issued and received on these days.

        `allowed` are the days that a permission or order gives instead. What counts from the issue date must still be
        delivered in time: the ordinary notice from receipt holds beside it, as 3.145(25) and its parallels say.
        """
        if notice in SHORT:
            days, name = allowed, "short_notice"
        else:
            name = _DAYS[notice]
            days = self.number(name)
        delivered = min(days, self.number("notice_days")) if notice in FROM_ISSUE else days
        from_issue, from_receipt = issued + timedelta(days=days), received + timedelta(days=delivered)
        counted = () if name in _OWN_COUNT else self.cites("notice_counted")
        cites = tuple(dict.fromkeys((*self.cites(name), *counted)))
        return NoticePeriod(days, from_issue, from_receipt, max(from_issue, from_receipt), cites, delivered)
