"""Reading a finished file from within: its pages, its password, going to a page, sizes."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_app.bootstrap import PictureMaker
from desktop_app.documents.painter import ReportlabPainter
from desktop_app.documents.protection import protect_with_password
from desktop_app.gui.preview.document_viewer import CannotShowFile, DocumentViewer
from desktop_app.gui.preview.page_column import KEPT
from desktop_app.locations import find_folders
from desktop_app.pagespec.pages import PageDocument, PaperPage, TextItem

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has no window manager
COUNT = 12


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tuple(PaperPage(str(number), (TextItem(100, 100, f"Page {number}", 40),)) for number in range(1, COUNT + 1))
    target = tmp_path / "report.pdf"
    target.write_bytes(ReportlabPainter(find_folders().fonts).paint(PageDocument("report.pdf", "Report", made)))
    return target


def shown(path: Path, bot: QtBot, password: str = "") -> DocumentViewer:
    viewer = DocumentViewer(path, PictureMaker(find_folders().fonts), password)
    bot.addWidget(viewer)
    viewer.show()
    return viewer


@pytest.mark.slow
def test_the_pages_that_are_seen_are_painted_and_few_are_kept(path: Path, qtbot: QtBot) -> None:
    viewer = shown(path, qtbot)
    assert viewer.count.text() == f"of {COUNT}"
    qtbot.waitUntil(lambda: 0 in viewer.column.painted)
    for page in range(COUNT):
        viewer.page.setValue(page + 1)
        qtbot.waitUntil(lambda page=page: page in viewer.column.painted)  # type: ignore[misc]
    assert len(viewer.column.painted) <= KEPT


def test_scrolling_tells_the_page(path: Path, qtbot: QtBot) -> None:
    viewer = shown(path, qtbot)
    viewer.show_page(6)
    assert viewer.page.value() == 7


def test_larger_and_fitted_again(path: Path, qtbot: QtBot) -> None:
    viewer = shown(path, qtbot)
    viewer.fit.click()
    fitted = viewer.column.scale
    viewer.larger.click()
    assert viewer.column.scale > fitted
    viewer.fit.click()
    assert viewer.column.scale == pytest.approx(fitted)


@pytest.mark.slow
def test_a_protected_file_asks_for_its_password_and_says_when_it_is_wrong(path: Path, qtbot: QtBot) -> None:
    path.write_bytes(protect_with_password(path.read_bytes(), "open sesame"))
    viewer = shown(path, qtbot)
    assert viewer.lock.isVisible()
    assert not viewer.print.isEnabled()
    viewer.lock.field.setText("wrong")
    viewer.lock.open.click()
    assert "does not open it" in viewer.lock.words.text()
    viewer.lock.field.setText("open sesame")
    viewer.lock.open.click()
    assert not viewer.lock.isVisible()
    assert viewer.print.isEnabled()
    qtbot.waitUntil(lambda: 0 in viewer.column.painted)


def test_what_is_no_pdf_is_told(path: Path, qtbot: QtBot) -> None:
    path.write_bytes(b"nothing")
    viewer = shown(path, qtbot)
    assert "cannot be read as a PDF" in viewer.lock.words.text()
    assert not viewer.lock.field.isVisible()


def test_a_file_that_is_gone_is_refused_with_its_name(path: Path, qtbot: QtBot) -> None:
    path.unlink()
    with pytest.raises(CannotShowFile, match=r"report\.pdf cannot be opened"):
        shown(path, qtbot)


def test_pages_are_dragged_and_made_larger_with_the_wheel(path: Path, qtbot: QtBot) -> None:
    viewer = shown(path, qtbot)
    viewer.fit.click()
    fitted, port, bar = viewer.column.scale, viewer.view.viewport(), viewer.view.verticalScrollBar()
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=QPoint(60, 200))
    QTest.mouseMove(port, QPoint(60, 120))
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=QPoint(60, 120))
    assert bar.value() == 80
    at, still = QPointF(50, 50), QPoint()
    for keys, turned in ((Qt.KeyboardModifier.ControlModifier, 120), (Qt.KeyboardModifier.NoModifier, -120)):
        wheel = QWheelEvent(
            at, at, still, QPoint(0, turned), Qt.MouseButton.NoButton, keys, Qt.ScrollPhase.NoScrollPhase, False
        )
        viewer.view.wheelEvent(wheel)
    assert viewer.column.scale == pytest.approx(fitted * 1.25)
    assert bar.value() > 80
