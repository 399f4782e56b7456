"""The sample's newest report as a package in this process, or its strings and lines by the bare reportlab canvas."""

import gc
import io
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from typing import Any

from desktop_app import bootstrap
from desktop_app.__main__ import SELDOM
from desktop_app.documents.faces import FILES
from desktop_app.documents.inspector import PdfFileInspector
from desktop_app.documents.measure import FontMeasure
from desktop_app.documents.painter import ReportlabPainter
from desktop_app.pagespec.pages import FontFace, RectangleItem, RuleLine, SealMark, TextItem
from desktop_app.services.filing_package.compose import composed
from desktop_app.services.filing_package.produce import PackageOrder

gc.set_threshold(SELDOM)  # as the program does when it starts
file, way = sys.argv[2:4]
program = bootstrap.program()
company = program.companies.open(Path(file), read_only=True)
filing = company.filings()[0].id
book = company.book(filing)
source = program.packages.source(company, book)
library, fonts = program.companies.library, program.resources / "fonts"
measure = FontMeasure(fonts)


def seconds(work: Callable[[], Any]) -> tuple[float, Any]:
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def pages() -> list[Any]:
    requests = (source.public_request(), source.full_request())
    return [item for request in requests for item in composed(request, library, measure)]


def draw(documents: list[Any]) -> None:
    """The same strings, lines and boxes, nothing else: no gate, no canonical form, no marks."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    for face, name in FILES.items():
        pdfmetrics.registerFont(TTFont(face.value, str(fonts / name)))
    for item in documents:
        canvas = Canvas(io.BytesIO(), pagesize=(612, 792), pageCompression=1)
        for page in item.document.pages:
            for thing in page.items:
                if isinstance(thing, TextItem):
                    canvas.setFont(thing.face.value, thing.size)
                    canvas.drawString(thing.x, 792 - thing.y, thing.content)
                elif isinstance(thing, RuleLine):
                    canvas.line(thing.x1, 792 - thing.y1, thing.x2, 792 - thing.y2)
                elif isinstance(thing, RectangleItem):
                    canvas.rect(thing.x, 792 - thing.y - thing.height, thing.width, thing.height)
                elif isinstance(thing, SealMark):
                    canvas.setFont(FontFace.BOLD.value, 6.5)
                    canvas.drawString(thing.x, 792 - thing.y, "[SEALED]")
            canvas.showPage()
        canvas.getpdfdata()  # type: ignore[no-untyped-call]


if way == "bare":
    documents = pages()
    print(json.dumps({"twice": seconds(lambda: draw(documents))[0]}))
else:
    painter = ReportlabPainter(fonts)
    time_composed, documents = seconds(pages)
    time_painted, painted = seconds(lambda: [painter.paint(item.document) for item in documents])
    needles = [str(source.view.values[place]) for place in source.view.sealed if place in source.view.values]
    public = painted[: len(composed(source.public_request(), library, measure))]
    inspector = PdfFileInspector()
    time_inspected, _ = seconds(lambda: [inspector.examined(pdf, needles) for pdf in public])
    out = Path(file).with_name("out")
    spent: dict[bool, float] = {}

    def processor() -> float:
        """The seconds of the processor so far: of this process, and of the workers that ended."""
        used = (getrusage(RUSAGE_SELF), getrusage(RUSAGE_CHILDREN))
        return sum(one.ru_utime + one.ru_stime for one in used)

    def package(*, draft: bool) -> float:
        order, before = PackageOrder(out / str(time.monotonic())), processor()
        wall = seconds(lambda: program.packages.produce(company, filing, order, draft=draft))[0]
        spent[draft] = processor() - before
        return wall

    def warm() -> float:
        """As in the window, where the renderers start when *Prepare filing* opens."""
        renderer = program.packages.tools.renderer
        renderer.hold(nonpublic=True)
        program.packages.manuscript(company, filing).rehearse()
        try:
            time.sleep(1)
            return package(draft=False)
        finally:
            renderer.release()

    print(
        json.dumps(
            {
                "composed": time_composed,
                "painted": time_painted,
                "inspected": time_inspected,
                "draft": package(draft=True),
                "package": package(draft=False),
                "processor": spent[False],
                "warm": warm(),
                "pages": sum(len(item.document.pages) for item in documents),
            }
        )
    )
company.close()
