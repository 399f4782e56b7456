"""Numbers of a series that are missing where a schedule is filed; for electric ones 3.145(28) wants to know why."""

from __future__ import annotations

from desktop_app.domain.tariffs.schedules import TariffSchedule
from desktop_app.rulebook.tariff_rules import TariffRules
from desktop_app.services.tariff_book.tariff_book import TariffBook


def skipped_numbers(tariff_book: TariffBook, schedule: TariffSchedule, rules: TariffRules) -> str:
    """The numbers before a new schedule that the file does not have, where the rule asks for a memorandum.

    Why they are missing is for the company to say: that they are not in this file does not tell it.
    """
    return _missing(tariff_book, schedule) if rules.asks("missing_numbers") else ""


def unknown_numbers(tariff_book: TariffBook, schedule: TariffSchedule, rules: TariffRules) -> str:
    """The same where the rule wants numbers in consecutive order and asks for no memorandum."""
    return _missing(tariff_book, schedule) if rules.asks("series") and not rules.asks("missing_numbers") else ""


def _missing(tariff_book: TariffBook, schedule: TariffSchedule) -> str:
    if any(chain.approved for chain in tariff_book.chains(schedule.id)):
        return ""
    there = {known.number for known in tariff_book.schedules() if known.utility == schedule.utility}
    missing = [number for number in range(1, schedule.number) if number not in there]
    return ", ".join(f"PSC Mo. No. {number}" for number in missing)
