"""What a text leaves out of what the rule wants."""

from desktop_app.rulebook.contents import RequiredContent

DEPOSITS = RequiredContent("deposits", "Deposits", ("3.340(6)",), (("deposit",), ("30 days", "thirty (30) days")))


def test_points_are_found_in_any_spelling_across_lines() -> None:
    assert DEPOSITS.missing("A Deposit of at most\nthirty (30)\n days") == ()


def test_what_is_left_out_is_named_by_its_first_spelling() -> None:
    assert DEPOSITS.missing("A deposit") == ("30 days",)
