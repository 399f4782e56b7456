"""The time that a filing reports on: a calendar year, or a calendar month."""

from __future__ import annotations

from datetime import date, timedelta

from desktop_app.domain.dates import EARLIEST_YEAR, LATEST_YEAR, MONTHS, month_named
from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.late_patterns import late_pattern
from desktop_app.domain.problems import UserError

_YEAR_FIRST = late_pattern(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})")
_MONTH_FIRST = late_pattern(r"(?P<month>\d{1,2}|[A-Za-z]{3,})[-/., ]+(?P<year>\d{4})")


ADVICE = "Write it like January 2026 or 2026-01."


class NotAMonth(UserError, ValueError):
    """The text is not a month; the message says what was read."""


@dataclass(frozen=True, slots=True, order=True)
class FilingPeriod:
    """A year, or one month (1 to 12) of it; month 0 stands for the whole year. Periods sort by time."""

    year: int
    month: int = 0

    @property
    def begins(self) -> date:
        """The first day."""
        return date(self.year, self.month or 1, 1)

    @property
    def ends(self) -> date:
        """The last day."""
        following = self.following
        return date(following.year, following.month or 1, 1) - timedelta(days=1)

    @property
    def following(self) -> FilingPeriod:
        """The next year or month."""
        if not self.month:
            return FilingPeriod(self.year + 1)
        return FilingPeriod(self.year + self.month // len(MONTHS), self.month % len(MONTHS) + 1)

    @property
    def before(self) -> FilingPeriod:
        """The year or month before."""
        if not self.month:
            return FilingPeriod(self.year - 1)
        return FilingPeriod(self.year, self.month - 1) if self.month > 1 else FilingPeriod(self.year - 1, len(MONTHS))

    @property
    def year_ago(self) -> FilingPeriod:
        """The same month of the year before, or the year before."""
        return FilingPeriod(self.year - 1, self.month)

    @property
    def code(self) -> str:
        """``2025`` or ``2026-01``; `month_of` reads a month."""
        return f"{self.year}-{self.month:02d}" if self.month else str(self.year)

    @property
    def words(self) -> str:
        """``2025`` or ``January 2026``."""
        return f"{MONTHS[self.month - 1]} {self.year}" if self.month else str(self.year)


def month_of(text: str) -> FilingPeriod:
    """The month written as ``2026-01``, ``1/2026``, ``Jan 2026`` or ``January 2026``.

    Raises NotAMonth for anything else.
    """
    plain = text.strip()
    match = _YEAR_FIRST.fullmatch(plain) or _MONTH_FIRST.fullmatch(plain)
    written = match["month"] if match is not None else ""
    month = int(written) if written.isdigit() else month_named(written)
    if match is None or not 1 <= month <= len(MONTHS):
        raise NotAMonth(f"'{text}' is not a month. {ADVICE}")
    if not EARLIEST_YEAR <= int(match["year"]) <= LATEST_YEAR:
        raise NotAMonth(f"'{text}' is not a month of the years {EARLIEST_YEAR} to {LATEST_YEAR}. {ADVICE}")
    return FilingPeriod(int(match["year"]), month)
