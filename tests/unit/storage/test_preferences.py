"""Preferences cost comfort, never answers: whatever is wrong with their file, the program goes on."""

from pathlib import Path

import pytest

from desktop_app.storage.preferences import JsonPreferences


def test_a_preference_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "new" / "preferences.json"
    JsonPreferences(path).set("theme", "dark")
    assert JsonPreferences(path).get("theme") == "dark"
    assert JsonPreferences(path).get("size") is None


@pytest.mark.parametrize("content", [b"{", b"[]", b"\xff"])
def test_a_damaged_file_counts_as_none(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "preferences.json"
    path.write_bytes(content)
    preferences = JsonPreferences(path)
    preferences.set("theme", "dark")
    assert JsonPreferences(path).get("theme") == "dark"


def test_a_folder_that_cannot_be_written_only_means_that_it_is_forgotten(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    preferences = JsonPreferences(tmp_path / "file" / "preferences.json")
    preferences.set("theme", "dark")
    assert preferences.get("theme") == "dark"
