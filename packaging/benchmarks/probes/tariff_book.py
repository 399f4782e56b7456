"""A tariff book of so many sheets: made, opened in the window, read as of a day, or printed."""

import gc
import io
import json
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

started, way, path = float(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
TODAY = date(2026, 3, 2)
PAGES = 50
TEXT = (
    "# Schedule of rates\n\nThese rates are for any customer of the company in its certificated service area.\n\n"
    "[rates: per month, by meter size] Customer charge\n5/8 inch = 12.50\n3/4 inch = 14.10\n1 inch = 20.00\n[end]\n\n"
    + "".join(
        f"{n}. Bills are due within ten days of the date of the bill, and what is unpaid then bears a charge.\n"
        for n in range(1, 15)
    )
)


def make(sheets: int, revisions: int) -> None:
    from desktop_app import bootstrap
    from desktop_app.domain.tariffs.sheet_history import SheetHistory
    from desktop_app.domain.tariffs.sheet_numbers import SheetNumber
    from desktop_app.domain.tariffs.versions import SheetVersion, VersionState
    from desktop_app.services.ports import EntryChange
    from desktop_app.services.tariff_book import changes, entries
    from desktop_app.services.tariff_book.paper_sheets import kept_text
    from desktop_app.services.tariff_book.tariff_book import TariffBook

    program = bootstrap.program()
    file = program.companies.make_sample("water", path)
    tariff_book = TariffBook(file)
    made = changes.new_schedule(tariff_book, changes.NewSchedule("water", "Schedule of rates"))
    steps = []
    for number in range(1, sheets + 1):
        digests = [kept_text(tariff_book, TEXT.replace("12.50", f"{12 + n}.50")) for n in range(revisions)]
        versions = tuple(
            SheetVersion(
                n,
                VersionState.APPROVED,
                None if n == 0 else n - 1,
                issued=date(2010 + n, 4, 1),
                proposed=date(2010 + n, 5, 1),
                effective=date(2010 + n, 5, 1),
                text=digests[n],
            )
            for n in range(revisions)
        )
        chain = SheetHistory(SheetNumber(str(number)), versions, f"Rule {number}")
        steps.append(
            EntryChange(entries.tariff_sheet_key(made.id, chain.number.key), None, entries.chain_to_json(chain))
        )
    file.workspace.commit("A book", steps)
    file.close()


def open_window() -> dict[str, float]:
    from PySide6.QtWidgets import QApplication

    from desktop_app import bootstrap
    from desktop_app.gui.app import build, open_at_start
    from desktop_app.gui.widgets.asking import SystemAsking

    application = QApplication(["Filing Desk"])
    program = bootstrap.program()
    window = build(program, application, SystemAsking(program.companies.preferences))
    window.resize(1280, 800)
    open_at_start(window, [str(path)])
    window.show()
    window.grab()
    application.processEvents()
    home = time.monotonic() - started
    window.go("tariff")
    application.processEvents()
    window.grab()
    book = time.monotonic() - started
    page: Any = window.pages.currentWidget()
    while "checking" in page.lists.tabText(0):
        application.processEvents()
    window.grab()
    whole = time.monotonic() - started
    window.close()
    return {"home": home, "book": book, "whole": whole}


def read() -> dict[str, float]:
    from desktop_app import bootstrap
    from desktop_app.services.tariff_book.as_of import book_on
    from desktop_app.services.tariff_book.front import FrontView, generated
    from desktop_app.services.tariff_book.tariff_book import TariffBook

    file = bootstrap.program().companies.open(path, read_only=True)
    start = time.perf_counter()
    tariff_book = TariffBook(file)
    book = book_on(tariff_book, "water-1", TODAY)
    generated("index", FrontView(book.schedule, tariff_book.chains("water-1"), TODAY))
    return {"read": time.perf_counter() - start}


def printed() -> dict[str, float]:
    from dataclasses import replace

    from desktop_app import bootstrap
    from desktop_app.__main__ import SELDOM
    from desktop_app.documents.painter import ReportlabPainter
    from desktop_app.pagespec.pages import PageDocument
    from desktop_app.services.tariff_book.tariff_book import TariffBook

    gc.set_threshold(SELDOM)  # as the program does when it starts
    program = bootstrap.program()
    tariff_book = TariffBook(program.companies.open(path, read_only=True))
    painter = ReportlabPainter(program.resources / "fonts")
    printer = program.tariffs.printer(tariff_book, "water-1")
    chains = tariff_book.chains("water-1")[:PAGES]
    first = printer.sheet(chains[0], chains[0].versions[-1]).pages  # rules and faces are read once, by both
    painter.paint(PageDocument("first.pdf", "First", first))
    draw(list(first), program.resources / "fonts")
    start = time.perf_counter()
    pages = [page for chain in chains for page in printer.sheet(chain, chain.versions[-1]).pages]
    pages += [page for chain in chains for page in printer.marked(chain, chain.versions[-1]).pages]
    painter.paint(PageDocument("sheets.pdf", "Sheets", tuple(pages)))
    ours = (time.perf_counter() - start) / len(pages)
    plain = [replace(page, anchors={}) for page in pages]
    start = time.perf_counter()
    draw(plain, program.resources / "fonts")
    return {"ours": ours, "bare": (time.perf_counter() - start) / len(pages)}


def draw(pages: list[Any], fonts: Path) -> None:
    """The same strings, lines and boxes by the bare canvas."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    from desktop_app.documents.faces import FILES
    from desktop_app.pagespec.pages import LETTER_HEIGHT, LETTER_WIDTH, RectangleItem, RuleLine, TextAlignment, TextItem

    for face, name in FILES.items():
        pdfmetrics.registerFont(TTFont(face.value, str(fonts / name)))
    canvas = Canvas(io.BytesIO(), pagesize=(LETTER_WIDTH, LETTER_HEIGHT))
    for page in pages:
        for item in page.items:
            if isinstance(item, TextItem):
                canvas.setFont(item.face.value, item.size)
                say = {
                    TextAlignment.LEFT: "drawString",
                    TextAlignment.CENTER: "drawCentredString",
                    TextAlignment.RIGHT: "drawRightString",
                }
                getattr(canvas, say[item.align])(item.x, LETTER_HEIGHT - item.y, item.content)
            elif isinstance(item, RuleLine):
                canvas.setLineWidth(item.width)
                canvas.line(item.x1, LETTER_HEIGHT - item.y1, item.x2, LETTER_HEIGHT - item.y2)
            elif isinstance(item, RectangleItem):
                canvas.rect(item.x, LETTER_HEIGHT - item.y - item.height, item.width, item.height)
        canvas.showPage()
    canvas.getpdfdata()  # type: ignore[no-untyped-call]


answers: dict[str, float] = {}
if way == "make":
    make(int(sys.argv[4]), int(sys.argv[5]))
else:
    answers = {"open": open_window, "read": read, "print": printed}[way]()
print(json.dumps(answers))
