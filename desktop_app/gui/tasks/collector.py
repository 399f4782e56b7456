"""Python's garbage is collected in the window's thread alone.

Left to itself the collector runs in whatever thread happens to make objects, and there destroys whatever it finds: a
widget that is destroyed on a worker's thread takes the program with it.
"""

from __future__ import annotations

import gc
import sys

from PySide6.QtCore import QObject, QTimer, Slot

from desktop_app.gui.theme.waiting import busy_cursor

MILLISECONDS = 1000
OLDEST, GROWTH = 2, 1.25  # as Python itself has it: what lives on is gone through again when it is a quarter more


class GarbageCollector(QObject):
    """While it exists nothing is collected elsewhere. It looks once a second whether there is enough to collect."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._settled = 0  # blocks of memory; a list of the objects would hold tuples that other threads still fill
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(MILLISECONDS)

    @Slot()
    def look(self) -> None:
        """Collects the oldest generation that is full; the oldest of all, which is felt, only if it has grown."""
        counts = zip(gc.get_count(), gc.get_threshold(), strict=True)
        full = [generation for generation, (count, limit) in enumerate(counts) if count > limit]
        young = [generation for generation in full if generation < OLDEST]
        if OLDEST in full and OLDEST - 1 in full and sys.getallocatedblocks() > GROWTH * self._settled:
            with busy_cursor():
                gc.collect(OLDEST)
            self._settled = sys.getallocatedblocks()
        elif young:
            gc.collect(young[-1])

    def end(self) -> None:
        """Lets Python collect by itself again."""
        self._timer.stop()
        gc.enable()
