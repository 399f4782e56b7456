"""Reading finished files: the gate, the search, a reading by another library, and the password."""

from __future__ import annotations

from collections.abc import Sequence

import pikepdf

from desktop_app.documents.findings import DAMAGED
from desktop_app.documents.finished_file import open_finished
from desktop_app.documents.gates import inspect, inspect_open, unreadable
from desktop_app.documents.search import search_pdf
from desktop_app.services.ports import ExaminedFile, ReadPage


class PdfFileInspector:
    """The PdfInspector of this machine."""

    def get_ready(self) -> None:
        """There is nothing more to load: this module has loaded it."""

    def strange(self, pdf: bytes) -> Sequence[str]:
        """What the file holds that no file of this program holds, in sentences."""
        return tuple(finding.sentence for finding in inspect(pdf))

    def examined(self, pdf: bytes, values: Sequence[str]) -> ExaminedFile:
        """The gate, the digests of the pictures, and those of the values that occur; all of it read once."""
        try:
            with open_finished(pdf) as file:
                if strange := inspect_open(file):
                    return ExaminedFile(tuple(finding.sentence for finding in strange))
                leaks = {sighting.value for sighting in search_pdf(file, values).leaks}
                return ExaminedFile((), file.pictures(), tuple(value for value in values if value in leaks))
        except (pikepdf.PdfError, *DAMAGED) as error:
            return ExaminedFile((unreadable(error).sentence,))

    def pages(self, pdf: bytes, password: str = "") -> Sequence[ReadPage]:
        """The pages as an independent reader sees them. Raises UnreadablePdf or WrongPassword."""
        from desktop_app.documents.reader import read_pdf  # another library, which a package does without

        return read_pdf(pdf, password).pages

    def protected(self, pdf: bytes, password: str) -> bytes:
        """The file with a password, without which it cannot be opened. Raises UnusablePassword or UnreadablePdf."""
        from desktop_app.documents.protection import protect_with_password

        return protect_with_password(pdf, password)
