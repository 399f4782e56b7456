"""A ready outline of a tariff: its sheets by title, to be filled."""

from __future__ import annotations

from desktop_app.domain.late_dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OutlineSheet:
    """A sheet of an outline, with the text that it begins with."""

    number: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class TariffOutline:
    """An outline for one utility."""

    id: str
    utility: str
    title: str
    sheets: tuple[OutlineSheet, ...]
