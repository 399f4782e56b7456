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
