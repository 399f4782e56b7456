"""What a utility's rule wants a tariff to state, item by item."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RequiredContent:
    """Something the tariff must state. `must` are its points, each with the spellings that count for it."""

    id: str
    label: str
    cites: tuple[str, ...]
    must: tuple[tuple[str, ...], ...]

    def missing(self, text: str) -> tuple[str, ...]:
        """The points that a text does not make, each by its first spelling. Capitals and line ends do not count."""
        plain = " ".join(text.casefold().split())
        return tuple(spellings[0] for spellings in self.must if not any(word in plain for word in spellings))


@dataclass(frozen=True, slots=True)
class TariffContents:
    """The contents of one utility's tariff. Where the rule wants them in the order named, `order_cites` says so."""

    utility: str
    items: tuple[RequiredContent, ...]
    order_cites: tuple[str, ...] = ()
