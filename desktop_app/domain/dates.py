"""Dates as people write them. Pure: nobody here asks what day it is."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date

from desktop_app.domain.late_patterns import late_pattern
from desktop_app.domain.problems import UserError

_ISO = late_pattern(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})|(\d{4})(\d{2})(\d{2})")
_FIGURES = late_pattern(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})")
_WORDS = late_pattern(r"([A-Za-z]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?\s*,?\s+(\d{4})", re.IGNORECASE)
_DAY_FIRST = late_pattern(r"(\d{1,2})(?:st|nd|rd|th)?[\s-]+([A-Za-z]+)\.?[\s,-]+(\d{4}|\d{2})", re.IGNORECASE)
_WEEKDAY = late_pattern(r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+", re.IGNORECASE)
_MIDNIGHT = late_pattern(
    r"(?:T|\s+)(?:0{1,2}:00(?::00(?:\.0+)?)?(?:\s*am)?|12:00(?::00)?\s*am)(?:Z|[+-]\d\d:?\d\d)?$", re.IGNORECASE
)
_MONTH_DAY = late_pattern(
    r"(?:--)?(\d{1,2})[-/](\d{1,2})|([A-Za-z]+)\.?\s*(\d{1,2})(?:st|nd|rd|th)?"
    r"|(\d{1,2})(?:st|nd|rd|th)?[\s-]+([A-Za-z]+)\.?",
    re.IGNORECASE,
)
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
EARLIEST_YEAR, LATEST_YEAR = 1800, 2199
_TWO_DIGITS, _PIVOT, _TWELVE = 2, 70, 12
_SHORTEST = 3
# A year with a February 29: on which day of the year books close does not depend on the year.
_LEAP = 2024


class NotADate(UserError, ValueError):
    """The text is not a date of this calendar; the message says what was read."""


def parse_date(text: str) -> date:
    """The date as people and programs write it, the month before the day.

    Those are ``2025-12-31``  ``12/31/2025``  ``12/31/25``  ``December 31, 2025``  ``31-Dec-25``  ``31.12.2025``
    ``20251231``, each also with a time of midnight. Two-digit years are 1970 to 2069. Raises NotADate for anything
    else, for impossible dates, and for a date that could mean two days.
    """
    plain = _WEEKDAY.sub("", _MIDNIGHT.sub("", text.strip()), count=1)
    refusal = NotADate(f"'{text}' is not a date. Write it as 12/31/2025 (month, day, year).")
    found = _numbers(plain)
    if found is None:
        raise refusal
    year, month, day = found
    if _dotted(plain) and month <= _TWELVE and day <= _TWELVE and month != day:
        raise NotADate(
            f"'{text}' could be {MONTHS[month - 1]} {day} or {MONTHS[day - 1]} {month}. "
            "Write it as 12/31/2025 (month, day, year)."
        )
    if _dotted(plain) and month > _TWELVE:
        month, day = day, month
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise refusal
    try:
        return date(year, month, day)
    except ValueError:
        raise refusal from None


def parse_month_day(text: str) -> str:
    """A day of every year, such as the one on which books close, as ``MM-DD``.

    ``12-31``, ``12/31``, ``Dec 31`` and ``31 December`` are understood, and a whole date, whose year does not matter.
    Raises NotADate for anything else and for days that no year has.
    """
    with suppress(NotADate):
        return f"{parse_date(text):%m-%d}"
    found = _MONTH_DAY.fullmatch(text.strip())
    month, day = 0, 0
    if found:
        month = int(found[1] or 0) or month_named(found[3] or found[6] or "")
        day = int(found[2] or found[4] or found[5])
    try:
        return f"{date(_LEAP, month, day):%m-%d}"
    except ValueError:
        raise NotADate(f"'{text}' is not a day of the year. Write month and day, like 12-31 or Dec 31.") from None


def _dotted(plain: str) -> bool:
    """Whether a date is written with dots, as it is where the day comes first."""
    match = _FIGURES.fullmatch(plain)
    return match is not None and match[2] == "."


def _numbers(plain: str) -> tuple[int, int, int] | None:
    """Year, month and day as they are written."""
    if match := _ISO.fullmatch(plain):
        return int(match[1] or match[4]), int(match[2] or match[5]), int(match[3] or match[6])
    if match := _FIGURES.fullmatch(plain):
        return _whole_year(match[4]), int(match[1]), int(match[3])
    if match := _WORDS.fullmatch(plain):
        return int(match[3]), month_named(match[1]), int(match[2])
    if match := _DAY_FIRST.fullmatch(plain):
        return _whole_year(match[3]), month_named(match[2]), int(match[1])
    return None


def _whole_year(text: str) -> int:
    year = int(text)
    if len(text) == _TWO_DIGITS:
        year += 1900 if year >= _PIVOT else 2000
    return year


def month_named(word: str) -> int:
    """The number of the month whose name begins so, in at least three letters; 0 if there is none."""
    found = [
        index
        for index, name in enumerate(MONTHS, 1)
        if name.lower().startswith(word.lower()) and len(word) >= _SHORTEST
    ]
    return found[0] if found else 0


def long_date(day: date) -> str:
    """The date in words: ``April 15, 2026``."""
    return f"{MONTHS[day.month - 1]} {day.day}, {day.year}"


def short_date(day: date) -> str:
    """The date in figures: ``04/15/2026``."""
    return f"{day.month:02d}/{day.day:02d}/{day.year}"
