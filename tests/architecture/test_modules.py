"""What stands in a module: no `global`, no logic in __init__, names of the trade, no broad `except`."""

import ast
from pathlib import PurePosixPath

import pytest

from tests.architecture.source import Source, called, everything, program

BANNED_NAMES = {"base", "common", "core", "manager", "managers", "misc", "tools"}
BANNED_PARTS = {"util", "utils", "helper", "helpers"}
# A broad `except` stands only at the borders that may meet anything.
BORDERS = {
    "desktop_app/gui/window/crash.py",  # the crash hook
    "desktop_app/gui/tasks/runner.py",  # the task runner
    "desktop_app/cli/main.py",  # the command line's outermost frame
}
# A listener without an owner outlives its widget: one class owns listening, and the window itself.
LISTENERS = {"desktop_app/gui/widgets/following_page.py", "desktop_app/gui/window/main_window.py"}
MUTABLE = (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp)


def globals_said(source: Source) -> list[str]:
    return [f"{source.place}:{node.lineno} global" for node in source.nodes() if isinstance(node, ast.Global)]


def mutable_state(source: Source) -> list[str]:
    """A module's list, dictionary or set may be a table (in capitals), never a variable."""
    found = []
    for node in source.tree.body:
        targets = (
            node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        )
        value = node.value if isinstance(node, ast.Assign | ast.AnnAssign) else None
        names = [target.id for target in targets if isinstance(target, ast.Name)]
        if isinstance(value, MUTABLE):
            found += [f"{source.place}:{node.lineno} {name}" for name in names if not name.strip("_").isupper()]
    return [line for line in found if not line.endswith(" __all__")]


def logic_in_init(source: Source) -> list[str]:
    if not source.place.endswith("/__init__.py"):
        return []
    return [f"{source.place}:{node.lineno}" for node in source.tree.body if not is_plain(node)]


def is_plain(node: ast.stmt) -> bool:
    """A docstring, an import, or a dunder name given a literal."""
    if isinstance(node, ast.Import | ast.ImportFrom):
        return True
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
    if not isinstance(node, ast.Assign) or not isinstance(node.value, ast.Constant | ast.List | ast.Tuple):
        return False
    return all(isinstance(target, ast.Name) and target.id.startswith("__") for target in node.targets)


def banned_names(source: Source) -> list[str]:
    parts = PurePosixPath(source.place).with_suffix("").parts
    return [source.place for part in parts if part in BANNED_NAMES or BANNED_PARTS & set(part.split("_"))]


def broad_excepts(source: Source) -> list[str]:
    if source.place in BORDERS:
        return []
    return [
        f"{source.place}:{node.lineno} {ast.unparse(node).splitlines()[0]}"
        for node in source.nodes()
        if (isinstance(node, ast.ExceptHandler) and is_broad(node.type))
        or (isinstance(node, ast.Call) and called(node).endswith("suppress") and any(map(is_broad, node.args)))
    ]


def listeners(source: Source) -> list[str]:
    """Whoever listens to a company beside those whose task it is to stop as well."""
    if source.place in LISTENERS:
        return []
    return [
        f"{source.place}:{node.lineno}"
        for node in source.nodes()
        if isinstance(node, ast.Attribute) and node.attr == "listen"
    ]


def is_broad(caught: ast.expr | None) -> bool:
    if isinstance(caught, ast.Tuple):
        return any(is_broad(one) for one in caught.elts)
    return caught is None or ast.unparse(caught) in {"Exception", "BaseException"}


@pytest.mark.slow
@pytest.mark.parametrize("check", [globals_said, banned_names, logic_in_init])
def test_everywhere(check: object) -> None:
    assert callable(check)
    assert [line for source in everything() for line in check(source)] == []


@pytest.mark.slow
@pytest.mark.parametrize("check", [mutable_state, broad_excepts, listeners])
def test_in_the_program(check: object) -> None:
    assert callable(check)
    assert [line for source in program() for line in check(source)] == []


def test_plants_are_seen() -> None:
    assert globals_said(Source("desktop_app/x.py", "def f():\n    global g\n    g = 1"))
    assert mutable_state(Source("desktop_app/x.py", "cache: dict[str, int] = {}"))
    assert not mutable_state(Source("desktop_app/x.py", "TABLE = {'a': 1}\n__all__ = ['x']\n_ROWS = [1]"))
    assert banned_names(Source("desktop_app/gui/helpers/x.py", ""))
    assert banned_names(Source("desktop_app/gui/date_utils.py", ""))
    assert not banned_names(Source("desktop_app/domain/rate_base.py", ""))


@pytest.mark.parametrize(
    "text", ["def f(): ...", "x = 1", "if True:\n    import os", "__version__ = str(1)", "print(1)"]
)
def test_planted_logic_in_init_is_seen(text: str) -> None:
    assert logic_in_init(Source("desktop_app/gui/__init__.py", text))


@pytest.mark.parametrize(
    "text",
    [
        "try:\n    f()\nexcept:\n    pass",
        "try:\n    f()\nexcept Exception as e:\n    pass",
        "try:\n    f()\nexcept (ValueError, BaseException):\n    pass",
        "with contextlib.suppress(Exception):\n    f()",
    ],
)
def test_planted_broad_except_is_seen(text: str) -> None:
    assert broad_excepts(Source("desktop_app/storage/x.py", text))
    assert not broad_excepts(Source(min(BORDERS), text))


def test_a_planted_listener_is_seen() -> None:
    text = "class Home:\n    def __init__(self, file):\n        file.listen(self._edited)"
    assert listeners(Source("desktop_app/gui/window/home.py", text))
    assert listeners(Source("desktop_app/gui/window/home.py", "take = file.listen"))
    assert not listeners(Source(min(LISTENERS), text))


def test_a_named_except_passes() -> None:
    assert not broad_excepts(
        Source("desktop_app/storage/x.py", "try:\n    f()\nexcept (OSError, ValueError):\n    pass")
    )


def test_a_class_of_values_is_a_late_one() -> None:
    """A class made by the standard library below a late one would take its base's fields by keyword alone."""
    taken = [
        f"{source.place}:{node.lineno}"
        for source in program()
        for node in source.nodes()
        if isinstance(node, ast.ImportFrom) and node.module == "dataclasses"
        if {"dataclass", "field", "replace"} & {name.name for name in node.names}
    ]
    assert [place for place in taken if "domain/late_dataclasses.py" not in place] == []
