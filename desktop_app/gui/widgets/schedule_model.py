"""One schedule of a filing as a table: lines down, columns across, every cell with its value and its state."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication

from desktop_app.domain.confidentiality import covering
from desktop_app.domain.filings import State
from desktop_app.domain.problems import Problem, Severity
from desktop_app.domain.values import Place, place_of
from desktop_app.formspec.answers import ROWS_LINE, rows_answer
from desktop_app.formspec.definition import CellSpec, Column, Line, ScheduleKind
from desktop_app.formspec.evaluation import Origin
from desktop_app.formspec.public_view import effective_seals
from desktop_app.formspec.sheet import NO_ROWS_COLUMN, NO_ROWS_LINE, SheetSchedule
from desktop_app.formspec.wording import location, value_text
from desktop_app.gui.colours import Colours, colours_of
from desktop_app.services import entering
from desktop_app.services.company_file import Book, CompanyFile, Edited
from desktop_app.services.entry import BadAnswer

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
MARK = Role.UserRole + 1
SEALED = Role.UserRole + 2
NOTED = Role.UserRole + 3
RANK = {Severity.STOP: 0, Severity.EXPLAIN: 1, Severity.NOTE: 2}


@dataclass(frozen=True)
class Marks:
    """What is marked on the cells of a schedule: its problems, and which cells are sealed."""

    problems: Mapping[Place, tuple[Problem, ...]]
    sealed: frozenset[Place]


@dataclass(frozen=True)
class Draft:
    """What was typed into a cell and not kept, and why."""

    text: str
    refusal: str


class ScheduleModel(QAbstractTableModel):
    """The table. Typing goes straight to the company file; what was `refused` stays in the cell as a draft."""

    refused = Signal(QModelIndex)

    def __init__(self, file: CompanyFile, filing_id: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.file, self.filing = file, filing_id
        self.drafts: dict[Place, Draft] = {}
        self._id = next(iter(self.book.sheet.schedules))
        self._lines: tuple[Line, ...] = ()
        self._columns: tuple[Column, ...] = ()
        self._marks: Marks | None = None
        self._looks: Mapping[int, Callable[[Place], object]] = {
            Role.DisplayRole: self.text,
            Role.EditRole: self.text,
            Role.TextAlignmentRole: self._side,
            Role.FontRole: self._font,
            Role.BackgroundRole: self._ground,
            Role.ForegroundRole: self._ink,
            Role.ToolTipRole: self._tip,
            Role.AccessibleTextRole: self._spoken,
            MARK: self._severity,
            SEALED: self._sealed,
            NOTED: self._noted,
        }
        self._read()

    @property
    def book(self) -> Book:
        """The filing as it stands."""
        return self.file.book(self.filing)

    @property
    def schedule(self) -> SheetSchedule:
        """The schedule that is shown."""
        return self.book.sheet.schedules[self._id]

    @property
    def filed(self) -> bool:
        """Whether the filing is read-only."""
        return self.book.filing.state is State.FILED

    def show(self, schedule_id: str) -> None:
        """Shows another schedule."""
        self.beginResetModel()
        self._id = schedule_id
        self._read()
        self.endResetModel()

    def follow(self, edited: Edited) -> None:
        """Shows what an edit changed."""
        self._marks = None
        if edited.structural or self._id not in self.book.sheet.schedules:
            known = self.book.sheet.schedules
            self.show(self._id if self._id in known else next(iter(known)))
        elif self._lines and self._columns:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._lines) - 1, len(self._columns) - 1))

    # Where is what

    def line(self, row: int) -> Line:
        """The line of a row."""
        return self._lines[row]

    def column(self, column: int) -> Column:
        """The definition of a column."""
        return self._columns[column]

    def place(self, index: Index) -> Place | None:
        """The cell's place; None for a heading or where the column does not apply to the line."""
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if line is NO_ROWS_LINE:
            return rows_answer(self._id) if index.column() == 0 else None
        place = Place(self._id, line.id, self._columns[index.column()].id)
        return place if place in self.book.sheet.cells else None

    def index_of(self, place: Place) -> QModelIndex:
        """The cell of a place; the first cell of the line, or of the schedule, for a shorter one."""
        for row, line in enumerate(self._lines):
            if line is NO_ROWS_LINE and place.line in ("", ROWS_LINE):
                return self.index(row, 0)
            if place.line not in ("", line.id):
                continue
            for number, column in enumerate(self._columns):
                index = self.index(row, number)
                if place.column in ("", column.id) and self.place(index) is not None:
                    return index
        return QModelIndex()

    def spec(self, index: Index) -> CellSpec | None:
        """How the cell is asked."""
        place = self.place(index)
        return None if place is None else self.book.sheet.cells[place]

    # What Qt asks

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        """The lines."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        """The columns."""
        return 0 if parent.isValid() else len(self._columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> object:
        """Headings: the columns' labels with their units; the lines' numbers and labels.

        While the model is reset, a header may still ask for a section that has gone.
        """
        across = orientation is Qt.Orientation.Horizontal
        if section >= (len(self._columns) if across else len(self._lines)):
            return None
        if across:
            column = self._columns[section]
            if role == Role.DisplayRole:
                return f"{column.label}\n{column.spec.unit}" if column.spec.unit else column.label
            if role == Role.ToolTipRole:
                return column.help.what or column.label
        elif role == Role.DisplayRole:
            line = self._lines[section]
            return f"{line.number}  {line.label}" if line.number else line.label
        elif role == Role.ToolTipRole:
            return self._lines[section].label
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A computed cell can be chosen but not typed into."""
        spec = self.spec(index)
        if spec is None:
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags if spec.formula or self.filed else flags | Qt.ItemFlag.ItemIsEditable

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        """The cell as shown, as typed, and how it looks."""
        place = self.place(index)
        if place is None:
            return QColor(_scheme().window) if role == Role.BackgroundRole else None
        look = self._looks.get(role)
        return None if look is None else look(place)

    def setData(self, index: Index, value: object, role: int = Role.EditRole) -> bool:
        """Types into the cell; what does not fit stays there as a draft, with its refusal."""
        place = self.place(index)
        if place is None or role != Role.EditRole:
            return False
        typed = str(value)
        if typed == value_text(self.book.calculation.values.get(place), self.book.sheet.cells[place]):
            self._forget_draft(place)
            return True
        try:
            entering.set_answer(self.file, self.filing, place, typed)
        except BadAnswer as refusal:
            self.drafts[place] = Draft(typed, str(refusal))
            self.dataChanged.emit(index, index)
            self.refused.emit(index)
            return False
        self._forget_draft(place)
        return True

    def text(self, place: Place) -> str:
        """What the cell shows: the draft that was refused, or the value."""
        if place in self.drafts:
            return self.drafts[place].text
        return value_text(self.book.calculation.values.get(place), self.book.sheet.cells[place])

    @property
    def marks(self) -> Marks:
        """The marks of the schedule as it stands."""
        if self._marks is None:
            self._marks = self._marked()
        return self._marks

    # Inside

    def _read(self) -> None:
        schedule = self.schedule
        unrowed = schedule.definition.kind is ScheduleKind.ROWS and not schedule.rows
        self._lines = (NO_ROWS_LINE, *schedule.lines) if unrowed else schedule.lines
        self._columns = schedule.definition.columns or (NO_ROWS_COLUMN,)
        self._marks = None

    def _marked(self) -> Marks:
        book, found = self.book, dict[Place, tuple[Problem, ...]]()
        for problem in (*book.checks.cells.values(), *book.checks.found.values()):
            if problem.place.startswith(f"{self._id}/"):
                place = place_of(problem.place)
                found[place] = (*found.get(place, ()), problem)
        seals = [seal for seal in effective_seals(book.sheet, book.answers) if seal.target.split("/")[0] == self._id]
        sealed = (place for place, _ in self.schedule.cells() if seals and covering(seals, place) is not None)
        return Marks(found, frozenset(sealed))

    def _forget_draft(self, place: Place) -> None:
        if self.drafts.pop(place, None) is not None:
            index = self.index_of(place)
            self.dataChanged.emit(index, index)

    def _side(self, place: Place) -> Qt.AlignmentFlag:
        numeric = self.book.sheet.cells[place].type.numeric
        side = Qt.AlignmentFlag.AlignRight if numeric else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter

    def _spoken(self, place: Place) -> str:
        """What a screen reader says."""
        state = ", sealed" if place in self.marks.sealed else ""
        state += ", computed" if self.book.sheet.cells[place].formula else ""
        problems = "".join(f". {problem.sentence}" for problem in self.marks.problems.get(place, ()))
        return f"{location(self.book.sheet, place)}: {self.text(place) or 'blank'}{state}{problems}"

    def _severity(self, place: Place) -> str:
        problems = self.marks.problems.get(place, ())
        asking = [problem.severity for problem in problems if not problem.explained]
        return min(asking, key=RANK.__getitem__).value if asking else ""

    def _sealed(self, place: Place) -> bool:
        return place in self.marks.sealed

    def _noted(self, place: Place) -> bool:
        return bool(self.book.answers.explanations.get(place))

    def _font(self, place: Place) -> QFont | None:
        if not self.book.sheet.line(place).strong:
            return None
        font = QFont(QGuiApplication.font())
        font.setBold(True)
        return font

    def _ground(self, place: Place) -> QColor | None:
        colours = _scheme()
        if place in self.drafts:
            return QColor(colours.stop_wash)
        if place in self.marks.sealed:
            return QColor(colours.seal_wash)
        return QColor(colours.computed_wash) if self.book.sheet.cells[place].formula else None

    def _ink(self, place: Place) -> QColor | None:
        colours = _scheme()
        if place in self.drafts:
            return QColor(colours.stop)
        origin = self.book.calculation.origin(place)
        named = {Origin.CARRIED: colours.carried, Origin.OVERRIDDEN: colours.overridden}.get(origin)
        return None if named is None else QColor(named)

    def _tip(self, place: Place) -> str:
        if place in self.drafts:
            return self.drafts[place].refusal
        words = [problem.sentence for problem in self.marks.problems.get(place, ())]
        override = self.book.answers.overrides.get(place)
        if override is not None:
            words.append(f"Typed over the computed value: {override.reason}")
        if place in self.marks.sealed:
            words.append("Kept under seal.")
        return "\n".join(words)


def _scheme() -> Colours:
    return colours_of(QGuiApplication.palette())
