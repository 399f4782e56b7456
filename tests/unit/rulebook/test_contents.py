"""What a text leaves out of what the rule wants."""

from decimal import Decimal

import pytest

from desktop_app.rulebook.contents import RequiredContent, TariffTerm, TermBound, TermKind

DEPOSITS = RequiredContent("deposits", "Deposits", ("3.340(6)",), (("deposit",), ("30 days", "thirty (30) days")))


def test_points_are_found_in_any_spelling_across_lines() -> None:
    assert DEPOSITS.missing("A Deposit of at most\nthirty (30)\n days") == ()


def test_what_is_left_out_is_named_by_its_first_spelling() -> None:
    assert DEPOSITS.missing("A deposit") == ("30 days",)


LEGAL = Decimal(6)


@pytest.mark.parametrize(
    ("bound", "answer", "conforms"),
    [
        (TermBound.AT_MOST, "6", True),
        (TermBound.AT_MOST, "6.1", False),
        (TermBound.AT_LEAST, "6", True),
        (TermBound.AT_LEAST, "5.9", False),
        (TermBound.EXACTLY, "6.0", True),
        (TermBound.EXACTLY, "5", False),
    ],
)
def test_a_number_stands_to_the_law_as_its_bound_says(bound: TermBound, answer: str, conforms: bool) -> None:
    term = TariffTerm("t", "How many?", TermKind.NUMBER, ("3.340(7)",), bound=bound, value="v")
    assert (term.trouble(answer, LEGAL, {}) == "") is conforms
    assert term.trouble(answer, None, {}) == ""  # no law, nothing to compare


def test_yes_as_the_rule_has_it_and_never_both_of_two() -> None:
    wanted = TariffTerm("t", "Is it so?", TermKind.YES, ("3.340(9)",))
    assert wanted.trouble("yes", None, {}) == ""
    assert "the rule wants it so" in wanted.trouble("no", None, {})
    one = TariffTerm("deposit", "A deposit?", TermKind.EITHER, ("3.340(6)(A)",), excludes="advance")
    assert one.trouble("yes", None, {"advance": "no"}) == ""
    assert one.trouble("no", None, {"advance": "yes"}) == ""
    assert "does not allow both" in one.trouble("yes", None, {"advance": "yes"})


def test_a_term_that_hangs_on_another_is_asked_after_its_yes() -> None:
    term = TariffTerm("t", "How much?", TermKind.WORDS, ("3.340(6)",), when="deposit")
    assert not term.asked({})
    assert not term.asked({"deposit": "no"})
    assert term.asked({"deposit": "yes"})
    assert TariffTerm("t", "How much?", TermKind.WORDS, ("3.340(6)",)).asked({})
