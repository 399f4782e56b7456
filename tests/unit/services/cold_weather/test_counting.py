"""The figures of a month, counted from events and statuses of invented customers."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.services.cold_weather.counting import MonthCount, groups_of
from desktop_app.services.cold_weather.customers import (
    AssistanceSource,
    AssistanceStatus,
    CustomerEvent,
    CustomerGroup,
    CustomerStatus,
    EventKind,
    PaymentAgreement,
    SkippedRow,
)
from desktop_app.services.cold_weather.lines import LINES
from desktop_app.services.cold_weather.lists import STATUS_COLUMNS

D = "North"
LIHEAP = AssistanceSource.LIHEAP


def day(number: int) -> date:
    return date(2026, 1, number)


def event(customer: str, number: int, kind: EventKind, amount: str = "0", **more: object) -> CustomerEvent:
    return CustomerEvent(customer, D, day(number), kind, Decimal(amount), **more)  # type: ignore[arg-type]


def figures(*taken: CustomerEvent | CustomerStatus, rule: str = "gas") -> dict[str, tuple[int, int, int]]:
    count = MonthCount(EventKind, STATUS_COLUMNS)
    for item in taken:
        if isinstance(item, CustomerEvent):
            count.event(item)
        else:
            count.status(item)
    return {
        line: tuple(int(figure.values[group]) for group in CustomerGroup)  # type: ignore[misc]
        for line, figure in count.figures(D, rule).items()
    }


def status(customer: str, aid: AssistanceStatus | None = None, **more: object) -> CustomerStatus:
    return CustomerStatus(customer, D, aid=aid, **more)  # type: ignore[arg-type]


def test_a_customer_of_unknown_status_is_outside_both_groups_of_3_180_and_in_the_second_of_3_250() -> None:
    off = status("a", connected=False)
    assert figures(off, rule="electric")["a1"] == (0, 0, 1)
    assert figures(off, rule="gas")["a1"] == (0, 1, 1)


@pytest.mark.parametrize("rule", ["electric", "gas"])
def test_known_customers_stand_in_the_same_group_under_both_rules(rule: str) -> None:
    assert groups_of(AssistanceStatus.YES, rule) == (CustomerGroup.AIDED,)
    assert groups_of(AssistanceStatus.NO, rule) == (CustomerGroup.OTHER,)


def test_cut_and_restored_within_the_month_is_not_among_those_still_off() -> None:
    found = figures(
        event("a", 3, EventKind.CUT, "310.20"),
        event("a", 9, EventKind.RESTORED, "310.20"),
        event("b", 5, EventKind.CUT, "95"),
        event("c", 2, EventKind.RESTORED),
        event("c", 8, EventKind.CUT, "10"),
    )
    assert found["a2"] == (0, 2, 2)
    assert found["a3"] == (0, 1, 1)
    assert found["e1"] == (0, 415, 415)
    assert found["e2"] == (0, 310, 310)


def test_the_status_list_decides_who_is_still_off() -> None:
    found = figures(event("a", 3, EventKind.CUT), status("a", AssistanceStatus.NO, connected=True))
    assert found["a2"] == (0, 0, 0)


def test_broken_agreements_divide_those_without_service() -> None:
    found = figures(
        status("a", AssistanceStatus.YES, connected=False, agreement=PaymentAgreement.COLD, owed=Decimal("80.40")),
        status("b", AssistanceStatus.NO, connected=False, agreement=PaymentAgreement.OTHER, owed=Decimal("19.60")),
        status("c", AssistanceStatus.NO, connected=False, agreement=PaymentAgreement.NONE, owed=Decimal("5.60")),
        status("d", AssistanceStatus.NO, connected=True, agreement=PaymentAgreement.COLD, owed=Decimal(1000)),
    )
    assert [found[line][:2] for line in ("a1", "b1", "b2", "b3", "e")] == [(1, 2), (1, 0), (0, 1), (0, 1), (80, 25)]


def test_assistance_counts_customers_once_and_adds_dollars() -> None:
    found = figures(
        event("a", 1, EventKind.AID, "100.50", source=AssistanceSource.LIHEAP),
        event("a", 2, EventKind.AID, "50.25", source=AssistanceSource.LIHEAP),
        event("a", 3, EventKind.RESTORED),
        event("a", 3, EventKind.PAID, "20"),
        event("b", 4, EventKind.AID, "60", source=AssistanceSource.ECIP),
    )
    assert (found["g1"][0], found["h1"][0]) == (1, 151)
    assert (found["c1a"][0], found["c2a"][0], found["c2d"][0]) == (1, 151, 20)
    assert (found["g2"][0], found["h2"][0], found["c1b"][0]) == (1, 60, 0)


def test_agreements_registrations_refusals() -> None:
    found = figures(
        event("a", 1, EventKind.RESTORED),
        event("a", 1, EventKind.AGREEMENT, agreement=PaymentAgreement.COLD),
        event("b", 1, EventKind.AGREEMENT, agreement=PaymentAgreement.COLD),
        event("c", 1, EventKind.RESTORED),
        event("c", 1, EventKind.AGREEMENT, agreement=PaymentAgreement.OTHER),
        event("d", 1, EventKind.REGISTERED),
        event("d", 9, EventKind.CUT),
        status("e", registered=True),
        event("f", 1, EventKind.REFUSED),
        event("g", 1, EventKind.TOO_SMALL),
    )
    assert [found[line][1] for line in ("d1", "d2", "k", "f", "f1", "f2", "i", "j")] == [1, 1, 2, 1, 1, 1, 1, 1]


def test_a_line_that_the_lists_cannot_give_is_named_with_what_is_lacking() -> None:
    count = MonthCount({EventKind.CUT}, {"connected"})
    assert set(count.figures(D, "gas")) == {"a1", "a2", "e1"}
    assert count.lacking()["a3"] == ("restored",)
    assert count.lacking()["f2"] == ("registered",)
    assert set(count.lacking()) | {"a1", "a2", "e1"} == set(LINES)


def test_other_districts_are_not_counted() -> None:
    count = MonthCount(EventKind, STATUS_COLUMNS)
    count.status(CustomerStatus("a", "South", connected=False))
    assert count.figures(D, "gas")["a1"].values[CustomerGroup.OTHER] == 0
    assert count.figures("South", "gas")["a1"].values[CustomerGroup.OTHER] == 1


EVENTS = st.builds(
    CustomerEvent,
    st.sampled_from("abcdef"),
    st.just(D),
    st.dates(date(2026, 1, 1), date(2026, 1, 31)),
    st.sampled_from(EventKind),
    st.decimals(0, 500, places=2),
    st.sampled_from(AssistanceSource),
    st.sampled_from([PaymentAgreement.COLD, PaymentAgreement.OTHER]),
)
STATUSES = st.builds(
    CustomerStatus,
    st.sampled_from("abcdef"),
    st.just(D),
    st.booleans(),
    st.decimals(0, 900, places=2),
    st.sampled_from(PaymentAgreement),
    st.booleans(),
    st.sampled_from(AssistanceStatus),
)


@pytest.mark.untraced
@pytest.mark.slow
@given(st.lists(EVENTS), st.lists(STATUSES, unique_by=lambda one: one.customer))
def test_what_the_rules_imply_holds_for_every_count(
    events: list[CustomerEvent], statuses: list[CustomerStatus]
) -> None:
    gas, electric = figures(*events, *statuses), figures(*events, *statuses, rule="electric")
    assert gas.keys() == electric.keys() == LINES.keys()
    for line in LINES:
        assert gas[line][0] == electric[line][0]
        assert gas[line][2] == electric[line][2]
        if LINES[line].amount is None:
            assert gas[line][1] == electric[line][1] + electric[line][2]
    for group in range(2):
        assert gas["b1"][group] + gas["b2"][group] + gas["b3"][group] == gas["a1"][group]


@pytest.mark.untraced
@pytest.mark.slow
@given(st.lists(EVENTS), st.lists(STATUSES, unique_by=lambda one: one.customer), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(
    events: list[CustomerEvent], statuses: list[CustomerStatus], chance: object
) -> None:
    rows: list[CustomerEvent | CustomerStatus] = [*events, *statuses]
    before = figures(*rows)
    chance.shuffle(rows)  # type: ignore[attr-defined]
    assert figures(*rows) == before


# What the lists do not show


def lines_lacking(*taken: CustomerEvent | CustomerStatus, **told: object) -> dict[str, tuple[str, ...]]:
    count = MonthCount(EventKind, STATUS_COLUMNS, **told)  # type: ignore[arg-type]
    for item in taken:
        count.take(item)
    return count.lacking()


def test_assistance_without_its_source_is_neither_other_nor_zero() -> None:
    found = lines_lacking(event("a", 1, EventKind.AID, "10"), event("a", 2, EventKind.AID, "5", source=LIHEAP))
    assert {line for line, lacks in found.items() if "source" in lacks} == {
        *("c1a", "c1b", "c1c", "c2a", "c2b", "c2c", "g1", "g2", "g3", "h1", "h2", "h3")
    }


def test_an_agreement_that_is_not_said_stays_to_be_typed() -> None:
    assert set(lines_lacking(event("a", 1, EventKind.AGREEMENT))) == {"d1", "d2", "k"}
    assert lines_lacking(event("a", 1, EventKind.AGREEMENT, agreement=PaymentAgreement.COLD)) == {}


def test_dollars_that_no_row_gives_are_not_zero() -> None:
    assert lines_lacking(CustomerEvent("a", D, day(1), EventKind.CUT)) == {"e1": ("amount",)}
    assert lines_lacking(CustomerEvent("a", D, day(1), EventKind.PAID)) == {"c2d": ("amount",)}


def test_a_list_whose_words_tell_one_source_alone_says_nothing_of_the_others() -> None:
    found = lines_lacking(sources=[LIHEAP], agreements=[PaymentAgreement.COLD])
    assert found["g2"] == ("aid_ecip",)
    assert found["h3"] == ("aid_other",)
    assert found["d2"] == ("agreement_other",)
    assert not {"g1", "h1", "d1", "k"} & set(found)


def test_a_blank_in_the_status_list_is_unknown() -> None:
    assert lines_lacking(status("a", registered=True))["a1"] == ("connected",)
    off = lines_lacking(status("a", connected=False, registered=False))
    assert (off["b3"], off["e"]) == (("agreement",), ("owed",))
    assert lines_lacking(status("a", connected=True, registered=False)) == {}


def test_rows_outside_the_month_ignored_and_blank_are_told_apart() -> None:
    count = MonthCount(EventKind, STATUS_COLUMNS)
    for why in (SkippedRow.OUTSIDE, SkippedRow.OUTSIDE, SkippedRow.IGNORED, SkippedRow.BLANK):
        count.take(why)
    assert count.remarks == (
        "2 rows outside the month.",
        "1 row with an event that the map ignores.",
        "1 row without an event.",
    )
