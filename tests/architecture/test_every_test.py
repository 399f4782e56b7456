"""What conftest.py and pyproject.toml promise for every test, shown planted tests."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from coverage import Coverage

from tests.architecture.source import ROOT

PLANTED = """
import logging
import warnings

import pytest
from PySide6.QtCore import qWarning
from PySide6.QtWidgets import QLabel

kept = []
gone = []

def test_clean():
    pass

def test_warning():
    warnings.warn("old")

def test_log():
    logging.getLogger("x").warning("oh")

def test_expected_log(expected_logs):
    expected_logs.append("^WARNING x: oh$")
    logging.getLogger("x").warning("oh")

def test_qt_warning(qtbot):
    qWarning("oh")

def test_widget(qtbot):
    label = QLabel()
    kept.append(label)
    qtbot.addWidget(label)
    label.destroyed.connect(lambda: gone.append(True))

def test_widget_is_destroyed():
    assert gone
"""
BAD = {"test_warning", "test_log", "test_qt_warning"}


@pytest.fixture
def outcome(tmp_path: Path) -> str:
    for name in ("pyproject.toml", "tests/conftest.py"):
        shutil.copyfile(ROOT / name, tmp_path / Path(name).name)
    (tmp_path / "test_planted.py").write_text(PLANTED, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-p", "no:randomly", "-p", "no:cacheprovider", "-q", "test_planted.py"]
    return subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False).stdout


def test_what_is_promised_is_kept(outcome: str) -> None:
    summary = outcome.partition("short test summary info")[2]
    named = {line.split("::")[1].split(" ")[0] for line in summary.splitlines() if "::" in line}
    assert named == BAD, outcome


def test_what_the_gates_do_not_ask_is_not_traced() -> None:
    """Also in a worker among several, where two tracers run."""
    assert Coverage.current() is None
