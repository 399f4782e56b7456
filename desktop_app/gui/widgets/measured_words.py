"""How wide the words of a table are, measured once however often the room for them changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtWidgets import QTableView

from desktop_app.gui.theme.style import spacing
from desktop_app.gui.widgets.word_rows import WordRows
from desktop_app.gui.widgets.wrapped_items import CELL

MOST_MEASURED = 1000  # rows: a longer table is measured by those at its top


class MeasuredWords:
    """The cells of a table by their words, without wrapping. All have the same letters.

    `natural` are the widths that the columns need.
    """

    def __init__(self, view: QTableView, rows: WordRows) -> None:
        metrics = view.fontMetrics()
        columns = range(rows.columnCount())

        def wide(words: str) -> int:
            return max(map(metrics.horizontalAdvance, words.splitlines()), default=0)

        count = min(rows.rowCount(), MOST_MEASURED)
        self._words = [[rows.words(row, column) for column in columns] for row in range(count)]
        self._wide = [[wide(words) for words in row] for row in self._words]
        self.natural: list[int] = []
        self._frames: list[int] = []
        for column in columns:
            widest = max(range(count), key=lambda row: self._wide[row][column], default=None)
            needed = 0 if widest is None else view.sizeHintForIndex(rows.index(widest, column)).width()
            self.natural.append(needed)
            self._frames.append(0 if widest is None else needed - self._wide[widest][column] + spacing(view, CELL))

    def higher(self, widths: Sequence[int]) -> Iterator[int]:
        """The rows whose words may need more than one line in columns of these widths."""
        room = [width - frame for width, frame in zip(widths, self._frames, strict=True)]
        for row, (words, wide) in enumerate(zip(self._words, self._wide, strict=True)):
            if any(need > has or "\n" in text for need, has, text in zip(wide, room, words, strict=True)):
                yield row
