"""Attaching documents and sealing parts of them, by mouse and by keyboard alone."""

import threading
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_app.domain.attachments import Attachment
from desktop_app.gui.attachments.attachments_dialog import AttachmentsDialog
from desktop_app.gui.attachments.page_canvas import canvas_image
from desktop_app.pagespec.pages import PageImage
from desktop_app.services.data_entry import attachments
from desktop_app.services.paper.report_pages import ReportPages
from desktop_app.services.ports import DrawnPage, ForeignDocument
from tests.support.attachment_readers import StandInReader
from tests.support.filing_window import REPORT, Bench, standing_bench

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has no window manager
NO_PAGES: Callable[[], ReportPages] = pytest.fail  # no sheets are printed here
WHITE = PageImage(100, 130, False, zlib.compress(b"\xff" * 50 * 130))


def reader() -> StandInReader:
    """Two white pages; remembers which boxes were asked for."""
    layered = ForeignDocument(((612, 792), (612, 792)), ("It has layers.",))
    return StandInReader(layered, drawn=lambda *_: (DrawnPage(WHITE, 0),))


@pytest.fixture
def bench(qtbot: QtBot, tmp_path: Path) -> Iterator[Bench]:
    with standing_bench(qtbot, tmp_path) as standing:
        yield standing


@pytest.fixture
def dialog(bench: Bench, tmp_path: Path) -> Iterator[AttachmentsDialog]:
    (tmp_path / "map.pdf").write_bytes(b"map")
    around = bench.shell.window._around(bench.file, REPORT)

    class Asked:
        def existing(self, parent: object, title: str, kind: str) -> Path:
            return tmp_path / "map.pdf"

    made = AttachmentsDialog(reader(), NO_PAGES, replace(around, asking=Asked()))  # type: ignore[arg-type]
    made.show()
    yield made
    made.close()


@pytest.mark.slow
def test_closing_while_a_page_is_drawn_waits_for_nothing(
    dialog: AttachmentsDialog, bench: Bench, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The drawing ends only after the dialog is closed: a dialog that waited for it would never close."""
    attached(dialog, bench, qtbot)
    begun, closed = threading.Event(), threading.Event()

    def slow(*_: object) -> Iterator[DrawnPage]:
        begun.set()
        assert closed.wait(20)
        yield DrawnPage(WHITE, 0)

    monkeypatch.setattr(StandInReader, "draw", slow)
    dialog.page.setValue(2)
    assert begun.wait(10)
    dialog.close()
    assert not dialog.isVisible()
    shown = set(dialog._images)
    closed.set()
    qtbot.waitUntil(lambda: not dialog._runner.busy)
    assert set(dialog._images) == shown


def listed(bench: Bench) -> tuple[Attachment, ...]:
    return attachments.attachments(bench.file, REPORT)


def attached(dialog: AttachmentsDialog, bench: Bench, qtbot: QtBot) -> None:
    dialog.add.click()
    qtbot.waitUntil(lambda: len(listed(bench)) == 1)
    qtbot.waitUntil(lambda: not dialog.canvas._image.isNull())
    dialog.type.setText("Customers")
    dialog.reason.setText("Names them.")


@pytest.mark.slow
def test_an_empty_list_says_what_could_be_attached(dialog: AttachmentsDialog) -> None:
    assert "Nothing is attached yet" in dialog.message.text()
    assert not dialog.new_box.isEnabled()


@pytest.mark.slow
def test_a_document_is_attached_with_a_title_that_tells_nothing(
    dialog: AttachmentsDialog, bench: Bench, qtbot: QtBot
) -> None:
    attached(dialog, bench, qtbot)
    (one,) = listed(bench)
    assert one.title == dialog.title.text() == "Attached document"
    assert dialog.warnings.text() == "It has layers."
    dialog.title.setText("Map of the wells")
    dialog.title.editingFinished.emit()
    assert listed(bench)[0].title == "Map of the wells"


@pytest.mark.slow
def test_boxes_by_keyboard_alone(dialog: AttachmentsDialog, bench: Bench, qtbot: QtBot) -> None:
    attached(dialog, bench, qtbot)
    canvas = dialog.canvas
    QTest.keyClick(canvas, Qt.Key.Key_Insert)
    assert listed(bench)[0].boxes["1"].area == (3500, 4500, 6500, 5500)
    QTest.keyClick(canvas, Qt.Key.Key_Left)
    QTest.keyClick(canvas, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(canvas, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert listed(bench)[0].boxes["1"].area == (3650, 4500, 6650, 5550)
    QTest.keyClick(canvas, Qt.Key.Key_Insert)
    assert canvas.box == "1"
    assert canvas.focusNextPrevChild(True)
    assert canvas.box == "2"
    assert "box 2 of 2" in canvas.accessibleDescription()
    QTest.keyClick(canvas, Qt.Key.Key_Delete)
    assert list(listed(bench)[0].boxes) == ["1"]


@pytest.mark.slow
def test_boxes_by_mouse(dialog: AttachmentsDialog, bench: Bench, qtbot: QtBot) -> None:
    attached(dialog, bench, qtbot)
    canvas, sheet = dialog.canvas, dialog.canvas._sheet()

    def at(x: float, y: float) -> QPoint:
        return QPoint(round(sheet.left() + x * sheet.width()), round(sheet.top() + y * sheet.height()))

    drag(canvas, at(0.2, 0.2), at(0.4, 0.3))
    left, top, right, bottom = listed(bench)[0].boxes["1"].area
    assert (left, top, right, bottom) == pytest.approx((2000, 2000, 4000, 3000), abs=60)
    drag(canvas, at(0.3, 0.25), at(0.5, 0.45))
    moved = listed(bench)[0].boxes["1"].area
    assert moved == pytest.approx((left + 2000, top + 2000, right + 2000, bottom + 2000), abs=60)
    drag(canvas, at(0.1, 0.9), at(0.1, 0.9))
    assert len(listed(bench)[0].boxes) == 1


def drag(widget: object, start: QPoint, end: QPoint) -> None:
    QTest.mousePress(widget, Qt.MouseButton.LeftButton, pos=start)  # type: ignore[call-overload]
    QTest.mouseMove(widget, end)  # type: ignore[call-overload]
    QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, pos=end)  # type: ignore[call-overload]


@pytest.mark.slow
def test_a_box_without_words_is_refused_in_the_dialog(dialog: AttachmentsDialog, bench: Bench, qtbot: QtBot) -> None:
    attached(dialog, bench, qtbot)
    dialog.type.clear()
    dialog.new_box.click()
    assert "needs the type of information" in dialog.message.text()
    assert listed(bench)[0].boxes == {}


@pytest.mark.slow
def test_a_box_is_repeated_reworded_and_removed(dialog: AttachmentsDialog, bench: Bench, qtbot: QtBot) -> None:
    attached(dialog, bench, qtbot)
    dialog.new_box.click()
    dialog.repeat.click()
    assert sorted(box.page for box in listed(bench)[0].boxes.values()) == [0, 1]
    dialog.reason.setText("Another reason.")
    dialog.reason.editingFinished.emit()
    assert listed(bench)[0].boxes["1"].reason == "Another reason."
    dialog.remove_box.click()
    assert [box.page for box in listed(bench)[0].boxes.values()] == [1]


@pytest.mark.slow
def test_the_page_is_seen_as_the_public_will_see_it(dialog: AttachmentsDialog, bench: Bench, qtbot: QtBot) -> None:
    attached(dialog, bench, qtbot)
    dialog.new_box.click()
    asked = dialog._reader
    dialog.public.setChecked(True)
    qtbot.waitUntil(lambda: isinstance(asked, StandInReader) and sum(map(len, asked.asked[-1][1].values())) == 1)
    assert not dialog.canvas.shown


@pytest.mark.slow
def test_all_of_it_is_sealed_and_taken_out(dialog: AttachmentsDialog, bench: Bench, qtbot: QtBot) -> None:
    attached(dialog, bench, qtbot)
    dialog.whole.click()
    assert listed(bench)[0].sealed
    assert not dialog.new_box.isEnabled()
    dialog.whole.click()
    assert not listed(bench)[0].sealed
    dialog.take_out.click()
    assert listed(bench) == ()
    assert "Nothing is attached yet" in dialog.message.text()


def test_pixels_come_to_the_screen_as_they_are() -> None:
    gray = canvas_image(PageImage(3, 1, False, zlib.compress(b"\x0f\x80")))
    assert [gray.pixelColor(x, 0).red() for x in range(3)] == [0, 255, 136]
    colour = canvas_image(PageImage(1, 1, True, zlib.compress(b"\x10\x20\x30")))
    shade = colour.pixelColor(0, 0)
    assert (shade.red(), shade.green(), shade.blue()) == (16, 32, 48)
