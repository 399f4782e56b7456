"""The panel on the right: Guide, Checks and Page of the place in hand."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabWidget, QWidget

from desktop_app.domain.filings import COMPANY
from desktop_app.domain.values import Place, place_of
from desktop_app.gui.filing.checks_tab import ChecksTab
from desktop_app.gui.filing.guide_tab import GuideTab
from desktop_app.gui.preview.previewer import PagePreviewer
from desktop_app.gui.theme.icons import IconSet
from desktop_app.gui.theme.style import spacing
from desktop_app.services.cases.items import item_problems
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.data_entry import entering
from desktop_app.services.data_entry.attachments import attachments
from desktop_app.services.progress.earlier_years import earlier_values
from desktop_app.services.progress.step_progress import next_problem
from desktop_app.services.review.returning import at_place

NARROWEST = 130


class SidePanel(QTabWidget):
    """Follows the focus. `wants_place` asks to go to a place, written schedule/line/column."""

    place_requested = Signal(str)

    def __init__(
        self, file: CompanyFile, filing_id: str, previewer: PagePreviewer, icons: IconSet, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._file, self._filing = file, filing_id
        self._place: Place | None = None
        self.setProperty("pane", "Panel")
        self.setAccessibleName("Guide, checks and page")
        self.setMinimumWidth(spacing(self, NARROWEST))
        self.guide = GuideTab(self)
        self.checks = ChecksTab(icons, self)
        self.addTab(self.guide, "&Guide")
        self.addTab(self.checks, "Chec&ks")
        self.page = None
        if filing_id != COMPANY:
            from desktop_app.gui.filing.page_tab import PageTab

            self.page = PageTab(file, filing_id, previewer, self)
            self.addTab(self.page, "&Page")
        self.guide.place_requested.connect(self.place_requested)
        self.checks.place_requested.connect(self.place_requested)
        self.checks.explained.connect(self._explain)
        self.guide.takes.connect(self._take)
        self.guide.earlier_requested.connect(self._show_earlier)

    def show_place(self, place: Place) -> None:
        """Tells about a place; a place with only a schedule tells about that."""
        self._place = place
        book = self._file.book(self._filing)
        self.guide.show_place(book, place, [item.said for item in at_place(self._file, self._filing, place)])
        unmet = tuple(item_problems(book, attachments(self._file, self._filing), self._file.clock.today()))
        self.checks.show_problems(book, place.schedule, unmet)
        if self.page is not None:
            self.page.show_place(place)

    def _show_earlier(self, path: str) -> None:
        """The years before are looked at when somebody asks: each is a filing to be worked out."""
        found = earlier_values(self._file, self._filing, place_of(path))
        self.guide.show_earlier([item.words for item in found])

    def follow(self, place: Place) -> None:
        """Shows what an edit changed, at the place in hand."""
        self.show_place(place)
        if self.page is not None:
            self.page.refresh()

    def next_problem(self, step: int) -> None:
        """Goes to the next or previous open problem (F8, Shift+F8)."""
        self.setCurrentWidget(self.checks)
        problem = next_problem(self._file.book(self._filing), self._place, step)
        if problem is not None:
            self.place_requested.emit(problem.place)
            self.show_place(Place(*problem.place.split("/")))
            self.checks.choose(problem)

    def _take(self, place: str, words: str) -> None:
        entering.set_answer(self._file, self._filing, Place(*place.split("/")), words)

    def _explain(self, places: tuple[str, ...], words: str) -> None:
        entering.explain_places(self._file, self._filing, [Place(*place.split("/")) for place in places], words)
