"""The printers of this machine, for the self-test; asked for without a window too."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrinterInfo

WITHOUT_WINDOW = ["filing-desk", "-platform", "offscreen"]


def printer_names() -> tuple[str, ...]:
    """The names, the usual printer first."""
    application = QGuiApplication.instance() or QGuiApplication(WITHOUT_WINDOW)
    usual = QPrinterInfo.defaultPrinterName()
    names = sorted(QPrinterInfo.availablePrinterNames(), key=lambda name: name != usual)
    del application
    return tuple(names)
