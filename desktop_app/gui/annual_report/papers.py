"""Lists for the company's own files, written as PDF where the user chooses."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop_app.domain.problems import EnvironmentProblem
from desktop_app.gui.asking import Asking
from desktop_app.services.company_file import CompanyFile
from desktop_app.services.overview import name_of
from desktop_app.services.stationery import Listing, Sender, Stationery

PAGES = "Pages to print (*.pdf)"


class Papers:
    """Asks where, and writes."""

    def __init__(self, stationery: Stationery, asking: Asking) -> None:
        self._stationery, self._asking = stationery, asking

    def write(self, file: CompanyFile, listing: Listing, suggested: str, parent: QWidget) -> bool:
        """Writes the list as PDF and tells whether it was. Raises EnvironmentProblem."""
        path = self._asking.new(parent, listing.title, suggested, PAGES)
        if path is None:
            return False
        sender = Sender(name_of(file), file.setting("sample") is True)
        content = self._stationery.paint(path.name, listing.title, self._stationery.listing(sender, listing))
        try:
            path.write_bytes(content)
        except OSError as error:
            raise EnvironmentProblem(f"{path.name} cannot be written: {error.strerror or error}.") from None
        return True
