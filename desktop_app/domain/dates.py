"""Dates as people write them. Pure: nobody here asks what day it is."""

from __future__ import annotations

import re
from datetime import date

from desktop_app.domain.problems import UserError

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_SLASH = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})")
_WORDS = re.compile(r"([A-Za-z]+)\.?\s+(\d{1,2})\s*,?\s+(\d{4})")
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
_EARLIEST, _LATEST = 1800, 2199
_TWO_DIGITS, _PIVOT = 2, 70
_SHORTEST = 3


class NotADate(UserError, ValueError):
    """The text is not a date of this calendar; the message says what was read."""


def parse_date(text: str) -> date:
    """The date written as ``2025-12-31``, ``12/31/2025``, ``12/31/25`` or ``December 31, 2025`` (month before day).

    Two-digit years are 1970 to 2069. Raises NotADate for anything else and for impossible dates.
    """
    plain = text.strip()
    year, month, day = _numbers(plain)
    refusal = NotADate(f"'{text}' is not a date. Write it as 12/31/2025 (month, day, year).")
    if not _EARLIEST <= year <= _LATEST:
        raise refusal
    try:
        return date(year, month, day)
    except ValueError:
        raise refusal from None


def _numbers(plain: str) -> tuple[int, int, int]:
    if match := _ISO.fullmatch(plain):
        return int(match[1]), int(match[2]), int(match[3])
    if match := _SLASH.fullmatch(plain):
        year = int(match[3])
        if len(match[3]) == _TWO_DIGITS:
            year += 1900 if year >= _PIVOT else 2000
        return year, int(match[1]), int(match[2])
    if (match := _WORDS.fullmatch(plain)) and (month := _month(match[1])):
        return int(match[3]), month, int(match[2])
    return 0, 0, 0


def _month(word: str) -> int:
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
