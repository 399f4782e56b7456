"""Looking into finished files: the gate, the search, and a reading by a library that did not write them."""

from __future__ import annotations

import io
import secrets
from collections.abc import Sequence

import pikepdf
import pypdf
from pypdf.errors import PyPdfError

from desktop_app.documents import gate, needles
from desktop_app.domain.problems import UserError
from desktop_app.services.ports import ReadPage


class UnreadablePdf(UserError):
    """The file is not a PDF that can be read."""


class BadPassword(UserError):
    """The password cannot be used, or does not open the file."""


class Inspector:
    """The PdfInspector of this machine."""

    def strange(self, pdf: bytes) -> Sequence[str]:
        """What the file holds that no file of this program holds."""
        return gate.strange(pdf)

    def found(self, pdf: bytes, values: Sequence[str]) -> Sequence[str]:
        """Those of the values that occur in the file."""
        return needles.found(pdf, values)

    def pages(self, pdf: bytes, password: str = "") -> Sequence[ReadPage]:
        """The pages as an independent reader sees them. Raises UnreadablePdf, BadPassword."""
        try:
            reader = pypdf.PdfReader(io.BytesIO(pdf))
            if reader.is_encrypted and not reader.decrypt(password):
                raise BadPassword("The password does not open this file.")
            return tuple(
                ReadPage(float(page.mediabox.width), float(page.mediabox.height), page.extract_text())
                for page in reader.pages
            )
        except (PyPdfError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise UnreadablePdf(f"The file is damaged and cannot be read as a PDF ({type(error).__name__}).") from None

    def protected(self, pdf: bytes, password: str) -> bytes:
        """The file with a password (AES-256) without which it cannot be opened. Raises BadPassword for an empty one."""
        if not password:
            raise BadPassword("The password is empty. Type one, or leave the file without.")
        target = io.BytesIO()
        with pikepdf.open(io.BytesIO(pdf)) as document:
            owner = secrets.token_hex(32)
            document.save(target, encryption=pikepdf.Encryption(user=password, owner=owner, R=6))
        return target.getvalue()
