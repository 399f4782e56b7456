"""The version resource of the Windows programs; the version itself stands once, in desktop_app/__init__.py."""

import re
from importlib import import_module
from pathlib import Path
from typing import Any

from desktop_app import __version__

LANGUAGE, UNICODE = 0x0409, 1200


ROOT = Path(__file__).resolve().parents[2]
VERSION = re.compile(r'^__version__ = "([^"]+)"', re.MULTILINE)


def version(source: Path = ROOT) -> str:
    """The version of a source."""
    found = VERSION.search((source / "desktop_app" / "__init__.py").read_text(encoding="utf-8"))
    if found is None:
        raise ValueError(source)
    return found[1]


def numbers(version: str = __version__) -> tuple[int, int, int, int]:
    """A version as the four numbers that Windows asks for."""
    given = [int(part) for part in version.split(".")]
    first, second, third, fourth = (*given, 0, 0, 0, 0)[:4]
    return first, second, third, fourth


def strings() -> dict[str, str]:
    """What Windows shows at Properties, Details."""
    return {
        "CompanyName": "Filing Desk",
        "FileDescription": "Filing Desk",
        "FileVersion": __version__,
        "InternalName": "filing-desk",
        "LegalCopyright": "MIT license; see the folder notices for the libraries",
        "ProductName": "Filing Desk",
        "ProductVersion": __version__,
    }


def version_resource() -> Any:  # noqa: ANN401 - the builder's own type, there only while building
    """The resource as PyInstaller takes it."""
    info = import_module("PyInstaller.utils.win32.versioninfo")
    table = info.StringTable(f"{LANGUAGE:04X}{UNICODE:04X}", [info.StringStruct(*item) for item in strings().items()])
    return info.VSVersionInfo(
        ffi=info.FixedFileInfo(filevers=numbers(), prodvers=numbers()),
        kids=[
            info.StringFileInfo([table]),
            info.VarFileInfo([info.VarStruct("Translation", [LANGUAGE, UNICODE])]),
        ],
    )
