"""Texts with holes, filled so that a sentence ends once."""

from __future__ import annotations

import re
from collections.abc import Callable

PERIOD = "."


def fill_holes(text: str, hole: re.Pattern[str], value: Callable[[re.Match[str]], str]) -> str:
    """The text with a value in each hole; one that ends with a period, like ``Inc.``, brings no second one."""

    def fill(match: re.Match[str]) -> str:
        words = value(match)
        return words.removesuffix(PERIOD) if text.startswith(PERIOD, match.end()) else words

    return hole.sub(fill, text)
