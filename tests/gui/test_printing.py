"""Printing with a PDF printer: the right pages, on letter paper, one side, nothing cut off, no seams between bands."""

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QMarginsF, QRectF
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from desktop_app.bootstrap import PictureMaker
from desktop_app.documents.painter import ReportlabPainter
from desktop_app.gui.filing_package.print_dialog import PrintDialog
from desktop_app.gui.filing_package.printing import FINE, FINEST, CannotPrint, PrintJob, loose_leaf, print_pages
from desktop_app.gui.filing_package.printing import sheet_area as area_for
from desktop_app.gui.tasks import CalledOff, ProgressReport
from desktop_app.locations import find_folders
from desktop_app.pagespec.pages import LETTER_HEIGHT, LETTER_WIDTH, PageDocument, PaperPage, RectangleItem, TextItem
from tests.support.window_shell import Answers

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has no window manager
COUNT = 4


@pytest.fixture
def pages() -> PictureMaker:
    return PictureMaker(find_folders().fonts)


@pytest.fixture
def pdf() -> bytes:
    """Pages with a frame close to the edges and their number in a bar as high as the page: seams would show."""
    made = [
        PaperPage(
            str(number),
            (
                RectangleItem(24, 24, LETTER_WIDTH - 48, LETTER_HEIGHT - 48, 1.0),
                RectangleItem(100, 30, 60, LETTER_HEIGHT - 60, 0.0, 0.5),
                TextItem(300, 400, f"Page {number}", 40),
            ),
        )
        for number in range(1, COUNT + 1)
    ]
    return ReportlabPainter(find_folders().fonts).paint(PageDocument("x.pdf", "X", tuple(made)))


def pdf_printer(target: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setDuplex(QPrinter.DuplexMode.DuplexLongSide)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(target))
    return printer


def quiet() -> ProgressReport:
    return ProgressReport(lambda *_: None)


def test_a_printer_set_for_a4_and_both_sides_prints_letter_on_one(tmp_path: Path) -> None:
    printer = pdf_printer(tmp_path / "x.pdf")
    loose_leaf(printer, FINE, copies=2)
    assert printer.pageLayout().pageSize().id() is QPageSize.PageSizeId.Letter
    assert printer.pageLayout().orientation() is QPageLayout.Orientation.Portrait
    assert printer.duplex() is QPrinter.DuplexMode.DuplexNone
    assert printer.resolution() == FINE
    assert printer.copyCount() == 2


@pytest.mark.slow
@pytest.mark.parametrize("dpi", [FINE, FINEST])
def test_the_chosen_pages_come_out_as_they_were(
    tmp_path: Path, qapp: object, pages: PictureMaker, pdf: bytes, dpi: int
) -> None:
    target = tmp_path / "printed.pdf"
    printer = pdf_printer(target)
    loose_leaf(printer, dpi)
    print_pages(PrintJob(pdf, (1, 3), dpi), printer, pages, quiet())
    printed = target.read_bytes()
    assert pages.page_sizes(printed) == ((LETTER_WIDTH, LETTER_HEIGHT),) * 2
    for number, source in enumerate((1, 3)):
        one, other = pages.page(pdf, source, 0.5), pages.page(printed, number, 0.5)
        assert (one.width, one.height) == (other.width, other.height)
        far = sum(abs(a - b) > 96 for a, b in zip(one.pixels, other.pixels, strict=True))
        assert far < len(one.pixels) / 200


@pytest.mark.slow
def test_no_line_stands_between_two_bands(tmp_path: Path, qapp: object, pages: PictureMaker, pdf: bytes) -> None:
    target = tmp_path / "printed.pdf"
    printer = pdf_printer(target)
    loose_leaf(printer, FINE)
    print_pages(PrintJob(pdf, (0,)), printer, pages, quiet())
    picture = pages.page(target.read_bytes(), 0, FINE / 72)
    column = [picture.pixels[(row * picture.width + round(130 * FINE / 72)) * 3] for row in range(200, 3100)]
    assert max(column) - min(column) < 8


def test_a_printer_with_wide_edges_gets_a_smaller_page_and_others_the_whole_sheet() -> None:
    whole = QRectF(0, 0, LETTER_WIDTH, LETTER_HEIGHT)
    assert area_for(QMarginsF(12, 12, 12, 18)) == whole
    smaller = area_for(QMarginsF(12, 12, 12, 42))
    assert smaller.width() < LETTER_WIDTH
    assert smaller.width() / smaller.height() == pytest.approx(LETTER_WIDTH / LETTER_HEIGHT)
    assert smaller.bottom() <= LETTER_HEIGHT - 20


def test_calling_it_off_stops_between_two_pages(tmp_path: Path, qapp: object, pages: PictureMaker, pdf: bytes) -> None:
    printer = pdf_printer(tmp_path / "printed.pdf")
    loose_leaf(printer, FINE)
    report = quiet()
    report.call_off()
    with pytest.raises(CalledOff):
        print_pages(PrintJob(pdf, (0, 1)), printer, pages, report)


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_a_printer_that_takes_nothing_is_told_in_a_sentence(
    tmp_path: Path, qapp: object, pages: PictureMaker, pdf: bytes
) -> None:
    printer = pdf_printer(tmp_path / "no folder" / "printed.pdf")
    loose_leaf(printer, FINE)
    with pytest.raises(CannotPrint, match="is not responding"):
        print_pages(PrintJob(pdf, (0,)), printer, pages, quiet())


@pytest.mark.slow
def test_the_dialog_prints_only_the_pages_to_be_signed(
    tmp_path: Path, qtbot: QtBot, pages: PictureMaker, pdf: bytes
) -> None:
    answers = Answers(tmp_path, save=tmp_path / "signed.pdf")
    dialog = PrintDialog(PrintJob(pdf, tuple(range(COUNT))), "report.pdf", (1, 3), pages, answers)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.printer.setCurrentIndex(dialog.printer.count() - 1)
    dialog.choose_signature_pages()
    dialog.print.click()
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=30_000)
    read = PdfReader(tmp_path / "signed.pdf")
    assert [page.extract_text().strip() for page in read.pages] == ["Page 2", "Page 4"]  # text, no pictures of pages
    assert dialog.print.text() == "&Save"
    assert not dialog.copies.isEnabled()


def test_the_dialog_refuses_pages_that_are_not_there(
    tmp_path: Path, qtbot: QtBot, pages: PictureMaker, pdf: bytes
) -> None:
    dialog = PrintDialog(PrintJob(pdf, tuple(range(COUNT))), "report.pdf", (), pages, Answers(tmp_path))
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.range.setText("2-9")
    dialog.some.setChecked(True)
    dialog.print.click()
    assert "go from 1 to 4" in dialog.trouble.text()
    assert not dialog.signature.isEnabled()


@pytest.mark.slow
def test_pages_are_read_by_an_independent_reader(tmp_path: Path, qapp: object, pages: PictureMaker, pdf: bytes) -> None:
    printer = pdf_printer(tmp_path / "printed.pdf")
    loose_leaf(printer, FINE)
    print_pages(PrintJob(pdf, (0, 1, 2, 3)), printer, pages, quiet())
    assert len(PdfReader(tmp_path / "printed.pdf").pages) == COUNT


def test_all_pages_are_saved_as_they_are(tmp_path: Path, qtbot: QtBot, pages: PictureMaker, pdf: bytes) -> None:
    answers = Answers(tmp_path, save=tmp_path / "all.pdf")
    dialog = PrintDialog(PrintJob(pdf, tuple(range(COUNT))), "report.pdf", (), pages, answers)
    qtbot.addWidget(dialog)
    dialog.printer.setCurrentIndex(dialog.printer.count() - 1)
    dialog.print.click()
    assert (tmp_path / "all.pdf").read_bytes() == pdf
