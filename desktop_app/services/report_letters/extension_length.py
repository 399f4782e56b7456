"""The length of an extension, said in words, compared with the new due date that is asked for: section (7)(A)."""

from __future__ import annotations

import re
from datetime import date

from desktop_app.domain.late_patterns import late_pattern
from desktop_app.rulebook.count import NotACount, count_of
from desktop_app.services.filing_package.number_words import number_in_words

LONGEST = 366
_NUMBERS = {number_in_words(number).replace("-", " "): number for number in range(1, LONGEST + 1)}
_LENGTH = late_pattern(r"(?P<number>[a-z ]+|\d+) (?P<unit>day|week|month|year)s?")


def end_of_length(words: str, due: date) -> date | None:
    """The day to which the length leads: "sixty days", "60 days", "sixty (60) days"; None where it does not say."""
    plain = re.sub(r"\(\d+\)", " ", words.casefold()).replace("-", " ").replace(" and ", " ")
    found = _LENGTH.fullmatch(" ".join(plain.split()).removesuffix("."))
    if found is None:
        return None
    said = found["number"]
    number = int(said) if said.isdecimal() else 1 if said in ("a", "an") else _NUMBERS.get(said)
    try:
        return None if number is None else count_of(f"{number} {found['unit']}s").reckon(due, lambda _: True)
    except (NotACount, OverflowError):
        return None
