"""Readers of what the company's file keeps as JSON: each gives the value or raises ValueError with a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from desktop_app.domain.values import Json

JsonTable = Mapping[str, Json]


def as_table(data: Json) -> JsonTable:
    """The data as a table. Raises ValueError."""
    if not isinstance(data, dict):
        raise ValueError("It must be a table.")
    return data


def as_list(data: Json) -> list[Json]:
    """The data as a list. Raises ValueError."""
    if not isinstance(data, list):
        raise ValueError("It must be a list.")
    return data


def as_whole(data: Json) -> int:
    """The data as a whole number. Raises ValueError."""
    if not isinstance(data, int) or isinstance(data, bool):
        raise ValueError("It must be a whole number.")
    return data


def as_day(data: Json) -> date:
    """The data as a day, kept as ``2026-04-15``. Raises ValueError."""
    if not isinstance(data, str):
        raise ValueError("It must be a day such as 2026-04-15.")
    try:
        return date.fromisoformat(data)
    except ValueError:
        raise ValueError("It must be a day such as 2026-04-15.") from None


def optional_day(data: Json) -> date | None:
    """The day, or None where none is kept. Raises ValueError for a text that is no day."""
    return as_day(data) if isinstance(data, str) else None


def iso_day(day: date | None) -> Json:
    """A day as it is kept; `optional_day` gives it back."""
    return None if day is None else day.isoformat()
