"""Which other filings hand their seals on to one: those that it repeats, each in every version there is.

A version that seals more than the one before it counts whenever it came, before or after this filing was begun; so does
a report that was imported, whether or not this filing was opened from it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from desktop_app.domain.confidentiality import Seal
from desktop_app.domain.filings import COMPANY, Filing
from desktop_app.domain.periods import FilingPeriod
from desktop_app.formspec.company_chart import AccountEdit
from desktop_app.formspec.repeated_seals import REVISED, OtherSeals

PRIOR, YEAR_AGO, BASE = "prior", "year_ago", "base"


def earlier_filings(filing: Filing, others: Sequence[Filing]) -> dict[str, tuple[str, ...]]:
    """The filings whose figures this one repeats, by scope, the one it was opened from first.

    Of the report that was chosen as its base, all versions.
    """
    if filing.id == COMPANY:
        return {}
    when, just_before = (filing.year, filing.month), filing.period.before
    before = [(_when(other), other) for other in others if other.form == filing.form and _when(other) < when]
    near = {at for at, other in before if other.id == filing.previous or at == _when(just_before)}
    last = {max(at for at, _ in before)} if before else set()
    prior = [other for at, other in before if at in (near or last)]
    ordered = sorted(prior, key=lambda other: (other.id != filing.previous, -other.year, -other.month, other.id))
    base = next((other for other in others if filing.base and other.id == filing.base), None)
    read = [] if base is None else [other for other in others if (other.form, other.period) == (base.form, base.period)]
    found = {
        BASE: tuple(other.id for other in read),
        PRIOR: tuple(other.id for other in ordered),
        YEAR_AGO: tuple(other.id for at, other in before if at == _when(filing.period.year_ago)),
        REVISED: tuple(other.id for other in others if other.id == filing.revises),
        COMPANY: (COMPANY,),
    }
    return {scope: ids for scope, ids in found.items() if ids}


def _when(period: Filing | FilingPeriod) -> tuple[int, int]:
    """What periods sort by: compared for each pair of filings, it is quicker than they are."""
    return period.year, period.month


def other_seals(
    earlier: Mapping[str, Iterable[str]],
    seals_of: Callable[[str], Sequence[Seal]],
    rows_of: Callable[[str], Mapping[str, Sequence[str]]],
    merged: Mapping[tuple[str, str], Sequence[str]],
) -> OtherSeals:
    """Their seals and rows, and the accounts that were `merged` since."""
    seals: dict[str, list[Seal]] = {}
    rows: dict[tuple[str, str], frozenset[str]] = {}
    for scope, ids in earlier.items():
        for other in ids:
            seals.setdefault(scope, []).extend(seals_of(other))
            for schedule, known in rows_of(other).items():
                rows[scope, schedule] = rows.get((scope, schedule), frozenset()).union(known)
    return OtherSeals(seals, merged, rows)


def merged_accounts(edits: Iterable[AccountEdit], year: int) -> dict[tuple[str, str], list[str]]:
    """The accounts that are no more in the year, by the utility and account that took their balances over."""
    found: dict[tuple[str, str], list[str]] = {}
    for edit in edits:
        if edit.retired_in(year) and edit.into:
            found.setdefault((edit.utility, edit.into), []).append(edit.id)
    return found
