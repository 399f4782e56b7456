"""The page of a filing: its steps, the step in hand, and the panel that follows the focus."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, QTimer, Slot
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from desktop_app.domain.filings import COMPANY
from desktop_app.domain.values import Place
from desktop_app.gui.filing.filed_notice import FiledNotice
from desktop_app.gui.filing.papers import PaperWriter
from desktop_app.gui.filing.schedule_commands import CommandHandlers, ScheduleCommands
from desktop_app.gui.filing.side_panel import SidePanel
from desktop_app.gui.filing.step_list import StepList
from desktop_app.gui.grid.month_list import ListSource
from desktop_app.gui.grid.schedule_grid import ScheduleGrid
from desktop_app.gui.grid.schedule_model import ScheduleModel
from desktop_app.gui.preview.previewer import PagePreviewer
from desktop_app.gui.theme.style import TypeScale, spacing, text
from desktop_app.gui.widgets.fitted_dialog import run_dialog
from desktop_app.gui.widgets.following_page import FollowingPage
from desktop_app.gui.widgets.message_bar import MessageTone
from desktop_app.gui.widgets.surroundings import FilingScreen, Surroundings
from desktop_app.services.data_entry.suggesting import offered_words, suggestions, use_suggestions, used_words
from desktop_app.services.ports import Preferences, TableReader
from desktop_app.services.progress.step_progress import schedule_title, steps

PANEL, WIDTHS = "panel", "filing_widths"
SHARES, ROOMY, TIGHT = (130, 160), 480, 260
A_MOMENT, A_WHILE = 40, 200


class FilingPage(FollowingPage):
    """The page of one filing. `place` is where the work is."""

    def __init__(
        self,
        around: Surroundings,
        previewer: PagePreviewer,
        preferences: Preferences,
        papers: PaperWriter,
        tables: Callable[[], TableReader],
    ) -> None:
        file, filing_id, icons = around.file, around.filing, around.icons
        super().__init__(file, around.parent, at_once=True)
        self._filing, self._preferences, self._actions = filing_id, preferences, around.actions
        self._asking = around.asking
        self.model = ScheduleModel(file, filing_id, self)
        self.steps = StepList(icons, self)
        self.grid = ScheduleGrid(self.model, icons, self)
        self.panel = SidePanel(file, filing_id, previewer, icons, self)
        self.title = text("", TypeScale.HEADING, parent=self)
        self.note = text("", muted=True, parent=self)
        self.filed = FiledNotice(icons, self)
        going: CommandHandlers = {
            "previous": lambda: self.step(-1),
            "next": lambda: self.step(1),
            "next_problem": lambda: self.next_problem(1),
            "previous_problem": lambda: self.next_problem(-1),
            "explain": self.show_guide,
            "steps": self.show_steps,
            "suggest_all": self.use_all_suggestions,
            "questions": self.ask_questions,
        }
        self.commands = ScheduleCommands(self.grid, icons, going, papers, ListSource(tables, around.asking), self)
        self.steps.further = self.commands.fill
        self._place: Place | None = None
        self._panel_wanted = preferences.get(PANEL) is not False
        self._panel_asked = False  # in a page so tight that the panel comes only when it is asked for
        self._steps_wanted = False
        self._arranged = 0
        self._panel_timer = _later(self, A_MOMENT, self._show_panel)
        self._steps_timer = _later(self, A_WHILE, self._follow_steps)
        self._lay_out()
        self._connect()
        self._stale = False
        self.steps.fill(steps(file.book(filing_id)))
        self.show_schedule(self.steps.shown)

    @property
    def place(self) -> Place | None:
        """The place in hand; only a schedule while no cell is."""
        return self._place

    def refused(self) -> str:
        """What stands in a cell but was not kept, in a sentence."""
        return next((draft.refusal for draft in self.model.drafts.values()), "")

    def as_screen(self, close: Callable[[], None]) -> FilingScreen:
        """The page as the window knows it; `close` ends what runs beside it."""
        place = self._where
        return FilingScreen(self, self.go_to, self.toggle_panel, close, self.commands.fill, self.refused, place)

    def _where(self) -> str:
        return "" if self._place is None else "/".join(self._place)

    # Going about

    @Slot(str)
    def show_schedule(self, schedule: str) -> None:
        """Shows a step."""
        if schedule not in self._file.book(self._filing).sheet.schedules:
            return
        if schedule != self.model.schedule.definition.id:
            self.model.show(schedule)
        self._show_heads()
        self.steps.choose(schedule)
        self._moved(self.grid.place or Place(schedule, "", ""))

    @Slot(str)
    def go_to(self, path: str) -> None:
        """Puts the cursor on a place written schedule/line/column, schedule/line or schedule; `*` is any."""
        parts = [part.replace("*", "") for part in path.split("/")]
        schedule, line, column = (*parts, "", "")[: len(Place._fields)]
        self.show_schedule(schedule)
        if schedule == self.model.schedule.definition.id:
            self.grid.go_to(Place(schedule, line, column))
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def toggle_panel(self) -> None:
        """Shows or hides the panel at the right, and remembers it."""
        shown = self.panel.isHidden()
        self._steps_wanted = False
        if self.width() < spacing(self, TIGHT):
            self._panel_asked = shown
        else:
            self._panel_wanted = shown
            self._preferences.set(PANEL, shown)
        self._arrange()
        self._show_panel()

    def show_steps(self) -> None:
        """Goes to the steps; in a narrow window they come instead of the panel until one is chosen."""
        self._steps_wanted = True
        self._arrange()
        self.steps.setFocus(Qt.FocusReason.OtherFocusReason)

    def step(self, by: int) -> None:
        """Goes to the step before or after."""
        schedule = self.steps.neighbour(by)
        if schedule:
            self.go_to(schedule)

    def next_problem(self, by: int) -> None:
        """Goes to the next or previous open problem of the filing."""
        self._open_panel()
        self.panel.next_problem(by)

    def _show_check(self, check: str) -> None:
        """Opens the catalogue at the check of a finding."""
        self._actions.show_dialog(f"catalogue:{check}", self._filing)

    def show_guide(self) -> None:
        """Explains the number in hand."""
        self._open_panel()
        self.panel.setCurrentWidget(self.panel.guide)
        self.panel.guide.setFocus(Qt.FocusReason.OtherFocusReason)

    def use_all_suggestions(self) -> None:
        """Answers the blanks of all pages with what is suggested, after showing how many there are on which page."""
        book, title = self.model.book, "Use all suggestions"
        found = suggestions(book)
        if found and not self._asking.sure(self, title, offered_words(book, found), "Use them"):
            return
        if found:
            use_suggestions(self._file, self._filing)
        self.grid.said.emit(used_words(found, "this filing"))

    def ask_questions(self) -> None:
        """Asks one question at a time from the cell in hand, and comes back to the last that was asked."""
        from desktop_app.gui.filing.questions_dialog import QuestionsDialog

        schedule = self.model.schedule.definition.id
        dialog = QuestionsDialog(self._file, self._filing, self._place or Place(schedule, "", ""), self.window())
        run_dialog(dialog)
        self.go_to("/".join(dialog.place))

    # Inside

    def _open_panel(self) -> None:
        if self.panel.isHidden():
            self.toggle_panel()
        self._show_panel()

    def _lay_out(self) -> None:
        middle = QWidget(self)
        middle.setProperty("pane", "Schedule")
        column = QVBoxLayout(middle)
        column.setContentsMargins(spacing(self), spacing(self), spacing(self), spacing(self, 4))
        column.setSpacing(spacing(self, 4))
        column.addWidget(self.filed)
        column.addWidget(self.title)
        column.addWidget(self.note)
        column.addWidget(self.commands.bar)
        column.addWidget(self.grid, 1)
        self.split = QSplitter(Qt.Orientation.Horizontal, self)
        for pane in (self.steps, middle, self.panel):
            self.split.addWidget(pane)
        self.steps.hide()  # until it is known what has room: a window never becomes smaller by itself
        self.panel.hide()
        self.split.setStretchFactor(1, 1)
        self.split.setChildrenCollapsible(False)
        self.split.splitterMoved.connect(lambda: self._preferences.set(WIDTHS, list(self.split.sizes())))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.split)
        self.setFocusProxy(self.grid)

    def _connect(self) -> None:
        self.steps.chosen.connect(self.show_schedule)
        self.steps.entered.connect(self._enter_step)
        self.steps.itemClicked.connect(self._enter_step)
        self.grid.moved.connect(self._moved)
        self.grid.said.connect(lambda words: self._actions.say(words, MessageTone.NOTE))
        self.panel.place_requested.connect(self.go_to)
        self.panel.checks.catalogue_requested.connect(self._show_check)
        self.panel.guide.other_requested.connect(self._actions.go_to)
        self.commands.seals.place_requested.connect(self.go_to)
        self.filed.revise.clicked.connect(lambda: self._actions.start_revision(self._filing))

    @Slot()
    def _enter_step(self) -> None:
        self._steps_wanted = False
        self._arrange()
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_heads(self) -> None:
        definition = self.model.schedule.definition
        title = schedule_title(self.model.book, definition.id)
        self.title.setText(title if self._filing == COMPANY else f"{definition.page}  {title}")
        self.note.setText(definition.note)
        self.note.setVisible(bool(definition.note))
        self.filed.show_filing(self.model.book.filing)
        self.commands.look()

    @Slot(Place)
    def _moved(self, place: Place) -> None:
        self._place = place
        self.commands.look()
        self._panel_timer.start()

    @Slot()
    def _show_panel(self) -> None:
        self._panel_timer.stop()
        if self._place is not None and self.panel.isVisible():
            self.panel.follow(self._place)

    def showEvent(self, event: QShowEvent) -> None:
        """Brings up to date what changed elsewhere while the page was not seen."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._arrange)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shows as many panes as have room."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Follows the size of the letters."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "split"):
            QTimer.singleShot(0, self, self._arrange)
            QTimer.singleShot(0, self, self.commands.size)

    @Slot()
    def _arrange(self) -> None:
        """Shows the panes that have room, in the widths that were chosen last or else their shares."""
        roomy, tight = self.width() >= spacing(self, ROOMY), self.width() < spacing(self, TIGHT)
        panel = self._panel_asked if tight else self._panel_wanted
        shown = (roomy or self._steps_wanted, panel and (roomy or not self._steps_wanted))
        if shown == (not self.steps.isHidden(), not self.panel.isHidden()) and self._arranged == self.width():
            return
        self._arranged = self.width()
        for pane, visible in zip((self.steps, self.panel), shown, strict=True):
            pane.setVisible(visible)
        kept = self._preferences.get(WIDTHS)
        chosen = [width for width in kept if isinstance(width, int)] if isinstance(kept, list) else []
        if not roomy or len(chosen) != self.split.count() or sum(chosen) > self.width() or 0 in chosen:
            steps_wide, panel_wide = (min(spacing(self, share), self.width() // 3) for share in SHARES)
            chosen = [steps_wide, self.width() - steps_wide - panel_wide, panel_wide]
        self.split.setSizes(chosen)

    def refresh(self) -> None:
        """Follows the edits made since the page was last up to date."""
        place = self.grid.place
        for edited in self._missed:
            self.model.follow(edited)
        if any(edited.structural for edited in self._missed):
            self.steps.fill(steps(self.model.book))
            self._show_heads()
            if place is not None:
                self.grid.go_to(place)
        self._place = self.grid.place or Place(self.model.schedule.definition.id, "", "")
        self._steps_timer.start()
        self._panel_timer.start()
        self.commands.look()

    @Slot()
    def _follow_steps(self) -> None:
        self.steps.follow(steps(self.model.book))


def _later(parent: QWidget, wait: int, handler: Callable[[], None]) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(wait)
    timer.timeout.connect(handler)
    return timer
