"""Packs in the window: written, read beside the company, taken over line by line."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_app import bootstrap, locations
from desktop_app.gui.companies.packs_dialog import PacksDialog
from desktop_app.gui.tasks import TaskRunner
from desktop_app.gui.theme.icons import IconSet
from desktop_app.gui.widgets.surroundings import Surroundings
from tests.support.one_sample import sample_content
from tests.support.screen_walker import unnamed
from tests.support.window_actions import RecordedActions
from tests.support.window_shell import RESOURCES, Answers

pytestmark = [pytest.mark.slow, pytest.mark.qt_log_ignore("propagateSizeHints")]


@pytest.fixture
def dialog(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PacksDialog]:
    monkeypatch.setenv(locations.HOME_VARIABLE, str(tmp_path / "home"))
    program = bootstrap.program()
    path = tmp_path / "sample.filingdesk"
    path.write_bytes(sample_content())
    file = program.companies.open(path)
    parent = QWidget()
    qtbot.addWidget(parent)
    answers = Answers(tmp_path, file=tmp_path / "pack.json", save=tmp_path / "pack.json")
    icons = IconSet(RESOURCES / "icons")
    around = Surroundings(file, "company", parent, icons, answers, TaskRunner(parent), RecordedActions())
    made = PacksDialog(program, around)
    made.show()
    yield made
    made.close()
    file.close()


def test_a_pack_is_written_read_and_its_ticked_lines_are_imported(
    dialog: PacksDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    assert unnamed(dialog) == []
    dialog.export.click()
    assert dialog.said.text().startswith("3 lines written to")
    pack = tmp_path / "pack.json"
    pack.write_text(pack.read_text(encoding="utf-8").replace("555-0102", "555-7777").replace("Manager", "Keeper"))
    dialog.read.click()
    qtbot.waitUntil(lambda: dialog.list.count() == 3, timeout=30_000)
    words = [dialog.list.item(row).text() for row in range(3)]
    assert [line.split(":")[0] for line in words] == ["Person, the same", "Person, changed", "Person, new"]
    assert "phone: (573) 555-0102 becomes (573) 555-7777" in words[1]
    assert [dialog.list.item(row).checkState() for row in range(3)][2] == Qt.CheckState.Checked
    dialog.take.click()
    people = dialog._around.file.profile().people
    assert [person.name for person in people][3:] == ["Sample Keeper"]
    assert people[1].phone == "(573) 555-0102", "what was not ticked stays"


def test_a_file_that_is_no_pack_is_one_sentence(dialog: PacksDialog, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "pack.json").write_text('{"filing_desk_pack": 1', encoding="utf-8")
    dialog.read.click()
    qtbot.waitUntil(lambda: bool(dialog.said.text()), timeout=30_000)
    assert dialog.said.text() == "pack.json is not a pack of Filing Desk, or a part of it is missing."
    assert dialog.list.count() == 0
