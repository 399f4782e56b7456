"""The command line as a script meets it: arguments in; exit code, output and complaint out."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from desktop_app import bootstrap, locations
from desktop_app.cli.main import run_command_line
from desktop_app.services.program.program import Program
from tests.support.one_sample import sample_content

REPORT, FILED = "2025-annual-report", "2024-annual-report"


@dataclass(frozen=True)
class Answer:
    """What a verb gave back."""

    code: int
    out: str
    err: str
    progress: tuple[str, ...] = ()

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@dataclass(frozen=True)
class Counter:
    """A place to run verbs at: `file` is a sample company of the test's own, `folder` the folder it lies in."""

    program: Program
    folder: Path
    capture: pytest.CaptureFixture[str]

    @property
    def file(self) -> str:
        return str(self.folder / "sample.filingdesk")

    def run(self, *arguments: str) -> Answer:
        try:
            code = run_command_line(lambda: self.program, arguments, never)
        except SystemExit as usage:
            code = int(usage.code or 0)
        heard = self.capture.readouterr()
        progress = [line for line in heard.err.splitlines(keepends=True) if line.startswith("[")]
        rest = [line for line in heard.err.splitlines(keepends=True) if line not in progress]
        return Answer(code, heard.out, "".join(rest), tuple(progress))

    def done(self, *arguments: str) -> Answer:
        """A verb that must succeed and say nothing on standard error."""
        answer = self.run(*arguments)
        assert (answer.code, answer.err) == (0, ""), answer.err
        return answer

    def refused(self, *arguments: str) -> str:
        """A verb that must be refused: the one sentence for the user."""
        before = content(self.folder)
        answer = self.run(*arguments)
        assert answer.code == 1, answer
        assert answer.err.startswith("filing-desk: ")
        assert answer.err.count("\n") == 1, "one sentence, on one line"
        assert answer.err.rstrip().endswith("."), answer.err
        assert "Traceback" not in answer.err
        assert content(self.folder) == before, "what is refused changes nothing"
        return answer.err.removeprefix("filing-desk: ").strip()


def content(folder: Path) -> dict[str, bytes]:
    """Everything in the folder but dated copies, which opening may make."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "backups" not in str(path)
    }


def never(bug: BaseException) -> Path:
    raise AssertionError("a bug was reported") from bug


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Program, Path]]:
    """The program, and a sample company that it made."""
    folder = tmp_path_factory.mktemp("cli")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(locations.HOME_VARIABLE, str(folder / "home"))
        program = bootstrap.program()
        (folder / "sample.filingdesk").write_bytes(sample_content())
        yield program, folder / "sample.filingdesk"


@pytest.fixture
def counter(made: tuple[Program, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Counter:
    program, sample = made
    shutil.copyfile(sample, tmp_path / "sample.filingdesk")
    return Counter(program, tmp_path, capsys)


Spoil = Callable[[Counter], object]
