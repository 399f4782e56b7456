"""How long a text may be that is typed, pasted or read into a company file, whatever it is for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from desktop_app.domain.problems import UserError
from desktop_app.domain.values import Json

LONGEST_KEPT = 60_000  # characters: as many as the longest tariff sheet; what is printed in a box takes fewer


class TextTooLong(UserError):
    """A text is longer than any that is kept."""

    def __init__(self, what: str, length: int) -> None:
        super().__init__(
            f"{what}: the text has {length:,} characters, and at most {LONGEST_KEPT:,} are kept. Shorten it, or attach "
            "a document."
        )


def must_fit(what: str, before: Iterable[Json], after: Iterable[Json]) -> None:
    """Raises TextTooLong for a text that is too long, unless it was kept by an earlier version and only stays."""
    lengths = [len(text) for data in after for text in _texts(data) if len(text) > LONGEST_KEPT]
    if lengths and max(lengths) > max((len(text) for data in before for text in _texts(data)), default=0):
        raise TextTooLong(what, max(lengths))


def _texts(data: Json) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, list):
        for item in data:
            yield from _texts(item)
    elif isinstance(data, dict):
        for item in data.values():
            yield from _texts(item)
