"""The changes of a step as the journal keeps them, read when they are first asked for: most steps are only named."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import overload

from desktop_app.services.ports import EntryChange


class KeptChanges(Sequence[EntryChange]):
    """Equal to the tuple of its changes."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _read(self) -> tuple[EntryChange, ...]:
        return tuple(EntryChange(key, before, after) for key, before, after in json.loads(self._text))

    @overload
    def __getitem__(self, at: int) -> EntryChange: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[EntryChange]: ...

    def __getitem__(self, at: int | slice) -> EntryChange | Sequence[EntryChange]:
        return self._read[at]

    def __len__(self) -> int:
        return len(self._read)

    def __iter__(self) -> Iterator[EntryChange]:
        return iter(self._read)

    def __eq__(self, other: object) -> bool:
        return self._read == (other._read if isinstance(other, KeptChanges) else other)

    def __hash__(self) -> int:
        return hash(self._read)
