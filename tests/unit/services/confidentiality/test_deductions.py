"""How a sealed number is worked out, said so that a bookkeeper can follow it: every way of it in its own words."""

from decimal import Decimal
from fractions import Fraction

import pytest

from desktop_app.domain.values import place_of
from desktop_app.formspec.disclosure import Deduction
from desktop_app.formspec.elimination import Exact
from desktop_app.formspec.knowledge import KnownCell, LinearEquation
from desktop_app.formspec.relations import LinearRelation, ProductRelation, RelationBasis
from desktop_app.services.confidentiality.deductions import CellWording, listed
from tests.support.small_form import laid_out

POWER, LABOR, CREDIT, TOTAL, PRIOR, PLANT, GALLONS = (
    KnownCell("now", place_of(path))
    for path in (
        "w2/power/amount",
        "w2/labor/amount",
        "w2/credit/amount",
        "w2/total/amount",
        "w2/power/prior",
        "p4/plant/end",
        "w2/gallons/amount",
    )
)
LAST = KnownCell("then", POWER.place)
VALUES: dict[KnownCell, Exact] = {
    cell: Fraction(number)
    for cell, number in ((POWER, 7), (LABOR, 5), (CREDIT, 1), (TOTAL, 13), (PRIOR, 6), (LAST, 6), (PLANT, 13))
}
WORDS = CellWording("now", {"now": laid_out(), "then": laid_out()}, VALUES, frozenset({POWER, GALLONS}))
LABOR_WORDS = "page W-2, 601 Salaries and wages, this year"
TOTAL_WORDS = "page W-2, Total operating expenses, this year"


def linear(
    *cells: KnownCell, basis: RelationBasis = RelationBasis.FORMULA, computes: KnownCell | None = None
) -> LinearEquation:
    relation = LinearRelation({}, Decimal(0), 0, basis, POWER.place)
    terms: dict[KnownCell, Exact] = {cell: Fraction(1) for cell in cells}
    return LinearEquation(terms, Fraction(0), Fraction(0), "now", relation, computes)


def how(*equations: LinearEquation, after: tuple[KnownCell, ...] = (), low: int = 7, high: int = 7) -> str:
    return WORDS.how(Deduction(POWER, equations, after, Fraction(low), Fraction(high)))


def test_one_public_figure_is_the_same_amount_or_must_equal_it() -> None:
    assert how(linear(POWER, TOTAL)) == f"P{TOTAL_WORDS[1:]} 13, which is public, is the same amount."
    assert how(linear(POWER, TOTAL, basis=RelationBasis.TIE)) == (
        f"P{TOTAL_WORDS[1:]} 13, which is public, must equal it."
    )


def test_another_report_tells_it() -> None:
    assert how(linear(POWER, LAST)) == (
        "Page W-2, 615 Purchased power, this year of the report then 6, which is public, reveals it."
    )


def test_a_constant_of_the_form_tells_it() -> None:
    assert how(linear(POWER)) == "The form itself says what it must be."


def test_few_figures_are_all_named_and_many_are_a_total_less_its_lines() -> None:
    assert how(linear(POWER, LABOR, TOTAL)) == f"P{LABOR_WORDS[1:]} 5 and {TOTAL_WORDS} 13 give this amount."
    many = (POWER, LABOR, CREDIT, PRIOR, TOTAL)
    less = f"P{TOTAL_WORDS[1:]} 13 less the lines shown publicly gives this amount."
    assert how(linear(*many, computes=TOTAL)) == less
    assert how(linear(*many)) == less
    assert how(linear(*many, computes=POWER)) == "Everything that it is computed from is public."


def test_a_product_names_its_other_cells_each_once() -> None:
    labor = ({("", LABOR.place): Decimal(1)}, Decimal(0))
    power = ({("", POWER.place): Decimal(1)}, Decimal(0))
    product = ProductRelation(power, labor, labor, ({}, Decimal(1)), 0, POWER.place)
    assert how(LinearEquation({}, Fraction(0), Fraction(0), "now", product)) == (
        f"P{LABOR_WORDS[1:]} 5 give this amount."
    )


def test_several_relations_name_the_public_totals_that_they_compute() -> None:
    totals = (TOTAL, LABOR, CREDIT, PRIOR)
    words = how(*(linear(POWER, cell, computes=cell) for cell in totals))
    assert words.startswith(f"Taken together, {TOTAL_WORDS} 13, {LABOR_WORDS} 5 and page W-2, 690")
    assert words.endswith("1 and 1 more give this amount.")
    assert "615" not in words
    sealed = (linear(POWER, GALLONS, computes=GALLONS), linear(POWER, GALLONS))
    assert how(*sealed) == "2 relations between public figures, taken together, give this amount."


def test_what_is_worked_out_first_and_a_range_are_said() -> None:
    assert how(linear(POWER, TOTAL), after=(LABOR,), low=6, high=8) == (
        f"P{TOTAL_WORDS[1:]} 13, which is public, is the same amount, once {LABOR_WORDS} has been worked out, "
        "to between 6 and 8."
    )
    assert "worked out" not in how(linear(POWER, TOTAL), linear(POWER, LABOR), after=(LABOR,))


def test_a_sealed_figure_is_named_without_its_value() -> None:
    values = {**VALUES, LABOR: Fraction(987654)}
    words = CellWording("now", WORDS.sheets, values, frozenset({POWER, LABOR}))
    made = Deduction(POWER, (linear(POWER, LABOR, TOTAL),), (LABOR,), Fraction(7), Fraction(7))
    assert "987,654" not in words.how(made)


@pytest.mark.parametrize(
    ("low", "high", "sentence", "within"),
    [
        (7, 7, "It can only be 7.", "between 7 and 7"),
        (
            6,
            8,
            "A reader knows that it is between 6 and 8, and one of the two is nearly what it is.",
            "between 6 and 8",
        ),
        (6, None, "A reader knows that it is at least 6, which is nearly what it is.", "at least 6"),
        (None, 8, "A reader knows that it is at most 8, which is nearly what it is.", "at most 8"),
    ],
)
def test_limits_are_said_as_they_are(low: int | None, high: int | None, sentence: str, within: str) -> None:
    limits = (None if low is None else Fraction(low), None if high is None else Fraction(high))
    assert WORDS.narrow(POWER, limits) == sentence
    assert WORDS.within(POWER, limits) == within


def test_no_limits_say_nothing() -> None:
    assert WORDS.within(POWER, (None, None)) == ""


def test_words_in_a_row_have_an_and_before_the_last() -> None:
    assert [listed(words) for words in (["a"], ["a", "b"], ["a", "b", "c"])] == ["a", "a and b", "a, b and c"]
