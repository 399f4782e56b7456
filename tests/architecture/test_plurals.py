"""No sentence says "1 rows": `counted` writes a number with its noun, or the sentence has a form of its own for one."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from tests.architecture.source import program

PLURAL = re.compile(r" (?:[a-z]+ ){0,2}?([a-z]{3,}s)\b")
NO_PLURALS = frozenset({"has", "was", "this", "does", "always", "as", "is", "less", "plus", "times", "others", "bytes"})


def numbers_with_plurals(tree: ast.AST) -> Iterator[int]:
    """The lines where a counted number comes right before a plural, and nothing asks whether it is one."""
    for node, settled in _with_conditions(tree, settled=False):
        if settled or not isinstance(node, ast.JoinedStr):
            continue
        for value, after in zip(node.values, node.values[1:], strict=False):
            if isinstance(value, ast.FormattedValue) and isinstance(after, ast.Constant) and _counts(value):
                found = PLURAL.match(str(after.value))
                if found and found[1] not in NO_PLURALS:
                    yield node.lineno


def _with_conditions(node: ast.AST, *, settled: bool) -> Iterator[tuple[ast.AST, bool]]:
    yield node, settled
    if isinstance(node, ast.IfExp):
        settled = settled or "1" in ast.unparse(node.test) or ast.unparse(node.test) == "one"
    for child in ast.iter_child_nodes(node):
        yield from _with_conditions(child, settled=settled)


def _counts(value: ast.FormattedValue) -> bool:
    """Whether a value is how many there are: a length, a sum, or a number written with thousands."""
    if isinstance(value.value, ast.Name | ast.Attribute) and ast.unparse(value.value).rpartition(".")[2].isupper():
        return False  # a limit, which is never one
    inner = value.value.left if isinstance(value.value, ast.BinOp) else value.value
    counts = isinstance(inner, ast.Call) and ast.unparse(inner.func) in ("len", "sum")
    return counts or (value.format_spec is not None and ast.unparse(value.format_spec) == "f','")


def test_a_number_agrees_with_its_noun() -> None:
    found = [f"{source.place}:{line}" for source in program() for line in numbers_with_plurals(source.tree)]
    assert found == [], "\n".join(found)


def test_planted_plurals_are_seen() -> None:
    planted = 'f"{len(rows) - 1} rows skipped"', 'f"{count:,} cells change"', 'f"{len(x)} rows" if x else ""'
    assert [len(list(numbers_with_plurals(ast.parse(text)))) for text in planted] == [1, 1, 1]
    fine = 'f"{len(x)} rows" if len(x) != 1 else "1 row"', "f\"{counted(len(x), 'row')}\"", 'f"{MOST:,} rows"'
    assert [list(numbers_with_plurals(ast.parse(text))) for text in fine] == [[], [], []]
