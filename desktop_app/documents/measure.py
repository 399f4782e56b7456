"""How wide texts are in the embedded faces."""

from __future__ import annotations

from pathlib import Path

from desktop_app.documents.faces import FontFaces
from desktop_app.pagespec.pages import FontFace


class FontMeasure:
    """Measures texts in the faces of a folder, as the painter paints them."""

    def __init__(self, fonts: Path) -> None:
        self._faces = FontFaces(fonts)

    def __call__(self, content: str, face: FontFace, size: float) -> float:
        """The width of the text in points."""
        return size * sum(map(self._faces.files[face].widths.__getitem__, self._faces.painted(content)))

    def missing_glyphs(self, text: str) -> str:
        """The characters of the text for which the painter puts a substitute, each once, in order."""
        return self._faces.missing(text)
