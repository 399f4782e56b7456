"""The labels at the left of a schedule: they stay in sight while the columns scroll."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView, QTableView

from desktop_app.formspec.definition import ScheduleLine
from desktop_app.gui.grid.schedule_model import ScheduleModel
from desktop_app.gui.theme.colours import colours_of
from desktop_app.gui.theme.style import spacing

WRAP = Qt.TextFlag.TextWordWrap
PAD = 4


class LineHeader(QHeaderView):
    """Number and label of each line, wrapped; bold for headings and totals; a bar beside the line in hand."""

    def __init__(self, model: ScheduleModel, view: QTableView) -> None:
        super().__init__(Qt.Orientation.Vertical, view)
        self._model = model
        self._view = view
        self.setSectionsClickable(True)
        self.setHighlightSections(True)

    def height_of(self, row: int) -> int:
        """The height that the label needs in the present width."""
        line = self._model.line(row)
        room = QRect(0, 0, self._room(line), 10_000)
        text = QFontMetrics(self._font(line)).boundingRect(room, WRAP, self._model.label(row))
        return text.height() + spacing(self, 2 * PAD - 2)

    def paint_again(self, row: int) -> None:
        """Paints the label of one line, after the cursor came or went."""
        if row >= 0:
            self.viewport().update(0, self.sectionViewportPosition(row), self.width(), self.sectionSize(row))

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        """Paints one label."""
        line, colours = self._model.line(logicalIndex), colours_of(self.palette())
        painter.save()
        painter.fillRect(rect, QColor(colours.window))
        if logicalIndex == self._view.currentIndex().row():
            painter.fillRect(QRect(rect.left(), rect.top(), spacing(self, 2), rect.height()), QColor(colours.accent))
        painter.setPen(QColor(colours.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        pad = spacing(self, PAD)
        inside = rect.adjusted(pad, 0, -pad, 0)
        painter.setFont(self._font(line))
        if line.number:
            painter.setPen(QColor(colours.muted))
            painter.drawText(inside, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, line.number)
        if not line.heading:
            inside.setLeft(inside.left() + self._number())
        painter.setPen(QColor(colours.text))
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | WRAP, self._model.label(logicalIndex))
        painter.restore()

    def least(self) -> int:
        """The width in which no word is cut."""
        words: dict[tuple[bool, bool], set[str]] = {}  # each word is measured once, however many rows begin with it
        for row in range(self._model.rowCount()):
            line = self._model.line(row)
            words.setdefault((line.strong or line.heading, line.heading), set()).update(self._model.label(row).split())
        widths = [
            max(map(QFontMetrics(self._letters(bold=bold)).horizontalAdvance, found), default=0)
            + (0 if heading else self._number())
            for (bold, heading), found in words.items()
        ]
        return max(widths, default=0) + 2 * spacing(self, PAD)

    def _number(self) -> int:
        """The room for the account numbers."""
        longest = self._model.longest_number
        return self.fontMetrics().horizontalAdvance("0") * longest + spacing(self, 2 * PAD) if longest else 0

    def _room(self, line: ScheduleLine) -> int:
        return self.width() - 2 * spacing(self, PAD) - (0 if line.heading else self._number())

    def _font(self, line: ScheduleLine) -> QFont:
        return self._letters(bold=line.strong or line.heading)

    def _letters(self, *, bold: bool) -> QFont:
        font = QFont(self.font())
        font.setBold(bold)
        return font
