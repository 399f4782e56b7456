"""The Checks tab: what is wrong or missing, here first, then everywhere; each one click from its field."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QComboBox, QListWidgetItem, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from desktop_app.domain.counting import counted
from desktop_app.domain.problems import Problem, Severity
from desktop_app.domain.values import Place, place_of
from desktop_app.gui.filing.protection_pane import ProtectionPane
from desktop_app.gui.theme.icons import IconSet
from desktop_app.gui.theme.style import TypeScale, spacing, text
from desktop_app.gui.widgets.word_list import WordList
from desktop_app.gui.widgets.wrapped_items import wrap_items
from desktop_app.services.company.company_file import EvaluatedFiling
from desktop_app.services.confidentiality.disclosure import EXPOSED, ProposedSeal, RemainingSeal
from desktop_app.services.filing_package.mentions import MENTIONED
from desktop_app.services.progress.overridden import OVERRIDDEN, override_notes
from desktop_app.services.progress.step_progress import UNFINISHED, is_early, is_only_blank

ICONS = {Severity.STOP: "stop", Severity.EXPLAIN: "explain", Severity.NOTE: "note"}
BLANK, BLANK_SIGN = "Blank", ("waiting", "muted")
FILTERS: Mapping[str, Callable[[Problem, str], bool]] = {
    "All problems": lambda _problem, _schedule: True,
    "On this page": lambda problem, schedule: problem.place.startswith(f"{schedule}/"),
    "Errors": lambda problem, _schedule: problem.severity is Severity.STOP,
    "Blank cells": lambda problem, _schedule: problem.severity is Severity.STOP,
    "To explain": lambda problem, _schedule: problem.severity is Severity.EXPLAIN,
    "Typed over computed figures": lambda problem, _schedule: problem.id == OVERRIDDEN,
    "Notes": lambda problem, _schedule: problem.severity is Severity.NOTE,
}
LISTED = 300  # of a page, or of the others; the rest is counted
PROBLEM = Qt.ItemDataRole.UserRole


class ChecksTab(QWidget):
    """Enter or a click goes to the field; an explanation can be written on the spot.

    For a sealed value that can be worked out it `wants_proposal`; then that is `accepted`, or something else is sealed
    (`sealed_rest`), or it is `kept` for a reason.
    """

    place_requested = Signal(str)
    catalogue_requested = Signal(str)
    explained = Signal(tuple, str)
    proposal_requested = Signal(str)
    accepted = Signal(str, object)
    sealed_rest = Signal(str, object)
    kept = Signal(str, str)

    def __init__(self, icons: IconSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._problems: tuple[Problem, ...] = ()
        self._given_away: tuple[Problem, ...] = ()
        self._blank: set[Problem] = set()
        self._early: set[Problem] = set()
        self._listed_for = ""
        self._shown: tuple[EvaluatedFiling, str, tuple[Problem, ...]] | None = None
        self._further: tuple[ProposedSeal, ...] = ()
        self.summary = text("", TypeScale.STRONG, parent=self)
        self.list = WordList(self, go="&Go to the cell")
        wrap_items(self.list)
        self.list.setAccessibleName("Problems of this filing")
        self.list.itemActivated.connect(self._go)
        self.list.itemClicked.connect(self._go)
        self.list.currentItemChanged.connect(self._chosen)
        self._written: Mapping[Place, str] = {}
        self.explanation = _Explanation(self)
        self.explanation.left.connect(self._keep)
        self.explanation.setAccessibleName("Explanation, printed as a footnote")
        self.explanation.setPlaceholderText("Explain it in a sentence or two. It prints as a footnote.")
        self.explanation.setTabChangesFocus(True)
        self.explanation.setMaximumHeight(spacing(self, 48))
        self.keep = QPushButton("&Save the explanation", self)
        self.keep.clicked.connect(self._keep)
        self.keep_all = QPushButton(self)
        self.keep_all.clicked.connect(self._keep_for_all)
        self.shown_only = QComboBox(self)
        self.shown_only.setAccessibleName("Which problems are listed")
        self.shown_only.addItems(list(FILTERS))
        self.shown_only.currentIndexChanged.connect(self._filter)
        self.about = QPushButton("A&bout this check...", self)
        self.about.clicked.connect(self._ask_about)
        self.protection = ProtectionPane(self)
        self.protection.accepted.connect(lambda: self.accepted.emit(self._chosen_place(), self._further))
        self.protection.sealed.connect(lambda targets: self.sealed_rest.emit(self._chosen_place(), targets))
        self.protection.kept.connect(lambda reason: self.kept.emit(self._chosen_place(), reason))
        self._lay_out()
        self._chosen()

    def show_problems(self, book: EvaluatedFiling, schedule: str, unmet: tuple[Problem, ...] = ()) -> None:
        """Lists the problems of the schedule first, then those of the others; `unmet` are those of its documents."""
        self._shown = book, schedule, unmet
        self._written = book.answers.explanations
        blank = self._blank = {problem for problem in book.checks.problems if is_only_blank(book, problem)}
        early = self._early = {one for one in book.checks.problems if one.open and is_early(book, one)}
        found = (*book.checks.problems, *unmet, *self._given_away, *override_notes(book.calculation))
        everything = sorted(found, key=lambda one: (one in early, one in blank))
        listed = [problem for problem in everything if self._wanted(problem, schedule)]
        here = [problem for problem in listed if problem.place.startswith(f"{schedule}/")]
        others = [problem for problem in listed if not problem.place.startswith(f"{schedule}/")]
        if (*here, *others) == self._problems and schedule == self._listed_for:
            return
        kept = self.list.currentRow()
        self._problems, self._listed_for = (*here, *others), schedule
        self.list.clear()
        self._section(f"On this page ({len(here):,})" if here else "On this page: nothing is open", here)
        self._section(f"On other pages ({len(others):,})" if others else "On other pages: nothing is open", others)
        self.list.setCurrentRow(min(kept, self.list.count() - 1))
        told = [problem for problem in everything if problem.open and problem not in blank | early]
        stops = sum(problem.severity is Severity.STOP for problem in told)
        wants = sum(problem.severity is Severity.EXPLAIN for problem in told)
        counts = [level.counted(many) for level, many in ((Severity.STOP, stops), (Severity.EXPLAIN, wants)) if many]
        wrong = f"{', '.join(counts)}." if counts else ""
        missing = f"{len(blank):,} {'cell is' if len(blank) == 1 else 'cells are'} blank." if blank else ""
        self.summary.setText(" ".join(filter(None, (wrong, missing))) or "No problems found.")

    def give_away(self, problems: tuple[Problem, ...]) -> None:
        """Lists these with the others: sealed values that the public figures give away."""
        if problems != self._given_away:
            self._given_away = problems
            if self._shown is not None:
                self.show_problems(*self._shown)

    def propose(self, place: str, further: tuple[ProposedSeal, ...], rest: tuple[RemainingSeal, ...] = ()) -> None:
        """Shows what would protect a place, or what remains, if it is still the one chosen."""
        if place == self._chosen_place():
            self._further = further
            self.protection.propose(further, rest)

    def choose(self, problem: Problem) -> None:
        """Puts the cursor of the list on a problem, which is listed whatever was filtered."""
        if problem not in self._problems:
            self.shown_only.setCurrentIndex(0)
        row = next((row for row in range(self.list.count()) if self._at(row) == problem), -1)
        if row < 0 and problem in self._problems:  # beyond those that are listed
            self._add(problem)
            row = self.list.count() - 1
        if row >= 0:
            self.list.setCurrentRow(row)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*[spacing(self)] * 4)
        column.setSpacing(spacing(self, 4))
        column.addWidget(self.summary)
        column.addWidget(self.shown_only)
        column.addWidget(self.list, 1)
        column.addWidget(self.explanation)
        column.addWidget(self.keep)
        column.addWidget(self.keep_all)
        column.addWidget(self.about)
        column.addWidget(self.protection)

    def _wanted(self, problem: Problem, schedule: str) -> bool:
        """Whether the filter lists it; a cell that is only blank is no error."""
        chosen = self.shown_only.currentText()
        fitting = chosen not in ("Errors", "Blank cells") or (problem in self._blank) is (chosen == "Blank cells")
        fitting = fitting and (problem not in self._early or chosen not in ("Errors", "To explain"))
        return fitting and FILTERS[chosen](problem, schedule)

    def _section(self, words: str, problems: list[Problem]) -> None:
        heading = QListWidgetItem(words)
        heading.setFlags(Qt.ItemFlag.NoItemFlags)
        self.list.addItem(heading)
        for problem in problems[:LISTED]:
            self._add(problem)
        if len(problems) > LISTED:
            more = QListWidgetItem(f"{counted(len(problems) - LISTED, 'problem')} more")
            more.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(more)

    def _add(self, problem: Problem) -> None:
        state = " (explained)" if problem.explained else ""
        citation = f"  [{problem.citation}]" if problem.citation else ""
        early = problem in self._early
        label = BLANK if problem in self._blank else UNFINISHED if early else problem.severity.label
        item = QListWidgetItem(f"{label}{state}: {problem.sentence}{citation}")
        name = "good" if problem.explained else ICONS[problem.severity]
        item.setIcon(self._icons.icon(*(BLANK_SIGN if early or problem in self._blank else (name, name))))
        item.setData(PROBLEM, problem)
        item.setSizeHint(QSize())
        self.list.addItem(item)

    def _at(self, row: int) -> Problem | None:
        item: QListWidgetItem | None = self.list.item(row)  # none for a row that is not there
        found = None if item is None else item.data(PROBLEM)
        return found if isinstance(found, Problem) else None

    @Slot(QListWidgetItem)
    def _go(self, item: QListWidgetItem) -> None:
        problem = item.data(PROBLEM)
        if isinstance(problem, Problem):
            self.place_requested.emit(problem.place)

    @Slot()
    def _chosen(self) -> None:
        problem = self._at(self.list.currentRow())
        exposed = problem is not None and problem.id in EXPOSED
        asks = problem is not None and problem.severity is Severity.EXPLAIN and not exposed
        self.protection.setVisible(exposed)
        if problem is not None and exposed:
            self._further = ()
            self.protection.look()
            self.proposal_requested.emit(problem.place)
        self.explanation.setVisible(asks)
        self.keep.setVisible(asks)
        mentioned = problem is not None and problem.id == MENTIONED
        self.keep.setText("&Leave it as it is, for this reason" if mentioned else "&Save the explanation")
        alike = () if problem is None or not asks or problem.id == MENTIONED else self._alike(problem)
        self.keep_all.setVisible(len(alike) > 1)
        known = self._shown[0].sheet.form.checks if self._shown is not None else ()
        self.about.setVisible(problem is not None and any(check.id == problem.id for check in known))
        self.keep_all.setText(f"&Save it for all {len(alike):,} on this page")
        self.explanation.setPlainText("" if problem is None else self._explained(problem))

    @Slot()
    def _ask_about(self) -> None:
        problem = self._at(self.list.currentRow())
        if problem is not None:
            self.catalogue_requested.emit(problem.id)

    def _chosen_place(self) -> str:
        problem = self._at(self.list.currentRow())
        return "" if problem is None else problem.place

    @Slot()
    def _filter(self) -> None:
        if self._shown is not None:
            self.show_problems(*self._shown)

    def _alike(self, problem: Problem) -> tuple[str, ...]:
        """The place, and those on its page where the same check asks for an explanation and has none."""
        page = problem.place.split("/", 1)[0]
        same = [other for other in self._problems if other.id == problem.id and other.open]
        return tuple(
            dict.fromkeys((problem.place, *(each.place for each in same if each.place.startswith(f"{page}/"))))
        )

    @Slot()
    def _keep_for_all(self) -> None:
        problem, words = self._at(self.list.currentRow()), self.explanation.toPlainText().strip()
        if problem is not None and words:
            self.explained.emit(self._alike(problem), words)

    @Slot()
    def _keep(self) -> None:
        problem = self._at(self.list.currentRow())
        if problem is None or problem.severity is not Severity.EXPLAIN:
            return
        words = self.explanation.toPlainText().strip()
        if problem.id == MENTIONED:  # a reason to disclose goes into the sealed log; an explanation is printed
            if words:
                self.kept.emit(problem.place, words)
        elif words != self._explained(problem):
            self.explained.emit((problem.place,), words)

    def _explained(self, problem: Problem) -> str:
        """The explanation that stands at the problem's place; it answers nothing of public words, and no error."""
        if problem.id == MENTIONED or problem.severity is not Severity.EXPLAIN:
            return ""
        return self._written.get(place_of(problem.place), "")


class _Explanation(QPlainTextEdit):
    """What is written is kept when the cursor leaves."""

    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()
