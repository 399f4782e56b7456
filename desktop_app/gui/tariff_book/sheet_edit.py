"""Typing a sheet's text: what is pasted keeps its form, and pieces can be put in at the cursor."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QMenu, QPlainTextEdit, QPushButton, QWidget

from desktop_app.domain.tariffs.pasted_html import html_lines
from desktop_app.domain.tariffs.pasted_text import pasted_lines
from desktop_app.domain.typed_text import plain_signs

HELP = (
    "# Heading      ## Subheading      plain lines are paragraphs\n"
    "1. a rule      two blanks before (a) for the next depth, up to four depths\n"
    "| a | table |      note: small type      [center] in the middle\n"
    "[hang] further lines are indented      [box] in a box      words [dots] $5.00\n"
    "inside a line: [b]bold[/b]  [i]italic[/i]  {+} a change mark\n"
    "[rates: per month, by meter size] Title, then lines like 5/8 inch = 12.50, then [end]"
)
INCLUDED = """[rates: per month, by meter size; includes 2,000 gallons] Minimum charge
5/8 inch = 0.00
[end]
[rates: per 1,000 gallons, by block] Water above the minimum
all additional gallons = 0.00
[end]
"""
WHOSE = """[rates: per month, by meter size; area North; class Residential; season Summer] Customer charge
5/8 inch = 0.00
[end]
"""
PIECES = (
    ("&Heading", "# Heading\n"),
    ("&Rule", "1. Rule\n  (a) Part of it\n"),
    (
        "Rates by &meter size",
        "[rates: per month, by meter size] Customer charge\n5/8 inch = 0.00\n1 inch = 0.00\n[end]\n",
    ),
    (
        "Rates by &block",
        "[rates: per 1,000 gallons, by block] Water\nfirst 2,000 gallons = 0.00\nover 2,000 gallons = 0.00\n[end]\n",
    ),
    (
        "Minimum with included &gallons",
        INCLUDED,
    ),
    (
        "Rates of an &area, class or season",
        WHOSE,
    ),
    ("&Surcharge", "[rates: of the bill, flat; as surcharge] Surcharge\nall customers = 0%\n[end]\n"),
    ("&Flat rate", "[rates: per month, flat] Service\nResidential = 0.00\n[end]\n"),
    ("Rate per M&lb", "[rates: per Mlb, per Mlb] Steam\nall steam = 0.00\n[end]\n"),
    ("Line in the m&iddle", "[center] Line\n"),
    ("Te&xt in a box", "[box] Text\n"),
    ("&Definition, further lines indented", "[hang] Term: what it means.\n"),
    ("Dots to the ri&ght", "Charge [dots] $0.00\n"),
    ("&Table", "| Column | Column |\n| cell | cell |\n"),
    ("Table with a &wide head", "| Size | Charge per month | << |\n| | Inside | Outside |\n| cell | 0.00 | 0.00 |\n"),
    ("&Note", "note: Note\n"),
)


class SheetEdit(QPlainTextEdit):
    """Types a sheet's text; `left` tells that the cursor went elsewhere."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Text of the sheet")
        self.setPlaceholderText(HELP)
        self.setTabChangesFocus(True)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Pastes what was formatted with its headings, rules and tables; rows with tabs or columns as a table."""
        lines = html_lines(source.html()) if source.hasHtml() else ""
        if lines:
            self.textCursor().insertText(plain_signs(lines))
        elif source.hasText():
            self.textCursor().insertText(pasted_lines(plain_signs(source.text())))
        else:
            super().insertFromMimeData(source)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What was typed is kept when the cursor leaves."""
        super().focusOutEvent(event)
        self.left.emit()

    def put(self, piece: str) -> None:
        """Puts a piece below the line of the cursor, or into it where it is empty."""
        cursor = self.textCursor()
        cursor.movePosition(cursor.MoveOperation.EndOfBlock)
        before = "" if self.textCursor().atBlockStart() and not cursor.block().text() else "\n"
        cursor.insertText(before + piece)
        self.setTextCursor(cursor)
        self.setFocus()


class SheetPieces(QPushButton):
    """The menu of what can be put into the text; a picture is asked for by `picture_wanted`."""

    picture_wanted = Signal()

    def __init__(self, edit: SheetEdit, parent: QWidget | None = None) -> None:
        super().__init__("&Insert", parent)
        self._edit = edit
        self.setAutoDefault(False)
        self.setMenu(QMenu(self))

    def offer(self, own: Sequence[tuple[str, str]] = ()) -> None:
        """Offers the pieces of every utility, a picture, and the sentences of its own rule."""
        menu = self.menu()
        menu.clear()
        for words, piece in (*PIECES, *own):
            menu.addAction(words, partial(self._edit.put, piece))
        menu.addAction("&Picture or map...", self.picture_wanted.emit)
