"""Pages of finished files as one new file: copied as they are, so that text stays text and nothing grows."""

from __future__ import annotations

import io
from collections.abc import Sequence
from contextlib import ExitStack

import pikepdf

from desktop_app.documents.pdfium import UnreadablePdf, WrongPassword
from desktop_app.documents.protection import protect_with_password
from desktop_app.services.ports import ChosenPages

# What ties a page to its file: the tree of its structure tells of the other pages too.
TIES = ("/StructParents", "/Tabs", "/Annots", "/B", "/AA")


def joined_pages(parts: Sequence[ChosenPages], password: str = "") -> bytes:
    """The pages (from 0) of each file, one after the other.

    A file that is wanted whole and alone is given as it is. Where one is protected, the new file opens with the same
    password. Raises WrongPassword or UnreadablePdf.
    """
    with ExitStack() as opened, pikepdf.new() as made:
        protected = False
        for part in parts:
            source = opened.enter_context(_opened(part.pdf, password))
            if len(parts) == 1 and part.pages == tuple(range(len(source.pages))):
                return part.pdf
            protected |= source.is_encrypted
            for number in part.pages:
                made.pages.append(source.pages[number])
                page = made.pages[-1].obj
                for tie in TIES:
                    if tie in page:
                        del page[tie]
        target = io.BytesIO()
        made.save(target, object_stream_mode=pikepdf.ObjectStreamMode.generate, compress_streams=True)
    return protect_with_password(target.getvalue(), password) if protected else target.getvalue()


def _opened(pdf: bytes, password: str) -> pikepdf.Pdf:
    try:
        return pikepdf.open(io.BytesIO(pdf))
    except pikepdf.PasswordError:
        return _unlocked(pdf, password)
    except pikepdf.PdfError:
        raise UnreadablePdf from None


def _unlocked(pdf: bytes, password: str) -> pikepdf.Pdf:
    try:
        return pikepdf.open(io.BytesIO(pdf), password=password)
    except pikepdf.PasswordError:
        raise WrongPassword from None
