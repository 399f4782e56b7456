"""The program's self-test: whether everything it needs works on this machine, and a report that can be sent.

The report names parts, versions and folders of the program; it holds nothing that anybody entered.
"""

from __future__ import annotations

import platform
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from desktop_app.domain.counting import counted
from desktop_app.domain.late_dataclasses import dataclass, replace
from desktop_app.domain.problems import EnvironmentProblem, UserError
from desktop_app.domain.values import Json, Place
from desktop_app.pagespec.pages import FontFace, PaperPage, TextItem
from desktop_app.services.companies.companies import Companies
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.data_entry import entering
from desktop_app.services.filing_package.package_tools import PackageProgress
from desktop_app.services.filing_package.produce import PackageOrder
from desktop_app.services.filings.annual_report import FORM
from desktop_app.services.program.program import Program
from desktop_app.services.program.verifying import verify_package
from desktop_app.services.workers.scratch import scratch_folder, try_writing

SAMPLE = "water"
WORDS = "\u017d\u00e1k \u0141\u00f3d\u017a N\u00fa\u00f1ez 0123456789"
FACES = "*.ttf"
DARK = 128
LITTLE_SPACE = 200 * 1024 * 1024  # a company with its copies, packages and attachments
MEGABYTE = 1024 * 1024
# Blanks and letters of other languages, as users' folders have them.
FOLDER = "Filing Desk \u017d\u00e1k"
LAST = Place("identity", "dba", "answer")


class PartFailed(UserError):
    """A part of the program does not do here what it should."""


@dataclass(frozen=True, slots=True)
class TestOutcome:
    """What came of one part: its name, whether it works, and what was found or is wrong."""

    part: str
    works: bool
    words: str


Progress = Callable[[int, int, str], None]


@dataclass(frozen=True)
class SelfTest:
    """Tries one part after another, in a folder that is gone afterwards."""

    program: Program
    printers: Callable[[], Sequence[str]]

    def outcomes(self, progress: Progress = lambda *_: None) -> tuple[TestOutcome, ...]:
        """Everything that was tried; `progress` is told before each part."""
        with scratch_folder(FOLDER) as folder:
            companies = replace(self.program.companies, preferences=_Forgetful())
            steps = self._steps(companies, folder)
            found = []
            for number, (part, step) in enumerate(steps.items()):
                progress(number, len(steps), f"Trying: {part}")
                found.append(_tried(part, step))
            progress(len(steps), len(steps), "Done")
            return tuple(found)

    def _steps(self, companies: Companies, folder: Path) -> Mapping[str, Callable[[], str]]:
        program = self.program
        return {
            "fonts": self._fonts,
            "forms": self._forms,
            "database": lambda: _database(companies, folder),
            "page": self._page,
            "workers": lambda: self._package(companies, folder),
            "printers": self._printers,
            "free space": lambda: _space(program.user),
            "folders": lambda: _rights((program.user, program.logs, folder)),
        }

    def _fonts(self) -> str:
        faces = sorted((self.program.resources / "fonts").glob(FACES))
        if len(faces) < len(FontFace):
            raise PartFailed(f"{len(faces)} of {counted(len(FontFace), 'face')} are there. Install the program again.")
        widths = [self.program.measure(WORDS, face, 10.0) for face in FontFace]
        if min(widths) <= 0:
            raise PartFailed("A face cannot be measured. Install the program again.")
        return counted(len(faces), "face")

    def _forms(self) -> str:
        form = self.program.companies.library.form(FORM)
        return f"{counted(len(form.schedules), 'schedule')}, {counted(len(form.checks), 'check')}"

    def _page(self) -> str:
        picture = self.program.pictures.composed(PaperPage("1", (TextItem(100, 100, WORDS, 24),)), 1.0)
        if not any(value < DARK for value in picture.pixels):
            raise PartFailed("A painted page came out empty.")
        return f"painted and read back, {picture.width} x {picture.height} pixels"

    def _package(self, companies: Companies, folder: Path) -> str:
        """The sample's newest report as a draft, produced by workers and verified."""
        with _open(companies, folder) as file:
            manuscript = self.program.packages.manuscript(file, file.filings()[0].id, draft=True)
            package = manuscript.produce(PackageOrder(folder / "package"), PackageProgress())
        findings = [finding.sentence for finding in verify_package(self.program, package.folder) if not finding.remark]
        if findings:
            raise PartFailed(findings[0])
        return f"started; {counted(len(package.files), 'file')} produced and verified"

    def _printers(self) -> str:
        names = self.printers()
        return ", ".join(names) if names else "none is set up; a package can still be saved as PDF files"


def works(outcomes: Sequence[TestOutcome]) -> bool:
    """Whether everything works."""
    return all(outcome.works for outcome in outcomes)


def report_lines(outcomes: Sequence[TestOutcome], version: str) -> Iterator[str]:
    """The report, line by line."""
    yield f"Filing Desk {version}, Python {platform.python_version()}, {platform.platform()}"
    for outcome in outcomes:
        yield f"  {'ok' if outcome.works else 'failed':<7} {outcome.part}: {outcome.words}"
    bad = sum(not outcome.works for outcome in outcomes)
    yield f"{bad} of {counted(len(outcomes), 'part')} do not work." if bad else "Everything works."


def _tried(part: str, step: Callable[[], str]) -> TestOutcome:
    try:
        return TestOutcome(part, works=True, words=step())
    except (UserError, EnvironmentProblem, OSError) as error:
        return TestOutcome(part, works=False, words=str(error))


def _database(companies: Companies, folder: Path) -> str:
    """The sample company: written, edited, closed, read back and undone."""
    file = companies.make_sample(SAMPLE, folder / "self-test.filingdesk")
    try:
        entering.set_answer(file, "company", LAST, WORDS)
    finally:
        file.close()
    with _open(companies, folder) as file:
        if file.book("company").calculation.values.get(LAST) != WORDS:
            raise PartFailed("What was written was not read back.")
        file.undo()
        return f"{counted(len(file.filings()), 'filing')} written and read back"


@contextmanager
def _open(companies: Companies, folder: Path) -> Iterator[CompanyFile]:
    file = companies.open(folder / "self-test.filingdesk")
    try:
        yield file
    finally:
        file.close()


def _space(folder: Path) -> str:
    there = next(place for place in (folder, *folder.parents) if place.is_dir())
    free = shutil.disk_usage(there).free
    if free < LITTLE_SPACE:
        raise PartFailed(
            f"{free // MEGABYTE} MB are free in {there}; make room for at least {LITTLE_SPACE // MEGABYTE}."
        )
    return f"{free // MEGABYTE:,} MB in {there}"


def _rights(folders: Sequence[Path]) -> str:
    """Writes and takes away a file in each folder. Raises PartFailed for one that does not allow it."""
    for folder in folders:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            try_writing(folder)
        except OSError as error:
            raise PartFailed(f"{folder} cannot be written: {error.strerror or error}.") from None
    return ", ".join(str(folder) for folder in folders[:-1])


class _Forgetful:
    """Preferences that leave no trace: what is tried does not stand among the recent files."""

    def get(self, name: str) -> Json:
        """Nothing was ever chosen."""
        return None if name else name

    def set(self, name: str, value: Json) -> None:
        """Forgets it."""
