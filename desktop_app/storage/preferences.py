"""This user's preferences on this machine, one small JSON file. A lost or damaged file costs comfort, never answers."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path

from desktop_app.domain.values import Json


class JsonPreferences:
    """Preferences kept in the file at `path`, which is made when the first one is set."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._values = _read(path)

    def get(self, name: str) -> Json:
        """The preference, None if never set."""
        return self._values.get(name)

    def set(self, name: str, value: Json) -> None:
        """Keeps a preference; a folder that cannot be written only means that it is forgotten at the end."""
        self._values[name] = value
        temporary = self._path.with_suffix(".new")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            temporary.write_text(json.dumps(self._values, indent=1, sort_keys=True), encoding="utf-8")
            os.replace(temporary, self._path)  # noqa: PTH105 - one atomic step
        except OSError:
            with suppress(OSError):
                temporary.unlink()


def _read(path: Path) -> dict[str, Json]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
