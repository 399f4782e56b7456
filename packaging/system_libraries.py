"""The few shared libraries that Qt expects of a Linux system: looked for by loading them, installed where allowed."""

import contextlib
import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys

from trouble import Trouble

# What the file is called, and the Debian and Ubuntu package that brings it.
ANY_USE = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libX11.so.6": "libx11-6",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}
WINDOW = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}


def has_display() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def provide() -> None:
    """Install what is missing, or say exactly what and how; without a display the window's own libraries may wait."""
    if not sys.platform.startswith("linux"):
        return
    needed = missing(ANY_USE) | missing_venv()
    for_window = missing(WINDOW)
    if needed or (for_window and has_display()):
        install(needed | for_window)
    elif for_window:
        with contextlib.suppress(Trouble):
            install(for_window)


def missing(libraries: dict[str, str]) -> dict[str, str]:
    return {name: package for name, package in libraries.items() if not loads(name)}


def missing_venv() -> dict[str, str]:
    """Debian ships Python without the part that puts pip into a new environment."""
    if importlib.util.find_spec("ensurepip") and importlib.util.find_spec("venv"):
        return {}
    return {"ensurepip": f"python{sys.version_info.major}.{sys.version_info.minor}-venv"}


def loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def packages(wanted: dict[str, str]) -> list[str]:
    return sorted(set(wanted.values()))


def advice(wanted: dict[str, str]) -> str:
    names = ", ".join(sorted(wanted))
    if not shutil.which("apt-get"):
        return f"These parts of the system are missing: {names}. Install them with the system's package manager."
    command = "sudo apt-get install --no-install-recommends " + " ".join(packages(wanted))
    return f"These parts of the system are missing: {names}. Install them with: {command}"


def install(wanted: dict[str, str]) -> None:
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise Trouble(advice(wanted))
    chosen = packages(wanted)
    print("Installing parts of the system:", " ".join(chosen), flush=True)
    apt("update")
    apt("install", "-y", "--no-install-recommends", *chosen)


def apt(*arguments: str) -> None:
    command = ["apt-get", "-qq", *arguments]
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(command, env=quiet, capture_output=True, text=True, errors="replace", check=False)
    if done.returncode:
        said = (done.stderr.strip() or done.stdout.strip() or "nothing").splitlines()[-1]
        raise Trouble(f"The command '{' '.join(command)}' failed (is there a network?); its last words were: {said}")
