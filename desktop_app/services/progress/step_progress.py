"""The steps of a filing: its schedules in order, each with how far it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.problems import Problem, Severity
from desktop_app.domain.values import Place, place_of
from desktop_app.formspec.definition import ScheduleKind
from desktop_app.formspec.wording import row_name, titled
from desktop_app.services.company.company_file import EvaluatedFiling

UNFINISHED = "Unfinished"  # what a problem is called whose cell waits for answers that are still blank


class StepState(StrEnum):
    """How far a step is. It needs attention when what was answered is wrong, or wants an explanation."""

    NOT_ASKED = "not asked"
    NOT_STARTED = "not started"
    IN_PROGRESS = "in progress"
    COMPLETE = "complete"
    NEEDS_ATTENTION = "needs attention"


@dataclass(frozen=True, slots=True)
class ScheduleStep:
    """One schedule as a step: the heading it stands under, and how many of the cells to answer are answered.

    `open` are the problems that ask something besides an answer that is still missing.
    """

    schedule: str
    group: str
    page: str
    title: str
    state: StepState
    required: int
    answered: int
    open: int


def steps(book: EvaluatedFiling) -> tuple[ScheduleStep, ...]:
    """Every step of the filing, in the order of its pages; a page of a row that it is not asked of is none."""
    asking = _asking(book)
    return tuple(
        step_of(book, schedule, asking.get(schedule, ()))
        for schedule, laid in book.sheet.schedules.items()
        if not laid.row or book.calculation.asked(schedule)
    )


def step_of(book: EvaluatedFiling, schedule: str, problems: Iterable[Problem]) -> ScheduleStep:
    """One step. `problems` are those of its schedule."""
    definition = book.sheet.schedules[schedule].definition
    required, answered = _progress(book, book.sheet.places[schedule])
    wrong = sum(is_wrong(book, problem) for problem in problems)
    return ScheduleStep(
        schedule=schedule,
        group=definition.step,
        page=definition.page,
        title=schedule_title(book, schedule),
        state=_state(book, schedule, required, answered, wrong),
        required=required,
        answered=answered,
        open=wrong,
    )


def schedule_title(book: EvaluatedFiling, schedule: str) -> str:
    """The title of a schedule, with the name of the row for which it is asked."""
    laid = book.sheet.schedules[schedule]
    place = row_name(book.sheet, laid)
    return titled(laid, None if place is None else book.calculation.values.get(place))


def next_problem(book: EvaluatedFiling, place: Place | None, step: int) -> Problem | None:
    """The next (or previous) open problem after a place in the order of the pages; after the last comes the first."""
    waiting = [problem for problem in book.checks.problems if problem.open]
    if not waiting:
        return None
    order = {str(known): number for number, known in enumerate(book.sheet.cells)}
    here = order.get(str(place), _begin(book, place) - (step > 0))
    ranks = [order.get(problem.place, len(order)) for problem in waiting]
    if step > 0:
        return next((problem for problem, rank in zip(waiting, ranks, strict=True) if rank > here), waiting[0])
    earlier = [problem for problem, rank in zip(waiting, ranks, strict=True) if rank < here]
    return earlier[-1] if earlier else waiting[-1]


def rows_kind(book: EvaluatedFiling, schedule: str) -> bool:
    """Whether lines can be added to the schedule."""
    return book.sheet.schedules[schedule].definition.kind is ScheduleKind.ROWS


def _begin(book: EvaluatedFiling, place: Place | None) -> int:
    """The number of the first cell of the place's schedule; of the first of all for none."""
    schedule = "" if place is None else place.schedule
    return next((number for number, known in enumerate(book.sheet.cells) if known.schedule == schedule), 0)


def _asking(book: EvaluatedFiling) -> Mapping[str, list[Problem]]:
    found: dict[str, list[Problem]] = {}
    for problem in (*book.checks.cells.values(), *book.checks.found.values()):
        found.setdefault(problem.place.partition("/")[0], []).append(problem)
    return found


def is_only_blank(book: EvaluatedFiling, problem: Problem) -> bool:
    """Whether the problem only says that the cell is still blank: nothing is wrong, it is not done yet."""
    parts = problem.place.split("/")
    blank = len(parts) == len(Place._fields) and Place(*parts) not in book.calculation.values
    return blank and problem.severity is Severity.STOP


def is_early(book: EvaluatedFiling, problem: Problem) -> bool:
    """Whether the problem, other than a blank cell, is at one that is not finished: what it needs is still blank."""
    if problem.place.count("/") != len(Place._fields) - 1 or is_only_blank(book, problem):
        return False
    place = place_of(problem.place)
    return place in book.sheet.cells and book.calculation.unfinished(place)


def is_wrong(book: EvaluatedFiling, problem: Problem) -> bool:
    """Whether the problem is open at something that was answered: neither a blank nor what blanks make."""
    return problem.open and not is_only_blank(book, problem) and not is_early(book, problem)


def _progress(book: EvaluatedFiling, places: Iterable[Place]) -> tuple[int, int]:
    calculation, cells = book.calculation, book.sheet.cells
    required = answered = 0
    for place in places:
        if not cells[place].formula:
            given = place in calculation.values
            answered += given
            required += given or calculation.required(place)
    return required, answered


def _state(book: EvaluatedFiling, schedule: str, required: int, answered: int, wrong: int) -> StepState:
    if not book.calculation.asked(schedule):
        return StepState.NOT_ASKED
    if wrong:
        return StepState.NEEDS_ATTENTION
    if answered >= required:
        return StepState.COMPLETE
    return StepState.IN_PROGRESS if answered else StepState.NOT_STARTED
