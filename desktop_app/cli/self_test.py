"""``self-test``: whether the program works on this machine, one line for each thing it needs."""

from __future__ import annotations

from argparse import Namespace

from desktop_app import __version__
from desktop_app.cli.grammar import Adder, add_verb
from desktop_app.cli.output import DONE, REFUSED, write_output
from desktop_app.services.program.program import Program
from desktop_app.services.program.self_test import SelfTest, report_lines, works


def grammar(add: Adder) -> None:
    """Adds the verb to the command line."""
    made = add_verb(add, "self-test", "check that the program works here", self_test, replace="an earlier report")
    made.add_argument("--report", metavar="FILE", help="keep the report, to be sent with a request")


def self_test(program: Program, given: Namespace) -> int:
    """``self-test [--report FILE]``."""
    outcomes = SelfTest(program, program.printers).outcomes()
    report = "\n".join(report_lines(outcomes, __version__))
    print(report)
    if given.report:
        write_output(given, given.report, f"{report}\n".encode())
    return DONE if works(outcomes) else REFUSED
