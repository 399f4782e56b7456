"""The sentence on receipt, the same wherever a day of sending is asked or shown."""

from __future__ import annotations

RECEIPT_COUNTS = "The day on which the commission receives it counts, not the day on which it is mailed."
