"""The tariff books of a company as they stand: schedules, sheets, filings, and the texts of sheets."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

from desktop_app.domain.problems import UserError
from desktop_app.domain.tariffs.comparison import marked
from desktop_app.domain.tariffs.schedules import TariffFiling, TariffSchedule
from desktop_app.domain.tariffs.sheet_history import SheetHistory
from desktop_app.domain.tariffs.sheet_numbers import SheetNumber
from desktop_app.domain.tariffs.sheet_text import SheetLine, read_text, sheet_lines_text
from desktop_app.domain.tariffs.versions import SheetVersion, VersionState
from desktop_app.domain.values import Json
from desktop_app.rulebook.tariff_rules import TariffRules
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.tariff_book import entries
from desktop_app.services.tariff_book.front import FrontView, front_kind, generated

T = TypeVar("T")


class NoTariffSchedule(UserError):
    """There is no schedule of that name."""


class NoSuchSheet(UserError):
    """The schedule has no sheet of that number."""


class NoSuchTariffFiling(UserError):
    """There is no tariff filing of that name."""


class _Kept(Generic[T]):
    """What entries read as, each read again only when the workspace holds another value for it."""

    def __init__(self, read: Callable[[str, Json], T]) -> None:
        self._read = read
        self._known: dict[str, tuple[Json, T]] = {}

    def get(self, name: str, data: Json) -> T:
        known = self._known.get(name)
        if known is None or known[0] is not data:
            known = self._known[name] = (data, self._read(name, data))
        return known[1]

    def unread(self, entries: Mapping[str, Json]) -> list[str]:
        """The names of the entries that are still to be read."""
        return [name for name, data in entries.items() if name not in self._known or self._known[name][0] is not data]


class _Read:
    """What was read of a company's tariff entries."""

    def __init__(self) -> None:
        self.schedules = _Kept(entries.schedule_from_json)
        self.chains = _Kept(lambda _, data: entries.chain_from_json(data))
        self.filings = _Kept(entries.tariff_filing_from_json)


_ALL_READ = WeakKeyDictionary[CompanyFile, _Read]()


class TariffBook:
    """Reads the tariff entries of an open company. What one of its books has read, all of them know."""

    def __init__(self, file: CompanyFile) -> None:
        self.file = file
        self._read = _ALL_READ.setdefault(file, _Read())

    def schedules(self) -> tuple[TariffSchedule, ...]:
        """All schedules, by utility and number."""
        under = self.file.workspace.under(entries.SCHEDULES)
        found = [self._read.schedules.get(key.removeprefix(entries.SCHEDULES), data) for key, data in under.items()]
        return tuple(sorted(found, key=lambda schedule: (schedule.utility, schedule.number)))

    def schedule(self, schedule_id: str) -> TariffSchedule:
        """A schedule. Raises NoTariffSchedule."""
        data = self.file.workspace.get(entries.schedule_key(schedule_id))
        if data is None:
            known = ", ".join(schedule.id for schedule in self.schedules()) or "none yet"
            raise NoTariffSchedule(f"There is no schedule '{schedule_id}' in the tariff book. Schedules: {known}.")
        return self._read.schedules.get(schedule_id, data)

    def chains(self, schedule_id: str, most: int | None = None) -> tuple[SheetHistory, ...]:
        """The sheets of a schedule in their order, or the first so many of them."""
        under = self._sheets(schedule_id)
        if most is not None and most < len(under):
            under = {key: under[key] for key in sorted(under, key=_order)[:most]}
        found = [self._read.chains.get(key, data) for key, data in under.items()]
        return tuple(sorted(found, key=lambda chain: (chain.number.order, chain.number.key)))

    def read_on(self, schedule_id: str, most: int) -> int:
        """Reads so many sheets of those that nobody asked for yet; tells how many are left."""
        under = self._sheets(schedule_id)
        unread = self._read.chains.unread(under)
        for key in unread[:most]:
            self._read.chains.get(key, under[key])
        return max(0, len(unread) - most)

    def _sheets(self, schedule_id: str) -> Mapping[str, Json]:
        return self.file.workspace.under(f"{entries.SHEETS}{schedule_id}/")

    def chain(self, schedule_id: str, sheet: str) -> SheetHistory:
        """A sheet by its number, in any spelling. Raises NoSuchSheet."""
        key = entries.tariff_sheet_key(schedule_id, " ".join(sheet.casefold().split()))
        data = self.file.workspace.get(key)
        if data is None:
            raise NoSuchSheet(f"The schedule '{schedule_id}' has no sheet {sheet}. 'list' prints its sheets.")
        return self._read.chains.get(key, data)

    def filings(self, schedule_id: str = "") -> tuple[TariffFiling, ...]:
        """The tariff filings, of one schedule or all, in the order of their names."""
        under = self.file.workspace.under(entries.FILINGS)
        found = [self._read.filings.get(key.removeprefix(entries.FILINGS), data) for key, data in under.items()]
        return tuple(filing for filing in found if schedule_id in {"", filing.schedule})

    def filing(self, filing_id: str) -> TariffFiling:
        """A tariff filing. Raises NoSuchTariffFiling."""
        data = self.file.workspace.get(entries.tariff_filing_key(filing_id))
        if data is None:
            known = ", ".join(filing.id for filing in self.filings()) or "none yet"
            raise NoSuchTariffFiling(f"There is no tariff filing '{filing_id}'. Tariff filings: {known}.")
        return self._read.filings.get(filing_id, data)

    def text(self, schedule_id: str, chain: SheetHistory, version: SheetVersion | None) -> str:
        """The text of a version as typed, or as generated for the draft of an index; nothing for none."""
        if version is None:
            return ""
        if version.state is VersionState.DRAFT and front_kind(chain) and not version.canceling:
            return self._written(schedule_id, chain, version)
        if version.state is VersionState.DRAFT:
            data = self.file.workspace.get(entries.text_key(schedule_id, chain.number.key))
            return data if isinstance(data, str) else ""
        return self.file.workspace.document(version.text).decode("utf-8") if version.text else ""

    def _written(self, schedule_id: str, chain: SheetHistory, version: SheetVersion) -> str:
        """The text of a sheet that the program writes; what it changes in the one that it replaces bears the marks."""
        text = generated(front_kind(chain), self._front_view(schedule_id, version.filing))
        signs, replaced = [item.mark for item in self.schedule(schedule_id).marks], self.replaced(chain, version)
        if replaced is None or not signs:
            return text
        old = self.lines(schedule_id, chain, replaced)
        return sheet_lines_text(marked(old, read_text(text), signs[0], signs[-1]))

    def _front_view(self, schedule_id: str, filing_id: str) -> FrontView:
        """What a generated sheet lists: the book on the effective day of its filing, today while it is in none."""
        known = self.file.workspace.get(entries.tariff_filing_key(filing_id)) is not None
        day = self.filing(filing_id).effective if known else None
        schedule, chains = self.schedule(schedule_id), self.chains(schedule_id)
        return FrontView(schedule, chains, day or self.file.clock.today(), filing_id)

    def lines(self, schedule_id: str, chain: SheetHistory, version: SheetVersion | None) -> tuple[SheetLine, ...]:
        """The text of a version, read."""
        if version is None or version.state is VersionState.DRAFT:
            return read_text(self.text(schedule_id, chain, version))
        return read_text(self.text(schedule_id, chain, version), version.levels)

    def replaced(self, chain: SheetHistory, version: SheetVersion) -> SheetVersion | None:
        """The version that another replaces, None if it replaces none or the book does not hold it."""
        return next((known for known in chain.versions if known.revision == version.cancels), None)

    def replaced_schedule(self, schedule: TariffSchedule) -> TariffSchedule | None:
        """The schedule of the same utility that this one replaces, if the book has it."""
        same = (known for known in self.schedules() if known.utility == schedule.utility)
        return next((known for known in same if schedule.replaces and known.number == schedule.replaces), None)

    def rules(self, schedule: TariffSchedule, on: date | None = None) -> TariffRules:
        """The rule of the schedule's utility, today or on a day."""
        return TariffRules(self.file.law().rules, schedule.utility, on or self.file.clock.today())


def _order(key: str) -> tuple[object, str]:
    """Where the sheet of an entry stands among the others."""
    number = SheetNumber(key.rpartition("/")[2])
    return number.order, number.key
