"""``self-test``: whether the program works on this machine, one line for each thing it needs."""

from __future__ import annotations

import tempfile
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

from desktop_app import __version__
from desktop_app.cli.verbs import DONE, REFUSED
from desktop_app.domain.problems import EnvironmentProblem, UserError
from desktop_app.domain.values import Place
from desktop_app.pagespec.pages import Page, Text
from desktop_app.services import entering
from desktop_app.services.annual_report import FORM
from desktop_app.services.filing_package.produce import Order
from desktop_app.services.program import Program

SAMPLE = "water"


class Failed(UserError):
    """A part of the program does not do here what it should."""


def self_test(program: Program, _: Namespace) -> int:
    """``self-test``."""
    print(f"Filing Desk {__version__}")
    with tempfile.TemporaryDirectory(prefix="filing-desk-self-test-") as folder:
        place = Path(folder)
        done = [
            _tried("forms", lambda: _forms(program)),
            _tried("workspace", lambda: _workspace(program, place)),
            _tried("page", lambda: _page(program)),
            _tried("package", lambda: _package(program, place)),
        ]
    print("Everything works." if all(done) else f"{done.count(False)} of {len(done)} did not work.")
    return DONE if all(done) else REFUSED


def _tried(name: str, step: Callable[[], str]) -> bool:
    try:
        print(f"  ok      {name}: {step()}")
    except (UserError, EnvironmentProblem, OSError) as error:
        print(f"  failed  {name}: {error}")
        return False
    return True


def _forms(program: Program) -> str:
    form = program.desk.library.form(FORM)
    return f"{len(form.schedules)} schedules, {len(form.checks)} checks"


def _workspace(program: Program, folder: Path) -> str:
    """The sample company, written, edited, undone, closed and read back."""
    path = folder / "self-test.filingdesk"
    place = Place("identity", "dba", "answer")
    file = program.desk.make_sample(SAMPLE, path)
    entering.set_answer(file, "company", place, "Self-test")
    file.close()
    file = program.desk.open(path)
    try:
        if file.book("company").calculation.values.get(place) != "Self-test":
            raise Failed("What was written was not read back.")
        file.undo()
        return f"{len(file.filings())} filings written and read back"
    finally:
        file.close()


def _page(program: Program) -> str:
    picture = program.pictures.composed(Page("1", (Text(100, 100, "Self-test", 24),)), 1.0)
    if not any(value < 128 for value in picture.pixels):  # noqa: PLR2004 - some pixel is dark
        raise Failed("A painted page came out empty.")
    return f"{picture.width} x {picture.height} pixels"


def _package(program: Program, folder: Path) -> str:
    """The sample's newest report, produced by workers and verified."""
    file = program.desk.open(folder / "self-test.filingdesk")
    try:
        newest = file.filings()[0]
        package = program.packages.produce(file, newest.id, Order(folder / "package"), draft=True)
    finally:
        file.close()
    findings = [finding.sentence for finding in program.packages.verify(package.folder) if not finding.remark]
    if findings:
        raise Failed(findings[0])
    return f"{len(package.files)} files produced and verified"
