"""Tables of many programs and of people: read by the right columns, asked about, or refused; never wrong in silence."""

import csv
import io
import tomllib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from desktop_app.domain.problems import UserError
from desktop_app.services.ports import SpreadsheetTable, TableFile
from desktop_app.services.trial_balance.readings import (
    BooksPeriod,
    FoundReadings,
    UnsureColumns,
    choose_reading,
)

CASES = Path(__file__).resolve().parents[3] / "cases" / "trial_balances"
THIS_YEAR = BooksPeriod(date(2025, 1, 1), date(2025, 12, 31))
LAST_YEAR = BooksPeriod(date(2024, 1, 1), date(2024, 12, 31), opening=True)
USUAL = {"131": "1500.25", "141": "2500.00", "231": "-1000.25", "201": "-3000.00"}


def cases() -> list[Mapping[str, Any]]:
    with (CASES / "readings.toml").open("rb") as file:
        found = tomllib.load(file)["case"]
    assert isinstance(found, list)
    return found


def table_of(text: str) -> SpreadsheetTable:
    sign = ";" if "Konto;" in text else ","
    rows = csv.reader(io.StringIO(text.removeprefix("\n")), delimiter="|" if "ACCT   " in text else sign)
    return SpreadsheetTable("", tuple(tuple(cell.strip() or None for cell in row) for row in rows))


def found_in(case: Mapping[str, Any]) -> FoundReadings:
    file = TableFile("tb.csv", (table_of(case["table"]),))
    return choose_reading(file, LAST_YEAR if case.get("last_year") else THIS_YEAR)


def right(case: Mapping[str, Any]) -> dict[str, Decimal]:
    return {key: Decimal(value) for key, value in case.get("right", USUAL).items()}


@pytest.mark.parametrize(
    "case", [case for case in cases() if case.get("outcome", "read") == "read"], ids=lambda case: case["name"]
)
def test_read(case: Mapping[str, Any]) -> None:
    found = found_in(case)
    assert found.chosen is not None, UnsureColumns(found)
    books = found.chosen.books
    assert {line.key: line.amount for line in books.lines} == right(case)
    assert found.chosen.against == ()
    if "columns" in case:
        assert found.chosen.columns.written() == case["columns"]
    assert case.get("said_columns", "") in found.chosen.sentence
    everything = "\n".join((*books.skipped, *books.remarks))
    assert all(words in everything for words in case.get("said", [])), everything


@pytest.mark.parametrize(
    "case", [case for case in cases() if case.get("outcome") == "asked"], ids=lambda case: case["name"]
)
def test_asked(case: Mapping[str, Any]) -> None:
    found = found_in(case)
    assert found.chosen is None
    said = str(UnsureColumns(found))
    assert all(words in said for words in case["words"]), said


@pytest.mark.parametrize(
    "case", [case for case in cases() if case.get("outcome") == "refused"], ids=lambda case: case["name"]
)
def test_refused(case: Mapping[str, Any]) -> None:
    with pytest.raises(UserError) as refusal:
        found_in(case)
    assert all(words in str(refusal.value) for words in case["words"]), str(refusal.value)


@pytest.mark.parametrize(
    "case", [case for case in cases() if case.get("outcome") == "unbalanced"], ids=lambda case: case["name"]
)
def test_out_of_balance(case: Mapping[str, Any]) -> None:
    found = found_in(case)
    assert found.chosen is not None
    assert {line.key: line.amount for line in found.chosen.books.lines} == right(case)
    assert not found.chosen.books.balances
    said = " ".join(found.chosen.against)
    assert all(words in said for words in case.get("words", ["differ by"])), said


def sheet(name: str, times: int = 1) -> SpreadsheetTable:
    rows = (("Acct", "Description", "Debit", "Credit"), *_four(times))
    return SpreadsheetTable(name, rows)


def _four(times: int) -> tuple[tuple[str | Decimal | None, ...], ...]:
    sides = [(number, Decimal(amount) * times) for number, amount in USUAL.items()]
    return tuple(
        (number, f"Account {number}", amount if amount > 0 else None, -amount if amount < 0 else None)
        for number, amount in sides
    )


@pytest.mark.parametrize(("period", "name"), [(THIS_YEAR, "TB 2025"), (LAST_YEAR, "TB 2024")])
def test_of_several_sheets_the_one_named_for_the_year_is_read(period: BooksPeriod, name: str) -> None:
    found = choose_reading(TableFile("tb.xlsx", (sheet("TB 2024", 2), sheet("TB 2025"))), period)
    assert found.chosen is not None
    assert found.chosen.table.name == name


def test_several_sheets_that_could_all_be_meant_are_asked_about() -> None:
    found = choose_reading(TableFile("tb.xlsx", (sheet("First"), sheet("Second", 2))), THIS_YEAR)
    assert found.chosen is None
    said = str(UnsureColumns(found))
    assert said.startswith("Several sheets hold a trial balance.")
    assert '--sheet "First"' in said
    assert '--sheet "Second"' in said


def test_the_same_books_on_two_sheets_need_no_question() -> None:
    found = choose_reading(TableFile("tb.xlsx", (sheet("First"), sheet("Copy"))), THIS_YEAR)
    assert found.chosen is not None


def test_a_statement_on_the_first_sheet_hides_no_trial_balance_on_another() -> None:
    statement = SpreadsheetTable("Balance Sheet", (("Account", "Balance"), ("Cash", Decimal(5)), ("Stock", Decimal(5))))
    found = choose_reading(TableFile("tb.xlsx", (statement, sheet("TB"))), THIS_YEAR)
    assert found.chosen is not None
    assert found.chosen.table.name == "TB"
