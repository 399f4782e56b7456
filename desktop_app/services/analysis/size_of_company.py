"""How a company stands to the sizes at which rules and forms differ: shown, never decided.

Each service is counted by itself. The sizes are values of the rules, ``size/SERVICE_...``; their unit tells what is
compared with them.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum

from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.money import shown
from desktop_app.domain.values import Place
from desktop_app.rulebook.rulebook import RuleValue
from desktop_app.services.company.company_file import CompanyFile, EvaluatedFiling

TOPIC = "size"
SMALL_CASE = "small_case_customers"
CUSTOMERS, REVENUE = "customers", "dollars of operating revenue"
_COUNTED = ("begin", "added", "removed")


class SizeStanding(StrEnum):
    """On which side of a size the company is."""

    BELOW = "below"
    AT = "exactly at"
    ABOVE = "above"


@dataclass(frozen=True)
class SizeFact:
    """One size, and how one service of the company stands to it."""

    service: str
    size: RuleValue
    own: Decimal
    standing: SizeStanding

    @property
    def sentence(self) -> str:
        """The fact in words; at the very edge it says that nothing is decided."""
        own, size = shown(self.own, 0), shown(self.size.number, 0)
        words = f"{self.size.label} ({size}). {self.service.title()}: {own} {self.size.unit}, {self.standing} that."
        edge = " Which applies is for the commission to decide."
        return words + (edge if self.standing is SizeStanding.AT else "")


def size_facts(file: CompanyFile, book: EvaluatedFiling) -> tuple[SizeFact, ...]:
    """The facts of every service of the report, as far as its numbers are entered."""
    return tuple(_facts(file, book))


def _facts(file: CompanyFile, book: EvaluatedFiling) -> Iterator[SizeFact]:
    rules = file.law().rules
    for service in book.filing.utilities:
        for name in rules.names:
            if name.startswith(f"{TOPIC}/{service}_") or name == f"tariff_{service}/{SMALL_CASE}":
                size = rules.value(name, book.filing.rules_on)
                own = _own(book, service, size.unit)
                if own is not None:
                    yield SizeFact(service, size, own, _standing(own, size.number))


def customers_of(book: EvaluatedFiling, service: str) -> Decimal | None:
    """The customers of a service at the end of the year, as far as a report counts them."""
    return _own(book, service, CUSTOMERS)


def _own(book: EvaluatedFiling, service: str, unit: str) -> Decimal | None:
    size = next((one for one in book.sheet.form.sizes if one.utility == service), None)
    place = None if size is None else size.revenue if unit == REVENUE else size.customers
    value = None if place is None else book.calculation.values.get(place)
    return value if place is not None and isinstance(value, Decimal) and _is_entered(book, place) else None


def _is_entered(book: EvaluatedFiling, place: Place) -> bool:
    """Whether something was entered of what is counted: a total of blanks counts nobody."""
    cells = book.sheet.cells
    return any(
        known.schedule == place.schedule
        and _counts(known.column, place.column)
        and known in cells
        and not cells[known].formula
        for known, value in book.calculation.values.items()
        if isinstance(value, Decimal)
    )


def _counts(column: str, wanted: str) -> bool:
    """Whether what is entered in a column goes into the wanted one: a class of lines has columns of its own."""
    return column == wanted or (wanted != "revenue" and column.rpartition("_")[2] in _COUNTED)


def _standing(own: Decimal, size: Decimal) -> SizeStanding:
    if own == size:
        return SizeStanding.AT
    return SizeStanding.BELOW if own < size else SizeStanding.ABOVE
