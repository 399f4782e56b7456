"""One entry of the calendar in full: what, when, why, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial

from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from desktop_app.domain.dates import long_date
from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.gui.filing_calendar.words import mark, sending, when
from desktop_app.gui.theme.style import TypeScale, text
from desktop_app.gui.widgets.page import card
from desktop_app.gui.widgets.wrapping_row import WrappingRow
from desktop_app.services.filing_calendar.due import ASKING, REPORT_DUE, DueEntry, UndatedDuty

COLD_WEATHER = "reports/cold_weather"
BEGUN_HERE = frozenset({REPORT_DUE, COLD_WEATHER})
LETTERS = {
    REPORT_DUE: "Ask for more time...",
    **dict.fromkeys(ASKING, "Ask for more time..."),
    "annual_report/deficiency_answer": "Write the answer...",
    "annual_report/both_versions": "Write the answer...",
    "annual_report/disclosure_response": "Write the response...",
}


@dataclass(frozen=True)
class EntryActions:
    """What an entry can ask for: each is called with the entry."""

    open: Callable[[DueEntry], object]
    begin: Callable[[DueEntry], object]
    done: Callable[[DueEntry | UndatedDuty], object]
    put_off: Callable[[DueEntry], object]
    not_put_off: Callable[[DueEntry], object]
    letter: Callable[[DueEntry], object]
    forget: Callable[[DueEntry | UndatedDuty], object]


@dataclass(frozen=True)
class CardSettings:
    """What is the same for all entries shown: the day, the days allowed for mail, and what a late day costs."""

    today: date
    margin: int
    cost: Callable[[DueEntry], str]


def entry_card(due: DueEntry, standing: CardSettings, handlers: EntryActions, parent: QWidget) -> QFrame:
    """The entry as a card."""
    frame, column = card(parent)
    column.addWidget(text(due.title, TypeScale.STRONG, parent=frame))
    said = text(when(due, standing.today), parent=frame)
    said.setProperty("mark", mark(due, standing.today))
    column.addWidget(said)
    for words in (sending(due, standing.today, standing.margin), standing.cost(due), due.remark):
        if words:
            column.addWidget(text(words, parent=frame))
    column.addWidget(text(f"{due.sentence} ({due.authority})", TypeScale.SMALL, muted=True, parent=frame))
    _add_addressees(column, due, frame)
    offers = [(words, partial(handler, due)) for words, handler in _offers(due, handlers)]
    _add_buttons(column, due.title, offers, frame)
    return frame


def undated_card(item: UndatedDuty, handlers: EntryActions, parent: QWidget) -> QFrame:
    """A duty without a day as a card; one that an event began can be marked as done."""
    frame, column = card(parent)
    column.addWidget(text(item.title, TypeScale.STRONG, parent=frame))
    if item.done is not None:
        column.addWidget(text(f"Done on {long_date(item.done)}.", parent=frame))
    column.addWidget(text(f"{item.sentence} ({item.authority})", TypeScale.SMALL, muted=True, parent=frame))
    _add_addressees(column, item, frame)
    if item.happening:
        done = "Mark as done" if item.done is None else "Not done"
        offers = [(done, lambda: handlers.done(item)), ("Delete the event", lambda: handlers.forget(item))]
        _add_buttons(column, item.title, offers, frame)
    return frame


def _add_addressees(column: QVBoxLayout, entry: DueEntry | UndatedDuty, frame: QFrame) -> None:
    """To whom it goes; the address is in the tip."""
    for addressee in entry.addressees:
        line = text(f"To: {addressee.label}", TypeScale.SMALL, muted=True, parent=frame)
        line.setToolTip(addressee.text.strip())
        column.addWidget(line)


def _add_buttons(
    column: QVBoxLayout, title: str, offers: Iterable[tuple[str, Callable[[], object]]], frame: QFrame
) -> None:
    line = WrappingRow(frame, 4)
    for words, handler in offers:
        button = QPushButton(words, frame)
        button.setAccessibleName(f"{words.rstrip('.')}: {title}")
        button.clicked.connect(lambda _=False, act=handler: act())
        line.addWidget(button)
    column.addLayout(line)


def _offers(due: DueEntry, handlers: EntryActions) -> Iterator[tuple[str, Callable[[DueEntry], object]]]:
    """The buttons of an entry, in their order."""
    name = due.clock.name
    if due.filing:
        yield "Open it", handlers.open
    elif name in BEGUN_HERE:
        yield "Start it", handlers.begin
    if due.done is None:
        yield from _letters(due, handlers)
    if not due.filing or due.done is None:
        yield ("Mark as done" if due.done is None else "Not done"), handlers.done
    if due.happening:
        yield "Delete the event", handlers.forget


def _letters(due: DueEntry, handlers: EntryActions) -> Iterator[tuple[str, Callable[[DueEntry], object]]]:
    """The letters that the entry may need, and what comes of one."""
    words = LETTERS.get(due.clock.name)
    if words is not None:
        yield words, handlers.letter
    if due.clock.name == REPORT_DUE or due.clock.name in ASKING:
        yield "Record an extension...", handlers.put_off
        if due.extended:
            yield "Delete the extension", handlers.not_put_off
