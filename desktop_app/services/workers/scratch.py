"""Folders and files for a moment: made once, gone afterwards; a folder that refuses is told at once.

Python's own makers of temporary files try two thousand million names where Windows refuses a folder that looks as if it
could be written, so nothing else in the program uses them.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop_app.domain.problems import EnvironmentProblem


@contextmanager
def scratch_folder(name: str = "Filing Desk") -> Iterator[Path]:
    """A new folder among the system's temporary files, taken away with everything in it.

    Raises EnvironmentProblem if none can be made.
    """
    try:
        folder = _first_free(Path(tempfile.gettempdir()), f"{name} {os.getpid()}", lambda path: path.mkdir(0o700))
    except OSError as error:
        raise EnvironmentProblem(
            f"No folder for temporary files can be written ({error.strerror or error}). Free some disk space, or ask "
            "who looks after this computer about the folder that TEMP names; then try again."
        ) from None
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def try_writing(folder: Path) -> None:
    """Writes a file of a few bytes in a folder and takes it away again. Raises OSError where that is refused."""
    path = _first_free(folder, f".self-test {os.getpid()}", _write_new)
    path.unlink()


def _write_new(path: Path) -> None:
    with path.open("xb") as trial:
        try:
            trial.write(b"self-test")
            trial.flush()
        except OSError:  # a full disk: what was begun is taken away
            path.unlink(missing_ok=True)
            raise


def _first_free(folder: Path, name: str, make: Callable[[Path], None]) -> Path:
    """Makes the first of name, name-2 ... that does not exist yet; any other refusal is passed on at once."""
    number = 1
    while True:
        path = folder / (name if number == 1 else f"{name}-{number}")
        try:
            make(path)
        except FileExistsError:
            number += 1
        else:
            return path
