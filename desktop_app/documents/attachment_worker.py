"""Foreign documents, read in workers: the file goes in by a pipe, and only numbers and pixels come back."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from itertools import count
from typing import cast

from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.values import Json
from desktop_app.pagespec.pages import PageImage
from desktop_app.services.ports import DrawnPage, ForeignDocument, PageArea, PageText
from desktop_app.services.workers.job_names import READ_ATTACHMENT
from desktop_app.services.workers.messages import parcel, unpacked
from desktop_app.services.workers.workers import (
    ForeignFile,
    FrameStream,
    WorkerFailed,
    WorkerFailure,
    WorkerLimits,
    WorkerRefused,
    WorkerStarter,
)

LOOK, DRAW, READ = "look", "draw", "read"
LIMITS = WorkerLimits(seconds=30, memory=3 * 2**30)
CANARIES = 2
SEEDS = 2**31
MANY = 12  # pages: a second worker takes a tenth of a second to start


@dataclass(frozen=True)
class AttachmentWorker:
    """The AttachmentReader of this machine. `room` is the part of a page in which a page of an attachment must fit."""

    workers: WorkerStarter
    room: tuple[int, int]
    limits: WorkerLimits = LIMITS

    def look(self, name: str, content: bytes, cancelled: Callable[[], bool]) -> ForeignDocument:
        """What the document is. Raises WorkCancelled, WorkerRefused or ForeignFile."""
        first, *rest = (unpacked(frame)[0] for frame in self._answered(name, content, [{"job": LOOK}], cancelled))
        found = cast("dict[str, list[list[int]]]", first)
        pages = tuple((width, height) for width, height in found["pages"])
        return ForeignDocument(pages, (*map(str, found["warnings"]), *_warned([_page(told) for told in rest])))

    def read(
        self, name: str, content: bytes, boxes: Mapping[int, Sequence[PageArea]], cancelled: Callable[[], bool]
    ) -> tuple[PageText, ...]:
        """The words of all pages. Raises WorkCancelled, WorkerRefused or ForeignFile."""
        asked: dict[str, Json] = {"job": READ, "boxes": _boxes(boxes)}
        return tuple(_page(unpacked(frame)[0]) for frame in self._answered(name, content, [asked], cancelled))

    def draw(
        self,
        name: str,
        content: bytes,
        boxes: Mapping[int, Sequence[PageArea]],
        cancelled: Callable[[], bool],
        pages: Sequence[int] = (),
    ) -> Iterator[DrawnPage]:
        """The pages, all or those asked for, as they come. Raises WorkCancelled, WorkerRefused or ForeignFile.

        Many pages are drawn by two workers, each every other page.
        """
        asked: dict[str, Json] = {
            "job": DRAW,
            "room": list(self.room),
            "pages": list(pages),
            "boxes": _boxes(boxes),
            "seeds": [secrets.randbelow(SEEDS) for _ in range(CANARIES)],
        }
        shares: list[dict[str, Json]] = [asked]
        if len(pages) >= MANY:
            shares = [{**asked, "pages": [*pages[start::2]]} for start in (0, 1)]
        for frame in self._answered(name, content, shares, cancelled):
            header, data = unpacked(frame)
            told = cast("dict[str, int]", header)
            image = PageImage(told["width"], told["height"], bool(told["colour"]), data)
            yield DrawnPage(image, told["canaries"])

    def _answered(
        self, name: str, content: bytes, shares: Sequence[Mapping[str, Json]], cancelled: Callable[[], bool]
    ) -> Iterator[bytes]:
        """The frames of the workers, one for each share, in turn.

        A file whose form fields stop the reader is read once more without them: all of it, never a part.
        """
        for forms in (True, False):
            some = False
            try:
                requests = [parcel({**asked, "forms": forms}, content) for asked in shares]
                for frame in _in_turn(
                    [self.workers.frames(READ_ATTACHMENT, request, self.limits, cancelled) for request in requests]
                ):
                    some = True
                    yield frame
            except WorkerRefused as refusal:
                raise WorkerRefused(f"{name}: {refusal}") from None
            except WorkerFailed as failed:
                if some or not forms or failed.failure is WorkerFailure.MEMORY:
                    raise ForeignFile(name, failed.failure) from None
            else:
                return


def _in_turn(streams: Sequence[FrameStream]) -> Iterator[bytes]:
    """The first of each, the second of each, and so on; what is not heard to its end is stopped."""
    with ExitStack() as opened:
        for stream in streams:
            opened.callback(stream.close)
        for number in count():
            frame = next(streams[number % len(streams)], None)
            if frame is None:
                return
            yield frame


def _boxes(boxes: Mapping[int, Sequence[PageArea]]) -> dict[str, Json]:
    return {str(page): [list(area) for area in areas] for page, areas in boxes.items()}


def _page(told: Json) -> PageText:
    found = cast("Mapping[str, list[list[str]]]", told)
    return PageText(
        lines=tuple((str(text), int(top)) for text, top in found.get("lines", ())),
        covered=tuple(map(str, found.get("covered", ()))),
        blank=bool(found["blank"]),
        pictured=bool(found["pictured"]),
        coded=tuple(map(str, found["coded"])),
    )


def _warned(pages: Sequence[PageText]) -> Iterator[str]:
    """What is to be known of the pages before they are filed, a sentence for each kind of thing."""
    blank = [number for number, page in enumerate(pages, 1) if page.blank]
    if blank:
        some = "draws" if len(blank) == 1 else "draw"
        yield f"{counted_pages(blank)} {some} blank although the file has text there: nothing of it is filed."
    for kind in sorted({kind for page in pages for kind in page.coded}):
        there = [number for number, page in enumerate(pages, 1) if kind in page.coded]
        yield f"{counted_pages(there)}: a box over a {kind} picture blackens all of that picture."


def counted_pages(pages: Sequence[int]) -> str:
    """The pages in words, as a sentence begins: "Page 3", "Pages 1, 2 and 7"."""
    if len(pages) == 1:
        return f"Page {pages[0]}"
    return f"Pages {', '.join(map(str, pages[:-1]))} and {pages[-1]}"
