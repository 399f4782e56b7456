"""Entries of a filing by cell, each read when somebody looks at it: of a report of years ago few are."""

from __future__ import annotations

from collections.abc import Callable, ItemsView, Iterator, Mapping
from functools import cached_property
from typing import TypeVar

from desktop_app.domain.values import Json, Place, place_of

V = TypeVar("V")


class LateEntries(Mapping[Place, V]):
    """The entries whose keys start with `prefix`, read by `read`; what it refuses is raised as `refused` makes it.

    They are those of one moment: the table of entries is its own and never changes.
    """

    def __init__(
        self,
        prefix: str,
        entries: Mapping[str, Json],
        read: Callable[[str, Json], V],
        refused: Callable[[ValueError], Exception],
    ) -> None:
        self._prefix, self._entries = prefix, entries
        self._read, self._refused = read, refused

    @cached_property
    def _whole(self) -> dict[Place, V]:
        """All of them, once somebody goes through them."""
        try:
            paths = ((key[len(self._prefix) :], data) for key, data in self._entries.items())
            return {place_of(path): self._read(path, data) for path, data in paths}
        except ValueError as error:
            raise self._refused(error) from None

    def __getitem__(self, place: Place) -> V:
        found = self.get(place)
        if found is None:
            raise KeyError(place)
        return found

    def get(self, place: Place, default: V | None = None) -> V | None:  # type: ignore[override]
        """The entry of the cell, read: no entry holds nothing."""
        if "_whole" in vars(self):
            return self._whole.get(place, default)
        path = "/".join(place)
        data = self._entries.get(f"{self._prefix}{path}")
        if data is None:
            return default
        try:
            return self._read(path, data)
        except ValueError as error:
            raise self._refused(error) from None

    def __contains__(self, place: object) -> bool:
        return f"{self._prefix}{place}" in self._entries

    def __iter__(self) -> Iterator[Place]:
        return iter(self._whole)

    def __len__(self) -> int:
        return len(self._entries)

    def items(self) -> ItemsView[Place, V]:
        """All of them, read."""
        return self._whole.items()
