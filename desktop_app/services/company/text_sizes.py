"""How long a text may be that is typed, pasted or read into a company file, whatever it is for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from desktop_app.domain.counting import counted
from desktop_app.domain.problems import UserError
from desktop_app.domain.values import Json

LONGEST_KEPT = 60_000  # characters: as many as the longest tariff sheet; what is printed in a box takes fewer
LONGEST_IMPORTED = 1_000_000  # earlier versions kept longer texts, and their exports are read for ever


class TextTooLong(UserError):
    """A text is longer than any that is kept."""

    def __init__(self, what: str, length: int, longest: int = LONGEST_KEPT) -> None:
        super().__init__(
            f"{what}: the text has {counted(length, 'character')}, and at most {longest:,} are kept. Shorten it, or "
            "attach a document."
        )


def must_fit(what: str, before: Iterable[Json], after: Iterable[Json]) -> None:
    """Raises TextTooLong for a text that is too long, unless it was kept by an earlier version and only stays."""
    lengths = [len(text) for data in after for text in _texts(data) if len(text) > LONGEST_KEPT]
    if lengths and max(lengths) > max((len(text) for data in before for text in _texts(data)), default=0):
        raise TextTooLong(what, max(lengths))


def must_fit_import(what: str, data: Json) -> None:
    """Raises TextTooLong for a text of an export that no version can have written."""
    longest = max((len(text) for text in _texts(data)), default=0)
    if longest > LONGEST_IMPORTED:
        raise TextTooLong(what, longest, LONGEST_IMPORTED)


def _texts(data: Json) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, list):
        for item in data:
            yield from _texts(item)
    elif isinstance(data, dict):
        for item in data.values():
            yield from _texts(item)
