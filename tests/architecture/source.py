"""The program's own source, parsed: what the checks in this folder read."""

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Source:
    """One Python file; `place` is its path from the root, with forward slashes."""

    place: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, self.place)

    @property
    def layer(self) -> str:
        """The folder or module of desktop_app it belongs to: 'domain', 'gui', '__main__'."""
        parts = self.place.removesuffix(".py").split("/")
        return parts[1] if parts[0] == "desktop_app" else ""

    def nodes(self) -> Sequence[ast.AST]:
        return self._nodes

    @cached_property
    def _nodes(self) -> tuple[ast.AST, ...]:
        return tuple(ast.walk(self.tree))


def sources(*folders: str) -> list[Source]:
    files = (path for folder in folders for path in sorted((ROOT / folder).rglob("*.py")))
    return [Source(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")) for path in files]


@cache
def program() -> Sequence[Source]:
    """Parsed once for all the checks that read it."""
    return sources("desktop_app")


def everything() -> list[Source]:
    return [*program(), *sources("packaging", "tests")]


def imported(source: Source) -> Iterator[tuple[int, str]]:
    """Line and full name of each import; `from a import b` gives a.b, because b may be a module."""
    for node in source.nodes():
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.lineno, f"{node.module or ''}.{alias.name}") for alias in node.names)
        elif isinstance(node, ast.Call) and called(node) == "import_module":
            yield from ((node.lineno, str(name.value)) for name in node.args if isinstance(name, ast.Constant))


def called(node: ast.Call) -> str:
    """The last name of what is called: 'suppress' of contextlib.suppress(...)."""
    if isinstance(node.func, ast.Attribute):
        return node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else ""


def is_within(name: str, module: str) -> bool:
    return name == module or name.startswith(f"{module}.")
