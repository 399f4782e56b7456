"""``filing-desk``: the window without a verb, the command line with one, a worker with a hidden one."""

from __future__ import annotations

import gc
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.services.workers.job_names import WORK

if TYPE_CHECKING:
    from desktop_app.services.program.program import Program

SAMPLE, READ_ONLY = "--sample", "--read-only"
SUFFIX = ".filingdesk"
NO_WINDOW = 1
SELDOM = 50_000  # reading the forms makes many small things that stay: looking for rubbish meanwhile costs a tenth
NO_DISPLAY = "filing-desk: there is no display here. 'filing-desk --help' tells what can be done without a window."


def main() -> int:
    """Chooses what to be, and gives the exit code."""
    gc.set_threshold(SELDOM)
    arguments = sys.argv[1:]
    if arguments[:1] == [WORK]:
        from desktop_app import jobs

        return jobs.work(arguments[1:], sys.stdin.buffer, sys.stdout.buffer)
    named = arguments[1:] if arguments[:1] == [READ_ONLY] else arguments
    if arguments in ([], [SAMPLE]) or (len(named) == 1 and Path(named[0]).suffix.lower() == SUFFIX):
        if not has_display():
            print(NO_DISPLAY, file=sys.stderr)
            return NO_WINDOW
        from desktop_app.gui.app import run_window

        return run_window(_program(), arguments)
    from desktop_app.cli.main import run_command_line

    plain_streams()
    return run_command_line(_program, arguments, _crash_report)


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
