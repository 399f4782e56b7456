"""What an import says of the lines that the program computes."""

from desktop_app.domain.values import Place
from desktop_app.services.trial_balance.outcome import ComputedComparison, comparison_sentences


def test_many_lines_that_differ_make_one_sentence() -> None:
    place = Place("w3", "land", "end")
    compared = [
        ComputedComparison(place, "page W-3, land", "10", "12", agrees=False),
        ComputedComparison(place, "page W-3, wells", "5", "5", agrees=True),
        ComputedComparison(place, "page W-3, mains", "7", "8", agrees=False),
    ]
    assert comparison_sentences(compared) == [
        "Agrees with the books: page W-3, wells.",
        (
            "Differs from the books: page W-3, land is calculated as 10, the books say 12; page W-3, mains is "
            "calculated as 7, the books say 8."
        ),
    ]
    assert comparison_sentences([]) == []
