"""A paper tariff of 25 sheets is entered from Word and from a folder in the window, its clicks and keys counted.

Twenty minutes for the whole book, split, checked and dated: a second for a click, 0.28 seconds for a key, and half a
minute to read each page beside the list.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.domain.tariffs.sheet_text import LineKind, read_text
from desktop_app.gui.tariff_book import dialogs
from desktop_app.gui.tariff_book.import_dialog import ImportTariffDialog
from tests.support.tariff_stage import TariffStage, opened_stage
from tests.support.word_documents import level, paragraph, section, table, word

pytestmark = [pytest.mark.slow, pytest.mark.qt_log_ignore("propagateSizeHints")]
CLICK, KEY, PAGE, MOST = 1.0, 0.28, 30.0, 20 * 60.0
SHEETS = 25
FOOT = "DATE OF ISSUE  April 1, 2015\tDATE EFFECTIVE  May 1, 2015"
BY = "ISSUED BY  Ada Sample, President, 1 Lake Road, Sample City, MO 65000"

stage = pytest.fixture(opened_stage, name="stage")


def head(number: int) -> list[str]:
    return [
        f"FORM NO. 13\tP.S.C. MO. No. 1\tOriginal\tSheet No. {number}",
        "\tCanceling P.S.C. MO. No. ____\t________\tSheet No. ____",
        "SAMPLE Clear Lake Water Company\tFor: North Shore and South Shore",
        "Name of Issuing Corporation\tCommunity, Town or City",
    ]


def tabbed(line: str, more: str = "") -> str:
    return paragraph(f"<w:r><w:t>{line}</w:t></w:r>".replace("\t", "</w:t><w:tab/><w:t>"), more=more)


def rules() -> Iterator[str]:
    for label, left, words in (("A.", 720, "A rule"), ("1.", 1440, "A part"), ("(a)", 2160, "A part of it")):
        yield tabbed(f"{label}\t{words} of the sheet, in words.", f'<w:ind w:left="{left}" w:hanging="720"/>')


def as_word(place: Path) -> Path:
    """Heads and feet in the sections, rules with typed labels or as lists, rates in tables."""
    body, parts = "", {}
    for number in range(1, SHEETS + 1):
        parts[f"h{number}"] = "".join(map(tabbed, head(number)))
        parts[f"f{number}"] = tabbed(FOOT) + tabbed(BY)
        body += paragraph(f"Rule {number}", more='<w:jc w:val="center"/>')
        kinds = (
            "".join(rules()),
            paragraph("A rule", level=0) + paragraph("A part", level=1),
            table(("Size", "Charge")),
        )
        body += kinds[number % 3] + f"<w:p><w:pPr>{section(f'h{number}', f'f{number}')}</w:pPr></w:p>"
    path = place / "tariff.docx"
    path.write_bytes(word(body, parts, level(0, "upperLetter", "%1.") + level(1, "decimal", "%2.")))
    return path


def as_folder(place: Path) -> Path:
    folder = place / "sheets"
    folder.mkdir()
    for number in range(1, SHEETS + 1):
        lines = (*head(number), f"Rule {number}", "A.\tA rule", "\t1.\tA part", "\t\t(a)\tA part of it", FOOT, BY)
        (folder / f"Sheet {number}.txt").write_text("\n".join(lines), encoding="utf-8")
    return folder


@pytest.mark.parametrize("made", [as_word, as_folder])
def test_a_tariff_of_25_sheets_is_entered_in_less_than_twenty_minutes(
    made: Callable[[Path], Path], stage: TariffStage, qtbot: QtBot, tmp_path: Path
) -> None:
    page, spent, seen = stage.page, [0.0], []
    stage.answers.file = stage.answers.chosen_folder = made(tmp_path)

    def create() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, dialogs.NewScheduleDialog)
        QTest.mouseClick(dialog.agree, Qt.MouseButton.LeftButton)

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, ImportTariffDialog):
            QTimer.singleShot(100, look)
            return
        seen.append(dialog.doubts.text())
        for row in range(SHEETS):
            assert dialog.table.currentIndex().row() == row
            QTest.keyClick(dialog.table, Qt.Key.Key_Down)
            spent[0] += KEY + PAGE
        QTest.mouseClick(dialog.agree, Qt.MouseButton.LeftButton)

    QTimer.singleShot(0, create)
    QTest.mouseClick(page.buttons["new"], Qt.MouseButton.LeftButton)
    spent[0] += 2 * CLICK  # the command, and Create
    QTimer.singleShot(0, look)
    (page.handlers.import_tariff if made is as_word else page.handlers.import_folder)("water-1")
    spent[0] += 5 * CLICK + 20 * KEY  # More, its command, the file by its name or the folder, and Enter them
    qtbot.waitUntil(lambda: len(page.tariff_book.chains("water-1")) == SHEETS, timeout=60_000)
    assert seen == [f"{SHEETS} sheets found."], "nothing is left to ask: all are split and dated"
    assert spent[0] < MOST
    schedule = page.tariff_book.schedule("water-1")
    assert (schedule.captions.prefix, schedule.community) == ("P.S.C. MO. No.", "North Shore and South Shore")
    chain = page.tariff_book.chain("water-1", "3")
    lines = read_text(page.tariff_book.text("water-1", chain, chain.versions[0]))
    assert [line.level for line in lines if line.kind is LineKind.RULE] == [1, 2, 3]
