"""The twelve months of a figure in the window: pasted, seen with what they make, kept."""

from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QTableWidgetItem
from pytestqt.qtbot import QtBot

from desktop_app import bootstrap
from desktop_app.domain.values import Place
from desktop_app.gui.grid.work_paper_dialog import WorkPaperDialog
from desktop_app.services.data_entry import work_papers
from tests.support.one_sample import sample_content

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has no window manager
REPORT, AVERAGE = "2025-annual-report", Place("w1", "residential_sales", "average")


@pytest.mark.slow
def test_months_are_pasted_named_while_missing_and_kept(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "sample.filingdesk"
    path.write_bytes(sample_content())
    file = bootstrap.program().companies.open(path)
    dialog = WorkPaperDialog(file.book(REPORT), AVERAGE, (), lambda _: None)
    qtbot.addWidget(dialog)
    QGuiApplication.clipboard().setText("5\n6")
    dialog.pasting.click()
    assert "Copy twelve figures" in dialog.trouble.text()
    QGuiApplication.clipboard().setText("\n".join(["400"] * 12))
    dialog.pasting.click()
    assert dialog.sum.text() == "400: the average of the twelve months."
    dialog.table.setItem(4, 0, QTableWidgetItem(""))
    assert dialog.sum.text().endswith("Missing: May 2025.")
    dialog.table.setItem(4, 0, QTableWidgetItem("4.5"))
    assert "whole number" in dialog.sum.text()
    dialog.table.setItem(4, 0, QTableWidgetItem("412"))
    dialog.accept()
    work_papers.keep_work_paper(file, REPORT, AVERAGE, dialog.parts)
    assert file.book(REPORT).calculation.values[AVERAGE] == Decimal(401)
    again = WorkPaperDialog(file.book(REPORT), AVERAGE, dialog.parts, lambda _: None)
    qtbot.addWidget(again)
    assert again.table.model().index(4, 0).data() == "412"
    file.close()
