"""The ratios of a report as a desk reviewer reads them: six years of each, what stands out, and why."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.problems import UserError
from desktop_app.domain.values import Place
from desktop_app.formspec.wording import formula_words, value_text
from desktop_app.services.company.company_file import EvaluatedFiling

SCHEDULE = "r1"
YEARS = ("y0", "y1", "y2", "y3", "y4", "y5")
CHANGE = "change"


class NoRatios(UserError):
    """The filing has no page of ratios."""

    def __init__(self, filing: str) -> None:
        super().__init__(f"{filing} has no ratios: only an annual report has.")


@dataclass(frozen=True)
class ReportRatio:
    """One ratio. `course` are its values by year, the oldest first, None where nothing is known; `shown` as printed.

    `unusual` is the sentence of the check that it fails, empty if it changed as usual; `why` what the user says to it.
    """

    id: str
    group: str
    label: str
    course: tuple[tuple[int, Decimal | None], ...]
    shown: tuple[str, ...]
    change: str
    formula: str
    unusual: str
    why: str

    @property
    def place(self) -> Place:
        """Where its explanation stands."""
        return Place(SCHEDULE, self.id, YEARS[0])


def ratios(book: EvaluatedFiling) -> tuple[ReportRatio, ...]:
    """The ratios of a report, group by group. Raises NoRatios."""
    if SCHEDULE not in book.sheet.schedules:
        raise NoRatios(book.filing.id)
    return tuple(_ratios(book))


def _ratios(book: EvaluatedFiling) -> Iterator[ReportRatio]:
    unusual = {problem.place: problem.sentence for problem in book.checks.problems}
    group = ""
    for line in book.sheet.schedules[SCHEDULE].lines:
        if line.heading:
            group = line.label
            continue
        places = [Place(SCHEDULE, line.id, column) for column in reversed(YEARS)]
        values = [book.calculation.values.get(place) for place in places]
        years = range(book.filing.year - len(YEARS) + 1, book.filing.year + 1)
        here, change = places[-1], Place(SCHEDULE, line.id, CHANGE)
        cells = book.sheet.cells
        yield ReportRatio(
            line.id,
            group,
            line.label,
            tuple(
                (year, value if isinstance(value, Decimal) else None) for year, value in zip(years, values, strict=True)
            ),
            tuple(value_text(value, cells[place]) for place, value in zip(places, values, strict=True)),
            value_text(book.calculation.values.get(change), cells[change]),
            formula_words(book.calculation.model.formulas[here], book.sheet, here),
            unusual.get(str(here), ""),
            book.answers.explanations.get(here, ""),
        )
