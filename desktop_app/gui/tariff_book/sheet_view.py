"""One sheet: its text on the left while it is a draft, and the page as it prints at true scale on the right."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QMimeData, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QFontDatabase, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.late_dataclasses import dataclass, replace
from desktop_app.domain.problems import UserError
from desktop_app.domain.tariffs.naming import called
from desktop_app.domain.tariffs.pasted_html import html_lines
from desktop_app.domain.tariffs.pasted_text import pasted_lines
from desktop_app.domain.tariffs.schedules import TariffSchedule
from desktop_app.domain.tariffs.sheet_history import SheetHistory
from desktop_app.domain.tariffs.versions import SheetVersion, VersionState
from desktop_app.domain.typed_text import plain_signs
from desktop_app.gui.preview.page_stack import ALIGN, PageStack, stack_image
from desktop_app.gui.tasks import ProgressReport, TaskRunner
from desktop_app.gui.theme.style import TypeScale, spacing, text
from desktop_app.pagespec.pages import LETTER_WIDTH, PaperPage
from desktop_app.services.ports import PagePicture
from desktop_app.services.program.program import Program
from desktop_app.services.tariff_book import changes
from desktop_app.services.tariff_book.as_of import state_words
from desktop_app.services.tariff_book.front import front_kind
from desktop_app.services.tariff_book.superseding import redline_basis
from desktop_app.services.tariff_book.tariff_book import TariffBook

PATIENCE = 350
LEAST = 0.55
SHARPEST = 3.0
HELP = (
    "# Heading      ## Subheading      plain lines are paragraphs\n"
    "1. a rule      two blanks before (a) for the next depth, up to four depths\n"
    "| a | table |      note: small type      [center] in the middle\n"
    "[hang] further lines stand further in      [box] in a box      words [dots] $5.00\n"
    "inside a line: [b]bold[/b]  [i]italic[/i]  {+} a change mark\n"
    "[rates: per month, by meter size] Title, then lines like 5/8 inch = 12.50, then [end]"
)
INCLUDED = """[rates: per month, by meter size; includes 2,000 gallons] Minimum charge
5/8 inch = 0.00
[end]
[rates: per 1,000 gallons, by block] Water above the minimum
all additional gallons = 0.00
[end]
"""
WHOSE = """[rates: per month, by meter size; area North; class Residential; season Summer] Customer charge
5/8 inch = 0.00
[end]
"""
PIECES = (
    ("&Heading", "# Heading\n"),
    ("&Rule", "1. Rule\n  (a) Part of it\n"),
    (
        "Rates by &meter size",
        "[rates: per month, by meter size] Customer charge\n5/8 inch = 0.00\n1 inch = 0.00\n[end]\n",
    ),
    (
        "Rates by &block",
        "[rates: per 1,000 gallons, by block] Water\nfirst 2,000 gallons = 0.00\nover 2,000 gallons = 0.00\n[end]\n",
    ),
    (
        "Minimum with included &gallons",
        INCLUDED,
    ),
    (
        "Rates of an &area, class or season",
        WHOSE,
    ),
    ("&Surcharge", "[rates: of the bill, flat; as surcharge] Surcharge\nall customers = 0%\n[end]\n"),
    ("&Flat rate", "[rates: per month, flat] Service\nResidential = 0.00\n[end]\n"),
    ("Rate per M&lb", "[rates: per Mlb, per Mlb] Steam\nall steam = 0.00\n[end]\n"),
    ("Line in the m&iddle", "[center] Line\n"),
    ("Te&xt in a box", "[box] Text\n"),
    ("&Definition, further lines indented", "[hang] Term: what it means.\n"),
    ("Dots to the ri&ght", "Charge [dots] $0.00\n"),
    ("&Table", "| Column | Column |\n| cell | cell |\n"),
    ("&Note", "note: Note\n"),
)

OWN = (("&Concurrence in another tariff", "concurrence"), ("Reiss&ue of an item", "reissue_item"))


@dataclass(frozen=True)
class ShownSheet:
    """The sheet that is shown: its schedule, chain and version."""

    schedule: str
    chain: SheetHistory
    version: SheetVersion


class SheetEdit(QPlainTextEdit):
    """Types a sheet's text; `left` tells that the cursor went elsewhere."""

    left = Signal()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Pastes what was formatted with its headings, rules and tables; rows with tabs or columns as a table."""
        lines = html_lines(source.html()) if source.hasHtml() else ""
        if lines:
            self.textCursor().insertText(plain_signs(lines))
        elif source.hasText():
            self.textCursor().insertText(pasted_lines(plain_signs(source.text())))
        else:
            super().insertFromMimeData(source)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What was typed is kept when the cursor leaves."""
        super().focusOutEvent(event)
        self.left.emit()


class SheetView(QWidget):
    """Keeps what is typed a moment after the last key, and paints the page from it."""

    def __init__(
        self, program: Program, tariff_book: TariffBook, runner: TaskRunner, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._program, self._tariff_book, self._runner = program, tariff_book, runner
        self._shown: ShownSheet | None = None
        self._asked = 0
        self._picked: tuple[str, SheetHistory, int] | None = None
        self.versions = QComboBox(self)
        self.versions.setAccessibleName("Version")
        self.versions.setToolTip("The version of the sheet that is shown")
        self.versions.activated.connect(self._pick)
        self.title = text("", TypeScale.HEADING, parent=self)
        self.state = text("", TypeScale.SMALL, muted=True, parent=self)
        self.trouble = text("", TypeScale.SMALL, parent=self)
        self.trouble.setProperty("mark", "stop")
        self.edit = SheetEdit(self)
        self.edit.setAccessibleName("Text of the sheet")
        self.edit.setPlaceholderText(HELP)
        self.edit.setTabChangesFocus(True)
        self.edit.textChanged.connect(self._typed)
        self.edit.left.connect(self.keep)
        self.insert = QPushButton("&Insert", self)
        self.insert.setMenu(QMenu(self.insert))
        self.propose = QPushButton("Propose &marks", self)
        self.propose.setToolTip("Adds a change mark before every line that is new or changed")
        self.propose.clicked.connect(self._propose)
        self.compare = QCheckBox("Mar&ked copy", self)
        self.compare.toggled.connect(self.repaint_page)
        self.stack = PageStack(self)
        self.view = QScrollArea(self)
        self.view.setWidget(self.stack)
        self.view.setAlignment(ALIGN)
        self.view.setAccessibleName("The sheet as it prints")
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
            self.stack.show_pages(())
            return
        schedule = self._tariff_book.schedule(shown.schedule)
        self._offer(schedule)
        self.title.setText(called(schedule, shown.chain, shown.version.revision))
        old = (
            "" if shown.version.cancels is None else f", cancels {called(schedule, shown.chain, shown.version.cancels)}"
        )
        today = self._tariff_book.file.clock.today()
        self.state.setText(f"{state_words(shown.chain, shown.version, today, schedule).capitalize()}{old}")
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
        pages: tuple[PaperPage, ...] = ()
        self.trouble.hide()
        printer = self._program.tariffs.printer(self._tariff_book, shown.schedule)
        try:
            if self.compare.isChecked() and self.compare.isEnabled():
                pages = printer.marked(shown.chain, shown.version).pages
            else:
                typed = self.edit.toPlainText() if self._writable(shown) else None
                printed = printer.sheet(shown.chain, shown.version, typed)
                pages = printed.pages
                if printed.over >= 0:
                    self._say("The text does not fit on its page. Use Add sheet and move the rest there.")
        except UserError as refusal:
            self._say(str(refusal))
            return
        self._paint(pages)

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
        right.addWidget(self.view, 1)
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
        for label in (self.title, self.state, self.trouble):
            label.setWordWrap(True)
            whole.addWidget(label)
        whole.addWidget(split, 1)
        self.trouble.hide()

    def _offer(self, schedule: TariffSchedule) -> None:
        """The pieces that can be put in: those of every utility, and the sentences of its own rule."""
        menu = self.insert.menu()
        menu.clear()
        rules = self._tariff_book.rules(schedule)
        own = [(words, f"{rules.text(name)}\n") for words, name in OWN if rules.asks(name)]
        for words, piece in (*PIECES, *own):
            menu.addAction(words, partial(self._insert, piece))

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
        self._timer.start()

    @Slot()
    def _pause(self) -> None:
        self.keep()
        self.repaint_page()

    def _insert(self, piece: str) -> None:
        cursor = self.edit.textCursor()
        cursor.movePosition(cursor.MoveOperation.EndOfBlock)
        before = "" if self.edit.textCursor().atBlockStart() and not cursor.block().text() else "\n"
        cursor.insertText(before + piece)
        self.edit.setTextCursor(cursor)
        self.edit.setFocus()

    @Slot()
    def _propose(self) -> None:
        """Marks what differs from the version in force, with the first two signs of the schedule's legend."""
        shown = self._shown
        if shown is None:
            return
        text = changes.with_marks(self._tariff_book, shown.schedule, shown.chain.number.key, self.edit.toPlainText())
        self.edit.setPlainText(text)
        self._pause()

    def _say(self, words: str) -> None:
        self.trouble.setText(words)
        self.trouble.show()

    def _paint(self, pages: tuple[PaperPage, ...]) -> None:
        self._asked += 1
        number, density = self._asked, self.devicePixelRatioF()
        room = max(self.view.viewport().width() - spacing(self), 1) / LETTER_WIDTH
        scale = min(max(room, LEAST), SHARPEST) * density
        pictures = self._program.pictures

        def paint(report: ProgressReport) -> tuple[PagePicture, ...]:
            report(0, len(pages), "Drawing the sheet")
            return tuple(pictures.composed(page, scale) for page in pages)

        def show(painted: tuple[PagePicture, ...]) -> None:
            if number == self._asked:
                self.stack.show_pages(tuple(stack_image(picture, density) for picture in painted))

        self._runner.start("Drawing the sheet", paint, show, owner=self)
