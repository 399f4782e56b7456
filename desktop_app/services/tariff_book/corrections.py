"""Putting right what was entered or begun, until a filing rests on it. Each is one named step of the history."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from desktop_app.domain.filings import COMPANY
from desktop_app.domain.late_dataclasses import replace
from desktop_app.domain.tariffs.designations import DesignationStyle, designation
from desktop_app.domain.tariffs.schedules import FilingStage, TariffSchedule
from desktop_app.domain.tariffs.sheet_heads import PaperHead, head_worn
from desktop_app.domain.tariffs.sheet_history import SheetHistory
from desktop_app.domain.tariffs.sheet_numbers import next_in_series
from desktop_app.domain.tariffs.versions import NotPossible, SheetVersion, VersionState
from desktop_app.domain.values import Json
from desktop_app.services.company.company_file import EditOutcome
from desktop_app.services.tariff_book import entries
from desktop_app.services.tariff_book.changes import BadSchedule
from desktop_app.services.tariff_book.paper_sheets import EnteredSheet, entered_version
from desktop_app.services.tariff_book.tariff_book import TariffBook


def last_entered(tariff_book: TariffBook, schedule_id: str, sheet: str) -> SheetVersion:
    """The newest version of a sheet that was entered from paper. Raises NoSuchSheet, NotPossible."""
    chain = tariff_book.chain(schedule_id, sheet)
    found = [version for version in chain.versions if version.entered]
    if not found:
        raise NotPossible(f"Sheet {chain.number} has no version that was entered from paper.")
    return found[-1]


def as_entered(tariff_book: TariffBook, schedule_id: str, sheet: str, revision: int) -> EnteredSheet:
    """What was entered for a version. Raises NoSuchSheet, NotPossible."""
    chain, version = _correctable(tariff_book, schedule_id, sheet, revision)
    return EnteredSheet(
        chain.number.text,
        version.revision,
        _effective(version),
        version.issued,
        chain.title,
        tariff_book.text(schedule_id, chain, version),
        tariff_book.file.workspace.document(version.scan) if version.scan else b"",
        version.proposed,
        None if version.dress is None else version.dress.issuer,
        "" if version.dress is None else version.dress.company,
        PaperHead() if version.dress is None else head_worn(version.dress),
    )


def correct_entered(
    tariff_book: TariffBook, schedule_id: str, revision: int, right: EnteredSheet
) -> EditOutcome | None:
    """Puts right what was entered for a version: date, designation, text, subject, issuer; its number stays.

    Raises NoSuchSheet, NotPossible (also once a filing cites it), NotSheetText.
    """
    chain, wrong = _correctable(tariff_book, schedule_id, right.number, revision)
    version = entered_version(tariff_book, schedule_id, right)
    if version.revision == revision:
        fixed = chain.changed(replace(version, cancels=wrong.cancels))
        _follows(fixed)
    else:
        rest = tuple(known for known in chain.versions if known.revision != revision)
        fixed = replace(chain, versions=rest).entered(version)
    fixed = replace(fixed, title=" ".join(right.title.split()) or chain.title)
    label = f"Correction of sheet {chain.number}, {designation(revision, DesignationStyle.WORDS)}"
    key = entries.tariff_sheet_key(schedule_id, chain.number.key)
    return tariff_book.file.edit(COMPANY, label, {key: entries.chain_to_json(fixed)})


def _correctable(
    tariff_book: TariffBook, schedule_id: str, sheet: str, revision: int
) -> tuple[SheetHistory, SheetVersion]:
    chain = tariff_book.chain(schedule_id, sheet)
    version = chain.version(revision)
    name = f"Sheet {chain.number}, {designation(revision, DesignationStyle.WORDS)}"
    if not version.entered:
        raise NotPossible(f"{name}, was made here, not entered from paper. What was filed stays as it was filed.")
    later = (known for known in chain.versions if known.cancels == revision and known.filing)
    citing = next((known for known in later if known.state is not VersionState.DRAFT), None)
    if citing is not None:
        raise NotPossible(f"{name}, is cited by the tariff filing {citing.filing}, which says what it cancels.")
    return chain, version


def _follows(chain: SheetHistory) -> None:
    """Raises NotPossible where the days of two versions do not follow their numbers."""
    ordered = sorted(chain.approved, key=lambda version: version.revision)
    for first, second in pairwise(ordered):
        if _effective(first) >= _effective(second):
            names = " and ".join(one.name() for one in (first, second))
            raise NotPossible(f"Sheet {chain.number}: the days of {names} do not follow their numbers.")


def _effective(version: SheetVersion) -> date:
    return version.effective or date.min


def remove_schedule(tariff_book: TariffBook, schedule_id: str) -> EditOutcome | None:
    """Removes a schedule of which nothing was ever filed or entered: an empty one, or a replacement that is abandoned.

    Raises NoTariffSchedule, NotPossible.
    """
    schedule = tariff_book.schedule(schedule_id)
    _untouched(tariff_book, schedule)
    changes: dict[str, Json] = {
        entries.schedule_key(schedule_id): None,
        entries.contents_key(schedule_id): None,
        entries.terms_key(schedule_id): None,
    }
    for chain in tariff_book.chains(schedule_id):
        if any(version.state is not VersionState.DRAFT for version in chain.versions):
            raise NotPossible(f"Sheet {chain.number} was entered or filed; PSC Mo. No. {schedule.number} stays.")
        changes[entries.tariff_sheet_key(schedule_id, chain.number.key)] = None
        changes[entries.text_key(schedule_id, chain.number.key)] = None
    for filing in tariff_book.filings(schedule_id):
        changes[entries.tariff_filing_key(filing.id)] = None
        changes[entries.packet_key(filing.id)] = None
        changes |= dict.fromkeys(tariff_book.file.workspace.under(entries.support_key(filing.id, "")))
    return tariff_book.file.edit(COMPANY, f"PSC Mo. No. {schedule.number} of {schedule.utility} removed", changes)


def read_psc_number(text: str) -> int:
    """A PSC Mo. number as typed. Raises BadSchedule."""
    if not (text.isascii() and text.isdecimal()):
        raise BadSchedule(f"A PSC Mo. number is a whole number like 2; this reads '{text}'.")
    return int(text)


def choose_number(tariff_book: TariffBook, schedule_id: str, number: int) -> EditOutcome | None:
    """Gives a schedule another PSC Mo. number, until one of its filings was filed. Raises BadSchedule, NotPossible."""
    schedule = tariff_book.schedule(schedule_id)
    _untouched(tariff_book, schedule)
    others = [
        known for known in tariff_book.schedules() if known.utility == schedule.utility and known.id != schedule_id
    ]
    taken = {known.number for known in others}
    if number < 1 or number in taken:
        free = next_in_series(taken)
        raise BadSchedule(f"PSC Mo. No. {number} of the {schedule.utility} series is taken or no number. Free: {free}.")
    renumbered = replace(schedule, number=number)
    changes: dict[str, Json] = {entries.schedule_key(schedule_id): entries.schedule_to_json(renumbered)}
    for known in others:
        follows = replace(
            known,
            replaces=number if known.replaces == schedule.number else known.replaces,
            governed_by=number if known.governed_by == schedule.number else known.governed_by,
        )
        if follows != known:
            changes[entries.schedule_key(known.id)] = entries.schedule_to_json(follows)
    return tariff_book.file.edit(COMPANY, f"PSC Mo. No. {schedule.number} becomes No. {number}", changes)


def _untouched(tariff_book: TariffBook, schedule: TariffSchedule) -> None:
    filed = next((one for one in tariff_book.filings(schedule.id) if one.stage is not FilingStage.PREPARING), None)
    if filed is not None:
        raise NotPossible(f"PSC Mo. No. {schedule.number} was filed with {filed.id}; its number and sheets stay.")
