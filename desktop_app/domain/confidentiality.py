"""Seals: which information is kept under seal, of what type and why (4 CSR 240-3.640(4) and its parallels)."""

from __future__ import annotations

from collections.abc import Iterable

from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.values import Place

ANY = "*"


@dataclass(frozen=True, slots=True)
class Seal:
    """A designation of information to be kept under seal.

    `target` is a path inside the filing: ``w2`` (a whole schedule), ``w2/chemicals`` (a row), ``w2/*/amount`` (a
    column), ``w2/chemicals/amount`` (a cell) or ``attachment/ID``. `published` are the computed cells that depend
    on the target and that the user decided to publish all the same. `default` marks a seal that comes with the field,
    `confirmed` that the user has looked at type and reason, `carried` that it came from an earlier filing and asks
    "still needed?". A `waived` seal records that a default seal was lifted, or a carried one if it is `carried` too.
    One that only `covers_for` another place is there so that the value at that place cannot be worked out; what it
    covers is no secret of its own.
    """

    target: str
    type: str
    reason: str
    published: tuple[str, ...] = ()
    default: bool = False
    confirmed: bool = True
    carried: bool = False
    waived: bool = False
    covers_for: str = ""

    def reaches(self, place: Place) -> bool:
        """Whether the cell is one of the target's."""
        parts = self.target.split("/")
        return all(part in (ANY, cell) for part, cell in zip(parts, place, strict=False))

    def covers(self, place: Place) -> bool:
        """Whether the cell is sealed by it."""
        return not self.waived and self.reaches(place)

    @property
    def of_one_cell(self) -> bool:
        """Whether the target is a single cell."""
        parts = self.target.split("/")
        return len(parts) == len(Place._fields) and ANY not in parts


def covering(seals: Iterable[Seal], place: Place) -> Seal | None:
    """The first seal that covers the cell, or None."""
    return next((seal for seal in seals if seal.covers(place)), None)
