"""The clocks of the chapter: none is missing, and each ends where it must."""

import tomllib
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from desktop_app.domain.citations import parse_citation
from desktop_app.rulebook.clock import DeadlineNature, DeadlineRule
from desktop_app.rulebook.law import ChapterLaw
from desktop_app.rulebook.rulebook import RuleAmendment
from tests.support.forms_library import forms_library

ROOT = Path(__file__).resolve().parents[2]
CASES = ROOT / "tests" / "cases" / "clocks"
DEADLINES = [line for line in (CASES / "deadlines.txt").read_text(encoding="utf-8").splitlines() if line[0] != "#"]
BOUNDS = tomllib.loads((CASES / "bounds.toml").read_text(encoding="utf-8"))
ENDINGS = tomllib.loads((CASES / "endings.toml").read_text(encoding="utf-8"))


@cache
def law() -> ChapterLaw:
    return forms_library().law()


@pytest.mark.parametrize("provision", DEADLINES)
def test_every_deadline_has_a_clock_or_says_that_it_has_none(provision: str) -> None:
    assert any(provision in clock.cites for clock in law().clocks.all)


def test_the_list_of_deadlines_is_whole() -> None:
    assert len(DEADLINES) == 204
    assert [text for text in DEADLINES if str(parse_citation(text)) != text] == []


@pytest.mark.parametrize("name", ENDINGS)
def test_a_clock_ends_where_it_must(name: str) -> None:
    for clock in law().clocks.find(name):
        for start, end in ENDINGS[name].items():
            assert law().run(clock, date.fromisoformat(start)).date == end, (name, start)


def test_every_bound_lies_on_the_side_that_the_rule_says() -> None:
    sides = {clock.name: clock.bound.value for clock in law().clocks.all if clock.nature is not DeadlineNature.NO_DATE}
    assert sides == {name: side for name, (side, _) in BOUNDS.items()}


@pytest.mark.parametrize("name", BOUNDS)
def test_the_day_that_is_shown_lies_on_that_side(name: str) -> None:
    """Reckoned from a day without traps, the day shown is that of the count, or the one ahead or behind."""
    start, side = date(2026, 5, 5), BOUNDS[name][0]
    for clock in law().clocks.find(name):
        counted = law().count(clock, start)[0].reckon(start, law().calendar.is_business_day)
        shown = law().run(clock, start).date
        assert shown is not None
        assert (shown - counted).days == {"before": -1, "after": 1}.get(side, 0)


PAIRED = [clock for clock in law().clocks.all if clock.length]
SAME = {
    "tariffs/earliest_effective": ("notice_days", "+30"),
    "tariffs/latest_receipt": ("notice_days", "-30"),
    "tariffs/on_view": ("any_change_days", "-30"),
    "tariffs/sewer_discontinuance": ("disconnect_days", "+30"),
    "tariffs/other_supplement": ("supplement_pending", "+30"),
    "small_company/agreed_tariff": ("agreed_days", "+30"),
    "small_company/staff_tariff": ("staff_days", "+45"),
    "small_company/agreement": ("case_days", "+150"),
    "telecom/new_company_tariff": ("certificate_days", "+45"),
    "telecom/customers_told": ("affirmation_days", "-10"),
    "telecom/competitive_increase": ("increase_days", "+10"),
    "telecom/competitive_decrease": ("decrease_days", "+7"),
    "telecom/competitive_other": ("notice_days", "+30"),
    "telecom/competitive_promotion": ("promotion_days", "+7"),
    "telecom/noncompetitive_promotion": ("promotion_noncompetitive_days", "+10"),
}


def test_the_clocks_that_are_as_long_as_a_value_of_a_tariff_rule() -> None:
    assert {clock.name: clock.length for clock in PAIRED} == {name: value for name, (value, _) in SAME.items()}


@pytest.mark.parametrize("clock", PAIRED, ids=lambda clock: f"{clock.name} {clock.utility.value}")
def test_a_clock_and_the_value_of_its_length_agree_and_move_together(clock: DeadlineRule) -> None:
    """The check of a filing reads the value, the calendar the clock: both the built-in and what a company enters."""
    start, name = date(2026, 5, 5), f"tariff_{clock.utility.value}/{clock.length}"
    side = int(f"{SAME[clock.name][1][0]}1")
    assert side * law().rules.value(name, start).number == int(SAME[clock.name][1])
    counted = law().count(clock, start)[0].reckon(start, law().calendar.is_business_day)
    assert (counted - start).days == int(SAME[clock.name][1])
    own = law().amended([RuleAmendment(name, date(2026, 1, 1), Decimal(61), "Order 7")])
    count, authority = own.count(clock, start)
    assert (count.reckon(start, own.calendar.is_business_day) - start).days == side * 61
    assert authority == "Order 7"
    assert own.count(clock, date(2025, 12, 1)) == law().count(clock, date(2025, 12, 1))
    words = f"62 days{' before' if side < 0 else ''}"
    both = own.amended([RuleAmendment(clock.name, date(2026, 1, 1), words, "Order 8")])
    assert both.count(clock, start)[1] == "Order 8"  # the clock's own value comes first


def test_a_duty_without_a_day_names_the_event_that_began_it() -> None:
    for clock in law().clocks.all:
        if clock.nature is DeadlineNature.NO_DATE and not clock.routine and clock.event.id != "standing":
            assert "January 31, 2026" in law().run(clock, date(2026, 1, 31)).sentence, clock.name


def test_every_clock_with_a_date_has_two_cases_at_least() -> None:
    dated = {clock.name for clock in law().clocks.all if clock.nature is not DeadlineNature.NO_DATE}
    assert {name for name in dated if len(ENDINGS.get(name, {})) < 2} == set()
    assert set(ENDINGS) == dated


def test_every_sentence_can_be_said() -> None:
    for clock in law().clocks.all:
        sentence = law().run(clock, date(2026, 1, 31)).sentence
        assert "{" not in sentence
        assert sentence.endswith(".")


def test_facts_are_those_that_the_profile_asks() -> None:
    asked = {fact for clock in law().clocks.all for fact in clock.only | clock.unless}
    assert asked == {"pay_phones_only", "nuclear_trust", "basic_local_service"}


@pytest.mark.parametrize(
    ("citation", "days", "sum_"),
    [("3.640(9)", 1, 200), ("3.435(9)", 10, 1100), ("3.540(9)", 1, 100), ("3.540(9)", 10, 1000), ("3.165(9)", 0, 0)],
)
def test_late_reports_cost_what_the_rule_says(citation: str, days: int, sum_: int) -> None:
    (penalty,) = law().penalties.find(citation)
    assert penalty.amount(law().rules, days, date(2026, 4, 16)) == sum_
