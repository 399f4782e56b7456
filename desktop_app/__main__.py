"""``filing-desk``: the window without a verb, the command line with one, a worker with a hidden one."""

from __future__ import annotations

import atexit
import gc
import io
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.services.workers.job_names import WORK

if TYPE_CHECKING:
    from desktop_app.services.program.program import Program

SAMPLE, READ_ONLY = "--sample", "--read-only"
SUFFIX = ".filingdesk"
NO_WINDOW = 1
OLDEST_WINDOWS = (10, 0, 17763)  # Windows 10, version 1809: what Qt asks for
WINDOWED = "Filing Desk"  # the packaged program without a console; the other is called filing-desk
LONGEST_BOX = 1500  # letters that a box shows on a small screen
# How many things are made before rubbish is looked for. The forms are many small things that stay: looking meanwhile
# costs a tenth. A window, which waits while it looks, does so more often than a verb.
SELDOM, HARDLY_EVER = 50_000, 400_000
NO_DISPLAY = "filing-desk: there is no display here. 'filing-desk --help' tells what can be done without a window."


def main() -> int:
    """Chooses what to be, and gives the exit code."""
    gc.set_threshold(HARDLY_EVER)
    atexit.register(gc.freeze)  # all goes with the process: looking for rubbish first is an eighth of a check
    arguments = sys.argv[1:]
    if arguments[:1] == [WORK]:
        from desktop_app import jobs

        return jobs.work(arguments[1:], sys.stdin.buffer, sys.stdout.buffer)
    if old := too_old_windows():
        tell(old)
        return NO_WINDOW
    if window_requested(arguments):
        gc.set_threshold(SELDOM)
        if not has_display():
            print(NO_DISPLAY, file=sys.stderr)
            return NO_WINDOW
        from desktop_app.gui.plain_imports import import_plainly

        import_plainly()
        from desktop_app.gui.app import run_window

        return run_window(_program(), arguments)
    from desktop_app.cli.main import run_command_line

    if is_without_console():
        return _in_a_box(lambda: run_command_line(_program, arguments, _crash_report))
    plain_streams()
    return run_command_line(_program, arguments, _crash_report)


def window_requested(arguments: Sequence[str]) -> bool:
    """Whether the arguments are for the window: none, the sample, or files, as the system hands them over."""
    from desktop_app.cli.families import FAMILIES

    named = arguments[1:] if arguments[:1] == [READ_ONLY] else arguments
    if list(arguments) in ([], [SAMPLE]):
        return True
    verb = any(named[:1] == [name] for verbs in FAMILIES.values() for name in verbs)
    return bool(named) and not verb and all(map(_names_a_file, named))


def _names_a_file(argument: str) -> bool:
    """Whether it can be a file or folder for the window; what begins with a dash is an option, whatever lies here."""
    if argument.startswith("-"):
        return False
    return argument.lower().endswith(SUFFIX) or os.path.exists(argument)  # noqa: PTH110 - a name too long is no file, and no error


def too_old_windows() -> str:
    """The sentence for a Windows on which the window's library does not start, or nothing."""
    asked = getattr(sys, "getwindowsversion", None)  # other systems have none
    version = OLDEST_WINDOWS if asked is None else asked().platform_version
    if version >= OLDEST_WINDOWS:
        return ""
    found = ".".join(map(str, version))
    return f"Filing Desk needs Windows 10, version 1809, or later; this is Windows {found}. Nothing was changed."


def is_without_console() -> bool:
    """Whether nobody sees what is printed: the packaged program of the window, which has no terminal of its own."""
    windowed = getattr(sys, "frozen", False) and Path(sys.executable).stem == WINDOWED
    return sys.stderr is None or windowed


def tell(words: str) -> None:
    """Says it on the terminal, or in a box where the program has none."""
    if not is_without_console():
        print(f"filing-desk: {words}", file=sys.stderr)
    elif sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.MessageBoxW(None, words, "Filing Desk", 0)


def _in_a_box(work: Callable[[], int]) -> int:
    """Does what a terminal asks for without one, and shows what would have been printed there."""
    said, kept = io.BytesIO(), (sys.stdout, sys.stderr, sys.stdin)
    sys.stdout = sys.stderr = io.TextIOWrapper(said, encoding="utf-8", write_through=True)
    sys.stdin = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    try:
        return work()
    finally:
        words = said.getvalue().decode("utf-8", "replace").strip()
        sys.stdout, sys.stderr, sys.stdin = kept
        if words:
            tell(words[-LONGEST_BOX:])


def _program() -> Program:
    """The program, loaded when it is needed."""
    from desktop_app import bootstrap

    return bootstrap.program(printers)


def _crash_report(bug: BaseException) -> Path:
    """Writes the report of a bug."""
    from desktop_app import bootstrap

    return bootstrap.crash_report(bug)


def printers() -> Sequence[str]:
    """The printers of this machine; Qt is loaded only when they are asked for."""
    from desktop_app.gui.filing_package.printers import printer_names

    return printer_names()


def has_display() -> bool:
    """Whether a window can open: Qt does not refuse on Linux without a display, it aborts."""
    needed = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not sys.platform.startswith("linux") or any(os.environ.get(name) for name in needed)


def plain_streams() -> None:
    """What is printed is UTF-8 wherever it goes, and a sign that cannot be printed stops nothing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


if __name__ == "__main__":
    sys.exit(main())
