"""The pending cases whose parties of record get a copy, and the company's list of cases."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.dates import parse_date, short_date
from desktop_app.domain.late_dataclasses import replace
from desktop_app.domain.problems import UserError
from desktop_app.gui.theme.style import TypeScale, text
from desktop_app.gui.widgets.asked import FormDialog
from desktop_app.gui.widgets.fitted_dialog import run_dialog
from desktop_app.gui.widgets.page import clear
from desktop_app.gui.widgets.spoken import RefusalLine
from desktop_app.gui.widgets.wrapped_choices import WrappedCheckBox
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.report_letters.cases import DocketCase, forget_case, keep_case, pending
from desktop_app.services.report_letters.drafts import LetterDraft

WHAT = (
    "The certificate says that all parties of record were sent a copy, in pending cases of which the company's own "
    "activities are the primary focus. All cases on the list are checked; the certificate stays blank until each of "
    "them is served, or until you say that none is pending."
)
NONE = "&No such case is pending before the commission"


class CaseChoice(QWidget):
    """A check mark for each pending case with the day of the copies, or the user's word that none is pending."""

    changed = Signal()

    def __init__(self, file: CompanyFile, draft: LetterDraft, parent: QWidget) -> None:
        super().__init__(parent)
        self._file = file
        self._draft = draft
        self._served = set(draft.served)
        self.boxes: dict[str, QCheckBox] = {}
        self._inside = QVBoxLayout()
        self.add = QPushButton("&Add a case...", self)
        self.add.setAutoDefault(False)
        self.add.clicked.connect(lambda: self._edit(DocketCase("", "", "", "")))
        self.none = WrappedCheckBox(NONE, self)
        self.none.setChecked(draft.no_case_on is not None)
        self.none.clicked.connect(self._say_none)
        self.day = QLineEdit(self)
        self.day.editingFinished.connect(self.changed)
        self._label = QLabel(self)
        self._label.setBuddy(self.day)
        self.trouble = RefusalLine(self, TypeScale.SMALL)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(text("Certificate of service", TypeScale.STRONG, parent=self))
        column.addWidget(text(WHAT, TypeScale.SMALL, muted=True, parent=self))
        column.addLayout(self._inside)
        for widget in (self.none, self._label, self.day, self.add, self.trouble):
            column.addWidget(widget)
        self._show()

    def answered(self, draft: LetterDraft) -> LetterDraft:
        """The letter with what is answered here. Raises NotADate for a day that cannot be read."""
        words = self.day.text().strip()
        day = parse_date(words) if words else None
        some = bool(self.boxes)
        return replace(
            draft,
            served=tuple(name for name, box in self.boxes.items() if box.isChecked()),
            served_on=day if some else None,
            no_case_on=day if not some and self.none.isChecked() else None,
        )

    def say_trouble(self, words: str) -> None:
        """Says what is still to be answered."""
        if not words:
            self.trouble.be_silent()
        elif words != self.trouble.text():  # said again at every change
            self.trouble.say(words)

    def _show(self) -> None:
        clear(self._inside)
        self.boxes.clear()
        for case in pending(self._file):
            box = WrappedCheckBox(f"{case.docket}: {case.about or case.parties}", self)
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
        some = bool(self.boxes)
        self.none.setVisible(not some)
        words = "Day on which the &copies go to the parties" if some else "&As of which day"
        self._label.setText(words)
        self.day.setAccessibleName(words.replace("&", ""))
        known = self._draft.served_on if some else self._draft.no_case_on
        self.day.setText("" if known is None else short_date(known))

    def _say_none(self) -> None:
        """The user's word, as of today unless another day is given."""
        self.day.setText(short_date(self._file.clock.today()) if self.none.isChecked() else "")
        self.changed.emit()

    def _tick(self) -> None:
        self._served = {name for name, box in self.boxes.items() if box.isChecked()}
        self.changed.emit()

    def _edit(self, case: DocketCase) -> None:
        dialog = CaseDialog(self._file, case, self)
        if run_dialog(dialog):
            if not case.id and dialog.kept is not None:
                self._served.add(dialog.kept.id)
            self._show()
            self._tick()


class CaseDialog(FormDialog):
    """A case: number, what it is about, parties of record, closed or not. One that is on the list can be deleted."""

    def __init__(self, file: CompanyFile, case: DocketCase, parent: QWidget | None = None) -> None:
        super().__init__("A case before the commission", "&Save", parent)
        self._file, self._case = file, case
        self.kept: DocketCase | None = None
        self.docket = QLineEdit(case.docket, self)
        self.ask("Case &number", self.docket, "Like WR-2026-0001.")
        self.about = QLineEdit(case.about, self)
        self.ask("&What it is about", self.about, "A few words.")
        self.parties = QPlainTextEdit(case.parties, self)
        self.parties.setTabChangesFocus(True)
        self.ask("&Parties of record", self.parties, "Names and addresses, as the service list of the case gives them.")
        self.closed = WrappedCheckBox("The case is c&losed", self)
        self.closed.setChecked(case.closed)
        self.column.addWidget(self.closed)
        self.primary = WrappedCheckBox("The company's o&wn activities are its primary focus", self)
        self.primary.setChecked(case.primary)
        self.column.addWidget(self.primary)
        self.delete = self.buttons.addButton("&Delete the case", QDialogButtonBox.ButtonRole.ResetRole)
        self.delete.setAutoDefault(False)
        self.delete.setVisible(bool(case.id))
        self.delete.clicked.connect(self._delete)
        self.finish()

    def accept(self) -> None:
        """Keeps the case and closes."""
        parties = "; ".join(line.strip() for line in self.parties.toPlainText().splitlines() if line.strip())
        case = DocketCase(
            self._case.id,
            self.docket.text(),
            self.about.text(),
            parties,
            self.closed.isChecked(),
            self.primary.isChecked(),
        )
        try:
            self.kept = keep_case(self._file, case)
        except UserError as error:
            self.refuse(str(error), self.docket)
            return
        super().accept()

    def _delete(self) -> None:
        """Takes the case off the list and closes."""
        forget_case(self._file, self._case)
        super().accept()
