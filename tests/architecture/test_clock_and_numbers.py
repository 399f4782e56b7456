"""The pure layers are told the time and the ids, and count in whole numbers and decimals."""

import ast

import pytest

from tests.architecture.source import Source, imported, is_within, program

TIMELESS = {"domain", "formspec", "rulebook", "pagespec", "services"}
PURE = TIMELESS - {"services"}
DECIMAL = {"domain", "formspec"}
CLOCKS = {"today", "now", "utcnow"}
CHANCE = {"uuid4", "uuid1", "uuid7"}
OUTSIDE_WORLD = (
    "os",
    "subprocess",
    "random",
    "secrets",
    "tempfile",
    "time",
    "shutil",
    "threading",
    "logging",
    "locale",
)


def clocks(source: Source) -> list[str]:
    """`date.today`, `datetime.now`, `time.time`, `uuid4`, called or handed on."""
    return [
        f"{source.place}:{node.lineno} {ast.unparse(node)}"
        for node in source.nodes()
        if isinstance(node, ast.Attribute | ast.Name) and reads_clock(ast.unparse(node))
    ]


def reads_clock(name: str) -> bool:
    *owner, last = name.split(".")
    if last in CHANCE or name in {"time.time", "time.time_ns"}:
        return True
    return last in CLOCKS and bool(owner) and owner[-1] in {"date", "datetime"}


def floats(source: Source) -> list[str]:
    return [
        f"{source.place}:{node.lineno} {ast.unparse(node)}"
        for node in source.nodes()
        if (isinstance(node, ast.Name) and node.id == "float")
        or (isinstance(node, ast.Constant) and isinstance(node.value, float))
    ]


def outside_world(source: Source) -> list[str]:
    return [
        f"{source.place}:{line} imports {name}"
        for line, name in imported(source)
        if any(is_within(name, module) for module in OUTSIDE_WORLD)
    ]


@pytest.mark.slow
def test_no_clock_and_no_chance() -> None:
    assert [line for source in program() if source.layer in TIMELESS for line in clocks(source)] == []


def test_no_float() -> None:
    assert [line for source in program() if source.layer in DECIMAL for line in floats(source)] == []


def test_the_pure_layers_touch_nothing_outside() -> None:
    assert [line for source in program() if source.layer in PURE for line in outside_world(source)] == []


@pytest.mark.parametrize(
    "text", ["date.today()", "datetime.datetime.now(tz)", "f = datetime.now", "uuid.uuid4()", "uuid4()", "time.time()"]
)
def test_planted_clock_is_seen(text: str) -> None:
    assert clocks(Source("desktop_app/domain/x.py", text))


def test_a_clock_handed_in_passes() -> None:
    assert not clocks(Source("desktop_app/services/x.py", "clock.today()\nself.clock.now()\ntoday = 1"))


def test_other_plants_are_seen() -> None:
    assert floats(Source("desktop_app/domain/x.py", "x = float('1')"))
    assert floats(Source("desktop_app/domain/x.py", "x: float"))
    assert floats(Source("desktop_app/domain/x.py", "x = 0.15"))
    assert not floats(Source("desktop_app/domain/x.py", "x = Decimal('0.15')"))
    assert outside_world(Source("desktop_app/domain/x.py", "import os.path"))
