"""The Guide tab: what is asked, where to find it, an example, the rule; and why the number is what it is."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from desktop_app.domain.sentences import sentence_start
from desktop_app.domain.values import Place
from desktop_app.formspec.definition import HelpText
from desktop_app.formspec.evaluation import ValueOrigin
from desktop_app.gui.theme.style import TypeScale, spacing, text
from desktop_app.gui.widgets.page import clear
from desktop_app.gui.widgets.shortened_button import ShortenedButton
from desktop_app.services.cases.items import ways_to_answer
from desktop_app.services.company.company_file import EvaluatedFiling
from desktop_app.services.progress.explaining import ExplainedInput, ValueExplanation, explain_value

RULES_NOTE = "The rules built in are the 2004 text of 4 CSR 240 Chapter 3. Compare with the rule in force."
MOST_INPUTS = 12
ORIGINS = {
    ValueOrigin.TYPED: "Typed here.",
    ValueOrigin.CARRIED: "Carried from last year's report.",
    ValueOrigin.COMPUTED: "Computed.",
    ValueOrigin.OVERRIDDEN: "Overrides the computed value.",
    ValueOrigin.BLANK: "Not answered yet.",
}


class GuideTab(QScrollArea):
    """Follows the place in hand. Each input of a computed number is a link to its place.

    `wants_other` carries another filing's id and the place in it; `takes` that a suggestion is taken at a place.
    """

    place_requested = Signal(str)
    other_requested = Signal(str, str)
    takes = Signal(str, str)
    earlier_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("Guide")
        self._earlier: ShortenedButton | None = None
        self._sheet = QWidget(self)
        self._column = QVBoxLayout(self._sheet)
        self._column.setContentsMargins(*[spacing(self)] * 4)
        self._column.setSpacing(spacing(self, 4))
        self.setWidget(self._sheet)

    def show_place(self, book: EvaluatedFiling, place: Place, comments: Sequence[str] = ()) -> None:
        """Tells about a place; about its schedule when it is wider than a cell. `comments` are those of a review."""
        clear(self._column)
        self._earlier = None
        schedule = book.sheet.schedules[place.schedule].definition
        if place not in book.sheet.cells:
            self._say(schedule.heading, TypeScale.HEADING)
            self._help(schedule.help)
            self._cites(schedule.cites)
            self._comments(comments)
            self._column.addStretch(1)
            return
        found = explain_value(book, place)
        line, column = book.sheet.line(place), book.sheet.column(place)
        self._say(sentence_start(found.where), TypeScale.HEADING)
        for given in dict.fromkeys((line.help, column.help)):
            self._help(given)
        if not (line.help.what or column.help.what):
            self._help(schedule.help)
        ways = ways_to_answer(book, place)
        if ways:
            self._say("Ways to answer it", TypeScale.STRONG)
        for words in ways:
            self._say(words)
        self._value(book, place, found)
        self._comments(comments)
        self._cites(found.cites)
        self._column.addStretch(1)

    def show_earlier(self, lines: Sequence[str]) -> None:
        """Shows the figures of the years before in the place of the button that asks for them."""
        if self._earlier is not None:
            self._column.insertWidget(
                self._column.indexOf(self._earlier),
                text("\n".join(lines) or "This figure is in no earlier filing.", parent=self._sheet),
            )
            self._earlier.hide()

    def _comments(self, comments: Sequence[str]) -> None:
        if comments:
            self._say("Comments of the review", TypeScale.STRONG)
        for words in comments:
            self._say(words)

    def _help(self, given: HelpText) -> None:
        for heading, words in (("", given.what), ("Where to find it", given.where), ("Example", given.example)):
            if words and heading:
                self._say(heading, TypeScale.STRONG)
            if words:
                self._say(words)

    def _go(self, filing: str, path: str, here: str, *_: object) -> None:
        if filing == here:
            self.place_requested.emit(path)
        else:
            self.other_requested.emit(filing, path)

    def _value(self, book: EvaluatedFiling, place: Place, found: ValueExplanation) -> None:
        self._say("This value", TypeScale.STRONG)
        value = (found.value or "Blank").removesuffix(".")  # "Inc." ends its sentence once
        self._say(f"{value}. {found.source or ORIGINS[found.origin]}")
        if found.formula:
            self._say(f"It is {found.formula}.")
        self._links(book, found.inputs)
        if found.suggested:
            take = ShortenedButton(f"Use {found.suggested}", self._sheet)
            take.clicked.connect(lambda: self.takes.emit(str(place), found.suggested))
            self._column.addWidget(take)
        if found.reason:
            self._say(f"Reason for the typed value: {found.reason}")
        if found.last_year:
            self._say(f"Last year: {found.last_year}")
        if book.filing.previous:
            self._earlier = ShortenedButton("Earlier years", self._sheet)
            self._earlier.clicked.connect(lambda: self.earlier_requested.emit(str(place)))
            self._column.addWidget(self._earlier)
        if found.note:
            self._say(f"Explanation: {found.note}")
        for heading, items in (("Used by", found.uses), ("And so in", found.path if found.value else ())):
            if items:
                self._say(heading, TypeScale.STRONG)
                self._links(book, items)
        own = book.answers.notes.get(place)
        if own is not None:
            mark = "" if own.mark is None else f" ({own.mark.value})"
            self._say(f"Your note{mark}", TypeScale.STRONG)
            self._say(own.text or "Marked only.")

    def _links(self, book: EvaluatedFiling, items: Sequence[ExplainedInput]) -> None:
        """Cells with their values, each of which leads there."""
        for item in items[:MOST_INPUTS]:
            words = f"{item.value or 'blank'}    {item.words}"
            link = ShortenedButton(words, self._sheet, tip=f"{item.value or 'Blank'}: go to {item.words}")
            link.setProperty("link", True)
            link.setCursor(Qt.CursorShape.PointingHandCursor)
            link.setAccessibleName(f"{item.words}: {item.value or 'blank'}. Go there.")
            filing, _, path = item.place.partition("/")
            link.clicked.connect(partial(self._go, filing, path, book.filing.id))
            self._column.addWidget(link)
        if len(items) > MOST_INPUTS:
            self._say(f"... and {len(items) - MOST_INPUTS} more.", muted=True)

    def _cites(self, cites: tuple[str, ...]) -> None:
        if cites:
            self._say("The rule", TypeScale.STRONG)
            self._say(f"4 CSR 240-{', '.join(cites)}")
            self._say(RULES_NOTE, TypeScale.SMALL, muted=True)

    def _say(self, words: str, type_: TypeScale = TypeScale.BODY, *, muted: bool = False) -> None:
        label = text(words, type_, muted=muted, parent=self._sheet)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._column.addWidget(label)
