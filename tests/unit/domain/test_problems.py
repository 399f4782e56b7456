"""The three words for how much a problem matters, the same on every screen."""

import pytest

from desktop_app.domain.problems import Severity


@pytest.mark.parametrize(
    ("severity", "count", "words"),
    [
        (Severity.STOP, 1, "1 error"),
        (Severity.STOP, 1200, "1,200 errors"),
        (Severity.EXPLAIN, 1, "1 to explain"),
        (Severity.EXPLAIN, 3, "3 to explain"),
        (Severity.NOTE, 0, "0 notes"),
    ],
)
def test_so_many_are_counted_in_words(severity: Severity, count: int, words: str) -> None:
    assert severity.counted(count) == words


def test_each_has_its_word() -> None:
    assert [severity.label for severity in Severity] == ["Error", "Explain", "Note"]
