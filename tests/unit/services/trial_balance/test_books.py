"""From a table to the accounts of a trial balance."""

from datetime import date
from decimal import Decimal

import pytest

from desktop_app.services.ports import SpreadsheetTable, TableCell, TableFile
from desktop_app.services.trial_balance.books import BadBooks, LedgerBalances, read_books
from desktop_app.services.trial_balance.columns import BalanceColumns, NoColumns, choose_table, find_columns

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
    (None, "2000 · Accounts Payable", None, "3,904.12"),
    (None, "Owner's draw", "100.00", None),
    (None, "TOTAL", "1.00", "1.00"),
    ("Accrual Basis Saturday, February 7, 2026",),
)


def read(*rows: tuple[TableCell, ...], name: str = "") -> LedgerBalances:
    table = SpreadsheetTable(name, rows)
    return read_books(table, find_columns(table))


def amounts(books: LedgerBalances) -> dict[str, str]:
    return {line.label: str(line.amount) for line in books.lines}


def test_a_quickbooks_trial_balance_is_read() -> None:
    books = read(*QUICKBOOKS)
    assert amounts(books) == {
        "1000 Checking": "8539.25",
        "1015 Savings": "1204.10",
        "1510 Meters": "41300.00",
        "2000 Accounts Payable": "-3904.12",
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
    assert books.out_of_balance == Decimal("47239.23")


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("4710 · Property received: mains, land", "4710 Property received: mains, land"),
        ("1010 · Cash:1015 · Savings", "1015 Savings"),
        ("Cash:Savings", "Cash:Savings"),
        ("615", "615"),
        ("Acct #615 Power", "615 Power"),
        ("601-00 - Wages", "601-00 Wages"),
    ],
)
def test_number_and_name_are_told_apart(text: str, label: str) -> None:
    assert list(amounts(read(("Account", "Balance"), (text, Decimal(-5))))) == [label]


def test_an_indented_list_with_empty_columns_between_is_read() -> None:
    books = read(
        (None, None, None, None, "Debit", None, "Credit"),
        ("131 Cash", None, None, None, Decimal(5), None, None),
        (None, "132 Deposits", None, None, Decimal(6), None, None),
        (None, None, "133 Other", None, None, None, Decimal(11)),
    )
    assert amounts(books) == {"131 Cash": "5", "132 Deposits": "6", "133 Other": "-11"}


def test_numbers_and_names_in_columns_of_their_own() -> None:
    books = read(
        ("Acct #", "Description", "Type", "Beginning Balance", "Debit", "Credit", "Ending Balance"),
        (Decimal(131), "Cash", "Bank", Decimal(1), Decimal(9), Decimal(4), Decimal(6)),
        (Decimal("408.1"), "Taxes", "Expense", Decimal(0), Decimal(1), Decimal(7), Decimal(-6)),
    )
    assert amounts(books) == {"131 Cash": "6", "408.1 Taxes": "-6"}


def test_the_adjusted_pair_counts() -> None:
    books = read(
        ("Account", "Unadjusted Debit", "Unadjusted Credit", "Adjusted Debit", "Adjusted Credit"),
        ("131 Cash", Decimal(1), None, Decimal(2), None),
        ("201 Stock", None, Decimal(1), None, Decimal(2)),
    )
    assert amounts(books) == {"131 Cash": "2", "201 Stock": "-2"}


def test_without_headings_what_stands_there_tells() -> None:
    books = read(("131", "Cash", "1,204.10", None), ("201", "Stock", None, "1,204.10"), ("", "x", None, None))
    assert amounts(books) == {"131 Cash": "1204.10", "201 Stock": "-1204.10"}
    one = read(("Cash", Decimal(5)), ("Stock", Decimal(-5)))
    assert amounts(one) == {"Cash": "5", "Stock": "-5"}


def test_balances_without_any_sign_stand_on_their_natural_side() -> None:
    books = read(("Account", "Balance"), ("131 Cash", Decimal(5)), ("201 Stock", Decimal(5)))
    assert books.natural
    assert books.out_of_balance == 0
    assert "No balance has a minus sign" in books.remarks[0]


def test_an_account_that_stands_twice_is_added_with_a_word() -> None:
    books = read(("Account", "Balance"), ("131 Cash", Decimal(5)), ("131 Cash", Decimal(-7)))
    assert amounts(books) == {"131 Cash": "-2"}
    assert books.remarks == ("Account 131 Cash stands in rows 2 and 3; both were added.",)


def test_european_amounts_are_read_by_their_column() -> None:
    books = read(("Konto", "Soll", "Haben"), ("131 Kasse", "1.234,50", None), ("201 Kapital", None, "1.234,50"))
    assert amounts(books) == {"131 Kasse": "1234.50", "201 Kapital": "-1234.50"}


def test_headings_repeated_on_a_second_page_are_skipped() -> None:
    books = read(
        ("Account", "Debit", "Credit"), ("131 Cash", "5", None), ("Account", "Debit", "Credit"), ("132 B", None, "5")
    )
    assert len(books.lines) == 2
    assert books.skipped == ("Row 3 'Account' repeats the headings.",)


def test_an_amount_without_an_account_is_a_total() -> None:
    assert read(("Account", "Balance"), ("131 Cash", Decimal(-5)), (None, Decimal(-5))).skipped == (
        "Row 3 names no account: taken for a total.",
    )


@pytest.mark.parametrize(("cell", "seen"), [(date(2025, 1, 10), "2025-01-10"), ("1/10/2025", "1/10/2025")])
def test_a_date_where_an_account_should_be_is_refused(cell: TableCell, seen: str) -> None:
    with pytest.raises(BadBooks, match=f"Cell A3 should hold an account; it holds the date {seen}. Excel makes dates"):
        read(("Account", "Balance"), ("131 Cash", Decimal(5)), (cell, Decimal(-5)))


@pytest.mark.parametrize("cell", ["1,2O4", date(2025, 12, 31), True])
def test_a_balance_that_is_none_is_refused_by_cell(cell: TableCell) -> None:
    with pytest.raises(BadBooks, match=r"Cell C3 should hold a balance; it reads"):
        read(("Account", "Debit", "Credit"), ("131 Cash", Decimal(5), None), ("132 Other", None, cell))


def test_formulas_without_result_and_errors_are_refused_only_where_they_count() -> None:
    rows = (("Account", "Balance", None), ("131 Cash", None, None), ("132 B", Decimal(-5), None))
    columns = BalanceColumns(1, (0,), balance=1)
    for table, words in (
        (SpreadsheetTable("TB", rows, uncomputed=("B2",)), "result is not in the file"),
        (SpreadsheetTable("TB", rows, faulty=("B2",)), "shows an error"),
    ):
        with pytest.raises(BadBooks, match=f"Cell B2 of sheet 'TB'.*{words}"):
            read_books(table, columns)
    assert read_books(SpreadsheetTable("TB", rows, uncomputed=("C2", "B1")), columns).lines


def test_merged_cells_among_the_accounts_are_mentioned() -> None:
    table = SpreadsheetTable("TB", (("Account", "Balance"), ("131 Cash", Decimal(-5))), merged=("A1:B1", "A2:A3"))
    assert read_books(table, find_columns(table)).remarks == (
        "Merged cells (A2:A3) count once, where their first cell stands.",
    )


def test_a_table_without_balances_is_refused() -> None:
    with pytest.raises(NoColumns, match="no columns headed Debit and Credit"):
        read(("Name", "Street"), ("A", "B"))
    with pytest.raises(NoColumns, match="Sheet 'Customers' has no columns"):
        read((), name="Customers")
    with pytest.raises(BadBooks, match="No row has both"):
        read(("Account", "Debit", "Credit"), ("131 Cash", None, None))


def test_the_sheet_that_fits_is_chosen() -> None:
    notes = SpreadsheetTable("Notes", (("Hello", "you"),))
    hidden = SpreadsheetTable("Old", (("Account", "Balance"), ("131 Cash", Decimal(5))), hidden=True)
    right = SpreadsheetTable("TB", (("Account", "Balance"), ("131 Cash", Decimal(5))))
    file = TableFile("tb.xlsx", (notes, hidden, right))
    assert choose_table(file)[0] is right
    assert choose_table(file, "Old")[0] is hidden
    with pytest.raises(NoColumns, match=r"There is no sheet 'X' in tb.xlsx. Sheets: 'Notes', 'Old', 'TB'"):
        choose_table(file, "X")
    with pytest.raises(NoColumns, match="Sheet 'Notes'"):
        choose_table(TableFile("n.xlsx", (notes,)))
