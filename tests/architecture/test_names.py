"""One word, one meaning: no two classes and no two public functions of the program share a name."""

import ast
from collections.abc import Iterable

from tests.architecture.source import Source, program

# Why two may share a name.
SHARED = {
    "grammar": "each family of verbs of the command line adds its grammar; `cli.main` calls them by that name",
}


def names(source: Source) -> list[tuple[str, str]]:
    """Each public class and function at the top of a module, with where it stands."""
    return [
        (node.name, f"{source.place}:{node.lineno}")
        for node in source.tree.body
        if isinstance(node, ast.ClassDef | ast.FunctionDef) and not node.name.startswith("_")
    ]


def shared(sources: Iterable[Source]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for source in sources:
        for name, where in names(source):
            found.setdefault(name, []).append(where)
    return {name: where for name, where in found.items() if len(where) > 1 and name not in SHARED}


def test_no_two_things_share_a_name() -> None:
    assert shared(program()) == {}


def test_every_exception_is_needed() -> None:
    found = [name for source in program() for name, _ in names(source)]
    assert [name for name in SHARED if found.count(name) < 2] == []


def test_a_second_meaning_is_seen() -> None:
    one = Source("desktop_app/a.py", "class Line: ...\ndef read(): ...\ndef _help(): ...")
    other = Source("desktop_app/b.py", "class Line: ...\ndef read(): ...\ndef _help(): ...")
    assert sorted(shared([one, other])) == ["Line", "read"]
    assert shared([one]) == {}
