"""Legal values by name and day."""

from datetime import date
from decimal import Decimal

import pytest

from desktop_app.rulebook.parameter import DatedValue, LegalValue
from desktop_app.rulebook.rulebook import NoRuleYet, NoSuchRule, NotThatKind, Rulebook

OLD, NEW = date(2004, 4, 30), date(2020, 7, 1)
DAYS = LegalValue(
    "report/days",
    "Time to answer",
    "days",
    (DatedValue(OLD, Decimal(20), ("3.640(3)",)), DatedValue(NEW, Decimal(30), ("3.640(3)", "3.640(4)"))),
)
SETTING = LegalValue("report/band", "Band", "percent", (DatedValue(OLD, Decimal(15)),), source="Practice elsewhere")
WORDS = LegalValue("legends/mark", "Mark", "words", (DatedValue(NEW, "sealed", ("3.640(4)",)),), unverified=True)
RULES = Rulebook([DAYS, SETTING, WORDS])


@pytest.mark.parametrize(
    ("on", "number", "since"),
    [(OLD, 20, OLD), (date(2020, 6, 30), 20, OLD), (NEW, 30, NEW), (date(2031, 1, 1), 30, NEW)],
)
def test_the_value_is_the_one_of_the_day(on: date, number: int, since: date) -> None:
    found = RULES.value("report/days", on)
    assert (int(found.number), found.since, found.unit, found.label) == (number, since, "days", "Time to answer")


def test_a_value_says_its_authority() -> None:
    assert RULES.value("report/days", NEW).authority == "3.640(3), 3.640(4)"
    assert RULES.value("report/band", NEW).authority == "Practice elsewhere"
    assert RULES.value("legends/mark", NEW).unverified
    assert not RULES.value("report/days", NEW).unverified


def test_a_setting_is_what_no_provision_gives() -> None:
    assert RULES.parameter("report/band").setting
    assert not RULES.parameter("report/days").setting


def test_an_unknown_name_is_refused_with_the_nearest() -> None:
    with pytest.raises(NoSuchRule, match=r"no value 'report/day' in the rules\. Did you mean report/days\b"):
        RULES.value("report/day", NEW)
    with pytest.raises(NoSuchRule, match=r"no value 'x' in the rules\.$"):
        RULES.parameter("x")


def test_a_day_before_the_first_value_is_refused_with_both_days() -> None:
    with pytest.raises(NoRuleYet, match=r"Time to answer: .* begin on April 30, 2004, after April 29, 2004"):
        RULES.value("report/days", date(2004, 4, 29))


def test_a_number_is_no_text_and_a_text_no_number() -> None:
    assert RULES.value("legends/mark", NEW).text == "sealed"
    with pytest.raises(NotThatKind, match="legends/mark is a text"):
        _ = RULES.value("legends/mark", NEW).number
    with pytest.raises(NotThatKind, match="report/days is a number"):
        _ = RULES.value("report/days", NEW).text


def test_the_numbers_of_a_day_are_what_formulas_read() -> None:
    assert RULES.numbers(NEW) == {"report/days": 30, "report/band": 15}
    assert RULES.numbers(OLD) == {"report/days": 20, "report/band": 15}
    assert RULES.numbers(date(1999, 1, 1)) == {}
    assert RULES.names == ("report/days", "report/band", "legends/mark")


def test_the_numbers_of_a_day_are_those_that_hold_on_it() -> None:
    assert dict(RULES.numbers(NEW)) == {"report/days": 30, "report/band": 15}
    assert dict(RULES.numbers(date(2004, 4, 29))) == {}
    assert len(RULES.numbers(OLD)) == 2
    for name in ("legends/mark", "report/unknown"):
        assert RULES.numbers(NEW).get(name) is None
