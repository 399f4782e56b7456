"""A book of very many sheets, read a few at a time: its first sheets are shown meanwhile, and the window answers."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop_app.services.tariff_book.tariff_book import TariffBook

LONG, PIECE = 200, 50  # sheets


class LongBook(QObject):
    """Reads the sheets of a schedule that nobody asked for yet. `left` tells how many are still to be read, 0 last."""

    left = Signal(int)

    def __init__(self, tariff_book: TariffBook, parent: QObject) -> None:
        super().__init__(parent)
        self._tariff_book = tariff_book
        self._schedule = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._go_on)

    def begin(self, schedule: str) -> bool:
        """Begins with the schedule if very many of its sheets were not read yet, or goes on; tells whether it does."""
        goes_on = schedule == self._schedule and self._timer.isActive()
        self._schedule = schedule
        self._timer.stop()
        left = self._tariff_book.read_on(schedule, 0) if schedule else 0
        if left <= (0 if goes_on else LONG):
            return False
        self._timer.start(0)
        return True

    @Slot()
    def _go_on(self) -> None:
        left = self._tariff_book.read_on(self._schedule, PIECE)
        if left:
            self._timer.start(0)
        self.left.emit(left)
