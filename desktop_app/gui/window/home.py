"""Home: what is due, what is in progress and how far, what is wrong. Each answer is one click from its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from desktop_app.domain.counting import counted
from desktop_app.domain.filings import COMPANY, Filing, FilingState
from desktop_app.domain.problems import Severity
from desktop_app.gui.filings.filing_words import title_of
from desktop_app.gui.theme.style import TypeScale, spacing, text
from desktop_app.gui.theme.waiting import busy_cursor
from desktop_app.gui.widgets.following_page import FollowingPage
from desktop_app.gui.widgets.page import ScrollingPage, card, clear, heading, row
from desktop_app.gui.widgets.surroundings import Surroundings
from desktop_app.services.ports import Preferences
from desktop_app.services.progress.overview import FilingProgress, name_of, standing

FIXED = 1
FIRST_STEPS = "getting_started"


class HomePage(FollowingPage):
    """The first page of an open company. Counts come after the page stands, one filing at a time.

    It reminds once of what presses.
    """

    def __init__(self, around: Surroundings, preferences: Preferences) -> None:
        super().__init__(around.file, around.parent)
        self._preferences = preferences
        self._body = ScrollingPage("Home", self)
        self.hold(self._body)
        self._icons, self._actions = around.icons, around.actions
        self._filling: Iterator[None] = iter(())
        self._turn = QTimer(self)  # of no length: it comes when nothing else waits, so what the user does goes first
        self._turn.timeout.connect(self._fill_on)
        self._reminded = False
        self._due = QVBoxLayout()
        self._progress = QVBoxLayout()
        self._wrong = QVBoxLayout()
        self._first = QVBoxLayout()

    def refresh(self) -> None:
        """Reads everything anew: the page first, then what is due, then the counts, one filing at a time."""
        self._body.title.setText(name_of(self._file))
        clear(self._body.column, FIXED)
        if self._wants_first_steps:
            self._first = self._section("Getting started")
        self._due = self._section("What is due")
        open_filings = [filing for filing in self._file.filings() if filing.state is FilingState.OPEN]
        self._progress = self._section("In progress")
        if not open_filings:
            self._progress.addWidget(text("No filings in progress.", muted=True, parent=self))
        self._wrong = self._section("Needs attention")
        self._body.column.addStretch(1)
        self._filling = self._fill((self._file.filing(COMPANY), *open_filings))
        self._turn.start()

    @property
    def settled(self) -> bool:
        """Whether all counts are in."""
        return not self._stale and not self._turn.isActive()

    def _section(self, words: str) -> QVBoxLayout:
        self._body.column.addWidget(heading(words, self))
        holder = QWidget(self)
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(spacing(self, 6))
        self._body.column.addWidget(holder)
        return inside

    @Slot()
    def _fill_on(self) -> None:
        """The next of the steps of `_fill`, unless everything is to be read anew anyhow."""
        with busy_cursor():
            if self._stale or next(self._filling, self) is self:
                self._turn.stop()

    def _fill(self, filings: Sequence[Filing]) -> Iterator[None]:
        """Step by step, what is due and how far each filing is."""
        from desktop_app.gui.filing_calendar.due_card import due_card
        from desktop_app.services.filing_calendar.reminders import reminder, waiting

        yield
        due = waiting(self._file)
        yield
        for item in due:
            self._due.addWidget(due_card(self._file, item, self._actions, self))
        if not due:
            self._due.addWidget(text("Nothing due.", muted=True, parent=self))
        if not self._reminded:
            self._reminded = True
            words = reminder(due, self._file.clock.today())
            if words:
                self._actions.remind(words)
        for filing in filings:
            yield
            self._count(filing)
        if self._wrong.count() == 0:
            self._wrong.addWidget(text("No problems found.", muted=True, parent=self))
        self._show_first_steps()

    def _count(self, filing: Filing) -> None:
        found = standing(self._file.book(filing.id))
        if filing.id != COMPANY:
            self._progress.addWidget(self._progress_card(found))
        if any(found.wrong(severity) for severity in Severity):
            self._wrong.addWidget(self._wrong_card(found))

    def _show_first_steps(self) -> None:
        if self._wants_first_steps:
            from desktop_app.gui.window.getting_started import getting_started

            frame, dismiss = getting_started(self._file, self._actions, self._preferences, self)
            dismiss.clicked.connect(self.refresh)
            self._first.addWidget(frame)

    @property
    def _wants_first_steps(self) -> bool:
        return self._preferences.get(FIRST_STEPS) is not False

    def _progress_card(self, found: FilingProgress) -> QWidget:
        frame, column = card(self)
        name = title_of(found.filing)
        step = found.next_step
        button = QPushButton("Open" if step is None else "Continue", frame)
        button.setAccessibleName(f"{button.text()} {name}")
        place = "" if step is None else step.schedule
        button.clicked.connect(lambda: self._actions.go_to(found.filing.id, place))
        column.addLayout(row(text(name, TypeScale.STRONG, parent=frame), button))
        bar = QProgressBar(frame)
        bar.setTextVisible(False)
        bar.setRange(0, max(1, found.required))
        bar.setValue(found.answered if found.required else 1)
        bar.setAccessibleName(f"Progress of {name}")
        column.addWidget(bar)
        column.addWidget(text(f"{found.pages}.", parent=frame))
        words = f"{found.answered:,} of {counted(found.required, 'answer')} given, {found.percent}%."
        if step is not None:
            words += f" Next: {step.page} {step.title}."
        column.addWidget(text(words, TypeScale.SMALL, muted=True, parent=frame))
        return frame

    def _wrong_card(self, found: FilingProgress) -> QWidget:
        frame, column = card(self)
        name = title_of(found.filing)
        column.addWidget(text(name, TypeScale.STRONG, parent=frame))
        buttons = QHBoxLayout()
        buttons.setSpacing(spacing(self, 4))
        for severity in Severity:
            problems = found.wrong(severity)
            if problems:
                words = severity.counted(len(problems))
                button = QPushButton(self._icons.icon(severity.value, severity.value), words, frame)
                button.setAccessibleName(f"{name}: {words}. Goes to the first")
                place = problems[0].place
                button.clicked.connect(lambda _=False, at=place: self._actions.go_to(found.filing.id, at))
                buttons.addWidget(button)
        buttons.addStretch(1)
        column.addLayout(buttons)
        return frame
