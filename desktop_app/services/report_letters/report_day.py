"""The day by which the report of a letter is due: that of the rule, or the one to which it was extended before."""

from __future__ import annotations

from datetime import date

from desktop_app.domain.dates import long_date
from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.filing_calendar.due import REPORT_DUE
from desktop_app.services.filing_calendar.extensions import extensions
from desktop_app.services.filing_calendar.keeping import not_later
from desktop_app.services.report_letters.drafts import LetterDraft


@dataclass(frozen=True, slots=True)
class ReportDay:
    """The day by the rule, and the day that counts: the same, or a later one that was granted before the letter."""

    by_rule: date
    counts: date

    @property
    def words(self) -> str:
        """The day as a letter writes it."""
        if self.counts == self.by_rule:
            return long_date(self.by_rule)
        return f"{long_date(self.counts)} (extended from {long_date(self.by_rule)})"

    def anyway(self, until: date, today: date) -> str:
        """That a new due date is none; empty where it is later than the day that counts."""
        return "" if until > self.counts else not_later(self.counts, self.words, until, today)


def report_day(file: CompanyFile, draft: LetterDraft) -> ReportDay | None:
    """The day of the report that a letter is about. The extension that the letter itself brought does not count."""
    due = file.law().ends(REPORT_DUE, date(draft.year, 12, 31))
    if due is None:
        return None
    extension = extensions(file).get(draft.year)
    granted = extension is not None and extension.asked < draft.day
    return ReportDay(due, extension.until if extension is not None and granted else due)
