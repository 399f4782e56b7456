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

READ_ONLY, PASSWORD_FILE = "--read-only", "--password-file"


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
    from desktop_app.cli.passwords import ask_password_of
    from desktop_app.domain.disk_trouble import refused_file
    from desktop_app.domain.late_dataclasses import replace
    from desktop_app.domain.problems import EnvironmentProblem, UserError

    try:
        must_be_passable(arguments)
        made = program()
        asking = ask_password_of(given.password_file)
        companies = replace(made.companies, only_to_read=given.read_only, ask_password=asking)
        made = replace(made, companies=companies)
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
    top.add_argument(READ_ONLY, action="store_true", help="open company files only to look at: nothing is changed")
    words = "a file whose first line is the password, or the recovery key, of the company file (- to read it)"
    top.add_argument(PASSWORD_FILE, metavar="FILE", default="", help=words)
    add = top.add_subparsers(title="verbs", required=True, metavar="VERB", prog=top.prog).add_parser
    before, given = _split_at_verb(arguments or ())
    known = any(given in verbs for verbs in FAMILIES.values())
    everything = arguments is None or (bool(given) and not known)
    alone = known and set(before) <= {READ_ONLY, PASSWORD_FILE}
    for family, verbs in FAMILIES.items():
        if everything or given in verbs:
            import_module(f"desktop_app.cli.{family}").grammar(add)
        elif not alone:
            for name, words in verbs.items():
                add(name, help=words)
    return top


def _split_at_verb(arguments: Sequence[str]) -> tuple[list[str], str]:
    """The options before the verb, without their values, and the verb; empty if there is none."""
    before: list[str] = []
    for item in arguments:
        if before[-1:] == [PASSWORD_FILE]:
            before.append("")  # the value of the option
        elif item.startswith("-"):
            before.append(item.split("=")[0] if item.startswith(f"{PASSWORD_FILE}=") else item)
            if item.startswith(f"{PASSWORD_FILE}="):
                before.append("")
        else:
            return [option for option in before if option], item
    return [option for option in before if option], ""
