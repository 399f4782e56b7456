"""What every form is for every utility: its formulas have an order, and it asks nothing by cells of others."""

import re
from datetime import date

import pytest

from desktop_app.domain.values import Place
from desktop_app.formspec.answers import Answers
from desktop_app.formspec.definition import CellType, ScheduleKind
from desktop_app.formspec.evaluation import FormulaModel, calculate
from desktop_app.formspec.expressions import CellReference, ExpressionOperation, Node, parse
from desktop_app.formspec.sheet import FormLayout, lay_out
from tests.forms import carriers

NUMBERS = carriers.library().rules().numbers(date(2026, 3, 1))
SAID_PERCENT = re.compile(r"\{(\w+/\w+/\w+)\} (?:percent|%)")
KINDS = sorted(path.name for path in (carriers.ROOT / "forms" / "filings").iterdir())


def layouts(kind: str) -> list[FormLayout]:
    """The form as each utility has it, with a row in every table."""
    form = carriers.library().form(kind)
    rows = {one.id: ("a",) for one in form.schedules if one.kind is ScheduleKind.ROWS}
    return [lay_out(form, (utility,), (), rows) for utility in form.utilities]


def references(node: Node) -> list[CellReference]:
    if isinstance(node, CellReference):
        return [node]
    return [one for part in node.operands for one in references(part)] if isinstance(node, ExpressionOperation) else []


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_formulas_have_an_order_and_conditions_their_cells(kind: str) -> None:
    for sheet in layouts(kind):
        model = FormulaModel(sheet, {}, NUMBERS)
        assert set(model.rank) == set(model.formulas), sheet.utilities
        begun = calculate(model, Answers())
        for name, schedule in sheet.schedules.items():
            for one in references(parse(schedule.definition.when)) if schedule.definition.when else []:
                absent = (
                    not one.scope
                    and not sheet.many(one)
                    and sheet.members(one, Place(name, "", ""))[0][1] not in sheet.cells
                )
                assert not (absent and begun.asked(name)), f"{name} is asked of {sheet.utilities} by a cell it has not"


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_no_sentence_of_a_check_says_percent_twice(kind: str) -> None:
    form = carriers.library().form(kind)
    said = [found for check in form.checks for found in SAID_PERCENT.findall(check.sentence)]
    cells = {place: sheet.cells[place] for sheet in layouts(kind) for place in sheet.cells}
    doubled = [text for text in said if (at := Place(*text.split("/"))) in cells and cells[at].type is CellType.PERCENT]
    assert not doubled


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_an_item_that_hangs_on_another_is_not_asked_without_it(kind: str) -> None:
    """Who is excused from an item is excused from what its answer asks besides, also if it was answered before."""
    for sheet in layouts(kind):
        items = {
            (name, line.id): line.item.asked_when
            for name, one in sheet.schedules.items()
            for line in one.lines
            if line.item is not None
        }
        for asked in filter(None, items.values()):
            hangs = {items.get((one.schedule, one.line), "") for one in references(parse(asked))} - {""}
            assert all(f"({other})" in asked for other in hangs), asked


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_no_paragraph_hangs_on_what_is_sealed_from_the_start(kind: str) -> None:
    """Nothing of a paper depends on a sealed answer, so such a paragraph would stand in no version."""
    form = carriers.library().form(kind)
    for sheet in layouts(kind):
        for hangs in filter(None, (one.when for one in form.paragraphs)):
            for one in references(parse(hangs)):
                read = [place for _, place in sheet.members(one, Place("", "", "")) if place in sheet.cells]
                assert not any(sheet.cells[place].seal for place in read), hangs
