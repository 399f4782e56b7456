#!/usr/bin/env python3
"""Builds the Windows program, its installer and the portable zip, and proves them.

On Windows this makes a release; on Debian it does the same under wine, as far as wine can show. Run it with the
environment's Python: .venv/bin/python packaging/build_windows.py FOLDER [COMMIT]
The folder gets the installer, the zip, their digests, a picture of the window and report.txt. COMMIT is an earlier
version, which is built too: the proof installs it, makes a company with it, and upgrades it.
"""

import hashlib
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
from windows.proof import Proof  # noqa: E402
from windows.signing import CERTIFICATE, can_sign, sign  # noqa: E402
from windows.version_resource import numbers, version  # noqa: E402

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
    if len(arguments) not in {1, 2}:
        print("usage: build_windows.py FOLDER [COMMIT]", file=sys.stderr)
        return WRONG_USAGE
    work = Path(arguments[0]).resolve()
    work.mkdir(parents=True, exist_ok=True)
    report = Report(work / "report.txt")
    try:
        with machine(work) as at_hand:
            everything(at_hand, work, report, *arguments[1:])
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
        return 1
    return 0


def everything(at_hand: Machine, work: Path, report: Report, older: str = "") -> None:
    """Builds and proves. Raises Trouble at the first step that fails."""
    report.say(f"Filing Desk {version()}, built and tried on {at_hand.name}")
    built, installer = work / "dist" / PROGRAM, work / f"Filing-Desk-{version()}-setup.exe"
    portable = work / f"Filing-Desk-{version()}-portable.zip"
    earlier = work / "earlier" / "setup.exe"
    report.step("licence texts", lambda: gather_notices(work / "notices"))
    report.step("program folder", lambda: build(at_hand, work, HERE.parent))
    report.step("signature", lambda: sign_programs(built))
    report.step("installer", lambda: make_installer(at_hand, built, installer, HERE.parent))
    report.step("portable zip", lambda: make_portable(built, portable))
    report.step("digests", lambda: write_digests(installer, portable))
    if older:
        report.step("an earlier version", lambda: build_earlier(at_hand, earlier, older))
    for name, step in Proof(at_hand, built, installer, work, earlier if older else None).steps():
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


def build(at_hand: Machine, work: Path, source: Path) -> str:
    """The folder, by PyInstaller."""
    options = ("-y", "--log-level", "ERROR", "--distpath", work / "dist", "--workpath", work / "build")
    plan = source / "packaging" / "windows" / "filing-desk.spec"
    done = at_hand.run(at_hand.python(), "-m", "PyInstaller", *options, plan)
    if done.code:
        raise Trouble(done.words.strip()[-1500:])
    return f"{sum(path.is_file() for path in (work / 'dist' / PROGRAM).rglob('*'))} files"


def sign_programs(built: Path) -> str:
    """The two programs; the installer and the uninstaller are signed while they are made."""
    if not can_sign():
        return f"not signed: {CERTIFICATE} names no certificate"
    return ", ".join(f"{path.name} by {sign(path)}" for path in sorted(built.glob("*.exe")))


def make_installer(at_hand: Machine, built: Path, target: Path, source: Path) -> str:
    """The installer, by NSIS."""
    plan = source / "packaging" / "windows"
    pictures = target.parent / "pictures"
    pictures.mkdir(exist_ok=True)
    subprocess.run([sys.executable, str(PLAN / "icons.py"), str(pictures)], check=True)
    given = {
        "VERSION": version(source),
        "NUMBERS": ".".join(map(str, numbers(version(source)))),
        "SOURCE": str(built),
        "SIZE": str(sum(path.stat().st_size for path in built.rglob("*") if path.is_file()) // 1024),
        "ICONS": str(plan),
        "PICTURES": str(pictures),
        "TARGET": str(target),
    }
    if can_sign():
        given["SIGN"] = f'"{sys.executable}" "{PLAN / "signing.py"}"'
    options = [f"-D{name}={value}" for name, value in given.items()]
    command = [str(at_hand.installers()), "-V2", *options, str(plan / "installer.nsi")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Trouble((done.stdout + done.stderr).strip()[-1500:])
    return target.name


def build_earlier(at_hand: Machine, target: Path, commit: str) -> str:
    """The installer of an earlier version, from its own source, with the libraries of this one."""
    folder = target.parent
    source = folder / "source"
    shutil.rmtree(folder, ignore_errors=True)
    source.mkdir(parents=True)
    archive = folder / "source.tar"
    taken = ["git", "-C", str(HERE.parent), "archive", "-o", str(archive), commit]
    done = subprocess.run(taken, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Trouble(done.stderr.strip()[-300:])
    shutil.unpack_archive(archive, source, filter="data")
    gather_notices(folder / "notices")
    build(at_hand, folder, source)
    make_installer(at_hand, folder / "dist" / PROGRAM, target, source)
    return f"{version(source)} from {commit}"


def write_digests(*files: Path) -> str:
    """What a user compares a download with."""
    target = files[0].with_name("SHA256SUMS.txt")
    lines = [f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}" for file in files]
    target.write_text("\n".join(lines) + "\n", encoding="ascii")
    return "\n" + "\n".join(lines)


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
