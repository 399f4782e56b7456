"""The annual report as it is laid out for every combination of services, in both systems of accounts."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import combinations

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from desktop_app.domain.values import Place
from desktop_app.formspec.answers import Answers
from desktop_app.formspec.checks import CheckBook, check_all
from desktop_app.formspec.definition import FormSchedule, ScheduleColumn, ScheduleLine
from desktop_app.formspec.evaluation import FormulaModel, calculate
from desktop_app.formspec.sheet import FormLayout, lay_out
from desktop_app.services.filing_package.filing_source import FilingSource
from tests.support.forms_library import forms_library
from tests.support.paper_tools import compose_version
from tests.support.small_filing import SUBJECT, measured

SERVICES = ("water", "sewer", "heating")
PROVIDED = [chosen for number in (1, 2, 3) for chosen in combinations(SERVICES, number)]
PAGES = {"water": "W", "sewer": "S", "heating": "H"}


@cache
def laid_out(system: str, provided: tuple[str, ...]) -> FormLayout:
    return lay_out(forms_library().form("annual_report"), provided, forms_library().charts(system, provided), {})


def model(system: str, provided: tuple[str, ...]) -> FormulaModel:
    return FormulaModel(laid_out(system, provided), {}, forms_library().rules().numbers(date(2026, 1, 1)))


@pytest.mark.slow
@pytest.mark.parametrize("system", ["naruc1996", "naruc1973"])
@pytest.mark.parametrize("provided", PROVIDED, ids="-".join)
def test_every_company_gets_its_pages_and_they_can_be_worked_out(system: str, provided: tuple[str, ...]) -> None:
    sheet = laid_out(system, provided)
    pages = {schedule.definition.page.partition("-")[0] for schedule in sheet.schedules.values()}
    assert pages >= {PAGES[service] for service in provided}
    assert not pages & {PAGES[service] for service in SERVICES if service not in provided}
    assert ("C" in pages) is (len(provided) > 1)
    book = CheckBook(model(system, provided))
    empty = calculate(book.model, Answers())
    stops = {problem.id for problem in check_all(book, empty).found.values()}
    assert stops == set()


@pytest.mark.slow
@pytest.mark.parametrize("provided", PROVIDED, ids="-".join)
def test_a_company_is_shown_the_rules_of_its_own_services(provided: tuple[str, ...]) -> None:
    sheet = laid_out("naruc1996", provided)
    rules = {"water": "3.640", "sewer": "3.335", "heating": "3.435"}
    allowed = {rules[service] for service in provided}
    parts: list[FormSchedule | ScheduleColumn | ScheduleLine] = []
    for schedule in sheet.schedules.values():
        parts += [schedule.definition, *schedule.definition.columns, *schedule.lines]
    cited = {cite.partition("(")[0] for part in parts for cite in part.cites}
    assert cited == allowed
    assert {cite.partition("(")[0] for cite in sheet.form.cites} == allowed


def test_no_account_of_the_three_services_is_left_out_of_its_pages() -> None:
    for service, letter in (("water", "w"), ("sewer", "s"), ("heating", "h")):
        for system in ("naruc1996", "naruc1973"):
            sheet = laid_out(system, (service,))
            chart = next(c for c in forms_library().charts(system, (service,)) if c.utility == service)
            on = {line.id for page in ("1", "2", "3") for line in sheet.schedules[letter + page].lines}
            assert {account.id for account in chart.accounts} <= on


AMOUNTS = st.integers(-(10**7), 10**7).map(Decimal)


# Without shrinking: each example works out a whole report.
@pytest.mark.slow
@settings(max_examples=20, deadline=None, phases=(Phase.explicit, Phase.generate))
@given(costs=AMOUNTS, plant=AMOUNTS, share=st.integers(0, 10000), heating=st.integers(0, 10000))
@pytest.mark.parametrize("provided", [chosen for chosen in PROVIDED if len(chosen) > 1], ids="-".join)
def test_shared_amounts_are_divided_to_the_dollar(
    provided: tuple[str, ...], costs: Decimal, plant: Decimal, share: int, heating: int
) -> None:
    first = Decimal(share) / 100
    second = min(Decimal(heating) / 100, 100 - first) if len(provided) > 2 else 100 - first
    shares = dict(zip(provided, (first, second, 100 - first - second), strict=False))
    values = {Place("c2", "rents", "amount"): costs, Place("c3", "land", "begin"): plant}
    for service, part in shares.items():
        values[Place("c1", service, "plant")] = values[Place("c1", service, "expenses")] = part
    found = calculate(model("naruc1996", provided), Answers(values)).values
    for line, whole in (("expenses", costs), ("plant", plant)):
        assert found[Place("c5", line, "difference")] == 0
        assert sum(Decimal(str(found.get(Place("c5", line, service), 0))) for service in provided) == whole


@pytest.mark.slow
@pytest.mark.parametrize("provided", [("sewer",), ("heating",), ("water", "sewer", "heating")], ids="-".join)
def test_a_report_with_nothing_filled_in_can_be_printed_as_a_draft(provided: tuple[str, ...]) -> None:
    subject = replace(SUBJECT, utilities=provided)
    source = FilingSource(calculate(model("naruc1996", provided), Answers()), subject, draft=True)
    (report, *_) = compose_version(source.public_request(), forms_library(), measured)
    labels = {page.label for page in report.pages}
    assert labels >= {f"{PAGES[service]}-7" for service in provided}
