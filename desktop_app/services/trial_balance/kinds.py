"""Kinds of accounts: what a line of the report, the number of an account, and the section of a file stand for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum

from desktop_app.domain.late_patterns import late_pattern


class SectionKind(StrEnum):
    """The kind of an account, as charts and bookkeeping programs divide them."""

    ASSET = "asset"
    PLANT = "plant"
    LIABILITY = "liability"
    EQUITY = "equity"
    REVENUE = "revenue"
    EXPENSE = "expense"
    ANY = ""


_BY_SECTION = (
    ("plant_", SectionKind.PLANT),
    ("utility_plant", SectionKind.PLANT),
    ("other_property", SectionKind.ASSET),
    ("current_assets", SectionKind.ASSET),
    ("deferred_debits", SectionKind.ASSET),
    ("equity", SectionKind.EQUITY),
    ("retained_earnings", SectionKind.EQUITY),
    ("long_term_debt", SectionKind.LIABILITY),
    ("current_liabilities", SectionKind.LIABILITY),
    ("deferred_credits", SectionKind.LIABILITY),
    ("operating_reserves", SectionKind.LIABILITY),
    ("ciac", SectionKind.LIABILITY),
    ("contributions", SectionKind.LIABILITY),
    ("deferred_taxes", SectionKind.LIABILITY),
    ("revenue", SectionKind.REVENUE),
    ("om", SectionKind.EXPENSE),
    ("income_operating_deductions", SectionKind.EXPENSE),
    ("income_taxes_other", SectionKind.EXPENSE),
    ("income_income_taxes", SectionKind.EXPENSE),
    ("income_interest", SectionKind.EXPENSE),
    ("income_other_taxes", SectionKind.EXPENSE),
)
_K = SectionKind
_WIDER = {
    _K.ASSET: frozenset({_K.ASSET, _K.PLANT}),
    _K.PLANT: frozenset({_K.PLANT, _K.ASSET}),
    _K.LIABILITY: frozenset({_K.LIABILITY}),
    _K.EQUITY: frozenset({_K.EQUITY, _K.LIABILITY}),
    _K.REVENUE: frozenset({_K.REVENUE}),
    _K.EXPENSE: frozenset({_K.EXPENSE}),
}
_OF_THE_SYSTEM = {
    "1": frozenset({_K.ASSET, _K.PLANT}),
    "2": frozenset({_K.LIABILITY, _K.EQUITY}),
    "3": frozenset({_K.PLANT}),
    "4": frozenset({_K.REVENUE, _K.EXPENSE, _K.EQUITY}),
    "5": frozenset({_K.REVENUE, _K.EXPENSE}),
    "6": frozenset({_K.EXPENSE}),
    "7": frozenset({_K.EXPENSE}),
}
_OF_THEIR_OWN = {
    "1": frozenset({_K.ASSET, _K.PLANT}),
    "2": frozenset({_K.LIABILITY, _K.EQUITY, _K.PLANT}),
    "3": frozenset({_K.EQUITY, _K.LIABILITY, _K.REVENUE}),
    "4": frozenset({_K.REVENUE}),
    "5": frozenset({_K.EXPENSE, _K.REVENUE}),
    "6": frozenset({_K.EXPENSE}),
    "7": frozenset({_K.EXPENSE, _K.REVENUE}),
    "8": frozenset({_K.EXPENSE, _K.REVENUE}),
    "9": frozenset({_K.EXPENSE, _K.REVENUE}),
}
_OWN_NUMBER = late_pattern(r"\d{4,5}")
_SYSTEM_NUMBER = late_pattern(r"\D?0*(\d)\d{2}(?!\d)")


def kind_of_section(section: str) -> SectionKind:
    """The kind of a section of the chart."""
    return next((kind for start, kind in _BY_SECTION if section.startswith(start)), SectionKind.ANY)


def kinds_of_number(number: str, *, by_system: bool) -> frozenset[SectionKind]:
    """The kinds to which the class of a number limits an account; empty for no limit."""
    if by_system:
        found = _SYSTEM_NUMBER.match(number)
        return _OF_THE_SYSTEM.get(found[1], frozenset()) if found else frozenset()
    return _OF_THEIR_OWN.get(number[0], frozenset()) if _OWN_NUMBER.fullmatch(number) else frozenset()


def kinds_of_section(text: str, names: Mapping[str, tuple[str, ...]]) -> frozenset[SectionKind]:
    """The kinds to which the section or type that a file names limits an account; empty for no limit."""
    plain = " ".join(re.findall(r"[a-z]+", text.casefold()))
    found = [
        (len(name), kind)
        for kind, known in names.items()
        for name in known
        if re.search(rf"\b{re.escape(name)}s?\b", plain)
    ]
    if not found:
        return frozenset()
    longest = max(found)[0]
    kinds = {SectionKind(kind) for length, kind in found if length == longest}
    return frozenset().union(*(_WIDER[kind] for kind in kinds))
