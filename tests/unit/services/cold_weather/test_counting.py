"""The figures of a month, counted from events and statuses of invented customers."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.services.cold_weather.counting import Count, groups_of
from desktop_app.services.cold_weather.customers import Agreement, Aid, Event, Group, Kind, Source, Status
from desktop_app.services.cold_weather.lines import LINES
from desktop_app.services.cold_weather.lists import STATUS_COLUMNS

D = "North"


def day(number: int) -> date:
    return date(2026, 1, number)


def event(customer: str, number: int, kind: Kind, amount: str = "0", **more: object) -> Event:
    return Event(customer, D, day(number), kind, Decimal(amount), **more)  # type: ignore[arg-type]


def figures(*taken: Event | Status, rule: str = "gas") -> dict[str, tuple[int, int, int]]:
    count = Count(Kind, STATUS_COLUMNS)
    for item in taken:
        if isinstance(item, Event):
            count.event(item)
        else:
            count.status(item)
    return {
        line: tuple(int(figure.values[group]) for group in Group)  # type: ignore[misc]
        for line, figure in count.figures(D, rule).items()
    }


def status(customer: str, aid: Aid | None = None, **more: object) -> Status:
    return Status(customer, D, aid=aid, **more)  # type: ignore[arg-type]


def test_a_customer_of_unknown_status_is_outside_both_groups_of_3_180_and_in_the_second_of_3_250() -> None:
    off = status("a", connected=False)
    assert figures(off, rule="electric")["a1"] == (0, 0, 1)
    assert figures(off, rule="gas")["a1"] == (0, 1, 1)


@pytest.mark.parametrize("rule", ["electric", "gas"])
def test_known_customers_stand_in_the_same_group_under_both_rules(rule: str) -> None:
    assert groups_of(Aid.YES, rule) == (Group.AIDED,)
    assert groups_of(Aid.NO, rule) == (Group.OTHER,)


def test_cut_and_restored_within_the_month_is_not_among_those_still_off() -> None:
    found = figures(
        event("a", 3, Kind.CUT, "310.20"),
        event("a", 9, Kind.RESTORED, "310.20"),
        event("b", 5, Kind.CUT, "95"),
        event("c", 2, Kind.RESTORED),
        event("c", 8, Kind.CUT, "10"),
    )
    assert found["a2"] == (0, 2, 2)
    assert found["a3"] == (0, 1, 1)
    assert found["e1"] == (0, 415, 415)
    assert found["e2"] == (0, 310, 310)


def test_the_status_list_decides_who_is_still_off() -> None:
    found = figures(event("a", 3, Kind.CUT), status("a", Aid.NO, connected=True))
    assert found["a2"] == (0, 0, 0)


def test_broken_agreements_divide_those_without_service() -> None:
    found = figures(
        status("a", Aid.YES, connected=False, agreement=Agreement.COLD, owed=Decimal("80.40")),
        status("b", Aid.NO, connected=False, agreement=Agreement.OTHER, owed=Decimal("19.60")),
        status("c", Aid.NO, connected=False, agreement=Agreement.NONE, owed=Decimal("5.60")),
        status("d", Aid.NO, connected=True, agreement=Agreement.COLD, owed=Decimal(1000)),
    )
    assert [found[line][:2] for line in ("a1", "b1", "b2", "b3", "e")] == [(1, 2), (1, 0), (0, 1), (0, 1), (80, 25)]


def test_assistance_counts_customers_once_and_adds_dollars() -> None:
    found = figures(
        event("a", 1, Kind.AID, "100.50", source=Source.LIHEAP),
        event("a", 2, Kind.AID, "50.25", source=Source.LIHEAP),
        event("a", 3, Kind.RESTORED),
        event("a", 3, Kind.PAID, "20"),
        event("b", 4, Kind.AID, "60", source=Source.ECIP),
    )
    assert (found["g1"][0], found["h1"][0]) == (1, 151)
    assert (found["c1a"][0], found["c2a"][0], found["c2d"][0]) == (1, 151, 20)
    assert (found["g2"][0], found["h2"][0], found["c1b"][0]) == (1, 60, 0)


def test_agreements_registrations_refusals() -> None:
    found = figures(
        event("a", 1, Kind.RESTORED),
        event("a", 1, Kind.AGREEMENT, agreement=Agreement.COLD),
        event("b", 1, Kind.AGREEMENT, agreement=Agreement.COLD),
        event("c", 1, Kind.RESTORED),
        event("c", 1, Kind.AGREEMENT, agreement=Agreement.OTHER),
        event("d", 1, Kind.REGISTERED),
        event("d", 9, Kind.CUT),
        status("e", registered=True),
        event("f", 1, Kind.REFUSED),
        event("g", 1, Kind.TOO_SMALL),
    )
    assert [found[line][1] for line in ("d1", "d2", "k", "f", "f1", "f2", "i", "j")] == [1, 1, 2, 1, 1, 1, 1, 1]


def test_a_line_that_the_lists_cannot_give_is_named_with_what_is_lacking() -> None:
    count = Count({Kind.CUT}, {"connected"})
    assert set(count.figures(D, "gas")) == {"a1", "a2", "e1"}
    assert count.lacking()["a3"] == ("restored",)
    assert count.lacking()["f2"] == ("registered",)
    assert set(count.lacking()) | {"a1", "a2", "e1"} == set(LINES)


def test_other_districts_are_not_counted() -> None:
    count = Count(Kind, STATUS_COLUMNS)
    count.status(Status("a", "South", connected=False))
    assert count.figures(D, "gas")["a1"].values[Group.OTHER] == 0
    assert count.figures("South", "gas")["a1"].values[Group.OTHER] == 1


EVENTS = st.builds(
    Event,
    st.sampled_from("abcdef"),
    st.just(D),
    st.dates(date(2026, 1, 1), date(2026, 1, 31)),
    st.sampled_from(Kind),
    st.decimals(0, 500, places=2),
    st.sampled_from(Source),
    st.sampled_from([Agreement.COLD, Agreement.OTHER]),
)
STATUSES = st.builds(
    Status,
    st.sampled_from("abcdef"),
    st.just(D),
    st.booleans(),
    st.decimals(0, 900, places=2),
    st.sampled_from(Agreement),
    st.booleans(),
    st.sampled_from(Aid),
)


@given(st.lists(EVENTS), st.lists(STATUSES, unique_by=lambda one: one.customer))
def test_what_the_rules_imply_holds_for_every_count(events: list[Event], statuses: list[Status]) -> None:
    gas, electric = figures(*events, *statuses), figures(*events, *statuses, rule="electric")
    assert gas.keys() == electric.keys() == LINES.keys()
    for line in LINES:
        assert gas[line][0] == electric[line][0]
        assert gas[line][2] == electric[line][2]
        if LINES[line].amount is None:
            assert gas[line][1] == electric[line][1] + electric[line][2]
    for group in range(2):
        assert gas["b1"][group] + gas["b2"][group] + gas["b3"][group] == gas["a1"][group]


@given(st.lists(EVENTS), st.lists(STATUSES, unique_by=lambda one: one.customer), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(events: list[Event], statuses: list[Status], chance: object) -> None:
    rows: list[Event | Status] = [*events, *statuses]
    before = figures(*rows)
    chance.shuffle(rows)  # type: ignore[attr-defined]
    assert figures(*rows) == before
