#!/usr/bin/env python3
"""Builds the Windows program, its installer and the portable zip, and proves them.

On Windows this makes a release; on Debian it does the same under wine, as far as wine can show. Run it with the
environment's Python: .venv/bin/python packaging/build_windows.py FOLDER
The folder gets the installer, the zip, a picture of the window and report.txt.
"""

import shutil
import subprocess
import sys
import sysconfig
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

import licences  # noqa: E402
from trouble import Trouble  # noqa: E402
from windows.machines import PROGRAM, Machine, machine  # noqa: E402
from windows.proof import Proof, version  # noqa: E402
from windows.version_resource import numbers  # noqa: E402

PLAN = HERE / "windows"
WRONG_USAGE = 2
LONG_AGO = (1980, 1, 1, 0, 0, 0)


@dataclass
class Report:
    """What was done, with the seconds it took; written as it grows, so that a failure leaves it behind."""

    target: Path
    lines: list[str] = field(default_factory=list)

    def say(self, words: str) -> None:
        """Adds a line."""
        print(words, flush=True)
        self.lines.append(words)
        self.target.write_text("\n".join(self.lines) + "\n", encoding="utf-8")

    def step(self, name: str, work: Callable[[], str]) -> None:
        """Does one step. Raises what it raises, after saying so."""
        start = time.monotonic()
        try:
            words = work()
        except Trouble as trouble:
            self.say(f"FAILED  {name}: {trouble}")
            raise
        self.say(f"ok      {name} ({time.monotonic() - start:.0f} s): {words}")


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        print("usage: build_windows.py FOLDER", file=sys.stderr)
        return WRONG_USAGE
    work = Path(arguments[0]).resolve()
    work.mkdir(parents=True, exist_ok=True)
    report = Report(work / "report.txt")
    try:
        with machine(work) as at_hand:
            everything(at_hand, work, report)
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
        return 1
    return 0


def everything(at_hand: Machine, work: Path, report: Report) -> None:
    """Builds and proves. Raises Trouble at the first step that fails."""
    report.say(f"Filing Desk {version()}, built and tried on {at_hand.name}")
    built, installer = work / "dist" / PROGRAM, work / f"Filing-Desk-{version()}-setup.exe"
    report.step("licence texts", lambda: gather_notices(work / "notices"))
    report.step("program folder", lambda: build(at_hand, work))
    report.step("installer", lambda: make_installer(at_hand, built, installer))
    report.step("portable zip", lambda: make_portable(built, work / f"Filing-Desk-{version()}-portable.zip"))
    for name, step in Proof(at_hand, built, installer, work).steps():
        report.step(name, step)
    report.say("Everything that could be tried here works. What only a real Windows can show: packaging/RELEASE.md")


def gather_notices(target: Path) -> str:
    """The licence texts of everything shipped, and the program's own."""
    shutil.rmtree(target, ignore_errors=True)
    count = licences.copy_texts(target)
    for text in (*licences.TABLE.parent.iterdir(), HERE / "LICENSE", HERE.parent / "resources" / "fonts" / "OFL.txt"):
        shutil.copy(text, target)
    shutil.copy(Path(sysconfig.get_path("stdlib")) / "LICENSE.txt", target / "PYTHON.txt")
    return f"{count} texts of libraries"


def build(at_hand: Machine, work: Path) -> str:
    """The folder, by PyInstaller."""
    options = ("-y", "--log-level", "ERROR", "--distpath", work / "dist", "--workpath", work / "build")
    done = at_hand.run(at_hand.python(), "-m", "PyInstaller", *options, PLAN / "filing-desk.spec")
    if done.code:
        raise Trouble(done.words.strip()[-1500:])
    return f"{sum(path.is_file() for path in (work / 'dist' / PROGRAM).rglob('*'))} files"


def make_installer(at_hand: Machine, built: Path, target: Path) -> str:
    """The installer, by NSIS."""
    given = {
        "VERSION": version(),
        "NUMBERS": ".".join(map(str, numbers())),
        "SOURCE": str(built),
        "ICONS": str(PLAN),
        "TARGET": str(target),
    }
    options = [f"-D{name}={value}" for name, value in given.items()]
    command = [str(at_hand.installers()), "-V2", *options, str(PLAN / "installer.nsi")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Trouble((done.stdout + done.stderr).strip()[-1500:])
    return target.name


def make_portable(built: Path, target: Path) -> str:
    """The same folder for a memory stick; its empty folder `settings` keeps the settings beside the program."""
    with ZipFile(target, "w", ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr(ZipInfo(f"{PROGRAM}/settings/", LONG_AGO), b"")
        for path in sorted(path for path in built.rglob("*") if path.is_file()):
            entry = ZipInfo(f"{PROGRAM}/{path.relative_to(built).as_posix()}", LONG_AGO)
            entry.compress_type = ZIP_DEFLATED
            archive.writestr(entry, path.read_bytes())
    return f"{target.name}, {target.stat().st_size / 1024 / 1024:.1f} MB"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
