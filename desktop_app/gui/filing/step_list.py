"""The steps at the left of a filing, each with its state; Enter or a click shows one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QListWidgetItem, QWidget

from desktop_app.domain.sentences import sentence_start
from desktop_app.gui.theme.icons import IconSet
from desktop_app.gui.theme.style import spacing
from desktop_app.gui.widgets.word_list import WordList
from desktop_app.gui.widgets.wrapped_items import wrap_items
from desktop_app.services.progress.step_progress import ScheduleStep, StepState

STEP = Qt.ItemDataRole.UserRole
SIGNS: Mapping[StepState, tuple[str, str]] = {
    StepState.NOT_ASKED: ("absent", "outline"),
    StepState.NOT_STARTED: ("waiting", "muted"),
    StepState.IN_PROGRESS: ("begun", "accent"),
    StepState.COMPLETE: ("good", "good"),
    StepState.NEEDS_ATTENTION: ("explain", "explain"),
}
NARROWEST, SIGN, FRAME = 96, 8, 4


class StepList(WordList):
    """`chosen` carries the schedule of the step; `entered` that the work is to begin there."""

    chosen = Signal(str)
    entered = Signal()

    def __init__(self, icons: IconSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._items: dict[str, QListWidgetItem] = {}
        self._paged = False
        self.setAccessibleName("Steps")
        self.setProperty("pane", "Steps")
        wrap_items(self, FRAME)
        self.currentItemChanged.connect(self._changed)
        self.itemActivated.connect(self.entered)
        self._size()

    def fill(self, steps: Sequence[ScheduleStep]) -> None:
        """Shows these steps and no others, and stays where it was."""
        kept = self.shown
        self.blockSignals(True)
        self.clear()
        self._items.clear()
        group = ""
        self._paged = len({step.page for step in steps}) > 1
        for step in steps:
            if step.group != group:
                group = step.group
                self._head(group)
            item = QListWidgetItem(self)
            self._items[step.schedule] = item
            self._dress(item, step)
        self.blockSignals(False)
        self.choose(kept if kept in self._items else next(iter(self._items), ""))

    def follow(self, steps: Sequence[ScheduleStep]) -> None:
        """Brings the states up to date; anew where an answer brought steps or took them away."""
        if self._items.keys() != {step.schedule for step in steps}:
            self.fill(steps)
            return
        for step in steps:
            item = self._items[step.schedule]
            if item.data(STEP) != step:
                self._dress(item, step)

    def choose(self, schedule: str) -> None:
        """Puts the cursor on a step without showing it anew."""
        item = self._items.get(schedule)
        if item is not None and item is not self.currentItem():
            self.blockSignals(True)
            self.setCurrentItem(item)
            self.blockSignals(False)
            self.viewport().update()

    @property
    def shown(self) -> str:
        """The schedule of the step in hand."""
        step = self._step(self.currentItem())
        return "" if step is None else step.schedule

    def neighbour(self, by: int) -> str:
        """The schedule of the step before or after the one in hand; those that are not asked are passed over."""
        names = list(self._items)
        at = names.index(self.shown) + by if self.shown in names else 0
        while 0 <= at < len(names):
            step = self._step(self._items[names[at]])
            if step is not None and step.state is not StepState.NOT_ASKED:
                return names[at]
            at += by
        return ""

    def changeEvent(self, event: QEvent) -> None:
        """Follows the size of the letters."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_items"):
            QTimer.singleShot(0, self, self._size)

    @Slot()
    def _size(self) -> None:
        side = spacing(self, SIGN)
        self.setIconSize(QSize(side, side))
        self.setMinimumWidth(spacing(self, NARROWEST))

    def _head(self, words: str) -> None:
        item = QListWidgetItem(words, self)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        font = QFont(item.font())
        font.setBold(True)
        item.setFont(font)

    def _dress(self, item: QListWidgetItem, step: ScheduleStep) -> None:
        item.setData(STEP, step)
        item.setText(f"{step.page}  {step.title}" if self._paged and step.page != step.title else step.title)
        sign, colour = SIGNS[step.state]
        item.setIcon(self._icons.icon(sign, colour, colour))
        told = f"{step.state.value}: {step.answered} of {step.required} answered"
        if step.open:
            told += f", {step.open} open"
        item.setToolTip(f"{step.title}\n{sentence_start(told)}")
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"Page {step.page}, {step.title}, {told}")

    def _step(self, item: QListWidgetItem | None) -> ScheduleStep | None:
        found = None if item is None else item.data(STEP)
        return found if isinstance(found, ScheduleStep) else None

    @Slot(QListWidgetItem)
    def _changed(self, item: QListWidgetItem | None) -> None:
        step = self._step(item)
        if step is not None:
            self.chosen.emit(step.schedule)
