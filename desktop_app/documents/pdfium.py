"""The door to PDFium, which must not be entered by two threads at once."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2

from desktop_app.domain.problems import UserError
from desktop_app.services.ports import PasswordWanted

_ONE_AT_A_TIME = threading.Lock()
WRONG_PASSWORD = 4


class UnreadablePdf(UserError):
    """The file is no PDF, or is damaged."""

    def __init__(self) -> None:
        super().__init__("The file cannot be read as a PDF: it is damaged, or it is something else.")


class WrongPassword(PasswordWanted):
    """The file is protected and the password does not open it."""

    def __init__(self) -> None:
        super().__init__("The file is protected by a password, and the one given does not open it.")


@contextmanager
def open_pdf(pdf: bytes, password: str = "") -> Iterator[pypdfium2.PdfDocument]:
    """The open document, for this thread alone; others wait. Raises UnreadablePdf or WrongPassword."""
    with _ONE_AT_A_TIME:
        try:
            document = pypdfium2.PdfDocument(pdf, password=password or None)
        except pypdfium2.PdfiumError as error:
            if error.err_code == WRONG_PASSWORD:
                raise WrongPassword from None
            raise UnreadablePdf from None
        try:
            yield document
        finally:
            document.close()
