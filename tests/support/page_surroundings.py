"""A page of the window on a stage of its own: what it asks, says and where it goes is kept."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLayout, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.gui.tasks import TaskRunner
from desktop_app.gui.theme.icons import IconSet
from desktop_app.gui.widgets.surroundings import Surroundings
from desktop_app.services.company.company_file import CompanyFile
from tests.support.window_actions import RecordedActions
from tests.support.window_shell import RESOURCES, Answers


@dataclass
class Stage:
    """The surroundings of a page, and what came of it."""

    file: CompanyFile
    answers: Answers
    parent: QWidget
    went: list[tuple[str, str]] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    done: list[tuple[str, object]] = field(default_factory=list)

    @property
    def around(self) -> Surroundings:
        return Surroundings(
            self.file,
            "",
            self.parent,
            IconSet(RESOURCES / "icons"),
            self.answers,
            TaskRunner(self.parent),
            RecordedActions(self.went, self.said, self.done),
        )


def stage_for(file: CompanyFile, folder: Path, bot: QtBot) -> Stage:
    """A stage without a page yet."""
    parent = QWidget()
    bot.addWidget(parent)
    return Stage(file, Answers(folder), parent)


@contextmanager
def shown(stage: Stage, make: Callable[[Surroundings], QWidget], bot: QtBot) -> Iterator[QWidget]:
    """The page, shown as in a window; it is closed afterwards."""
    page = make(stage.around)
    for widget in (stage.parent, page):
        widget.resize(1200, 700)
        widget.show()
    bot.waitExposed(stage.parent)
    QTest.qWait(1)
    yield page
    page.close()


def words_in(column: QLayout) -> str:
    """What stands in a column of cards."""
    QTest.qWait(1)
    holder = column.parentWidget()
    assert holder is not None
    return "\n".join(label.text() for label in holder.findChildren(QLabel) if label.isVisibleTo(holder))


def press(page: QWidget, words: str) -> None:
    """The visible button that begins with the words."""
    QTest.qWait(1)
    found = (button for button in page.findChildren(QPushButton) if button.text().startswith(words))
    next(button for button in found if button.isVisibleTo(page)).click()
    QTest.qWait(1)
