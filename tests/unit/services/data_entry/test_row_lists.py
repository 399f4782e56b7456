"""A list of others as rows of a page: matched by its headings, read cell by cell, taken whole or not at all."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from desktop_app.domain.values import Place
from desktop_app.services.cases.beginning import CaseOrder, begin_case
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.confidentiality import sealing
from desktop_app.services.data_entry import row_lists
from desktop_app.services.data_entry.entering import MOST_ROWS
from desktop_app.services.data_entry.row_lists import BadRowList, RowList
from desktop_app.services.ports import SpreadsheetTable, TableCell, TableFile
from tests.support.calendar_companies import company

FILING, HELD = "2026-telecom-records-reports", "held"
HEADINGS = ("Customer", "Address", "Exchange", "Inside or outside the base rate area", "Applied on", "Wanted", "Class")
MATCH = {"name": "Customer", "address": "Address", "applied": "Applied on", "area": HEADINGS[3]}
ROW: tuple[TableCell, ...] = (
    "Sample Customer",
    "1 Oak Street",
    "Sample Springs",
    "Outside",
    date(2026, 1, 5),
    None,
    "R1",
)
OTHER: tuple[TableCell, ...] = ("Other Customer", Decimal(12), "Sample Springs", "inside", "1/6/2026", None, "R1")


@pytest.fixture
def file(tmp_path: Path) -> CompanyFile:
    made = company(tmp_path, "telecom")
    begin_case(made, CaseOrder("telecom_records_reports", days={"quarter": date(2026, 3, 31)}))
    return made


def given(*rows: tuple[TableCell, ...], headings: tuple[TableCell, ...] = HEADINGS) -> RowList:
    empty = SpreadsheetTable("Cover", (("Held applications",), (None,)), hidden=True)
    table = SpreadsheetTable("List", (("Held applications", None), (None, None), headings, *rows))
    return row_lists.row_list(TableFile("list.xlsx", (empty, table)))


def test_a_list_becomes_rows_whose_names_are_sealed_and_the_match_is_remembered(file: CompanyFile) -> None:
    found = given(ROW, (None, " "), OTHER)
    assert [number for number, _ in found.rows] == [4, 6]
    rows = row_lists.read_rows(file, FILING, HELD, found, MATCH)
    steps = len(list(file.workspace.journal()))
    row_lists.take_rows(file, FILING, HELD, rows, MATCH)
    assert len(list(file.workspace.journal())) == steps + 1
    book = file.book(FILING)
    first, second = book.sheet.schedules[HELD].rows
    values = {column: book.calculation.values[Place(HELD, first, column)] for column in MATCH}
    assert values == {
        "name": "Sample Customer",
        "address": "1 Oak Street",
        "applied": date(2026, 1, 5),
        "area": "outside",
    }
    assert book.calculation.values[Place(HELD, second, "address")] == "12"
    assert Place(HELD, first, "name") in sealing.sealed_now(book)
    again = row_lists.matched(file, FILING, HELD, HEADINGS)
    assert {**MATCH, "exchange": "Exchange"}.items() <= again.items()
    assert row_lists.read_rows(file, FILING, HELD, found, MATCH) == (), "both are there already"
    file.undo()
    assert file.book(FILING).sheet.schedules[HELD].rows == ()


def test_headings_are_matched_by_their_names_and_each_once(file: CompanyFile) -> None:
    found = row_lists.matched(file, FILING, HELD, ("applicant", "EXCHANGE", "Applied on", "Reason", ""))
    assert found == {"name": "applicant", "exchange": "EXCHANGE", "applied": "Applied on", "reason": "Reason"}


def test_rows_can_take_the_place_of_those_that_are_there(file: CompanyFile) -> None:
    for row, instead in ((ROW, False), (OTHER, True)):
        rows = row_lists.read_rows(file, FILING, HELD, given(row), MATCH)
        row_lists.take_rows(file, FILING, HELD, rows, MATCH, instead=instead)
    book = file.book(FILING)
    (only,) = book.sheet.schedules[HELD].rows
    assert book.calculation.values[Place(HELD, only, "name")] == "Other Customer"
    assert "Sample Customer" not in book.answers.values.values()
    row_lists.take_rows(file, FILING, HELD, (), MATCH, instead=True)
    assert file.book(FILING).sheet.schedules[HELD].rows == ()


def test_cells_that_do_not_fit_are_named_and_nothing_is_imported(file: CompanyFile) -> None:
    bad = given(ROW, *[("A", "B", "C", "Neither", "soon", None, None)] * 8)
    with pytest.raises(BadRowList) as caught:
        row_lists.read_rows(file, FILING, HELD, bad, MATCH)
    assert str(caught.value).startswith("Nothing was imported. ")
    assert "row 5 of the list, 'Applied on'" in str(caught.value).replace("Row", "row")
    assert str(caught.value).endswith("And 6 more cells.")
    assert file.book(FILING).sheet.schedules[HELD].rows == ()


@pytest.mark.parametrize(
    ("match", "told"),
    [
        ({}, "No column of the list is matched"),
        ({"days": "Applied on"}, "The page has no column 'days' to fill"),
        ({"name": "Caller"}, "The list has no column 'Caller'. Its columns: 'Customer'"),
    ],
)
def test_what_cannot_be_matched_is_refused(file: CompanyFile, match: dict[str, str], told: str) -> None:
    with pytest.raises(BadRowList, match=told):
        row_lists.read_rows(file, FILING, HELD, given(ROW), match)


def test_a_list_has_one_row_of_headings(file: CompanyFile) -> None:
    with pytest.raises(BadRowList, match="no row of headings"):
        row_lists.row_list(TableFile("a.csv", (SpreadsheetTable("a", ((Decimal(1), Decimal(2)),)),)))
    with pytest.raises(BadRowList, match="no row of headings"):
        row_lists.row_list(TableFile("a.csv", ()))
    with pytest.raises(BadRowList, match="Two columns of the list are headed 'Name'"):
        given(headings=("Name", "Name"))
    assert row_lists.takes_rows(file.book(FILING), HELD)
    assert not row_lists.takes_rows(file.book(FILING), "start")


def test_a_page_has_room_for_so_many_rows(file: CompanyFile) -> None:
    many = [{"name": f"Customer {number}"} for number in range(MOST_ROWS + 1)]
    with pytest.raises(BadRowList, match="would have 2,001 rows"):
        row_lists.take_rows(file, FILING, HELD, many, {"name": "Customer"})


def test_a_truth_and_a_number_are_read_as_they_would_be_typed() -> None:
    assert [row_lists._text(cell) for cell in (True, False, Decimal("1.50"), None)] == ["yes", "no", "1.50", ""]
