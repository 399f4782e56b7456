"""The screens that the window shows but does not know from inside. They are made when first needed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtWidgets import QDialog, QWidget

from desktop_app.services.company_file import CompanyFile


@dataclass(frozen=True)
class FilingScreen:
    """The page of one filing, or of the company profile.

    `go_to` puts the cursor on a place, written schedule/line/column or just schedule. After `close` it no longer
    listens to the file.
    """

    widget: QWidget
    go_to: Callable[[str], None]
    toggle_panel: Callable[[], None]
    close: Callable[[], None]


class Screens(Protocol):
    """Makes them."""

    def filing(self, file: CompanyFile, filing_id: str, parent: QWidget) -> FilingScreen: ...
    def package(self, file: CompanyFile, filing_id: str, parent: QWidget) -> QDialog: ...
