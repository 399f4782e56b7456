"""Python's garbage is collected in the window's thread alone.

Left to itself the collector runs in whatever thread happens to make objects, and there destroys whatever it finds: a
widget that is destroyed on a worker's thread takes the program with it.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer, Slot

MILLISECONDS = 1000


class GarbageCollector(QObject):
    """While it exists nothing is collected elsewhere. It looks once a second whether there is enough to collect."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(MILLISECONDS)

    @Slot()
    def look(self) -> None:
        """Collects the oldest generation that is full."""
        full = [
            generation
            for generation, (count, limit) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True))
            if count > limit
        ]
        if full:
            gc.collect(full[-1])

    def end(self) -> None:
        """Lets Python collect by itself again."""
        self._timer.stop()
        gc.enable()
