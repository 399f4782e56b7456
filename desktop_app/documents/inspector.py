"""Reading finished files: the gate, the search, a reading by another library, and the password."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.documents.gates import inspect
from desktop_app.documents.images import digests
from desktop_app.documents.protection import protect_with_password
from desktop_app.documents.reader import read_pdf
from desktop_app.documents.search import search_pdf
from desktop_app.services.ports import ReadPage


class PdfFileInspector:
    """The PdfInspector of this machine."""

    def strange(self, pdf: bytes) -> Sequence[str]:
        """What the file holds that no file of this program holds, in sentences."""
        return tuple(finding.sentence for finding in inspect(pdf))

    def found(self, pdf: bytes, values: Sequence[str], public_text: str = "") -> Sequence[str]:
        """Those of the values that occur in the file without standing in `public_text`. Raises UnreadablePdf."""
        leaks = {sighting.value for sighting in search_pdf(pdf, values, public_text).leaks}
        return tuple(value for value in values if value in leaks)

    def pages(self, pdf: bytes, password: str = "") -> Sequence[ReadPage]:
        """The pages as an independent reader sees them. Raises UnreadablePdf or WrongPassword."""
        return read_pdf(pdf, password).pages

    def images(self, pdf: bytes) -> Sequence[str]:
        """The digests of the pixels of the file's pictures, page by page."""
        return digests(pdf)

    def protected(self, pdf: bytes, password: str) -> bytes:
        """The file with a password, without which it cannot be opened. Raises UnusablePassword or UnreadablePdf."""
        return protect_with_password(pdf, password)
