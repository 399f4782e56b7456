"""Lists as billing programs really write them: odd days, repeated rows and headings, rows of other months, gaps."""

from datetime import date
from decimal import Decimal

import pytest

from desktop_app.domain.periods import FilingPeriod
from desktop_app.domain.values import Json
from desktop_app.services.cold_weather import importing
from desktop_app.services.cold_weather.counting import NO_CUSTOMER, NO_EVENT, MonthCount
from desktop_app.services.cold_weather.guessing import guessed_meaning
from desktop_app.services.cold_weather.list_words import lacking_words
from desktop_app.services.cold_weather.lists import BadList, read_map
from desktop_app.services.ports import SpreadsheetTable, TableCell

MONTH = FilingPeriod(2026, 1)
EVENTS: Json = {
    "customer": "Acct",
    "date": "Date",
    "event": "Type",
    "district": "Area",
    "amount": "Amount",
    "words": {"event": {"cut": ["NP DISC"], "restored": ["RECON"], "aid_liheap": ["LIHEAP PAID"], "paid": ["PMT"]}},
}
STATUS: Json = {
    "customer": "Acct",
    "district": "Area",
    "connected": "On",
    "owed": "Owed",
    "words": {"connected": {"yes": ["Y"], "no": ["N"]}},
}
HEAD = ("Acct", "Date", "Type", "Area", "Amount")
STATES = ("Acct", "Area", "On", "Owed")


class Quiet:
    def progress(self, done: int, total: int, words: str) -> None:
        """Nobody looks."""

    def cancelled(self) -> bool:
        return False


def count(
    *rows: tuple[TableCell, ...],
    status: tuple[tuple[TableCell, ...], ...] | None = None,
    names: tuple[str, ...] = ("N",),
) -> MonthCount:
    tables = {"events": SpreadsheetTable("e", (HEAD, *rows))}
    if status is not None:
        tables["status"] = SpreadsheetTable("s", (STATES, *status))
    return importing.count(MONTH, names, read_map({"events": EVENTS, "status": STATUS}), tables, Quiet())


def cut(found: MonthCount, district: str = "N") -> Decimal | None:
    figure = found.figures(district, "gas").get("a2")
    return None if figure is None else sum(figure.values.values(), Decimal(0)) / 2


@pytest.mark.parametrize(
    "written",
    [
        "2026-01-05 13:45",
        "01/05/2026 1:45 PM",
        "1/5/2026 01:45:33 PM",
        "1/5/2026  9:30a",
        "2026-01-05T13:45:00Z",
        "2026-01-05T13:45:00.123-06:00",
        "05JAN2026",
        "05-JAN-26 12.00.00.000000000 AM",
        "20260105000000",
        "20260105 0000",
        "'1/5/2026",
        "1 / 5 / 2026",
        "5jan26",
        "Jan-05-2026",
        "January/05/2026",
        "01052026",
        "20260105",
        "5-JAN-2026 13:45",
        "Mon 01/05/2026",
        date(2026, 1, 5),
    ],
)
def test_a_day_is_read_as_the_billing_program_writes_it(written: TableCell) -> None:
    assert cut(count(("1", written, "NP DISC", "N", "10"))) == 1


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("01.05.2026", "could mean two days"),
        ("46027", "a number. If it is a spreadsheet's number for a day"),
        ("46027.5", "a number. If it is a spreadsheet's number for a day"),
        ("010526", "which is not a date"),
        ("13/01/2026", "which is not a date"),
        ("2026005", "which is not a date"),
        ("13452026", "which is not a date"),
        ("01/05", "which is not a date"),
        ("05XYZ2026", "which is not a date"),
        ("13:45", "which is not a date"),
    ],
)
def test_what_is_no_day_is_never_guessed(written: str, words: str) -> None:
    with pytest.raises(BadList, match=f"^B2: List of events, row 2, column 'Date' reads .*{words}"):
        count(("1", written, "NP DISC", "N", "10"))


def test_words_with_odd_spaces_and_letters_are_the_same_word() -> None:
    spelled = ("np  disc", "NP\u00a0DISC", " Np Disc ")
    assert cut(count(*[(str(number), "1/5/2026", word, "N", "1") for number, word in enumerate(spelled)])) == 3


def test_headings_that_come_again_are_no_rows() -> None:
    found = count(("1", "1/5/2026", "NP DISC", "N", "1"), ("ACCT", "Date", "type", "Area", "Amount"))
    assert cut(found) == 1
    assert not found.remarks


def test_rows_that_are_in_the_list_twice_are_told() -> None:
    row = ("1", "1/5/2026", "PMT", "N", "10")
    found = count(row, row, ("2", "1/5/2026", "RECON", "N", "3"), row)
    (said,) = found.remarks
    assert said.startswith("List of events: 2 rows repeat others to the letter; each was counted.")


def test_a_customer_with_two_answers_is_refused_without_the_key() -> None:
    status = (("KEY-1", "N", "Y", "0"), ("KEY-1", "N", "Y", "0"), ("KEY-1", "N", "N", "50"))
    with pytest.raises(BadList) as refused:
        count(("KEY-1", "1/5/2026", "NP DISC", "N", "1"), status=status)
    assert str(refused.value).startswith("A4: List of status, row 4, column 'Acct' names the customer of row 2 again")
    assert "KEY" not in str(refused.value)


@pytest.mark.parametrize(
    "rows", [(), (("1", "12/30/2025", "NP DISC", "N", "5"),), (("1", "2/1/2026", "PMT", "N", "5"),)]
)
def test_a_list_without_a_row_of_the_month_tells_nothing_of_it(rows: tuple[tuple[TableCell, ...], ...]) -> None:
    found = count(*rows, status=())
    assert found.figures("N", "gas") == {}
    assert found.lacking()["a2"] == (NO_EVENT,)
    assert NO_CUSTOMER in found.lacking()["a1"]
    assert ("1 row outside the month." in found.remarks) is bool(rows)


def test_a_district_that_a_list_leaves_out_is_told() -> None:
    found = count(("1", "1/5/2026", "NP DISC", "N", "1"), status=(("1", "S", "N", "5"),), names=("N", "S"))
    assert found.remarks == (
        "The list of events has no row of the month for S: it gives 0.",
        "The list of status has no row of the month for N: it gives 0.",
        (
            "1 customer with events is not in the status list of the district: whether service is off at the end of "
            "the month was taken from the last event."
        ),
    )


def test_every_bad_row_is_listed_with_its_cell_up_to_a_hundred() -> None:
    bad = [(str(number), "1/5/2026", "WINDED", "N", "1") for number in range(150)]
    with pytest.raises(BadList) as refused:
        count(*bad)
    lines = str(refused.value).splitlines()
    assert len(lines) == 100
    assert [line.partition(":")[0] for line in (lines[0], lines[99])] == ["C2", "C101"]
    assert lines[-1].endswith("These are the first 100; the rows after it were not looked at.")


@pytest.mark.parametrize(
    ("word", "meaning"),
    [
        ("NP DISC", "cut"),
        ("DISCONNECT NOTICE", ""),
        ("CUTOFF WARNING", ""),
        ("SENIOR DISCOUNT", ""),
        ("NSF PAYMENT", ""),
        ("LIHEAP PAID", "aid_liheap"),
        ("ECIP paid", "aid_ecip"),
        ("CWR AGREEMENT", "agreement_cold"),
        ("RECONNECT REFUSED", "refused"),
        ("RECON", "restored"),
    ],
)
def test_a_notice_is_not_taken_for_what_it_threatens(word: str, meaning: str) -> None:
    assert guessed_meaning("event", word) == meaning


def test_what_lists_lack_is_named_in_words() -> None:
    lacks = ("aid_liheap", "agreement_other", "connected", NO_EVENT)
    assert lacking_words(lacks) == (
        "'LIHEAP paid or pledged' and 'Another agreement made' and 'Has service?' and 'any event of the month'"
    )
    kinds = {lack for lacks in MonthCount((), ()).lacking().values() for lack in lacks}
    assert "_" not in lacking_words(sorted(kinds))
