"""What versions are called on paper."""

from dataclasses import replace

import pytest

from desktop_app.domain.tariffs.naming import SUPPLEMENT, called, numbered
from desktop_app.domain.tariffs.schedules import TariffSchedule
from desktop_app.domain.tariffs.sheet_history import SheetHistory
from desktop_app.domain.tariffs.sheet_numbers import SheetNumber

BOOK = TariffSchedule("w", "water", 1, "Rates")


def test_a_sheet_is_called_by_designation_and_number() -> None:
    assert called(BOOK, SheetHistory(SheetNumber("5A")), 2) == "2nd Revised Sheet No. 5A"


def test_a_section_stands_before_the_designation() -> None:
    assert called(BOOK, SheetHistory(SheetNumber("Section 5 Sheet A")), 1) == "Section 5, 1st Revised Sheet No. A"


def test_supplements_are_counted() -> None:
    assert called(BOOK, SheetHistory(SUPPLEMENT), 0) == "Supplement No. 1"
    assert called(BOOK, SheetHistory(SUPPLEMENT), 1) == "Supplement No. 2"


@pytest.mark.parametrize("name", ["Title Page", "Index", "Map", "Adoption Notice", "Title Sheet", "Exhibit A"])
def test_a_sheet_with_a_name_has_no_number(name: str) -> None:
    chain = SheetHistory(SheetNumber(name))
    assert called(BOOK, chain, 0) == f"Original {name}"
    assert called(BOOK, chain, 1) == f"1st Revised {name}"
    assert called(replace(BOOK, utility="telecom"), chain, 0) == f"{name}, Original Sheet"
    assert numbered(BOOK, chain, 1) == f"1st Revised Sheet No. {name}"


@pytest.mark.parametrize("number", ["5", "A", "R-1", "iii", "XII", "LGS", "6B-D", "Appendix 1"])
def test_what_is_no_name_is_a_number(number: str) -> None:
    chain = SheetHistory(SheetNumber(number))
    assert called(BOOK, chain, 0) == numbered(BOOK, chain, 0) == f"Original Sheet No. {number}"


def test_a_supplement_was_never_called_by_a_sheet() -> None:
    assert numbered(BOOK, SheetHistory(SUPPLEMENT), 1) == "Supplement No. 2"
