"""What a version takes the place of, and what its marked copy is compared with: two things, and each is a version.

A version takes the place of the one that it cancels. The sheets with which a schedule begins that replaces another
take the place of those sheets of the same number that are in force in the old one.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from desktop_app.domain.filings import COMPANY
from desktop_app.domain.late_dataclasses import dataclass, replace
from desktop_app.domain.tariffs.naming import called
from desktop_app.domain.tariffs.schedules import TariffSchedule
from desktop_app.domain.tariffs.sheet_history import SheetHistory
from desktop_app.domain.tariffs.sheet_text import SheetLine
from desktop_app.domain.tariffs.versions import NotPossible, RedlineBasis, SheetVersion, VersionState
from desktop_app.services.company.company_file import EditOutcome
from desktop_app.services.tariff_book import entries
from desktop_app.services.tariff_book.tariff_book import NoSuchSheet, NoTariffSchedule, TariffBook

NO_BASIS = RedlineBasis("", "", -1)  # compared with nothing: all of it is new


@dataclass(frozen=True)
class VersionInBook:
    """A version with its sheet and schedule."""

    schedule: TariffSchedule
    chain: SheetHistory
    version: SheetVersion

    @property
    def basis(self) -> RedlineBasis:
        """What names it."""
        return RedlineBasis(self.schedule.id, self.chain.number.key, self.version.revision)

    @property
    def words(self) -> str:
        """What it is called, with its schedule."""
        return f"PSC Mo. No. {self.schedule.number}, {called(self.schedule, self.chain, self.version.revision)}"


def superseded(
    tariff_book: TariffBook, schedule_id: str, chain: SheetHistory, version: SheetVersion
) -> VersionInBook | None:
    """What a version takes the place of; None for a new sheet, or where the book does not hold it."""
    schedule = tariff_book.schedule(schedule_id)
    if version.cancels is not None:
        replaced = tariff_book.replaced(chain, version)
        return None if replaced is None else VersionInBook(schedule, chain, replaced)
    old = tariff_book.replaced_schedule(schedule) if begins_schedule(tariff_book, schedule, version) else None
    same = [known for known in tariff_book.chains(old.id) if known.number.key == chain.number.key] if old else []
    if old is None or not same:
        return None
    day = _day(tariff_book, version) or tariff_book.file.clock.today()
    found = same[0].in_force(day)
    return None if found is None else VersionInBook(old, same[0], found)


def begins_schedule(tariff_book: TariffBook, schedule: TariffSchedule, version: SheetVersion) -> bool:
    """Whether a version is of those with which a schedule begins that replaces another; later ones replace nothing."""
    if not schedule.replaces or version.cancels is not None:
        return False
    days = [known.effective for chain in tariff_book.chains(schedule.id) for known in chain.approved if known.effective]
    day = _day(tariff_book, version)
    return not days or (day is not None and day <= min(days))


def _day(tariff_book: TariffBook, version: SheetVersion) -> date | None:
    """The day on which a version takes effect, as far as it is known."""
    known = {filing.id: filing for filing in tariff_book.filings()} if version.filing else {}
    filing = known.get(version.filing)
    return version.effective or version.proposed or (None if filing is None else filing.effective)


def canceled_on_paper(
    tariff_book: TariffBook, schedule: TariffSchedule, chain: SheetHistory, version: SheetVersion
) -> tuple[int, str]:
    """The PSC Mo. number and the designation that a version cancels, as its head names them; 0 and "" for neither."""
    if version.cancels is not None:
        return schedule.number, called(schedule, chain, version.cancels)
    if not begins_schedule(tariff_book, schedule, version):
        return 0, ""
    old = superseded(tariff_book, schedule.id, chain, version)
    return schedule.replaces, "" if old is None else called(old.schedule, old.chain, old.version.revision)


def redline_basis(
    tariff_book: TariffBook, schedule_id: str, chain: SheetHistory, version: SheetVersion
) -> VersionInBook | None:
    """What the marked copy of a version is compared with: what was chosen for it, else what it takes the place of."""
    if version.basis is None:
        return superseded(tariff_book, schedule_id, chain, version)
    return _in_book(tariff_book, version.basis)


def _in_book(tariff_book: TariffBook, basis: RedlineBasis) -> VersionInBook | None:
    """The version that a basis names, as far as the book still has it."""
    try:
        schedule, chain = tariff_book.schedule(basis.schedule), tariff_book.chain(basis.schedule, basis.sheet)
        return VersionInBook(schedule, chain, chain.version(basis.revision))
    except (NoTariffSchedule, NoSuchSheet, NotPossible):
        return None


def lines_in_book(tariff_book: TariffBook, found: VersionInBook | None) -> tuple[SheetLine, ...]:
    """The text of a version of the book; nothing for none."""
    return () if found is None else tariff_book.lines(found.schedule.id, found.chain, found.version)


def possible_bases(tariff_book: TariffBook, schedule_id: str, sheet: str) -> Iterator[VersionInBook]:
    """The versions with which the marked copy of a draft may be compared: of this sheet first, then of the others.

    Those of a schedule that this one replaces follow; drafts are none.
    """
    schedule = tariff_book.schedule(schedule_id)
    own = tariff_book.chain(schedule_id, sheet)
    old = tariff_book.replaced_schedule(schedule)
    others = [(schedule, chain) for chain in tariff_book.chains(schedule_id) if chain.number.key != own.number.key]
    before = [(old, chain) for chain in tariff_book.chains(old.id)] if old is not None else []
    before.sort(key=lambda pair: pair[1].number.key != own.number.key)
    for whose, chain in [(schedule, own), *before, *others]:
        for version in reversed(chain.versions):
            if version.state is not VersionState.DRAFT:
                yield VersionInBook(whose, chain, version)


def choose_basis(
    tariff_book: TariffBook, schedule_id: str, sheet: str, basis: RedlineBasis | None
) -> EditOutcome | None:
    """Chooses what the marked copy of a draft is compared with; None: with what it takes the place of.

    Raises NoSuchSheet, NotPossible.
    """
    chain = tariff_book.chain(schedule_id, sheet)
    if chain.draft is None:
        raise NotPossible(f"Sheet {chain.number} has no draft. Start a revision of it first.")
    if basis is not None and basis != NO_BASIS and _in_book(tariff_book, basis) is None:
        raise NotPossible(f"Sheet {chain.number}: the book does not contain the version to compare with.")
    changed = chain.changed(replace(chain.draft, basis=basis))
    key = entries.tariff_sheet_key(schedule_id, chain.number.key)
    label = f"Marked copy of sheet {chain.number}"
    return tariff_book.file.edit(COMPANY, label, {key: entries.chain_to_json(changed)})
