"""Deposits of sewer customers: the most that may be asked, interest by days, and what is refused."""

from datetime import date
from decimal import Decimal

import pytest

from desktop_app.domain.problems import UserError
from desktop_app.rulebook.tariff_rules import TariffRules
from desktop_app.services.tariff_book.contents import BadDeposit, deposit_interest, deposit_limit, deposit_lines
from tests.support.tariff_company import LIBRARY, TODAY

SEWER = TariffRules(LIBRARY.rules(), "sewer", TODAY)


@pytest.mark.parametrize(("months", "due", "most"), [(1, "32", "64.00"), (3, "96", "128.00"), (6, "192", "224.00")])
def test_a_deposit_is_at_most_a_billing_period_and_thirty_days(months: int, due: str, most: str) -> None:
    assert str(deposit_limit(SEWER, Decimal(due), months)) == most


def test_interest_is_due_only_after_twelve_months() -> None:
    received = date(2025, 3, 1)
    assert deposit_interest(SEWER, Decimal(100), received, date(2026, 2, 28)) == 0
    assert str(deposit_interest(SEWER, Decimal(100), received, date(2026, 3, 1))) == "6.00"


@pytest.mark.parametrize(
    ("received", "returned", "interest"),
    [
        ("2023-07-01", "2024-07-01", "5.40"),  # a year is a year, over a leap day as well
        ("2024-02-29", "2025-02-27", "0"),
        ("2024-02-29", "2025-02-28", "5.40"),  # twelve months end on February 28
        ("2024-02-28", "2025-02-28", "5.40"),
        ("2024-01-15", "2026-01-15", "10.80"),
        ("2024-01-15", "2026-01-16", "10.81"),  # and one day: 10.80 + 5.40 / 365
        ("2023-03-01", "2024-02-29", "0"),
        ("2025-03-01", "2024-03-01", "0"),
    ],
)
def test_interest_is_reckoned_over_whole_years_and_then_days(received: str, returned: str, interest: str) -> None:
    found = deposit_interest(SEWER, Decimal(90), date.fromisoformat(received), date.fromisoformat(returned))
    assert str(found) == interest


def test_a_deposit_is_told_in_sentences_with_their_rules() -> None:
    lines = deposit_lines(SEWER, "32", 1, "70", (date(2024, 3, 1), TODAY))
    assert lines[0] == "A deposit may be at most $64.00 [3.340(6)(A)]."
    assert lines[1] == "The deposit of $70.00 is $6.00 too much."
    assert lines[2] == (
        "Interest when it is returned: $8.41, calculated over whole years, then over "
        "the days left at a 365th of a year "
        "each [3.340(6)(B)]."
    )
    assert "after the expiration of 30 days, from April 2, 2026 on" in lines[3]
    with pytest.raises(UserError, match="1 to 6 months"):
        deposit_lines(SEWER, "32", 7, "", (None, None))
    with pytest.raises(UserError, match="not a number"):
        deposit_lines(SEWER, "much", 1, "", (None, None))


@pytest.mark.parametrize(
    ("held", "words"),
    [
        ((date(2024, 2, 29), date(2025, 2, 28)), "Interest when it is returned: $5.40"),
        ((date(2024, 2, 29), date(2025, 2, 27)), "No interest is due: it stayed less than 12 months"),
        ((date(2023, 7, 1), date(2024, 7, 1)), "Interest when it is returned: $5.40"),
        ((date(2023, 1, 31), date(2024, 1, 30)), "No interest is due"),
        ((date(2023, 1, 31), None), "For its interest enter both days"),
    ],
)
def test_interest_is_said_or_why_there_is_none(held: tuple[date, date | None], words: str) -> None:
    assert any(line.startswith(words) for line in deposit_lines(SEWER, "90", 1, "90", held))


@pytest.mark.parametrize(
    ("due", "months", "deposit", "held", "words"),
    [
        ("90", 1, "90", (date(2025, 1, 1), date(2024, 1, 1)), "before it was received on January 1, 2025"),
        ("90", 0, "90", (None, None), "has 1 to 6 months"),
        ("-90", 1, "", (None, None), "never below zero"),
        ("90", 1, "(5)", (None, None), "never below zero"),
    ],
)
def test_a_deposit_that_cannot_be_is_refused(
    due: str, months: int, deposit: str, held: tuple[date | None, date | None], words: str
) -> None:
    with pytest.raises(BadDeposit, match=words):
        deposit_lines(SEWER, due, months, deposit, held)
