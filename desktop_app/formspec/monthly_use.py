"""How a figure of the year comes from the figures of its months."""

from __future__ import annotations

from enum import StrEnum


class MonthlyUse(StrEnum):
    """What twelve monthly figures make of a figure of the year."""

    SUM = "sum"
    AVERAGE = "average"
    LAST = "last"
