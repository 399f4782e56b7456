"""Beginning a schedule from a ready outline."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.domain.filings import COMPANY
from desktop_app.domain.problems import UserError
from desktop_app.domain.tariffs.sheet_history import SheetHistory
from desktop_app.domain.tariffs.sheet_numbers import sheet_number
from desktop_app.domain.values import Json
from desktop_app.rulebook.outline import TariffOutline
from desktop_app.services.tariff_book.changes import draft_entries
from desktop_app.services.tariff_book.tariff_book import TariffBook


class NoSuchOutline(UserError):
    """There is no outline of that name, or it cannot be used here."""


def outline_named(outlines: Sequence[TariffOutline], name: str) -> TariffOutline:
    """The outline of that name. Raises NoSuchOutline."""
    found = next((outline for outline in outlines if outline.id == name), None)
    if found is None:
        known = ", ".join(outline.id for outline in outlines)
        raise NoSuchOutline(f"There is no outline '{name}'. Outlines: {known}.")
    return found


def start_from(tariff_book: TariffBook, schedule_id: str, outline: TariffOutline) -> int:
    """Adds the sheets of an outline, as drafts in one step, to a schedule that has none. Raises NoSuchOutline.

    In the texts ``{company}`` stands for the company's full name.
    """
    schedule = tariff_book.schedule(schedule_id)
    if tariff_book.chains(schedule_id):
        raise NoSuchOutline(f"PSC Mo. No. {schedule.number} has sheets already; an outline is for an empty schedule.")
    company = tariff_book.file.profile().full_name
    entries: dict[str, Json] = {}
    for sheet in outline.sheets:
        chain = SheetHistory(sheet_number(sheet.number), (), sheet.title).drafted()
        entries |= draft_entries(schedule, chain, sheet.text.replace("{company}", company))
    tariff_book.file.edit(COMPANY, f"Outline for PSC Mo. No. {schedule.number}", entries)
    return len(outline.sheets)
