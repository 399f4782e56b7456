"""The whole program on the invented water company, for the tests of what is produced in the window."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_app import bootstrap, locations
from desktop_app.gui.filing_package.prepare_dialog import PrepareDialog
from desktop_app.gui.tasks import TaskRunner
from desktop_app.gui.theme.icons import IconSet
from desktop_app.gui.widgets.surroundings import Surroundings
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.program.program import Program
from tests.support.one_sample import sample_content
from tests.support.window_actions import RecordedActions
from tests.support.window_shell import Answers

FILING = "2025-annual-report"
PATIENCE = 60_000


@dataclass
class Prepared:
    """The dialog on the sample's newest report, and what it asked of the window around it."""

    program: Program
    file: CompanyFile
    answers: Answers
    parent: QWidget
    bot: QtBot
    went: list[tuple[str, str]] = field(default_factory=list)

    def dialog(self) -> PrepareDialog:
        """The dialog, shown, when it has found what is missing."""
        around = Surroundings(
            self.file,
            FILING,
            self.parent,
            IconSet(self.program.resources / "icons"),
            self.answers,
            TaskRunner(self.parent),
            RecordedActions(self.went),
        )
        dialog = PrepareDialog(self.program.packages, self.program.pictures, around)
        self.bot.addWidget(dialog)
        dialog.show()
        self.wait(dialog)
        return dialog

    def wait(self, dialog: PrepareDialog) -> None:
        """Waits until nothing runs beside the dialog."""
        self.bot.waitUntil(lambda: not dialog.busy, timeout=PATIENCE)


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "Sample Creek.filingdesk"
    path.write_bytes(sample_content())
    return path


@contextmanager
def prepared(sample: Path, folder: Path, bot: QtBot, patch: pytest.MonkeyPatch) -> Iterator[Prepared]:
    """A copy of the sample company, open, in an empty folder."""
    patch.setenv(locations.HOME_VARIABLE, str(folder / "home"))
    program = bootstrap.program()
    path = folder / "Sample Creek.filingdesk"
    shutil.copyfile(sample, path)
    file = program.companies.open(path)
    parent = QWidget()
    bot.addWidget(parent)
    yield Prepared(program, file, Answers(folder), parent, bot)
    file.close()
