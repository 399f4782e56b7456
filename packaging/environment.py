"""The program's own Python environment: `.venv` in the checkout, filled from the lock, the same every time."""

import hashlib
import locale
import os
import re
import shlex
import subprocess
import sys
import sysconfig
from pathlib import Path

import system_libraries
from trouble import Trouble, from_os_error, no_permission, no_space

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "packaging" / "requirements.lock"
WINDOWS = os.name == "nt"

# What pip says, and the sentence for the user.
NO_NETWORK = re.compile(
    r"name resolution|getaddrinfo|NewConnectionError|ConnectTimeout|ReadTimeout|ProxyError|Max retries|"
    r"Connection (refused|reset|aborted)|Network is unreachable|No matching distribution|SSLError",
    re.IGNORECASE,
)
NO_SPACE = re.compile(r"No space left|Errno 28|Disk quota|WinError 112|not enough space", re.IGNORECASE)
NO_PERMISSION = re.compile(r"Permission denied|Errno 13|Access is denied|Read-only file|WinError 5\b", re.IGNORECASE)
WRONG_HASH = re.compile(r"DO NOT MATCH THE HASHES", re.IGNORECASE)


class Environment:
    """Where the environment is, and what makes it ready."""

    def __init__(self, root: Path = ROOT, lock: Path = LOCK) -> None:
        self.root = root
        self.lock = lock
        self.folder = root / ".venv"
        self.scripts = self.folder / ("Scripts" if WINDOWS else "bin")
        self.python = self.scripts / ("python.exe" if WINDOWS else "python")
        self.launcher = self.scripts / ("filing-desk.cmd" if WINDOWS else "filing-desk")
        self.stamp = self.folder / "filing-desk.stamp"

    def make_ready(self) -> None:
        """Do what is left to do; a second call does nothing."""
        wanted = self.wanted_stamp()
        found = self.found_stamp()
        if found != wanted or system_libraries.has_display():
            system_libraries.provide()
        if found == wanted:
            return
        try:
            self.build(afresh=found[:2] != wanted[:2])
            self.stamp.write_text("\n".join(wanted) + "\n", encoding="utf-8")
        except OSError as error:
            raise from_os_error(error, self.folder) from error

    def wanted_stamp(self) -> list[str]:
        """Which Python, which folder, which lock: a change of the first two asks for a new environment."""
        digest = hashlib.sha256(self.lock.read_bytes()).hexdigest()
        return [f"Python {sys.version.split()[0]} {sys.base_prefix}", str(self.root), digest]

    def found_stamp(self) -> list[str]:
        if not self.python.exists():
            return []
        try:
            return self.stamp.read_text(encoding="utf-8").splitlines()
        except OSError:
            return []

    def build(self, *, afresh: bool) -> None:
        self.stamp.unlink(missing_ok=True)
        if afresh:
            print("Making the environment", self.folder, flush=True)
            self.create()
        print("Installing the locked libraries (about 500 MB on disk, a minute or so)", flush=True)
        self.install()
        self.write_path_file()
        self.write_launcher()

    def create(self) -> None:
        command = [sys.executable, "-m", "venv", "--clear", str(self.folder)]
        done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
        if done.returncode:
            raise why_no_environment(done.stdout + done.stderr, self.folder)

    def install(self) -> None:
        options = ["--quiet", "--no-input", "--disable-pip-version-check", "--no-warn-script-location"]
        # The lock names every library; without --no-deps pip looks for newer ones of what a library asks for with
        # extras (coverage[toml]), finds one without a digest and stops, on the day that a new version appears.
        locked = ["--require-hashes", "--no-deps", "--only-binary", ":all:", "-r", str(self.lock)]
        command = [str(self.python), "-m", "pip", "install", *options, *locked]
        done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
        if done.returncode:
            raise why_no_install(done.stdout + done.stderr, self.folder)

    def write_path_file(self) -> None:
        """Put the source on the path, so that nothing has to be built."""
        place = {"base": str(self.folder), "platbase": str(self.folder)}
        packages = Path(sysconfig.get_path("purelib", "venv", place))
        (packages / "filing-desk.pth").write_text(f"{self.root}\n", encoding=locale.getencoding())

    def write_launcher(self) -> None:
        """-P: the folder the user stands in is never looked through for modules."""
        if WINDOWS:
            self.launcher.write_text('@"%~dp0python.exe" -P -m desktop_app %*\n', encoding="ascii")
            return
        text = f'#!/bin/sh\nexec {shlex.quote(str(self.python))} -P -m desktop_app "$@"\n'
        self.launcher.write_text(text, encoding="utf-8")
        self.launcher.chmod(0o755)


def why_no_environment(said: str, folder: Path) -> Trouble:
    if NO_SPACE.search(said):
        return no_space(folder)
    if NO_PERMISSION.search(said):
        return no_permission(folder)
    if "ensurepip" in said:
        return Trouble("This Python cannot make an environment: its part 'ensurepip' is missing; install python3-venv.")
    return Trouble(f"Python could not make the environment {folder}; its last words were: {last_line(said)}")


def why_no_install(said: str, folder: Path) -> Trouble:
    if NO_SPACE.search(said):
        return no_space(folder)
    if NO_PERMISSION.search(said):
        return no_permission(folder)
    if WRONG_HASH.search(said):
        return Trouble("A downloaded library is not the one that the lock names; nothing was installed.")
    if NO_NETWORK.search(said):
        return Trouble("The libraries could not be fetched: this machine has no network just now; try again online.")
    return Trouble(f"The libraries could not be installed; pip's last words were: {last_line(said)}")


def last_line(said: str) -> str:
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    return lines[-1] if lines else "(nothing)"
