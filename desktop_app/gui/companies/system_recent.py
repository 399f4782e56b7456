"""The system's own list of recent files: on Windows the jump list of the program in the task bar."""

from __future__ import annotations

import sys
from pathlib import Path

if sys.platform == "win32":  # pragma: no cover - the other half of this module, by system
    import ctypes

    _PATH = 3

    def show_among_recent(path: Path) -> None:
        """Adds the file; Windows shows it where the file's kind opens with the program."""
        ctypes.windll.shell32.SHAddToRecentDocs(_PATH, ctypes.c_wchar_p(str(path)))

else:

    def show_among_recent(path: Path) -> None:
        """Other systems keep no such list for a program."""
