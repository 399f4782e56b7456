"""What the window shows while no company is open: make one, open one, or play with an invented one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QModelIndex, Slot
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from desktop_app.gui.companies.open_company import SAMPLES, OpenCompany
from desktop_app.gui.theme.icons import IconSet
from desktop_app.gui.theme.style import spacing, text
from desktop_app.gui.widgets.page import ScrollingPage, heading, row
from desktop_app.gui.widgets.tables import ReadingTable
from desktop_app.services.companies.companies import Companies

RECENT_ROWS = 6


class FirstStart(ScrollingPage):
    """The page for nobody yet. `company` makes and opens."""

    def __init__(
        self, companies: Companies, icons: IconSet, company: OpenCompany, parent: QWidget | None = None
    ) -> None:
        super().__init__("Filing Desk", parent)
        self._companies, self._company = companies, company
        self._paths: tuple[Path, ...] = ()
        words = "Prepares what a small Missouri utility files with the Public Service Commission. It works offline."
        self.column.addWidget(text(words, muted=True, parent=self))
        self.column.addSpacing(spacing(self))
        self.new = self._choice(
            "&New company", "Your company's name and what it provides; a minute's work.", icons, "new"
        )
        self.new.clicked.connect(company.make)
        self.open = self._choice("&Open a company", "A file that ends in .filingdesk.", icons, "open")
        self.open.clicked.connect(company.ask_and_open)
        self.sample = self._choice(
            "&Try a sample company", "An invented company; every page it prints says SAMPLE.", icons, "filings"
        )
        self.sample.setMenu(self._samples())
        self._recent_heading = heading("Recent companies", self)
        self.column.addWidget(self._recent_heading)
        self.recent = ReadingTable("Recent companies", ("Company", "Folder"), self)
        self.recent.activated.connect(self._activated)
        self.column.addWidget(self.recent)
        self.column.addStretch(1)

    def refresh(self) -> None:
        """Lists the recent files anew."""
        self._paths = self._companies.recent()
        self.recent.fill((path.stem, str(path.parent)) for path in self._paths)
        self.recent.fit(RECENT_ROWS)
        self.recent.setVisible(bool(self._paths))
        self._recent_heading.setVisible(bool(self._paths))
        if self._paths:
            self.recent.selectRow(0)

    @Slot(QModelIndex)
    def _activated(self, index: QModelIndex) -> None:
        self._company.open(self._paths[index.row()])

    def _samples(self) -> QMenu:
        menu = QMenu("Sample companies", self)
        for kind, name in SAMPLES.items():
            menu.addAction(name).triggered.connect(lambda _=False, kind=kind: self._company.sample(kind))
        return menu

    def _choice(self, words: str, more: str, icons: IconSet, icon: str) -> QPushButton:
        button = QPushButton(icons.icon(icon), words, self)
        button.setAccessibleDescription(more)
        button.setProperty("choice", True)
        line = row(button, text(more, muted=True, parent=self), stretch=1)
        line.setSpacing(spacing(self))
        self.column.addLayout(line)
        return button
