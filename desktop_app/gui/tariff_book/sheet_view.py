"""One sheet: its text on the left while it is a draft, and the page as it prints at true scale on the right."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QTimer, Slot
from PySide6.QtGui import QFontDatabase, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.late_dataclasses import dataclass, replace
from desktop_app.domain.sentences import sentence_start
from desktop_app.domain.tariffs.naming import called
from desktop_app.domain.tariffs.schedules import TariffSchedule
from desktop_app.domain.tariffs.sheet_history import SheetHistory
from desktop_app.domain.tariffs.versions import SheetVersion, VersionState
from desktop_app.gui.tariff_book.live_page import LivePage
from desktop_app.gui.tariff_book.sheet_edit import SheetEdit, SheetPieces
from desktop_app.gui.tasks import TaskRunner
from desktop_app.gui.theme.style import TypeScale, spacing, text
from desktop_app.services.program.program import Program
from desktop_app.services.tariff_book import changes
from desktop_app.services.tariff_book.as_of import state_words
from desktop_app.services.tariff_book.front import front_kind
from desktop_app.services.tariff_book.sheet_pages import PrintedSheet
from desktop_app.services.tariff_book.superseding import redline_basis
from desktop_app.services.tariff_book.tariff_book import TariffBook

PATIENCE = 350
LEAST = 0.55
SHARPEST = 3.0
OWN = (("&Concurrence in another tariff", "concurrence"), ("Reiss&ue of an item", "reissue_item"))


@dataclass(frozen=True)
class ShownSheet:
    """The sheet that is shown: its schedule, chain and version."""

    schedule: str
    chain: SheetHistory
    version: SheetVersion


class SheetView(QWidget):
    """Keeps what is typed a moment after the last key, and paints the page from it."""

    def __init__(
        self, program: Program, tariff_book: TariffBook, runner: TaskRunner, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._program, self._tariff_book, self._runner = program, tariff_book, runner
        self._shown: ShownSheet | None = None
        self._picked: tuple[str, SheetHistory, int] | None = None
        self.versions = QComboBox(self)
        self.versions.setAccessibleName("Version")
        self.versions.setToolTip("The version of the sheet that is shown")
        self.versions.activated.connect(self._pick)
        self.title = text("", TypeScale.HEADING, parent=self)
        self.state = text("", TypeScale.SMALL, muted=True, parent=self)
        self.edit = SheetEdit(self)
        self.edit.textChanged.connect(self._typed)
        self.edit.left.connect(self.keep)
        self.insert = SheetPieces(self.edit, self)
        self.propose = QPushButton("Propose &marks", self)
        self.propose.setToolTip("Adds a change mark before every line that is new or changed")
        self.propose.clicked.connect(self._propose)
        self.compare = QCheckBox("Mar&ked copy", self)
        self.compare.toggled.connect(self.repaint_page)
        self.page = LivePage(program, runner, self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PATIENCE)
        self._timer.timeout.connect(self._pause)
        self._lay_out()
        self._dress()
        self.show_sheet(None)

    @property
    def shown(self) -> ShownSheet | None:
        """The sheet that is shown."""
        return self._shown

    def show_sheet(self, shown: ShownSheet | None) -> None:
        """Shows a sheet, or none. What was typed before is kept first."""
        self.keep()
        same = shown is not None and self._shown is not None and self._place(shown) == self._place(self._shown)
        self._shown = shown
        self.writing.setVisible(shown is not None and self._writable(shown))
        self.compare.setEnabled(shown is not None and self._comparable(shown))
        self._list_versions(shown)
        if shown is None:
            self.title.setText("Choose a sheet on the left.")
            self.state.setText("")
            self.page.clear()
            return
        schedule = self._tariff_book.schedule(shown.schedule)
        self._offer(schedule)
        self.title.setText(called(schedule, shown.chain, shown.version.revision))
        old = (
            "" if shown.version.cancels is None else f", cancels {called(schedule, shown.chain, shown.version.cancels)}"
        )
        today = self._tariff_book.file.clock.today()
        words = state_words(shown.chain, shown.version, today, schedule)
        self.state.setText(f"{sentence_start(words)}{old}")
        typed = self._tariff_book.text(shown.schedule, shown.chain, shown.version)
        if not same or (typed != self.edit.toPlainText() and not self.edit.hasFocus()):
            self.edit.blockSignals(True)
            self.edit.setPlainText(typed)
            self.edit.blockSignals(False)
        self.repaint_page()

    def picked(self, schedule: str, chain: SheetHistory) -> SheetVersion | None:
        """The version that was chosen of the sheet, as long as no other was added to it or taken away."""
        known = self._picked
        if known is None or (known[0], known[1].number.key) != (schedule, chain.number.key):
            return None
        same = len(known[1].versions) == len(chain.versions)
        return next((one for one in chain.versions if same and one.revision == known[2]), None)

    @Slot(int)
    def _pick(self, index: int) -> None:
        shown = self._shown
        if shown is not None and 0 <= index < len(shown.chain.versions):
            version = shown.chain.versions[-1 - index]
            self._picked = (shown.schedule, shown.chain, version.revision)
            self.show_sheet(replace(shown, version=version))

    def _list_versions(self, shown: ShownSheet | None) -> None:
        """The versions of the sheet, the newest first, where there are several."""
        self.versions.clear()
        self.versions.setVisible(shown is not None and len(shown.chain.versions) > 1)
        if shown is None:
            return
        schedule, today = self._tariff_book.schedule(shown.schedule), self._tariff_book.file.clock.today()
        for version in reversed(shown.chain.versions):
            state = state_words(shown.chain, version, today, schedule)
            self.versions.addItem(f"{version.name(schedule.style)}: {state}")
        self.versions.setCurrentIndex(len(shown.chain.versions) - 1 - shown.chain.versions.index(shown.version))

    @Slot()
    def keep(self) -> None:
        """Keeps what was typed, as it stands."""
        self._timer.stop()
        shown = self._shown
        if shown is None or not self._writable(shown):
            return
        chain = self._tariff_book.chain(shown.schedule, shown.chain.number.key) if self._exists(shown) else None
        if chain is None or chain.draft is None:
            return
        typed = self.edit.toPlainText()
        if typed != self._tariff_book.text(shown.schedule, chain, chain.draft):
            changes.write_draft(self._tariff_book, shown.schedule, chain.number.key, typed, strict=False)

    @Slot()
    def repaint_page(self) -> None:
        """Paints the page from what is typed."""
        shown = self._shown
        if shown is None or not self.isVisible():
            return
        printer = self._program.tariffs.printer(self._tariff_book, shown.schedule)

        def compose() -> PrintedSheet:
            if self.compare.isChecked() and self.compare.isEnabled():
                return replace(printer.marked(shown.chain, shown.version), over=-1)
            typed = self.edit.toPlainText() if self._writable(shown) else None
            return printer.sheet(shown.chain, shown.version, typed)

        self.page.follow(compose)

    def changeEvent(self, event: QEvent) -> None:
        """Follows the size of the letters."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "writing"):
            QTimer.singleShot(0, self, self._dress)

    def showEvent(self, event: QShowEvent) -> None:
        """Paints what was left unpainted while nobody looked."""
        super().showEvent(event)
        self._timer.start()

    # Inside

    @Slot()
    def _dress(self) -> None:
        """Sets what is typed in letters of one width, as large as the others."""
        letters = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        letters.setPointSizeF(self.font().pointSizeF())
        self.edit.setFont(letters)

    def _lay_out(self) -> None:
        self.writing = QWidget(self)
        column = QVBoxLayout(self.writing)
        column.setContentsMargins(0, 0, 0, 0)
        tools = QHBoxLayout()
        tools.addWidget(self.insert)
        tools.addWidget(self.propose)
        tools.addStretch(1)
        column.addLayout(tools)
        column.addWidget(self.edit, 1)
        paper = QWidget(self)
        right = QVBoxLayout(paper)
        right.setContentsMargins(0, 0, 0, 0)
        right.addWidget(self.compare)
        right.addWidget(self.page, 1)
        split = QSplitter(self)
        split.addWidget(self.writing)
        split.addWidget(paper)
        split.setStretchFactor(0, 2)
        split.setStretchFactor(1, 3)
        split.setSizes([spacing(self, 160), spacing(self, 240)])
        split.setChildrenCollapsible(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(spacing(self, 6), 0, 0, 0)
        whole.setSpacing(spacing(self, 2))
        whole.addWidget(self.versions)
        for label in (self.title, self.state):
            label.setWordWrap(True)
            whole.addWidget(label)
        whole.addWidget(split, 1)

    def _offer(self, schedule: TariffSchedule) -> None:
        """The pieces that can be put in: those of every utility, and the sentences of its own rule."""
        rules = self._tariff_book.rules(schedule)
        self.insert.offer([(words, f"{rules.text(name)}\n") for words, name in OWN if rules.asks(name)])

    def _place(self, shown: ShownSheet) -> tuple[str, str, int, VersionState]:
        return shown.schedule, shown.chain.number.key, shown.version.revision, shown.version.state

    def _comparable(self, shown: ShownSheet) -> bool:
        return redline_basis(self._tariff_book, shown.schedule, shown.chain, shown.version) is not None

    def _exists(self, shown: ShownSheet) -> bool:
        known = {chain.number.key for chain in self._tariff_book.chains(shown.schedule)}
        return shown.chain.number.key in known

    def _writable(self, shown: ShownSheet) -> bool:
        generated = front_kind(shown.chain) and not shown.version.canceling
        return shown.version.state is VersionState.DRAFT and not generated

    @Slot()
    def _typed(self) -> None:
        """The page follows at once; what is typed is kept in the first pause."""
        self._timer.start()
        self.repaint_page()

    @Slot()
    def _pause(self) -> None:
        self.keep()
        self.repaint_page()

    @Slot()
    def _propose(self) -> None:
        """Marks what differs from the version in force, with the first two signs of the schedule's legend."""
        shown = self._shown
        if shown is None:
            return
        text = changes.with_marks(self._tariff_book, shown.schedule, shown.chain.number.key, self.edit.toPlainText())
        self.edit.setPlainText(text)
        self._pause()
