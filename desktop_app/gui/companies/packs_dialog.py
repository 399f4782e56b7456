"""Packs: what this company shares with others as a file, and what of such a file it imports, line by line."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QGridLayout,
    QLabel,
    QLineEdit,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
)

from desktop_app.domain.counting import counted
from desktop_app.domain.problems import EnvironmentProblem, UserError
from desktop_app.gui.tasks import ProgressBar, ProgressReport, TaskRunner
from desktop_app.gui.theme.style import high, letters_wide, spacing, text
from desktop_app.gui.widgets.page import GAP, button_row, closing_row, heading
from desktop_app.gui.widgets.surroundings import Surroundings
from desktop_app.gui.widgets.word_list import WordList
from desktop_app.gui.widgets.wrapped_items import wrap_items
from desktop_app.services.delivery.output_folder import put_file
from desktop_app.services.packs.gathering import gather_pack
from desktop_app.services.packs.pack_file import PackKind, SharedPack, pack_bytes
from desktop_app.services.packs.taking_over import PackLine, PackState, accept_lines, preview_pack
from desktop_app.services.program.program import Program
from desktop_app.services.progress.overview import name_of

PACK_FILES = "Packs (*.json)"
KINDS = {
    PackKind.PEOPLE: "&People",
    PackKind.ADDRESSEES: "Parties of &cases",
    PackKind.RULES: "&Own rule values",
    PackKind.ACCOUNTS: "Own &accounts",
}
SINGLE = {
    PackKind.PEOPLE: "Person",
    PackKind.ADDRESSEES: "Party",
    PackKind.RULES: "Rule value",
    PackKind.ACCOUNTS: "Account",
}
NEVER = "A pack never carries answers, sealed values or tax numbers. Who signs is said in each company."
WIDE, ROWS = 92, 12


class PacksDialog(QDialog):
    """Exports a pack; reads one in a worker, shows what is new, changed or the same, and imports what is checked."""

    def __init__(self, program: Program, around: Surroundings) -> None:
        super().__init__(around.parent)
        self._program, self._around = program, around
        self._runner = TaskRunner(self)
        self._pack: SharedPack | None = None
        self._lines: tuple[PackLine, ...] = ()
        self.setWindowTitle("Packs")
        company = name_of(around.file)
        self.title = QLineEdit(company, self)
        self.source = QLineEdit(f"Exported from {company}", self)
        self.kinds = {kind: QCheckBox(words, self) for kind, words in KINDS.items()}
        self.export = QPushButton("&Export...", self)
        self.read = QPushButton("&Read a pack...", self)
        self.list = WordList(self)
        self.said = text("", parent=self)
        self.progress = ProgressBar(self)
        self.take = QPushButton("&Import the checked lines", self)
        self.take.setEnabled(False)
        self.take.setDefault(True)
        self.export.setAutoDefault(False)
        self.read.setAutoDefault(False)
        self._lay_out()
        self.export.clicked.connect(self._export)
        self.read.clicked.connect(self._read)
        self.take.clicked.connect(self._take)
        self.finished.connect(self._runner.close)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*[spacing(self, 10)] * 4)
        column.setSpacing(spacing(self, 5))
        column.addWidget(heading("Share", self))
        column.addWidget(text(NEVER, muted=True, parent=self))
        grid = QGridLayout()
        grid.setSpacing(spacing(self, GAP))
        for line, (words, field) in enumerate((("&Title", self.title), ("&Source", self.source))):
            label = QLabel(words, self)
            label.setBuddy(field)
            grid.addWidget(label, line, 0)
            grid.addWidget(field, line, 1)
            field.setCursorPosition(0)
        column.addLayout(grid)
        for box in self.kinds.values():
            box.setChecked(True)
        column.addLayout(button_row(*self.kinds.values()))
        column.addLayout(button_row(self.export))
        column.addWidget(heading("Import", self))
        column.addLayout(button_row(self.read))
        wrap_items(self.list)
        self.list.setAccessibleName("Lines of the pack")
        self.list.setMinimumHeight(high(self, ROWS * 13))
        for widget in (self.list, self.progress, self.said):
            column.addWidget(widget)
        column.addLayout(closing_row(self, self.take))
        self.setMinimumWidth(letters_wide(self, WIDE))

    @Slot()
    def _export(self) -> None:
        kinds = [kind for kind, box in self.kinds.items() if box.isChecked()]
        try:
            pack = gather_pack(self._around.file, self.title.text(), self.source.text(), kinds)
            content = pack_bytes(pack)
            target = self._around.asking.new(self, "Export a pack", f"{pack.title}.json", PACK_FILES)
            if target is not None:
                put_file(target, content)
                self.said.setText(f"{counted(len(pack.items), 'line')} written to {target}.")
        except (UserError, EnvironmentProblem) as refusal:
            self.said.setText(str(refusal))

    @Slot()
    def _read(self) -> None:
        path = self._around.asking.existing(self, "Read a pack", PACK_FILES)
        if path is not None:
            self._begin_reading(path)

    def _begin_reading(self, path: Path) -> None:
        def work(report: ProgressReport) -> SharedPack:
            report(0, 0, f"Reading {path.name}")
            return self._program.packs.read(path, lambda: report.called_off)

        task = self._runner.start(
            f"Reading {path.name}", work, self._show, failed=self.said.setText, called_off=lambda: None, owner=self
        )
        self.progress.watch(task)

    def _show(self, pack: SharedPack) -> None:
        self._pack, self._lines = pack, preview_pack(self._around.file, pack)
        self.list.clear()
        for line in self._lines:
            words = f"{SINGLE[line.item.kind]}, {line.state.value}: {line.name}"
            item = QListWidgetItem(f"{words}\n{line.words}" if line.words else words, self.list)
            if line.usable:
                item.setCheckState(Qt.CheckState.Checked if line.state is PackState.NEW else Qt.CheckState.Unchecked)
        self.list.setCurrentRow(0)
        self.said.setText(f"{pack.words}. New lines are checked; check what else is to be imported.")
        self.take.setEnabled(any(line.usable for line in self._lines))

    @Slot()
    def _take(self) -> None:
        chosen = [
            line
            for at, line in enumerate(self._lines)
            if line.usable and self.list.item(at).checkState() == Qt.CheckState.Checked
        ]
        if self._pack is None:
            return
        try:
            accept_lines(self._around.file, self._pack, chosen)
        except UserError as refusal:
            self.said.setText(str(refusal))
            return
        self._show(self._pack)
        self.said.setText(f"{counted(len(chosen), 'line')} imported as one step. Undo reverses it.")
