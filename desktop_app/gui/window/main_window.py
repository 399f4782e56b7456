"""The window: navigation, pages, menus, messages and the status line. What they do is done elsewhere."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMainWindow, QVBoxLayout, QWidget

from desktop_app.domain.filings import COMPANY
from desktop_app.domain.problems import EnvironmentProblem, UserError
from desktop_app.gui.companies.clear_titles import ClearTitles
from desktop_app.gui.companies.open_company import OpenCompany
from desktop_app.gui.filings.filing_actions import NO_FILING, FilingActions, WindowRoads
from desktop_app.gui.filings.filing_words import concerned, screen_of
from desktop_app.gui.tasks import TaskRunner
from desktop_app.gui.theme.icons import IconSet
from desktop_app.gui.theme.style import SCALES, ColorTheme, WindowStyle
from desktop_app.gui.theme.waiting import busy_cursor
from desktop_app.gui.widgets.asking import UserPrompts
from desktop_app.gui.widgets.fitted_dialog import make_and_run, run_dialog
from desktop_app.gui.widgets.help_screen import asked_about, open_at
from desktop_app.gui.widgets.message_bar import MessageBar, MessageTone
from desktop_app.gui.widgets.surroundings import Surroundings
from desktop_app.gui.window.help_commands import show_about, show_keyboard
from desktop_app.gui.window.last_place import PlaceKeeper
from desktop_app.gui.window.menus import DIALOGS, NOT_PRINTED, PRINTING, WindowMenus
from desktop_app.gui.window.middle import WindowMiddle
from desktop_app.gui.window.navigation import FIRST_STOPS, NavigationBar
from desktop_app.gui.window.pages import CompanyPages
from desktop_app.gui.window.panes import next_pane
from desktop_app.gui.window.screens import ScreenMaker
from desktop_app.gui.window.status_line import StatusLine
from desktop_app.gui.window.tour import TourBar
from desktop_app.gui.window.undo_keys import UndoKeys
from desktop_app.services.companies.companies import Companies
from desktop_app.services.company.company_file import CompanyFile, EditOutcome, FilingIsFiled
from desktop_app.services.ports import JournalEntry
from desktop_app.services.progress.overview import name_of

PROGRAM = "Filing Desk"
WINDOW = "window"
FIRST_SIZE = (1280, 800)


class MainWindow(QMainWindow):
    """Shows one company, or the first start while there is none."""

    answers = Signal()

    def __init__(
        self, companies: Companies, style: WindowStyle, icons: IconSet, screens: ScreenMaker, asking: UserPrompts
    ) -> None:
        super().__init__()
        self._companies = companies
        asking = ClearTitles(asking, lambda: self.file)
        self._style = style
        self._icons = icons
        self.runner = TaskRunner(self)
        self.company = OpenCompany(companies, asking, self.runner, self)
        self.message = MessageBar(icons, self)
        self._screens = screens
        self._stops = (*FIRST_STOPS, *screens.stops())
        self.navigation = NavigationBar(self._stops, icons, self)
        self.pages = CompanyPages(icons, screens, companies.preferences, self._around, self)
        self.middle = WindowMiddle(self.pages, companies, icons, self.company, self)
        self.tour = TourBar(companies.preferences, self.go, self.go_to, self)
        self.status = StatusLine(self)
        roads = WindowRoads(self.go_to, self.go, self.show_dialog, self.say, self.remind)
        self.filing_actions = FilingActions(asking, self, roads)
        self._undo_keys = UndoKeys(self)
        self._refused, self._told = 0, ""
        self._stop_listening: Callable[[], None] = lambda: None
        self._lay_out()
        self.menus = WindowMenus(self.menuBar(), self._stops, self._commands(), self.open, self.choose_theme)
        self._connect()
        self._show_company()
        self._restore_geometry()
        self.places = PlaceKeeper(self.company, self.pages, frozenset(stop.name for stop in self._stops), self)

    @property
    def file(self) -> CompanyFile | None:
        """The open company."""
        return self.company.file

    # Messages

    @Slot(str)
    def refuse(self, words: str) -> None:
        """Shows the sentence of a refusal."""
        self._refused += 1
        self.say(words, MessageTone.EXPLAIN)

    @Slot(str, str)
    def say(self, words: str, tone: str, action: str = "", then: Callable[[], object] | None = None) -> None:
        """Shows a sentence under the menus."""
        self.message.say(words, MessageTone(tone), action, then)

    def remind(self, words: str) -> None:
        """Shows a sentence about what presses, with a button that opens the calendar."""
        self.say(words, MessageTone.EXPLAIN, "Calendar", partial(self.go, "calendar"))

    # Going places

    def open(self, path: Path) -> None:
        """Opens a company. Raises as `Companies.open` does."""
        self.company.open(path)

    def go(self, name: str) -> None:
        """Shows a page of the navigation."""
        if self.file is not None:
            with busy_cursor():
                self.pages.show_page(name)
            self.navigation.show_chosen(name)

    def go_to(self, filing_id: str, place: str = "") -> None:
        """Opens a filing, or the company profile, at a place written schedule/line/column."""
        if self.file is not None:
            with busy_cursor():
                self.pages.show_filing(filing_id, place)
            self.navigation.show_chosen("company" if filing_id == COMPANY else "filings")

    def show_dialog(self, name: str, filing_id: str = "") -> None:
        """Opens the dialog of a command, about the filing or else the one that is shown or chosen."""
        if self.file is None:
            return
        about = filing_id or self.pages.chosen_filing()
        if not about and DIALOGS[name.partition(":")[0]].filing:
            self.say(NO_FILING, MessageTone.EXPLAIN)
            return
        before = self._refused
        words = self.pages.not_kept() if name in PRINTING else ""
        if words:
            self.refuse(f"{words} {NOT_PRINTED}")
        if self._refused > before:
            return
        make_and_run(partial(self._screens.dialog, name, self._around(self.file, about)))

    def show_help(self, parent: QWidget) -> None:
        """Opens the handbook over the window or one of its dialogs, at the page about what is in focus."""
        about = (
            asked_about(self.middle.start if self.file is None else self.pages)
            if parent is self
            else asked_about(parent)
        )
        company = (COMPANY,) if parent is self and self.pages.shown_filing() == COMPANY else ()
        open_at(self._screens.handbook(self.filing_actions.asking, parent), (*company, *about))

    def undo(self) -> None:
        """Takes the last step back and goes where it was; a filing that went out is not taken back without asking."""
        from desktop_app.services.tariff_book.undone_filing import undone_filing

        words = undone_filing(self.file.workspace.next_undo()) if self.file is not None else ""
        if words and not self.filing_actions.asking.sure(self, "Undo a filing", words, "&Undo all the same"):
            return
        self._step(lambda file: file.workspace.next_undo(), lambda file: file.undo())

    def redo(self) -> None:
        """Does the step again that was taken back last, and goes where it was."""
        self._step(lambda file: file.workspace.next_redo(), lambda file: file.redo())

    def choose_theme(self, theme: ColorTheme) -> None:
        """Shows the window in another scheme."""
        self._style.set_theme(theme)

    # Closing

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keeps the cell in hand, and closes; a cell that was just refused keeps the window open once."""
        before = self._refused
        words = self.pages.not_kept()
        if words and words != self._told:
            self._told = words
            self.refuse(words)
        if self._refused > before:
            event.ignore()
            return
        self._companies.preferences.set(WINDOW, b64encode(self.saveGeometry().data()).decode("ascii"))
        self.places.end()
        try:
            self.company.close()
        except (UserError, EnvironmentProblem) as trouble:  # the file is let go, but its user must hear this
            self.refuse(str(trouble))
            event.ignore()
            return
        self.runner.close()
        event.accept()

    def rescue(self) -> Path | None:
        """Lets go of the file after a bug, without asking or showing anything, and tells its place."""
        path = None if self.file is None else self.file.path
        self.company.abandon()
        return path

    def changeEvent(self, event: QEvent) -> None:
        """Follows a change of the letters' size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "navigation"):
            QTimer.singleShot(0, self, self.navigation.fit)

    # Inside

    def _around(self, file: CompanyFile, filing_id: str) -> Surroundings:
        return Surroundings(
            file,
            filing_id,
            self,
            self._icons,
            self.filing_actions.asking,
            self.runner,
            self.filing_actions,
        )

    def _step(
        self, coming: Callable[[CompanyFile], JournalEntry | None], take: Callable[[CompanyFile], EditOutcome]
    ) -> None:
        if self.file is None:
            return
        entry = coming(self.file)
        filing_id, place = concerned(entry) if entry is not None else ("", "")
        try:
            with busy_cursor():
                edited = take(self.file)
        except FilingIsFiled as refusal:
            self.say(
                str(refusal),
                MessageTone.EXPLAIN,
                "Start a revision",
                lambda: self.filing_actions.start_revision(filing_id),
            )
            return
        if not filing_id or not self.pages.has(filing_id):
            screen = screen_of(entry) if entry is not None and not filing_id else "filings"
            self.go(screen if screen in self.navigation.buttons else "home")
        else:
            self.go_to(filing_id, place)
        self.status.show_saved(self.file, edited.label)

    def _edited(self, edited: EditOutcome) -> None:
        if self.file is None:
            return
        self.pages.drop_missing()
        self.status.show_saved(self.file, edited.label)
        self.company.tell_notice()
        self._say_steps()

    def _say_steps(self) -> None:
        workspace = None if self.file is None or self.file.workspace.read_only else self.file.workspace
        undo, redo = (None, None) if workspace is None else (workspace.next_undo(), workspace.next_redo())
        self.menus.say_steps("" if undo is None else undo.label, "" if redo is None else redo.label)

    def _show_company(self) -> None:
        file = self.file
        self._stop_listening()
        self.tour.put_away()
        self.pages.take(file)
        self.filing_actions.file = file
        self.navigation.setVisible(file is not None)
        self.middle.follow()
        self.menus.enable(company=file is not None)
        self.menus.show_recent(self._companies.recent())
        self.status.show_file(file)
        self.message.clear()
        self._say_steps()
        sample = file is not None and file.setting("sample") is True
        self.badge.setVisible(sample)
        if file is None:
            self.setWindowTitle(PROGRAM)
        else:
            self._stop_listening = file.listen(self._edited)
            self.setWindowTitle(f"{name_of(file)}{' (SAMPLE)' if sample else ''} – {PROGRAM}")
            self.go("home")

    def _lay_out(self) -> None:
        self.badge = QLabel("SAMPLE", self)
        self.badge.setProperty("badge", True)
        self.badge.setAccessibleName("This is a sample company")
        self.navigation.add_on_top(self.badge)
        across = QHBoxLayout()
        across.setSpacing(0)
        across.addWidget(self.navigation)
        across.addWidget(self.middle, 1)
        middle = QWidget(self)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.message)
        column.addWidget(self.tour)
        column.addLayout(across, 1)
        self.setCentralWidget(middle)
        self.setStatusBar(self.status)

    def _connect(self) -> None:
        self.company.changed.connect(self._show_company)
        self.company.leaving.connect(partial(self.pages.take, None))
        self.company.already_open.connect(partial(self.go, "home"))
        self.company.said.connect(self.say)
        self.company.offered.connect(lambda words, action, then: self.say(words, MessageTone.EXPLAIN, action, then))
        self.company.began.connect(self.status.progress.watch)
        self.company.sampled.connect(lambda: self.tour.offer(self.file))
        self.message.follow(self.pages)
        self.navigation.chosen.connect(self.go)
        self.pages.currentChanged.connect(lambda: self.menus.show_step(self.pages.fill_menu))
        self._style.changed.connect(self._show_style)
        self._show_style()

    def _show_style(self) -> None:
        self.menus.themes[self._style.theme].setChecked(True)
        self.menus.actions["larger"].setEnabled(self._style.scale < SCALES[-1])
        self.menus.actions["smaller"].setEnabled(self._style.scale > SCALES[0])

    def _commands(self) -> Mapping[str, Callable[[], object]]:
        """What each command of the menus does."""
        style = self._style
        return {
            "new": self.company.make,
            "open": self.company.ask_and_open,
            "open_to_read": partial(self.company.ask_and_open, read_only=True),
            "sample": self.company.sample,
            "sample_cases": partial(self.company.sample, "water-cases"),
            "sample_gas": partial(self.company.sample, "gas"),
            "sample_water_sewer": partial(self.company.sample, "water-sewer"),
            "sample_steam": partial(self.company.sample, "steam"),
            "sample_telephone": partial(self.company.sample, "telephone"),
            "import": self.company.import_json,
            "export": self.company.export_json,
            "backups": self._show_backups,
            "settings": self._show_settings,
            "close": self.company.close,
            "quit": self.close,
            "undo": self.undo,
            "redo": self.redo,
            "history": self._show_history,
            "find": self._find,
            "companies": self._show_companies,
            **{stop.name: partial(self.go, stop.name) for stop in self._stops},
            **{name: partial(self.show_dialog, name) for name in DIALOGS},
            "panel": self.pages.toggle_panel,
            "next_pane": lambda: next_pane(self, 1),
            "previous_pane": lambda: next_pane(self, -1),
            "larger": lambda: style.step_scale(1),
            "smaller": lambda: style.step_scale(-1),
            "normal": lambda: style.set_scale(SCALES[0]),
            "begin": partial(self.filing_actions.begin_report, None),
            "filed": lambda: self.filing_actions.mark_filed(self.pages.chosen_filing()),
            "revision": lambda: self.filing_actions.start_revision(self.pages.chosen_filing()),
            "handbook": partial(self.show_help, self),
            "keyboard": partial(show_keyboard, self),
            "tour": lambda: self.tour.begin(self.file),
            "self_test": self._show_self_test,
            "about": partial(show_about, self._icons, self),
        }

    def _show_backups(self) -> None:
        from desktop_app.gui.companies.backups_dialog import BackupsDialog

        file = self.file
        if file is not None:
            asking = self.filing_actions.asking
            dialog = make_and_run(lambda: BackupsDialog(self._companies, file, asking, self))
            if dialog is not None and dialog.chosen is not None and self.company.restore(dialog.chosen):
                self.say("The backup is open now. What was there before was saved as a backup.", MessageTone.GOOD)

    def _show_history(self) -> None:
        from desktop_app.gui.companies.history_dialog import HistoryDialog

        file = self.file
        if file is not None:
            make_and_run(lambda: HistoryDialog(file, self.filing_actions, self))

    def _show_companies(self) -> None:
        from desktop_app.gui.companies.companies_dialog import CompaniesDialog, CompaniesRoads

        asking = self.filing_actions.asking
        roads = CompaniesRoads(self.open, lambda lines, over: run_dialog(self._screens.many(lines, asking, over)))
        make_and_run(lambda: CompaniesDialog(self._companies, self.file, self.runner, asking, roads, self))

    def _find(self) -> None:
        from desktop_app.gui.window.find_dialog import find_anything

        if self.file is not None:
            find_anything(self.file, self._screens, self)

    def _show_settings(self) -> None:
        from desktop_app.gui.window.settings_dialog import SettingsDialog

        run_dialog(SettingsDialog(self._companies, self._style, self.filing_actions.asking, self))

    def _show_self_test(self) -> None:
        run_dialog(self._screens.self_test(self.filing_actions.asking, self))

    def _restore_geometry(self) -> None:
        self.resize(*FIRST_SIZE)
        kept = self._companies.preferences.get(WINDOW)
        if isinstance(kept, str):
            self.restoreGeometry(b64decode(kept))
