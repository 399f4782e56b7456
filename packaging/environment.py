"""The program's own Python environment: `.venv` in the checkout, filled from the lock, the same every time."""

import hashlib
import os
import platform
import re
import shlex
import subprocess
import sys
import sysconfig
from pathlib import Path

import system_libraries
from trouble import Trouble, from_os_error, held, no_permission, no_space

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "packaging" / "requirements.lock"
WINDOWS = os.name == "nt"

HOLDS = re.compile(r"WinError (32|33|225)\b|being used by another process|contains a virus", re.IGNORECASE)
NO_SPACE = re.compile(r"No space left|Errno 28|Disk quota|WinError 112\b|not enough space", re.IGNORECASE)
NO_PERMISSION = re.compile(r"Permission denied|Errno 13|Access is denied|Read-only file|WinError 5\b", re.IGNORECASE)
WRONG_HASH = re.compile(r"DO NOT MATCH THE HASHES", re.IGNORECASE)
PROXY_REFUSED = re.compile(r"Tunnel connection failed: 40[37]|407 Proxy|Proxy Authentication", re.IGNORECASE)
NO_PROXY = re.compile(r"ProxyError|Cannot connect to proxy", re.IGNORECASE)
CERTIFICATE = re.compile(r"CERTIFICATE_VERIFY_FAILED|certificate verify failed|SSLCertVerification", re.IGNORECASE)
NO_NETWORK = re.compile(
    r"name resolution|getaddrinfo|NewConnectionError|ConnectTimeout|ReadTimeout|Max retries|"
    r"Connection (refused|reset|aborted)|Network is unreachable|SSLError",
    re.IGNORECASE,
)
NO_LIBRARY = re.compile(r"No matching distribution found for (\S+)", re.IGNORECASE)
# What pip says, and the sentence for the user; the first that fits counts.
SENTENCES = (
    (WRONG_HASH, "A downloaded library is not the one that the lock names; nothing was installed."),
    (
        PROXY_REFUSED,
        (
            "The proxy of this network refused to fetch the libraries: ask who runs the network for access to "
            "Python's packages, set HTTPS_PROXY with name and password, and try again."
        ),
    ),
    (NO_PROXY, "The proxy that this computer names does not answer: check HTTPS_PROXY, and try again."),
    (
        CERTIFICATE,
        (
            "The connection shows a certificate that Python does not know, as a company's network or a virus scanner "
            "shows one: save that certificate as a file, name the file in PIP_CERT, and try again."
        ),
    ),
    (NO_NETWORK, "The libraries could not be fetched: this machine has no network just now; try again online."),
)


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
        """Put the source on the path, so that nothing has to be built.

        The path is told from the file itself: one with letters outside the system's code page could not be written.
        """
        place = {"base": str(self.folder), "platbase": str(self.folder)}
        packages = Path(sysconfig.get_path("purelib", "venv", place))
        way = Path(os.path.relpath(self.root, packages)).as_posix()
        (packages / "filing-desk.pth").write_text(f"{way}\n", encoding="ascii")

    def write_launcher(self) -> None:
        """-P: the folder the user stands in is never looked through for modules."""
        if WINDOWS:
            self.launcher.write_text('@"%~dp0python.exe" -P -m desktop_app %*\n', encoding="ascii")
            return
        text = f'#!/bin/sh\nexec {shlex.quote(str(self.python))} -P -m desktop_app "$@"\n'
        self.launcher.write_text(text, encoding="utf-8")
        self.launcher.chmod(0o755)


def why_no_environment(said: str, folder: Path) -> Trouble:
    if trouble := of_the_disk(said, folder):
        return trouble
    if "ensurepip" in said:
        return Trouble("This Python cannot make an environment: its part 'ensurepip' is missing; install python3-venv.")
    return Trouble(f"Python could not make the environment {folder}; its last words were: {last_line(said)}")


def why_no_install(said: str, folder: Path) -> Trouble:
    if trouble := of_the_disk(said, folder):
        return trouble
    for pattern, sentence in SENTENCES:
        if pattern.search(said):
            return Trouble(sentence)
    if found := NO_LIBRARY.search(said):
        kind = f"Python {platform.python_version()} on {platform.system()} {platform.machine()}"
        return Trouble(
            f"The library {found[1]} is not made for this computer ({kind}); use 64-bit Python 3.11 to 3.14."
        )
    return Trouble(f"The libraries could not be installed; pip's last words were: {last_line(said)}")


def of_the_disk(said: str, folder: Path) -> Trouble | None:
    """What the disk or another program refused, if that is it."""
    for pattern, sentence in ((HOLDS, held), (NO_SPACE, no_space), (NO_PERMISSION, no_permission)):
        if pattern.search(said):
            return sentence(folder)
    return None


def last_line(said: str) -> str:
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    return lines[-1] if lines else "(nothing)"
