"""``filing-desk``: the window without a verb, the command line with one, a worker with a hidden one."""

from __future__ import annotations

import sys
from pathlib import Path

from desktop_app import jobs

SAMPLE = "--sample"
SUFFIX = ".filingdesk"


def main() -> int:
    """Chooses what to be, and gives the exit code."""
    arguments = sys.argv[1:]
    if arguments[:1] == [jobs.WORK]:
        return jobs.work(arguments[1:], sys.stdin.buffer, sys.stdout.buffer)
    from desktop_app import bootstrap

    if arguments in ([], [SAMPLE]) or (len(arguments) == 1 and Path(arguments[0]).suffix == SUFFIX):
        from desktop_app.gui.app import run as window

        return window(bootstrap.program(), arguments)
    from desktop_app.cli.main import run

    return run(bootstrap.program, arguments, bootstrap.crash_report)


if __name__ == "__main__":
    sys.exit(main())
