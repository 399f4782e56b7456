"""One schedule of a filing as a table: lines down, columns across, every cell with its value and its state."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from desktop_app.domain.filings import FilingState
from desktop_app.domain.problems import EnvironmentProblem, Problem, UserError
from desktop_app.domain.sentences import sentence_start
from desktop_app.domain.values import Place
from desktop_app.formspec.answers import ROWS_LINE, rows_answer
from desktop_app.formspec.definition import CellSpec, CellType, ScheduleColumn, ScheduleKind, ScheduleLine
from desktop_app.formspec.sheet import NO_ROWS_COLUMN, SheetSchedule
from desktop_app.formspec.wording import value_text
from desktop_app.gui.grid.cell_looks import CellLooks, CellStyle, RefusedDraft
from desktop_app.services.company.company_file import CompanyFile, EditOutcome, EvaluatedFiling
from desktop_app.services.data_entry import entering
from desktop_app.services.data_entry.entering import RefusedCell
from desktop_app.services.review.returning import commented_places

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
DISPLAY, EDIT, TIP, SPOKEN = (  # plain numbers: comparing Qt's own takes many times as long
    int(role) for role in (Role.DisplayRole, Role.EditRole, Role.ToolTipRole, Role.AccessibleTextRole)
)
READ = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
TYPED = READ | Qt.ItemFlag.ItemIsEditable
ROLES = frozenset({DISPLAY, EDIT, TIP, SPOKEN})
MANY = 500  # cells that changed at once: then all are painted anew


class ScheduleModel(QAbstractTableModel):
    """The table. Typing goes straight to the company file; what was `refused` stays in the cell as a draft.

    `begun` tells the first cell of a table that was empty until it was typed into.
    """

    refused = Signal(QModelIndex)
    begun = Signal(Place)

    def __init__(self, file: CompanyFile, filing_id: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.file, self.filing = file, filing_id
        self.drafts: dict[Place, RefusedDraft] = {}
        self._id = next(iter(self.book.sheet.schedules))
        self._lines: tuple[ScheduleLine, ...] = ()
        self._columns: tuple[ScheduleColumn, ...] = ()
        self.longest_number = 0
        self._places: list[list[Place | None]] = []
        self._unrowed: ScheduleLine | None = None
        self._named: frozenset[str] = frozenset()
        self._rows: dict[str, int] = {}
        self._across: dict[str, int] = {}
        self._given_away: tuple[Problem, ...] = ()
        self._read()

    @property
    def book(self) -> EvaluatedFiling:
        """The filing as it stands."""
        return self.file.book(self.filing)

    @property
    def schedule(self) -> SheetSchedule:
        """The schedule that is shown."""
        return self.book.sheet.schedules[self._id]

    @property
    def filed(self) -> bool:
        """Whether the filing is read-only."""
        return self.book.filing.state is FilingState.FILED

    def show(self, schedule_id: str) -> None:
        """Shows another schedule."""
        self.beginResetModel()
        self._id = schedule_id
        self._read()
        self.endResetModel()

    def follow(self, edited: EditOutcome) -> None:
        """Shows what an edit changed."""
        known = self.book.sheet.schedules
        if edited.structural or self._id not in known:
            self.show(self._id if self._id in known else next(iter(known)))
            return
        changed = self.looks.follow(self.book, edited.places, commented_places(self.file, self.filing))
        if len(changed) > MANY:
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))
            return
        for place in changed:
            index = self.index_of(place)
            self.dataChanged.emit(index, index)
            if index.column() == 0 and place.line in self._named:
                self.headerDataChanged.emit(Qt.Orientation.Vertical, index.row(), index.row())

    def mark_given_away(self, problems: tuple[Problem, ...]) -> None:
        """Marks the sealed cells that the public figures give away."""
        self._given_away = problems
        for place in self.looks.give_away(problems):
            index = self.index_of(place)
            self.dataChanged.emit(index, index)

    # Where is what

    def line(self, row: int) -> ScheduleLine:
        """The line of a row."""
        return self._lines[row]

    def label(self, row: int) -> str:
        """What stands before a row: its label, or in a table of rows the name that its first cell gives it."""
        line, place = self._lines[row], self._places[row][0]
        named = place is not None and line.id in self._named
        return (place and named and self.text(place)) or line.label

    def column(self, column: int) -> ScheduleColumn:
        """The definition of a column."""
        return self._columns[column]

    def heading(self, column: int) -> str:
        """What stands over a column: its label, and the unit."""
        found = self._columns[column]
        return f"{found.label}\n{found.unit_beside}" if found.unit_beside else found.label

    def texts(self, column: int) -> Iterator[str]:
        """What the cells of a column show."""
        for row in self._places:
            place = row[column]
            if place is not None:
                yield self.text(place)

    def place(self, index: Index) -> Place | None:
        """The cell's place; None for a heading or where the column does not apply to the line."""
        return self._places[index.row()][index.column()] if index.isValid() else None

    def index_of(self, place: Place) -> QModelIndex:
        """The cell of a place; the first cell of the line, or of the schedule, for a shorter one."""
        if place.line in self._rows and place.column in self._across and place.schedule == self._id:
            return self.index(self._rows[place.line], self._across[place.column])
        for row, line in enumerate(self._lines):
            if line is self._unrowed and place.line in ("", ROWS_LINE):
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

    def long(self, index: Index) -> bool:
        """Whether the cell is answered in more words than one line has room for."""
        spec = self.spec(index)
        if spec is None or spec.type is not CellType.TEXT:
            return False
        return spec.lines > 1 or self.schedule.definition.kind is ScheduleKind.INQUIRIES

    def told(self, index: Index) -> str:
        """How the value came there, what kind of cell it is and what was found at it, in sentences."""
        place = self.place(index)
        if place is None:
            return ""
        states = ", ".join(self.looks.states(place))
        return " ".join([*([f"{sentence_start(states)}."] if states else []), *self.looks.findings(place)])

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
                return self.heading(section)
            if role == Role.ToolTipRole:
                return column.help.what or column.label
        elif role == Role.DisplayRole:
            line = self._lines[section]
            return f"{line.number}  {line.label}" if line.number else self.label(section)
        elif role == Role.ToolTipRole:
            return self._lines[section].label
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A computed cell can be chosen but not typed into."""
        place = self.place(index)
        if place is None:
            return Qt.ItemFlag.NoItemFlags
        return READ if self.book.sheet.cells[place].formula or self.filed else TYPED

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        """The cell as shown, as typed, and in words; how it looks is `look`."""
        if role not in ROLES:
            return None
        place = self.place(index)
        if place is None:
            return None
        if role in (DISPLAY, EDIT):
            return self.looks.text(place)
        return self.looks.tip(place) if role == TIP else self.looks.spoken(place)

    def setData(self, index: Index, value: object, role: int = Role.EditRole) -> bool:
        """Types into the cell; what does not fit stays there as a draft, with its refusal."""
        place = self.place(index)
        if place is None or role != Role.EditRole:
            return False
        typed = str(value)
        if typed == value_text(self.book.calculation.values.get(place), self.book.sheet.cells[place]):
            self.drop_draft(place)
            return True
        try:
            entering.set_answer(self.file, self.filing, place, typed)
        except (UserError, EnvironmentProblem) as refusal:
            self.drafts[place] = RefusedDraft(typed, str(refusal))
            here = self.index_of(place)
            self._again(here, place)
            self.refused.emit(here)
            return False
        self.drop_draft(place)
        if place not in self.book.sheet.cells:
            self.begun.emit(Place(place.schedule, "", ""))
        return True

    def text(self, place: Place) -> str:
        """What the cell shows: the draft that was refused, or the value."""
        return self.looks.text(place)

    def look(self, index: Index) -> CellStyle | None:
        """How the cell is painted; None for a heading or where the column does not apply to the line."""
        place = self.place(index)
        return None if place is None else self.looks.look(place)

    def keep_drafts(self, cells: Iterable[RefusedCell]) -> None:
        """Shows what a block would have put into cells that refused it, each with its refusal."""
        for cell in cells:
            self.drafts[cell.place] = RefusedDraft(cell.text.strip(), cell.sentence)
            self._again(self.index_of(cell.place), cell.place)

    def drop_draft(self, place: Place) -> None:
        """Shows the value again instead of what was typed and refused."""
        if self.drafts.pop(place, None) is not None:
            self._again(self.index_of(place), place)

    # Inside

    def _read(self) -> None:
        schedule = self.schedule
        unrowed = schedule.definition.kind is ScheduleKind.ROWS and not schedule.rows
        first = ScheduleLine(ROWS_LINE, f"{schedule.definition.row_label} 1, or None")
        self._unrowed = first if unrowed else None
        self._lines = (first, *schedule.lines) if unrowed else schedule.lines
        self._columns = schedule.definition.columns or (NO_ROWS_COLUMN,)
        self.longest_number = max((len(line.number) for line in self._lines), default=0)
        self._rows = {line.id: row for row, line in enumerate(self._lines)}
        self._named = frozenset(schedule.rows)
        known = self.book.sheet.cells
        self._places = [
            [place if (place := self._place(line, column)) in known else None for column in self._columns]
            for line in self._lines
        ]
        self._across = {column.id: number for number, column in enumerate(self._columns)}
        commented = commented_places(self.file, self.filing)
        self.looks = CellLooks(self.book, self._id, self.drafts, self._given_away, commented)

    def _place(self, line: ScheduleLine, column: ScheduleColumn) -> Place:
        if line is self._unrowed:
            return rows_answer(self._id) if column is self._columns[0] else Place(self._id, "", "")
        return Place(self._id, line.id, column.id)

    def _again(self, index: QModelIndex, place: Place) -> None:
        self.looks.forget([place])
        self.dataChanged.emit(index, index)
