"""What carries each citation of the forms, and whether a user can reach it.

A citation proves nothing by itself. Whatever cites a provision (a schedule, line, check, gate, paragraph, legal value,
clock or penalty) is a `Carrier`; its `reach` looks for it where it would be met: in a form laid out for a company, in
the check list, among the words of a letter that is produced, on the list of rules, in the answer of a clock.
"""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from desktop_app.catalog.library import FormFiles
from desktop_app.formspec.checks import BLANK, CheckBook
from desktop_app.formspec.definition import FormDefinition, ScheduleKind, ScheduleLine
from desktop_app.formspec.evaluation import FormulaModel
from desktop_app.formspec.sheet import FormLayout, lay_out
from desktop_app.rulebook.letter import LetterTemplate
from desktop_app.rulebook.registry import Utility
from desktop_app.services.filing_calendar.rules_list import rules_list
from desktop_app.services.filing_package.compose import AFFIDAVIT, VERIFICATION
from desktop_app.services.filing_package.gates import _GATES
from desktop_app.services.tariff_book.contents import content_problems
from tests.support import tariff_company as bench

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
    reach: Callable[[], bool]


@cache
def library() -> FormFiles:
    return FormFiles(FORMS)


def carriers() -> Iterator[Carrier]:
    """Everything under ``forms/`` that cites."""
    for path in sorted((FORMS / "filings").iterdir()):
        yield from of_form(library().form(path.name))
    yield from of_gates()
    for path in sorted((FORMS / "letters").glob("*.toml")):
        yield from of_letter(library().letter(path.stem))
    yield from of_rules()
    yield from of_clocks()
    yield from of_tariff_contents()


# Forms: laid out for every service that they serve, in every system of accounts


@cache
def sheets(kind: str) -> tuple[FormLayout, ...]:
    form = library().form(kind)
    rows = {schedule.id: (ROW,) for schedule in form.schedules if schedule.kind is ScheduleKind.ROWS}
    sets = dict.fromkeys([form.utilities, *((utility,) for utility in form.utilities)])
    return tuple(
        lay_out(form, utilities, library().charts(system, utilities), rows) for utilities in sets for system in SYSTEMS
    )


@cache
def checks(kind: str) -> frozenset[str]:
    rules = library().rules().numbers(DAY)
    return frozenset(
        bound.check.id for sheet in sheets(kind) for bound in CheckBook(FormulaModel(sheet, {}, rules)).checks
    )


@cache
def asked(kind: str) -> frozenset[tuple[str, str, str]]:
    """Every cell that some company is asked, a schedule asked once for each row under the schedule's own name."""
    return frozenset(
        (place.schedule.removesuffix(f"_{ROW}"), place.line, place.column)
        for sheet in sheets(kind)
        for place in sheet.cells
    )


def of_form(form: FormDefinition) -> Iterator[Carrier]:
    kind = form.id
    yield Carrier(kind, form.cites, lambda: bool(asked(kind)))
    for schedule in form.schedules:
        name = f"{kind}/{schedule.id}"
        yield Carrier(name, schedule.cites, _asks(kind, schedule.id))
        for column in schedule.columns:
            yield Carrier(f"{name}/*/{column.id}", column.cites, _asks(kind, schedule.id, column=column.id))
        for line in schedule.body:
            if isinstance(line, ScheduleLine):
                reach = _heads(kind, schedule.id, line.id) if line.heading else _asks(kind, schedule.id, line=line.id)
                yield Carrier(f"{name}/{line.id}", line.cites, reach)
    for check in form.checks:
        yield Carrier(f"{kind}: {check.id}", check.cites, _checks(kind, check.id))


def _asks(kind: str, schedule: str, *, line: str = "", column: str = "") -> Callable[[], bool]:
    def reach() -> bool:
        return any(
            place[0] == schedule and line in ("", place[1]) and column in ("", place[2]) for place in asked(kind)
        )

    return reach


def _heads(kind: str, schedule: str, line: str) -> Callable[[], bool]:
    """A heading has no cells; it stands above those of its schedule."""
    return lambda: any(
        line in laid.by_id
        for sheet in sheets(kind)
        for name, laid in sheet.schedules.items()
        if name.removesuffix(f"_{ROW}") == schedule
    )


def _checks(kind: str, check: str) -> Callable[[], bool]:
    return lambda: check in checks(kind)


# Tariffs: what a schedule must state is asked for as long as no sheet states it


def of_tariff_contents() -> Iterator[Carrier]:
    for utility in Utility:
        contents = library().contents(utility)
        if contents is not None:
            yield Carrier(f"contents/{utility.value}", contents.order_cites, lambda: True)
        for item in () if contents is None else contents.items:
            yield Carrier(f"contents/{utility.value}/{item.id}", item.cites, _stated(utility, item.label))


def _stated(utility: str, label: str) -> Callable[[], bool]:
    return lambda: any(label in sentence for sentence in _unstated(utility))


@cache
def _unstated(utility: str) -> tuple[str, ...]:
    """What is found of a schedule without a sheet."""
    shelf = bench.new_shelf()
    made, contents = bench.schedule(shelf, utility), library().contents(utility)
    assert contents is not None
    return tuple(problem.sentence for problem in content_problems(shelf, made, contents, DAY))


# Gates: what the package, the engine and the calendar see to


def of_gates() -> Iterator[Carrier]:
    keepers: Mapping[str, Callable[[str, Sequence[str]], bool]] = {
        "package": lambda gate, _: gate in {known for known, *_ in _GATES},
        "engine": lambda gate, _: (
            gate == BLANK or any(gate in checks(path.name) for path in (FORMS / "filings").iterdir())
        ),
        "calendar": lambda _, cites: all(_on_a_clock(cite) for cite in cites),
    }
    for path in sorted(FORMS.glob("filings/*/r*/gates/*.toml")):
        for gate in tomllib.loads(path.read_text(encoding="utf-8"))["gate"]:
            yield Carrier(f"gate {gate['id']}", tuple(gate.get("cites", ())), _kept(keepers, gate))


def _kept(keepers: Mapping[str, Callable[[str, Sequence[str]], bool]], gate: Mapping[str, Any]) -> Callable[[], bool]:
    return lambda: keepers[gate["kept_by"]](gate["id"], gate.get("cites", ()))


def _on_a_clock(cite: str) -> bool:
    return any(
        cite in clock.cites or any(other.startswith(cite) for other in clock.cites) for clock in _law().clocks.all
    )


# Letters: which are produced, and which of their paragraphs are written


@cache
def produced() -> frozenset[str]:
    """The letters that go into a package of some form, and those that the program names itself."""
    found = {AFFIDAVIT}
    for path in (FORMS / "filings").iterdir():
        papers = library().form(path.name).papers
        found |= {*papers.with_seal, *papers.always, papers.sheet, *([VERIFICATION] if papers.sworn else ())}
    return frozenset(found) | named_in_the_program()


@cache
def named_in_the_program() -> frozenset[str]:
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in (ROOT / "desktop_app").rglob("*.py"))
    return frozenset(
        node.value
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


def of_letter(letter: LetterTemplate) -> Iterator[Carrier]:
    yield Carrier(f"letter {letter.kind}", letter.cites, lambda: letter.kind in produced())
    values = {name: f"<{name}>" for name in letter.fields}
    lists = {name: [{key: f"<{key}>" for key in keys}] for name, keys in letter.lists.items()}
    written = [paragraph.text for paragraph in letter.write(values, lists)]
    for number, paragraph in enumerate(letter.paragraphs, 1):
        start = paragraph.text.partition("{")[0]
        name = f"letter {letter.kind}, paragraph {number}"
        yield Carrier(name, paragraph.cites, _writes(letter.kind, start, written))


def _writes(kind: str, start: str, written: Sequence[str]) -> Callable[[], bool]:
    return lambda: kind in produced() and any(text.startswith(start) for text in written)


# Legal values, clocks and penalties: on the list of rules, and in the answer of the day


@cache
def _law() -> Any:
    return library().law()


@cache
def _listed() -> Mapping[str, tuple[str, str]]:
    return {rule.name: (rule.authority, " ".join(rule.history)) for rule in rules_list(_law(), DAY)}


def of_rules() -> Iterator[Carrier]:
    for name in _law().rules.names:
        for value in _law().rules.parameter(name).values:
            yield Carrier(f"rule {name}", value.cites, _lists(name, value.cites))


def _lists(name: str, cites: Sequence[str]) -> Callable[[], bool]:
    return lambda: all(cite in _listed()[name][1] for cite in cites)


def of_clocks() -> Iterator[Carrier]:
    for clock in _law().clocks.all:
        yield Carrier(f"clock {clock.name}", clock.cites, _runs(clock))
    for penalty in _law().penalties.all:
        yield Carrier(f"penalty {penalty.name}", penalty.cites, _costs(penalty))


def _runs(clock: Any) -> Callable[[], bool]:
    """Each of its provisions finds the clock, and it answers with a sentence."""

    def reach() -> bool:
        ending = _law().run(clock, DAY)
        return bool(ending.sentence) and all(clock in _law().clocks.find(cite) for cite in clock.cites)

    return reach


def _costs(penalty: Any) -> Callable[[], bool]:
    def reach() -> bool:
        found = all(penalty in _law().penalties.find(cite) for cite in penalty.cites)
        return found and bool(penalty.amount(_law().rules, 1, DAY) > 0)

    return reach
