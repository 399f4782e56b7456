"""The days that follow from the legal values: calendar days, as the chapter moves none off a weekend or holiday."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from desktop_app.rulebook.rulebook import Rulebook

ANNUAL_REPORT = "annual_report"


@dataclass(frozen=True, slots=True)
class AnnualReportDays:
    """The days and sums of the annual report of one year, by the rules as they hold on a day."""

    rules: Rulebook
    year: int
    on: date

    @property
    def due(self) -> date:
        """The day by which the report must be in: 3.640(1)."""
        return date(self.year + 1, self._whole("due_month"), self._whole("due_day"))

    @property
    def last_request(self) -> date:
        """The last good day to ask for an extension: 3.640(6)(A) and (7)(A)."""
        month, day = self._whole("extension_request_month"), self._whole("extension_request_day")
        return date(self.year + 1, month, day)

    @property
    def longest_by_letter(self) -> date:
        """The day to which a letter can move the due day: 3.640(6)."""
        return self.due + timedelta(days=self._whole("extension_days"))

    def answer_due(self, notice: date) -> date:
        """The day by which a deficiency notice must be answered, counted from the notice's own date: 3.640(3)."""
        return notice + timedelta(days=self._whole("deficiency_days"))

    def both_versions_due(self, notice: date) -> date:
        """The day by which a missing version must be in, counted from the notice: 3.640(4)."""
        return notice + timedelta(days=self._whole("both_versions_days"))

    def response_due(self, pleading: date) -> date:
        """The day by which to respond to a pleading that asks for disclosure: 3.640(5)."""
        return pleading + timedelta(days=self._whole("disclosure_response_days"))

    def penalty(self, days_late: int) -> Decimal:
        """What a report, or an answer to a notice, that is so many days late can cost: 3.640(9)."""
        if days_late <= 0:
            return Decimal(0)
        return self._number("penalty_base") + self._number("penalty_per_day") * days_late

    def _whole(self, name: str) -> int:
        return int(self._number(name))

    def _number(self, name: str) -> Decimal:
        return self.rules.value(f"{ANNUAL_REPORT}/{name}", self.on).number
