"""Which column of a list means what, and what its words mean: one choice for each, guessed first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QFormLayout, QGroupBox, QWidget

from desktop_app.domain.values import Json
from desktop_app.gui.theme.style import TypeScale, text
from desktop_app.services.cold_weather.guessing import (
    LIST_COLUMNS,
    guessed_columns,
    guessed_meaning,
    headers,
    heading_words,
)
from desktop_app.services.cold_weather.list_words import MEANINGS, SAID
from desktop_app.services.cold_weather.lists import IGNORE, WORDS, ListMap
from desktop_app.services.ports import SpreadsheetTable

NOT_THERE = "(not in this list)"
LISTS: Mapping[str, str] = {"events": "The month's events", "status": "Customers on the last day of the month"}


class MappingPane(QGroupBox):
    """The choices for one list. Words appear once their column is chosen."""

    def __init__(self, kind: str, table: SpreadsheetTable, known: ListMap | None, parent: QWidget) -> None:
        super().__init__(LISTS[kind], parent)
        self.kind = kind
        self._table = table
        self._known = known
        self.columns: dict[str, QComboBox] = {}
        self.words: dict[str, dict[str, QComboBox]] = {}
        self._form = QFormLayout(self)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        names = headers(table)
        guessed = guessed_columns(kind, names)
        if known is not None:
            guessed |= {meaning: name for meaning, name in known.columns.items() if name in names}
        for meaning in LIST_COLUMNS[kind]:
            box = _choice(
                MEANINGS[meaning], [("", NOT_THERE), *((name, name) for name in names)], guessed.get(meaning, "")
            )
            self.columns[meaning] = box
            self._form.addRow(MEANINGS[meaning], box)
            box.currentIndexChanged.connect(self._show_words)
        self._fixed = self._form.rowCount()
        self._show_words()

    def data(self) -> Json:
        """The choices as a map's table (see `lists`)."""
        table: dict[str, Json] = {meaning: name for meaning, box in self.columns.items() if (name := box.currentData())}
        words: dict[str, Json] = {}
        for column, chosen in self.words.items():
            spelled: dict[str, list[Json]] = {}
            for word, box in chosen.items():
                spelled.setdefault(str(box.currentData()), []).append(word)
            words[column] = {**spelled}
        return {**table, "words": words}

    @Slot()
    def _show_words(self) -> None:
        while self._form.rowCount() > self._fixed:
            self._form.removeRow(self._fixed)
        self.words = {}
        for column, meanings in WORDS[self.kind].items():
            heading = str(self.columns[column].currentData() or "")
            found = heading_words(self._table, heading) if heading else ()
            if not found:
                continue
            self._form.addRow(text(f"Words under '{heading}'", TypeScale.STRONG, parent=self))
            self.words[column] = {word: self._word(column, word, meanings) for word in found}

    def _word(self, column: str, word: str, meanings: Sequence[str]) -> QComboBox:
        known = {} if self._known is None else self._known.words.get(column, {})
        meant = known.get(word.casefold()) or guessed_meaning(column, word) or IGNORE
        offered = [(meaning, SAID.get(meaning, meaning.capitalize())) for meaning in (*map(str, meanings), IGNORE)]
        box = _choice(f"{word} means", offered, meant)
        self._form.addRow(word, box)
        return box


def _choice(name: str, offered: Sequence[tuple[str, str]], chosen: str) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    for value, words in offered:
        box.addItem(words, value)
    box.setCurrentIndex(max(0, box.findData(chosen)))
    return box
