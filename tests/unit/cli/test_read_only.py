"""``--read-only``, ``backups`` and ``restore``: a file in use or damaged is looked at, and a backup takes its place."""

import sqlite3
from pathlib import Path

import pytest

from desktop_app import bootstrap
from tests.support.command_line import REPORT, Counter, counter, made

pytestmark = pytest.mark.slow  # whole sample companies

__all__ = ["counter", "made"]
CHEMICALS = f"{REPORT}/w2/chemicals/amount"


def test_a_file_in_use_is_looked_at_and_not_changed(counter: Counter) -> None:
    held = bootstrap.program().companies.open(Path(counter.file))
    try:
        assert "open it here read-only" in counter.refused("set", counter.file, CHEMICALS, "77")
        assert CHEMICALS in counter.done("list", counter.file).out
        assert CHEMICALS in counter.done("--read-only", "list", counter.file).out
        assert "open read-only" in counter.refused("--read-only", "set", counter.file, CHEMICALS, "77")
        target = counter.folder / "out.json"
        counter.done("--read-only", "export", counter.file, str(target))
        assert target.stat().st_size > 1000
    finally:
        held.close()


def test_a_damaged_file_is_refused_looked_at_and_put_back(counter: Counter) -> None:
    counter.done("set", counter.file, CHEMICALS, "4321")
    counter.done("backup", counter.file)
    connection = sqlite3.connect(counter.file)
    with connection:
        connection.execute("UPDATE journal SET kind = 'redo' WHERE number = 1")
    connection.close()
    refusal = counter.refused("check", counter.file)
    assert "is damaged: step 1 of its history cannot be right" in refusal
    assert "Restore the backup of" in refusal
    looked = counter.run("--read-only", "list", counter.file)
    assert (looked.code, "may be wrong" in looked.err) == (0, True)
    (copy, *_) = counter.done("backups", counter.file, "--json").json
    assert copy["name"] in counter.done("backups", counter.file).out
    assert "no backup x of" in counter.refused("restore", counter.file, "--backup", "x")
    assert copy["name"] in counter.done("restore", counter.file, "--backup", copy["name"]).out
    assert "4,321" in counter.done("list", counter.file).out
