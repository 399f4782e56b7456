"""What a sheet that came back would change: kept apart from how it is compared, because other rooms show it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from desktop_app.domain.late_dataclasses import dataclass, field
from desktop_app.domain.values import Json, Place, Value

Entries = dict[str, Json]


@dataclass(frozen=True)
class CellChange:
    """What one cell, explanation, row or seal would become, in words."""

    filing: str
    place: Place
    where: str
    before: str
    after: str


@dataclass(frozen=True)
class CopyConflict:
    """What was changed both here and in the copy since it was written: what it held then, here now, and in the copy.

    `entries` are what taking the copy's side puts down.
    """

    filing: str
    place: Place
    where: str
    held: str
    mine: str
    theirs: str
    entries: Mapping[str, Json]


@dataclass(frozen=True)
class OverwrittenTotal:
    """A computed cell in which the copy shows another figure."""

    filing: str
    place: Place
    where: str
    address: str
    value: Value


@dataclass
class SheetChanges:
    """What one sheet would change, what of it does not fit, and what is to be said besides."""

    changes: list[CellChange] = field(default_factory=list)
    conflicts: list[CopyConflict] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    totals: list[OverwrittenTotal] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    entries: Entries = field(default_factory=dict)
    rounding: Decimal = Decimal(0)
