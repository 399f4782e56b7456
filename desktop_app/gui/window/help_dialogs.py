"""Help that needs no file: the keys of the program, and what it is made of."""

from __future__ import annotations

import platform

from PySide6.QtCore import qVersion
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from desktop_app import __version__
from desktop_app.gui.theme.icons import IconSet
from desktop_app.gui.theme.style import TypeScale, letters_wide, spacing, text
from desktop_app.gui.widgets.page import row
from desktop_app.gui.widgets.tables import ReadingTable
from desktop_app.gui.window.menus import MENUS

WIDE, TALL = 84, 18
IN_A_FILING = (
    ("Next cell", "Tab"),
    ("Previous cell", "Shift+Tab"),
    ("Cell below", "Enter"),
    ("Change what is in the cell", "F2"),
    ("Cancel the change", "Esc"),
    ("Clear cells", "Del"),
    ("Copy and paste cells", "Ctrl+C, Ctrl+V"),
    ("Shortcut menu", "Menu key, or Shift+F10"),
)
LICENCES = (
    ("Filing Desk", "MIT"),
    ("Python", "PSF License"),
    ("Qt and PySide6", "LGPL 3; the libraries can be replaced"),
    ("Liberation Sans", "SIL Open Font License 1.1"),
    ("reportlab", "BSD"),
    ("pypdf", "BSD"),
    ("pikepdf", "MPL 2.0"),
    ("pypdfium2 and PDFium", "Apache 2.0 and BSD"),
    ("openpyxl", "MIT"),
    ("cryptography", "Apache 2.0 or BSD"),
)


class _Read(QDialog):
    """A window to read and close."""

    def __init__(self, title: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(*[spacing(self, 10)] * 4)
        self.column.setSpacing(spacing(self, 5))
        self.setMinimumWidth(letters_wide(self, WIDE))

    def finish(self) -> None:
        """Closes the column with the button."""
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        self.column.addWidget(buttons)


class KeyboardDialog(_Read):
    """The keys. Everything in the program can be reached by them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Keyboard", parent)
        words = "Alt and an underlined letter reach every menu and button; Tab goes on, F6 goes to the next pane."
        self.column.addWidget(text(words, parent=self))
        self.table = ReadingTable("Keys", ("What", "Keys"), self)
        self.table.fill([*_menu_keys(), *_step_keys(), *IN_A_FILING])
        self.table.fit(TALL)
        self.column.addWidget(self.table)
        self.finish()


class AboutDialog(_Read):
    """What the program is, which one, and the licences of its parts."""

    def __init__(self, icons: IconSet, parent: QWidget | None = None) -> None:
        super().__init__("About Filing Desk", parent)
        mark = QLabel(self)
        side = spacing(self, 24)
        mark.setPixmap(icons.icon("program", "accent").pixmap(side, side))
        self.column.addLayout(row(mark, text("Filing Desk", TypeScale.TITLE, parent=self), stretch=1))
        words = (
            f"Version {__version__}. It prepares what a small Missouri utility files with the Public Service "
            "Commission, by the rules built in: the 2004 text of 4 CSR 240-3 and the draft rule on customer "
            "information. Compare with the rules in force. It never uses the network."
        )
        self.column.addWidget(text(words, parent=self))
        self.column.addWidget(text("Made with", TypeScale.STRONG, parent=self))
        self.parts = ReadingTable("Parts and their licenses", ("Part", "License"), self)
        self.parts.fill(LICENCES)
        self.parts.fit(len(LICENCES))
        self.column.addWidget(self.parts)
        machine = QPlainTextEdit(f"Python {platform.python_version()}, Qt {qVersion()}, {platform.platform()}", self)
        machine.setReadOnly(True)
        machine.setAccessibleName("Versions")
        machine.setTabChangesFocus(True)
        machine.setFixedHeight(spacing(self, 26))
        self.column.addWidget(machine)
        self.finish()


def _menu_keys() -> list[tuple[str, str]]:
    return [_keys(command.words, command.keys) for commands in MENUS.values() for command in commands if command.keys]


def _step_keys() -> list[tuple[str, str]]:
    from desktop_app.gui.filing.schedule_commands import COMMANDS

    return [_keys(command.words, command.keys) for command in COMMANDS if command.keys]


def _keys(words: str, keys: tuple[str, ...]) -> tuple[str, str]:
    shown = (QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in keys)
    return words.replace("&", "").rstrip("."), " or ".join(shown)
