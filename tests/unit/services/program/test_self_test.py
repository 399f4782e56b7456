"""The self-test: it passes where everything works, names what does not, and leaves no trace."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app import bootstrap, locations
from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.pagespec.pages import FontFace
from desktop_app.services.companies.companies import Companies
from desktop_app.services.data_entry import entering
from desktop_app.services.program import self_test
from desktop_app.services.program.program import Program
from desktop_app.services.program.self_test import SelfTest, report_lines, works

PARTS = ("fonts", "forms", "database", "page", "workers", "printers", "free space", "folders")


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    monkeypatch.setenv(locations.HOME_VARIABLE, str(tmp_path / "Niños of Łódź"))
    return bootstrap.program(lambda: ["Office printer"])


@dataclass(frozen=True)
class OnePart(SelfTest):
    """The self-test with one part alone: the others take their time."""

    part: str

    def _steps(self, companies: Companies, folder: Path) -> Mapping[str, Callable[[], str]]:
        return {self.part: super()._steps(companies, folder)[self.part]}


def tried(program: Program, part: str, *, works: bool) -> str:
    """The words about one part, which must work or not."""
    (outcome,) = OnePart(program, program.printers, part).outcomes()
    assert (outcome.part, outcome.works) == (part, works)
    return outcome.words


@pytest.mark.slow
def test_everything_works_and_nothing_is_left_behind(program: Program) -> None:
    told: list[str] = []
    outcomes = SelfTest(program, program.printers).outcomes(lambda *step: told.append(step[2]))
    assert works(outcomes)
    assert tuple(outcome.part for outcome in outcomes) == PARTS
    assert "Office printer" in {outcome.words for outcome in outcomes}
    assert len(told) == len(PARTS) + 1
    assert program.companies.recent() == ()
    report = "\n".join(report_lines(outcomes, "1.2.3"))
    assert report.startswith("Filing Desk 1.2.3, Python")
    assert report.endswith("Everything works.")


def test_no_printer_is_no_failure(program: Program) -> None:
    assert "none is set up" in tried(replace(program, printers=list), "printers", works=True)


def test_missing_faces_are_told(program: Program, tmp_path: Path) -> None:
    (tmp_path / "fonts").mkdir()
    assert f"0 of {len(FontFace)} faces" in tried(replace(program, resources=tmp_path), "fonts", works=False)


def test_a_full_disk_is_told(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(self_test, "LITTLE_SPACE", 10**18)
    assert "make room" in tried(program, "free space", works=False)


def test_a_folder_that_cannot_be_written_is_told(program: Program, tmp_path: Path) -> None:
    (tmp_path / "logs").write_text("a file is in the way")
    words = tried(replace(program, logs=tmp_path / "logs"), "folders", works=False)
    assert "logs cannot be written" in words


@pytest.mark.slow
def test_a_page_that_comes_out_white_is_told(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(self_test, "DARK", -1)
    assert "A painted page came out empty." in tried(program, "page", works=False)


@pytest.mark.untraced
@pytest.mark.slow
def test_a_database_that_forgets_is_told(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entering, "set_answer", lambda *_: None)
    assert "What was written was not read back." in tried(program, "database", works=False)
