"""Numbers agree with their nouns and verbs."""

import pytest

from desktop_app.domain.counting import agreeing, counted


@pytest.mark.parametrize(
    ("count", "noun", "words"),
    [
        (0, "row", "0 rows"),
        (1, "row", "1 row"),
        (2, "row", "2 rows"),
        (1, "entry", "1 entry"),
        (2, "entry", "2 entries"),
        (2, "day", "2 days"),
        (3, "tax", "3 taxes"),
        (2, "class", "2 classes"),
        (1024, "switch", "1,024 switches"),
    ],
)
def test_a_number_changes_the_last_word_of_its_noun(count: int, noun: str, words: str) -> None:
    assert counted(count, noun) == words


def test_a_verb_agrees_with_its_number() -> None:
    assert [agreeing(count, "was", "were") for count in (0, 1, 2)] == ["were", "was", "were"]
