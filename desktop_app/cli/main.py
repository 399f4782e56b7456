"""The command line: the same jobs as the window, for scripts and tests.

Exit codes: 0 done; 1 refused, with a sentence on standard error; 2 wrong usage; 3 ``check`` found a stop or
``verify`` a difference.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from desktop_app import __version__
from desktop_app.cli.families import FAMILIES

if TYPE_CHECKING:
    from argparse import Namespace
    from pathlib import Path

    from desktop_app.services.program.program import Program


def run_command_line(
    program: Callable[[], Program], arguments: Sequence[str], report: Callable[[BaseException], Path]
) -> int:
    """Does what the arguments say and gives the exit code.

    `report` writes a crash report and tells where it lies; an unforeseen failure ends in one sentence, never a dump.
    """
    given = parser(arguments).parse_args(arguments)
    return _carry_out(program, given, arguments, report)


def _carry_out(
    program: Callable[[], Program], given: Namespace, arguments: Sequence[str], report: Callable[[BaseException], Path]
) -> int:
    # Loaded only now, as --version and --help need none of it.
    from desktop_app.cli.grammar import must_be_passable
    from desktop_app.cli.output import DONE, REFUSED, say_aside
    from desktop_app.domain.disk_trouble import refused_file
    from desktop_app.domain.late_dataclasses import replace
    from desktop_app.domain.problems import EnvironmentProblem, UserError

    try:
        must_be_passable(arguments)
        made = program()
        if given.read_only:
            made = replace(made, companies=replace(made.companies, only_to_read=True))
        code: int = given.verb(made, given)
    except KeyboardInterrupt:
        say_aside("stopped; everything entered so far is kept.")
        return REFUSED
    except BrokenPipeError:
        return DONE
    except (UserError, EnvironmentProblem, OSError) as refusal:
        say_aside(refused_file(refusal) if isinstance(refusal, OSError) else str(refusal))
        return REFUSED
    except Exception as bug:  # noqa: BLE001 - the command line's border: a bug is reported, not dumped
        say_aside(f"something went wrong inside the program. A report is in {report(bug)}.")
        return REFUSED
    return code


def parser(arguments: Sequence[str] | None = None) -> argparse.ArgumentParser:
    """The whole grammar of the command line; with `arguments` only as much of it as they need."""
    top = argparse.ArgumentParser(prog="filing-desk", description="Prepare filings of a Missouri utility for the PSC.")
    top.add_argument("--version", action="version", version=f"filing-desk {__version__}")
    top.add_argument("--read-only", action="store_true", help="open company files only to look at: nothing is changed")
    add = top.add_subparsers(title="verbs", required=True, metavar="VERB").add_parser
    given = next((item for item in arguments or () if not item.startswith("-")), "")
    known = any(given in verbs for verbs in FAMILIES.values())
    everything = arguments is None or (bool(given) and not known)
    alone = known and set((arguments or ())[: (arguments or ()).index(given)]) <= {"--read-only"}
    for family, verbs in FAMILIES.items():
        if everything or given in verbs:
            import_module(f"desktop_app.cli.{family}").grammar(add)
        elif not alone:
            for name, words in verbs.items():
                add(name, help=words)
    return top
