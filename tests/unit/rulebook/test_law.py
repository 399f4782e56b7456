"""Clocks and penalties by the values of a rulebook."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from desktop_app.rulebook.clock import NO_DATE, DeadlineBound, DeadlineRules, NoSuchClock
from desktop_app.rulebook.count import count_of
from desktop_app.rulebook.law import ChapterLaw, bound_words
from desktop_app.rulebook.parameter import DatedValue, LegalValue
from desktop_app.rulebook.penalty import NoSuchPenalty
from desktop_app.rulebook.rulebook import NoSuchRule, RuleAmendment, Rulebook
from tests.support.small_law import ANSWER, DUE, LAW, NEVER, NOTICE

START = date(2026, 6, 1)


def test_a_clock_tells_where_it_ends_and_why() -> None:
    ending = LAW.run(ANSWER, START)
    assert ending.date == date(2026, 6, 21)
    assert ending.sentence == "From June 1, 2026, 20 days, to June 21, 2026."
    assert (ending.count, ending.authority) == ("20 days", "3.640(3)")
    assert LAW.ends("report/due", date(2025, 12, 31)) == date(2026, 4, 15)


def test_a_clock_without_a_date_invents_none() -> None:
    ending = LAW.run(NEVER, START)
    assert (ending.date, ending.count, ending.sentence) == (None, NO_DATE, "At once.")


@pytest.mark.parametrize(
    ("bound", "words", "day"),
    [
        (DeadlineBound.BY, "within 20 days", "2026-06-21"),
        (DeadlineBound.BEFORE, "before 20 days have passed", "2026-06-20"),
        (DeadlineBound.NOT_BEFORE, "not before 20 days later", "2026-06-21"),
        (DeadlineBound.AFTER, "after the expiration of 20 days", "2026-06-22"),
    ],
)
def test_the_bound_says_on_which_side_of_the_counted_day_it_lies(bound: DeadlineBound, words: str, day: str) -> None:
    clock = replace(ANSWER, bound=bound)
    law = ChapterLaw(LAW.rules, DeadlineRules((clock,)), LAW.penalties)
    assert law.words(clock, START) == words
    found = law.run(clock, START).date
    assert found is not None
    assert found.isoformat() == day


@pytest.mark.parametrize(
    ("count", "bound", "words"),
    [
        ("April 15 after", DeadlineBound.BY, "by April 15"),
        ("April 15 after", DeadlineBound.BEFORE, "before April 15"),
        ("same day", DeadlineBound.BY, "that same day"),
        ("same day", DeadlineBound.BEFORE, "before that day"),
        ("same day", DeadlineBound.NOT_BEFORE, "not before that same day"),
        ("30 days before", DeadlineBound.BY, "at least 30 days before"),
        ("every 3 years from 1990-09-01", DeadlineBound.BY, "every 3 years from September 1, 1990"),
        ("15 days, then 5 business days", DeadlineBound.BY, "within 15 days, then 5 business days more"),
    ],
)
def test_a_length_is_said_with_its_bound(count: str, bound: DeadlineBound, words: str) -> None:
    assert bound_words(count_of(count), bound) == words


@pytest.mark.parametrize(
    ("kept", "day"),
    [
        ("30 days, less 1 day", "2026-06-30"),  # as earlier versions wrote a bound that lies before the day
        ("30 days", "2026-06-30"),
        ("1 day before", "2026-05-31"),
    ],
)
def test_an_amendment_of_an_earlier_version_means_the_same(kept: str, day: str) -> None:
    clock = replace(ANSWER, bound=DeadlineBound.BEFORE)
    changed = [
        RuleAmendment(clock.name, date(2026, 1, 1), kept, "Order 7"),
        RuleAmendment("report/base", START, Decimal(7), ""),
    ]
    law = ChapterLaw(LAW.rules, DeadlineRules((clock,)), LAW.penalties).amended(changed)
    assert str(law.run(clock, START).date) == day
    assert law.rules.value("report/base", START).number == 7


def test_a_clock_without_a_date_is_said_to_have_none() -> None:
    assert LAW.words(NEVER, START) == NO_DATE


def test_before_the_rules_built_in_their_first_text_is_taken() -> None:
    assert LAW.run(ANSWER, date(2001, 1, 1)).date == date(2001, 1, 21)


def test_an_amended_clock_runs_differently_from_its_day_on() -> None:
    amended = LAW.amended([RuleAmendment("report/answer", date(2026, 1, 1), "30 days", "Order 7", "new limit")])
    assert amended.run(ANSWER, date(2025, 12, 31)).date == date(2026, 1, 20)
    later = amended.run(ANSWER, START)
    assert (later.date, later.authority) == (date(2026, 7, 1), "Order 7")
    assert LAW.run(ANSWER, START).date == date(2026, 6, 21)


def test_amendments_stand_in_the_order_of_their_days_and_over_what_is_built_in() -> None:
    rules = LAW.rules.amended(
        [
            RuleAmendment("report/base", date(2020, 1, 1), Decimal(300), "B"),
            RuleAmendment("report/base", date(2010, 1, 1), Decimal(200), "A"),
            RuleAmendment("report/base", date(2020, 1, 1), Decimal(400), "C"),
            RuleAmendment("no/such", date(2020, 1, 1), Decimal(1), "D"),
        ]
    )
    values = [rules.value("report/base", date(year, 6, 1)) for year in (2005, 2015, 2025)]
    assert [(value.number, value.authority, value.amended) for value in values] == [
        (Decimal(100), "3.640(9)", False),
        (Decimal(200), "A", True),
        (Decimal(400), "C", True),
    ]
    assert "no/such" not in rules.names


def test_clocks_are_found_by_name_citation_or_event() -> None:
    assert LAW.clocks.find("report/answer") == (ANSWER,)
    assert LAW.clocks.find("3.640") == (ANSWER, DUE, NEVER)
    assert LAW.clocks.find("3.640(6)") == (DUE,)


@pytest.mark.parametrize(
    ("name", "words"),
    [("report/anwser", "Did you mean report/answer"), ("zzz", "rules list"), ("3.641", "No deadline is")],
)
def test_an_unknown_clock_is_refused_with_advice(name: str, words: str) -> None:
    with pytest.raises(NoSuchClock, match=words):
        LAW.clocks.find(name)
    assert DeadlineRules(()).all == ()


def test_a_clock_concerns_those_who_provide_the_service_and_meet_its_facts() -> None:
    assert ANSWER.concerns(("water",), frozenset())
    assert not ANSWER.concerns(("sewer",), frozenset())
    assert not ANSWER.concerns(("water",), frozenset({"tiny"}))
    assert replace(ANSWER, others=frozenset({"club"})).concerns(("club",), frozenset())
    assert ANSWER.excused(("water",), frozenset({"tiny"}))
    assert not ANSWER.excused(("sewer",), frozenset({"tiny"}))
    assert not ANSWER.excused(("water",), frozenset())
    assert DUE.concerns(("sewer",), frozenset({"big"}))
    assert not DUE.concerns(("water",), frozenset())


def test_an_event_has_a_label_for_lists() -> None:
    assert NOTICE.label == "Date of the notice"


def test_a_penalty_is_a_base_and_a_sum_for_each_day() -> None:
    (late,) = LAW.penalties.find("3.640(9)")
    (phone,) = LAW.penalties.find("late_phone")
    assert [late.amount(LAW.rules, days, START) for days in (-1, 0, 1, 10)] == [0, 0, 150, 600]
    assert [phone.amount(LAW.rules, days, START) for days in (0, 1)] == [0, 50]
    assert late.sentence(LAW.rules, 10, START).startswith("Late report: $100 plus 10 days at $50 make $600,")
    assert phone.sentence(LAW.rules, 1, START).startswith("Late call: 1 day at $50 make $50,")
    assert "nothing is due" in late.sentence(LAW.rules, 0, START)


def test_a_company_with_several_services_has_the_higher_penalty() -> None:
    of = LAW.penalties.of
    assert (found := of(("telecom", "water"))) is not None
    assert found.name == "late"
    assert of(("gas",)) is None


def test_an_unknown_penalty_is_refused() -> None:
    with pytest.raises(NoSuchPenalty, match="Known: late_phone"):
        LAW.penalties.find("late_fone")


def test_the_calendar_knows_business_days() -> None:
    calendar = LAW.calendar
    assert not calendar.is_business_day(date(2026, 1, 1))
    assert not calendar.is_business_day(date(2026, 1, 3))
    assert calendar.is_business_day(date(2026, 1, 2))
    assert calendar.next_business_day(date(2026, 1, 1)) == date(2026, 1, 2)
    assert calendar.closing(date(2026, 1, 4)) == "a Sunday"


def test_a_clock_names_the_address_that_the_law_gives_on_the_day() -> None:
    """One whose value begins later than the day is addressed as at its beginning: there is no other address."""
    sent = replace(ANSWER, addressees=("report/answer", "report/due"))
    assert [value.text for value in LAW.addressees(sent, START)] == ["20 days", "April 15 after"]
    assert [value.text for value in LAW.addressees(sent, date(1990, 1, 1))] == ["20 days", "April 15 after"]
    assert LAW.addressees(ANSWER, START) == ()
    with pytest.raises(NoSuchRule):
        LAW.addressees(replace(ANSWER, addressees=("report/nobody",)), START)


def test_what_is_shown_is_the_last_good_day_or_the_first() -> None:
    assert [bound for bound in DeadlineBound if bound.is_deadline] == [DeadlineBound.BY, DeadlineBound.BEFORE]


def test_a_clock_whose_length_no_value_has_names_none() -> None:
    assert LAW.lengths(ANSWER.name) == ""
    unknown = DeadlineRules((replace(ANSWER, length="unknown"),))
    assert ChapterLaw(LAW.rules, unknown, LAW.penalties).lengths(ANSWER.name) == ""


def test_a_companys_own_value_moves_the_clock_that_is_as_long() -> None:
    clock = replace(ANSWER, length="answer_days")
    since = LAW.rules.parameter("report/base").values[0].since
    days = LegalValue("tariff_water/answer_days", "Days", "days", (DatedValue(since, Decimal(20), ("3.640(3)",)),))
    rules = Rulebook([*map(LAW.rules.parameter, LAW.rules.names), days])
    law = ChapterLaw(rules, DeadlineRules((clock,)), LAW.penalties)
    assert law.run(clock, START).date == date(2026, 6, 21)
    longer = law.amended([RuleAmendment(days.name, date(2026, 1, 1), Decimal(25), "Order 7")])
    ending = longer.run(clock, START)
    assert (ending.date, ending.count, ending.authority) == (date(2026, 6, 26), "25 days", "Order 7")
