"""Long work that says how far it is: whoever listens may call it off there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")
WorkReport = Callable[[int, int, str], None]
EVERY = 1000


def unwatched(_done: int, _total: int, _words: str) -> None:
    """Nobody listens."""


def watched(items: Sequence[T], words: str, report: WorkReport) -> Iterator[T]:
    """The items one by one, told now and then."""
    total = len(items)
    for done, item in enumerate(items):
        if not done % EVERY:
            report(done, total, words)
        yield item
