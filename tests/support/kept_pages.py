"""Papers without PDF: the pages are kept as they were composed."""

from desktop_app.pagespec.pages import PageDocument


class PlainMeasure:
    """Every letter is half as wide as it is high."""

    def __call__(self, content: str, face: object, size: float) -> float:
        return len(content) * size / 2

    def painted(self, text: str) -> str:
        return text

    def missing_glyphs(self, text: str) -> str:
        return ""


class KeptPages:
    """Keeps what was painted."""

    pages: PageDocument | None = None

    def paint(self, document: PageDocument) -> bytes:
        self.pages = document
        return repr(document).encode()
