"""Every completed edit is on disk as one step; undo and redo read the journal and survive a restart."""

import sqlite3
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from desktop_app.domain.values import Json
from desktop_app.services.ports import DocumentLost, EntryChange, JournalKind
from desktop_app.storage.files import SqliteFiles
from desktop_app.storage.refusals import ChangedElsewhere, NotWritten, OnlyLookedAt
from desktop_app.storage.workspace import SqliteWorkspace
from tests.support.storage_folder import files, put, state


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.filingdesk"


def test_an_edit_is_on_disk_when_commit_returns(path: Path) -> None:
    workspace = files().create(path)
    put(workspace, a="1", b={"number": "2"})
    other = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    assert dict(other.execute("SELECT place, value FROM entry")) == {"a": '"1"', "b": '{"number":"2"}'}
    assert other.execute("SELECT count(*) FROM journal").fetchone() == (1,)
    other.close()
    workspace.close()


def test_it_is_written_through_to_the_disk_with_a_rollback_journal(path: Path) -> None:
    workspace = files().create(path)
    full = 2
    assert workspace.connection.execute("PRAGMA synchronous").fetchone() == (full,)
    assert workspace.connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    workspace.close()


def test_the_journal_names_place_from_to_and_when(path: Path) -> None:
    workspace = files().create(path)
    put(workspace, a="1")
    workspace.commit("Entry on page 1", [EntryChange("a", "1", "2")])
    newest = workspace.journal(1)[0]
    assert (newest.label, newest.kind, newest.changes) == (
        "Entry on page 1",
        JournalKind.EDIT,
        (EntryChange("a", "1", "2"),),
    )
    assert newest.at == "2026-02-03T09:00:04" + newest.at[19:]
    assert [entry.number for entry in workspace.journal()] == [2, 1]
    workspace.close()


def test_a_step_is_named_without_reading_its_changes(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stored = files()
    workspace = stored.create(path)
    put(workspace, a="1")
    workspace.close()
    workspace = stored.open(path)
    read: list[str] = []

    def reading(text: str) -> Json:
        read.append(text)
        return [["a", None, "1"]]

    monkeypatch.setattr("desktop_app.storage.kept_changes.json.loads", reading)
    steps = [workspace.next_undo(), workspace.journal(1)[0]]
    assert [step.number for step in steps if step is not None] == [1, 1]
    assert read == []
    first = workspace.journal(1)[0].changes
    assert (first[0], first[:1], len(first), *first) == (
        EntryChange("a", None, "1"),
        (EntryChange("a", None, "1"),),
        1,
        EntryChange("a", None, "1"),
    )
    assert read == ['[["a",null,"1"]]']
    assert workspace.next_undo() is steps[0], "what several ask for is read once"
    assert hash(first) == hash((EntryChange("a", None, "1"),))
    assert steps[0] == steps[1]
    workspace.close()


@pytest.mark.slow
def test_undo_and_redo_survive_a_restart_and_go_back_to_the_beginning(path: Path) -> None:
    stored = files()
    workspace = stored.create(path)
    for number in range(50):
        put(workspace, a=str(number))
    for _ in range(20):
        workspace.undo()
    workspace.close()
    workspace = stored.open(path)
    assert workspace.get("a") == "29"
    while workspace.undo():
        pass
    assert state(workspace) == {}
    workspace.close()
    workspace = stored.open(path)
    while workspace.redo():
        pass
    assert workspace.get("a") == "49"
    assert len(workspace.journal()) == 50 + 50 + 50
    workspace.close()


def test_a_new_edit_after_undo_leaves_nothing_to_redo(path: Path) -> None:
    workspace = files().create(path)
    put(workspace, a="1")
    workspace.undo()
    put(workspace, a="2")
    assert workspace.next_redo() is None
    assert workspace.redo() is None
    workspace.close()


def test_under_gives_places_in_order(path: Path) -> None:
    workspace = files().create(path)
    put(workspace, **{"answer/b/1": "x", "answer/a/2": "y", "answer/a/1": "z", "row/a": "w"})
    assert list(workspace.under("answer/a/")) == ["answer/a/1", "answer/a/2"]
    put(workspace, **{"answer/a/1": None})
    assert list(workspace.under("answer/")) == ["answer/a/2", "answer/b/1"]
    workspace.close()


def test_an_edit_that_starts_from_another_value_is_a_bug(path: Path) -> None:
    workspace = files().create(path)
    put(workspace, a="1")
    with pytest.raises(ChangedElsewhere):
        workspace.commit("late", [EntryChange("a", "0", "2")])
    assert state(workspace) == {"a": "1"}
    workspace.close()


def test_a_full_disk_costs_the_entry_in_hand_and_no_other(path: Path) -> None:
    workspace = files().create(path)
    put(workspace, a="1")
    (pages,) = workspace.connection.execute("PRAGMA page_count").fetchone()
    workspace.connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(NotWritten, match=r"disk is full.*Free some space and enter it again"):
        put(workspace, b="x" * 100_000)
    assert state(workspace) == {"a": "1"}
    assert len(workspace.journal()) == 1
    workspace.connection.execute(f"PRAGMA max_page_count = {pages + 1000}")
    put(workspace, b="x" * 100_000)
    workspace.close()


def test_a_file_held_by_another_program_is_said_so(path: Path) -> None:
    workspace = files().create(path)
    workspace.connection.execute("PRAGMA busy_timeout = 0")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(NotWritten, match=r"in use by another program.*enter it again"):
        put(workspace, a="1")
    other.execute("ROLLBACK")
    other.close()
    put(workspace, a="1")
    workspace.close()


def test_documents_are_kept_under_their_digest(path: Path) -> None:
    stored = files()
    workspace = stored.create(path)
    digest = workspace.keep_document(b"\x00scan")
    assert workspace.keep_document(b"\x00scan") == digest
    workspace.close()
    workspace = stored.open(path)
    assert workspace.document(digest) == b"\x00scan"
    with pytest.raises(DocumentLost, match=r"kept in .* is missing \(0000"):
        workspace.document("0" * 64)
    workspace.close()
    connection = sqlite3.connect(path)
    connection.execute("UPDATE document SET content = ?", (b"\x01scan",))
    connection.commit()
    connection.close()
    workspace = stored.open(path)
    with pytest.raises(DocumentLost, match="was damaged"):
        workspace.document(digest)
    workspace.close()


def test_what_is_opened_to_look_at_cannot_be_changed(path: Path) -> None:
    stored = files()
    workspace = stored.create(path)
    put(workspace, a="1")
    looking = stored.open(path, read_only=True)
    with pytest.raises(OnlyLookedAt, match="open read-only, so nothing was changed"):
        put(looking, a="2")
    looking.close()
    put(workspace, a="3")
    workspace.close()


class Undoing(RuleBasedStateMachine):
    """The workspace against a plain list of states: whatever is edited, undone, redone and reopened in between."""

    stored: SqliteFiles
    workspace: SqliteWorkspace

    def __init__(self) -> None:
        super().__init__()
        import tempfile

        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "a.filingdesk"
        self.stored = files()
        self.workspace = self.stored.create(self.path)
        self.states: list[dict[str, Json]] = [{}]
        self.at = 0

    @rule(place=st.sampled_from("abc"), value=st.one_of(st.none(), st.text(st.characters(exclude_categories=["Cs"]))))
    def edit(self, place: str, value: str | None) -> None:
        put(self.workspace, **{place: value})
        after: dict[str, Json] = {**self.states[self.at], place: value}
        del self.states[self.at + 1 :]
        self.states.append({key: kept for key, kept in after.items() if kept is not None})
        self.at += 1

    @precondition(lambda self: self.at > 0)
    @rule()
    def undo(self) -> None:
        self.workspace.undo()
        self.at -= 1

    @precondition(lambda self: self.at > 0)
    @rule(count=st.integers(2, 5))
    def undo_several(self, count: int) -> None:
        taken_back = min(count, self.at)
        assert len(self.workspace.undo_steps(count)) == taken_back
        self.at -= taken_back

    @precondition(lambda self: self.at + 1 < len(self.states))
    @rule()
    def redo(self) -> None:
        self.workspace.redo()
        self.at += 1

    @rule()
    def reopen(self) -> None:
        self.workspace.close()
        self.workspace = self.stored.open(self.path)

    @rule()
    def carry(self) -> None:
        """Out as JSON and in again: the life of the file goes with it."""
        target = self.path.with_name("out.json")
        self.stored.export_json(self.workspace, target)
        self.workspace.close()
        self.path.unlink()
        self.workspace = self.stored.import_json(target, self.path)

    @invariant()
    def agrees(self) -> None:
        assert state(self.workspace) == self.states[self.at]
        assert (self.workspace.next_undo() is None) is (self.at == 0)
        assert (self.workspace.next_redo() is None) is (self.at + 1 == len(self.states))

    def teardown(self) -> None:
        self.workspace.close()
        self.folder.cleanup()


TestUndoing = Undoing.TestCase
TestUndoing.settings = settings(max_examples=15, stateful_step_count=20, deadline=None)
