"""What a version is called on paper."""

from __future__ import annotations

import re

from desktop_app.domain.late_patterns import late_pattern
from desktop_app.domain.tariffs.schedules import TariffSchedule
from desktop_app.domain.tariffs.sheet_history import SheetHistory
from desktop_app.domain.tariffs.sheet_numbers import SheetNumber

TELEPHONE = "telecom"
SUPPLEMENT = SheetNumber("Supplement")
_SECTION = late_pattern(r"(Sec(?:tion|\.)? ?\w+),? (?:Sheet|Page) (.+)", re.IGNORECASE)


def called(schedule: TariffSchedule, chain: SheetHistory, revision: int) -> str:
    """What a version is called: ``1st Revised Sheet No. 5``, ``Section 2, Original Sheet No. 1``.

    A sheet with a name has no number: ``1st Revised Adoption Notice``. Telephone companies write "original sheet" on
    every sheet (3.545(9)): ``Title Page, Original Sheet``. ``Supplement No. 2``: supplements are counted.
    """
    if chain.number.key == SUPPLEMENT.key:
        return f"Supplement No. {revision + 1}"
    name = chain.designated(revision, schedule.style)
    if section := _SECTION.fullmatch(chain.number.text):
        return f"{section[1]}, {name} Sheet No. {section[2]}"
    if not chain.number.is_name:
        return f"{name} Sheet No. {chain.number}"
    return f"{chain.number}, {name} Sheet" if schedule.utility == TELEPHONE else f"{name} {chain.number}"


def numbered(schedule: TariffSchedule, chain: SheetHistory, revision: int) -> str:
    """What a version was called while every sheet had a number: ``Original Sheet No. Title Page``."""
    words = called(schedule, chain, revision)
    named = chain.number.is_name and chain.number.key != SUPPLEMENT.key
    return f"{chain.designated(revision, schedule.style)} Sheet No. {chain.number}" if named else words
