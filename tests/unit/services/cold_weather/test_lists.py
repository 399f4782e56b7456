"""The billing program's lists: columns found by name, words by their meaning, refusals that never name a customer."""

from datetime import date
from decimal import Decimal

import pytest

from desktop_app.domain.periods import FilingPeriod
from desktop_app.domain.values import Json
from desktop_app.services.cold_weather.customers import (
    AssistanceSource,
    AssistanceStatus,
    CustomerEvent,
    CustomerStatus,
    EventKind,
    PaymentAgreement,
    SkippedRow,
)
from desktop_app.services.cold_weather.lists import (
    BadList,
    BadMap,
    ListReader,
    has_columns,
    map_data,
    read_map,
)
from desktop_app.services.ports import SpreadsheetTable, TableCell

MAP: Json = {
    "events": {
        "customer": "Acct",
        "date": "Date",
        "event": "Type",
        "district": "Area",
        "amount": "Amount",
        "source": "From",
        "agreement": "Plan",
        "words": {
            "event": {"cut": ["NP DISC"], "aid": ["PLEDGE", "ASSIST"], "agreement": "ARR", "ignore": ["NOTE"]},
            "source": {"ecip": ["CRISIS"]},
            "agreement": {"cold": ["CWR"]},
        },
    },
    "status": {
        "customer": "Acct",
        "connected": "On",
        "owed": "Balance",
        "agreement": "Broken",
        "registered": "Reg",
        "aid": "Aid",
        "words": {"connected": {"yes": ["Y"], "no": ["N"]}, "aid": {"unknown": ["?"]}},
    },
}
MONTH = FilingPeriod(2026, 1)
HEAD = ("Acct", "Date", "Type", "Area", "Amount", "From", "Plan")


def table(*rows: tuple[TableCell, ...]) -> SpreadsheetTable:
    return SpreadsheetTable("export.csv", (("Export of January",), HEAD, *rows))


def event(*row: TableCell, districts: tuple[str, ...] = ("North", "South")) -> CustomerEvent | SkippedRow:
    (read,) = ListReader(table(row), read_map(MAP)["events"], districts).events(MONTH)
    return read


def status(*row: TableCell) -> CustomerStatus:
    given = SpreadsheetTable("s", (("Aid", "Acct", "On", "Balance", "Broken", "Reg"), row))
    (read,) = ListReader(given, read_map(MAP)["status"], ("North",)).statuses()
    return read


def test_the_lists_own_words_become_events() -> None:
    assert event("K1", "01/03/2026", "np disc", "north", "$1,310.20") == CustomerEvent(
        "K1", "North", date(2026, 1, 3), EventKind.CUT, Decimal("1310.20")
    )
    assert event("K1", date(2026, 1, 4), "PLEDGE", "South", Decimal(20), "CRISIS") == CustomerEvent(
        "K1", "South", date(2026, 1, 4), EventKind.AID, Decimal(20), AssistanceSource.ECIP
    )
    found = event(Decimal(17), "01/05/2026", "ARR", "South", "(5.00)", None, "CWR")
    assert isinstance(found, CustomerEvent)
    assert (found.customer, found.amount, found.agreement) == ("17", Decimal("-5.00"), PaymentAgreement.COLD)


def test_what_lies_outside_the_month_or_is_ignored_is_no_event() -> None:
    assert event("K1", "12/31/2025", "NP DISC", "North") is SkippedRow.OUTSIDE
    assert event("K1", "02/01/2026", "NP DISC", "North") is SkippedRow.OUTSIDE
    assert event("K1", "01/09/2026", "NOTE", "North") is SkippedRow.IGNORED
    assert event("K1", "01/09/2026", "", "North") is SkippedRow.BLANK


def test_a_status_tells_only_what_its_columns_hold() -> None:
    assert status("?", "K1", "N", "95.10", "none", True) == CustomerStatus(
        "K1", "North", False, Decimal("95.10"), PaymentAgreement.NONE, True, AssistanceStatus.UNKNOWN
    )
    assert status(None, "K1", None, None, None, None) == CustomerStatus("K1", "North")


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (("K1", "01/03/2026", "WINDED", "North"), "'Type' reads 'WINDED'"),
        (("K1", "soon", "NP DISC", "North"), "'Date' reads 'soon', which is not a date"),
        (("K1", "01/03/2026", "NP DISC", "West"), "'Area' reads 'West'; the report has the districts North, South"),
        (("K1", "01/03/2026", "NP DISC", "North", "much"), "'Amount' reads 'much'"),
        (("", "01/03/2026", "NP DISC", "North"), "'Acct' is blank"),
    ],
)
def test_a_row_that_does_not_fit_is_refused_with_row_and_column_and_without_the_customer(
    row: tuple[TableCell, ...], words: str
) -> None:
    with pytest.raises(BadList) as caught:
        event(*row)
    assert words in str(caught.value)
    assert "row 3" in str(caught.value)
    assert "K1" not in str(caught.value)


def test_cents_may_stand_behind_a_comma() -> None:
    made = read_map(MAP)["events"]
    given = table(
        ("K1", "01/03/2026", "NP DISC", "North", "95,00"), ("K2", "01/03/2026", "NP DISC", "North", "1.200,50")
    )
    found = ListReader(given, made, ("North",)).events(MONTH)
    assert [one.amount for one in found if isinstance(one, CustomerEvent)] == [Decimal(95), Decimal("1200.50")]


def test_blank_rows_are_passed_over_and_a_missing_column_is_named() -> None:
    made = read_map(MAP)["events"]
    assert not list(ListReader(table((None, ""), ()), made, ("North",)).events(MONTH))
    with pytest.raises(BadList, match=r"no column 'Type'.*'Acct', 'Date'"):
        ListReader(SpreadsheetTable("e.csv", (("Acct", "Date", "Area"),)), made, ("North",))
    assert not has_columns(SpreadsheetTable("e.csv", ()), made)
    with pytest.raises(BadList, match="reads nothing"):
        ListReader(SpreadsheetTable("e.csv", ()), made, ("North",))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (None, r"\[events\] and \[status\]"),
        ({}, r"\[events\] and \[status\]"),
        ({"other": {}}, r"\[events\] and \[status\]"),
        ({"events": {"customer": "A", "date": "D"}}, "which column is the 'event'"),
        ({"events": {"customer": "A", "date": "D", "event": "E", "name": "N"}}, "'name' must be one of"),
        ({"status": {"customer": ""}}, "'customer' must be one of"),
        ({"status": {"customer": "A", "aid": "B", "words": {"aid": {"perhaps": ["x"]}}}}, "'perhaps' must be one of"),
        ({"status": {"customer": "A", "words": {"aid": {"yes": ["x"]}}}}, r"words.aid\] gives words for a column"),
    ],
)
def test_a_map_that_is_none_is_refused(data: Json, words: str) -> None:
    with pytest.raises(BadMap, match=words):
        read_map(data)


def test_a_list_without_districts_goes_with_a_report_of_one_alone() -> None:
    with pytest.raises(BadMap, match="2 districts"):
        ListReader(
            SpreadsheetTable("s", (("Aid", "Acct", "On", "Balance", "Broken", "Reg"),)),
            read_map(MAP)["status"],
            ("North", "South"),
        )


def test_a_remembered_map_is_the_map() -> None:
    maps = read_map(MAP)
    assert read_map(map_data(maps)) == maps


def test_every_odd_row_is_listed_with_its_cell() -> None:
    rows = [
        ("K1", "soon", "NP DISC", "North"),
        ("K1", "01/03/2026", "NP DISC", "North"),
        ("", "01/03/2026", "ARR", "x"),
    ]
    with pytest.raises(BadList) as caught:
        list(ListReader(table(*rows), read_map(MAP)["events"], ("North", "South")).events(MONTH))
    assert [line.split(",")[1] for line in str(caught.value).splitlines()] == [" row 3", " row 5"]
    with pytest.raises(BadList) as caught:
        list(ListReader(table(*rows[:1] * 300), read_map(MAP)["events"], ("North", "South")).events(MONTH))
    assert len(str(caught.value).splitlines()) == 100


def test_what_a_row_does_not_tell_is_none_and_a_word_may_tell_the_source() -> None:
    data: Json = {
        "events": {
            "customer": "Acct",
            "date": "Date",
            "event": "Type",
            "words": {"event": {"aid_liheap": ["LIHEAP PD"], "agreement_cold": ["CWR"], "aid": ["PLEDGE"]}},
        }
    }
    rows = (("K1", "01/03/2026", "LIHEAP PD"), ("K1", "01/03/2026", "CWR"), ("K1", "01/03/2026", "PLEDGE"))
    given = SpreadsheetTable("e", (("Acct", "Date", "Type"), *rows))
    found = list(ListReader(given, read_map(data)["events"], ("North",)).events(MONTH))
    assert [(one.kind, one.source, one.agreement, one.amount) for one in found if isinstance(one, CustomerEvent)] == [
        (EventKind.AID, AssistanceSource.LIHEAP, None, None),
        (EventKind.AGREEMENT, None, PaymentAgreement.COLD, None),
        (EventKind.AID, None, None, None),
    ]
