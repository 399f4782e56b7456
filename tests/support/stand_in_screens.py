"""Stand-ins for the screens that the shell shows and does not know from inside."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QVBoxLayout, QWidget

from desktop_app.domain.values import place_of
from desktop_app.gui.widgets.asking import UserPrompts
from desktop_app.gui.widgets.help_screen import HelpScreen
from desktop_app.gui.widgets.surroundings import FilingScreen, Surroundings
from desktop_app.gui.window.navigation import NavigationStop
from desktop_app.services.companies.all_companies import CompanyLine
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.data_entry import entering
from desktop_app.services.progress.finding import FoundItem, FoundKind


class PlainFiling(QWidget):
    """A filing as one text field: the answer of the place where one is."""

    def __init__(self, file: CompanyFile, filing_id: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("pane", filing_id)
        self.file = file
        self.filing_id = filing_id
        self.place = ""
        self.panel = True
        self.field = QLineEdit(self)
        self.field.setAccessibleName("Answer")
        self.field.editingFinished.connect(self.keep)
        self.setFocusProxy(self.field)
        column = QVBoxLayout(self)
        column.addWidget(QLabel(filing_id, self))
        column.addWidget(self.field)
        self.stop = file.listen(lambda _: self.read())

    def go_to(self, place: str) -> None:
        self.place = place
        self.field.setFocus()
        self.read()

    def toggle(self) -> None:
        self.panel = not self.panel

    def read(self) -> None:
        if self.place.count("/") == 2:
            value = self.file.book(self.filing_id).calculation.values.get(place_of(self.place))
            self.field.setText("" if value is None else str(value))

    def keep(self) -> None:
        if self.place and self.field.isModified():
            self.field.setModified(False)
            entering.set_answer(self.file, self.filing_id, place_of(self.place), self.field.text())


class FakeScreens:
    """Makes stand-ins and remembers what was asked for."""

    def __init__(self) -> None:
        self.prepared: list[str] = []

    def filing(self, around: Surroundings) -> FilingScreen:
        page = PlainFiling(around.file, around.filing, around.parent)
        return FilingScreen(page, page.go_to, page.toggle, page.stop)

    def stops(self) -> Sequence[NavigationStop]:
        return (NavigationStop("calendar", "Calenda&r", "home"),)

    def page(self, name: str, around: Surroundings) -> QWidget:
        page = QLabel(f"{name} of {around.file.path.stem}", around.parent)
        page.setProperty("pane", name)
        return page

    def found(self) -> Sequence[FoundItem]:
        return (FoundItem(FoundKind.TEXT, "A planted provision", "3.640", key="3.640(1)"),)

    def self_test(self, asking: UserPrompts, parent: QWidget) -> QDialog:
        dialog = QDialog(parent)
        QTimer.singleShot(0, dialog, dialog.accept)
        return dialog

    def many(self, lines: Sequence[CompanyLine], asking: UserPrompts, parent: QWidget) -> QDialog:
        raise NotImplementedError(lines)

    def handbook(self, asking: UserPrompts, parent: QWidget) -> HelpScreen:
        raise NotImplementedError(parent)

    def dialog(self, name: str, around: Surroundings) -> QDialog:
        self.prepared.append(around.filing)
        dialog = QDialog(around.parent)
        QTimer.singleShot(0, dialog, dialog.accept)
        return dialog
