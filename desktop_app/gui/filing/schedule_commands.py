"""What can be done with the step in hand: every command in one table, with its keys, for bar, menu and right click."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QPoint, QSize, Qt, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from desktop_app.domain.filings import COMPANY
from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.values import Place
from desktop_app.formspec.evaluation import ValueOrigin
from desktop_app.gui.filing.command_bar import CommandBar
from desktop_app.gui.filing.note_actions import NoteActions
from desktop_app.gui.filing.papers import PaperWriter
from desktop_app.gui.filing.seal_actions import SealActions
from desktop_app.gui.grid.month_list import ListSource
from desktop_app.gui.grid.override_dialog import OverrideDialog
from desktop_app.gui.grid.schedule_grid import ScheduleGrid
from desktop_app.gui.theme.icons import IconSet
from desktop_app.gui.theme.style import spacing
from desktop_app.services.data_entry import entering
from desktop_app.services.data_entry.suggesting import has_suggestion, use_suggestions, used_words
from desktop_app.services.data_entry.work_papers import can_have, months_cells
from desktop_app.services.progress.step_progress import rows_kind

CommandHandlers = Mapping[str, Callable[[], object]]


@dataclass(frozen=True)
class ScheduleCommand:
    """A thing to do. `icon` puts it on the bar, `cell` means that the right click offers it."""

    name: str
    words: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    cell: bool = False


LINE, BLANKS = ScheduleCommand("", ""), "Mark b&lanks as None"
COMMANDS = (
    ScheduleCommand("steps", "&Go to the steps", ("Ctrl+T",), "list"),
    ScheduleCommand("previous", "&Previous step", ("Ctrl+PgUp",), "backward"),
    ScheduleCommand("next", "&Next step", ("Ctrl+PgDown",), "forward"),
    ScheduleCommand("next_problem", "Next pr&oblem", ("F8",)),
    ScheduleCommand("previous_problem", "Previous pro&blem", ("Shift+F8",)),
    ScheduleCommand("questions", "One &question at a time...", ("F7",)),
    LINE,
    ScheduleCommand("seal", "&Seal...", ("Ctrl+L",), "seal", cell=True),
    ScheduleCommand("unseal", "&Unseal", ("Ctrl+Shift+L",), "unseal", cell=True),
    ScheduleCommand("seals", "&All seals...", ("Ctrl+Alt+L",), "seals"),
    LINE,
    ScheduleCommand("explain", "&Explain this number", ("Ctrl+E",), "note", cell=True),
    ScheduleCommand("override", "Override &the computed value...", (), cell=True),
    ScheduleCommand("lift", "Restore the &formula", (), cell=True),
    ScheduleCommand("note", "&Write a note...", ("Ctrl+M",), "note_sheet", cell=True),
    ScheduleCommand("work_paper", "Add up from a wor&k paper...", ("Ctrl+Shift+M",), cell=True),
    ScheduleCommand("months", "Figures of ea&ch month...", ("Ctrl+Alt+M",)),
    LINE,
    ScheduleCommand("suggest", "Use the suggest&ions", ("Ctrl+Shift+U",), "good"),
    ScheduleCommand("suggest_all", "Use suggestions on ever&y page..."),
    ScheduleCommand("none_row", "Answer t&he rest of the row None", ("Ctrl+Alt+N",), cell=True),
    ScheduleCommand("none", BLANKS, ("Ctrl+Shift+N",), "absent"),
    LINE,
    ScheduleCommand("import_rows", "Rows from an E&xcel or CSV list..."),
    ScheduleCommand("add", "A&dd a row", ("Ctrl+I",), "add", cell=True),
    ScheduleCommand("remove", "&Remove the row", ("Ctrl+Del",), "remove", cell=True),
    ScheduleCommand("up", "Mo&ve the row up", ("Alt+Up",), "up", cell=True),
    ScheduleCommand("down", "&Move the row down", ("Alt+Down",), "down", cell=True),
)
WITH_WORDS = frozenset({"seal", "suggest", "none", "add"})
ICON, EXTENSION = 10, "qt_toolbar_ext_button"
SEALING = ("seal", "unseal", "seals")
ROWS = ("import_rows", "add", "remove", "up", "down")


class ScheduleCommands(QObject):
    """Makes the commands and does them; `going` does those that go elsewhere. Refusals are raised."""

    def __init__(
        self,
        grid: ScheduleGrid,
        icons: IconSet,
        going: CommandHandlers,
        papers: PaperWriter,
        lists: ListSource,
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._grid, self._model = grid, grid.rows
        self.seals = SealActions(grid, page)
        self.notes = NoteActions(grid, papers, lists, page)
        self.bar = CommandBar("Step", page)
        self.bar.setAccessibleName("Commands of the step")
        self.actions: dict[str, QAction] = {}
        handlers = {**going, **self._handlers()}
        for command in COMMANDS:
            if command is LINE:
                self._rows_line = self.bar.addSeparator()
            else:
                self.actions[command.name] = self._action(command, icons, handlers[command.name])
        for more in self.bar.findChildren(QToolButton, EXTENSION):  # Qt paints it dark in every scheme
            more.setIcon(icons.icon("more"))
            more.setAccessibleName("More commands")
        page.addActions(list(self.actions.values()))
        self.size()
        self._grid.customContextMenuRequested.connect(self._right_click)
        self._grid.override_requested.connect(self._override)

    def fill(self, menu: QMenu) -> None:
        """Puts all commands into a menu."""
        for command in COMMANDS:
            if command is LINE:
                menu.addSeparator()
            else:
                menu.addAction(self.actions[command.name])

    def size(self) -> None:
        """Lets the icons follow the size of the letters."""
        side = spacing(self._grid, ICON)
        self.bar.setIconSize(QSize(side, side))

    def look(self) -> None:
        """Greys what cannot be done with the place in hand."""
        place, book = self._grid.place, self._model.book
        spec = None if place is None else book.sheet.cells[place]
        growing = rows_kind(book, self._model.schedule.definition.id)
        row = place is not None and place.line in self._model.schedule.rows
        can = dict.fromkeys(("none", "seal"), not self._model.filed)
        can["unseal"] = place is not None and place in self._model.looks.marks.sealed
        can |= dict.fromkeys(("explain", "note"), place is not None)
        can["suggest"] = has_suggestion(book, self._model.schedule.definition.id)
        can |= {"none_row": place is not None, "suggest_all": True}
        can["work_paper"] = place is not None and can_have(book, place)
        can["months"] = bool(months_cells(book, self._model.schedule.definition.id))
        can["override"] = spec is not None and bool(spec.formula) and spec.override
        can["lift"] = place is not None and book.calculation.origin(place) is ValueOrigin.OVERRIDDEN
        can |= {"import_rows": growing, "add": growing, "remove": row, "up": row, "down": row}
        for name, possible in can.items():
            allowed = possible and (name == "explain" or not self._model.filed)
            self.actions[name].setEnabled(allowed)
        self._rows_line.setVisible(growing)
        empty = growing and not self._model.schedule.rows
        self.actions["months"].setVisible(can["months"])
        self.actions["none"].setText("None for the whole tab&le" if empty else BLANKS)
        for name in SEALING:
            self.actions[name].setVisible(self._model.filing != COMPANY)
        for name in (*ROWS, "override", "lift"):
            self.actions[name].setVisible(growing if name in ROWS else self.actions[name].isEnabled())
        self.bar.fit()

    # Inside

    def _handlers(self) -> CommandHandlers:
        return {
            "seal": self.seals.seal,
            "note": self.notes.note,
            "work_paper": self.notes.work_paper,
            "months": self.notes.months,
            "import_rows": self.notes.import_rows,
            "unseal": self.seals.unseal,
            "seals": self.seals.show_all,
            "override": lambda: self._override(self._grid.place),
            "lift": self._lift,
            "none": self._answer_none,
            "none_row": self._answer_row_none,
            "suggest": self._use_suggestions,
            "add": self._add_row,
            "remove": self._remove_rows,
            "up": lambda: self._move_row(-1),
            "down": lambda: self._move_row(1),
        }

    def _action(self, command: ScheduleCommand, icons: IconSet, handler: Callable[[], object]) -> QAction:
        action = QAction(command.words, self)
        action.setShortcuts([QKeySequence(keys) for keys in command.keys])
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda _=False: handler())
        plain = command.words.replace("&", "").removesuffix("...")
        keys = f" ({action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)})" if command.keys else ""
        action.setToolTip(f"{plain}{keys}")
        if command.icon:
            action.setIcon(icons.icon(command.icon))
            action.setIconVisibleInMenu(False)
            self.bar.addAction(action)
            button = self.bar.widgetForAction(action)
            if isinstance(button, QToolButton):
                button.setAccessibleName(plain)
                if command.name in WITH_WORDS:
                    self.bar.worded.append(button)
        return action

    @Slot(QPoint)
    def _right_click(self, at: QPoint) -> None:
        menu = self.cell_menu()
        menu.exec(self._grid.viewport().mapToGlobal(at))
        menu.deleteLater()

    def cell_menu(self) -> QMenu:
        """What the right click offers at the place in hand."""
        menu = QMenu(self._grid)
        menu.addActions(self._grid.actions())
        for command in COMMANDS:
            if command is LINE:
                menu.addSeparator()
            elif command.cell and self.actions[command.name].isVisible():
                menu.addAction(self.actions[command.name])
        return menu

    @Slot(Place)
    def _override(self, place: Place | None) -> None:
        if place is None:
            return
        spec = entering.spec_of(self._model.book.sheet, place)
        if not spec.override:
            entering.set_answer(self._model.file, self._model.filing, place, "")
        dialog = OverrideDialog(self._model.book, place, self._grid.window())
        dialog.carry_out(
            lambda: entering.override(self._model.file, self._model.filing, place, dialog.typed, dialog.reason)
        )

    def _lift(self) -> None:
        if self._grid.place is not None:
            entering.lift_override(self._model.file, self._model.filing, self._grid.place)

    def _answer_none(self) -> None:
        done = entering.answer_blanks(self._model.file, self._model.filing, self._model.schedule.definition.id)
        self._grid.said.emit(done.sentence)

    def _answer_row_none(self) -> None:
        schedule = self._model.schedule.definition.id
        lines = frozenset(place.line for place in self._grid.chosen)
        done = entering.answer_blanks(self._model.file, self._model.filing, schedule, lines=lines)
        self._grid.said.emit(done.sentence)

    def _use_suggestions(self) -> None:
        found = use_suggestions(self._model.file, self._model.filing, self._model.schedule.definition.id)
        self._grid.said.emit(used_words(found))

    def _add_row(self) -> None:
        schedule, place = self._model.schedule, self._grid.place
        rows = schedule.rows
        at = rows.index(place.line) + 1 if place is not None and place.line in rows else None
        row = entering.add_row(self._model.file, self._model.filing, schedule.definition.id, at)
        self._grid.go_to(Place(schedule.definition.id, row, ""))

    def _remove_rows(self) -> None:
        schedule = self._model.schedule
        lines = {place.line for place in self._grid.chosen if place.line in schedule.rows}
        entering.remove_rows(self._model.file, self._model.filing, schedule.definition.id, lines)

    def _move_row(self, by: int) -> None:
        place = self._grid.place
        if place is not None:
            entering.move_row(self._model.file, self._model.filing, place.schedule, place.line, by)
