"""A company as it would be with some entries changed, nothing being written."""

from __future__ import annotations

from collections.abc import Mapping

from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.values import Json
from desktop_app.services.ports import EntrySource


@dataclass(frozen=True)
class OverlaidEntries:
    """The entries of a workspace with others put over them; None removes one."""

    below: EntrySource
    above: Mapping[str, Json]

    def get(self, key: str) -> Json:
        """The entry at the key."""
        return self.above[key] if key in self.above else self.below.get(key)

    def under(self, prefix: str) -> Mapping[str, Json]:
        """All entries whose key starts so."""
        found = dict(self.below.under(prefix)) | {
            key: data for key, data in self.above.items() if key.startswith(prefix)
        }
        return {key: found[key] for key in sorted(found) if found[key] is not None}
