"""What a company's file keeps is read as what it should be, or refused with what was seen."""

from collections.abc import Callable
from datetime import date

import pytest

from desktop_app.domain.json_fields import as_day, as_list, as_table, as_whole, iso_day, optional_day
from desktop_app.domain.values import Json


@pytest.mark.parametrize(
    ("read", "data"),
    [
        (as_table, ["a"]),
        (as_list, {"a": 1}),
        (as_whole, "12"),
        (as_whole, True),
        (as_whole, None),
        (as_day, 20260415),
        (as_day, "April 15"),
        (optional_day, "2026-02-30"),
    ],
)
def test_what_is_something_else_is_refused(read: Callable[[Json], object], data: Json) -> None:
    with pytest.raises(ValueError, match=r".+"):
        read(data)


def test_what_is_right_is_read() -> None:
    assert as_table({"a": 1}) == {"a": 1}
    assert as_list([1, 2]) == [1, 2]
    assert as_whole(-3) == -3
    assert as_day("2026-04-15") == date(2026, 4, 15)


@pytest.mark.parametrize("day", [None, date(2024, 2, 29), date(1904, 1, 1)])
def test_a_day_comes_back(day: date | None) -> None:
    assert optional_day(iso_day(day)) == day
