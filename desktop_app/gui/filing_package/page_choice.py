"""Which pages are meant: "1-3, 5" as a person writes it."""

from __future__ import annotations

import re

from desktop_app.domain.late_patterns import late_pattern
from desktop_app.domain.problems import UserError

_PART = late_pattern(r"(\d+)(?:\s*[-\u2013]\s*(\d+))?")


class BadPages(UserError):
    """The pages are not written so that they can be read, or there are none of that number."""

    def __init__(self, written: str, count: int) -> None:
        super().__init__(f"Pages are written like 1-3, 5 and go from 1 to {count}. It now reads '{written}'.")


def chosen_pages(written: str, count: int) -> tuple[int, ...]:
    """The numbers (from 0) of the pages that are meant, in order and each once. Raises BadPages."""
    found: set[int] = set()
    for part in filter(None, (piece.strip() for piece in re.split(r"[,;]", written))):
        match = _PART.fullmatch(part)
        first = int(match[1]) if match else 0
        last = int(match[2] or match[1]) if match else 0
        if not 1 <= first <= last <= count:
            raise BadPages(written, count)
        found.update(range(first - 1, last))
    if not found:
        raise BadPages(written, count)
    return tuple(sorted(found))


def pages_in_words(pages: tuple[int, ...]) -> str:
    """The pages (from 0) as a person writes them: "1-3, 5"."""
    parts: list[list[int]] = []
    for page in sorted(pages):
        if parts and parts[-1][-1] == page - 1:
            parts[-1].append(page)
        else:
            parts.append([page])
    return ", ".join(f"{run[0] + 1}-{run[-1] + 1}" if len(run) > 1 else f"{run[0] + 1}" for run in parts)
