"""A folder of companies as an accountant has it: whole, broken, newer, locked and open files, each one line."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.storage.lock import WorkspaceLock
from tests.support.command_line import Counter, counter, made

__all__ = ["counter", "made"]


def clients(counter: Counter) -> Path:
    """A folder with a file of every kind; nothing in it is written by looking."""
    folder = counter.folder / "clients"
    (folder / "Oak").mkdir(parents=True)
    for name in ("Elm", "Oak/Oak", "Newer", "Torn"):
        shutil.copyfile(counter.file, folder / f"{name}.filingdesk")
    (folder / "Empty.filingdesk").touch()
    (folder / "Words.filingdesk").write_text("Dear client,", encoding="utf-8")
    torn = folder / "Torn.filingdesk"
    torn.write_bytes(torn.read_bytes()[:20_000])
    with closing(sqlite3.connect(folder / "Newer.filingdesk")) as newer:
        newer.execute("PRAGMA user_version = 99")
    return folder


def everything(folder: Path) -> dict[str, tuple[int, bytes]]:
    return {
        str(path.relative_to(folder)): (path.stat().st_mtime_ns, path.read_bytes())
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.slow
def test_every_file_is_one_line_and_looking_writes_nothing(counter: Counter) -> None:
    folder = clients(counter)
    lock = WorkspaceLock(folder / "Elm.filingdesk", "2026-02-03T09:00:00")
    before = everything(folder)
    answer = counter.run("companies", str(folder), "--json")
    lock.release()
    found = {Path(item["file"]).stem: item for item in answer.json["companies"]}
    assert answer.code == 1
    assert set(found) == {"Elm", "Oak", "Newer", "Torn", "Empty", "Words"}
    assert {name for name, item in found.items() if not item["refusal"]} == {"Elm", "Oak"}
    assert "was made by a newer Filing Desk" in found["Newer"]["refusal"]
    assert "is damaged" in found["Torn"]["refusal"]
    assert all(found[name]["refusal"].endswith(".") for name in ("Newer", "Torn", "Empty", "Words"))
    assert "since February 3, 2026, 9:00." in found["Elm"]["in_use"]
    assert found["Oak"]["in_use"] == ""
    assert found["Oak"]["progress"]["percent"] == 100
    after = everything(folder)
    assert {name: after.get(name) for name in before if not name.endswith(".lock")} == {
        name: seen for name, seen in before.items() if not name.endswith(".lock")
    }
    assert set(after) <= set(before)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("arguments", "names"),
    [(("--show", "unread"), {"Newer", "Torn", "Empty", "Words"}), (("--named", "oak"), {"Oak"})],
)
def test_the_list_is_narrowed(counter: Counter, arguments: tuple[str, ...], names: set[str]) -> None:
    found = counter.run("companies", str(clients(counter)), *arguments, "--json").json["companies"]
    assert {Path(item["file"]).stem for item in found} == names


@pytest.mark.slow
def test_a_list_in_words_ends_with_the_backup(counter: Counter) -> None:
    words = counter.run("companies", str(counter.folder), "--sort", "errors").out
    assert words.rstrip().endswith("\tno backup")
