"""The command line: the same jobs as the window, for scripts and tests.

Exit codes: 0 done; 1 refused, with a sentence on standard error; 2 wrong usage; 3 ``check`` found a stop or
``verify`` a difference.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from desktop_app import __version__
from desktop_app.cli import (
    accounts_verbs,
    attachment_verbs,
    backup_verbs,
    calendar_verbs,
    cold_weather_verbs,
    company_verbs,
    disclosure_verbs,
    entry_verbs,
    event_verbs,
    excel_verbs,
    filing_verbs,
    letter_verbs,
    ratios_verbs,
    rules_verbs,
    self_test,
    tariff_grammar,
    trial_balance_verbs,
)
from desktop_app.cli.grammar import Verb
from desktop_app.cli.output import DONE, REFUSED, say_aside
from desktop_app.domain.disk_trouble import refused_file
from desktop_app.domain.problems import EnvironmentProblem, UserError
from desktop_app.services.program.program import Program

# Each brings its own grammar, in the order in which help names them.
FAMILIES = (
    company_verbs,
    backup_verbs,
    filing_verbs,
    entry_verbs,
    attachment_verbs,
    disclosure_verbs,
    excel_verbs,
    trial_balance_verbs,
    accounts_verbs,
    ratios_verbs,
    cold_weather_verbs,
    letter_verbs,
    calendar_verbs,
    event_verbs,
    rules_verbs,
    tariff_grammar,
    self_test,
)


class OddArgument(UserError):
    """An argument that can be neither a name nor a text."""


def run_command_line(
    program: Callable[[], Program], arguments: Sequence[str], report: Callable[[BaseException], Path]
) -> int:
    """Does what the arguments say and gives the exit code.

    `report` writes a crash report and tells where it lies; an unforeseen failure ends in one sentence, never a dump.
    """
    given = parser().parse_args(arguments)
    verb: Verb = given.verb
    try:
        _must_be_passable(arguments)
        made = program()
        if given.read_only:
            made = replace(made, desk=replace(made.desk, only_to_read=True))
        return verb(made, given)
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


def _must_be_passable(arguments: Sequence[str]) -> None:
    """Refuses what no file can be named by and no text can hold."""
    for argument in arguments:
        try:
            passable = b"\0" not in os.fsencode(argument)
        except UnicodeEncodeError:
            passable = False
        if not passable:
            raise OddArgument(f"{argument!a} holds signs that no file and no text can have. Type it again.")


def parser() -> argparse.ArgumentParser:
    """The whole grammar of the command line."""
    top = argparse.ArgumentParser(prog="filing-desk", description="Prepare filings of a Missouri utility for the PSC.")
    top.add_argument("--version", action="version", version=f"filing-desk {__version__}")
    top.add_argument("--read-only", action="store_true", help="open company files only to look at: nothing is changed")
    add = top.add_subparsers(title="verbs", required=True, metavar="VERB").add_parser
    for family in FAMILIES:
        family.grammar(add)
    return top
