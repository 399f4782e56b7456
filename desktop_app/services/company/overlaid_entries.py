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

    def get(self, place: str) -> Json:
        """The entry at the place."""
        return self.above[place] if place in self.above else self.below.get(place)

    def under(self, prefix: str) -> Mapping[str, Json]:
        """All entries whose place starts so."""
        found = dict(self.below.under(prefix)) | {
            place: data for place, data in self.above.items() if place.startswith(prefix)
        }
        return {place: found[place] for place in sorted(found) if found[place] is not None}
