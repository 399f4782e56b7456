"""What a version is called on paper."""

from __future__ import annotations

import re

from desktop_app.domain.tariffs.schedules import TariffSchedule
from desktop_app.domain.tariffs.sheet_history import SheetHistory
from desktop_app.domain.tariffs.sheet_numbers import SheetNumber

SUPPLEMENT = SheetNumber("Supplement")
_SECTION = re.compile(r"(Sec(?:tion|\.)? ?\w+),? (?:Sheet|Page) (.+)", re.IGNORECASE)


def called(schedule: TariffSchedule, chain: SheetHistory, revision: int) -> str:
    """What a version is called: ``1st Revised Sheet No. 5``, ``Section 2, Original Sheet No. 1``.

    ``Supplement No. 2``: supplements are counted and never revised.
    """
    if chain.number.key == SUPPLEMENT.key:
        return f"Supplement No. {revision + 1}"
    name = chain.designated(revision, schedule.style)
    if section := _SECTION.fullmatch(chain.number.text):
        return f"{section[1]}, {name} Sheet No. {section[2]}"
    return f"{name} Sheet No. {chain.number}"
