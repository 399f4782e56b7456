"""``self-test``: whether the program works on this machine, one line for each thing it needs."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from desktop_app import __version__
from desktop_app.cli.verbs import DONE, REFUSED
from desktop_app.domain.problems import EnvironmentProblem
from desktop_app.services.program.program import Program
from desktop_app.services.program.self_test import SelfTest, report_lines, works


class ReportNotWritten(EnvironmentProblem):
    """The report could not be kept."""

    def __init__(self, path: str, error: OSError) -> None:
        super().__init__(f"The report could not be written to {path}: {error.strerror or error}.")


def self_test(program: Program, given: Namespace) -> int:
    """``self-test [--report FILE]``."""
    outcomes = SelfTest(program, program.printers).outcomes()
    report = "\n".join(report_lines(outcomes, __version__))
    print(report)
    if given.report:
        try:
            Path(given.report).write_text(report + "\n", encoding="utf-8")
        except OSError as error:
            raise ReportNotWritten(given.report, error) from None
    return DONE if works(outcomes) else REFUSED
