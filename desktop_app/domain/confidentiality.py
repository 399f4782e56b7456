"""Seals: which information is kept under seal, of what type and why (4 CSR 240-3.640(4) and its parallels)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from desktop_app.domain.values import Place

ANY = "*"


@dataclass(frozen=True, slots=True)
class Seal:
    """A designation of information to be kept under seal.

    `target` is a path inside the filing: ``w2`` (a whole schedule), ``w2/chemicals`` (a row), ``w2/*/amount`` (a
    column), ``w2/chemicals/amount`` (a cell) or ``attachment/ID``. `published` are the computed cells that depend
    on the target and that the user decided to publish all the same. `default` marks a seal that comes with the field,
    `confirmed` that the user has looked at type and reason, `carried` that it came from last year and asks "still
    needed?". A `waived` seal records that a default seal was lifted.
    """

    target: str
    type: str
    reason: str
    published: tuple[str, ...] = ()
    default: bool = False
    confirmed: bool = True
    carried: bool = False
    waived: bool = False

    def covers(self, place: Place) -> bool:
        """Whether the cell lies in the seal's target."""
        if self.waived:
            return False
        parts = self.target.split("/")
        return all(part in (ANY, cell) for part, cell in zip(parts, place, strict=False))


def covering(seals: Iterable[Seal], place: Place) -> Seal | None:
    """The first seal that covers the cell, or None."""
    return next((seal for seal in seals if seal.covers(place)), None)
