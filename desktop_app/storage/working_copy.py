"""A workspace in a folder that is not this computer's alone: worked on in a copy here, brought back as a whole.

Beside the copy lies a note: which file it is the copy of, and the digest of that file when they were last the same. It
tells whether the copy holds work that was not brought back, and whether the original was changed by somebody else.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from pathlib import Path

from desktop_app.domain.disk_trouble import plain_reason
from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.problems import EnvironmentProblem, UserError
from desktop_app.storage import backups
from desktop_app.storage.identity import free_beside

TRIES, PAUSE = 5, 0.4
HELD = 16


class ChangedMeanwhile(UserError):
    """The original is no longer the file from which the work began."""

    def __init__(self, path: Path, copy: Path) -> None:
        super().__init__(
            f"{path} was changed by someone else in the meantime, so it was not overwritten. Both are kept: yours is "
            f"{copy}. Open that one to go on, and compare it with the other."
        )


class NotBroughtBack(EnvironmentProblem):
    """The folder does not take the file now; the work is safe here."""

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(
            f"{path} could not be updated: {plain_reason(error, path)}. Your work is safe on this computer, "
            "and will be saved back when you next open the company."
        )


@dataclass(frozen=True)
class WorkingCopy:
    """The original at `path` and its copy in a folder of its own below `working`."""

    path: Path
    working: Path

    @property
    def copy(self) -> Path:
        """Where the copy lies."""
        whole = os.path.abspath(self.path)  # noqa: PTH100 - the folder may not be reachable
        return self.working / hashlib.sha256(whole.encode()).hexdigest()[:HELD] / self.path.name

    def fetch(self) -> Path:
        """The copy to work on: the one with work that was not brought back, or else a new one.

        Raises ChangedMeanwhile, after which yours lies aside under another name, or EnvironmentProblem.
        """
        try:
            now = _digest(self.path)
            if self._unpublished():
                if now != self._published():
                    raise ChangedMeanwhile(self.path, self.set_aside())
                return self.copy
            self.copy.parent.mkdir(parents=True, exist_ok=True)
            _replaced(self.path, self.copy)
            self._note(now)
        except OSError as error:
            raise NotBroughtBack(self.path, error) from None
        return self.copy

    def newest(self) -> Path:
        """The file to read from: the copy while it holds work that was not brought back."""
        return self.copy if self._unpublished() else self.path

    def publish(self) -> None:
        """Puts the copy in the place of the original, as a whole. Raises ChangedMeanwhile or NotBroughtBack."""
        for number in range(TRIES):
            try:
                mine = _digest(self.copy)
                if mine == self._published():
                    return
                deleted = self.path.parent.is_dir() and not self.path.exists()
                if not deleted and _digest(self.path) != self._published():
                    raise ChangedMeanwhile(self.path, self.set_aside())
                _replaced(self.copy, self.path)
                self._note(mine)
            except OSError as error:
                if number == TRIES - 1:
                    raise NotBroughtBack(self.path, error) from None
                time.sleep(PAUSE)  # the service holds the file for a moment
            else:
                return

    def set_aside(self) -> Path:
        """Gives the copy another name beside the original, or here if that folder takes nothing, and forgets it."""
        aside = free_beside(self.path, self.path.parent)
        try:
            _replaced(self.copy, aside)
            self.copy.unlink()
        except OSError:
            aside = free_beside(self.path, self.copy.parent)
            self.copy.rename(aside)
        self._notes.unlink(missing_ok=True)
        return aside

    @property
    def _notes(self) -> Path:
        return self.copy.with_suffix(".json")

    def _unpublished(self) -> bool:
        return self.copy.is_file() and self._notes.is_file() and _digest(self.copy) != self._published()

    def _published(self) -> str:
        """The digest of the original when both were last the same."""
        try:
            return str(json.loads(self._notes.read_text(encoding="utf-8"))["published"])
        except (OSError, ValueError, KeyError, TypeError):
            return ""

    def _note(self, published: str) -> None:
        written = self._notes.with_suffix(".new")
        written.write_text(json.dumps({"original": str(self.path), "published": published}), encoding="utf-8")
        os.replace(written, self._notes)  # noqa: PTH105 - one atomic step


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _replaced(source: Path, target: Path) -> None:
    """Copies under another name first: what has the name is always whole."""
    temporary = target.with_name(f"{target.name}.partial")
    try:
        backups.copy_file(source, temporary)
        backups.flush(temporary)
        os.replace(temporary, target)  # noqa: PTH105 - one atomic step
    finally:
        temporary.unlink(missing_ok=True)
