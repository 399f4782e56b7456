"""Which charts of accounts a company has."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.catalog.trouble import CatalogError, nearest
from desktop_app.formspec.definition import SHARED, ChartOfAccounts

ANY = "any"  # a chart that goes with every system


def of_company(charts: Sequence[ChartOfAccounts], system: str, utilities: Sequence[str]) -> tuple[ChartOfAccounts, ...]:
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
