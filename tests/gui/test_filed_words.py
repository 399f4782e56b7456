"""How a filed filing is named in lists."""

from datetime import date

import pytest

from desktop_app.domain.filings import Filing, FilingState
from desktop_app.domain.late_dataclasses import replace
from desktop_app.gui.filings.filing_words import state_of


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ("By mail", "Filed April 2, 2026, by mail"),
        ("EFIS", "Filed April 2, 2026, EFIS"),
        ("", "Filed April 2, 2026"),
    ],
)
def test_how_it_was_filed_goes_on_in_the_sentence_and_an_abbreviation_stays(how: str, words: str) -> None:
    day = date(2026, 4, 2)
    filed = Filing("x", "annual_report", 1, 2025, ("water",), "", day, filed_on=day.isoformat(), filed_how=how)
    assert state_of(replace(filed, state=FilingState.FILED)) == words
