"""What an answer can be: a number, a text, a date, or one of the two words that are answers in themselves."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from desktop_app.domain.late_patterns import late_pattern


class AnswerWord(Enum):
    """An answer that is a word. A blank is never an answer, these are."""

    NONE = "None"
    NOT_APPLICABLE = "Not applicable"


Value = Decimal | str | date | AnswerWord
# Of a number that is kept, before and after the point: more than anybody can type, less than sums lose digits at.
MOST_WHOLE_DIGITS, MOST_DECIMALS = 18, 9
_PLAIN = late_pattern(
    rf"-?(?:[0-9]{{1,{MOST_WHOLE_DIGITS}}}(?:\.[0-9]{{0,{MOST_DECIMALS}}})?|\.[0-9]{{1,{MOST_DECIMALS}}})"
)
Json = None | bool | int | str | list["Json"] | dict[str, "Json"]


class Place(NamedTuple):
    """Where an answer stands inside one filing: ``schedule/line/column``."""

    schedule: str
    line: str
    column: str

    def __str__(self) -> str:
        return f"{self.schedule}/{self.line}/{self.column}"


@lru_cache(maxsize=20_000)  # the cells of a form are named again in every filing
def place_of(text: str) -> Place:
    """The place written as ``schedule/line/column``.

    Raises ValueError when the text has not exactly three parts.
    """
    parts = text.split("/")
    if len(parts) != len(Place._fields) or not all(parts):
        raise ValueError(f"A place is written schedule/line/column; this reads '{text}'.")
    return Place(*parts)


def value_to_json(value: Value) -> Json:
    """The value in the shape in which workspaces and exports keep it; `value_from_json` is its inverse."""
    if isinstance(value, Decimal):
        return {"number": f"{value:f}"}  # without an exponent, which no reading knows
    if isinstance(value, AnswerWord):
        return {"word": value.value}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    return value


def value_from_json(data: Json) -> Value:
    """The value that `value_to_json` wrote.

    Raises ValueError for anything else.
    """
    if isinstance(data, str):
        return data
    if isinstance(data, dict) and len(data) == 1:
        ((kind, inner),) = data.items()
        if isinstance(inner, str):
            return _tagged(kind, inner)
    raise ValueError(f"Not an answer: {data!r}")


def _is_whole(number: str) -> bool:
    """Whether it is a plain number without a sign and a point, as most are."""
    return number.isdigit() and number.isascii() and len(number) <= MOST_WHOLE_DIGITS


def _tagged(kind: str, inner: str) -> Value:
    if kind == "number" and (_is_whole(inner) or _PLAIN.fullmatch(inner)):
        return Decimal(inner)
    if kind == "number":
        limits = f"at most {MOST_WHOLE_DIGITS} digits before the decimal point and {MOST_DECIMALS} after it"
        raise ValueError(f"A number is written with digits alone, {limits}.")
    if kind == "word":
        return AnswerWord(inner)
    if kind == "date":
        return date.fromisoformat(inner)
    raise ValueError(f"Not an answer: {kind} {inner!r}")
