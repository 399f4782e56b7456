"""Filings with random answers, worked out by the program and by the model; where they differ is said box by box."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random

from desktop_app.bootstrap import form_files
from desktop_app.catalog.library import FormFiles
from desktop_app.domain.values import AnswerWord, Place, Value, place_of
from desktop_app.formspec.answers import Answers, OverriddenValue
from desktop_app.formspec.definition import CellSpec, CellType, ChartOfAccounts, ScheduleKind
from desktop_app.formspec.evaluation import FilingValues, FormulaModel, calculate
from desktop_app.formspec.sheet import lay_out
from desktop_app.locations import find_folders
from tests.model.report import Box, OneAccount, Report
from tests.model.whole_report import work_out

FORMS = Path(__file__).resolve().parents[2] / "forms"
ORGANISATION = place_of("identity/organisation/answer")
CORPORATION = "corporation"
RULES_ON = date(2026, 3, 1)
LAYOUTS = 6
RARE = 0.1


@dataclass(frozen=True)
class Kind:
    """What kind of company files: its system of accounts and its services."""

    system: str
    services: tuple[str, ...]

    def __str__(self) -> str:
        return f"{' and '.join(self.services)}, {self.system}"


# The companies of the three samples, and what else there can be.
SAMPLES = (
    Kind("naruc1996", ("water",)),
    Kind("naruc1996", ("water", "sewer")),
    Kind("naruc1996", ("heating",)),
)
OTHERS = (
    Kind("naruc1973", ("water",)),
    Kind("naruc1973", ("water", "sewer")),
    Kind("naruc1996", ("sewer",)),
    Kind("naruc1996", ("sewer", "heating")),
    Kind("naruc1973", ("water", "heating")),
    Kind("naruc1996", ("water", "sewer", "heating")),
)


@cache
def library() -> FormFiles:
    """The forms as they stand."""
    return form_files(find_folders())


@cache
def _laid_out(kind: Kind, layout: int) -> FormulaModel:
    """The form of such a company with random rows, figures of last year, and a kind of organization."""
    random = Random(f"{kind} {layout}")
    form = library().form("annual_report")
    growing = [schedule.id for schedule in form.schedules if schedule.kind is ScheduleKind.ROWS]
    rows = {schedule: tuple(f"row{n}" for n in range(random.randrange(4))) for schedule in growing}
    sheet = lay_out(form, kind.services, library().charts(kind.system, kind.services), rows)
    outside: dict[str, dict[Place, Value]] = {
        "company": {ORGANISATION: (CORPORATION, "llc")[layout % 2]},
        "prior": {place: _amount(spec, random) for place, spec in sheet.cells.items() if place.schedule == "r1"},
    }
    return FormulaModel(sheet, outside, library().law().rules.numbers(RULES_ON))


def random_filing(kind: Kind, seed: int) -> FilingValues:
    """A filing of such a company: answers, empty boxes, the word None, rows, and amounts typed over others."""
    return random_answers(_laid_out(kind, seed % LAYOUTS), Random(f"{kind} {seed}"), {})


def random_answers(model: FormulaModel, random: Random, chosen: Mapping[Place, Value]) -> FilingValues:
    """The form with random answers, besides those that are `chosen`."""
    filled = random.choice((0.02, 0.3, 0.9, 1.0))
    values: dict[Place, Value] = dict(chosen)
    overrides: dict[Place, OverriddenValue] = {}
    for place, spec in model.sheet.cells.items():
        if not spec.type.numeric:
            continue
        if not spec.formula and random.random() < filled:
            values[place] = AnswerWord.NONE if random.random() < RARE else _amount(spec, random)
        elif spec.override and random.random() < RARE:
            overrides[place] = OverriddenValue(_amount(spec, random), "A reason")
    rows = {name: schedule.rows for name, schedule in model.sheet.schedules.items()}
    return calculate(model, Answers(values=values, rows=rows, overrides=overrides))


def _amount(spec: CellSpec, random: Random) -> Decimal:
    """An amount of a size that such a box may hold; sometimes nothing, sometimes less than nothing."""
    if random.random() < RARE:
        return Decimal(0)
    whole = random.choice((9, 300, 90_000, 7_000_000))
    amount = Decimal(random.randrange(1, whole * 10**spec.decimals)).scaleb(-spec.decimals)
    if spec.type is CellType.PERCENT:
        amount = amount % 100
    return -amount if spec.low is None and random.random() < RARE else amount


def report_of(calculation: FilingValues, charts: Sequence[ChartOfAccounts], services: tuple[str, ...]) -> Report:
    """The same filing for the model: nothing of the form but what is written in its boxes."""
    cells = calculation.model.sheet.cells
    answers = calculation.answers
    written: dict[Box, Decimal] = dict(
        _numbers({place: value for place, value in answers.values.items() if not _computed(cells, place)})
    )
    over = {place: over.value for place, over in answers.overrides.items() if _computed(cells, place)}
    company = calculation.model.outside.get("company", {})
    return Report(
        services=services,
        accounts=tuple(OneAccount(one.id, chart.utility, one.section) for chart in charts for one in chart.accounts),
        written=written,
        over=dict(_numbers(over)),
        rows=answers.rows,
        last_year=dict(_numbers(calculation.model.outside.get("prior", {}))),
        corporation=company.get(ORGANISATION) in (CORPORATION, None),
    )


def _computed(cells: Mapping[Place, CellSpec], place: Place) -> bool:
    return place in cells and bool(cells[place].formula)


def _numbers(values: Mapping[Place, Value]) -> Iterator[tuple[Place, Decimal]]:
    for place, value in values.items():
        if isinstance(value, Decimal | AnswerWord):
            yield place, value if isinstance(value, Decimal) else Decimal(0)


def differences(
    calculation: FilingValues,
    charts: Sequence[ChartOfAccounts],
    services: tuple[str, ...],
    worked_out: Callable[[Report], Report] = work_out,
) -> tuple[int, list[str]]:
    """How many boxes were compared, and those in which the program shows something else than the model."""
    report = worked_out(report_of(calculation, charts, services))
    cells = calculation.model.sheet.cells
    computed = {place for place, spec in cells.items() if spec.formula and spec.type.numeric}
    found = [
        f"{place} is not in the model" for place in computed - report.worked_out if calculation.asked(place.schedule)
    ]
    found += [f"{'/'.join(box)} is not in the form" for box in report.worked_out - computed]
    for place in sorted(computed & report.worked_out):
        shown = calculation.values.get(place)
        number = Decimal(0) if isinstance(shown, AnswerWord) else shown
        expected = report.shown.get(place)
        if number != expected:
            found.append(f"{Place(*place)} shows {number}, the model {expected}; formula {cells[place].formula}")
    return len(computed & report.worked_out), found


def compare(kind: Kind, seed: int) -> tuple[int, list[str]]:
    """One random filing of such a company."""
    return differences(random_filing(kind, seed), library().charts(kind.system, kind.services), kind.services)
