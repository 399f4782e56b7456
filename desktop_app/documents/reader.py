"""Reads a finished file with a library that had no part in writing it."""

from __future__ import annotations

import io
import logging

import pypdf
from pypdf.errors import PyPdfError

from desktop_app.documents.findings import DAMAGED
from desktop_app.documents.pdfium import UnreadablePdf, WrongPassword
from desktop_app.documents.protection import UnusablePassword, prepared
from desktop_app.documents.watermarks import words_of_shapes
from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.pagespec.signs import WATERMARK_NAME
from desktop_app.services.ports import ReadPage

_BROKEN = (PyPdfError, *DAMAGED)


@dataclass(frozen=True, slots=True)
class IndependentReading:
    """A file as the independent reader sees it."""

    title: str
    encrypted: bool
    pages: tuple[ReadPage, ...]


def read_pdf(pdf: bytes, password: str = "") -> IndependentReading:
    """The file's title, whether it is encrypted, and its pages. Raises UnreadablePdf or WrongPassword."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it remarks on a damaged file is not for the user
    try:
        reader = pypdf.PdfReader(io.BytesIO(pdf))
        encrypted = reader.is_encrypted
        if encrypted and not reader.decrypt(_prepared(password)):
            raise WrongPassword
        title = (reader.metadata.title or "") if reader.metadata else ""
        return IndependentReading(title, encrypted, tuple(map(_page, reader.pages)))
    except _BROKEN:
        raise UnreadablePdf from None


def _prepared(password: str) -> str:
    try:
        return prepared(password)
    except UnusablePassword:
        return password


def _page(page: pypdf.PageObject) -> ReadPage:
    return ReadPage(float(page.mediabox.width), float(page.mediabox.height), page.extract_text(), _watermark(page))


def _watermark(page: pypdf.PageObject) -> str:
    """The words across the page, which are drawn and no text of it."""
    resources = page.get("/Resources", {})
    held = resources.get("/XObject", {}).get(WATERMARK_NAME)
    return "" if held is None else words_of_shapes(held.get_object().get_data())
