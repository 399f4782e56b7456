"""One ratio: its course, what it is made of, whether it stands out, and why."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from desktop_app.gui.theme.style import TypeScale, spacing, text
from desktop_app.gui.widgets.page import card, clear
from desktop_app.gui.widgets.small_chart import SmallChart
from desktop_app.services.analysis.ratios import ReportRatio

LINES = 4


class RatioCard(QFrame):
    """Shows a ratio. `explained` carries the ratio and what the user wrote, once the cursor leaves the field."""

    explained = Signal(object, str)
    page_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        frame, self._column = card(self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        self._frame = frame
        self._ratio: ReportRatio | None = None
        self._told = QVBoxLayout()
        self._column.addLayout(self._told)
        label = text("&Why it stands out", TypeScale.STRONG, parent=frame)
        self.why = QPlainTextEdit(frame)
        self.why.setAccessibleName("Why it stands out")
        self.why.setTabChangesFocus(True)
        self.why.setFixedHeight(self.why.fontMetrics().height() * LINES + spacing(self))
        self.why.installEventFilter(self)
        label.setBuddy(self.why)
        self._column.addWidget(label)
        self._column.addWidget(self.why)
        self.page = QPushButton("Open the pag&e of ratios", frame)
        self.page.clicked.connect(self.page_requested)
        self._column.addWidget(self.page, 0, Qt.AlignmentFlag.AlignLeft)

    def show_ratio(self, ratio: ReportRatio | None, *, read_only: bool) -> None:
        """Shows this ratio; what was written about the one before is kept first."""
        self.keep()
        self._ratio = ratio
        self.setVisible(ratio is not None)
        clear(self._told)
        if ratio is None:
            return
        points = [(str(year), value) for year, value in ratio.course]
        self._told.addWidget(SmallChart(ratio.label, points, self._frame, decimals=2))
        self._told.addWidget(text(f"It is {ratio.formula}.", TypeScale.SMALL, muted=True, parent=self._frame))
        if ratio.unusual:
            notice = text(ratio.unusual, TypeScale.SMALL, parent=self._frame)
            notice.setProperty("mark", "note" if ratio.why else "explain")
            self._told.addWidget(notice)
        self.why.setPlainText(ratio.why)
        self.why.setReadOnly(read_only)

    def keep(self) -> None:
        """Hands on what was written, if it is new."""
        words = self.why.toPlainText().strip()
        if self._ratio is not None and not self.why.isReadOnly() and words != self._ratio.why:
            ratio, self._ratio = self._ratio, None
            self.explained.emit(ratio, words)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keeps what was written when the cursor leaves."""
        if watched is self.why and event.type() == QEvent.Type.FocusOut:
            self.keep()
        return super().eventFilter(watched, event)
