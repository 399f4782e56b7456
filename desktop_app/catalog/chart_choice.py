"""Which charts of accounts a company has."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeVar

from desktop_app.catalog.trouble import CatalogError, nearest
from desktop_app.formspec.definition import SHARED, ChartOfAccounts

ANY = "any"  # a chart that goes with every system


class ChartKey(NamedTuple):
    """A chart that was not read yet: its system, its utility and its place among all."""

    system: str
    utility: str
    number: int


C = TypeVar("C", ChartOfAccounts, ChartKey)


def of_company(charts: Sequence[C], system: str, utilities: Sequence[str]) -> tuple[C, ...]:
    """The charts of a company: what all utilities have in common, then those of its own utilities, in one system.

    Raises CatalogError for a system that has no chart.
    """
    order = ("", *utilities, SHARED) if len(utilities) > 1 else ("", *utilities)
    found = [chart for chart in charts if chart.system in (system, ANY) and chart.utility in order]
    if all(chart.system == ANY for chart in found):
        raise CatalogError(
            "accounts",
            "",
            f"there is no chart '{system}'. {nearest(system, [c.system for c in charts if c.system != ANY])}",
        )
    return tuple(sorted(found, key=lambda chart: order.index(chart.utility)))
