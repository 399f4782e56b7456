"""Accounts as bookkeepers name and number them: the right line without help, and never a wrong one selected."""

import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

import pytest

from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.trial_balance.account_numbers import number_forms
from desktop_app.services.trial_balance.books import BookLine
from desktop_app.services.trial_balance.mapping import targets
from desktop_app.services.trial_balance.proposals import propose
from tests.unit.services.trial_balance.test_readings import CASES

FILING = "2025-annual-report"
NUMBERED, NAMED = 0.95, 0.85


def books() -> list[Mapping[str, Any]]:
    with (CASES / "matching.toml").open("rb") as file:
        found = tomllib.load(file)["books"]
    assert isinstance(found, list)
    return found


def lines_of(text: str) -> Iterator[tuple[BookLine, frozenset[str]]]:
    for row, written in enumerate(text.strip().splitlines(), 1):
        number, name, amount, right = (part.strip() for part in written.split("|"))
        yield BookLine(number or name.casefold(), number, name, Decimal(amount), row), frozenset(right.split(","))


@pytest.mark.slow
@pytest.mark.parametrize("case", books(), ids=lambda case: case["name"])
def test_the_right_line_without_help_and_no_wrong_one_selected(file: CompanyFile, case: Mapping[str, Any]) -> None:
    known = targets(file.book(FILING))
    given = list(lines_of(case["accounts"]))
    proposals = propose([line for line, _ in given], known)
    selected = {key: f"{item.place.schedule}/{item.place.line}" for key, item in proposals.items() if item.sure}
    wrong = [
        f"{line.label} -> {selected[line.key]}"
        for line, right in given
        if selected.get(line.key, "-") not in right and line.key in selected
    ]
    assert wrong == []
    one = [(line, right) for line, right in given if "-" not in right]
    missing = [line.label for line, right in one if selected.get(line.key) not in right]
    least = NUMBERED if case.get("by_number") else NAMED
    assert len(missing) <= (1 - least) * len(one), missing


@pytest.mark.parametrize(
    ("number", "form"),
    [
        ("131", "131"),
        ("301-10", "301"),
        ("301.00", "301"),
        ("1-131", "131"),
        ("131000", "131"),
        ("301W", "301"),
        ("224-01", "224"),
        ("10-131-00", "131"),
        ("01.131.00", "131"),
        ("408-10", "408.1"),
        ("40810", "408.1"),
        ("4-40811", "408.11"),
        ("4-4273", "427.3"),
        ("0131", "131"),
        ("GL-131", "131"),
        ("131 00 10", "131"),
    ],
)
def test_numbers_are_read_as_programs_write_them(number: str, form: str) -> None:
    assert form in list(number_forms(number))
