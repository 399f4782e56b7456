"""The entries of an open workspace by key: those of one kind and filing are read when the first of them is wanted.

A company of thirty years has tens of thousands, and a session looks at those of few filings.
"""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_left
from collections.abc import ItemsView, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from desktop_app.domain.values import Json
from desktop_app.storage.statements import encoded

FEW = 16  # entries of a filing are searched for one by one: then it is quicker to read all of them
PARTS = 2  # of a key name its group: the kind and the filing, as a rule
AFTER = chr(ord("/") + 1)  # whatever begins with a group's name comes before its name with this instead of the slash


class KeptPiece(NamedTuple):
    """Entries of one group as they are kept: a line for each key, and one for what it holds."""

    name: str
    entries: int
    content: bytes


class _KeptEntries(Mapping[str, Json]):
    """Entries as they are kept, in order: each is read when it is looked at, all when somebody goes through them."""

    def __init__(self, count: int, content: bytes) -> None:
        self._count, self.content = count, content
        self._looked_at = 0

    @cached_property
    def _lines(self) -> tuple[list[str], list[str]]:
        lines = self.content.decode("utf-8").split("\n") if self._count else []
        return lines[::2], lines[1::2]

    @property
    def keys_in_order(self) -> list[str]:
        """Their keys."""
        return self._lines[0]

    @cached_property
    def whole(self) -> dict[str, Json]:
        """All of them, read."""
        keys, texts = self._lines
        return dict(zip(keys, json.loads(f"[{','.join(texts)}]"), strict=True))

    def __getitem__(self, key: str) -> Json:
        found = self.get(key)
        if found is None:
            raise KeyError(key)
        return found

    def get(self, key: str, default: Json = None) -> Json:  # type: ignore[override]
        """The entry at the key: none holds nothing."""
        self._looked_at += 1
        if self._looked_at > FEW:
            return self.whole.get(key, default)
        line, content = f"\n{key}\n".encode("utf-8", "surrogatepass"), self.content  # no value begins as a key does
        at = content.find(line)
        start = at + len(line) if at >= 0 else len(line) - 1 if content.startswith(line[1:]) else 0
        if not start:
            return default
        read: Json = json.loads(content[start:].partition(b"\n")[0].decode("utf-8"))
        return read

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and self.get(key) is not None

    def __iter__(self) -> Iterator[str]:
        return iter(self.keys_in_order)

    def __len__(self) -> int:
        return self._count

    def items(self) -> ItemsView[str, Json]:
        """All of them, read."""
        return self.whole.items()


class _EntryGroup:
    """Entries whose keys begin alike. A table that was handed out is never changed: the next change makes another."""

    def __init__(self, pieces: Sequence[KeptPiece] = ()) -> None:
        content = b"\n".join(piece.content for piece in pieces)
        self._kept: _KeptEntries | None = _KeptEntries(sum(piece.entries for piece in pieces), content)
        self._keys: list[str] = []
        self._changed: dict[str, Json] = {}  # all of them, once one was changed
        self._in_order, self._handed_out = True, False
        self._digest = ""

    def get(self, key: str) -> Json:
        """The entry at the key, None if there is none."""
        return (self._changed if self._kept is None else self._kept).get(key)

    def ordered(self) -> Mapping[str, Json]:
        """All of them in the order of their keys, as they are now."""
        if self._kept is not None:
            return self._kept
        if not self._in_order:
            self._keys = sorted(self._changed)
            self._changed = {key: self._changed[key] for key in self._keys}
        self._in_order = self._handed_out = True
        return self._changed

    @property
    def content(self) -> bytes:
        """All of them as they are kept."""
        found = self.ordered()
        return found.content if isinstance(found, _KeptEntries) else _content(found)

    def digest(self) -> str:
        """What changes when one of them does."""
        if not self._digest:
            self._digest = hashlib.sha256(self.content).hexdigest()
        return self._digest

    def under(self, prefix: str) -> dict[str, Json]:
        """Those whose key starts so, in order."""
        found = self.ordered() if self._kept is None else self._kept.whole
        keys = self._keys if self._kept is None else self._kept.keys_in_order
        start = bisect_left(keys, prefix)
        end = bisect_left(keys, True, start, key=lambda key: not key.startswith(prefix))
        return {key: found[key] for key in keys[start:end]}

    def put(self, key: str, value: Json) -> None:
        """Puts an entry; None removes one."""
        self._digest = ""
        if self._kept is not None or self._handed_out:
            if self._kept is not None:
                self._keys = self._kept.keys_in_order
            self._changed = dict(self._changed if self._kept is None else self._kept.whole)
            self._kept, self._handed_out = None, False
        if (key in self._changed) == (value is None):
            self._in_order = False
        if value is None:
            self._changed.pop(key, None)
        else:
            self._changed[key] = value


class EntryTable:
    """All entries. The pieces are whole groups in parts, in the order of their keys, and what they hold can be read."""

    def __init__(self, pieces: Iterable[KeptPiece] = ()) -> None:
        self._groups: dict[str, dict[str, _EntryGroup]] = {}  # by kind, and by how the keys begin
        parts: dict[str, list[KeptPiece]] = {}
        for piece in pieces:
            parts.setdefault(piece.name, []).append(piece)
        for name, found in parts.items():
            self._groups.setdefault(_kind_of(name), {})[name] = _EntryGroup(found)

    def get(self, key: str) -> Json:
        """The entry at the key, None if there is none."""
        group = self._group(group_of(key))
        return None if group is None else group.get(key)

    def under(self, prefix: str) -> Mapping[str, Json]:
        """All entries whose key starts with `prefix`, in order, as they are now: no later change concerns them."""
        name = group_of(prefix)
        if name.count("/") == PARTS:  # all in one group
            group = self._group(name)
            return {} if group is None else group.ordered() if name == prefix else group.under(prefix)
        alone = self._groups.get(name, {})
        if name and name == prefix and [*alone] == [name]:
            return alone[name].ordered()
        kinds = [self._groups.get(_kind_of(name), {})] if name else self._groups.values()
        near = (group for kind in kinds for group in kind.values())
        return dict(sorted(item for group in near for item in group.under(prefix).items()))

    def digest_under(self, prefix: str) -> str:
        """What changes when an entry of the group does; nothing where it has none."""
        group = self._group(prefix)
        return "" if group is None or not group.ordered() else group.digest()

    @property
    def digest(self) -> str:
        """The digest of all entries, the same as that of a file that holds them."""
        groups = [item for kind in self._groups.values() for item in kind.items() if item[1].ordered()]
        whole = [(name, group.content) for name, group in groups if name.count("/") == PARTS]
        few = [item for name, group in groups if name.count("/") < PARTS for item in group.ordered().items()]
        lines = sorted([*whole, *((key, _content({key: value})) for key, value in few)])
        return hashlib.sha256(b"\n".join(content for _, content in lines)).hexdigest()

    def put(self, changes: Mapping[str, Json]) -> None:
        """Puts entries; None removes one."""
        last, group = "", _EntryGroup()
        for key, value in changes.items():
            name = group_of(key)
            if name != last or not name:  # a long step has many of one group
                last, group = name, self._groups.setdefault(_kind_of(name), {}).setdefault(name, _EntryGroup())
            group.put(key, value)

    def _group(self, name: str) -> _EntryGroup | None:
        return self._groups.get(_kind_of(name), {}).get(name)


def group_of(key: str) -> str:
    """How the keys of a group begin: with the kind and the filing, or else with the kind alone, or with nothing."""
    first = key.find("/")
    return key[: max(first, key.find("/", first + 1)) + 1]


def _content(entries: Mapping[str, Json]) -> bytes:
    lines = chain.from_iterable((key, encoded(value)) for key, value in entries.items())
    return "\n".join(lines).encode("utf-8", "surrogatepass")


def _kind_of(name: str) -> str:
    return name[: name.find("/") + 1]
