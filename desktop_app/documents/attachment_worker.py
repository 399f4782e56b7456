"""Foreign documents, read in workers: the file goes in by a pipe, and only numbers and pixels come back."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from desktop_app.domain.values import Json
from desktop_app.pagespec.pages import PageImage
from desktop_app.services.ports import Drawn, Looked, PageArea
from desktop_app.services.workers.workers import (
    READ_ATTACHMENT,
    Failure,
    ForeignFile,
    Limits,
    Refused,
    WorkerFailed,
    Workers,
    parcel,
    unpacked,
)

LOOK, DRAW = "look", "draw"
LIMITS = Limits(seconds=30, memory=3 * 2**30)
CANARIES = 2
SEEDS = 2**31


@dataclass(frozen=True)
class AttachmentWorker:
    """The AttachmentReader of this machine. `room` is the part of a page in which a page of an attachment must fit."""

    workers: Workers
    room: tuple[int, int]
    limits: Limits = LIMITS

    def look(self, name: str, content: bytes, cancelled: Callable[[], bool]) -> Looked:
        """What the document is. Raises Cancelled, Refused or ForeignFile."""
        (frame,) = self._answered(name, content, {"deed": LOOK}, cancelled)
        found = cast("dict[str, list[list[int]]]", unpacked(frame)[0])
        pages = tuple((width, height) for width, height in found["pages"])
        return Looked(pages, tuple(map(str, found["warnings"])))

    def draw(
        self,
        name: str,
        content: bytes,
        boxes: Mapping[int, Sequence[PageArea]],
        cancelled: Callable[[], bool],
        pages: Sequence[int] = (),
    ) -> Iterator[Drawn]:
        """The pages, all or those asked for, as they come. Raises Cancelled, Refused or ForeignFile."""
        asked: dict[str, Json] = {
            "deed": DRAW,
            "room": list(self.room),
            "pages": list(pages),
            "boxes": {str(page): [list(area) for area in areas] for page, areas in boxes.items()},
            "seeds": [secrets.randbelow(SEEDS) for _ in range(CANARIES)],
        }
        for frame in self._answered(name, content, asked, cancelled):
            header, data = unpacked(frame)
            told = cast("dict[str, int]", header)
            image = PageImage(told["width"], told["height"], bool(told["colour"]), data)
            yield Drawn(image, told["canaries"])

    def _answered(
        self, name: str, content: bytes, asked: Mapping[str, Json], cancelled: Callable[[], bool]
    ) -> Iterator[bytes]:
        """The worker's frames. A file whose form fields stop the reader is read once more without them."""
        for forms in (True, False):
            some = False
            try:
                request = parcel({**asked, "forms": forms}, content)
                for frame in self.workers.frames(READ_ATTACHMENT, request, self.limits, cancelled):
                    some = True
                    yield frame
            except Refused as refusal:
                raise Refused(f"{name}: {refusal}") from None
            except WorkerFailed as failed:
                if some or not forms or failed.failure is Failure.MEMORY:
                    raise ForeignFile(name, failed.failure) from None
            else:
                return
