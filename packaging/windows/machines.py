"""The machine on which the Windows program is built and tried: a real Windows, or wine on Debian."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from trouble import Trouble
from windows import wine_python

PROGRAM = "Filing Desk"
WINE = "/usr/lib/wine/wine64"
NEEDED = ("Xvfb", "makensis", "import", wine_python.COMPILER, wine_python.DUMPER)
INSTALL = (
    "apt-get update && apt-get install -y --no-install-recommends "
    "wine wine64 nsis gcc-mingw-w64-x86-64 xvfb imagemagick"
)
LONGEST = 3600.0


@dataclass(frozen=True)
class Done:
    """How a program ended, and what it said."""

    code: int
    words: str


class Machine(Protocol):
    """What the build asks of a machine. Programs are run with their own arguments; paths are the host's."""

    name: str

    def python(self) -> Path: ...
    def run(self, program: Path, *arguments: str | Path, seconds: float = LONGEST) -> Done: ...
    def running(self, program: Path, *arguments: str | Path) -> "Running": ...
    def installers(self) -> Path: ...
    def local(self) -> Path: ...
    def menu(self) -> Path: ...
    def registered(self, key: str, name: str = "") -> str: ...
    def native(self, path: Path) -> str: ...
    def refusing(self, folder: Path) -> AbstractContextManager[bool]: ...
    def pretend(self, version: str) -> bool: ...
    def picture(self, target: Path) -> bool: ...


class Running(Protocol):
    """A program that is open."""

    def close(self) -> bool: ...


class Windows:
    """The Windows this runs on, with the environment that set-up made and PyInstaller in it."""

    name = "Windows"

    def __init__(self, work: Path) -> None:
        self._work = work

    def python(self) -> Path:
        """This environment's own interpreter, with the build tools installed."""
        lock = self._work / "tools.lock"
        lock.write_text(wine_python.tools_without_runtime(), encoding="utf-8")
        command = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--require-hashes", "-r", str(lock)]
        done = self.run(Path(command[0]), *command[1:])
        if done.code:
            raise Trouble(f"The build tools could not be installed: {done.words[-300:]}")
        return Path(sys.executable)

    def run(self, program: Path, *arguments: str | Path, seconds: float = LONGEST) -> Done:
        """Runs it to its end."""
        return _ended([str(program), *map(str, arguments)], dict(os.environ), seconds)

    def running(self, program: Path, *arguments: str | Path) -> Running:
        """Starts it."""
        return _Open(subprocess.Popen([str(program), *map(str, arguments)]), program.name, self)

    def installers(self) -> Path:
        """The program that makes installers."""
        found = shutil.which("makensis") or r"C:\Program Files (x86)\NSIS\makensis.exe"
        if not Path(found).is_file():
            raise Trouble("NSIS is not installed; the installer is made with it.")
        return Path(found)

    def local(self) -> Path:
        """The folder of this user's programs and their settings."""
        return Path(os.environ["LOCALAPPDATA"])

    def menu(self) -> Path:
        """The folder of this user's start menu."""
        return Path(os.environ["APPDATA"]) / "Microsoft" / "Windows" / "Start Menu" / "Programs"

    def registered(self, key: str, name: str = "") -> str:
        """The value of a key under HKEY_CURRENT_USER, nothing if there is none."""
        return _registered(self, key, name)

    def native(self, path: Path) -> str:
        """The path as Windows writes it."""
        return str(path)

    @contextmanager
    def refusing(self, folder: Path) -> Iterator[bool]:
        """Makes the folder refuse its user; whether it does."""
        user = os.environ["USERNAME"]
        self.run(Path("icacls"), folder, "/deny", f"{user}:(OI)(CI)(W)")
        try:
            yield True
        finally:
            self.run(Path("icacls"), folder, "/remove:d", user)

    def pretend(self, version: str) -> bool:  # noqa: ARG002 - only wine can
        """A real Windows is what it is."""
        return False

    def picture(self, target: Path) -> bool:
        """A person takes it on a real Windows."""
        return target.is_file()


class Wine:
    """Wine in a prefix of its own, on a screen of its own. Ended by `close`."""

    name = "wine"

    def __init__(self, work: Path) -> None:
        missing = [name for name in NEEDED if shutil.which(name) is None]
        if missing or not Path(WINE).is_file():
            raise Trouble(f"Missing: {', '.join(missing) or 'wine'}. As root: {INSTALL}")
        self._work = work
        self._has_python = False
        self._prefix = work / "prefix"
        self._screen, display = _screen()
        self._variables = {
            **os.environ,
            "WINEPREFIX": str(self._prefix),
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": "mscoree,mshtml=d",
            "DISPLAY": display,
            "PATH": f"/usr/lib/wine:{os.environ['PATH']}",
        }
        self.run(Path("wineboot"), "-i")

    def close(self) -> None:
        """Ends wine and its screen."""
        subprocess.run(["/usr/lib/wine/wineserver64", "-k"], env=self._variables, check=False)
        self._screen.terminate()
        self._screen.wait()

    def python(self) -> Path:
        """A Windows Python made of wheels, which works under wine; made once."""
        python = self._work / "python" / "python.exe"
        if self._has_python:
            return python
        self._has_python = True
        wine_python.make_python(self._work)
        core = python.parent / "Lib" / "site-packages" / "PySide6" / "Qt6Core.dll"
        wine_python.make_stand_in(core, self._drive() / "windows" / "system32" / "icuuc.dll")
        return python

    def run(self, program: Path, *arguments: str | Path, seconds: float = LONGEST) -> Done:
        """Runs it to its end."""
        return _ended([WINE, str(program), *map(_native, arguments)], self._variables, seconds)

    def running(self, program: Path, *arguments: str | Path) -> Running:
        """Starts it."""
        command = [WINE, str(program), *map(_native, arguments)]
        process = subprocess.Popen(
            command,
            env=self._variables,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        return _Open(process, program.name, self)

    def installers(self) -> Path:
        """The program that makes installers; Debian's own."""
        return Path("makensis")

    def local(self) -> Path:
        """The folder of this user's programs and their settings."""
        return next((self._drive() / "users").glob("*/AppData/Local"))

    def menu(self) -> Path:
        """The folder of this user's start menu."""
        return self.local().parent / "Roaming" / "Microsoft" / "Windows" / "Start Menu" / "Programs"

    def registered(self, key: str, name: str = "") -> str:
        """The value of a key under HKEY_CURRENT_USER, nothing if there is none."""
        return _registered(self, key, name)

    def native(self, path: Path) -> str:
        """The path as Windows writes it."""
        return _native(path)

    @contextmanager
    def refusing(self, folder: Path) -> Iterator[bool]:
        """Lays a read-only disk over the folder, which only an administrator of this machine can; whether it does."""
        laid = subprocess.run([_found("mount"), "-t", "tmpfs", "-o", "ro,size=1g", "tmpfs", str(folder)], check=False)
        try:
            yield laid.returncode == 0
        finally:
            if laid.returncode == 0:
                subprocess.run([_found("umount"), "-l", str(folder)], check=False)

    def pretend(self, version: str) -> bool:
        """Makes wine behave as another version of Windows: win7, win10."""
        return self.run(Path("winecfg"), "/v", version).code == 0

    def picture(self, target: Path) -> bool:
        """What the screen shows; true if that is more than one colour."""
        _ended([_found("import"), "-window", "root", str(target)], self._variables, LONGEST)
        colours = _ended([_found("identify"), "-format", "%k", str(target)], self._variables, LONGEST).words
        return colours.isdigit() and int(colours) > 1

    def _drive(self) -> Path:
        return self._prefix / "drive_c"


class _Open:
    """A program that was started and is closed like a person does: its windows are asked to close."""

    def __init__(self, process: "subprocess.Popen[bytes]", name: str, machine: Machine) -> None:
        self._process, self._name, self._machine = process, name, machine

    def close(self) -> bool:
        """Whether it ended by itself."""
        self._machine.run(Path("taskkill"), "/im", self._name, seconds=60)
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(60)
            return True
        self._process.kill()
        return False


@contextmanager
def machine(work: Path) -> Iterator[Machine]:
    """The machine that is at hand."""
    if os.name == "nt":
        yield Windows(work)
        return
    wine = Wine(work)
    try:
        yield wine
    finally:
        wine.close()


def _screen() -> tuple["subprocess.Popen[bytes]", str]:
    """A screen that nobody sees; X chooses its number."""
    read, write = os.pipe()
    command = [_found("Xvfb"), "-displayfd", str(write), "-screen", "0", "1280x800x24", "-nolisten", "tcp"]
    process = subprocess.Popen(command, pass_fds=(write,), stderr=subprocess.DEVNULL)
    os.close(write)
    with os.fdopen(read) as told:
        return process, f":{told.readline().strip()}"


def _registered(machine: Machine, key: str, name: str) -> str:
    value = ("/v", name) if name else ("/ve",)
    done = machine.run(Path("reg"), "query", f"HKCU\\{key}", *value)
    return done.words if done.code == 0 else ""


def _native(argument: str | Path) -> str:
    """A path as Windows writes it; wine shows the whole of Linux as drive Z."""
    whole = isinstance(argument, Path) and argument.is_absolute()
    return f"Z:{argument}".replace("/", "\\") if whole else str(argument)


def _found(program: str) -> str:
    return shutil.which(program) or program


def _ended(command: Sequence[str], variables: dict[str, str], seconds: float) -> Done:
    """Standard output is a pipe and input is empty: under wine a program dies of anything else."""
    start = time.monotonic()
    try:
        done = subprocess.run(
            command,
            env=variables,
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=seconds,
        )
    except subprocess.TimeoutExpired:
        return Done(-1, f"stopped after {time.monotonic() - start:.0f} seconds")
    return Done(done.returncode, done.stdout.decode("utf-8", "replace"))
