"""Sheets that an earlier program filed keep the company's name when that changes."""

from __future__ import annotations

from collections.abc import Iterable

from desktop_app.domain.values import Json, Place
from desktop_app.services.company.company_file import CompanyFile

NAMES = frozenset({"legal_name", "dba"})


def sheets_before_renaming(file: CompanyFile, places: Iterable[Place]) -> dict[str, Json]:
    """The sheets that keep what is printed around them now, if one of the places is a name of the company."""
    if not any(place.schedule == "identity" and place.line in NAMES for place in places):
        return {}
    from desktop_app.services.tariff_book import entries  # most edits concern no sheet
    from desktop_app.services.tariff_book.tariff_book import TariffBook

    tariff_book, found = TariffBook(file), dict[str, Json]()
    for schedule in tariff_book.schedules():
        dress = schedule.dress(file.profile().full_name)
        for chain in tariff_book.chains(schedule.id):
            kept = chain.with_dress(dress)
            if kept != chain:
                found[entries.tariff_sheet_key(schedule.id, chain.number.key)] = entries.chain_to_json(kept)
    return found
