"""Finished pages on a printer: letter paper, one side, each page painted in bands so that memory stays small."""

from __future__ import annotations

from contextlib import ExitStack

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.problems import EnvironmentProblem
from desktop_app.gui.preview.page_stack import stack_image
from desktop_app.gui.tasks import ProgressReport
from desktop_app.pagespec.pages import LETTER_HEIGHT, LETTER_WIDTH
from desktop_app.services.ports import PagePictures

POINTS_PER_INCH = 72
FINE, FINEST = 300, 600
BAND = 2.0 * POINTS_PER_INCH  # a whole number of pixels high at every resolution offered: no seams
HELD = 22.0  # points: nothing is printed nearer to the edge of the sheet


class CannotPrint(EnvironmentProblem):
    """The printer, or the file it prints to, is not responding."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} is not responding. Check that it is on and ready, and print again.")


@dataclass(frozen=True)
class PrintJob:
    """The pages (from 0) of a file that are printed, at so many dpi."""

    pdf: bytes
    pages: tuple[int, ...]
    dpi: int = FINE
    password: str = ""


def loose_leaf(printer: QPrinter, dpi: int, copies: int = 1) -> None:
    """Sets the printer for a filing, whatever is usual for it: letter paper, one side, upright, whole copies."""
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.Letter))
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    printer.setFullPage(True)
    printer.setDuplex(QPrinter.DuplexMode.DuplexNone)
    printer.setCollateCopies(True)
    printer.setCopyCount(copies)
    printer.setResolution(dpi)


def sheet_area(margins: QMarginsF, size: QSizeF = QSizeF(LETTER_WIDTH, LETTER_HEIGHT)) -> QRectF:  # noqa: B008 - a value
    """Where on the sheet a page goes, in points, given the edges that the printer cannot reach.

    The whole sheet, as a rule; made smaller only for a printer whose edges would cut off something printed.
    """
    edges = (margins.left(), margins.top(), margins.right(), margins.bottom())
    if max(edges) <= HELD:
        return QRectF(0, 0, size.width(), size.height())
    left, top, right, bottom = (max(edge - HELD, 0.0) for edge in edges)
    scale = min((size.width() - left - right) / size.width(), (size.height() - top - bottom) / size.height())
    return QRectF(left, top, size.width() * scale, size.height() * scale)


def print_pages(job: PrintJob, printer: QPrinter, pictures: PagePictures, report: ProgressReport) -> None:
    """Prints; may be called on another thread. Raises CannotPrint, CalledOff, or what `PagePictures` raises."""
    name = printer.outputFileName() or printer.printerName()
    sizes = pictures.page_sizes(job.pdf, job.password)
    painter = QPainter()
    if not painter.begin(printer):
        raise CannotPrint(name)
    with ExitStack() as ending:
        ending.callback(painter.end)
        ending.callback(printer.abort)  # unless all pages came out
        area = _in_dots(printer)
        for number, page in enumerate(job.pages):
            report(number, len(job.pages), f"Printing page {page + 1}")
            if number:
                _turn_page(printer, name)
            _paint(painter, area, page, sizes[page], job, pictures)
        ending.pop_all()
    painter.end()
    report(len(job.pages), len(job.pages), "Printed")


def _turn_page(printer: QPrinter, name: str) -> None:
    if not printer.newPage():
        raise CannotPrint(name)


def _in_dots(printer: QPrinter) -> QRectF:
    layout = printer.pageLayout()
    layout.setUnits(QPageLayout.Unit.Point)
    area = sheet_area(layout.minimumMargins())
    dots = printer.resolution() / POINTS_PER_INCH
    return QRectF(area.x() * dots, area.y() * dots, area.width() * dots, area.height() * dots)


def _paint(
    painter: QPainter, area: QRectF, page: int, size: tuple[float, float], job: PrintJob, pictures: PagePictures
) -> None:
    """One page, band after band; a page of another size than letter is fitted."""
    width, height = size
    shrink = min(area.width() / width, area.height() / height)
    top = 0.0
    while top < height:
        bottom = min(top + BAND, height)
        picture = pictures.band(job.pdf, page, job.dpi / POINTS_PER_INCH, (top, bottom), job.password)
        target = QRectF(area.x(), area.y() + top * shrink, width * shrink, (bottom - top) * shrink)
        painter.drawImage(target, _plain(stack_image(picture)))
        top = bottom


def _plain(image: QImage) -> QImage:
    """A band without colour as shades of grey: a third of the size, and never made blurry by the printer."""
    return image.convertToFormat(QImage.Format.Format_Grayscale8) if image.allGray() else image
