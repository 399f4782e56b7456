"""A schedule on file that will cancel another: its supplements may belong to both (3.145(18))."""

from __future__ import annotations

from desktop_app.domain.tariffs.naming import SUPPLEMENT
from desktop_app.domain.tariffs.schedules import TariffSchedule
from desktop_app.domain.tariffs.sheet_history import SheetHistory
from desktop_app.domain.tariffs.versions import AT_THE_COMMISSION
from desktop_app.services.tariff_book.tariff_book import TariffBook


def successor_of(tariff_book: TariffBook, schedule: TariffSchedule) -> TariffSchedule | None:
    """The schedule that is filed, not yet in effect, and will cancel this one; None if there is none."""
    if schedule.canceled_on is not None:
        return None
    same = (known for known in tariff_book.schedules() if known.utility == schedule.utility)
    found = next((known for known in same if known.replaces == schedule.number), None)
    if found is None:
        return None
    waits = any(
        version.state in AT_THE_COMMISSION for chain in tariff_book.chains(found.id) for version in chain.versions
    )
    return found if waits else None


def supplements_both(chain: SheetHistory, successor: TariffSchedule | None) -> bool:
    """Whether the sheet is a supplement of the schedule and of the one that will cancel it."""
    return chain.number.key == SUPPLEMENT.key and successor is not None
