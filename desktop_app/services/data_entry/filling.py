"""Going on with a series: 1, 2 ...; 100, 150 ...; Well 1, Well 2 ...; the last day of each month ..."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from desktop_app.domain.anniversaries import days_of_month
from desktop_app.domain.dates import NotADate, parse_date, short_date
from desktop_app.domain.late_patterns import late_pattern
from desktop_app.domain.money import NotANumber, parse_number

_COUNTED = late_pattern(r"(.*?)(\d{1,9})")
MONTHS = 12


def series(given: Sequence[str], count: int) -> list[str]:
    """So many texts that go on with those given; where they follow no rule, the last one again and again.

    One number or date goes on by one, two or more by the step that is the same between all of them.
    """
    for read in (_numbers, _dates, _counted):
        following = read(given)
        if following is not None:
            try:
                return [following(step) for step in range(1, count + 1)]
            except (OverflowError, ValueError):  # beyond the last day or the first that a calendar has
                break
    return [given[-1]] * count


def _numbers(given: Sequence[str]) -> Callable[[int], str] | None:
    try:
        numbers = [parse_number(text.removesuffix("%")) for text in given]
    except NotANumber:
        return None
    step = _step(numbers, Decimal(1))
    return None if step is None else lambda ahead: f"{numbers[-1] + step * ahead:f}"


def _dates(given: Sequence[str]) -> Callable[[int], str] | None:
    try:
        days = [parse_date(text) for text in given]
    except NotADate:
        return None
    last = days[-1]
    if len(days) > 1 and (_month_ends(days) or len({day.day for day in days}) == 1):
        months = _step([Decimal(day.year * MONTHS + day.month) for day in days], Decimal(1))
        ends = _month_ends(days)
        return None if months is None else lambda ahead: short_date(_later(last, int(months) * ahead, ends=ends))
    step = _step([Decimal(day.toordinal()) for day in days], Decimal(1))
    return None if step is None else lambda ahead: short_date(last + timedelta(days=int(step) * ahead))


def _counted(given: Sequence[str]) -> Callable[[int], str] | None:
    """A text that ends with a number: the words stay, the number counts on."""
    found = [_COUNTED.fullmatch(text) for text in given]
    parts = [(match[1], match[2]) for match in found if match is not None]
    step = _step([Decimal(number) for _, number in parts], Decimal(1))
    if len(parts) != len(given) or len({words for words, _ in parts}) != 1 or step is None:
        return None
    words, last = parts[-1]
    return lambda ahead: f"{words}{int(last) + int(step) * ahead:0{len(last) if last.startswith('0') else 0}d}"


def _step(values: Sequence[Decimal], alone: Decimal) -> Decimal | None:
    """What is added from one value to the next; None if it is not the same everywhere."""
    steps = {after - before for before, after in pairwise(values)} or {alone}
    return steps.pop() if len(steps) == 1 else None


def _month_ends(days: Sequence[date]) -> bool:
    return all(day.day == days_of_month(day.year, day.month) for day in days)


def _later(day: date, months: int, *, ends: bool) -> date:
    year, month = divmod(day.year * MONTHS + day.month - 1 + months, MONTHS)
    longest = days_of_month(year, month + 1)
    return date(year, month + 1, longest if ends else min(day.day, longest))
