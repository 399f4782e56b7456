"""The program put together: what the window and the command line work with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop_app.services.desk import Desk
from desktop_app.services.filing_package.packages import FilingPackages
from desktop_app.services.ports import PagePictures, TableReader
from desktop_app.services.stationery import Stationery
from desktop_app.services.tariff_packet import TariffPackets
from desktop_app.services.worksheets.excel_copies import ExcelCopies


@dataclass(frozen=True)
class Program:
    """The desk, packages, pictures of pages, spreadsheets in and out, plain paper, tariffs, and this run's folders.

    `printers` names those of this machine; `user` is the folder of this user's preferences and logs.
    """

    desk: Desk
    packages: FilingPackages
    pictures: PagePictures
    tables: TableReader
    excel: ExcelCopies
    stationery: Stationery
    tariffs: TariffPackets
    resources: Path
    logs: Path
    user: Path
    printers: Callable[[], Sequence[str]]
