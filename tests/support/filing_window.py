"""A window on a small report with the real page of a filing, for the tests that type into it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.domain.values import Value, place_of
from desktop_app.gui.filing.compare_dialog import CompareDialog
from desktop_app.gui.filing.filing_page import FilingPage
from desktop_app.gui.filing.hand_over_dialog import HandOverDialog
from desktop_app.gui.filing.papers import PaperWriter
from desktop_app.gui.preview.previewer import PagePreviewer, PaintedPages
from desktop_app.gui.widgets.surroundings import FilingScreen, Surroundings
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.filings import annual_report
from desktop_app.services.paper.report_pages import SectionList
from desktop_app.services.ports import TableReader
from tests.support.memory_companies import company, make_companies
from tests.support.stand_in_screens import FakeScreens
from tests.support.window_shell import RESOURCES, Shell, standing_shell

REPORT = "2025-annual-report"


def no_tables() -> TableReader:
    raise AssertionError("no list is read here")


class NoPages(PagePreviewer):
    """Paints nothing and remembers what was asked for."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, bool]] = []

    def request(
        self,
        file: CompanyFile,
        filing_id: str,
        schedule: str,
        scale: float,
        done: Callable[[PaintedPages], None],
        *,
        public: bool,
        owner: QObject | None = None,
    ) -> None:
        self.asked.append((schedule, public))
        done(PaintedPages((), (), scale))


class KeptPapers(PaperWriter):
    """Keeps what was to be written."""

    def __init__(self) -> None:
        self.kept: list[SectionList] = []

    def write(self, file: CompanyFile, listing: SectionList, suggested: str, parent: QWidget) -> bool:
        self.kept.append(listing)
        return True

    def write_beside(self, around: Surroundings, listing: SectionList, suggested: str) -> bool:
        self.kept.append(listing)
        return True


class RealFilings(FakeScreens):
    """The real page of a filing; everything else is a stand-in."""

    def __init__(self) -> None:
        super().__init__()
        self.previewer = NoPages()
        self.papers = KeptPapers()
        self.shell: Shell | None = None

    def filing(self, around: Surroundings) -> FilingScreen:
        assert self.shell is not None
        page = FilingPage(around, self.previewer, self.shell.companies.preferences, self.papers, no_tables)
        return page.as_screen(lambda: None)

    def dialog(self, name: str, around: Surroundings) -> QDialog:
        if name == "compare":
            return CompareDialog(self.papers, around)
        if name == "hand_over":
            return HandOverDialog(self.papers, around)
        return super().dialog(name, around)


@dataclass
class Bench:
    """The window, its file, and the page that is shown."""

    shell: Shell
    screens: RealFilings

    @property
    def file(self) -> CompanyFile:
        assert self.shell.window.file is not None
        return self.shell.window.file

    @property
    def page(self) -> FilingPage:
        shown = self.shell.window.pages.currentWidget()
        assert isinstance(shown, FilingPage)
        return shown

    def go(self, place: str, filing: str = REPORT) -> None:
        self.shell.window.go_to(filing, place)
        self.shell.bot.waitUntil(self.page.grid.hasFocus)

    def value(self, place: str, filing: str = REPORT) -> Value | None:
        return self.file.book(filing).calculation.values.get(place_of(place))

    def shown(self, place: str) -> str:
        """What the cell shows."""
        return self.page.model.text(place_of(place))

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Presses a key where the focus is, and lets the window follow."""
        if QApplication.focusWidget() is None:  # a dialog has closed; the offscreen platform leaves no window active
            self.shell.window.activateWindow()
            self.shell.bot.waitUntil(lambda: QApplication.focusWidget() is not None)
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key, modifier)
        QApplication.processEvents()

    def type(self, words: str) -> None:
        """Types where the focus is; what opens an editor goes on in it."""
        for letter in words:
            focused = QApplication.focusWidget()
            assert focused is not None
            QTest.keyClicks(focused, letter)

    @property
    def place(self) -> str:
        """The place in hand."""
        return "" if self.page.grid.place is None else str(self.page.grid.place)


@contextmanager
def standing_bench(bot: QtBot, folder: Path) -> Iterator[Bench]:
    """A shown window on a company with last year's and this year's report, at this year's expenses."""
    companies, screens = make_companies(), RealFilings()
    file = company(companies, folder)
    annual_report.begin_report(file, 2024)
    annual_report.begin_report(file, 2025)
    file.close()
    with standing_shell(bot, folder, companies, screens) as shell:
        screens.shell = shell
        shell.window.open(file.path)
        bench = Bench(shell, screens)
        bench.go("w2/labor/amount")
        yield bench


__all__ = ["RESOURCES", "Bench", "standing_bench"]
