"""Who may import what: the contracts of pyproject.toml, and what they cannot say."""

import ast
import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests.architecture.source import ROOT, Source, imported, is_within, program, sources

NETWORK = (
    *("socket", "socketserver", "ssl", "http", "urllib.request", "urllib.error", "ftplib", "smtplib", "poplib"),
    *("imaplib", "nntplib", "telnetlib", "xmlrpc", "wsgiref", "asyncio", "webbrowser"),
    *("requests", "httpx", "aiohttp", "urllib3", "websockets"),
    *("PySide6.QtNetwork", "PySide6.QtNetworkAuth", "PySide6.QtWebSockets", "PySide6.QtHttpServer"),
    *("PySide6.QtWebEngineCore", "PySide6.QtWebEngineWidgets", "PySide6.QtWebEngineQuick", "PySide6.QtWebView"),
    *("PySide6.QtWebChannel", "PySide6.QtRemoteObjects", "PySide6.QtQml", "PySide6.QtBluetooth"),
)
DOORS = {
    "desktop_app",
    *("PySide6", "shiboken6", "reportlab", "pypdf", "pypdfium2", "pikepdf", "PIL", "openpyxl", "cryptography"),
    "python_calamine",
}
SCRATCH = "desktop_app/services/workers/scratch.py"
PLACES_OWNERS = {"__main__", "bootstrap", "jobs", "locations"}


def network(source: Source) -> list[str]:
    return [
        f"{source.place}:{line} imports {name}"
        for line, name in imported(source)
        if any(is_within(name, module) for module in NETWORK)
    ]


def temporary(source: Source) -> list[str]:
    """Python's makers of temporary files: on Windows they try a refused name two thousand million times."""
    return [
        f"{source.place}:{line} imports tempfile"
        for line, name in imported(source)
        if is_within(name, "tempfile") and source.place != SCRATCH
    ]


def strangers(source: Source) -> list[str]:
    """Outside packages for which the plan has no door."""
    return [
        f"{source.place}:{line} imports {name}"
        for line, name in imported(source)
        if name.split(".")[0] not in DOORS | sys.stdlib_module_names
    ]


def at_import_time(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """Statements that run when the module is imported: all but the insides of functions."""
    for statement in body:
        if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        yield statement
        for part in ("body", "orelse", "finalbody"):
            yield from at_import_time(getattr(statement, part, []))
        for handler in getattr(statement, "handlers", []):
            yield from at_import_time(handler.body)


def eager_gui(source: Source) -> list[str]:
    """The command line must start without Qt, so the window is imported only where it is opened."""
    eager = Source(source.place, ast.unparse(ast.Module(list(at_import_time(source.tree.body)), [])))
    if source.layer == "gui":
        return []
    return [f"{source.place} imports {name} early" for _, name in imported(eager) if is_within(name, "desktop_app.gui")]


def own_places(source: Source) -> list[str]:
    """Everyone but the start receives paths."""
    return [
        f"{source.place}:{line} imports {name}"
        for line, name in imported(source)
        if is_within(name, "desktop_app.locations") and source.layer not in PLACES_OWNERS
    ]


def test_the_contracts_hold() -> None:
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.slow
def test_no_network() -> None:
    assert [line for source in [*program(), *sources("packaging")] for line in network(source)] == []


@pytest.mark.slow
def test_no_library_without_a_door() -> None:
    assert [line for source in program() for line in strangers(source)] == []


def test_temporary_files_have_one_maker() -> None:
    assert [line for source in program() for line in temporary(source)] == []
    assert temporary(Source("desktop_app/x.py", "from tempfile import mkdtemp"))


@pytest.mark.slow
def test_the_window_is_imported_only_when_it_opens() -> None:
    assert [line for source in program() for line in eager_gui(source)] == []


@pytest.mark.slow
def test_only_the_start_knows_where_things_are() -> None:
    assert [line for source in program() for line in own_places(source)] == []


@pytest.mark.parametrize(
    "text",
    [
        "import socket",
        "import urllib.request",
        "from urllib import request",
        "from PySide6 import QtCore, QtNetwork",
        "from PySide6.QtWebEngineCore import QWebEnginePage",
        "def f():\n    import http.client",
        "import importlib\nimportlib.import_module('ssl')",
    ],
)
def test_planted_network_is_seen(text: str) -> None:
    assert network(Source("desktop_app/x.py", text))


def test_innocent_imports_pass() -> None:
    assert not network(Source("desktop_app/x.py", "import urllib.parse\nfrom PySide6.QtCore import Qt\nimport httpish"))


def test_other_plants_are_seen() -> None:
    assert strangers(Source("desktop_app/domain/x.py", "import dateutil"))
    assert own_places(Source("desktop_app/gui/x.py", "from desktop_app import locations"))
    assert eager_gui(Source("desktop_app/__main__.py", "try:\n    from desktop_app.gui import app\nfinally:\n    pass"))
    assert not eager_gui(Source("desktop_app/__main__.py", "def main():\n    from desktop_app.gui import app"))
