from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.formspec.elimination import Exact, Row, add_scaled, dot, plain, quotient, reduced, size


def test_numbers_stay_whole_where_they_can() -> None:
    assert (plain(Fraction(4, 2)), plain(Fraction(1, 2)), plain(3)) == (2, Fraction(1, 2), 3)
    assert isinstance(quotient(6, 3), int)
    assert quotient(1, 3) == Fraction(1, 3)
    assert (size(-2), size(2)) == (2, 2)
    assert isinstance(dot({"a": Fraction(1, 2)}, {"a": 4}, 1), int)


def test_what_becomes_zero_goes() -> None:
    row: Row = {0: 1, 1: 2}
    add_scaled(row, {0: 1, 2: 5}, -1)
    assert row == {1: 2, 2: -5}


def test_a_row_that_follows_from_others_adds_nothing() -> None:
    assert len(reduced([{0: 1, 1: 1}, {1: 1, 2: 1}, {0: 1, 1: 2, 2: 1}])) == 2
    assert reduced([{}]) == {}


def test_what_cancels_in_a_solved_row_is_forgotten() -> None:
    found = reduced([{0: 1, 1: 1, 2: 1}, {1: 1, 2: 1, -1: 1, -2: 1}, {2: 1, -3: 1, -4: 1, -5: 1, -6: 1}])
    assert {column for column in found[0] if column >= 0} == {0}
    assert {column for column in found[1] if column >= 0} == {1}


entries = st.dictionaries(st.integers(0, 5), st.integers(-2, 2).filter(bool), min_size=1, max_size=4)


@given(st.lists(entries, max_size=6))
def test_every_solved_row_is_made_of_the_rows_that_it_names(given_rows: list[dict[int, int]]) -> None:
    rows: list[Row] = [{**row, -1 - number: 1} for number, row in enumerate(given_rows)]
    found = reduced(rows)
    for column, row in found.items():
        made: Row = {}
        for label, factor in row.items():
            if label < 0:
                add_scaled(made, {key: value for key, value in rows[-1 - label].items() if key >= 0}, factor)
        assert made == {key: value for key, value in row.items() if key >= 0}
        assert row[column] == 1
        assert not [other for other in found if other != column and other in row]
    assert len(found) == rank([[Fraction(row.get(column, 0)) for column in range(6)] for row in given_rows])


def rank(matrix: list[list[Fraction]]) -> int:
    """By plain elimination on whole matrices, without a thought for speed."""
    done = 0
    for column in range(6):
        pivot = next((row for row in range(done, len(matrix)) if matrix[row][column]), None)
        if pivot is None:
            continue
        matrix[done], matrix[pivot] = matrix[pivot], matrix[done]
        for row in range(done + 1, len(matrix)):
            factor: Exact = matrix[row][column] / matrix[done][column]
            matrix[row] = [one - factor * other for one, other in zip(matrix[row], matrix[done], strict=True)]
        done += 1
    return done
