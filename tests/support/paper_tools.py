"""A press without PDF: pages are painted as JSON, and the inspector reads that."""

import json
from collections.abc import Callable, Sequence

from desktop_app.domain.problems import UserError
from desktop_app.formspec.checks import CheckBook, check_all
from desktop_app.pagespec.pages import PageDocument, PageWatermark, SealMark, TextItem
from desktop_app.services.filing_package.compose import composed
from desktop_app.services.filing_package.filing_source import FilingSource
from desktop_app.services.filing_package.gates import ComposedPackage, judged, prove
from desktop_app.services.filing_package.package_tools import PackageTools
from desktop_app.services.filing_package.readiness import PackageReadiness, readiness
from desktop_app.services.filing_package.request import RenderRequest, read_request
from desktop_app.services.filing_package.worker import WorkerTools
from desktop_app.services.ports import (
    ExaminedFile,
    FormLibrary,
    ReadPage,
    RenderedFile,
    TextMeasure,
)
from tests.support import small_filing as paperwork
from tests.support.attachment_readers import StandInReader


def _painted(item: TextItem | SealMark | PageWatermark) -> tuple[float, float, str]:
    if isinstance(item, PageWatermark):
        return 0.0, 0.0, item.content
    return item.x, item.y, item.content if isinstance(item, TextItem) else "[SEALED]"


class JsonPainter:
    """Paints a document as the JSON of its words."""

    def paint(self, document: PageDocument) -> bytes:
        pages = [
            [_painted(item) for item in page.items if isinstance(item, (TextItem, SealMark, PageWatermark))]
            for page in document.pages
        ]
        return json.dumps({"title": document.title, "pages": pages}).encode()


class JsonInspector:
    """Reads what `JsonPainter` painted."""

    def get_ready(self) -> None:
        pass

    def strange(self, pdf: bytes) -> Sequence[str]:
        return ["it has a script."] if b"JavaScript" in pdf else []

    def examined(self, pdf: bytes, values: Sequence[str]) -> ExaminedFile:
        words = " ".join(page.text for page in self.pages(pdf))
        return ExaminedFile(tuple(self.strange(pdf)), (), tuple(value for value in values if value in words))

    def pages(self, pdf: bytes, password: str = "") -> Sequence[ReadPage]:
        if pdf.startswith(b"locked:"):
            if not pdf.startswith(b"locked:" + password.encode() + b":"):
                raise UserError("The file asks for a password.")
            pdf = pdf.split(b":", 2)[2]
        try:
            pages = json.loads(pdf)["pages"]
            return [ReadPage(612.0, 792.0, " ".join(words for _, _, words in page)) for page in pages]
        except (ValueError, KeyError, TypeError):
            raise UserError("The file cannot be read.") from None

    def protected(self, pdf: bytes, password: str) -> bytes:
        return b"locked:" + password.encode() + b":" + pdf


class HereRenderer:
    """Renders in this process, and remembers what it was given."""

    def __init__(self, workshop: WorkerTools, *, has_nonpublic: bool = True) -> None:
        self.workshop = workshop
        self.has_nonpublic = has_nonpublic
        self.requests: list[bytes] = []
        self.held = 0

    def hold(self, *, nonpublic: bool) -> None:
        self.held += 1

    def release(self) -> None:
        self.held -= 1

    def rehearse(self, request: bytes) -> None:
        assert read_request(request).view.public

    def render(self, request: bytes, cancelled: Callable[[], bool], *, public: bool) -> tuple[RenderedFile, ...]:
        assert read_request(request).view.public is public
        self.requests.append(request)
        return self.workshop.render(request)


def workshop() -> WorkerTools:
    return WorkerTools(paperwork.Library(), paperwork.measured, JsonPainter())


def package_tools(renderer: HereRenderer | None = None) -> PackageTools:
    return PackageTools(
        paperwork.Library(),
        paperwork.measured,
        renderer or HereRenderer(workshop()),
        JsonInspector(),
        StandInReader(),
        JsonPainter(),
        "0.1.0",
    )


def proof(source: FilingSource) -> ComposedPackage:
    return prove(source, paperwork.Library(), paperwork.measured)


def ready(source: FilingSource) -> PackageReadiness:
    book = CheckBook(source.calculation.model)
    return readiness(source, check_all(book, source.calculation), judged(proof(source)))


def compose_version(request: RenderRequest, library: FormLibrary, measure: TextMeasure) -> tuple[PageDocument, ...]:
    """The documents of one version, as values."""
    return tuple(item.document for item in composed(request, library, measure))
