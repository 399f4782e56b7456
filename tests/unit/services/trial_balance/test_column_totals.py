"""A total is that of all accounts above it, or of the last of them: tried against adding up from every account on."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.services.trial_balance.books import BookLine
from desktop_app.services.trial_balance.column_totals import ColumnTotals
from desktop_app.services.trial_balance.group_rows import recap_rows

AMOUNTS = st.integers(-3, 3).map(Decimal)


def from_any_on(column: list[Decimal]) -> set[Decimal]:
    """What the accounts from the first or any later one on add up to."""
    return {sum(column[at:], Decimal(0)) for at in range(len(column) + 1)}


@given(st.lists(st.tuples(AMOUNTS, AMOUNTS), min_size=1, max_size=8), st.tuples(AMOUNTS, AMOUNTS), st.integers(0, 7))
def test_a_total_of_two_columns(
    accounts: list[tuple[Decimal, Decimal]], total: tuple[Decimal, Decimal], at: int
) -> None:
    totals = ColumnTotals(2)
    for number, values in enumerate(accounts):
        totals.add(values)
        if number == at:
            totals.reckoned(total)  # what was asked before changes nothing
    columns = [list(column) for column in zip(*accounts, strict=True)]
    wrong = {n: sum(c, Decimal(0)) for n, c in enumerate(columns) if total[n] not in from_any_on(c)}
    net = total[0] - total[1]
    nets = from_any_on([debit - credit for debit, credit in accounts])
    assert totals.reckoned(total) == ({} if net and 0 in total and net in nets else wrong)
    sums = tuple(sum(column, Decimal(0)) for column in columns)
    assert tuple(totals.sums()) == sums
    assert totals.whole(total) == (total == sums and len(accounts) > 1 and sums[0] == sums[1])


@given(st.lists(AMOUNTS, min_size=1, max_size=8), AMOUNTS)
def test_a_total_of_one_column_may_be_that_of_a_side(accounts: list[Decimal], total: Decimal) -> None:
    totals = ColumnTotals(1)
    for value in accounts:
        totals.add([value])
    sides = {sum((abs(v) for v in accounts if (v < 0) is below), Decimal(0)) for below in (False, True)}
    fits = total in from_any_on(accounts) or abs(total) in sides
    assert totals.reckoned([total]) == ({} if fits else {0: sum(accounts, Decimal(0))})
    assert totals.whole([total]) == (total == sum(accounts) == 0 and len(accounts) > 1)


def recapped(*amounts: int) -> dict[int, range]:
    """The lines of these amounts that repeat those above them."""
    lines = [BookLine(str(n), str(n), "", Decimal(amount), n) for n, amount in enumerate(amounts)]
    return dict(recap_rows(lines))


def test_the_last_lines_may_repeat_all_accounts_above_them_part_by_part() -> None:
    assert recapped(5, 7, 4, 4, 12, 8) == {4: range(2), 5: range(2, 4)}
    assert recapped(5, 7, 4, 4, 0, 0, 12, 8) == {6: range(2), 7: range(2, 4)}
    assert recapped(5, 7, 4, 4, 8, 12) == {}, "in another order"
    assert recapped(5, 7, 4, 4, 3, 12, 8) == {}, "an account is left over"
    assert recapped(5, 7, 0, 12) == {}, "one line is no list"
    assert recapped(12, 8, 12, 8) == {}, "each repeats a single account"
    assert recapped(6, 6, 0, 12, 0) == {}
    assert recapped() == {}
