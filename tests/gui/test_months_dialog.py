"""The twelve months of a figure in the window: pasted, seen with what they make, kept."""

from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QTableWidgetItem
from pytestqt.qtbot import QtBot

from desktop_app import bootstrap
from desktop_app.domain.values import Place
from desktop_app.gui.grid.month_list import ListSource
from desktop_app.gui.grid.months_table_dialog import MonthsTableDialog
from desktop_app.gui.grid.row_list_dialog import RowListDialog
from desktop_app.gui.grid.work_paper_dialog import WorkPaperDialog
from desktop_app.services.data_entry import row_lists, work_papers
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


WIDE = "Month,Bills,Thousand gallons\nJan,380,1900\nFeb,381,1850\nTotal,,3750\n"


@pytest.mark.slow
def test_a_list_is_read_and_its_column_chosen(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "sample.filingdesk"
    path.write_bytes(sample_content())
    program = bootstrap.program()
    file = program.companies.open(path)
    listed = tmp_path / "months.csv"
    listed.write_text(WIDE, encoding="utf-8")

    lists = ListSource(lambda: program.tables, None)  # type: ignore[arg-type]

    dialog = WorkPaperDialog(file.book(REPORT), AVERAGE, (), lambda _: None, None, lists)
    qtbot.addWidget(dialog)
    assert dialog.lists is not None
    dialog.lists.take_file(listed)
    qtbot.waitUntil(lambda: dialog.lists is not None and dialog.lists.column.count() == 2, timeout=20_000)
    assert dialog.trouble.text() == "Choose the column of the figures."
    dialog.lists.column.setCurrentText("Bills")
    dialog.lists.column.activated.emit(0)
    assert dialog.table.model().index(0, 0).data() == "380"
    assert "Missing: March 2025" in dialog.sum.text()
    dialog.lists.take_file(tmp_path / "none.csv")
    qtbot.waitUntil(lambda: "none.csv" in dialog.trouble.text(), timeout=20_000)
    dialog.reject()
    file.close()


@pytest.mark.slow
def test_the_months_of_a_page_are_one_table_and_one_step(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "sample.filingdesk"
    path.write_bytes(sample_content())
    file = bootstrap.program().companies.open(path)
    gallons = AVERAGE._replace(column="gallons")
    kept = work_papers.months_kept(file, REPORT, "w1")

    lists = ListSource(lambda: bootstrap.program().tables, None)  # type: ignore[arg-type]

    dialog = MonthsTableDialog(file.book(REPORT), kept, gallons, lists)
    qtbot.addWidget(dialog)
    column = dialog.table.currentColumn()
    heading = dialog.table.horizontalHeaderItem(column)
    assert heading is not None
    assert heading.text() == "461.1 Metered sales to residential customers, water sold (thousand gallons)"
    QGuiApplication.clipboard().setText("\n".join(["1,900.5"] * 13))
    dialog.pasting.click()
    assert "beyond the table" in dialog.trouble.text()
    QGuiApplication.clipboard().setText("\n".join(["1,900.5"] * 12))
    dialog.pasting.click()
    assert dialog.table.model().index(12, column).data() == "22,806"  # twelve times 1,900.5, by hand
    at = list(kept).index(AVERAGE)
    dialog.table.setCurrentCell(0, at)
    dialog.lists.found.emit([("380", "Jan"), ("5", "Smarch")])
    assert "'Smarch' is not a month" in dialog.trouble.text()
    dialog.lists.found.emit([("380", "Jan")])
    dialog.table.setItem(1, at, QTableWidgetItem("x"))
    dialog.accept()
    assert "February 2025 needs a number" in dialog.trouble.text()
    dialog.table.setItem(1, at, QTableWidgetItem("381"))
    dialog.accept()
    steps = len(list(file.workspace.journal()))
    before = file.book(REPORT).calculation.values[AVERAGE]
    work_papers.keep_months(file, REPORT, "w1", dialog.figures)
    assert len(list(file.workspace.journal())) == steps + 1
    values = file.book(REPORT).calculation.values
    assert (values[gallons], values[AVERAGE]) == (Decimal(22806), before), "two months make no average"
    assert [part.words for part in work_papers.work_paper(file, REPORT, AVERAGE)] == ["January 2025", "February 2025"]
    file.close()


@pytest.mark.slow
def test_a_list_becomes_rows_of_a_page(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "sample.filingdesk"
    path.write_bytes(sample_content())
    program = bootstrap.program()
    file = program.companies.open(path)
    listed = tmp_path / "officers.csv"
    listed.write_text("Officer,Salary\nSample Person,soon\nOther Person,later\n", encoding="utf-8")
    before = len(file.book(REPORT).sheet.schedules["p2_people"].rows)
    source = ListSource(lambda: program.tables, None)  # type: ignore[arg-type]
    dialog = RowListDialog(file, REPORT, "p2_people", source)
    qtbot.addWidget(dialog)
    assert not dialog.agree.isEnabled()
    dialog.take_file(listed)
    qtbot.waitUntil(lambda: dialog.columns["name"].count() == 3, timeout=20_000)
    assert "No column of the list is matched" in dialog.trouble.text()
    dialog.columns["name"].setCurrentText("Officer")
    dialog.columns["name"].activated.emit(1)
    assert dialog.said.text() == "2 new rows."
    dialog.accept()
    row_lists.take_rows(file, REPORT, "p2_people", dialog.rows, dialog.match, instead=dialog.instead)
    assert len(file.book(REPORT).sheet.schedules["p2_people"].rows) == before + 2
    again = RowListDialog(file, REPORT, "p2_people", source)
    qtbot.addWidget(again)
    again.take_file(listed)
    qtbot.waitUntil(lambda: bool(again.said.text()), timeout=20_000)
    assert again.said.text() == "0 new rows. 2 rows blank or there already.", "the match is remembered"
    assert not again.agree.isEnabled()
    again.reject()
    file.close()
