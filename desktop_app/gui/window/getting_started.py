"""Getting started: the steps of a first report on Home, each with what opens it, until the user dismisses them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QWidget

from desktop_app.gui.theme.style import TypeScale, text
from desktop_app.gui.widgets.page import button_row, card, row
from desktop_app.gui.widgets.surroundings import WindowActions
from desktop_app.gui.window.home import FIRST_STEPS
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.ports import Preferences
from desktop_app.services.progress.first_steps import FirstStep, FirstStepName, first_steps

BUTTONS: Mapping[FirstStepName, str] = {
    FirstStepName.COMPANY: "Open the company page",
    FirstStepName.BEGIN: "Start a report...",
    FirstStepName.BOOKS: "Import a trial balance...",
    FirstStepName.ANSWERS: "Open the report",
    FirstStepName.PACKAGE: "Prepare filing...",
}


def getting_started(
    file: CompanyFile, actions: WindowActions, preferences: Preferences, parent: QWidget
) -> tuple[QFrame, QPushButton]:
    """The card, and the button that dismisses it."""
    frame, column = card(parent)
    for number, step in enumerate(first_steps(file), 1):
        words = text(f"{number}. {step.words}", parent=frame)
        if step.done:
            column.addLayout(row(words, QLabel("Done", frame)))
            continue
        column.addLayout(row(words, _button(step, actions, frame)))
    column.addWidget(text("F1 opens the handbook at any time.", TypeScale.SMALL, muted=True, parent=frame))
    dismiss = QPushButton("Do not show this again", frame)
    dismiss.clicked.connect(lambda: preferences.set(FIRST_STEPS, False))
    column.addLayout(button_row(dismiss))
    return frame, dismiss


def _button(step: FirstStep, actions: WindowActions, parent: QWidget) -> QPushButton:
    go = _going(step, actions)
    button = QPushButton(BUTTONS[step.name], parent)
    button.setAccessibleDescription(step.words)
    button.setEnabled(bool(step.filing) or step.name in {FirstStepName.COMPANY, FirstStepName.BEGIN})
    button.clicked.connect(lambda _=False: go())
    return button


def _going(step: FirstStep, actions: WindowActions) -> Callable[[], object]:
    return {
        FirstStepName.COMPANY: lambda: actions.show_page("company"),
        FirstStepName.BEGIN: lambda: actions.begin_report(None),
        FirstStepName.BOOKS: lambda: actions.show_dialog("trial_balance", step.filing),
        FirstStepName.ANSWERS: lambda: actions.go_to(step.filing),
        FirstStepName.PACKAGE: lambda: actions.show_dialog("package", step.filing),
    }[step.name]
