"""The whole file as JSON and back: nothing is lost on either way, and nothing that was altered comes in."""

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desktop_app.storage.exchange import NotAnExport
from desktop_app.storage.refusals import DamagedFile, FileExists, FileMissing, NoFolder, NotExported
from tests.support.storage_folder import files, put, state


@pytest.fixture
def exported(tmp_path: Path) -> Path:
    """A file with a life: edits, an undo, a redo, odd letters, a document."""
    stored = files()
    workspace = stored.create(tmp_path / "a.filingdesk")
    put(workspace, a="Ł “quoted” \u2028 💧", b={"number": "-0.10"})
    put(workspace, a=None, c=["r1", "r2"], d=True)
    workspace.undo()
    workspace.redo()
    put(workspace, b=None)
    workspace.undo()
    workspace.keep_document(bytes(range(256)))
    target = tmp_path / "out.json"
    stored.export_json(workspace, target)
    workspace.close()
    return target


def test_what_is_imported_exports_to_the_same_bytes(exported: Path, tmp_path: Path) -> None:
    stored = files()
    workspace = stored.import_json(exported, tmp_path / "b.filingdesk")
    stored.export_json(workspace, tmp_path / "again.json")
    workspace.close()
    assert (tmp_path / "again.json").read_bytes() == exported.read_bytes()


def test_the_imported_file_is_the_same_file(exported: Path, tmp_path: Path) -> None:
    stored = files()
    old = stored.open(tmp_path / "a.filingdesk")
    new = stored.import_json(exported, tmp_path / "b.filingdesk")
    assert state(new) == state(old)
    assert list(new.journal()) == list(old.journal())
    assert (new.next_undo(), new.next_redo()) == (old.next_undo(), old.next_redo())
    (digest,) = json.loads(exported.read_text(encoding="utf-8"))["documents"]
    assert new.document(digest) == old.document(digest) == bytes(range(256))
    old.close()
    new.close()


def damaged(folder: Path, *statements: str) -> Path:
    """The file, some bytes of which are no longer what was written."""
    connection = sqlite3.connect(folder / "a.filingdesk")
    with connection:
        for statement in statements:
            connection.execute(statement)
    connection.close()
    return folder / "a.filingdesk"


def test_of_a_damaged_file_that_is_only_looked_at_what_is_right_is_exported(exported: Path, tmp_path: Path) -> None:
    value, words = "UPDATE entry SET value = '[\"r1\",\"r3\"]' WHERE place = 'c'", "UPDATE journal SET label = 'stop'"
    for damage in (value, words):
        path = damaged(tmp_path, damage)
        before, stored = path.read_bytes(), files()
        workspace = stored.open(path, read_only=True)
        assert "made right again" in workspace.notice
        written = json.loads(stored.exported(workspace))
        assert (workspace.has_password, written["entries"]) == (False, json.loads(exported.read_text())["entries"])
        workspace.close()
        assert path.read_bytes() == before
        if damage == value:
            stored.open(path).close()  # made right on the disk


def test_what_is_left_of_a_file_is_not_exported_where_it_cannot_be_read(exported: Path, tmp_path: Path) -> None:
    path = damaged(tmp_path, "UPDATE entry SET value = '{' WHERE place = 'c'", "UPDATE journal SET target = 9")
    stored = files()
    workspace = stored.open(path, read_only=True, as_it_is=True)
    with pytest.raises(DamagedFile, match="a part of it cannot be read"):
        stored.export_json(workspace, exported)
    workspace.close()
    assert json.loads(exported.read_text())["entries"]["c"] == ["r1", "r2"]


def test_an_import_never_overwrites(exported: Path, tmp_path: Path) -> None:
    with pytest.raises(FileExists):
        files().import_json(exported, tmp_path / "a.filingdesk")


def test_an_export_that_cannot_be_written_leaves_the_earlier_one(tmp_path: Path) -> None:
    workspace = files().create(tmp_path / "a.filingdesk")
    (tmp_path / "out.json").mkdir()
    with pytest.raises(NoFolder, match="There is no folder"):
        files().export_json(workspace, tmp_path / "nowhere" / "out.json")
    with pytest.raises(NotExported, match=r"out.json could not be written: a folder of that name is in the way"):
        files().export_json(workspace, tmp_path / "out.json")
    assert (tmp_path / "out.json").is_dir()
    assert not (tmp_path / "out.json.partial").exists()
    workspace.close()


Data = dict[str, Any]
Change = Callable[[Data], object]
ALTERED: dict[str, tuple[Change, str]] = {
    "another program's": (lambda data: data.update(format="x"), "is not an export of a company file"),
    "a later format": (lambda data: data.update(version=2), "format version 2; this program reads 1"),
    "a lost part": (lambda data: data.pop("journal"), "'journal' is missing"),
    "an unknown part": (lambda data: data.update(extra=1), "'extra' is not known"),
    "a part of another kind": (lambda data: data.update(entries=[]), "'entries' must be a table"),
    "a changed entry": (lambda data: data["entries"].update(d=False), "the entry 'd' is not what the journal made"),
    "a lost entry": (lambda data: data["entries"].pop("d"), "the entry 'd'"),
    "an added entry": (lambda data: data["entries"].update(z="9"), "the entry 'z'"),
    "a changed step": (
        lambda data: data["journal"][1]["changes"][0].__setitem__(1, "x"),
        "step 2 of 'journal' does not",
    ),
    "a lost step": (lambda data: data["journal"].pop(1), "step 2 of 'journal' is not what Export writes"),
    "a step of no kind": (lambda data: data["journal"][0].update(kind="magic"), "step 1 of 'journal' is not"),
    "a step without changes": (lambda data: data["journal"][0].update(changes=[["a"]]), "step 1 of 'journal' is not"),
    "a step that is none": (lambda data: data["journal"].__setitem__(0, 5), "step 1 of 'journal' is not"),
    "an undo of nothing": (lambda data: data["journal"][2].update(target=1), "step 3 of 'journal' does not follow"),
    "an edit with a target": (lambda data: data["journal"][0].update(target=1), "step 1 of 'journal' does not follow"),
    "an altered document": (lambda data: data["documents"].update({"0" * 64: "AAAA"}), "document 000000000000 was"),
    "a document that is none": (lambda data: data["documents"].update({"0" * 64: "?"}), "was altered"),
}


@pytest.mark.parametrize("name", ALTERED)
def test_what_was_altered_is_refused_with_its_place(exported: Path, tmp_path: Path, name: str) -> None:
    change, sentence = ALTERED[name]
    data = json.loads(exported.read_text(encoding="utf-8"))
    change(data)
    exported.write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(NotAnExport, match=sentence):
        files().import_json(exported, tmp_path / "b.filingdesk")
    assert not (tmp_path / "b.filingdesk").exists()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"{", "mistyped at line 1, column 2, near '{'"),
        (b"", "it is empty"),
        (b"\xff\xfe", "not a text file in UTF-8"),
        (b"[" * 100_000, "lists within lists too deep"),
        (b'{"format": "filing-desk-workspace", "version": 1, "id": "a", "id": "b"}', "'id' twice in one place"),
        (b'{"entries": {"a": {"number": "1", "number": "2"}}}', "'number' twice"),
        (b"%PDF-1.7 binary", "mistyped at line 1, column 1"),
        (b"<html></html>", "near '<html></html>'"),
        (b'{"format": "filing-desk-workspace", "version": 1e400}', "a number that Export does not write"),
        (b'{"a": Infinity}', "a number that Export does not write"),
        (b"[]", "is not an export"),
        (b"null", "is not an export"),
        (b"7", "is not an export"),
        (b'{"format": "filing-desk-workspace", "version": 1.5}', r"a number that Export does not write \(1.5\)"),
        (b'{"format": NaN}', r"a number that Export does not write \(NaN\)"),
        (b'{"format": "\\ud800"}', "not a text file in UTF-8"),
        (b'"words"', "is not an export"),
    ],
)
def test_what_is_no_export_is_said_so(tmp_path: Path, content: bytes, sentence: str) -> None:
    source = tmp_path / "in.json"
    source.write_bytes(content)
    with pytest.raises(NotAnExport, match=sentence):
        files().import_json(source, tmp_path / "b.filingdesk")
    assert not (tmp_path / "b.filingdesk").exists()


def test_a_missing_export_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(FileMissing):
        files().import_json(tmp_path / "in.json", tmp_path / "b.filingdesk")
    with pytest.raises(NotAnExport, match="cannot be read"):
        files().import_json(tmp_path, tmp_path / "b.filingdesk")


def test_an_export_with_sealed_values_says_so_in_its_first_line(exported: Path, tmp_path: Path) -> None:
    stored = files()
    workspace = stored.import_json(exported, tmp_path / "b.filingdesk")
    stored.export_json(workspace, tmp_path / "sealed.json", nonpublic=True)
    workspace.close()
    first = (tmp_path / "sealed.json").read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith('{ "nonpublic": "Holds information kept under seal')
    again = stored.import_json(tmp_path / "sealed.json", tmp_path / "c.filingdesk")
    stored.export_json(again, tmp_path / "plain.json")
    again.close()
    assert (tmp_path / "plain.json").read_bytes() == exported.read_bytes()
