"""What is tried on the installed program, step by step; each step says what it found or raises Trouble."""

import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import licences
from benchmarks.packaged import until_locked
from benchmarks.rows import ProbeFailed
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
SHOWN = 8  # seconds until what was started is surely painted
STARTS = 5
LARGE = 100 * 1024
TOO_OLD = 4  # what it answers on an old Windows
TEXTS = frozenset({"LGPL-3.0.txt", "GPL-3.0.txt", "OFL.txt", "LICENSE", "PYTHON.txt", "THIRD-PARTY.md", "QT-PARTS.txt"})
TEXTS_BESIDE = frozenset({"pyside6-essentials", "shiboken6"})  # theirs are the LGPL and the GPL
COMMAND, WINDOW = "filing-desk.exe", "Filing Desk.exe"
UNINSTALL = rf"Software\Microsoft\Windows\CurrentVersion\Uninstall\{PROGRAM}"
KIND = r"Software\Classes\.filingdesk"


@dataclass(frozen=True)
class Proof:
    """The machine, the built folder, its installer, a folder for what is made on the way, an earlier installer."""

    machine: Machine
    built: Path
    installer: Path
    work: Path
    earlier: Path | None = None

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
        yield "nothing is shipped twice", self.once
        yield "an old Windows", self.old_windows
        if self.earlier is not None:
            yield "upgrade from an earlier version", partial(self.upgrade, self.earlier)
        yield "silent installation", self.install
        yield "list of apps, Open with, New", self.registry
        yield "licence notices", self.notices
        yield "no network in the folder", self.network
        yield "self-test of the installed program", self.self_test
        yield "fonts of every kind of widget", self.fonts
        yield "sample company's report", self.produce
        yield "compared with the one made here", self.compare
        yield "window", self.window
        yield "files that are no company, and several", self.other_files
        yield "wrong arguments without a console", self.box
        yield "a second double click", self.forward
        yield "while a company is open", self.while_open
        yield "the installer closes the program when told to", self.close_and_install
        yield "after the program was ended by force", self.after_force
        yield "repair over the same version", self.repair
        yield "a folder 'settings' beside the installed program", self.not_portable
        yield "start, packaged beside source", self.start
        yield "portable program", self.portable
        yield "portable program in a folder that refuses", self.refused
        yield "silent uninstallation", self.uninstall
        yield "for all users", self.all_users

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

    def once(self) -> str:
        """No large file is there twice under two names."""
        seen: dict[str, list[str]] = {}
        for path in sorted(self.built.rglob("*")):
            if path.is_file() and path.stat().st_size >= LARGE:
                digest = hashlib.sha256(path.read_bytes()).hexdigest()
                seen.setdefault(digest, []).append(str(path.relative_to(self.built)))
        twice = [" = ".join(names) for names in seen.values() if len(names) > 1]
        if twice:
            raise Trouble("; ".join(twice))
        return f"{len(seen)} files of {LARGE // 1024} kB or more, all different"

    def old_windows(self) -> str:
        """The installer refuses a Windows on which the program does not start, and changes nothing."""
        if not self.machine.pretend("win7"):
            return "not tried: this Windows is what it is"
        try:
            done = self.machine.run(self.installer, "/S")
        finally:
            self.machine.pretend("win10")
        if done.code != TOO_OLD or self.installed.exists():
            raise Trouble(f"exit code {done.code} instead of {TOO_OLD}; installed: {self.installed.exists()}")
        return f"refused with exit code {TOO_OLD}, nothing installed"

    def upgrade(self, earlier: Path) -> str:
        """An earlier version and a company that it made; the new one is installed over it and opens the company."""
        done = self.machine.run(earlier, "/S")
        company = self.work / "earlier company" / "Kept Creek.filingdesk"
        company.parent.mkdir(exist_ok=True)
        company.unlink(missing_ok=True)
        if done.code:
            raise Trouble(f"the earlier installer ended with {done.code}")
        self.run("sample", "water", company)
        self.run("set", company, "company/identity/dba/answer", "Made before")
        before = self.run("list", company, "--json").words
        done = self.machine.run(self.installer, "/S")
        if done.code:
            raise Trouble(f"the new installer ended with {done.code}")
        told = self.run("list", company, "--json").words
        kept = "Made before" in self.run("explain", company, "company/identity/dba/answer").words
        self.run("set", company, "company/identity/dba/answer", "Made after")
        backups = self.run("backups", company).words.strip()
        if not kept or not backups or before.count('"id"') != told.count('"id"'):
            raise Trouble(f"kept: {kept}, backups: {backups or 'none'}")
        return f"the company opens with its filings and what was entered; backed up first: {backups.splitlines()[0]}"

    def registry(self) -> str:
        """What the lists and menus of Windows show of the program."""
        wanted = {
            (UNINSTALL, "EstimatedSize"): "0x",
            (UNINSTALL, "Publisher"): PROGRAM,
            (UNINSTALL, "HelpLink"): "INSTALLING.txt",
            (UNINSTALL, "QuietUninstallString"): "/S _?=",
            (rf"{KIND}\OpenWithProgids", "FilingDesk.Company"): "REG_SZ",
            (rf"{KIND}\ShellNew", "NullFile"): "REG_SZ",
            (r"Software\Classes\Applications\Filing Desk.exe\SupportedTypes", ".filingdesk"): "REG_SZ",
        }
        missing = [name for (key, name), words in wanted.items() if words not in self.machine.registered(key, name)]
        if missing:
            raise Trouble(f"not registered: {', '.join(missing)}")
        return "size, publisher and help address; .filingdesk under Open with and New"

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
        if "Sealing" not in self.run("handbook", "sealing").words:
            raise Trouble("the handbook does not open")
        return "\n" + done.words.strip()

    def fonts(self) -> str:
        """Tables, trees, lists, menus and tool tips have the program's font in the size that was chosen."""
        done = self.machine.run(self.machine.python(), Path(__file__).with_name("fonts_probe.py"))
        found = [line for line in done.words.splitlines() if line[:4] in {"100 ", "175 "}]
        if [line.count("Liberation Sans") for line in found] != [1, 1] or any(line.count(",") for line in found):
            raise Trouble(done.words.strip()[-400:])
        return "; ".join(found)

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

    def other_files(self) -> str:
        """A text and two companies at once: the first company is open, and the window says what was not opened."""
        text, second = self.work / "notes.txt", self.work / "second.filingdesk"
        text.write_text("no company", encoding="utf-8")
        second.write_bytes(self.company.read_bytes())
        opened = self.machine.running(self.installed / WINDOW, text, self.company, second)
        lock = self.company.with_name(f"{self.company.name}.lock")
        there = _within(PATIENCE, lock.exists)
        time.sleep(5)
        self.machine.picture(self.work / "several-files.png")
        closed = opened.close()
        second.unlink()
        if not there or not closed:
            raise Trouble(f"company open: {there}, closed when asked: {closed}")
        return "the company among them opened, and the window closed when asked; see several-files.png"

    def box(self) -> str:
        """The program of the window shows what a terminal would; it waits for its user, so it is ended from outside."""
        before = self.work / "before-the-box.png"
        if not _within(PATIENCE, lambda: not self.machine.picture(before)):
            raise Trouble("a window of an earlier step is still on the screen")
        opened = self.machine.running(self.installed / WINDOW, "sing")
        seen = _within(PATIENCE, lambda: self.machine.picture(self.work / "wrong-arguments.png"))
        ended = opened.close()
        if not seen:
            raise Trouble("no box was shown")
        return f"shown in a box ({'closed when asked' if ended else 'ended'}); see wrong-arguments.png"

    def forward(self) -> str:
        """A second start of the same company ends by itself: the window that is open came forward."""
        opened = self.machine.running(self.installed / WINDOW, self.company)
        _within(PATIENCE, self.company.with_name(f"{self.company.name}.lock").exists)
        time.sleep(SHOWN)
        start = time.monotonic()
        second = self.machine.run(self.installed / WINDOW, self.company, seconds=PATIENCE)
        seconds = time.monotonic() - start
        opened.close()
        if second.code:
            raise Trouble(f"the second start ended with {second.code} after {seconds:.0f} s")
        return f"the second start ended by itself after {seconds:.1f} s"

    def while_open(self) -> str:
        """A second program is told since when the company is open, and the installer changes nothing and says so."""
        opened = self.machine.running(self.installed / WINDOW, self.company)
        _within(PATIENCE, self.company.with_name(f"{self.company.name}.lock").exists)
        second = self.machine.run(self.installed / COMMAND, "undo", self.company)
        done = self.machine.run(self.installer, "/S")
        removal = self.quiet_removal()
        whole = (self.installed / "_internal").is_dir()
        opened.close()
        if second.code != REFUSED or "is in use by" not in second.words or ", since " not in second.words:
            raise Trouble(f"a second program was not refused: {second.code} {second.words.strip()}")
        if done.code != OPEN or not whole:
            raise Trouble(f"exit code {done.code} instead of {OPEN}; the folder is {'whole' if whole else 'damaged'}")
        if removal.code != OPEN:
            raise Trouble(f"the silent uninstaller answered {removal.code} instead of {OPEN}")
        return f"a second program is told since when; installer and uninstaller refuse with {OPEN} and change nothing"

    def close_and_install(self) -> str:
        """With /CLOSE the installer closes the program as its user would; what was entered is there afterwards."""
        opened = self.machine.running(self.installed / WINDOW, self.company)
        _within(PATIENCE, self.company.with_name(f"{self.company.name}.lock").exists)
        time.sleep(SHOWN)
        done = self.machine.run(self.installer, "/S", "/CLOSE")
        ended = opened.close()
        if done.code or not ended:
            raise Trouble(f"exit code {done.code}, program ended: {ended}")
        self.run("check", self.company)
        return "closed, installed, and the company opens"

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

    def not_portable(self) -> str:
        """The installed program keeps its settings where it kept them."""
        beside = self.installed / "settings"
        beside.mkdir()
        done = self.machine.run(self.installed / COMMAND, "self-test")
        left = list(beside.iterdir())
        beside.rmdir()
        if done.code or left or f"{PROGRAM}\\settings" in done.words:
            raise Trouble(f"exit code {done.code}, written beside the program: {left}")
        return "has no effect"

    def start(self) -> str:
        """Until the window holds the company: the packaged program, and the same source by the same Python."""
        source: list[str | Path] = ["-P", "-m", "desktop_app", self.company]
        with _path_file(self.machine.python()):
            times = {
                "packaged": [self.opened(self.installed / WINDOW, self.company) for _ in range(STARTS)],
                "source": [self.opened(self.machine.python(), *source) for _ in range(STARTS)],
            }
        packaged, from_source = (sorted(seconds)[STARTS // 2] for seconds in times.values())
        return f"{packaged:.2f} s / {from_source:.2f} s = {packaged / from_source:.2f} (median of {STARTS})"

    def opened(self, program: Path, *arguments: str | Path) -> float:
        """Seconds until a start has locked the company."""
        lock = self.company.with_name(f"{self.company.name}.lock")
        lock.unlink(missing_ok=True)
        try:
            seconds, running = until_locked(lock, lambda: self.machine.running(program, *arguments), lambda _: False)
        except ProbeFailed as failed:
            raise Trouble(f"{program.name}: {failed}") from failed
        self.machine.run(Path("taskkill"), "/f", "/im", program.name, seconds=PATIENCE)
        running.close()
        return seconds

    def refused(self) -> str:
        """Beside a portable program lies a settings folder that cannot be written: the self-test ends and says so."""
        beside = self.built / "settings"
        beside.mkdir(exist_ok=True)
        with self.machine.refusing(beside) as refusing:
            done = self.machine.run(self.built / COMMAND, "self-test", seconds=PATIENCE * 3)
        beside.rmdir()
        if not refusing:
            return "not tried: a folder that refuses can be made here only as root"
        if done.code != REFUSED or "settings cannot be written" not in done.words or "Traceback" in done.words:
            raise Trouble(f"exit code {done.code}: {done.words.strip()[-300:]}")
        return next(line.strip() for line in done.words.splitlines() if "settings cannot be written" in line)

    def quiet_removal(self) -> Done:
        """Runs the uninstaller as the registry says for a silent removal."""
        return self.removed(self.installed)

    def removed(self, folder: Path) -> Done:
        """Runs the uninstaller of a folder in its place; the folder is written without quotation marks."""
        words = f"_?={self.machine.native(folder)}".split(" ")
        return self.machine.run(folder / "uninstall.exe", "/S", *words)

    def all_users(self) -> str:
        """Installed for everybody and taken away again."""
        folder = self.work / "all-users"  # without a blank: /D= takes no quotation marks
        done = self.machine.run(self.installer, "/S", "/ALLUSERS", f"/D={self.machine.native(folder)}")
        there = (folder / COMMAND).exists()
        run = self.machine.run(folder / COMMAND, "--version") if there else Done(-1, "")
        removed = self.removed(folder)
        gone = _within(PATIENCE, lambda: not folder.exists())
        if done.code or run.code or removed.code or not gone:
            raise Trouble(f"{done.code}, {run.code}, {removed.code}, left: {not gone}")
        return "installed, started, removed"

    def uninstall(self) -> str:
        """Takes the program away; the user's own files stay, also one beside the program."""
        own = self.installed / "my company.filingdesk"
        own.write_bytes(b"mine")
        done = self.quiet_removal()
        gone = _within(PATIENCE, lambda: [path.name for path in self.installed.iterdir()] == [own.name])
        left = sorted(path.name for path in self.installed.iterdir())
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


@contextmanager
def _path_file(python: Path) -> Iterator[None]:
    """The source on the path of a Python, for a while."""
    file = python.parent / "Lib" / "site-packages" / "filing-desk.pth"
    if file.exists():
        yield
        return
    file.write_text(f"{Path(os.path.relpath(ROOT, file.parent)).as_posix()}\n", encoding="ascii")
    try:
        yield
    finally:
        file.unlink()


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
