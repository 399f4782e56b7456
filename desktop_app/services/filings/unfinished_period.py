"""A report of a time that is not over yet: it is not marked as filed without asking."""

from __future__ import annotations

from datetime import date

from desktop_app.domain.dates import long_date
from desktop_app.services.company.company_file import EvaluatedFiling


def unfinished_period(book: EvaluatedFiling, on: date) -> str:
    """That the time a report is for is not over on a day, in a sentence; empty where it is, and for a filing in a case.

    The report says itself when its period ends, where its form asks for the day.
    """
    form, filing = book.sheet.form, book.filing
    if form.case is not None:
        return ""
    ends = filing.period.ends
    place = form.opens.get("ends")
    said = None if place is None else book.calculation.values.get(place)
    if isinstance(said, date):
        ends = said
    if on > ends:
        return ""
    return (
        f"The report is for {filing.period.words}, which is over only after {long_date(ends)}; on {long_date(on)} its "
        "figures cannot be complete."
    )
