"""The program put together: what a start needs is there at once, everything else when it is asked for."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app import bootstrap, locations
from desktop_app.jobs import JOBS
from desktop_app.services.program.program import Program
from desktop_app.services.workers.workers import WorkerFailed, WorkerLimits, WorkerRefused, WorkerStarter

ROOT = Path(__file__).resolve().parents[2]
LATE = (
    "desktop_app.services.filing_package",
    "desktop_app.services.tariff_packet.packets",
    "desktop_app.services.paper.report_pages",
    "desktop_app.spreadsheets",
    *("reportlab", "pikepdf", "pypdf", "pypdfium2", "openpyxl", "PySide6"),
)


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    monkeypatch.setenv(locations.HOME_VARIABLE, str(tmp_path))
    return bootstrap.program()


@pytest.mark.parametrize("part", ["packages", "tables", "excel", "report_pages", "tariffs"])
def test_a_part_is_made_once_when_it_is_asked_for(program: Program, part: str) -> None:
    assert part not in vars(program)
    assert getattr(program, part) is getattr(program, part)


def test_a_start_loads_nothing_that_it_does_not_need() -> None:
    probe = "import sys; from desktop_app import bootstrap; bootstrap.program(); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", probe], cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    loaded = done.stdout.split()
    assert [name for name in loaded for late in LATE if name == late or name.startswith(f"{late}.")] == []


# What a verb loads is what it takes, most of all: see decision 0010. The libraries are those that some verbs need.
UNUSED = {
    "list": ("shutil", "lzma", "bz2", "getpass", "glob", "hmac", "unicodedata", "calendar", "subprocess"),
    "set": ("shutil", "platform", "lzma", "bz2", "hmac", "unicodedata", "subprocess", "threading"),
    "check": (
        "shutil",
        "lzma",
        "bz2",
        "concurrent",
        "logging",
        "traceback",
        "reportlab",
        "pypdfium2",
        "pikepdf",
    ),
}
MOST_MODULES = {"list": 126, "set": 132, "check": 260}  # of ours


@pytest.mark.slow
@pytest.mark.parametrize("verb", UNUSED)
def test_a_verb_loads_nothing_that_it_does_not_need(verb: str, tmp_path: Path) -> None:
    environment = {**os.environ, locations.HOME_VARIABLE: str(tmp_path / "home")}

    def run(probe: str, *arguments: str) -> list[str]:
        command = [sys.executable, "-c", probe, *arguments]
        done = subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=False, timeout=120
        )
        assert done.returncode in {0, 3}, done.stderr
        return done.stderr.split()

    start = "import sys; from desktop_app.__main__ import main; code = main(); print(*sys.modules, file=sys.stderr); "
    file, place = str(tmp_path / "company.filingdesk"), ["2025-annual-report/w2/chemicals/amount", "512"]
    run(start, "sample", "water", file)
    given = [verb, file, *(place if verb == "set" else [])]
    run(f"{start}sys.exit(code)", *given)  # what is not kept yet of the forms is read now, by readers that are loaded
    loaded = run(f"{start}sys.exit(code)", *given)
    assert [name for name in loaded if name.split(".")[0] in UNUSED[verb]] == []
    ours = [name for name in loaded if name.startswith("desktop_app")]
    assert len(ours) <= MOST_MODULES[verb], len(ours)


def test_copies_go_where_this_user_sends_them(tmp_path: Path, program: Program) -> None:
    program.companies.choose_backup_folder(tmp_path / "copies")
    assert bootstrap.program().companies.files.backup_folder == tmp_path / "copies"


def test_the_clock_tells_the_moment_with_its_zone() -> None:
    clock = bootstrap.SystemClock()
    assert clock.now().startswith(clock.today().isoformat())
    assert clock.now()[19] in "+-"


def test_names_are_not_used_twice() -> None:
    assert len({bootstrap.short_id() for _ in range(1000)}) == 1000


def test_the_folders_of_a_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(locations.HOME_VARIABLE, str(tmp_path))
    places = locations.find_folders()
    assert (places.forms, places.fonts) == (ROOT / "forms", ROOT / "resources" / "fonts")
    assert (places.preferences, places.logs) == (tmp_path / "preferences.json", tmp_path / "logs")
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path / "packed"), raising=False)
    assert locations.find_folders().forms == tmp_path / "packed" / "forms"
    monkeypatch.delenv(locations.HOME_VARIABLE)
    assert os.fspath(locations.find_folders().user)


def test_a_worker_is_the_program_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    assert bootstrap.worker_command()[0] == sys.executable
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert "filing-desk" in bootstrap.worker_command()[0]


PLANTED = (
    *("desktop_app", "reportlab", "pypdf", "pypdfium2", "pikepdf", "PIL", "openpyxl", "python_calamine", "lxml"),
    *("json", "decimal", "zipfile", "typing", "dataclasses", "sitecustomize", "usercustomize"),
)


@pytest.mark.parametrize("job", sorted(JOBS))
def test_no_module_of_the_users_folder_is_taken_by_a_worker(
    job: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder of downloads may hold a file that is called like one of our libraries."""
    marked = tmp_path / "planted module was run"
    for name in PLANTED:
        (tmp_path / f"{name}.py").write_text(f"open({str(marked)!r}, 'w').close()\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with pytest.raises((WorkerRefused, WorkerFailed)):
        WorkerStarter(bootstrap.worker_command()).answer(job, b"not a request", WorkerLimits(), lambda: False)
    assert not marked.exists()
