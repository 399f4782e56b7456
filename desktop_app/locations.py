"""Where things lie: the program's own data, and the user's files. Everyone else receives paths."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from desktop_app.domain.late_dataclasses import dataclass

HOME_VARIABLE = "FILING_DESK_HOME"
PORTABLE = "settings"
INSTALLED = "uninstall.exe"  # what the installer leaves beside the program
PARSED = "parsed"


@dataclass(frozen=True)
class ProgramFolders:
    """The folders of this run: `forms` and `resources` are read-only, `user` holds preferences and logs.

    `parsed` keeps what was read from the forms: made together with a packaged program, filled by one
    that runs from its source, whose folder is `code`.

    The user's folder is looked for only when it is asked for: a worker is not told who its user is.
    """

    forms: Path
    resources: Path
    parsed: Path
    code: Path | None

    @property
    def user(self) -> Path:
        """Where this user's preferences and logs lie."""
        return _user_folder()

    @property
    def fonts(self) -> Path:
        """The faces that are embedded in what is printed."""
        return self.resources / "fonts"

    @property
    def preferences(self) -> Path:
        """The file of this user's preferences."""
        return self.user / "preferences.json"

    @property
    def own_forms(self) -> Path:
        """Where this user keeps forms of the user's own."""
        return self.user / "forms"

    @property
    def logs(self) -> Path:
        """The folder of logs and crash reports."""
        return self.user / "logs"


def find_folders() -> ProgramFolders:
    """The folders of this run: beside the source, or inside the packaged program."""
    packaged = getattr(sys, "_MEIPASS", None)
    if packaged:
        root = Path(packaged)
        return ProgramFolders(root / "forms", root / "resources", root / PARSED, None)
    code = Path(__file__).resolve().parent
    root = code.parent
    return ProgramFolders(root / "forms", root / "resources", root / "build" / PARSED, code)


def _user_folder() -> Path:
    """Where preferences and logs lie: beside a portable program that has a folder for them, else where users' do.

    A folder of that name beside an installed program means nothing: it stays where its user's settings are.
    """
    chosen = os.environ.get(HOME_VARIABLE)
    if chosen:
        return Path(chosen)
    program = Path(sys.executable)
    beside = program.with_name(PORTABLE)
    installed = program.with_name(INSTALLED).exists()
    if getattr(sys, "frozen", False) and beside.is_dir() and not installed:
        return beside
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA")
        return (Path(local) if local else Path.home()) / "Filing Desk"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "Filing Desk"
    return Path(os.environ.get("XDG_CONFIG_HOME", str(Path.home() / ".config"))) / "filing-desk"
