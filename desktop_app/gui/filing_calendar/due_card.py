"""What is due, as a card of Home: what, when, what it costs and why, and one button."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QPushButton, QWidget

from desktop_app.gui.filing_calendar.entry_card import COLD_WEATHER
from desktop_app.gui.filing_calendar.words import mark, sending, when
from desktop_app.gui.theme.style import TypeScale, text
from desktop_app.gui.widgets.fitted_dialog import run_dialog
from desktop_app.gui.widgets.page import card, row
from desktop_app.gui.widgets.surroundings import WindowActions
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.filing_calendar import keeping
from desktop_app.services.filing_calendar.due import REPORT_DUE, DueEntry
from desktop_app.services.filing_calendar.reminders import cost, filed_elsewhere
from desktop_app.services.report_letters.asking_more_time import more_time


def due_card(file: CompanyFile, due: DueEntry, actions: WindowActions, parent: QWidget) -> QWidget:
    """The card."""
    frame, column = card(parent)
    today = file.clock.today()
    column.addLayout(row(text(due.title, TypeScale.STRONG, parent=frame), _button(due, actions, frame)))
    said = text(when(due, today), parent=frame)
    said.setProperty("mark", mark(due, today))
    column.addWidget(said)
    request = more_time(file, due) if due.clock.name == REPORT_DUE else ""
    question = filed_elsewhere(due, today)
    if question:
        record = QPushButton("Record as filed...", frame)
        record.setAccessibleName(f"Record as filed: {due.title}")
        record.clicked.connect(lambda: _record(file, due, actions, frame))
        column.addLayout(row(text(question, parent=frame), record))
    lines = (
        sending(due, today, keeping.settings(file).margin),
        " ".join(filter(None, (request, cost(file.law(), due, today)))),
        due.remark,
        f"{due.sentence} ({due.authority})",
    )
    column.addWidget(text("\n".join(filter(None, lines)), TypeScale.SMALL, muted=True, parent=frame))
    return frame


def _record(file: CompanyFile, due: DueEntry, actions: WindowActions, frame: QWidget) -> None:
    """Marks the filing as filed, or asks for the day on which one was filed that is not in the program."""
    if due.filing:
        actions.mark_filed(due.filing)
        return
    from desktop_app.gui.filing_calendar.dialogs import DoneDialog

    dialog = DoneDialog(file, due, frame.window())
    run_dialog(dialog)


def _button(due: DueEntry, actions: WindowActions, frame: QWidget) -> QPushButton:
    """Opens the filing, begins a report, or goes to the calendar."""
    handler: Callable[[], object]
    if due.filing:
        words, handler = "Open it", partial(actions.go_to, due.filing)
    elif due.clock.name == REPORT_DUE:
        words, handler = "Start it", partial(actions.begin_report, due.start.year)
    elif due.clock.name == COLD_WEATHER:
        words, handler = "Start it", partial(actions.show_dialog, "cold_weather")
    else:
        words, handler = "Calendar", partial(actions.show_page, "calendar")
    button = QPushButton(words, frame)
    button.setAccessibleName(f"{words.removesuffix(' it')}: {due.title[:1].lower()}{due.title[1:]}")
    button.clicked.connect(lambda _=False: handler())
    return button
