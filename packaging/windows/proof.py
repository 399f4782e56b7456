"""What is tried on the installed program, step by step; each step says what it found or raises Trouble."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import licences
from desktop_app import __version__
from trouble import Trouble
from windows.machines import PROGRAM, Done, Machine
from windows.shipped import STAYS, network_parts

ROOT = Path(__file__).resolve().parent.parent.parent
MEGABYTE = 1024 * 1024
LARGEST_INSTALLER, LARGEST_FOLDER = 45, 160
FILING = "2025-annual-report"
REPORT = Path("public") / "annual-report-2025-public.pdf"
REFUSED = 1
OPEN = 3  # what the installer answers while the program is open
PATIENCE = 60
TEXTS = frozenset({"LGPL-3.0.txt", "GPL-3.0.txt", "OFL.txt", "LICENSE", "PYTHON.txt", "THIRD-PARTY.md"})
TEXTS_BESIDE = frozenset({"pyside6-essentials", "shiboken6"})  # theirs are the LGPL and the GPL
COMMAND, WINDOW = "filing-desk.exe", "Filing Desk.exe"
UNINSTALL = rf"Software\Microsoft\Windows\CurrentVersion\Uninstall\{PROGRAM}"
KIND = r"Software\Classes\.filingdesk"


@dataclass(frozen=True)
class Proof:
    """The machine, the built folder, its installer, and a folder for what is made on the way."""

    machine: Machine
    built: Path
    installer: Path
    work: Path

    @property
    def installed(self) -> Path:
        """Where the installer puts the program."""
        return self.machine.local() / "Programs" / PROGRAM

    @property
    def company(self) -> Path:
        """A company file of the user, in a folder with blanks and other letters, far from the program."""
        return self.work / "Żółć and Niños" / "Sample Creek.filingdesk"

    def steps(self) -> Iterator[tuple[str, Callable[[], str]]]:
        """All steps in their order."""
        yield "sizes", self.sizes
        yield "silent installation", self.install
        yield "licence notices", self.notices
        yield "no network in the folder", self.network
        yield "self-test of the installed program", self.self_test
        yield "sample company's report", self.produce
        yield "compared with the one made here", self.compare
        yield "window", self.window
        yield "while a company is open", self.while_open
        yield "after the program was ended by force", self.after_force
        yield "repair over the same version", self.repair
        yield "portable program", self.portable
        yield "silent uninstallation", self.uninstall

    def sizes(self) -> str:
        """The two numbers of the plan."""
        installer = self.installer.stat().st_size / MEGABYTE
        folder = sum(path.stat().st_size for path in self.built.rglob("*") if path.is_file()) / MEGABYTE
        if installer > LARGEST_INSTALLER or folder > LARGEST_FOLDER:
            raise Trouble(f"installer {installer:.1f} MB, folder {folder:.1f} MB: too large")
        return f"installer {installer:.1f} MB (at most {LARGEST_INSTALLER}), folder {folder:.1f} MB ({LARGEST_FOLDER})"

    def install(self) -> str:
        """Runs it without a question and looks for everything it must leave."""
        done = self.machine.run(self.installer, "/S")
        wanted = [self.installed / WINDOW, self.installed / COMMAND, self.machine.menu() / f"{PROGRAM}.lnk"]
        missing = [path.name for path in wanted if not path.exists()]
        kind = self.machine.registered(KIND)
        if done.code or missing or "FilingDesk.Company" not in kind:
            raise Trouble(f"exit code {done.code}, missing: {missing}, association: {kind.strip()}")
        return f"in {self.installed.relative_to(self.machine.local())}; start menu entry and .filingdesk are there"

    def notices(self) -> str:
        """The licence of the program, of Python, Qt, the fonts and of every library is in the folder."""
        folder = self.installed / "_internal" / "notices"
        there = {path.name for path in folder.iterdir()}
        libraries = licences.shipped(licences.LOCK.read_text(encoding="utf-8")) - TEXTS_BESIDE
        there_is = {name for name in libraries if any((folder / name).glob("*"))}
        wanted = {name for name in libraries if name in licences.installed()}
        missing = sorted((wanted - there_is) | (TEXTS - there))
        if missing:
            raise Trouble(f"no licence text of: {', '.join(missing)}")
        return f"{len(wanted)} libraries, and {', '.join(sorted(TEXTS))}"

    def network(self) -> str:
        """Names every file that could reach a network."""
        files = [str(path.relative_to(self.installed)) for path in self.installed.rglob("*") if path.is_file()]
        found = network_parts(files)
        if found:
            raise Trouble(f"{', '.join(found)} could reach a network")
        there = sorted(name for name in STAYS if any(Path(file).name.startswith(f"{name}.") for file in files))
        return f"no QtNetwork, ssl or aiohttp among {len(files)} files; stays with its reason: {', '.join(there)}"

    def self_test(self) -> str:
        """Asks the installed program itself."""
        done = self.run("self-test")
        return "\n" + done.words.strip()

    def produce(self) -> str:
        """Makes the sample company and its package with the installed program, and has it verified."""
        self.company.parent.mkdir(parents=True, exist_ok=True)
        self.company.unlink(missing_ok=True)
        self.run("sample", "water", self.company)
        self.run("produce", self.company, "--filing", FILING, "--out", self.work / "package there", "--replace")
        done = self.run("verify", self.work / "package there")
        return done.words.strip().splitlines()[-1]

    def compare(self) -> str:
        """The public report of the same company file, made by the source on this machine."""
        here = self.work / "package here"
        command = [sys.executable, "-m", "desktop_app", "produce", str(self.company), "--filing", FILING, "--replace"]
        environment = {**os.environ, "FILING_DESK_HOME": str(self.work / "home")}
        done = subprocess.run(
            [*command, "--out", str(here)], capture_output=True, text=True, check=False, env=environment, cwd=ROOT
        )
        if done.returncode:
            raise Trouble(done.stderr.strip())
        one, other = (self.work / "package there" / REPORT).read_bytes(), (here / REPORT).read_bytes()
        if one == other:
            return f"byte for byte the same, {len(one):,} bytes"
        return _difference(one, other)

    def window(self) -> str:
        """Opens the company by its file, as a double click does, looks at the screen, and closes."""
        opened = self.machine.running(self.installed / WINDOW, self.company)
        picture = self.work / "window.png"
        seen = _within(PATIENCE, lambda: self.machine.picture(picture))
        time.sleep(5)  # what was painted first is only the frame
        self.machine.picture(picture)
        closed = opened.close()
        if not seen or not closed:
            raise Trouble(f"painted: {seen}, closed when asked: {closed}")
        return f"painted, and closed when asked; see {picture.name}"

    def while_open(self) -> str:
        """A second program is told since when the company is open, and the installer changes nothing and says so."""
        opened = self.machine.running(self.installed / WINDOW, self.company)
        _within(PATIENCE, self.company.with_name(f"{self.company.name}.lock").exists)
        second = self.machine.run(self.installed / COMMAND, "undo", self.company)
        done = self.machine.run(self.installer, "/S")
        whole = (self.installed / "_internal").is_dir()
        opened.close()
        if second.code != REFUSED or "is open since" not in second.words:
            raise Trouble(f"a second program was not refused: {second.code} {second.words.strip()}")
        if done.code != OPEN or not whole:
            raise Trouble(f"exit code {done.code} instead of {OPEN}; the folder is {'whole' if whole else 'damaged'}")
        return f"a second program is told since when; the installer refuses with exit code {OPEN} and changes nothing"

    def after_force(self) -> str:
        """Ended by force in the middle of its work, the program leaves a file that opens again."""
        opened = self.machine.running(self.installed / WINDOW, self.company)
        _within(PATIENCE, self.company.with_name(f"{self.company.name}.lock").exists)
        self.machine.run(Path("taskkill"), "/f", "/im", WINDOW, seconds=PATIENCE)
        opened.close()
        self.run("set", self.company, "company/identity/dba/answer", "After the end")
        return "the company opens again and takes an edit"

    def repair(self) -> str:
        """Installs again over a file of an older version, which must be gone afterwards."""
        old = self.installed / "_internal" / "of an older version.dll"
        old.write_bytes(b"old")
        done = self.machine.run(self.installer, "/S")
        if done.code or old.exists():
            raise Trouble(f"exit code {done.code}; the older version's file {'stays' if old.exists() else 'is gone'}")
        self.run("check", self.company)
        return "done; nothing of the older version is left"

    def portable(self) -> str:
        """Runs the folder of the portable program, which keeps its settings beside itself."""
        beside = self.built / "settings"
        beside.mkdir(exist_ok=True)
        try:
            done = self.machine.run(self.built / COMMAND, "self-test")
        finally:
            kept = [path.name for path in beside.iterdir()]
            for path in sorted(beside.rglob("*"), reverse=True):
                path.rmdir() if path.is_dir() else path.unlink()
            beside.rmdir()
        if done.code or "settings" not in done.words:
            raise Trouble(f"exit code {done.code}: {done.words.strip()}")
        return f"self-test passed with its settings in {beside.name} beside it ({', '.join(kept) or 'nothing kept'})"

    def uninstall(self) -> str:
        """Takes the program away; the user's own files stay, also one beside the program."""
        own = self.installed / "my company.filingdesk"
        own.write_bytes(b"mine")
        done = self.machine.run(self.installed / "uninstall.exe", "/S")
        gone = _within(PATIENCE, lambda: not (self.installed / WINDOW).exists())
        left = sorted(path.name for path in self.installed.iterdir()) if self.installed.exists() else []
        registered = [key for key in (KIND, UNINSTALL) if self.machine.registered(key)]
        if done.code or not gone or left != [own.name] or registered or not self.company.exists():
            raise Trouble(f"exit code {done.code}, left: {left}, registered: {registered}")
        own.unlink()
        return "the program, its menu entry and its association are gone; the user's files stay"

    def run(self, *arguments: str | Path) -> Done:
        """Runs the installed command line; anything but success is trouble, in its own words."""
        done = self.machine.run(self.installed / COMMAND, *arguments)
        if done.code:
            raise Trouble(f"'{arguments[0]}' ended with {done.code}: {done.words.strip()[-600:]}")
        return done


def version() -> str:
    """The version that is built."""
    return __version__


def _difference(one: bytes, other: bytes) -> str:
    """Two reports that differ in their bytes must be the same in text and pictures."""
    from desktop_app.documents.pictures import page_texts, pictures

    if page_texts(one) != page_texts(other):
        raise Trouble("the public report has other words than the one made here")
    if pictures(one, 1.0) != pictures(other, 1.0):
        raise Trouble("the public report looks different from the one made here")
    return f"same words and pictures, other bytes ({len(one):,} and {len(other):,}): the libraries pack differently"


def _within(seconds: float, happened: Callable[[], bool]) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if happened():
            return True
        time.sleep(1)
    return False
