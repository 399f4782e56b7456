"""From a table and its columns to the accounts of a trial balance."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from desktop_app.services.filings import annual_report
from desktop_app.services.ports import SpreadsheetTable, TableCell, TableFile
from desktop_app.services.trial_balance.account_names import NumberStyle, split_account, style_of
from desktop_app.services.trial_balance.balancing import books_period, closing_sentence, imbalance_sentences
from desktop_app.services.trial_balance.book_rows import read_books
from desktop_app.services.trial_balance.books import BadBooks, BookLine, LedgerBalances, TotalDifference
from desktop_app.services.trial_balance.columns import BadColumns, BalanceColumns, read_columns
from desktop_app.services.trial_balance.group_rows import MOST_LINES, group_rows
from desktop_app.services.trial_balance.readings import BooksPeriod, NoColumns, choose_reading, find_readings
from tests.support.memory_companies import company, make_companies

PERIOD = BooksPeriod(date(2025, 1, 1), date(2025, 12, 31))
QUICKBOOKS: tuple[tuple[TableCell, ...], ...] = (
    ("Sample Water, Inc.",),
    ("Trial Balance", None, None),
    (None, None, "Dec 31, 25"),
    (None, None, "Debit", "Credit"),
    (None, "1000 · Checking", "8,539.25", None),
    (None, "1010 · Cash:1015 · Savings", "1,204.10", None),
    (None, "1500 · Plant in service", None, None),
    (),
    (None, "Account - 1510 · Meters", "41,300.00", None),
    (None, "Total 1500 · Plant in service", "41,300.00", None),
    (None, "2000 · Accounts Payable", None, "51,143.35"),
    (None, "Owner's draw", "100.00", None),
    (None, "TOTAL", "51,143.35", "51,143.35"),
    ("Accrual Basis Saturday, February 7, 2026",),
)


def read(*rows: tuple[TableCell, ...], name: str = "") -> LedgerBalances:
    found = find_readings(SpreadsheetTable(name, rows), PERIOD)
    assert found.chosen is not None, found.question
    return found.chosen.books


def amounts(books: LedgerBalances) -> dict[str, str]:
    return {line.label: str(line.amount) for line in books.lines}


def test_a_quickbooks_trial_balance_is_read() -> None:
    books = read(*QUICKBOOKS)
    assert amounts(books) == {
        "1000 Checking": "8539.25",
        "1015 Savings": "1204.10",
        "1510 Meters": "41300.00",
        "2000 Accounts Payable": "-51143.35",
        "Owner's draw": "100.00",
    }
    assert [line.key for line in books.lines][-1] == "owner's draw"
    assert [line.row for line in books.lines][:2] == [5, 6]
    assert books.skipped == (
        "Row 7 '1500 · Plant in service' has no balance: taken for a heading.",
        "Row 10 'Total 1500 · Plant in service' is a total.",
        "Row 13 'TOTAL' is a total.",
        "Row 14 'Accrual Basis Saturday, February 7, 2026' has no balance: taken for a heading.",
        "1 blank row was passed over.",
    )
    assert books.balances


@pytest.mark.parametrize(
    ("text", "number", "name"),
    [
        ("4710 · Property received: mains, land", "4710", "Property received: mains, land"),
        ("1010 · Cash:1015 · Savings", "1015", "Savings"),
        ("Cash:Savings", "", "Cash:Savings"),
        ("615", "615", ""),
        ("Acct #615 Power", "615", "Power"),
        ("601-00 - Wages", "601-00", "Wages"),
        ("301W Organization", "301W", "Organization"),
        ("10-131-00 Cash", "10-131-00", "Cash"),
    ],
)
def test_number_and_name_are_told_apart(text: str, number: str, name: str) -> None:
    assert split_account([text], NumberStyle.LEADING) == (number, name)


def test_numbers_behind_names() -> None:
    assert split_account(["Cash (131)"], NumberStyle.BRACKETED) == ("131", "Cash")
    assert split_account(["Cash - 131"], NumberStyle.TRAILING) == ("131", "Cash")
    assert split_account(["2019 Truck"], NumberStyle.NONE) == ("", "2019 Truck")


def test_an_indented_list_with_empty_columns_between_is_read() -> None:
    books = read(
        (None, None, None, None, "Debit", None, "Credit"),
        ("131 Cash", None, None, None, Decimal(5), None, None),
        (None, "132 Deposits", None, None, Decimal(6), None, None),
        (None, None, "133 Other", None, None, None, Decimal(11)),
    )
    assert amounts(books) == {"131 Cash": "5", "132 Deposits": "6", "133 Other": "-11"}


def test_an_account_that_is_there_twice_is_added_with_a_word() -> None:
    books = read(("Account", "Balance"), ("131 Cash", Decimal(5)), ("131 Cash", Decimal(-7)), ("201 Stock", Decimal(2)))
    assert amounts(books) == {"131 Cash": "-2", "201 Stock": "2"}
    assert books.remarks == ("Account 131 Cash is in rows 2 and 3; both were added.",)


def test_balances_without_any_sign_are_on_their_normal_side() -> None:
    books = read(("Account", "Balance"), ("131 Cash", Decimal(5)), ("201 Stock", Decimal(5)))
    assert books.natural
    assert books.out_of_balance == 0
    assert "No balance has a minus sign" in books.remarks[0]


def test_floating_dirt_is_no_difference() -> None:
    books = read(
        ("Account", "Balance"),
        ("131 Cash", Decimal("5.000000000001")),
        ("184 Clearing", Decimal("-2.9E-11")),
        ("201 Stock", Decimal("-4.9999999")),
    )
    assert books.balances
    assert amounts(books) == {"131 Cash": "5.00", "184 Clearing": "0.00", "201 Stock": "-5.00"}


@pytest.mark.parametrize(("cell", "seen"), [(date(2025, 1, 10), "2025-01-10"), ("1/10/2025", "1/10/2025")])
def test_a_date_where_an_account_should_be_is_refused(cell: TableCell, seen: str) -> None:
    with pytest.raises(BadBooks, match=f"Cell A3 should hold an account; it holds the date {seen}. Excel makes dates"):
        read(("Account", "Balance"), ("131 Cash", Decimal(5)), (cell, Decimal(-5)), ("201 Stock", Decimal(-5)))


@pytest.mark.parametrize("cell", ["1,2O4", date(2025, 12, 31), True])
def test_a_balance_that_is_none_is_refused_by_cell(cell: TableCell) -> None:
    with pytest.raises(BadBooks, match=r"Cell C3 should hold a balance; it reads"):
        read(("Account", "Debit", "Credit"), ("131 Cash", Decimal(5), None), ("132 Other", None, cell))


def test_formulas_without_result_and_errors_are_refused_only_where_they_count() -> None:
    rows: tuple[tuple[TableCell, ...], ...] = (
        ("Account", "Balance", None),
        ("Cash", None, None),
        ("132 B", Decimal(-5), None),
        ("133 C", Decimal(5), None),
        ("Total", None, None),
    )
    columns = BalanceColumns(1, (0,), balance=1)
    for table, words in (
        (SpreadsheetTable("TB", rows, uncomputed=("B2",)), "result is not in the file"),
        (SpreadsheetTable("TB", rows, faulty=("B2",)), "shows an error"),
    ):
        with pytest.raises(BadBooks, match=f"Cell B2 of sheet 'TB'.*{words}"):
            read_books(table, columns)
    for table in (
        SpreadsheetTable("TB", rows, uncomputed=("B5", "C2", "B1")),
        SpreadsheetTable("TB", rows, faulty=("B5", "C2")),
    ):
        assert len(read_books(table, columns).lines) == 2


def test_hidden_rows_and_columns_and_merged_cells_are_told() -> None:
    rows = (("Account", "Balance"), ("131 Cash", Decimal(5)), ("201 Stock", Decimal(-5)))
    table = SpreadsheetTable("TB", rows, merged=("A2:A2", "A1:B1"), hidden_columns=("B", "F"), hidden_rows=(3, 9))
    found = find_readings(table, PERIOD).chosen
    assert found is not None
    assert found.books.remarks == (
        "Merged cells (A2:A2) count once, where their first cell is.",
        "Column B is hidden in the file and was read.",
        "1 account is in a row that the file hides or filters out (row 3); it was read.",
    )


def test_the_first_sheet_in_sight_that_is_one_is_read_and_others_are_told() -> None:
    cover = SpreadsheetTable("Cover", (("Name", "Town"), ("A", "B"), ("C", "D")))
    tb = SpreadsheetTable("TB", (("Account", "Balance"), ("131 Cash", Decimal(5)), ("201 Stock", Decimal(-5))))
    hidden = SpreadsheetTable("Old", tb.rows, hidden=True)
    found = choose_reading(TableFile("a.xlsx", (cover, hidden, tb)), PERIOD)
    assert found.chosen is not None
    assert found.chosen.sentence == "Read: sheet TB, account in A, balance in B."
    assert found.remarks == ("Other sheets of a.xlsx were not read: 'Cover', 'Old' (hidden).",)
    with pytest.raises(NoColumns, match=r"There is no sheet 'TC' in a\.xlsx\. Sheets: 'Cover', 'Old', 'TB'\."):
        choose_reading(TableFile("a.xlsx", (cover, hidden, tb)), PERIOD, "TC")


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (
            (("5200.00", None), (None, "2500.00")),
            "Row 2 '131 Cash' 5,200.00 may have two digits swapped: with 2,500.00 the books balance.",
        ),
        ((("2500.00", None), (None, "1500.00")), ""),
        ((("700.00", None), (None, "400.00"), ("300.00", None)), "Row 4 '133 Cash' is half the difference"),
        ((("700.00", None), (None, "650.00"), (None, "100.00")), ""),
    ],
)
def test_rows_likely_to_blame(rows: tuple[tuple[TableCell, ...], ...], words: str) -> None:
    table = SpreadsheetTable(
        "", (("Account", "Debit", "Credit"), *((f"{131 + n} Cash", *row) for n, row in enumerate(rows)))
    )
    books = read_books(table, BalanceColumns(1, (0,), 1, 2))
    said = imbalance_sentences(books)
    assert said[0].startswith("The trial balance does not balance: debits are ")
    assert words in " ".join(said[1:])
    assert (len(said) > 1) is bool(words)


def test_rows_that_were_passed_over_are_blamed_where_more_than_one_may_be_it() -> None:
    rows = (("Account", "Debit", "Credit"), ("131 Cash", "50", None), ("Loan", None, "20"))
    both = (*rows, ("Total sales", None, "30"), ("Total fees", None, "30"))
    said = imbalance_sentences(read_books(SpreadsheetTable("", both), BalanceColumns(1, (0,), 1, 2)))
    assert said[1:] == (
        "Row 4 'Total sales' was passed over and contains exactly the difference.",
        "Row 5 'Total fees' was passed over and contains exactly the difference.",
    )


def test_before_or_after_closing_is_told() -> None:
    before = read(("Account", "Balance"), ("131 Cash", Decimal(5)), ("461 Sales", Decimal(-5)))
    after = read(("Account", "Balance"), ("131 Cash", Decimal(5)), ("215 Retained earnings", Decimal(-5)))
    assert "before the year was closed" in closing_sentence(before)
    assert "closed already" in closing_sentence(after)


def test_columns_are_written_as_they_are_read() -> None:
    for text in ("accounts=A+B,debit=C,credit=D,first=5", "accounts=A,balance=C,flag=D,section=E,reverse=yes,first=2"):
        assert read_columns(text).written() == text
    for text in ("accounts:A", "accounts=A", "accounts=A,debit=C", "balance=C", "accounts=A,balance=C,first=0", "x=1"):
        with pytest.raises(BadColumns, match="names no columns"):
            read_columns(text)


def test_a_word_beside_the_balance_says_its_side() -> None:
    rows = (("131 Cash", "50", "Dr"), ("231 Payable", "50", "CR"), ("141 Nothing", "0", None))
    books = read_books(SpreadsheetTable("", rows), BalanceColumns(0, (0,), balance=1, flag=2))
    assert amounts(books) == {"131 Cash": "50", "231 Payable": "-50", "141 Nothing": "0"}
    wrong = (*rows, ("232 Notes", "7", "left"))
    with pytest.raises(BadBooks, match="Cell C4 should say Dr or Cr; it reads 'left'"):
        read_books(SpreadsheetTable("", wrong), BalanceColumns(0, (0,), balance=1, flag=2))


def test_a_credit_that_is_marked_so_in_the_column_of_credits_is_one() -> None:
    rows = (("131 Cash", "50.00", None), ("231 Payable", None, "50.00 CR"))
    books = read_books(SpreadsheetTable("", rows), BalanceColumns(0, (0,), debit=1, credit=2))
    assert amounts(books) == {"131 Cash": "50.00", "231 Payable": "-50.00"}


def test_a_table_without_an_account_is_refused() -> None:
    table = SpreadsheetTable("", (("Sample Water", None), ("131 Cash", None)))
    with pytest.raises(BadBooks, match=r"^No row has both an account and a balance\."):
        read_books(table, BalanceColumns(0, (0,), balance=1))


ACCOUNTS = (("131 Cash", "60"), ("143 Materials", "20"), ("231 Payable", "50"), ("201 Stock", "27"), ("251 Debt", "3"))
DEBITS = 2


@pytest.mark.parametrize("apart", [False, True])
@pytest.mark.parametrize("cents", ["", ".00"])
def test_two_columns_of_amounts_without_a_heading_are_debits_and_credits(cents: str, apart: bool) -> None:
    """Whole dollars look like account numbers; but a number stands beside debits and credits alike."""
    rows: list[tuple[TableCell, ...]] = []
    for place, (label, amount) in enumerate(ACCOUNTS):
        number, name = label.split()
        both = (f"{amount}{cents}", None) if place < DEBITS else (None, f"{amount}{cents}")
        rows.append((number, name, *both) if apart else (label, *both))
    signs = ("", "", "-", "-", "-")
    assert amounts(read(*rows)) == {
        label: f"{sign}{amount}{cents}" for (label, amount), sign in zip(ACCOUNTS, signs, strict=True)
    }


def test_columns_without_a_heading_that_are_filled_together_are_asked_about() -> None:
    """Beginning, change and end, it may be: nobody is told the wrong column in silence."""
    rows = [(name, amount, amount, amount) for name, amount in ACCOUNTS]
    with pytest.raises(NoColumns, match="Choose the columns yourself"):
        find_readings(SpreadsheetTable("", tuple(rows)), PERIOD)


def test_numbers_stand_where_nearly_all_accounts_have_them() -> None:
    assert style_of([]) is NumberStyle.LEADING
    assert style_of([["Cash (131)"], ["Payable (231)"]]) is NumberStyle.BRACKETED
    assert style_of([["Cash 131"], ["Payable 231"]]) is NumberStyle.TRAILING
    assert style_of([["Cash"], ["Payable"], ["Truck 2"]]) is NumberStyle.NONE


def test_the_year_of_the_books_is_the_one_of_the_report_or_the_year_before(tmp_path: Path) -> None:
    file = company(make_companies(), tmp_path)
    book = file.book(annual_report.begin_report(file, 2025).id)
    assert books_period(book, opening=False) == BooksPeriod(date(2025, 1, 1), date(2025, 12, 31))
    assert books_period(book, opening=True) == BooksPeriod(date(2023, 12, 28), date(2024, 12, 31), opening=True)


def test_balances_on_their_own_sides_tell_nothing_of_closing() -> None:
    lines = (BookLine("461", "461", "Sales", Decimal(5), 1),)
    assert closing_sentence(LedgerBalances(lines, natural=True)) == ""
    assert imbalance_sentences(LedgerBalances(lines, natural=True)) == ()


def test_totals_of_the_file_that_its_accounts_do_not_add_up_to_are_told() -> None:
    wrong = TotalDifference(9, "Total assets", "C", Decimal(50), Decimal(45))
    assert imbalance_sentences(LedgerBalances((), differences=(wrong,))) == (
        "Row 9 'Total assets' prints 50.00 in column C; the accounts come to 45.00.",
    )


def test_a_list_of_more_accounts_than_anybody_has_is_searched_for_no_groups() -> None:
    lines = [BookLine(str(n), str(n), "x", Decimal(1), n) for n in range(MOST_LINES + 1)]
    assert group_rows(lines) == {}


def test_columns_that_are_none_are_refused() -> None:
    for text in ("accounts=A,balance=C,color=D", "balance=C", "accounts=A", "x", "accounts=A,balance=C,first=x"):
        with pytest.raises(BadColumns):
            read_columns(text)


def test_what_stands_against_a_reading_is_said() -> None:
    """Balances that are all nothing, or on the wrong side, are asked about instead of taken."""
    head = ("Account", "Debit", "Credit")
    nothing = (head, ("131 Cash", "0.00", None), ("231 Payable", None, "0.00"), ("201 Stock", None, "0.00"))
    found = find_readings(SpreadsheetTable("", nothing), PERIOD)
    assert found.chosen is None
    assert any("No account has a balance." in reading.against for reading in found.readings)
    unequal = (head, ("131 Cash", "5.00", None), ("231 Payable", None, "3.00"), ("201 Stock", None, "1.00"))
    found = find_readings(SpreadsheetTable("", unequal), PERIOD)
    assert any("Debits and credits differ by 1.00." in reading.against for reading in found.readings)


def test_one_column_of_signed_balances_without_a_heading_is_read() -> None:
    rows = (("131", "Cash", "60.50"), ("143", "Materials", "20.00"), ("231", "Payable", "-80.50"))
    assert amounts(read(*rows)) == {"131 Cash": "60.50", "143 Materials": "20.00", "231 Payable": "-80.50"}


def test_of_several_columns_without_a_heading_the_one_that_balances_is_never_taken_in_silence() -> None:
    rows = tuple(
        (number, name, first, second, third)
        for number, name, first, second, third in (
            ("131", "Cash", "10.25", "50.25", "60.50"),
            ("143", "Materials", "20.75", "-0.75", "20.00"),
            ("231", "Payable", "-31.00", "-49.50", "-80.50"),
        )
    )
    found = find_readings(SpreadsheetTable("", rows), PERIOD)
    assert found.chosen is None
    assert {reading.columns.balance for reading in found.readings} >= {2, 4}
