"""How the cells of a schedule look: worked out once for each cell, and again only after it changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from PySide6.QtGui import QColor, QGuiApplication

from desktop_app.domain.confidentiality import covering
from desktop_app.domain.filings import FilingState
from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.problems import Problem, Severity
from desktop_app.domain.values import Place, place_of
from desktop_app.formspec.answers import source_of
from desktop_app.formspec.definition import CellType, ScheduleKind
from desktop_app.formspec.evaluation import ValueOrigin
from desktop_app.formspec.public_view import effective_seals
from desktop_app.formspec.suggestions import suggested_value
from desktop_app.formspec.wording import location, value_text
from desktop_app.gui.theme.colours import ColorScheme, colours_of
from desktop_app.services.company.company_file import EvaluatedFiling
from desktop_app.services.progress.step_progress import UNFINISHED, is_early, is_only_blank

LAST_YEAR = "last year's report"
BLANK = "blank"
RANK = {Severity.STOP: 0, Severity.EXPLAIN: 1, Severity.NOTE: 2}


@dataclass(frozen=True)
class RefusedDraft:
    """What was typed into a cell and not kept, and why."""

    text: str
    refusal: str


@dataclass(frozen=True, slots=True)
class CellStyle:
    """A cell as it is painted.

    `severity` is that of its worst open problem, `awaited` that it, or what it is computed from, is blank and wants an
    answer, `noted` that it is explained, `remembered` that a note lies on it, `suggested` that the words are offered
    for a blank cell, `prefilled` that nobody typed them, `commented` that a reviewer's comment on it is open.
    """

    text: str
    numeric: bool
    bold: bool
    ground: QColor
    ink: QColor
    severity: Severity | None
    awaited: bool
    sealed: bool
    noted: bool
    remembered: bool
    suggested: bool
    prefilled: bool
    commented: bool


@dataclass(frozen=True)
class CellMarks:
    """What is marked on the cells of a schedule: its problems, and which cells are sealed."""

    problems: Mapping[Place, tuple[Problem, ...]]
    sealed: frozenset[Place]


def marks_of(book: EvaluatedFiling, schedule: str, more: Iterable[Problem] = ()) -> CellMarks:
    """The marks of a schedule as it stands; `more` are problems that the check list does not know."""
    found = dict[Place, tuple[Problem, ...]]()
    start = f"{schedule}/"
    for problem in (*book.checks.cells.values(), *book.checks.found.values(), *more):
        if problem.place.startswith(start):
            place = place_of(problem.place)
            found[place] = (*found.get(place, ()), problem)
    seals = [seal for seal in effective_seals(book.sheet, book.answers) if seal.target.split("/")[0] == schedule]
    places = book.sheet.places.get(schedule, ()) if seals else ()
    return CellMarks(found, frozenset(place for place in places if covering(seals, place) is not None))


class CellLooks:
    """The looks of one schedule in the colours of the moment."""

    def __init__(
        self,
        book: EvaluatedFiling,
        schedule: str,
        drafts: Mapping[Place, RefusedDraft],
        given_away: tuple[Problem, ...] = (),
        commented: frozenset[Place] = frozenset(),
    ) -> None:
        self._commented = commented
        self._book, self._schedule, self._drafts = book, schedule, drafts
        self._known: dict[Place, CellStyle] = {}
        self._offered: dict[Place, str] = {}
        self._palette = 0
        self._given_away = given_away
        self.marks = marks_of(book, schedule, given_away)

    def give_away(self, problems: tuple[Problem, ...]) -> frozenset[Place]:
        """Marks sealed cells that can be worked out, and tells which cells look different."""
        self._given_away = problems
        return self.follow(self._book, (), self._commented)

    def follow(self, book: EvaluatedFiling, changed: Iterable[Place], commented: frozenset[Place]) -> frozenset[Place]:
        """Takes the filing and its comments after an edit and tells which cells of the schedule look different."""
        before = self.marks
        self._book, self.marks = book, marks_of(book, self._schedule, self._given_away)
        marked = before.problems.keys() | self.marks.problems.keys()
        places = {place for place in changed if place.schedule == self._schedule}
        places |= {place for place in marked if before.problems.get(place) != self.marks.problems.get(place)}
        places |= before.sealed ^ self.marks.sealed
        places |= {place for place in self._commented ^ commented if place.schedule == self._schedule}
        self._commented = commented
        places |= {place for place in self._offered if self._suggestion(place) != self._offered[place]}
        self.forget(places)
        return frozenset(places)

    def forget(self, places: Iterable[Place]) -> None:
        """Works these out anew when they are next painted."""
        for place in places:
            self._known.pop(place, None)

    def look(self, place: Place) -> CellStyle:
        """How the cell looks."""
        palette = QGuiApplication.palette()
        if palette.cacheKey() != self._palette:
            self._palette = palette.cacheKey()
            self._known.clear()
        if place not in self._known:
            self._known[place] = self._look(place, colours_of(palette))
        return self._known[place]

    def text(self, place: Place) -> str:
        """What the cell shows: the draft that was refused, or the value."""
        if place in self._drafts:
            return self._drafts[place].text
        return value_text(self._book.calculation.values.get(place), self._book.sheet.cells[place])

    def tip(self, place: Place) -> str:
        """What the cell says under the mouse."""
        if place in self._drafts:
            return self._drafts[place].refusal
        words = [problem.sentence for problem in self.marks.problems.get(place, ())]
        override = self._book.answers.overrides.get(place)
        if override is not None:
            words.append(f"Overrides the computed value: {override.reason}")
        note = self._book.answers.notes.get(place)
        if note is not None and note.text:
            words.append(f"Your note: {note.text}")
        if place in self._commented:
            words.append("A reviewer commented on it: see Guide, or Filing, Review comments.")
        if place in self.marks.sealed:
            words.append("Kept under seal.")
        offered = self._suggestion(place)
        if offered:
            words.append(f"Suggested: {offered}. It is not an answer until you use it.")
        if self._prefilled(place):
            words.append(f"Filled in from: {self._source(place)}. Typing changes it.")
        return "\n".join(words)

    def spoken(self, place: Place) -> str:
        """What a screen reader says: where, the question, the value, how it came there, and the findings."""
        where = location(self._book.sheet, place)
        if self._book.sheet.schedules[place.schedule].definition.kind is ScheduleKind.INQUIRIES:
            where = f"{where}, {self._book.sheet.line(place).label}"
        findings = "".join(f". {words}" for words in self.findings(place))
        return f"{', '.join((f'{where}: {self.text(place) or BLANK}', *self.states(place)))}{findings}"

    def states(self, place: Place) -> Iterator[str]:
        """How the value came there, and what kind of cell it is, in words."""
        spec, offered = self._book.sheet.cells[place], self._suggestion(place)
        told = {
            self._origin_words(place): True,
            "choice": spec.type is CellType.CHOICE,
            "sealed": place in self.marks.sealed,
            "with a note": place in self._book.answers.notes,
            "with a reviewer's comment": place in self._commented,
            "filed, read-only": self._book.filing.state is FilingState.FILED,
            f"suggested: {offered}": bool(offered),
        }
        return (words for words, holds in told.items() if words and holds)

    def _origin_words(self, place: Place) -> str:
        override = self._book.answers.overrides.get(place)
        if place in self._drafts:
            return f"not kept: {self._drafts[place].refusal}"
        if self._prefilled(place):
            carried = self._book.calculation.origin(place) is ValueOrigin.CARRIED
            return f"{'carried' if carried else 'filled in'} from {self._source(place)}"
        if override is not None:
            return f"typed over the computed value, because {override.reason}"
        if self._book.sheet.cells[place].formula:
            return "computed"
        return "typed" if self.text(place) else ""

    def findings(self, place: Place) -> Iterator[str]:
        """What was found at the cell, open or explained, in sentences."""
        explanation = self._book.answers.explanations.get(place, "")
        for problem in self.marks.problems.get(place, ()):
            state = self._state(problem)
            if state is not None:
                yield f"{state}: {problem.sentence}"
            elif problem.explained:
                yield f"Explained: {problem.sentence} Your explanation: {explanation}"
            else:
                yield f"{problem.severity.label}: {problem.sentence}"

    def _look(self, place: Place, colours: ColorScheme) -> CellStyle:
        spec = self._book.sheet.cells[place]
        waiting = [problem for problem in self.marks.problems.get(place, ()) if not problem.explained]
        asking = [problem.severity for problem in waiting if self._state(problem) is None]
        sealed = place in self.marks.sealed
        ground, ink = colours.computed_wash if spec.formula else colours.surface, colours.text
        if sealed:
            ground = colours.seal_wash
        if place in self._drafts:
            ground, ink = colours.stop_wash, colours.stop
        else:
            origin = self._book.calculation.origin(place)
            ink = {ValueOrigin.CARRIED: colours.carried, ValueOrigin.OVERRIDDEN: colours.overridden}.get(origin, ink)
        offered = self._suggestion(place)
        self._offered[place] = offered
        prefilled = self._prefilled(place)
        if offered or prefilled:
            ink = colours.muted if offered else colours.carried
        return CellStyle(
            text=f"? {offered}" if offered else self.text(place),
            suggested=bool(offered),
            prefilled=prefilled,
            numeric=spec.type.numeric,
            bold=self._book.sheet.line(place).strong,
            ground=QColor(ground),
            ink=QColor(ink),
            severity=min(asking, key=RANK.__getitem__) if asking else None,
            awaited=bool(waiting) and not asking,
            sealed=sealed,
            noted=bool(self._book.answers.explanations.get(place)),
            remembered=place in self._book.answers.notes,
            commented=place in self._commented,
        )

    def _state(self, problem: Problem) -> str | None:
        """What a problem of something blank is called; None for one of what was answered."""
        if is_only_blank(self._book, problem):
            return "To answer"
        return UNFINISHED if problem.open and is_early(self._book, problem) else None

    def _suggestion(self, place: Place) -> str:
        """What is offered for a blank cell, as it would be typed."""
        if place in self._drafts or self._book.filing.state is FilingState.FILED:
            return ""
        return value_text(suggested_value(self._book.calculation, place), self._book.sheet.cells[place])

    def _prefilled(self, place: Place) -> bool:
        return place not in self._drafts and bool(self._source(place))

    def _source(self, place: Place) -> str:
        """Where an answer that nobody typed was taken from."""
        if self._book.calculation.origin(place) is ValueOrigin.CARRIED:
            return LAST_YEAR
        return source_of(self._book.answers, place)
