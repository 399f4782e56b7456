"""The entries of an open workspace by key: those of one kind and filing are read when the first of them is wanted.

A company of thirty years has tens of thousands, and a session looks at those of few filings.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Mapping, Sequence

from desktop_app.domain.values import Json

PARTS = 2  # of a key name its group: the kind and the filing, as a rule
AFTER = chr(ord("/") + 1)  # whatever begins with a group's name comes before its name with this instead of the slash


class _EntryGroup:
    """Entries whose keys begin alike. A table that was handed out is never changed: the next change makes another."""

    def __init__(self, keys: Sequence[str] = (), texts: Sequence[str] = ()) -> None:
        self._keys, self._texts = keys, texts
        self._read: dict[str, Json] | None = None
        self._in_order, self._handed_out = True, False

    def entries(self) -> dict[str, Json]:
        """All of them, in whatever order."""
        if self._read is None:
            self._read = dict(zip(self._keys, json.loads(f"[{','.join(self._texts)}]"), strict=True))
        return self._read

    def ordered(self) -> Mapping[str, Json]:
        """All of them in the order of their keys, as they are now."""
        found = self.entries()
        if not self._in_order:
            self._keys = sorted(found)
            found = self._read = {key: found[key] for key in self._keys}
        self._in_order = self._handed_out = True
        return found

    def under(self, prefix: str) -> dict[str, Json]:
        """Those whose key starts so, in order."""
        found = self.ordered()
        start = bisect_left(self._keys, prefix)
        end = bisect_left(self._keys, True, start, key=lambda key: not key.startswith(prefix))
        return {key: found[key] for key in self._keys[start:end]}

    def put(self, key: str, value: Json) -> None:
        """Puts an entry; None removes one."""
        found = self.entries()
        if self._handed_out:
            found = self._read = dict(found)
            self._handed_out = False
        if (key in found) == (value is None):
            self._in_order = False
        if value is None:
            found.pop(key, None)
        else:
            found[key] = value


class EntryTable:
    """All entries. `keys` are in order, and `texts` what they hold, as JSON that can be read."""

    def __init__(self, keys: Sequence[str] = (), texts: Sequence[str] = ()) -> None:
        self._groups: dict[str, _EntryGroup] = {}
        start = 0
        while start < len(keys):
            name = group_of(keys[start])
            if name.count("/") == PARTS:
                end = bisect_left(keys, f"{name[:-1]}{AFTER}", start)
                self._groups[name] = _EntryGroup(keys[start:end], texts[start:end])
            else:  # few, and those of other groups may lie between them
                end = start + 1
                self.put({keys[start]: json.loads(texts[start])})
            start = end

    def get(self, key: str) -> Json:
        """The entry at the key, None if there is none."""
        group = self._groups.get(group_of(key))
        return None if group is None else group.entries().get(key)

    def under(self, prefix: str) -> Mapping[str, Json]:
        """All entries whose key starts with `prefix`, in order, as they are now: no later change concerns them."""
        name = group_of(prefix)
        if name.count("/") == PARTS:  # all in one group
            group = self._groups.get(name)
            return {} if group is None else group.ordered() if name == prefix else group.under(prefix)
        near = (group for name, group in self._groups.items() if name.startswith(prefix) or prefix.startswith(name))
        return dict(sorted(item for group in near for item in group.under(prefix).items()))

    def put(self, changes: Mapping[str, Json]) -> None:
        """Puts entries; None removes one."""
        for key, value in changes.items():
            self._groups.setdefault(group_of(key), _EntryGroup()).put(key, value)


def group_of(key: str) -> str:
    """How the keys of a group begin: with the kind and the filing, or else with the kind alone, or with nothing."""
    first = key.find("/")
    return key[: max(first, key.find("/", first + 1)) + 1]
