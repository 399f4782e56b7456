"""Where a filing holds what is compared with other filings, with the tariff book and with the limits of size."""

from __future__ import annotations

from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.values import Place


@dataclass(frozen=True, slots=True)
class SoldFigures:
    """Where a filing says what was sold of a service in a year: held against the rates of the tariff book.

    `customers` is their average number, `use` what they used together, in `size` of the `measure`.
    """

    utility: str
    customers: Place
    use: Place
    revenue: Place
    measure: str
    size: int


@dataclass(frozen=True, slots=True)
class FigureLimit:
    """A figure that cannot be more than one of another filing of the same year or, without one, of the year before.

    `where` are the places in which that may stand, the form's name before each.
    """

    utility: str
    at: Place
    where: tuple[tuple[str, Place], ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class ServiceSize:
    """Where a report says how large a service is: its customers on the last day, and its revenue if it tells that."""

    utility: str
    customers: Place
    revenue: Place | None = None
