"""The self-test: it passes where everything works, names what does not, and leaves no trace."""

from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app import bootstrap, locations
from desktop_app.pagespec.pages import FontFace
from desktop_app.services.program import self_test
from desktop_app.services.program.program import Program
from desktop_app.services.program.self_test import SelfTest, report_lines, works

PARTS = ("fonts", "forms", "database", "page", "workers", "printers", "free space", "folders")


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    monkeypatch.setenv(locations.HOME_VARIABLE, str(tmp_path / "Niños of Łódź"))
    return bootstrap.program(lambda: ["Office printer"])


def failing(program: Program, part: str) -> str:
    """The words about the one part that does not work."""
    (outcome,) = [outcome for outcome in SelfTest(program, program.printers).outcomes() if not outcome.works]
    assert outcome.part == part
    return outcome.words


def test_everything_works_and_nothing_is_left_behind(program: Program) -> None:
    told: list[str] = []
    outcomes = SelfTest(program, program.printers).outcomes(lambda *step: told.append(step[2]))
    assert works(outcomes)
    assert tuple(outcome.part for outcome in outcomes) == PARTS
    assert "Office printer" in {outcome.words for outcome in outcomes}
    assert len(told) == len(PARTS) + 1
    assert program.desk.recent() == ()
    report = "\n".join(report_lines(outcomes, "1.2.3"))
    assert report.startswith("Filing Desk 1.2.3, Python")
    assert report.endswith("Everything works.")


def test_no_printer_is_no_failure(program: Program) -> None:
    outcomes = SelfTest(program, list).outcomes()
    assert works(outcomes)
    assert any("none is set up" in outcome.words for outcome in outcomes)


def test_missing_faces_are_told(program: Program, tmp_path: Path) -> None:
    (tmp_path / "fonts").mkdir()
    assert f"0 of {len(FontFace)} faces" in failing(replace(program, resources=tmp_path), "fonts")


def test_a_full_disk_is_told(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(self_test, "LITTLE_SPACE", 10**18)
    assert "make room" in failing(program, "free space")


def test_a_folder_that_cannot_be_written_is_told(program: Program, tmp_path: Path) -> None:
    (tmp_path / "logs").write_text("a file is in the way")
    words = failing(replace(program, logs=tmp_path / "logs"), "folders")
    assert "logs cannot be written" in words
