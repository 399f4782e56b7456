"""The steps of a filing on small screens: what is refused is seen, and each step begins at its top."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QScrollArea
from pytestqt.qtbot import QtBot

from desktop_app.gui.tariff_book.filing_dialog import STEPS, FilingDialog
from desktop_app.gui.widgets import fitted_dialog
from desktop_app.gui.widgets.fitted_dialog import fit_dialog
from desktop_app.services.tariff_book import changes, filings
from tests.support.tariff_stage import TariffStage, opened_stage, with_book

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has no window manager
stage = pytest.fixture(opened_stage, name="stage")


def begun_filing(stage: TariffStage, qtbot: QtBot) -> FilingDialog:
    """The steps of a filing that is begun with one sheet, held to the screen."""
    with_book(stage)
    changes.revise_sheets(stage.page.tariff_book, "water-1", ["5"])
    filing = filings.begin_tariff_filing(stage.page.tariff_book, "water-1")
    dialog = FilingDialog(stage.program, stage.page.tariff_book, filing.id, stage.around, stage.page)
    qtbot.addWidget(dialog)
    fit_dialog(dialog)
    dialog.show()
    return dialog


@pytest.mark.slow
def test_the_steps_of_a_filing_fit_a_small_screen_with_what_is_refused(stage: TariffStage, qtbot: QtBot) -> None:
    dialog = begun_filing(stage, qtbot)
    dialog.steps.setCurrentRow(len(STEPS) - 1)
    assert "to correct first" in dialog.trouble.text()
    QApplication.processEvents()
    assert not [area for area in dialog.findChildren(QScrollArea) if area.isAncestorOf(dialog.steps)]
    assert dialog.mark.mapTo(dialog, dialog.mark.rect().bottomLeft()).y() < dialog.trouble.y()


@pytest.mark.slow
def test_on_a_screen_where_it_scrolls_each_step_begins_at_its_top(
    stage: TariffStage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fitted_dialog, "room_on_screen", lambda _: QSize(640, 400))
    dialog = begun_filing(stage, qtbot)
    QApplication.processEvents()
    (area,) = [area for area in dialog.findChildren(QScrollArea) if area.isAncestorOf(dialog.steps)]
    for row in range(1, len(STEPS)):
        area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
        assert area.verticalScrollBar().value() > 0
        dialog.forward.click()
        assert (dialog.pages.currentIndex(), area.verticalScrollBar().value()) == (row, 0)
