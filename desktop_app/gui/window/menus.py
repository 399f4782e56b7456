"""The menus: every command of the window in one table, with its keys."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice
from pathlib import Path

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.gui.theme.style import ColorTheme
from desktop_app.gui.window.navigation import NavigationStop

CommandHandlers = Mapping[str, Callable[[], object]]


@dataclass(frozen=True)
class MenuCommand:
    """A line of a menu.

    `always` means that it needs no open company, `dialog` that it opens the dialog of its name (`ScreenMaker.dialog`),
    `filing` that this is about a filing.
    """

    name: str
    words: str
    keys: tuple[str, ...] = ()
    always: bool = False
    dialog: bool = False
    filing: bool = False


LINE = MenuCommand("", "")
RECENT, THEME, STOPS = "recent", "theme", "stops"
DIGITS = 9
STEP = "&Step"
MENUS: Mapping[str, tuple[MenuCommand, ...]] = {
    "&File": (
        MenuCommand("new", "&New company...", ("Ctrl+N",), always=True),
        MenuCommand("open", "&Open...", ("Ctrl+O",), always=True),
        MenuCommand("open_to_read", "Open rea&d-only...", always=True),
        MenuCommand(RECENT, "Open &recent", always=True),
        MenuCommand("companies", "A&ll companies...", ("Ctrl+Shift+O",), always=True),
        MenuCommand("sample", "&Sample water company", always=True),
        MenuCommand("sample_cases", "Sample water company with tari&ff and cases", always=True),
        MenuCommand("sample_water_sewer", "Sample w&ater and sewer company", always=True),
        MenuCommand("sample_steam", "Sample stea&m heating company", always=True),
        MenuCommand("sample_gas", "Sample gas compan&y", always=True),
        MenuCommand("sample_telephone", "Sample &telephone company", always=True),
        LINE,
        MenuCommand("import", "&Import company data (JSON)...", always=True),
        MenuCommand("export", "&Export company data (JSON)..."),
        MenuCommand("packs", "Pac&ks: share people, rule values, accounts...", dialog=True),
        MenuCommand("excel_out", "E&xport to Excel or print a worksheet...", dialog=True),
        MenuCommand("excel_in", "Import c&hanges from Excel...", dialog=True),
        LINE,
        MenuCommand("backups", "&Backups..."),
        MenuCommand("password", "Pass&word...", dialog=True),
        MenuCommand("settings", "Settin&gs...", ("Ctrl+,",), always=True),
        LINE,
        MenuCommand("close", "&Close the company", ("Ctrl+W",)),
        MenuCommand("quit", "&Quit", ("Ctrl+Q",), always=True),
    ),
    "&Edit": (
        MenuCommand("undo", "&Undo", ("Ctrl+Z",)),
        MenuCommand("redo", "&Redo", ("Ctrl+Y", "Ctrl+Shift+Z")),
        LINE,
        MenuCommand("history", "&History...", ("Ctrl+H",)),
        LINE,
        MenuCommand("find", "&Find anything...", ("Ctrl+K",)),
    ),
    "&View": (
        MenuCommand(STOPS, ""),
        LINE,
        MenuCommand("panel", "Side &panel", ("F9",)),
        MenuCommand("next_pane", "&Next pane", ("F6",), always=True),
        MenuCommand("previous_pane", "Pre&vious pane", ("Shift+F6",), always=True),
        LINE,
        MenuCommand(THEME, "&Theme", always=True),
        MenuCommand("larger", "&Larger text", ("Ctrl++", "Ctrl+="), always=True),
        MenuCommand("smaller", "&Smaller text", ("Ctrl+-",), always=True),
        MenuCommand("normal", "N&ormal text", ("Ctrl+0",), always=True),
    ),
    STEP: (),
    "Fi&ling": (
        MenuCommand("begin", "&Start an annual report...", ("Ctrl+B",)),
        MenuCommand("begin_case", "Start an applicat&ion or request...", ("Ctrl+Shift+B",), dialog=True),
        LINE,
        MenuCommand("trial_balance", "Import a &trial balance...", ("Ctrl+Shift+T",), dialog=True, filing=True),
        LINE,
        MenuCommand("attachments", "&Attachments...", ("Ctrl+Shift+A",), dialog=True, filing=True),
        MenuCommand("package", "&Prepare filing...", ("Ctrl+P",), dialog=True, filing=True),
        MenuCommand("letters", "&Letters...", ("Ctrl+Shift+R",), dialog=True),
        MenuCommand("cold_weather", "&Cold-weather reports...", dialog=True),
        MenuCommand("compare", "Compare &with last year...", ("Ctrl+Shift+C",), dialog=True, filing=True),
        MenuCommand("hand_over", "Handover bi&nder...", dialog=True, filing=True),
        MenuCommand("roles", "Wh&o prepared and signed...", dialog=True, filing=True),
        MenuCommand("send_review", "Send &for review...", dialog=True),
        MenuCommand("review", "Re&view comments...", dialog=True),
        LINE,
        MenuCommand("filed", "&Mark as filed..."),
        MenuCommand("revision", "Start a &revision"),
        MenuCommand("case_follow", "Case n&umber and what follows...", dialog=True, filing=True),
        MenuCommand("case_parties", "Parti&es of cases...", dialog=True),
    ),
    "&Help": (
        MenuCommand("handbook", "&Handbook", ("F1",), always=True),
        MenuCommand("rule_text", "&Text of the chapter...", dialog=True),
        MenuCommand("catalogue", "Catalogue of &checks...", dialog=True),
        MenuCommand("keyboard", "&Keyboard", ("Ctrl+F1",), always=True),
        MenuCommand("tour", "Tour of the &window"),
        MenuCommand("self_test", "&Self-test...", always=True),
        MenuCommand("about", "&About Filing Desk", always=True),
    ),
}
PRINTING = frozenset({"package", "cold_weather", "compare", "hand_over"})  # dialogs that print what the file holds
NOT_PRINTED = "Correct the cell, or press Escape there: until then the old value would be printed."
DIALOGS = {command.name: command for commands in MENUS.values() for command in commands if command.dialog}
THEMES = {
    ColorTheme.SYSTEM: "&System default",
    ColorTheme.LIGHT: "&Light",
    ColorTheme.DARK: "&Dark",
    ColorTheme.CONTRAST: "High &contrast",
}


class WindowMenus:
    """The menu bar filled from the table."""

    def __init__(
        self,
        bar: QMenuBar,
        stops: Sequence[NavigationStop],
        handlers: CommandHandlers,
        open_recent: Callable[[Path], object],
        set_theme: Callable[[ColorTheme], object],
    ) -> None:
        self.actions: dict[str, QAction] = {}
        self.themes: dict[ColorTheme, QAction] = {}
        self._open_recent = open_recent
        self._recent = self._step = QMenu(bar)
        self._stops = tuple(
            MenuCommand(stop.name, stop.words, (f"Ctrl+{number}",)) for number, stop in enumerate(stops, start=1)
        )
        for title, commands in MENUS.items():
            menu = bar.addMenu(title)
            if title == STEP:
                self._step = menu
                menu.menuAction().setVisible(False)  # until a page has steps
            for command in commands:
                if command is LINE:
                    menu.addSeparator()
                elif command.name == RECENT:
                    self._recent = menu.addMenu(command.words)
                elif command.name == THEME:
                    self._fill_themes(menu.addMenu(command.words), set_theme)
                elif command.name == STOPS:
                    self.actions |= {stop.name: _action(menu, stop, handlers[stop.name]) for stop in self._stops}
                else:
                    self.actions[command.name] = _action(menu, command, handlers[command.name])

    def enable(self, *, company: bool) -> None:
        """Greys what needs an open company when there is none."""
        for commands in (*MENUS.values(), self._stops):
            for command in commands:
                if command.name in self.actions:
                    self.actions[command.name].setEnabled(company or command.always)

    def show_step(self, fill: Callable[[QMenu], None]) -> None:
        """Shows the commands of the step in hand; without any the menu goes."""
        self._step.clear()
        fill(self._step)
        self._step.menuAction().setVisible(not self._step.isEmpty())

    def show_recent(self, paths: Iterable[Path]) -> None:
        """Lists the files opened last, as many as there are digits to choose them by; *All companies* lists all."""
        self._recent.clear()
        for number, path in enumerate(islice(paths, DIGITS), 1):
            words = f"&{number} {path.stem.replace('&', '&&')}  ({path.parent})"
            action = self._recent.addAction(words)
            action.triggered.connect(lambda _=False, chosen=path: self._open_recent(chosen))
        self._recent.setEnabled(not self._recent.isEmpty())

    def say_steps(self, undo: str, redo: str) -> None:
        """Says what would be undone and done again; an empty word greys the line."""
        for name, words, label in (("undo", "&Undo", undo), ("redo", "&Redo", redo)):
            plain = label.replace("&", "&&")
            self.actions[name].setText(f"{words}: {plain}" if label else words)
            self.actions[name].setEnabled(bool(label))

    def _fill_themes(self, menu: QMenu, set_theme: Callable[[ColorTheme], object]) -> None:
        group = QActionGroup(menu)
        for theme, words in THEMES.items():
            action = menu.addAction(words)
            action.setCheckable(True)
            action.triggered.connect(lambda _=False, chosen=theme: set_theme(chosen))
            group.addAction(action)
            self.themes[theme] = action


def _action(menu: QMenu, command: MenuCommand, handler: Callable[[], object]) -> QAction:
    action = menu.addAction(command.words)
    action.triggered.connect(lambda _=False: handler())
    action.setShortcuts([QKeySequence(keys) for keys in command.keys])
    return action
