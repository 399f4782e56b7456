"""A press without PDF: pages are painted as JSON, and the inspector reads that."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence

from desktop_app.domain.problems import UserError
from desktop_app.formspec.checks import CheckBook, check_all
from desktop_app.pagespec.pages import Document, Mark, Text
from desktop_app.services.filing_package.filing_source import Source
from desktop_app.services.filing_package.gates import Proof, judged, prove
from desktop_app.services.filing_package.package_tools import Press
from desktop_app.services.filing_package.readiness import Readiness, readiness
from desktop_app.services.filing_package.worker import Workshop
from desktop_app.services.ports import Drawn, Looked, PageArea, PageText, ReadPage, Rendered
from tests.unit.services.filing_package import paperwork


class JsonPainter:
    """Paints a document as the JSON of its words."""

    def paint(self, document: Document) -> bytes:
        pages = [
            [
                (item.x, item.y, item.content) if isinstance(item, Text) else (item.x, item.y, "[SEALED]")
                for item in page.items
                if isinstance(item, (Text, Mark))
            ]
            for page in document.pages
        ]
        return json.dumps({"title": document.title, "pages": pages}).encode()


class JsonInspector:
    """Reads what `JsonPainter` painted."""

    def strange(self, pdf: bytes) -> Sequence[str]:
        return ["it has a script."] if b"JavaScript" in pdf else []

    def found(self, pdf: bytes, values: Sequence[str]) -> Sequence[str]:
        words = " ".join(page.text for page in self.pages(pdf))
        return [value for value in values if value in words]

    def pages(self, pdf: bytes, password: str = "") -> Sequence[ReadPage]:
        if pdf.startswith(b"locked:"):
            if not pdf.startswith(b"locked:" + password.encode() + b":"):
                raise UserError("The file asks for a password.")
            pdf = pdf.split(b":", 2)[2]
        try:
            pages = json.loads(pdf)["pages"]
        except ValueError:
            raise UserError("The file cannot be read.") from None
        return [ReadPage(612.0, 792.0, " ".join(words for _, _, words in page)) for page in pages]

    def images(self, pdf: bytes) -> Sequence[str]:
        return ()

    def protected(self, pdf: bytes, password: str) -> bytes:
        return b"locked:" + password.encode() + b":" + pdf


class NoReader:
    """Nothing is attached to these filings."""

    def look(self, name: str, content: bytes, cancelled: Callable[[], bool]) -> Looked:
        raise AssertionError(name)

    def read(
        self, name: str, content: bytes, boxes: Mapping[int, Sequence[PageArea]], cancelled: Callable[[], bool]
    ) -> tuple[PageText, ...]:
        return ()

    def draw(
        self,
        name: str,
        content: bytes,
        boxes: Mapping[int, Sequence[PageArea]],
        cancelled: Callable[[], bool],
        pages: Sequence[int] = (),
    ) -> Iterator[Drawn]:
        raise AssertionError(name)


class HereRenderer:
    """Renders in this process, and remembers what it was given."""

    def __init__(self, workshop: Workshop) -> None:
        self.workshop = workshop
        self.requests: list[bytes] = []

    def render(self, request: bytes, cancelled: Callable[[], bool]) -> tuple[Rendered, ...]:
        self.requests.append(request)
        return self.workshop.render(request)


def workshop() -> Workshop:
    return Workshop(paperwork.Library(), paperwork.measured, JsonPainter())


def press(renderer: HereRenderer | None = None) -> Press:
    return Press(
        paperwork.Library(),
        paperwork.measured,
        renderer or HereRenderer(workshop()),
        JsonInspector(),
        NoReader(),
        JsonPainter(),
        "0.1.0",
    )


def proof(source: Source) -> Proof:
    return prove(source, paperwork.Library(), paperwork.measured)


def ready(source: Source) -> Readiness:
    book = CheckBook(source.calculation.model)
    return readiness(source, check_all(book, source.calculation), judged(proof(source)))
