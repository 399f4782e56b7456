"""The scanned page of an existing paper sheet, kept as the sheet's face: pixels only, nothing of the foreign file."""

from __future__ import annotations

from desktop_app.domain.counting import counted
from desktop_app.domain.problems import UserError
from desktop_app.pagespec.pages import LETTER_HEIGHT, LETTER_WIDTH, PageImage, PaperPage, PictureItem
from desktop_app.services.ports import AttachmentReader

ROOM = (int(LETTER_WIDTH), int(LETTER_HEIGHT))
_COLOUR = "colour"


class NoScannedPage(UserError):
    """The document has no page of that number."""


def scanned(reader: AttachmentReader, name: str, content: bytes, page: int) -> bytes:
    """The page (counted from 1) of a foreign document as it is kept. Raises NoScannedPage, or as the reader does."""
    looked = reader.look(name, content, never_called_off)
    if not 1 <= page <= len(looked.pages):
        raise NoScannedPage(f"{name} has {counted(len(looked.pages), 'page')}; there is no page {page}.")
    (drawn,) = reader.draw(name, content, {}, never_called_off, [page - 1])
    image = drawn.image
    return f"{image.width} {image.height} {_COLOUR if image.colour else 'gray'}\n".encode("ascii") + image.data


def scan_page(label: str, kept: bytes) -> PaperPage:
    """The page on which a kept scan is printed, as large as the paper lets it be."""
    head, _, data = kept.partition(b"\n")
    width, height, tone = head.decode("ascii").split()
    return picture_page(label, PageImage(int(width), int(height), tone == _COLOUR, data))


def picture_page(label: str, image: PageImage) -> PaperPage:
    """A page that is a picture, as large as the paper lets it be."""
    scale = min(LETTER_WIDTH / image.width, LETTER_HEIGHT / image.height)
    across, down = round(image.width * scale, 2), round(image.height * scale, 2)
    return PaperPage(label, (PictureItem(round((LETTER_WIDTH - across) / 2, 2), 0.0, across, down, image, said=label),))


def never_called_off() -> bool:
    """Not called off."""
    return False
