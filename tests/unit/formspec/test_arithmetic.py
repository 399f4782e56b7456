from datetime import date
from decimal import Decimal

import pytest

from desktop_app.domain.values import AnswerWord, Place, Value, place_of
from desktop_app.formspec.arithmetic import Result, evaluate
from desktop_app.formspec.binding import bind
from tests.support.small_form import RULES, laid_out

CELLS: dict[Place, Value] = {
    place_of("p4/cash/end"): Decimal(12),
    place_of("p4/plant/end"): Decimal("-2.5"),
    place_of("p3/franchise/answer"): AnswerWord.NONE,
    place_of("p1/kind/answer"): "llc",
    place_of("p1/since/answer"): date(2001, 2, 3),
}


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("p4/cash/end + p4/note/end", Decimal(12)),
        ("p4/note/end + p4/note/end", None),
        ("p4/note/end - p4/cash/end", Decimal(-12)),
        ("p4/cash/end - p4/note/end", Decimal(12)),
        ("p4/cash/end * p4/note/end", None),
        ("p4/cash/end * 2", Decimal(24)),
        ("-p4/cash/end", Decimal(-12)),
        ("-p4/note/end", None),
        ("abs(p4/plant/end)", Decimal("2.5")),
        ("round(p4/plant/end)", Decimal(-3)),
        ("min(p4/cash/end, p4/plant/end, p4/note/end)", Decimal("-2.5")),
        ("max(p4/cash/end, p4/plant/end)", Decimal(12)),
        ("max(p4/note/end)", None),
        ("value(p4/note/end)", Decimal(0)),
        ("value(p4/cash/end)", Decimal(12)),
        ("sum(p4/cash/end, 3, p3/franchise/answer)", Decimal(15)),
        ("p3/franchise/answer = 'None'", True),
        ("p3/franchise/answer = 'Not applicable'", False),
        ("p1/kind/answer = 'llc'", True),
        ("p1/kind/answer != 'llc'", False),
        ("p1/kind/answer < 'm'", None),
        ("p1/kind/answer = 5", None),
        ("p1/since/answer < p1/since/answer", False),
        ("p1/since/answer <= p1/since/answer", True),
        ("p4/cash/end >= 12", True),
        ("p4/note/end >= 12", None),
        ("not p4/cash/end > 12", True),
        ("not p4/note/end > 12", None),
        ("p4/note/end > 1 and p4/cash/end > 100", False),
        ("p4/note/end > 1 and p4/cash/end > 1", None),
        ("p4/note/end > 1 or p4/cash/end > 1", True),
        ("p4/note/end > 1 or p4/cash/end > 100", None),
        ("1 = 1 and 2 = 2", True),
        ("1 = 2 or 2 = 1", False),
        ("answered(p4/cash/end)", True),
        ("answered(p4/note/end)", False),
        ("blank(p4/note/end)", True),
        ("blank(5)", True),
        ("count(p4/role:plant_in_service/end)", Decimal(1)),
        ("rule:report/limit", Decimal(1000)),
    ],
)
def test_what_an_expression_is_worth(text: str, result: Result) -> None:
    tree = bind(text, laid_out(), Place("p4", "cash", "end"), {})
    assert evaluate(tree, lambda _, place: CELLS.get(place), RULES) == result


def test_a_legal_value_that_is_not_given_is_a_bug() -> None:
    with pytest.raises(KeyError, match="report/none"):
        evaluate(bind("rule:report/none", laid_out(), Place("a", "b", "c"), {}), lambda _, __: None, RULES)
