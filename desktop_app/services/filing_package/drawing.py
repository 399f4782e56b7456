"""Draws the attachments of a filing for both versions, in workers that may be killed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from desktop_app.domain.attachments import Attachment
from desktop_app.domain.problems import UserError
from desktop_app.pagespec.pages import PageImage
from desktop_app.services.filing_package.attached import DrawnPages
from desktop_app.services.filing_package.package_tools import PackageProgress
from desktop_app.services.ports import AttachmentReader


class BoxesAreStale(UserError):
    """The boxes of an attachment were drawn on another file."""

    def __init__(self, attachment: Attachment) -> None:
        super().__init__(
            f"{attachment.label}, {attachment.title}: the file was changed since its boxes were drawn. "
            "Look at each page and confirm the boxes."
        )


def draw_all(
    attachments: Sequence[Attachment], contents: Mapping[str, bytes], reader: AttachmentReader, run: PackageProgress
) -> dict[str, DrawnPages]:
    """The pages of every attachment, by its number. Raises BoxesAreStale, and what the reader raises."""
    found = {}
    for attachment in attachments:
        if attachment.stale:
            raise BoxesAreStale(attachment)
        found[attachment.number] = _drawn(attachment, contents[attachment.digest], reader, run)
    return found


def _drawn(attachment: Attachment, content: bytes, reader: AttachmentReader, run: PackageProgress) -> DrawnPages:
    """Pages without boxes are the same in both versions and drawn once."""
    boxes = {
        page: [box.area for box in attachment.boxes_on(page)]
        for page in ({} if attachment.sealed else dict.fromkeys(box.page for box in attachment.boxes.values()))
    }
    public: list[PageImage] = []
    canaries = 0
    every = range(len(attachment.pages))
    for drawn in reader.draw(attachment.name, content, boxes, run.cancelled, every):
        public.append(drawn.image)
        canaries += drawn.canaries
        run.say(f"Drawing {attachment.label}, page {len(public)} of {len(attachment.pages)}")
    full = list(public)
    if boxes:
        pages = sorted(boxes)
        for page, drawn in zip(pages, reader.draw(attachment.name, content, {}, run.cancelled, pages), strict=True):
            full[page] = drawn.image
    return DrawnPages(tuple(full), () if attachment.sealed else tuple(public), canaries)
