"""The changes of a step as the journal keeps them, read when they are first asked for: most steps are only named."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any, overload

from desktop_app.services.ports import EntryChange


class KeptChanges(Sequence[EntryChange]):
    """Equal to the tuple of its changes."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _listed(self) -> list[list[Any]]:
        listed: list[list[Any]] = json.loads(self._text)
        return listed

    @cached_property
    def _read(self) -> tuple[EntryChange, ...]:
        return tuple(EntryChange(key, before, after) for key, before, after in self._listed)

    @overload
    def __getitem__(self, at: int) -> EntryChange: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[EntryChange]: ...

    def __getitem__(self, at: int | slice) -> EntryChange | Sequence[EntryChange]:
        return self._read[at]

    def __len__(self) -> int:
        return len(self._listed)

    def __iter__(self) -> Iterator[EntryChange]:
        """Each is made when its turn comes: of a long step often the first ones are looked at."""
        return (EntryChange(key, before, after) for key, before, after in self._listed)

    def __eq__(self, other: object) -> bool:
        return self._read == (other._read if isinstance(other, KeptChanges) else other)

    def __hash__(self) -> int:
        return hash(self._read)
