from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.values import Place, Value, place_of
from desktop_app.formspec.binding import bind
from desktop_app.formspec.checks import CheckBook
from desktop_app.formspec.relations import (
    ONE,
    Form,
    LinearRelation,
    ProductRelation,
    RelationBasis,
    _formula,
    linear,
    relations,
)
from tests.support.small_form import calculated, laid_out, model, places

HERE = place_of("w2/labor/amount")


def named(form: Form) -> list[str]:
    return [place.line for _, place in form[0]]


def found() -> list[LinearRelation | ProductRelation]:
    return list(relations(CheckBook(model())))


def test_a_total_is_a_relation_with_signs() -> None:
    total = next(item for item in found() if isinstance(item, LinearRelation) and str(item.at) == "w2/total_om/amount")
    assert {str(place): int(factor) for (_, place), factor in total.terms.items()} == {
        "w2/labor/amount": 1,
        "w2/power/amount": 1,
        "w2/credit/amount": -1,
        "w2/total_om/amount": -1,
    }


def test_ties_and_carried_figures_are_relations_too() -> None:
    bases = {item.basis for item in found() if isinstance(item, LinearRelation)}
    assert bases == {RelationBasis.FORMULA, RelationBasis.TIE, RelationBasis.CARRIED}
    carried = next(item for item in found() if isinstance(item, LinearRelation) and item.basis is RelationBasis.CARRIED)
    assert {scope for scope, _ in carried.terms} == {"prior", ""}


def test_a_carried_figure_that_is_a_product_is_no_relation() -> None:
    book = CheckBook(model())
    carried = next(one for one in book.statements if one.carried)
    product = bind("w2/labor/amount * w2/power/amount", laid_out(), HERE, {})
    vars(book)["statements"] = (carried._replace(tree=product),)
    assert list(relations(book)) == []


def test_what_is_neither_linear_nor_a_simple_product_is_left_out() -> None:
    assert not [item for item in found() if str(item.at) in {"p1/big/answer", "p1/rows/answer"}]


def test_a_product_of_several_constants_and_ratios_is_one_product() -> None:
    cells = {name: bind(f"w2/{name}/amount", laid_out(), HERE, {}) for name in ("labor", "power", "credit")}
    assert set(cells) == {"labor", "power", "credit"}
    for text, over, under in (
        ("ratio(w2/labor/amount * w2/power/amount * 60, 1000)", ["labor", "power"], []),
        ("ratio(w2/labor/amount, ratio(w2/power/amount, w2/credit/amount))", ["labor", "credit"], ["power"]),
        ("ratio(3, w2/power/amount) * w2/credit/amount", ["credit"], ["power"]),
    ):
        (item,) = _formula(HERE, bind(text, laid_out(), HERE, {}), 0, {})
        assert isinstance(item, ProductRelation)
        assert named(item.left) + named(item.right) == over, text
        assert named(item.divisor) == under, text
    capacity = next(
        _formula(HERE, bind("ratio(w2/labor/amount * w2/power/amount * 60, 1000)", laid_out(), HERE, {}), 0, {})
    )
    assert isinstance(capacity, ProductRelation)
    assert [*capacity.left[0].values(), capacity.divisor[1]] == [Decimal(60), Decimal(1000)]
    for text in (
        "w2/labor/amount * w2/power/amount * w2/credit/amount",
        "ratio(abs(w2/labor/amount), w2/power/amount)",
    ):
        assert list(_formula(HERE, bind(text, laid_out(), HERE, {}), 0, {})) == []


def test_a_legal_value_is_a_constant() -> None:
    tree = bind("w2/labor/amount * rule:report/limit", laid_out(), HERE, {})
    assert linear(tree, {"report/limit": Decimal(3)}) == ({("", place_of("w2/labor/amount")): Decimal(3)}, Decimal(0))
    assert linear(tree) is None


def test_products_are_kept_as_factors() -> None:
    from dataclasses import replace

    from desktop_app.formspec.definition import (
        CellSpec,
        CellType,
        FormSchedule,
        ScheduleColumn,
        ScheduleKind,
        ScheduleLine,
    )
    from desktop_app.formspec.evaluation import FormulaModel
    from desktop_app.formspec.sheet import lay_out
    from tests.support.small_form import FORM as SMALL

    cell = CellSpec(CellType.MONEY)
    lines = (
        ScheduleLine("a", "A"),
        ScheduleLine("b", "B"),
        ScheduleLine("c", "C", formula="./a/. * ./b/."),
        ScheduleLine("d", "D", formula="ratio(./a/., ./b/.)"),
    )
    odd = (
        ScheduleLine("e", "E", formula="./a/. * (./b/. + 1)"),
        ScheduleLine("f", "F", formula="2 * ./a/. * 3 - ./a/. * 6 + 1"),
        ScheduleLine("g", "G", formula="ratio((./a/. + ./b/.) * ./b/., 200)"),
        ScheduleLine("h", "H", formula="abs(./a/.) * ./b/."),
    )
    schedule = FormSchedule("s", "S", "S", ScheduleKind.LINES, (ScheduleColumn("x", "X", cell),), lines + odd)
    book = CheckBook(FormulaModel(lay_out(replace(SMALL, schedules=(schedule,), checks=()), (), (), {}), {}, {}))
    items = {item.at.line: item for item in relations(book)}
    product, ratio = items["c"], items["d"]
    assert isinstance(product, ProductRelation)
    assert isinstance(ratio, ProductRelation)
    assert [named(form) for form in (product.result, product.left, product.right)] == [["c"], ["a"], ["b"]]
    assert product.divisor == ratio.right == ONE
    assert [named(form) for form in (ratio.result, ratio.left, ratio.divisor)] == [["d"], ["a"], ["b"]]
    sum_times = items["e"]
    assert isinstance(sum_times, ProductRelation)
    assert sum_times.right[1] == 1
    mean = items["g"]
    assert isinstance(mean, ProductRelation)
    assert [named(form) for form in (mean.left, mean.right, mean.divisor)] == [["a", "b"], ["b"], []]
    assert "h" not in items
    constant = items["f"]
    assert isinstance(constant, LinearRelation)
    assert constant.constant == 1
    assert len(constant.terms) == 1


def test_texts_and_comparisons_are_not_linear() -> None:
    for text in ("'x'", "1 = 2", "rule:report/limit", "abs(w2/labor/amount)", "w2/labor/amount + abs(w2/power/amount)"):
        assert linear(bind(text, laid_out(), HERE, {})) is None


amounts = st.integers(-(10**6), 10**6)


@given(st.lists(amounts, min_size=5, max_size=5))
def test_every_linear_relation_of_a_formula_holds_for_all_answers(numbers: list[int]) -> None:
    paths = ("w2/labor/amount", "w2/power/amount", "w2/credit/amount", "w2/labor/prior", "months/m01/sold")
    filled: dict[Place, Value] = places(dict(zip(paths, numbers, strict=True)))
    calculation = calculated({str(place): value for place, value in filled.items()})
    for item in relations(CheckBook(calculation.model)):
        if isinstance(item, LinearRelation) and item.basis is RelationBasis.FORMULA:
            known = [calculation.look(scope, place) for scope, place in item.terms]
            total = sum(
                (
                    factor * (value if isinstance(value, Decimal) else 0)
                    for value, factor in zip(known, item.terms.values(), strict=True)
                ),
                item.constant,
            )
            assert total == 0
