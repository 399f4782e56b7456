"""Provisions of the chapter that the words of a case cite although its text has none of that number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from desktop_app.domain.late_patterns import late_pattern
from desktop_app.domain.problems import Problem, Severity
from desktop_app.domain.sentences import sentence_start
from desktop_app.formspec.wording import location
from desktop_app.services.company.company_file import EvaluatedFiling

# A number like 3.125 alone may be anything: it cites the chapter behind "240-", or with a section behind it.
_CITED = late_pattern(r"(?<![\d.])(240-)?(3\.\d{3})(?!\d)((?:\([A-Za-z0-9]{1,5}\))*)")


def unknown_citations(book: EvaluatedFiling, provisions: Sequence[str]) -> Iterator[Problem]:
    """What the words of a filing in a case cite and the 2004 text lacks: to be looked at, for a rule may be newer."""
    form, sheet = book.sheet.form, book.sheet
    if form.case is None or not provisions:
        return
    known = {part for name in provisions for part in _parts(name)}
    for place, value in book.answers.values.items():
        if isinstance(value, str) and place in sheet.cells:
            for before, rule, steps in _CITED.findall(value):
                cited = f"{rule}{steps.upper()}"
                if (before or steps) and cited not in known:
                    words = (
                        f"{location(sheet, place)} cites {cited}, which the 2004 text of the chapter does not have. "
                        "Correct it, or leave it if the rule is newer."
                    )
                    yield Problem("cited-unknown", Severity.NOTE, str(place), sentence_start(words), "")


def _parts(name: str) -> Iterator[str]:
    """A provision as it may be cited: itself and, up to its first number without brackets, what it is a part of."""
    for found in re.finditer(r"3\.\d{3}|\([A-Za-z0-9]+\)", name.upper()):
        yield name.upper()[: found.end()]
