"""How a sentence begins."""

import pytest

from desktop_app.domain.sentences import sentence_start


@pytest.mark.parametrize(
    ("words", "begun"),
    [("page W-2, account 618", "Page W-2, account 618"), ("A", "A"), ("", ""), ("3 of us", "3 of us")],
)
def test_the_first_letter_is_a_capital_and_the_rest_stays(words: str, begun: str) -> None:
    assert sentence_start(words) == begun
