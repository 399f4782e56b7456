"""What carries each citation of the forms, and the forms laid out for every company that is asked them.

A citation proves nothing by itself. Whatever cites a provision (a schedule, line, check, gate, paragraph, legal value,
clock or penalty) is a `Carrier`; whether a user meets what it cites is for `witnesses`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from desktop_app.catalog.library import FormFiles
from desktop_app.formspec.checks import CheckBook
from desktop_app.formspec.definition import FormDefinition, ScheduleKind, ScheduleLine
from desktop_app.formspec.evaluation import FormulaModel
from desktop_app.formspec.sheet import FormLayout, lay_out
from desktop_app.rulebook.letter import LetterTemplate
from desktop_app.rulebook.registry import Utility
from tests.support.forms_library import forms_library

ROOT = Path(__file__).resolve().parents[2]
FORMS = ROOT / "forms"
DAY = date(2026, 3, 1)
ROW = "r1"
SYSTEMS = ("naruc1996", "naruc1973")


@dataclass(frozen=True)
class Carrier:
    """Something that cites provisions; `name` tells where it is written."""

    name: str
    cites: tuple[str, ...]


def library() -> FormFiles:
    return forms_library()


def carriers() -> Iterator[Carrier]:
    """Everything under ``forms/`` that cites."""
    for path in sorted((FORMS / "filings").iterdir()):
        yield from of_form(library().form(path.name))
    yield from of_gates()
    for path in sorted((FORMS / "letters").glob("*.toml")):
        yield from of_letter(library().letter(path.stem))
    yield from of_law()
    yield from of_tariff_contents()


# Forms, laid out for every service that they serve, in every system of accounts


@cache
def sheets(kind: str) -> tuple[FormLayout, ...]:
    form = library().form(kind)
    rows = {schedule.id: (ROW,) for schedule in form.schedules if schedule.kind is ScheduleKind.ROWS}
    sets = dict.fromkeys([form.utilities, *((utility,) for utility in form.utilities)])
    return tuple(
        lay_out(form, utilities, library().charts(system, utilities), rows) for utilities in sets for system in SYSTEMS
    )


@cache
def checks(kind: str, utility: str) -> frozenset[str]:
    """The checks that run for a company of that service alone."""
    rules = library().rules().numbers(DAY)
    alone = (sheet for sheet in sheets(kind) if sheet.utilities == (utility,))
    return frozenset(bound.check.id for sheet in alone for bound in CheckBook(FormulaModel(sheet, {}, rules)).checks)


def of_form(form: FormDefinition) -> Iterator[Carrier]:
    yield Carrier(form.id, form.cites)
    for schedule in form.schedules:
        name = f"{form.id}/{schedule.id}"
        yield Carrier(name, schedule.cites)
        yield from (Carrier(f"{name}/*/{column.id}", column.cites) for column in schedule.columns)
        yield from (
            Carrier(f"{name}/{line.id}", line.cites) for line in schedule.body if isinstance(line, ScheduleLine)
        )
    yield from (Carrier(f"{form.id}: {check.id}", check.cites) for check in form.checks)


def of_tariff_contents() -> Iterator[Carrier]:
    for utility in Utility:
        contents = library().contents(utility)
        if contents is not None:
            yield Carrier(f"contents/{utility.value}", contents.order_cites)
            yield from (Carrier(f"contents/{utility.value}/{item.id}", item.cites) for item in contents.items)
            yield from (Carrier(f"contents/{utility.value}: {term.id}", term.cites) for term in contents.terms)


def of_gates() -> Iterator[Carrier]:
    """What the package, the engine and the calendar see to."""
    for path in sorted(FORMS.glob("filings/*/r*/gates/*.toml")):
        for gate in tomllib.loads(path.read_text(encoding="utf-8"))["gate"]:
            yield Carrier(f"gate {gate['id']}", tuple(gate.get("cites", ())))


def of_letter(letter: LetterTemplate) -> Iterator[Carrier]:
    yield Carrier(f"letter {letter.kind}", letter.cites)
    for number, paragraph in enumerate(letter.paragraphs, 1):
        yield Carrier(f"letter {letter.kind}, paragraph {number}", paragraph.cites)


def of_law() -> Iterator[Carrier]:
    law = library().law()
    for name in law.rules.names:
        yield from (Carrier(f"rule {name}", value.cites) for value in law.rules.parameter(name).values)
    yield from (Carrier(f"clock {clock.name}", clock.cites) for clock in law.clocks.all)
    yield from (Carrier(f"penalty {penalty.name}", penalty.cites) for penalty in law.penalties.all)
