"""The program put together: what the window and the command line work with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.services.companies.companies import Companies
from desktop_app.services.ports import PagePictures, TableReader, TextMeasure

if TYPE_CHECKING:  # a start without them is a start in half the time
    from desktop_app.rulebook.registry import FilingKind
    from desktop_app.services.filing_package.packages import FilingPackages
    from desktop_app.services.packs.pack_worker import PackWorker
    from desktop_app.services.paper.report_pages import ReportPages
    from desktop_app.services.tariff_packet.packets import TariffPackets
    from desktop_app.services.worksheets.excel_copies import ExcelCopies


class ProgramParts(Protocol):
    """The parts that most starts never need. Each is loaded and made when it is asked for."""

    def packages(self) -> FilingPackages: ...
    def tables(self) -> TableReader: ...
    def excel(self, packages: FilingPackages, tables: TableReader) -> ExcelCopies: ...
    def report_pages(self) -> ReportPages: ...
    def tariffs(self, report_pages: ReportPages) -> TariffPackets: ...
    def registry(self) -> Sequence[FilingKind]: ...
    def measure(self) -> TextMeasure: ...
    def packs(self) -> PackWorker: ...


@dataclass(frozen=True)
class Program:
    """The companies, pictures of pages, the folders of this run, and the parts: packages, spreadsheets, paper, tariffs.

    `printers` names those of this machine; `user` is the folder of this user's preferences and logs.
    """

    companies: Companies
    pictures: PagePictures
    parts: ProgramParts
    resources: Path
    logs: Path
    user: Path
    printers: Callable[[], Sequence[str]]

    @cached_property
    def packages(self) -> FilingPackages:
        """Packages of filings."""
        return self.parts.packages()

    @cached_property
    def measure(self) -> TextMeasure:
        """How wide texts are, as they are printed."""
        return self.parts.measure()

    @cached_property
    def tables(self) -> TableReader:
        """Tables of others read in."""
        return self.parts.tables()

    @cached_property
    def excel(self) -> ExcelCopies:
        """Filings as worksheets."""
        return self.parts.excel(self.packages, self.tables)

    @cached_property
    def report_pages(self) -> ReportPages:
        """Plain paper."""
        return self.parts.report_pages()

    @cached_property
    def registry(self) -> Sequence[FilingKind]:
        """Every filing of the chapter, with how far it is served."""
        return self.parts.registry()

    @cached_property
    def tariffs(self) -> TariffPackets:
        """Packets of tariff sheets."""
        return self.parts.tariffs(self.report_pages)

    @cached_property
    def packs(self) -> PackWorker:
        """What reads packs of others."""
        return self.parts.packs()
