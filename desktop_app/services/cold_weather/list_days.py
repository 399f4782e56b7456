"""Days as billing programs write them: with a time of day, and in a few forms that nobody types."""

from __future__ import annotations

import re
from datetime import date

from desktop_app.domain.dates import NotADate, parse_date
from desktop_app.domain.late_patterns import late_pattern
from desktop_app.services.ports import TableCell

_TIME = late_pattern(
    r"(?:T|\s+)\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?\s*(?:[ap]\.?m?\.?)?\s*(?:Z|UTC|[+-]\d{2}:?\d{2})?$",
    re.IGNORECASE,
)
_FIGURES_ONLY = late_pattern(r"((?:19|20)\d{6})[T\s]?\d{4}(?:\d{2})?")  # year, month and day, hour, minute and second
_SPACED = late_pattern(r"\s*([/-])\s*")
_RUN_TOGETHER = late_pattern(r"(\d{1,2})([A-Za-z]{3,9})(\d{4}|\d{2})")
_MONTH_FIRST = late_pattern(r"([A-Za-z]{3,9})[-/](\d{1,2})[-/](\d{4})")
_EIGHT = late_pattern(r"(\d{2})(\d{2})(\d{4})")
_SERIAL = late_pattern(r"[34]\d{4}(?:\.\d+)?")


def list_day(cell: TableCell, text: str) -> date:
    """The day of a cell. Raises NotADate; what may mean two days is no day."""
    if isinstance(cell, date):
        return cell
    plain = _TIME.sub("", text.strip().removeprefix("'"))
    plain = _SPACED.sub(r"\1", plain)
    if figures := _FIGURES_ONLY.fullmatch(plain):
        plain = figures[1]
    if together := _RUN_TOGETHER.fullmatch(plain):
        plain = "-".join(together.groups())
    elif first := _MONTH_FIRST.fullmatch(plain):
        plain = "{} {}, {}".format(*first.groups())
    try:
        return parse_date(plain)
    except NotADate:
        if eight := _EIGHT.fullmatch(plain):  # no year of its own begins it: 01052026
            return parse_date("/".join(eight.groups()))
        if _SERIAL.fullmatch(plain):
            raise NotADate("a number. If it is a spreadsheet's number for a day, format the column as a date") from None
        raise


def why_no_day(refusal: NotADate) -> str:
    """What to say of a cell that holds no day."""
    words = str(refusal)
    if words.startswith("a number"):
        return f"which is {words}."
    return "which could mean two days. Write the year first." if "could be" in words else "which is not a date."
