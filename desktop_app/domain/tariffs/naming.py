"""What a version is called on paper."""

from __future__ import annotations

from desktop_app.domain.tariffs.designations import designation
from desktop_app.domain.tariffs.schedules import Schedule
from desktop_app.domain.tariffs.sheet_numbers import SheetNumber
from desktop_app.domain.tariffs.versions import Chain

SUPPLEMENT = SheetNumber("Supplement")


def called(schedule: Schedule, chain: Chain, revision: int) -> str:
    """What a version is called on paper: ``1st Revised Sheet No. 5``, or ``Supplement No. 2``."""
    if chain.number.key == SUPPLEMENT.key:
        return f"Supplement No. {revision + 1}"
    return f"{designation(revision, schedule.style)} Sheet No. {chain.number}"
