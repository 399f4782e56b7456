"""What a start becomes: a window, the command line, or a sentence."""

import gc
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from desktop_app import __main__ as start
from desktop_app import locations
from tests.architecture.source import ROOT


@pytest.fixture(autouse=True)
def garbage_as_before() -> Iterator[None]:
    """A start chooses how seldom garbage is looked for, for the whole process."""
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


@pytest.fixture
def there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with files of several kinds, in which the user is."""
    for name in ("a.filingdesk", "notes.txt", "list", "Book 1.xlsx", "--help", "--version"):
        (tmp_path / name).touch()
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--sample"],
        ["a.filingdesk"],
        ["A.FILINGDESK"],
        ["gone.filingdesk"],
        ["--read-only", "a.filingdesk"],
        ["a.filingdesk", "b.filingdesk"],
        ["notes.txt"],
        ["notes.txt", "a.filingdesk", "Book 1.xlsx"],
        ["."],
    ],
    ids=str,
)
@pytest.mark.usefixtures("there")
def test_files_are_for_the_window(arguments: list[str]) -> None:
    assert start.window_requested(arguments)


@pytest.mark.parametrize(
    "arguments",
    [
        ["list", "a.filingdesk"],
        ["--help"],
        ["--version"],
        ["--read-only"],
        ["--sample", "a.filingdesk"],
        ["sing"],
        ["a.filingdesk", "sing"],
        ["list"],
        ["x" * 5000],
        ["--read-only", "list", "a.filingdesk"],
    ],
    ids=lambda arguments: " ".join(arguments)[:30],
)
@pytest.mark.usefixtures("there")
def test_everything_else_is_for_the_command_line(arguments: list[str]) -> None:
    assert not start.window_requested(arguments)


@pytest.mark.parametrize(
    ("version", "refused"),
    [((6, 1, 7601), True), ((10, 0, 17134), True), ((10, 0, 17763), False), ((10, 0, 22631), False)],
)
def test_an_old_windows_is_refused_with_its_number(
    version: tuple[int, int, int], refused: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = SimpleNamespace(platform_version=version)
    monkeypatch.setattr(sys, "getwindowsversion", lambda: found, raising=False)
    words = start.too_old_windows()
    assert bool(words) == refused
    assert not refused or ".".join(map(str, version)) in words


def test_an_old_windows_is_told_before_anything_is_loaded(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["filing-desk"])
    monkeypatch.setattr(start, "too_old_windows", lambda: "Too old.")
    assert start.main() == start.NO_WINDOW
    assert capsys.readouterr().err == "filing-desk: Too old.\n"


def test_other_systems_have_no_version_to_refuse() -> None:
    assert start.too_old_windows() == ""


def test_without_a_console_wrong_arguments_are_shown_in_a_box(monkeypatch: pytest.MonkeyPatch) -> None:
    """The program of the window has no standard error on Windows; what a terminal would show is shown in a box."""
    told: list[str] = []
    monkeypatch.setattr(sys, "argv", ["Filing Desk.exe", "sing"])
    monkeypatch.setattr(start, "tell", told.append)
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", None)
        patch.setattr(sys, "stderr", None)
        with pytest.raises(SystemExit):
            start.main()
    assert len(told) == 1
    assert "invalid choice: 'sing'" in told[0]
    assert len(told[0]) <= start.LONGEST_BOX


def test_the_packaged_window_shows_a_box_even_where_handles_are_handed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    for name, box in {"Filing Desk.exe": True, "filing-desk.exe": False}.items():
        monkeypatch.setattr(sys, "executable", f"C/{name}")
        assert start.is_without_console() == box


def test_the_installed_program_does_not_become_portable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(locations.HOME_VARIABLE, raising=False)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "Filing Desk.exe"))
    (tmp_path / "settings").mkdir()
    assert locations.find_folders().user == tmp_path / "settings"
    (tmp_path / "uninstall.exe").touch()
    assert locations.find_folders().user != tmp_path / "settings"


@pytest.mark.slow
def test_at_the_end_no_rubbish_is_looked_for() -> None:
    """The interpreter would look through all that there is, twice, before the process ends and all goes with it."""
    probe = """
import atexit, gc, sys
from desktop_app import __main__ as start
atexit.register(lambda: print(gc.get_freeze_count() > 1000, gc.get_threshold()[0] == start.HARDLY_EVER))
sys.argv = ["filing-desk", "list", "no such file"]
sys.exit(start.main())
"""
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, encoding="utf-8", check=False, cwd=ROOT)
    assert (done.returncode, done.stdout) == (1, "True True\n")
    assert "no such file" in done.stderr


def test_a_box_is_only_where_there_is_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    start.tell("One sentence.")
    assert capsys.readouterr().err == "filing-desk: One sentence.\n"
