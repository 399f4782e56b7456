"""The command line: the same jobs as the window, for scripts and tests.

Exit codes: 0 done; 1 refused, with a sentence on standard error; 2 wrong usage; 3 ``check`` found a stop or
``verify`` a difference.
"""

from __future__ import annotations

import argparse
import sys
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
    disclosure_verbs,
    event_verbs,
    excel_verbs,
    letter_verbs,
    package_verbs,
    ratios_verbs,
    rules_verbs,
    self_test,
    tariff_grammar,
    trial_balance_verbs,
    verbs,
)
from desktop_app.cli.grammar import Adder, Verb
from desktop_app.cli.grammar import add_verb as _verb
from desktop_app.domain.problems import EnvironmentProblem, UserError
from desktop_app.services.program.program import Program

# Each brings its own grammar.
FAMILIES = (
    accounts_verbs,
    attachment_verbs,
    backup_verbs,
    calendar_verbs,
    cold_weather_verbs,
    disclosure_verbs,
    event_verbs,
    excel_verbs,
    letter_verbs,
    ratios_verbs,
    rules_verbs,
    tariff_grammar,
    trial_balance_verbs,
)


def run_command_line(
    program: Callable[[], Program], arguments: Sequence[str], report: Callable[[BaseException], Path]
) -> int:
    """Does what the arguments say and gives the exit code.

    `report` writes a crash report and tells where it lies; an unforeseen failure ends in one sentence, never a dump.
    """
    given = parser().parse_args(arguments)
    verb: Verb = given.verb
    try:
        made = program()
        if given.read_only:
            made = replace(made, desk=replace(made.desk, only_to_read=True))
        return verb(made, given)
    except (UserError, EnvironmentProblem) as refusal:
        print(f"filing-desk: {refusal}", file=sys.stderr)
        return verbs.REFUSED
    except KeyboardInterrupt:
        print("filing-desk: stopped; everything entered so far is kept.", file=sys.stderr)
        return verbs.REFUSED
    except BrokenPipeError:
        return verbs.DONE
    except Exception as bug:  # noqa: BLE001 - the command line's border: a bug is reported, not dumped
        print(f"filing-desk: something went wrong inside the program. A report is in {report(bug)}.", file=sys.stderr)
        return verbs.REFUSED


def parser() -> argparse.ArgumentParser:
    """The whole grammar of the command line."""
    top = argparse.ArgumentParser(prog="filing-desk", description="Prepare filings of a Missouri utility for the PSC.")
    top.add_argument("--version", action="version", version=f"filing-desk {__version__}")
    top.add_argument("--read-only", action="store_true", help="open company files only to look at: nothing is changed")
    add = top.add_subparsers(title="verbs", required=True, metavar="VERB").add_parser
    _company(add)
    _entry(add)
    _package(add)
    for family in FAMILIES:
        family.grammar(add)
    return top


def _company(add: Adder) -> None:
    _verb(add, "sample", "make an invented company, marked SAMPLE", verbs.sample, "kind", "file")
    new = _verb(add, "new", "make a new company's file", verbs.new, "file")
    new.add_argument("--company", metavar="TOML", help="the company profile")
    listed = _verb(add, "list", "list filings and cells", verbs.run_list, "file")
    listed.add_argument("--json", action="store_true")
    _verb(add, "export", "write the whole file as JSON", verbs.export, "file", "target")
    _verb(add, "import", "make a file from such JSON", verbs.run_import, "file", "source")
    start = _verb(add, "start", "begin a filing", verbs.run_start, "file")
    start.add_argument("--form", default="annual_report", metavar="KIND")
    start.add_argument("--year", type=int, required=True)
    start.add_argument("--month", type=int, default=0, metavar="M", help="1 to 12, for a monthly report")
    start.add_argument("--from", dest="source", metavar="FILING", help="the filing whose closing figures open this one")


def _entry(add: Adder) -> None:
    setting = _verb(add, "set", "enter a value in a cell (empty to clear)", verbs.set_, "file", "place", "value")
    setting.add_argument("--reason", help="override a computed value, for this reason")
    setting.add_argument("--explain", action="store_true", help="the value is the explanation printed at the place")
    seal = _verb(add, "seal", "seal a cell, row, column or schedule", verbs.run_seal, "file", "place")
    seal.add_argument("--type", required=True, help="the type of information; public")
    seal.add_argument("--reason", required=True, help="why it is kept under seal; public, the affidavit prints it")
    seal.add_argument("--with-totals", action="store_true", help="seal the computed cells that depend on it too")
    unsealing = _verb(add, "unseal", "lift a seal", verbs.run_unseal, "file", "place")
    unsealing.add_argument("--type", help=argparse.SUPPRESS)
    unsealing.add_argument("--reason", help=argparse.SUPPRESS)
    _verb(add, "undo", "undo the last step", verbs.undo, "file")
    check = _verb(add, "check", "list problems", verbs.check, "file")
    check.add_argument("--filing", metavar="ID")
    check.add_argument("--json", action="store_true")
    explain = _verb(add, "explain", "explain where a value comes from", verbs.run_explain, "file", "place")
    explain.add_argument("--json", action="store_true")


def _package(add: Adder) -> None:
    produce = _verb(add, "produce", "produce the filing package", package_verbs.run_produce, "file")
    produce.add_argument("--filing", required=True, metavar="ID")
    produce.add_argument("--out", required=True, metavar="DIR")
    produce.add_argument("--draft", action="store_true", help="watermarked draft, even if incomplete")
    produce.add_argument("--replace", action="store_true", help="an earlier package there is moved aside")
    produce.add_argument("--password-file", metavar="FILE", help="the first line is the nonpublic PDF's password")
    verify = _verb(add, "verify", "verify a package", package_verbs.run_verify, "folder")
    verify.add_argument("--password-file", metavar="FILE", help="the first line opens the nonpublic PDF")
    testing = _verb(add, "self-test", "check that the program works here", self_test.self_test)
    testing.add_argument("--report", metavar="FILE", help="keep the report, to be sent with a request")
