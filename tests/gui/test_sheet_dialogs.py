"""Dialogs that take a sheet's text: the page is beside them, the next sheet follows, pictures and folders go in."""

import io
from datetime import date

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.gui.tariff_book.enter_dialog import EnterSheetDialog, ScanNotRead
from desktop_app.gui.tariff_book.import_dialog import ImportTariffDialog
from desktop_app.gui.tariff_book.picture_dialog import PictureDialog
from desktop_app.gui.tariff_book.terms_dialog import TermsDialog
from desktop_app.services.tariff_book import changes
from desktop_app.services.tariff_book.paper_sheets import EnteredSheet
from desktop_app.services.tariff_book.pictures import kept_pictures
from tests.support.tariff_stage import TariffStage, opened_stage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has no window manager
stage = pytest.fixture(opened_stage, name="stage")
WAIT = 60_000


def png(width: int, height: int) -> bytes:
    target = io.BytesIO()
    Image.new("L", (width, height), 120).save(target, "PNG")
    return target.getvalue()


def entering(stage: TariffStage, qtbot: QtBot, utility: str = "water") -> EnterSheetDialog:
    changes.new_schedule(stage.page.tariff_book, changes.NewSchedule(utility, "Rates"))
    place = stage.program, stage.page.tariff_book, f"{utility}-1"
    dialog = EnterSheetDialog(*place, stage.around, stage.page)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


@pytest.mark.slow
def test_sheets_are_entered_one_after_the_other_with_their_page_beside_them(stage: TariffStage, qtbot: QtBot) -> None:
    dialog = entering(stage, qtbot)
    qtbot.waitUntil(lambda: dialog.page.stack.sizeHint().height() > 300, timeout=WAIT)
    dialog.next.click()
    assert "is not a date" in dialog.trouble.text(), "refused, and everything typed is still there"
    dialog.number.setText("5")
    dialog.designation.setText("1st Revised")
    dialog.issued.setText("04/01/2015")
    dialog.effective.setText("05/01/2015")
    dialog.issuer.setText("Ada Sample")
    pasted = QMimeData()
    pasted.setHtml("<h1>Rates</h1><table><tr><td>Size</td><td>Charge</td></tr></table>")
    dialog.words.insertFromMimeData(pasted)
    assert dialog.words.toPlainText() == "# Rates\n| Size | Charge |\n"
    dialog.words.put("[picture: map] Map")
    qtbot.waitUntil(lambda: "There is no picture 'map'" in dialog.page.trouble.text(), timeout=WAIT)
    dialog.words.setPlainText("# Rates\n")
    dialog.next.click()
    assert dialog.done_words.text() == "Sheet 5 entered."
    kept = (dialog.number, dialog.designation, dialog.issued, dialog.effective, dialog.issuer, dialog.subject)
    assert [field.text() for field in kept] == ["6", "Original", "04/01/2015", "05/01/2015", "Ada Sample", ""]
    assert dialog.words.toPlainText() == ""
    assert dialog.focusWidget() is dialog.number
    (version,) = stage.page.tariff_book.chain("water-1", "5").versions
    assert (version.revision, version.effective) == (1, date(2015, 5, 1))
    dialog.number.setText("5")
    dialog.designation.setText("1st Revised")
    dialog.next.click()
    assert "has its First Revised version already" in dialog.trouble.text()
    assert dialog.number.text() == "5"


@pytest.mark.slow
def test_a_scan_that_cannot_be_read_is_refused_and_the_dialog_stays(stage: TariffStage, qtbot: QtBot) -> None:
    dialog = entering(stage, qtbot)
    for field, words in ((dialog.number, "5"), (dialog.effective, "05/01/2015")):
        field.setText(words)
    stage.answers.file = stage.answers.place / "scan.png"
    stage.answers.file.write_bytes(b"no picture")
    dialog.choose.click()
    assert not dialog.done_words.text()
    with pytest.raises(ScanNotRead, match="is not read yet"):
        dialog.make()
    qtbot.waitUntil(lambda: "is not a PDF, PNG" in dialog.trouble.text(), timeout=WAIT)
    stage.answers.file.write_bytes(png(300, 400))
    dialog.scan_page.setValue(2)
    dialog.scan_page.editingFinished.emit()
    qtbot.waitUntil(lambda: "there is no page 2" in dialog.trouble.text(), timeout=WAIT)
    dialog.scan_page.setValue(1)
    dialog.scan_page.editingFinished.emit()
    qtbot.waitUntil(lambda: bool(dialog.kept_scan), timeout=WAIT)
    dialog.make()
    assert stage.page.tariff_book.chain("water-1", "5").versions[0].scan


@pytest.mark.slow
def test_a_map_is_put_into_the_text_by_the_window(stage: TariffStage, qtbot: QtBot) -> None:
    dialog = entering(stage, qtbot, "sewer")
    stage.answers.file = stage.answers.place / "Area Map.png"
    stage.answers.file.write_bytes(png(600, 300))

    def choose() -> None:
        asked = QApplication.activeModalWidget()
        assert isinstance(asked, PictureDialog)
        asked.agree.click()
        assert "Choose the file of the picture first" in asked.trouble.text()
        asked.choose.click()
        asked.scale.setText("1 inch = 500 feet")
        qtbot.waitUntil(lambda: asked.page.stack.sizeHint().height() > 300, timeout=WAIT)
        asked.agree.click()
        assert "what the picture shows" in asked.trouble.text()
        asked.caption.setText("Map of the service area")
        asked.percent.setValue(400)
        qtbot.waitUntil(lambda: "at 400 percent is" in asked.page.trouble.text(), timeout=WAIT)
        asked.percent.setValue(50)
        asked.turn.setCurrentText("a quarter to the left")
        asked.agree.click()

    QTimer.singleShot(0, choose)
    dialog.picture_wanted.connect(lambda: None)
    stage.page.handlers.insert_picture("sewer-1", dialog.words.put, dialog)
    line = "[picture: area-map; 50%; scale 1 inch = 500 feet] Map of the service area\n"
    assert dialog.words.toPlainText() == line
    assert [(one.name, one.width < one.height) for one in kept_pictures(stage.page.tariff_book)] == [("area-map", True)]


@pytest.mark.slow
def test_a_folder_of_sheets_is_looked_at_before_it_is_entered(stage: TariffStage, qtbot: QtBot) -> None:
    changes.new_schedule(stage.page.tariff_book, changes.NewSchedule("water", "Rates"))
    stage.page.refresh()
    folder = stage.answers.chosen_folder = stage.answers.place / "sheets"
    folder.mkdir()
    (folder / "5.txt").write_text("# Rates\n", encoding="utf-8")
    (folder / "6.png").write_bytes(png(300, 400))

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, ImportTariffDialog):
            QTimer.singleShot(50, look)
            return
        assert [dialog.table.rows.words(row, 0) for row in range(2)] == ["5", "6"]
        dialog.table.selectRow(1)
        qtbot.waitUntil(lambda: dialog.page.stack.sizeHint().height() > 300, timeout=WAIT)
        dialog.effective.setText("05/01/2015")
        dialog.agree.click()

    QTimer.singleShot(0, look)
    stage.page._does()["folder"]()
    qtbot.waitUntil(lambda: len(stage.page.tariff_book.chains("water-1")) == 2, timeout=WAIT)
    assert stage.page.tariff_book.chain("water-1", "6").versions[0].scan


@pytest.mark.slow
def test_which_sheet_states_what_is_missing_is_said_from_the_finding(stage: TariffStage, qtbot: QtBot) -> None:
    changes.new_schedule(stage.page.tariff_book, changes.NewSchedule("sewer", "Rates"))
    changes.add_sheet(stage.page.tariff_book, "sewer-1", "3", title="Territory", text="# Territory\n")
    stage.page.refresh()

    def found(row: int) -> str:
        return stage.page.findings.rows.words(row, 1)

    rows = range(stage.page.findings.rows.rowCount())
    row = next(row for row in rows if found(row).startswith("No sheet states: Legal description"))
    stage.page.findings.selectRow(row)

    def answer() -> None:
        asked = QApplication.activeModalWidget()
        assert isinstance(asked, TermsDialog)
        assert asked.asks.text() == "Legal description of the area served"
        asked.sheet.setCurrentText("3")
        asked.save.click()
        asked.close_button.click()

    QTimer.singleShot(0, answer)
    stage.page.which.click()
    stage.page.refresh()
    assert not [row for row in range(stage.page.findings.rows.rowCount()) if "No sheet states: Legal" in found(row)]


@pytest.mark.slow
def test_a_typed_text_is_not_thrown_away_in_passing(stage: TariffStage, qtbot: QtBot) -> None:
    dialog = entering(stage, qtbot)
    dialog.words.setPlainText("# Rules\n\n1. A rule of many words.")
    stage.answers.yes = False
    dialog.reject()
    assert dialog.isVisible(), "Escape keeps the text"
    assert "not entered" in stage.answers.asked[-1]
    stage.answers.yes = True
    dialog.reject()
    assert not dialog.isVisible()
    empty = EnterSheetDialog(stage.program, stage.page.tariff_book, "water-1", stage.around, stage.page)
    qtbot.addWidget(empty)
    empty.show()
    asked = len(stage.answers.asked)
    empty.reject()
    assert (empty.isVisible(), len(stage.answers.asked)) == (False, asked)
    known = EnteredSheet("5", 0, date(2015, 5, 1), text="1. A rule.")
    shown = EnterSheetDialog(stage.program, stage.page.tariff_book, "water-1", stage.around, stage.page)
    qtbot.addWidget(shown)
    shown.correct(known)
    shown.show()
    shown.reject()
    assert (shown.isVisible(), len(stage.answers.asked)) == (False, asked), "nothing was typed into what is known"
