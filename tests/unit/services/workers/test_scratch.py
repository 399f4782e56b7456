"""Folders for a moment: new, gone afterwards, and a refusal is told at the first try."""

import os
import tempfile
from pathlib import Path

import pytest

from desktop_app.domain.problems import EnvironmentProblem
from desktop_app.services.workers.scratch import scratch_folder, try_writing


@pytest.fixture
def above(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The system's folder of temporary files."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_a_folder_is_there_and_then_gone_with_what_is_in_it(above: Path) -> None:
    with scratch_folder("Žák") as folder:
        assert folder.parent == above
        (folder / "deep").mkdir()
        (folder / "deep" / "file").write_bytes(b"1")
    assert list(above.iterdir()) == []


def test_two_at_once_are_two(above: Path) -> None:
    with scratch_folder() as one, scratch_folder() as other:
        assert one != other
        assert {path.name for path in above.iterdir()} == {one.name, other.name}


def refuse(path: Path, *_: object, **__: object) -> None:
    """What Windows says of a folder that looks as if it could be written; asked a second time it is a failure."""
    refused.append(path)
    assert len(refused) == 1, "tried again"
    raise PermissionError(13, "Access is denied")


refused: list[Path] = []


def test_a_refused_folder_is_one_sentence_at_once(above: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    refused.clear()
    monkeypatch.setattr(Path, "mkdir", refuse)
    with (
        pytest.raises(EnvironmentProblem, match=r"No folder for temporary files .* \(Access is denied\)"),
        scratch_folder(),
    ):
        pass
    assert refused == [above / f"Filing Desk {os.getpid()}"]


def test_a_refused_file_is_told_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    refused.clear()
    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(PermissionError):
        try_writing(tmp_path)


def test_trying_leaves_nothing_and_what_is_there_alone(tmp_path: Path) -> None:
    kept = tmp_path / f".self-test {os.getpid()}"
    kept.write_bytes(b"mine")
    try_writing(tmp_path)
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"mine"]
