"""What versions are called on paper."""

from desktop_app.domain.tariffs.naming import SUPPLEMENT, called
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
