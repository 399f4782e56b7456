"""The pending cases whose parties of record get a copy, and the company's list of cases."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from desktop_app.domain.problems import UserError
from desktop_app.gui.theme.style import Type, text
from desktop_app.gui.widgets.asked import Asked
from desktop_app.gui.widgets.page import clear
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.report_letters.cases import Case, keep_case, pending

WHAT = (
    "The certificate says that all parties of record got a copy, in pending cases of which the company's own "
    "activities are the primary focus. With no tick it certifies that there is no such case."
)


class CaseChoice(QWidget):
    """A tick for each pending case; cases are added and closed here."""

    changed = Signal()

    def __init__(self, file: CompanyFile, served: Collection[str], parent: QWidget) -> None:
        super().__init__(parent)
        self._file = file
        self._served = set(served)
        self.boxes: dict[str, QCheckBox] = {}
        self._inside = QVBoxLayout()
        self.add = QPushButton("&Add a case...", self)
        self.add.setAutoDefault(False)
        self.add.clicked.connect(lambda: self._edit(Case("", "", "", "")))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(text("Certificate of service", Type.STRONG, parent=self))
        column.addWidget(text(WHAT, Type.SMALL, muted=True, parent=self))
        column.addLayout(self._inside)
        column.addWidget(self.add)
        self._show()

    def served(self) -> tuple[str, ...]:
        """The ids of the ticked cases."""
        return tuple(name for name, box in self.boxes.items() if box.isChecked())

    def _show(self) -> None:
        clear(self._inside)
        self.boxes.clear()
        for case in pending(self._file):
            box = QCheckBox(f"{case.docket}: {case.about or case.parties}", self)
            box.setChecked(case.id in self._served)
            box.toggled.connect(self._tick)
            self.boxes[case.id] = box
            change = QPushButton("Change...", self)
            change.setAutoDefault(False)
            change.setAccessibleName(f"Change case {case.docket}")
            change.clicked.connect(lambda _=False, one=case: self._edit(one))
            line = QHBoxLayout()
            line.setContentsMargins(0, 0, 0, 0)
            line.addWidget(box, 1)
            line.addWidget(change)
            holder = QWidget(self)
            holder.setLayout(line)
            self._inside.addWidget(holder)

    def _tick(self) -> None:
        self._served = set(self.served())
        self.changed.emit()

    def _edit(self, case: Case) -> None:
        dialog = CaseDialog(self._file, case, self)
        if dialog.exec() and dialog.kept is not None:
            if not case.id:
                self._served.add(dialog.kept.id)
            self._show()
            self._tick()
        dialog.deleteLater()


class CaseDialog(Asked):
    """A case: number, what it is about, parties of record, closed or not."""

    def __init__(self, file: CompanyFile, case: Case, parent: QWidget | None = None) -> None:
        super().__init__("A case before the commission", "&Keep", parent)
        self._file, self._case = file, case
        self.kept: Case | None = None
        self.docket = QLineEdit(case.docket, self)
        self.ask("Case &number", self.docket, "Like WR-2026-0001.")
        self.about = QLineEdit(case.about, self)
        self.ask("&What it is about", self.about, "A few words.")
        self.parties = QPlainTextEdit(case.parties, self)
        self.parties.setTabChangesFocus(True)
        self.ask("&Parties of record", self.parties, "Names and addresses, as the service list of the case gives them.")
        self.closed = QCheckBox("The case is c&losed", self)
        self.closed.setChecked(case.closed)
        self.column.addWidget(self.closed)
        self.finish()

    def accept(self) -> None:
        """Keeps the case and closes."""
        parties = "; ".join(line.strip() for line in self.parties.toPlainText().splitlines() if line.strip())
        case = Case(self._case.id, self.docket.text(), self.about.text(), parties, self.closed.isChecked())
        try:
            self.kept = keep_case(self._file, case)
        except UserError as error:
            self.refuse(str(error), self.docket)
            return
        super().accept()
