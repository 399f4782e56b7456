"""The command line: the same jobs as the window, for scripts and tests.

Exit codes: 0 done; 1 refused, with a sentence on standard error; 2 wrong usage; 3 ``check`` found a stop or
``verify`` a difference.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

from desktop_app import __version__
from desktop_app.cli.families import FAMILIES

if TYPE_CHECKING:
    from argparse import Namespace
    from pathlib import Path

    from desktop_app.services.program.program import Program

USUAL_WIDTH = 80
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
    top = _VerbParser(prog="filing-desk", description="Prepare filings of a Missouri utility for the PSC.")
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
            import_module(f"desktop_app.cli.{family}").grammar(_for_one(given, add) if alone else add)
        elif not alone:
            for name, words in verbs.items():
                add(name, help=words)
    return top


class _NotAsked:
    """Stands for the parser of a verb that was not given: it takes all arguments of the verb and keeps none."""

    def __getattr__(self, _: str) -> Callable[..., _NotAsked]:
        return lambda *_, **__: self


def _for_one(
    verb: str, add: Callable[..., argparse.ArgumentParser]
) -> Callable[..., argparse.ArgumentParser | _NotAsked]:
    """Adds this verb alone: making a parser for each of its family takes as long as reading the company's file."""
    return lambda name, **given: add(name, **given) if name == verb else _NotAsked()


class _TerminalHelp(argparse.HelpFormatter):
    """Help as wide as the terminal, whose width `argparse` asks of `shutil`, which loads all that compresses."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=_columns() - 2)


class _VerbParser(argparse.ArgumentParser):
    """A parser whose help, and that of its verbs, is as wide as the terminal."""

    def __init__(self, **given: Any) -> None:  # noqa: ANN401 - what argparse hands to its own class
        super().__init__(formatter_class=_TerminalHelp, **given)


def _columns() -> int:
    """The width of the terminal in letters: as the user says, as it is, or as most are."""
    said = os.environ.get("COLUMNS", "")
    if said.isdecimal() and int(said):
        return int(said)
    try:
        return os.get_terminal_size().columns or USUAL_WIDTH
    except OSError:  # there is no terminal
        return USUAL_WIDTH


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
