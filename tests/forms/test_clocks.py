"""The clocks of the chapter: none is missing, and each ends where it must."""

import tomllib
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from desktop_app.catalog.library import FormFiles
from desktop_app.domain.citations import parse_citation
from desktop_app.rulebook.clock import DeadlineNature
from desktop_app.rulebook.law import ChapterLaw

ROOT = Path(__file__).resolve().parents[2]
CASES = ROOT / "tests" / "cases" / "clocks"
DEADLINES = [line for line in (CASES / "deadlines.txt").read_text(encoding="utf-8").splitlines() if line[0] != "#"]
BOUNDS = tomllib.loads((CASES / "bounds.toml").read_text(encoding="utf-8"))
ENDINGS = tomllib.loads((CASES / "endings.toml").read_text(encoding="utf-8"))


@cache
def law() -> ChapterLaw:
    return FormFiles(ROOT / "forms").law()


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
