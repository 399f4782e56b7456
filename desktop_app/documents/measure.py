"""How wide texts are in the embedded faces."""

from __future__ import annotations

from pathlib import Path

from desktop_app.documents.faces import faces_in
from desktop_app.pagespec.pages import FontFace

REMEMBERED = 20_000  # texts: the same labels are measured for both versions, and again for the second rendering


class FontMeasure:
    """Measures texts in the faces of a folder, as the painter paints them."""

    def __init__(self, fonts: Path) -> None:
        self._faces = faces_in(fonts)
        self._known: dict[tuple[str, FontFace], float] = {}

    def __call__(self, content: str, face: FontFace, size: float) -> float:
        """The width of the text in points."""
        natural = self._known.get((content, face))
        if natural is None:
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            natural = sum(map(self._faces.files[face].widths.__getitem__, self._faces.painted(content)))
            self._known[content, face] = natural
        return size * natural

    def painted(self, text: str) -> str:
        """The text as it is painted."""
        return self._faces.painted(text)

    def missing_glyphs(self, text: str) -> str:
        """The characters of the text for which the painter puts a substitute, each once, in order."""
        return self._faces.missing(text)
