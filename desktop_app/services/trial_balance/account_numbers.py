"""Numbers of accounts as programs write them, and the numbers of a system of accounts that they may stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from desktop_app.domain.late_patterns import late_pattern

_PARTS = late_pattern(r"[\s.\-/_]+")
_SYSTEM = late_pattern(r"[1-9]\d{2}")
_LETTER = late_pattern(r"(?<=\d)([A-Za-z])$")
LONGEST, ROOT, REMEMBERED = 8, 3, 20_000


def plain_number(number: str) -> str:
    """The number without the zeros that a spreadsheet drops or a program adds: 408.10 and 408.1 are one."""
    whole, _, part = number.replace("-", ".").partition(".")
    part = part.rstrip("0.")
    return f"{whole.lstrip('0') or whole}.{part}" if part else whole.lstrip("0") or whole


def letter_of(number: str) -> str:
    """The letter behind a number, by which companies tell their services apart (301W)."""
    found = _LETTER.search(number)
    return found[1].upper() if found else ""


@lru_cache(REMEMBERED)
def number_forms(number: str) -> tuple[str, ...]:
    """What a number may mean in a system of accounts, the likeliest first, as `plain_number` writes it.

    ``408-10`` is 408.1, then 408; ``131000`` is 131; ``1-131`` and ``10-131-00`` are 131; ``4-40810`` is 408.1.
    """
    return tuple(dict.fromkeys(map(plain_number, _forms(_LETTER.sub("", number.strip())))))


def _forms(number: str) -> Iterator[str]:
    parts = [part for part in _PARTS.split(re.sub(r"^[A-Za-z]+", "", number)) if part]
    for at, part in enumerate(parts):
        for root, rest in _roots(part):
            behind = parts[at + 1] if at + 1 < len(parts) else ""
            if rest:
                yield f"{root}.{rest}"
            elif behind and behind.isdigit():
                yield f"{root}.{behind}"
                if len(behind) > 1 and behind.startswith("0"):
                    yield f"{root}.{behind.lstrip('0')}"
    for part in parts:
        for root, _ in _roots(part):
            yield root


def _roots(part: str) -> Iterator[tuple[str, str]]:
    """Three digits that may be the account, with the digits that follow them."""
    bare = part.lstrip("0")
    for digits in dict.fromkeys((part, bare)):
        if ROOT <= len(digits) <= LONGEST and _SYSTEM.match(digits):
            yield digits[:ROOT], digits[ROOT:].rstrip("0")
