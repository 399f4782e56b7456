"""The Page tab: the printed page of the schedule in hand, its line marked, sealed or as the public sees it."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QRadioButton, QVBoxLayout, QWidget

from desktop_app.domain.values import Place
from desktop_app.gui.preview.page_stack import PageStack
from desktop_app.gui.preview.paper_view import PaperView
from desktop_app.gui.preview.previewer import PagePreviewer, PaintedPages
from desktop_app.gui.theme.style import spacing, text
from desktop_app.pagespec.pages import LETTER_WIDTH
from desktop_app.services.company.company_file import CompanyFile

PATIENCE = 250
SMALLEST, SHARPEST = 0.5, 3.0
POINTS = 72


class PageTab(QWidget):
    """Repaints a little after the last edit, and only while it is seen."""

    def __init__(
        self, file: CompanyFile, filing_id: str, previewer: PagePreviewer, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._file, self._filing, self._previewer = file, filing_id, previewer
        self._place: Place | None = None
        self._asked = 0
        self._zoom = 1.0
        self.painted: PaintedPages | None = None
        self.sealed = QRadioButton("Version under &seal", self)
        self.public = QRadioButton("As the &public sees it", self)
        self.sealed.setChecked(True)
        versions = QButtonGroup(self)
        versions.addButton(self.sealed)
        versions.addButton(self.public)
        versions.buttonClicked.connect(self.refresh)
        self.large = QCheckBox("&Large", self)
        self.large.setToolTip("As large as on paper, scrolled to the current line")
        self.large.toggled.connect(self._fit)
        self.stack = PageStack(self)
        self.view = PaperView(self.stack, "Printed page", self)
        self.view.setToolTip("Drag the page; Ctrl with the wheel makes it larger or smaller")
        self.view.zoomed.connect(self._zoom_by)
        self.note = text(
            "This layout is Filing Desk's own. Compare the page with the form that the commission sends.", muted=True
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(*[spacing(self, 6)] * 4)
        column.addWidget(self.sealed)
        column.addWidget(self.public)
        column.addWidget(self.large)
        column.addWidget(self.view, 1)
        column.addWidget(self.note)
        self.note.setVisible(
            file.library.form(file.filing(filing_id).form, file.filing(filing_id).revision).case is None
        )
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PATIENCE)
        self._timer.timeout.connect(self._request)

    def show_place(self, place: Place) -> None:
        """Shows the page of the place's schedule and marks its line."""
        same = self._place is not None and self._place.schedule == place.schedule
        self._place = place
        if same and self.painted is not None:
            self._mark()
        else:
            self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Paints anew soon."""
        if self.isVisible():
            self._timer.start()

    @Slot(float)
    def _zoom_by(self, factor: float) -> None:
        self._zoom = max(SMALLEST, min(SHARPEST, self._zoom * factor))
        self.refresh()

    @Slot()
    def _fit(self) -> None:
        self._zoom = 1.0
        self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Paints what was left unpainted while nobody looked."""
        self._timer.start()

    @Slot()
    def _request(self) -> None:
        if self._place is None or not self.isVisible():
            return
        self._asked += 1
        number = self._asked
        density = self.devicePixelRatioF()
        width = max(self.view.viewport().width() - spacing(self), 1)
        fitting = width / LETTER_WIDTH
        paper = self.logicalDpiX() / POINTS
        plain = max(fitting, paper) if self.large.isChecked() else fitting
        scale = min(plain * self._zoom, SHARPEST) * density
        self._previewer.request(
            self._file,
            self._filing,
            self._place.schedule,
            scale,
            lambda painted: self._show(number, painted, density),
            public=self.public.isChecked(),
            owner=self,
        )

    def _show(self, number: int, painted: PaintedPages, density: float) -> None:
        if number != self._asked:
            return
        self.painted = painted
        self.stack.show_pages(painted.pictures, density)
        self._mark()

    def _mark(self) -> None:
        if self.painted is None or self._place is None:
            return
        scale = self.painted.scale / self.devicePixelRatioF()
        for number, page in enumerate(self.painted.pages):
            band = page.anchors.get(f"{self._place.schedule}/{self._place.line}")
            if band is not None:
                marked = self.stack.mark(number, band[0] * scale, band[1] * scale)
                self.view.ensureVisible(
                    round(marked.left()), round(marked.center().y()), 0, self.view.viewport().height() // 3
                )
                return
        self.stack.unmark()
