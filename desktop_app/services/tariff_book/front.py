"""The front of a book that is generated and never typed: index, revision log and check sheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from desktop_app.domain.dates import short_date
from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.tariffs.schedules import TariffSchedule
from desktop_app.domain.tariffs.sheet_history import SheetHistory
from desktop_app.domain.tariffs.sheet_text import LineKind, SheetLine, sheet_lines_text
from desktop_app.domain.tariffs.versions import SheetVersion, VersionState

INDEX, LOG, CHECK_SHEET = "index", "revision log", "check sheet"
CONTENTS, TITLE_PAGE = "table of contents", "title page"
REVISIONS = " with revisions"
NAMED_FRONTS = frozenset({INDEX, LOG, CHECK_SHEET, CONTENTS})
FRONT_KINDS = (INDEX, CONTENTS, LOG, CHECK_SHEET, INDEX + REVISIONS, CONTENTS + REVISIONS)


def front_kind(chain: SheetHistory) -> str:
    """What the program writes on a sheet, by its own choice or its name; nothing for a sheet that is typed."""
    return chain.front or (chain.number.key if chain.number.key in NAMED_FRONTS else "")


@dataclass(frozen=True)
class FrontView:
    """What such a sheet sees: the schedule on the effective day of the sheet, with the other sheets of its filing.

    What was approved for that day or before is in force; what the same filing carries counts as if it were. Nothing
    else does: no draft of another filing, and nothing that is suspended or waits elsewhere.
    """

    schedule: TariffSchedule
    chains: Sequence[SheetHistory]
    on: date
    filing: str = ""

    def current(self, chain: SheetHistory) -> SheetVersion | None:
        """The version that is there on the day; none for a sheet that is not, or is canceled."""
        own = [version for version in chain.versions if self._of_filing(version)]
        version = own[-1] if own else chain.in_force(self.on)
        return None if version is None or version.canceling else version

    def _of_filing(self, version: SheetVersion) -> bool:
        return version.state in {VersionState.DRAFT, VersionState.FILED} and version.filing == self.filing

    def present(self) -> list[tuple[SheetHistory, SheetVersion]]:
        """The sheets that are there, in the order of the book."""
        return [(chain, version) for chain in self.chains if (version := self.current(chain)) is not None]

    def taken(self) -> list[tuple[date, SheetHistory, SheetVersion]]:
        """Every version that took effect by the day, by its day."""
        found = [
            (self.on if self._of_filing(version) else version.effective, chain, version)
            for chain in self.chains
            for version in chain.versions
            if self._of_filing(version) or version.state is VersionState.APPROVED
        ]
        dated = [(day, chain, version) for day, chain, version in found if day is not None and day <= self.on]
        return sorted(dated, key=lambda item: (item[0], item[1].number.order, item[2].revision))


def generated(kind: str, view: FrontView) -> str:
    """The text of such a sheet."""
    base, revisions = kind.removesuffix(REVISIONS), kind.endswith(REVISIONS)
    writers = {LOG: _log, CHECK_SHEET: _check_sheet}
    lines = writers[base](view) if base in writers else _list(view, base, revisions=revisions)
    return sheet_lines_text(lines)


def _list(view: FrontView, kind: str, *, revisions: bool) -> Iterator[SheetLine]:
    """The index in the order of the book; the table of contents in alphabetical order, as 3.145(10)(A) asks."""
    yield SheetLine(LineKind.HEADING, (kind.capitalize(),))
    yield SheetLine(LineKind.ROW, ("Subject", "Sheet No.", *(["Designation"] if revisions else [])))
    rows = []
    for chain, version in view.present():
        if kind == CONTENTS or not (front_kind(chain).startswith((INDEX, CONTENTS)) or chain.number.key == TITLE_PAGE):
            designated = [version.name(view.schedule.style)] if revisions else []
            rows.append((chain.title or f"Sheet {chain.number}", str(chain.number), *designated))
    for row in sorted(rows, key=lambda row: row[0].casefold()) if kind == CONTENTS else rows:
        yield SheetLine(LineKind.ROW, row)


def _log(view: FrontView) -> Iterator[SheetLine]:
    schedule = view.schedule
    yield SheetLine(LineKind.HEADING, ("Revision log",))
    yield SheetLine(LineKind.ROW, ("Effective", "Sheet No.", "Designation", "Cancels"))
    for effective, chain, version in view.taken():
        old = "–" if version.cancels is None else chain.designated(version.cancels, schedule.style)
        name = version.name(schedule.style)
        yield SheetLine(LineKind.ROW, (short_date(effective), str(chain.number), name, old))


def _check_sheet(view: FrontView) -> Iterator[SheetLine]:
    yield SheetLine(LineKind.HEADING, ("Check sheet",))
    yield SheetLine(LineKind.PARAGRAPH, ("The sheets of this schedule in force on the effective date of this sheet.",))
    yield SheetLine(LineKind.ROW, ("Sheet No.", "Designation"))
    for chain, version in view.present():
        yield SheetLine(LineKind.ROW, (str(chain.number), version.name(view.schedule.style)))
