"""Whose each trial balance of a folder is: what is sure is shown, what is not sure is asked."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from desktop_app.gui.theme.style import spacing, text
from desktop_app.services.batches.matching import (
    KnownCompany,
    MatchedBooks,
    chosen_company,
    match_books,
    table_files,
)

LEAST_LETTERS = 12
NOT_IMPORTED = "Do not import"


def make_narrow(box: QComboBox) -> None:
    """Lets a list of long words be as narrow as its room; opened, it shows them whole."""
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(LEAST_LETTERS)


class BooksChoice(QWidget):
    """A line for each trial balance, with the company that it is of."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._matched: tuple[MatchedBooks, ...] = ()
        self._known: Sequence[KnownCompany] = ()
        self.choices: list[QComboBox] = []
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setSpacing(spacing(self, 4))
        self.grid.setColumnStretch(1, 1)

    def show_folder(self, folder: Path, known: Sequence[KnownCompany]) -> None:
        """Lists the trial balances of a folder. Raises NoBooksFolder."""
        self._known = known
        found = match_books(table_files(folder), known)
        self._matched = tuple(sorted(found, key=lambda item: item.company is not None))  # what is asked comes first
        self.choices = []
        while self.grid.count():
            taken = self.grid.takeAt(0)
            widget = None if taken is None else taken.widget()
            if widget is not None:
                widget.deleteLater()
        if not self._matched:
            self.grid.addWidget(
                text("There is no trial balance in that folder (Excel, OpenDocument, CSV).", parent=self)
            )
        for line, item in enumerate(self._matched):
            self._add(line, item)

    def _add(self, line: int, item: MatchedBooks) -> None:
        box = QComboBox(self)
        box.addItem(NOT_IMPORTED)
        for company in self._known:
            box.addItem(f"{company.name} ({company.path.name})")
        if item.company is not None:
            box.setCurrentIndex(1 + self._known.index(item.company))
        box.setAccessibleName(f"The company of {item.source.name}")
        make_narrow(box)
        label = text(item.source.name, parent=self)
        label.setBuddy(box)
        asked = "" if item.company is not None else "Its name fits several companies." if item.fitting else "Not found."
        for column, widget in enumerate((label, box, text(asked, muted=True, parent=self))):
            self.grid.addWidget(widget, line, column)
        self.choices.append(box)

    @property
    def matched(self) -> tuple[MatchedBooks, ...]:
        """The trial balances with the companies chosen for them; of two for one company, neither."""
        chosen: dict[Path, KnownCompany] = {}
        for item, box in zip(self._matched, self.choices, strict=True):
            if box.currentIndex() > 0:
                chosen[item.source] = self._known[box.currentIndex() - 1]
        bare = [MatchedBooks(item.source, item.fitting) for item in self._matched]
        return tuple(chosen_company(item, chosen) for item in bare)

    @property
    def twice(self) -> str:
        """The sentence about a company that is chosen for two trial balances; empty if none is."""
        companies = [item.company for item in self.matched if item.company is not None]
        double = next((one for one in companies if companies.count(one) > 1), None)
        return f"{double.name} is chosen for two trial balances. Leave one." if double is not None else ""
