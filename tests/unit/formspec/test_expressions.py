from decimal import Decimal

import pytest

from desktop_app.formspec.expressions import (
    CellReference,
    ExpressionError,
    ExpressionOperation,
    LiteralValue,
    parse,
    references,
    rule_names,
)


def test_products_bind_closer_than_sums_and_sums_closer_than_comparisons() -> None:
    node = parse("1 + 2 * 3 > 4 and not 5 = 6 or 'a' = 'b'")
    assert isinstance(node, ExpressionOperation)
    assert node.name == "or"
    left = node.operands[0]
    assert isinstance(left, ExpressionOperation)
    assert [operand.name for operand in left.operands if isinstance(operand, ExpressionOperation)] == [">", "not"]


def test_references_know_their_scope_and_sets() -> None:
    found = list(references(parse("sum(./section:om/., prior:w2/role:x/end) - company:identity/name/answer")))
    assert found == [
        CellReference("", ".", "section:om", "."),
        CellReference("prior", "w2", "role:x", "end"),
        CellReference("company", "identity", "name", "answer"),
    ]
    assert [ref.many for ref in found] == [True, True, False]


def test_legal_values_are_found_anywhere() -> None:
    assert list(rule_names(parse("abs(a/b/c) > rule:report/limit or rule:report/other = 1"))) == [
        "report/limit",
        "report/other",
    ]
    assert list(rule_names(parse("'x'"))) == []
    assert list(references(parse("1"))) == []


def test_brackets_and_signs() -> None:
    assert parse("-(1)") == ExpressionOperation("neg", (LiteralValue(Decimal(1)),))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "empty"),
        ("   ", "empty"),
        ("1 +", "at 'the end'"),
        ("1 2", "operator was expected at '2'"),
        ("(1", "closing bracket"),
        ("sum 1", "opening bracket"),
        ("ratio(1)", "takes 2"),
        ("frobnicate(1)", "expected at 'frobnicate"),
        ("a/b", "cannot read from '/b'"),
        ("1 ; 2", "cannot read from '; 2'"),
    ],
)
def test_what_cannot_be_read_is_named(text: str, words: str) -> None:
    with pytest.raises(ExpressionError, match=words.replace("(", r"\(")):
        parse(text)
