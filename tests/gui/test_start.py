"""What a start of the window loads: no more than it shows."""

import builtins
import os
import subprocess
import sys

import pytest

from desktop_app.gui.plain_imports import import_plainly
from tests.architecture.source import ROOT

pytestmark = pytest.mark.slow

SOURCES_READ = """
import linecache, sys, types
def run_window(program, arguments):
    import desktop_app.gui.window.main_window
    print("in the window", *(name for name in linecache.cache if "desktop_app" in name))
sys.modules["desktop_app.gui.app"] = types.SimpleNamespace(run_window=run_window)
sys.argv = ["filing-desk"]
from desktop_app.__main__ import main
main()
"""


def printed(probe: str, *arguments: str) -> list[str]:
    """What a program prints that is started for it."""
    done = subprocess.run(
        [sys.executable, "-c", probe, *arguments],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout.splitlines()


def test_the_source_of_no_module_is_read_beside_loading_it() -> None:
    assert printed(SOURCES_READ) == ["in the window"]


def test_where_nothing_was_replaced_all_stays_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(builtins, "__orig_import__", raising=False)
    before = builtins.__import__
    import_plainly()
    assert builtins.__import__ is before
