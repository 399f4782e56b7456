"""What the packaged program holds and what is left out of it, with the reasons. The spec and the tests read it."""

import re
from collections.abc import Iterable
from pathlib import PurePosixPath

# Modules that no part of the program needs. Without them nothing in the folder can reach a network over TLS.
LEFT_OUT = {
    "PySide6.QtNetwork": "no network",
    "ssl": "no network",
    "_ssl": "no network",
    "asyncio": "no network; no part of the program uses it",
    "xmlrpc": "no network",
    "ftplib": "no network",
    "smtplib": "no network",
    "tkinter": "another window library",
    "PIL._avif": "8 MB for a kind of picture that no report holds",
    "PIL._webp": "a kind of picture that no report holds",
    "PIL.ImageTk": "another window library",
    "numpy": "an extra of openpyxl and Pillow, not used",
    "pytest": "tests only",
    "setuptools": "building only",
}

# What stays although its name speaks of a network, and why. A test looks for anything else.
STAYS = {
    "_socket": "imported by the standard library's email and urllib, which reportlab and openpyxl import; our code "
    "opens none, and a test replaces socket.socket by a refusal",
    "select": "imported by subprocess, with which workers are started",
    "_overlapped": "part of the Windows runtime's asyncio; never imported",
}

# Parts of Qt and of other libraries that are cut away after they were collected: by the name of the file or folder.
CUT = (
    "opengl32sw.dll",  # 20 MB: a drawing library in software for Qt Quick, which is not used
    "d3dcompiler_47.dll",  # the same
    "translations",  # of Qt's own dialogs; the program speaks English
    "tls",
    "networkinformation",
    "generic",
    "qmltooling",
    "egldeviceintegrations",
    "wayland-shell-integration",
    "wayland-graphics-integration-client",
    "wayland-decoration-client",
    "libcrypto-3.dll",  # hashlib has its own code for the digests used here
    "libssl-3.dll",
    "_hashlib.pyd",
)
CUT_STARTS = (
    "qt6network",
    "libqt6network",
    "qt6qml",
    "libqt6qml",
    "qt6quick",
    "libqt6quick",
    "qt6virtualkeyboard",
    "libqt6virtualkeyboard",
    "qt6pdf",
    "libqt6pdf",
    "qtvirtualkeyboard",
    "libqtvirtualkeyboard",
    "qpdf.",
    "libqpdf.so",
    "qdirect2d",
    "qminimal.",
    "qtuiotouch",
)
# The compiler's runtime comes with the interpreter; a second copy of that name in another library's folder is never
# loaded. A copy whose name bears a digest (msvcp140-7c26....dll) is asked for by that name and stays.
RUNTIME = re.compile(r"(msvcp140|vcruntime140)(_\d)?\.dll")
CODE = {".dll", ".pyd", ".so", ".py", ".pyc", ".exe", ".zip"}
PICTURES = {"qico", "qjpeg", "qsvg"}  # the kinds of picture that Qt reads here


def kept(name: str) -> bool:
    """Whether a collected file is shipped; its name is relative to the folder of the program."""
    path = PurePosixPath(name.replace("\\", "/"))
    parts = [part.lower() for part in path.parts]
    if any(part in CUT for part in parts) or parts[-1].startswith(CUT_STARTS):
        return False
    if RUNTIME.fullmatch(parts[-1]) and len(parts) > 1 and parts[-2] != "_internal":
        return False
    if "imageformats" in parts:
        return parts[-1].removeprefix("lib").partition(".")[0] in PICTURES
    return "iconengines" not in parts


def network_parts(names: Iterable[str]) -> list[str]:
    """The files of a program's folder that could reach a network, but for those that stay with a reason."""
    telling = ("qt6network", "qtnetwork", "aiohttp", "_ssl", "libssl", "ssl.", "_socket")
    found = []
    for name in names:
        path = PurePosixPath(name.replace("\\", "/").lower())
        stays = path.name.partition(".")[0] in STAYS
        if path.suffix in CODE and not stays and any(part in str(path) for part in telling):
            found.append(name)
    return found
