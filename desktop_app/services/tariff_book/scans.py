"""The scanned page of an existing paper sheet, kept as the sheet's face: pixels only, nothing of the foreign file."""

from __future__ import annotations

from desktop_app.domain.counting import counted
from desktop_app.domain.problems import UserError
from desktop_app.pagespec.pages import LETTER_HEIGHT, LETTER_WIDTH, PageImage, PaperPage, PictureItem
from desktop_app.services.ports import AttachmentReader, ForeignDocument

ROOM = (int(LETTER_WIDTH), int(LETTER_HEIGHT))
_COLOUR = "colour"


class NoScannedPage(UserError):
    """The document has no page of that number."""


def scanned(reader: AttachmentReader, name: str, content: bytes, page: int) -> bytes:
    """The page (counted from 1) of a foreign document as it is kept. Raises NoScannedPage, or as the reader does."""
    return kept_pixels(drawn_page(reader, name, content, page)[1])


def drawn_page(reader: AttachmentReader, name: str, content: bytes, page: int) -> tuple[ForeignDocument, PageImage]:
    """What a foreign document is, and one of its pages, counted from 1.

    Raises NoScannedPage, or as the reader does.
    """
    looked = reader.look(name, content, never_called_off)
    if not 1 <= page <= len(looked.pages):
        raise NoScannedPage(f"{name} has {counted(len(looked.pages), 'page')}; there is no page {page}.")
    (drawn,) = reader.draw(name, content, {}, never_called_off, [page - 1])
    return looked, drawn.image


def kept_pixels(image: PageImage) -> bytes:
    """An image as it is kept."""
    return f"{image.width} {image.height} {_COLOUR if image.colour else 'gray'}\n".encode("ascii") + image.data


def kept_image(kept: bytes) -> PageImage:
    """The image that was kept."""
    head, _, data = kept.partition(b"\n")
    width, height, tone = head.decode("ascii").split()
    return PageImage(int(width), int(height), tone == _COLOUR, data)


def scan_page(label: str, kept: bytes) -> PaperPage:
    """The page on which a kept scan is printed, as large as the paper lets it be."""
    return picture_page(label, kept_image(kept))


def picture_page(label: str, image: PageImage) -> PaperPage:
    """A page that is a picture, as large as the paper lets it be."""
    scale = min(LETTER_WIDTH / image.width, LETTER_HEIGHT / image.height)
    across, down = round(image.width * scale, 2), round(image.height * scale, 2)
    return PaperPage(label, (PictureItem(round((LETTER_WIDTH - across) / 2, 2), 0.0, across, down, image, said=label),))


def never_called_off() -> bool:
    """Not called off."""
    return False
