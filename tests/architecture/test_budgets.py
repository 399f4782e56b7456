"""Budgets of the house: a file past 500 lines or a function past 60 is two things in one place."""

import ast

import pytest

from tests.architecture.source import Source, everything

FILE = 500
MAIN_WINDOW = 400
FUNCTION = 60


def long_files(source: Source) -> list[str]:
    budget = MAIN_WINDOW if source.place.endswith("/main_window.py") else FILE
    lines = len(source.text.splitlines())
    return [f"{source.place}: {lines} lines, at most {budget}"] if lines > budget else []


def long_functions(source: Source) -> list[str]:
    return [
        f"{source.place}:{node.lineno} {node.name}: {length} lines, at most {FUNCTION}"
        for node in source.nodes()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := (node.end_lineno or node.lineno) - node.lineno + 1) > FUNCTION
    ]


def test_files_keep_their_budget() -> None:
    assert [line for source in everything() for line in long_files(source)] == []


@pytest.mark.slow
def test_functions_keep_their_budget() -> None:
    assert [line for source in everything() for line in long_functions(source)] == []


def test_plants_are_seen() -> None:
    assert long_files(Source("desktop_app/x.py", "\n" * 501))
    assert not long_files(Source("desktop_app/x.py", "\n" * 500))
    assert long_files(Source("desktop_app/gui/window/main_window.py", "\n" * 401))
    assert long_functions(Source("desktop_app/x.py", "def f():\n" + "    1\n" * 60))
    assert not long_functions(Source("desktop_app/x.py", "def f():\n" + "    1\n" * 59))
