"""What happens when the program itself is wrong: a report without any answer in it, one window, and the end.

Expected refusals (UserError, EnvironmentProblem) that leave a slot are shown as their sentence instead, and so is a
file that the system refuses.
"""

from __future__ import annotations

import json
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path, PurePath
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QObject, Qt, QThread, Signal, Slot

from desktop_app import __version__
from desktop_app.domain.dates import long_date
from desktop_app.domain.disk_trouble import refused_file
from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.problems import EnvironmentProblem, UserError

EXIT_CODE = 70
LOG, RECOVERY = "filing-desk.log", "recovery.json"
LARGEST_LOG, KEPT_LOGS = 200_000, 3
MOST_REPORTS = 5
OURS = "desktop_app"
DEEPEST_CHAIN = 5


@dataclass(frozen=True)
class CrashLog:
    """Reports in the user's folder, in one file that is turned over when it has grown large."""

    folder: Path

    def write(self, error: BaseException) -> Path | None:
        """Adds a report. None when nothing can be written here."""
        log = self.folder / LOG
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._turn_over(log)
            with log.open("a", encoding="utf-8") as stream:
                stream.write(report(error))
        except OSError:
            return None
        return log

    def leave_note(self, file: Path | None) -> None:
        """Leaves word for the next start: when it happened, and which file was open."""
        note = {"at": _now(), "file": None if file is None else str(file)}
        with suppress(OSError):
            (self.folder / RECOVERY).write_text(json.dumps(note), encoding="utf-8")

    def recovered(self) -> str:
        """The sentence about the last, unexpected end, said once; nothing after a good one."""
        note = self.folder / RECOVERY
        try:
            found = json.loads(note.read_text(encoding="utf-8"))
            note.unlink()
            moment = datetime.fromisoformat(found["at"])
        except (OSError, ValueError, KeyError, TypeError):
            return ""
        when = f"{long_date(moment.date())} at {moment:%H:%M}"
        return f"Filing Desk ended unexpectedly on {when}. Everything you had entered is kept."

    def _turn_over(self, log: Path) -> None:
        if not log.exists() or log.stat().st_size < LARGEST_LOG:
            return
        for number in range(KEPT_LOGS, 0, -1):
            older = log.with_name(f"{LOG}.{number - 1}") if number > 1 else log
            if older.exists():
                older.replace(log.with_name(f"{LOG}.{number}"))


def report(error: BaseException) -> str:
    """The report: when, which program, what kind of error, and where in the code. No value that anybody entered."""
    import platform  # most runs report nothing

    head = f"{_now()}  Filing Desk {__version__}  Python {platform.python_version()}  {platform.platform(terse=True)}"
    return "\n".join([head, *_lines(error), "", ""])


def _lines(error: BaseException) -> Iterator[str]:
    link: BaseException | None = error
    for _ in range(DEEPEST_CHAIN):
        if link is None:
            return
        yield f"{type(link).__module__}.{type(link).__qualname__}{_message(link)}"
        for frame, line in traceback.walk_tb(link.__traceback__):
            yield f"  {_shortened(frame.f_code.co_filename)}:{line} in {frame.f_code.co_name}"
        link = link.__cause__ or link.__context__


def _message(error: BaseException) -> str:
    """Our own bugs name forms and code; a refusal may repeat what was typed, and others' messages hold anything."""
    if isinstance(error, UserError | EnvironmentProblem) or not type(error).__module__.startswith(OURS):
        return ""
    return f": {error}"


def _shortened(name: str) -> str:
    parts = PurePath(name).parts
    start = parts.index(OURS) if OURS in parts else max(0, len(parts) - 2)
    return "/".join(parts[start:])


def _now() -> str:
    return datetime.now().astimezone().isoformat(timespec="seconds")


class CrashHook(QObject):
    """Takes every exception that nobody caught, in the window's thread or another.

    `refused` carries the sentence of an expected refusal. `ask` shows the window about a bug, given where the report
    lies and what it says; `rescue` lets go of the open file and tells its path.
    """

    refused = Signal(str)
    _bug = Signal(object, object)

    def __init__(
        self,
        log: CrashLog,
        ask: Callable[[Path | None, str], None],
        rescue: Callable[[], Path | None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._log = log
        self._ask = ask
        self._rescue = rescue
        self._reports = 0
        self._bug.connect(self._end, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """From now on."""
        sys.excepthook = self.caught
        threading.excepthook = self._caught_elsewhere

    def uninstall(self) -> None:
        """As it was before."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__

    def caught(self, kind: type[BaseException], error: BaseException, _: TracebackType | None) -> None:
        """What `sys.excepthook` calls."""
        if isinstance(error, UserError | EnvironmentProblem):
            self.refused.emit(str(error))
            return
        if isinstance(error, OSError) and error.filename:
            self.refused.emit(refused_file(error))
            return
        if isinstance(error, KeyboardInterrupt | SystemExit):
            QCoreApplication.exit(EXIT_CODE)
            return
        self._reports += 1
        if self._reports > MOST_REPORTS:
            return
        path = self._log.write(error)
        if self._reports > 1:
            return
        if QThread.currentThread() is self.thread() and self.thread().loopLevel() == 0:
            self._end(error, path)
        else:
            self._bug.emit(error, path)

    def _caught_elsewhere(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self.caught(args.exc_type, args.exc_value, args.exc_traceback)

    @Slot(object, object)
    def _end(self, error: BaseException, path: Path | None) -> None:
        try:
            self._log.leave_note(self._rescue())
            self._ask(path, report(error))
        except Exception as second:  # noqa: BLE001 - the crash hook's border: nothing may stop the end
            self._log.write(second)
        finally:
            QCoreApplication.exit(EXIT_CODE)
