"""Every check of the annual reports, by cases as data: each has one that fires and one that passes."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from desktop_app.domain.values import Place, Value, place_of
from desktop_app.formspec.answers import Answers, OverriddenValue
from desktop_app.formspec.binding import Outside, rows_outside
from desktop_app.formspec.checks import CheckBook, judge
from desktop_app.formspec.definition import CellSpec, FormCheck, FormDefinition
from desktop_app.formspec.evaluation import FormulaModel, calculate
from desktop_app.formspec.sheet import FormLayout, lay_out
from desktop_app.services.data_entry.parsing import parse_answer
from tests.support.forms_library import forms_library

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "tests" / "cases" / "checks"
DAY = date(2026, 3, 1)


@dataclass(frozen=True)
class Case:
    check: str
    name: str
    fires: bool
    at: str = ""
    system: str = "naruc1996"
    utilities: tuple[str, ...] = ("water",)
    rows: dict[str, list[str]] = field(default_factory=dict)
    set: dict[str, str] = field(default_factory=dict)
    override: dict[str, str] = field(default_factory=dict)
    prior: dict[str, str] = field(default_factory=dict)
    company: dict[str, str] = field(default_factory=dict)
    base: str = "empty"
    form: str = "annual_report"

    def __str__(self) -> str:
        return f"{self.check}: {self.name}"


# What a case of several services says with <class>, and which services it is laid out for.
CHEMICALS = {"expense": "chemicals"}
WORDS = {
    "water": {"class": "residential_sales", "counted": "customers/water/count", **CHEMICALS},
    "sewer": {"class": "flat_residential", "counted": "customers/sewer/count", **CHEMICALS},
    "heating": {"class": "residential_sales", "counted": "customers/heating/count", **CHEMICALS},
    "gas": {"class": "residential_sales", "counted": "size/gas/answer", "expense": "purchased_gas"},
    "shared": {},
    "telecom": {},
}
# The blocks of the other reports that share parts, and a system of accounts of their own.
REPORTS = {"telecom": ("annual_report_telecom", "telephone"), "gas": ("annual_report_gas", Case.system)}
PROVIDED = {"shared": ("water", "sewer")}


def cases() -> list[Case]:
    found = []
    for path in sorted(FOLDER.glob("*.toml")):
        table: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        provided, kinds = table.get("utilities", ["water"]), table.get("forms", [table.get("form", "annual_report")])
        for kind, block in product(kinds, table.get("blocks", [""])):
            fitting = [case for case in table["case"] if kind == kinds[0] or _fits(case, kind)]
            of_block = worded(table["case"], block) if block else fitting
            asked = provided if set(provided) <= set(form(kind).utilities) else form(kind).utilities
            utilities = PROVIDED.get(block, (block,)) if block else asked
            report, system = REPORTS.get(block, (kind, table.get("system", Case.system)))
            given = {"utilities": utilities, "form": report, "system": system}
            found += [Case(**{**given, **case}) for case in of_block]
    return found


def _fits(case: dict[str, Any], kind: str) -> bool:
    """Whether a form has the pages of a case that is tried with several; one of certain services is for its own."""
    schedules = {one.id for one in form(kind).schedules}
    named = {place.partition("/")[0] for part in ("set", "override", "prior") for place in case.get(part, {})}
    there = case["check"] in {check.id for check in form(kind).checks} and named <= schedules
    return there and set(case.get("utilities", ())) <= set(form(kind).utilities)


def worded(data: Any, block: str) -> Any:
    """The cases with the words of a block of the form where <word> stands."""
    words = {**blocks(REPORTS.get(block, ("annual_report", ""))[0])[block], **WORDS[block]}
    if isinstance(data, dict):
        return {worded(key, block): worded(value, block) for key, value in data.items()}
    if isinstance(data, list):
        return [worded(value, block) for value in data]
    return re.sub(r"<(\w+)>", lambda match: words[match[1]], data) if isinstance(data, str) else data


@cache
def blocks(report: str) -> dict[str, dict[str, str]]:
    head = ROOT / "forms" / "filings" / report / "r1" / "form.toml"
    table: dict[str, dict[str, str]] = tomllib.loads(head.read_text(encoding="utf-8"))["block"]
    return table


@cache
def form(kind: str) -> FormDefinition:
    return forms_library().form(kind)


def tried() -> set[str]:
    """The forms of whose checks there are cases."""
    return {case.form for case in cases()}


def typed(given: dict[str, str], sheet: FormLayout) -> dict[Place, Value]:
    places = {place_of(path): str(text) for path, text in given.items()}
    unknown = [str(place) for place in places if place not in sheet.cells]
    assert not unknown, f"no such cells: {unknown}"
    read = {place: parse_answer(text, sheet.cells[place], str(place)) for place, text in places.items()}
    return {place: value for place, value in read.items() if value is not None}


def loose(given: dict[str, str], sheet: FormLayout) -> dict[Place, Value]:
    """Last year's values: rows that are gone since have no cell of their own, their column tells the type."""
    found: dict[Place, Value] = {}
    for path, text in given.items():
        place = place_of(path)
        spec = sheet.cells.get(place) or sheet.column(place).spec
        value = parse_answer(str(text), spec, path)
        if value is not None:
            found[place] = value
    return found


Rows = tuple[tuple[str, tuple[str, ...]], ...]


@cache
def laid_out(kind: str, utilities: tuple[str, ...] = (), system: str = "", rows: Rows = ()) -> FormLayout:
    """The form for these utilities; cases that are laid out alike share it."""
    return lay_out(form(kind), utilities, forms_library().charts(system, utilities) if system else (), dict(rows))


TIED: dict[object, CheckBook] = {}


def checks_of(sheet: FormLayout, outside: Outside) -> CheckBook:
    """The checks of the sheet; where the rows elsewhere are the same, they are tied to the cells once."""
    book = CheckBook(FormulaModel(sheet, outside, forms_library().rules().numbers(DAY)))
    like = TIED.setdefault((id(sheet), rows_outside(sheet, outside)), book)
    return book if like is book else CheckBook(replace(book.model, like=like.model), like)


@pytest.mark.slow
@pytest.mark.parametrize("case", cases(), ids=str)
def test_the_case_is_decided_as_it_says(case: Case) -> None:
    rows = {schedule: tuple(ids) for schedule, ids in case.rows.items()}
    sheet = laid_out(case.form, tuple(case.utilities), case.system, tuple(rows.items()))
    company = laid_out("company")
    outside = {
        "prior": loose(case.prior, sheet),
        "company": {
            place_of(path): value
            for path, text in case.company.items()
            if (value := parse_answer(str(text), company.cells.get(place_of(path), CellSpec()), path)) is not None
        },
    }
    book = checks_of(sheet, outside)
    answers = Answers(
        values=typed(case.set, sheet),
        rows=rows,
        overrides={place: OverriddenValue(value, "case") for place, value in typed(case.override, sheet).items()},
    )
    calculation = calculate(book.model, answers)
    found = [judge(bound, calculation) for bound in book.checks if bound.check.id == case.check]
    places = {problem.place for problem in found if problem is not None}
    assert bool(places) is case.fires, [problem.sentence for problem in found if problem is not None]
    if case.fires and case.at:
        assert case.at in places


def alike() -> set[tuple[FormCheck, bool]]:
    """Which checks have such a case, whatever they cite: one that reads the same in several forms is tried in one."""
    checks = {(kind, check.id): replace(check, cites=()) for kind in tried() for check in form(kind).checks}
    return {(checks[case.form, case.check], case.fires) for case in cases() if (case.form, case.check) in checks}


@pytest.mark.slow
def test_every_check_has_a_case_that_fires_and_one_that_passes() -> None:
    known = alike()
    lacking = [
        (kind, check.id, fired)
        for kind in tried()
        for check in form(kind).checks
        for fired in (True, False)
        if (replace(check, cites=()), fired) not in known
    ]
    assert not lacking


@pytest.mark.slow
def test_no_case_speaks_of_a_check_that_is_not_there() -> None:
    known = {(kind, check.id) for kind in tried() for check in form(kind).checks}
    assert {(case.form, case.check) for case in cases()} <= known
