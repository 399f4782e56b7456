"""Putting right the day or the numbers that were recorded of an outcome: what the commission did stays as it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from desktop_app.domain.dates import long_date
from desktop_app.domain.filings import COMPANY
from desktop_app.domain.late_dataclasses import replace
from desktop_app.domain.tariffs.schedules import FilingOutcome, TariffFiling
from desktop_app.domain.tariffs.sheet_history import SheetHistory
from desktop_app.domain.tariffs.versions import VersionState
from desktop_app.domain.values import Json
from desktop_app.services.tariff_book import entries
from desktop_app.services.tariff_book.filings import CannotFileTariff, CommissionDecision
from desktop_app.services.tariff_book.tariff_book import TariffBook


def recorded_outcome(filing: TariffFiling) -> CommissionDecision | None:
    """The outcome of a filing whose day can be put right: approved, or suspended until a day; None for another."""
    kind = FilingOutcome.SUSPENDED if filing.effective_actual is None else FilingOutcome.APPROVED
    day = filing.effective_actual or filing.suspended_until
    return None if day is None else CommissionDecision(kind, day, case=filing.case, tracking=filing.tracking)


def correct_outcome(tariff_book: TariffBook, filing_id: str, right: CommissionDecision) -> TariffFiling:
    """Records another day for an outcome, and other numbers where some are given, as one step.

    Raises CannotFileTariff where nothing of that kind was recorded, or where the day is one on which the sheets could
    not have taken effect.
    """
    filing = tariff_book.filing(filing_id)
    known = recorded_outcome(filing)
    if known is None or known.outcome is not right.outcome:
        what = "no day" if known is None else f"that it was {known.outcome.value}"
        raise CannotFileTariff(
            f"Tariff filing {filing_id}: {what} was recorded, so there is no day on which it was {right.outcome.value} "
            "to correct. Undo the outcome, and record what happened."
        )
    day = right.on or known.on
    if day is None or (filing.received is not None and day < filing.received):
        there = "" if filing.received is None else f" The commission has had it since {long_date(filing.received)}."
        raise CannotFileTariff(f"Tariff filing {filing_id}: the day is too early.{there} Check the day and the year.")
    fixed = replace(filing, case=right.case or filing.case, tracking=right.tracking or filing.tracking)
    changes: dict[str, Json] = {}
    if known.outcome is FilingOutcome.APPROVED:
        fixed = replace(fixed, effective_actual=day)
        changes |= _moved(tariff_book, filing, day)
    else:
        fixed = replace(fixed, suspended_until=day)
    changes[entries.tariff_filing_key(filing_id)] = entries.filing_to_json(fixed)
    tariff_book.file.edit(COMPANY, f"Correction of the outcome of tariff filing {filing_id}", changes)
    return fixed


def _moved(tariff_book: TariffBook, filing: TariffFiling, day: date) -> Iterator[tuple[str, Json]]:
    """The sheets that took effect on the day that was recorded, and the schedules that ended then."""
    for part in filing.parts:
        chain = tariff_book.chain(filing.schedule, part.sheet)
        version = chain.version(part.revision)
        if version.state is VersionState.APPROVED and version.effective == filing.effective_actual:
            moved = chain.changed(replace(version, effective=day))
            _in_order(moved)
            yield entries.tariff_sheet_key(filing.schedule, part.sheet), entries.chain_to_json(moved)
    own = tariff_book.schedule(filing.schedule)
    for schedule in tariff_book.schedules():
        ended = schedule.id == own.id or (schedule.utility == own.utility and schedule.number == own.replaces)
        if ended and schedule.canceled_on is not None and schedule.canceled_on == filing.effective_actual:
            key = entries.schedule_key(schedule.id)
            yield key, entries.schedule_to_json(replace(schedule, canceled_on=day))


def _in_order(chain: SheetHistory) -> None:
    """Raises CannotFileTariff where a version would take effect before the one that it cancels."""
    for first, second in pairwise(sorted(chain.approved, key=lambda version: version.revision)):
        if first.effective is not None and second.effective is not None and first.effective >= second.effective:
            raise CannotFileTariff(
                f"Sheet {chain.number}: {first.name()} would be in effect from {long_date(first.effective)}, and "
                f"{second.name()}, which replaced it, from {long_date(second.effective)}. Check the day."
            )
