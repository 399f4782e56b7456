"""The entries of an open workspace by key: those of one kind and filing are read when the first of them is wanted.

A company of thirty years has tens of thousands, and a session looks at those of few filings.
"""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_left
from collections.abc import ItemsView, Iterator, Mapping, Sequence
from functools import cached_property

from desktop_app.domain.values import Json
from desktop_app.storage.statements import encoded

FEW = 10  # entries of a filing looked at one by one are one in so many: then it is quicker to read all
PARTS = 2  # of a key name its group: the kind and the filing, as a rule
AFTER = chr(ord("/") + 1)  # whatever begins with a group's name comes before its name with this instead of the slash


class _KeptEntries(Mapping[str, Json]):
    """Entries as they are kept, in order: each is read when it is looked at, all when somebody goes through them."""

    def __init__(self, keys: Sequence[str], texts: Sequence[str]) -> None:
        self._keys, self.texts = keys, texts
        self._looked_at = 0

    @cached_property
    def whole(self) -> dict[str, Json]:
        """All of them, read."""
        return dict(zip(self._keys, json.loads(f"[{','.join(self.texts)}]"), strict=True))

    def __getitem__(self, key: str) -> Json:
        found = self.get(key)
        if found is None:
            raise KeyError(key)
        return found

    def get(self, key: str, default: Json = None) -> Json:  # type: ignore[override]
        """The entry at the key: none holds nothing."""
        self._looked_at += 1
        if self._looked_at > len(self._keys) // FEW:
            return self.whole.get(key, default)
        at = bisect_left(self._keys, key)
        if at == len(self._keys) or self._keys[at] != key:
            return default
        read: Json = json.loads(self.texts[at])
        return read

    def __contains__(self, key: object) -> bool:
        at = bisect_left(self._keys, str(key))
        return self._keys[at : at + 1] == [key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)

    def items(self) -> ItemsView[str, Json]:
        """All of them, read."""
        return self.whole.items()


class _EntryGroup:
    """Entries whose keys begin alike. A table that was handed out is never changed: the next change makes another."""

    def __init__(self, keys: Sequence[str] = (), texts: Sequence[str] = ()) -> None:
        self._keys = keys
        self._kept: _KeptEntries | None = _KeptEntries(keys, texts)
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

    def digest(self) -> str:
        """What changes when one of them does."""
        if not self._digest:
            found = self.ordered()
            texts = found.texts if isinstance(found, _KeptEntries) else [encoded(value) for value in found.values()]
            whole = "\n".join([*self._keys, *texts])
            self._digest = hashlib.sha256(whole.encode("utf-8", "surrogateescape")).hexdigest()
        return self._digest

    def under(self, prefix: str) -> dict[str, Json]:
        """Those whose key starts so, in order."""
        found = self.ordered() if self._kept is None else self._kept.whole
        start = bisect_left(self._keys, prefix)
        end = bisect_left(self._keys, True, start, key=lambda key: not key.startswith(prefix))
        return {key: found[key] for key in self._keys[start:end]}

    def put(self, key: str, value: Json) -> None:
        """Puts an entry; None removes one."""
        self._digest = ""
        if self._kept is not None or self._handed_out:
            self._changed = dict(self._changed if self._kept is None else self._kept.whole)
            self._kept, self._handed_out = None, False
        if (key in self._changed) == (value is None):
            self._in_order = False
        if value is None:
            self._changed.pop(key, None)
        else:
            self._changed[key] = value


class EntryTable:
    """All entries. `keys` are in order, and `texts` what they hold, as JSON that can be read."""

    def __init__(self, keys: Sequence[str] = (), texts: Sequence[str] = ()) -> None:
        self._groups: dict[str, dict[str, _EntryGroup]] = {}  # by kind, and by how the keys begin
        start = 0
        while start < len(keys):
            name = group_of(keys[start])
            if name.count("/") == PARTS:
                end = bisect_left(keys, f"{name[:-1]}{AFTER}", start)
                self._groups.setdefault(_kind_of(name), {})[name] = _EntryGroup(keys[start:end], texts[start:end])
            else:  # few, and those of other groups may lie between them
                end = start + 1
                self.put({keys[start]: json.loads(texts[start])})
            start = end

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
        kinds = [self._groups.get(_kind_of(name), {})] if name else self._groups.values()
        near = (group for kind in kinds for group in kind.values())
        return dict(sorted(item for group in near for item in group.under(prefix).items()))

    def digest_under(self, prefix: str) -> str:
        """What changes when an entry of the group does; nothing where it has none."""
        group = self._group(prefix)
        return "" if group is None or not group.ordered() else group.digest()

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


def _kind_of(name: str) -> str:
    return name[: name.find("/") + 1]
