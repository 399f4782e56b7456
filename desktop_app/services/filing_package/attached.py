"""Attachments as one version of the filing prints them: each page a picture on a page of the report's own.

What the public version is made of holds no page that is sealed, and of a partly sealed one only pixels that were
painted over. Title, number of pages, boxes and their reasons are public.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from desktop_app.domain.attachments import Attachment
from desktop_app.domain.counting import counted
from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.values import Json
from desktop_app.pagespec.pages import (
    LETTER_HEIGHT,
    LETTER_WIDTH,
    MARK_HEIGHT,
    MARK_WIDTH,
    FontFace,
    Item,
    PageImage,
    PictureItem,
    RectangleItem,
    SealMark,
    TextAlignment,
    TextItem,
)
from desktop_app.services.paper.frame import BOTTOM, LEFT, RIGHT, TOP, WIDTH, PageBody

CAPTION = 14.0
ROOM = (int(WIDTH), int(BOTTOM - TOP - CAPTION))
SIZE = 8.0
WHOLE_SIZE = 100  # percent
POINTS = 72  # of an inch


@dataclass(frozen=True, slots=True)
class AttachedPage:
    """One page, its size in points. A `marked` one holds, or held, nonpublic information."""

    width: int
    height: int
    marked: bool
    image: PageImage | None


@dataclass(frozen=True, slots=True)
class AttachedVersion:
    """One attachment of one version. `designations` are (type, reason, place) of all that is sealed in it.

    Drawings that answer an item which must keep its scale are filed `at_size`: each on a page of its own size.
    """

    label: str
    title: str
    item: str
    pages: tuple[AttachedPage, ...]
    designations: tuple[tuple[str, str, str], ...]
    at_size: bool = False
    shows: str = ""

    @property
    def sealed(self) -> bool:
        """Whether anything of it is."""
        return bool(self.designations)

    @property
    def reduced(self) -> bool:
        """Whether a page of it is shown smaller than it is."""
        return any(_size_words(page) for page in self.pages if not self.keeps(page))

    @property
    def large(self) -> int:
        """How many pages of it are filed larger than letter paper."""
        return sum(self.keeps(page) and not _on_letter_paper(page) for page in self.pages)

    def keeps(self, page: AttachedPage) -> bool:
        """Whether a page keeps its size. One with nonpublic information bears a legend, and so has the usual size."""
        return self.at_size and not page.marked


@dataclass(frozen=True, slots=True)
class DrawnPages:
    """The pages of an attachment as pixels: `full` for the sealed version, `public` painted over. Empty if not drawn.

    `canaries` counts the trials with other ink beneath the boxes.
    """

    full: tuple[PageImage, ...] = ()
    public: tuple[PageImage, ...] = ()
    canaries: int = 0


def attached(attachment: Attachment, drawn: DrawnPages, *, public: bool, label: str = "") -> AttachedVersion:
    """The attachment as a version prints it; its pages bear the `label`, or its number."""
    images: Sequence[PageImage | None] = drawn.public if public else drawn.full
    if (public and attachment.sealed) or not images:
        images = [None] * len(attachment.pages)
    pages = tuple(
        AttachedPage(width, height, attachment.sealed or bool(attachment.boxes_on(number)), image)
        for number, ((width, height), image) in enumerate(zip(attachment.pages, images, strict=True))
    )
    name = label or attachment.label
    item = "" if label else attachment.item
    designated = tuple(_designations(attachment, name))
    return AttachedVersion(name, attachment.title, item, pages, designated, shows=attachment.shows)


def _designations(attachment: Attachment, name: str) -> Iterator[tuple[str, str, str]]:
    if attachment.sealed:
        yield attachment.type, attachment.reason, f"{name}, {attachment.title} (all of it)"
        return
    boxes = [box for page in range(len(attachment.pages)) for box in attachment.boxes_on(page)]
    for type_, reason in dict.fromkeys((box.type, box.reason) for box in boxes):
        pages = dict.fromkeys(box.page + 1 for box in boxes if (box.type, box.reason) == (type_, reason))
        words = "page" if len(pages) == 1 else "pages"
        yield type_, reason, f"{name}, {attachment.title}, {words} {', '.join(map(str, pages))}"


def attachment_leaves(attachments: Sequence[AttachedVersion], stamp: str) -> Iterator[PageBody]:
    """All pages of all attachments, in order: the same in number and place in both versions.

    A picture covers the words that are written across other pages; so the `stamp` stands above it.
    """
    for one in attachments:
        for number, page in enumerate(one.pages):
            if one.keeps(page):
                yield _at_size(one, page, number)
                continue
            words = f"Sheet {number + 1} of {len(one.pages)}"
            words = f"{words}, attached for {one.item}" if one.item else words
            words = f"{words}{_size_words(page)}"
            stamped = (TextItem(RIGHT, TOP + SIZE, stamp, SIZE, FontFace.BOLD, TextAlignment.RIGHT),) if stamp else ()
            said = f"{one.label}, {one.title}, {words[:1].casefold()}{words[1:]}"
            items = (TextItem(LEFT, TOP + SIZE, words, SIZE), *stamped, *_picture(page, f"{said}{_seen(one, page)}"))
            yield PageBody(one.label, one.title, items, sealed=page.marked, continued=number > 0)


def _at_size(one: AttachedVersion, page: AttachedPage, number: int) -> PageBody:
    """A page that is the drawing and nothing else; the leaf before it says what it is."""
    said = f"{one.label}, {one.title}, sheet {number + 1} of {len(one.pages)}, at full size"
    size = (float(page.width), float(page.height))
    picture = PictureItem(0.0, 0.0, *size, page.image, said=f"{said}{_seen(one, page)}")
    return PageBody(one.label, one.title, (picture,), continued=number > 0, size=size)


def _seen(one: AttachedVersion, page: AttachedPage) -> str:
    """What is seen on a page, as the user says it; nothing of one that is not shown."""
    return f". {one.shows}" if one.shows and page.image is not None else ""


def sheet_words(one: AttachedVersion) -> str:
    """How many sheets an attachment has, and of which size where they keep it."""
    kept = {(page.width, page.height) for page in one.pages if one.keeps(page)}
    sizes = " and ".join(f"{_inches(width)} x {_inches(height)} inches" for width, height in sorted(kept))
    return f"{counted(len(one.pages), 'sheet')}{f', {sizes}, at full size' if sizes else ''}"


def _on_letter_paper(page: AttachedPage) -> bool:
    shorter, longer = sorted((page.width, page.height))
    return shorter <= LETTER_WIDTH and longer <= LETTER_HEIGHT


def _inches(points: int) -> str:
    return f"{points / POINTS:.2f}".rstrip("0").rstrip(".")


def _size_words(page: AttachedPage) -> str:
    """That a page is shown smaller than it is: what is drawn to scale on it has another scale here."""
    percent = int(_scale(page) * 100)
    return f", shown at {percent} percent of its size" if percent < WHOLE_SIZE else ""


def _scale(page: AttachedPage) -> float:
    return min(ROOM[0] / page.width, ROOM[1] / page.height, 1.0)


def _picture(page: AttachedPage, said: str) -> Iterator[Item]:
    scale = _scale(page)
    width, height = round(page.width * scale, 2), round(page.height * scale, 2)
    x, y = round((LEFT + RIGHT - width) / 2, 2), TOP + CAPTION
    yield PictureItem(x, y, width, height, page.image, page.marked, said)
    yield RectangleItem(x, y, width, height, 0.4, 0.5)
    if page.image is None and page.marked:
        yield SealMark(round((LEFT + RIGHT - MARK_WIDTH) / 2, 2), round(y + max(height - MARK_HEIGHT, 0) / 2, 2))


def attached_to_json(attachments: Sequence[AttachedVersion]) -> tuple[Json, bytes]:
    """The attachments as data, and their pictures one after the other."""
    blobs = [page.image.data for one in attachments for page in one.pages if page.image is not None]
    return [_to_json(one) for one in attachments], b"".join(blobs)


def attached_from_json(data: Sequence[Mapping[str, Json]], blobs: bytes) -> tuple[AttachedVersion, ...]:
    """The inverse of `attached_to_json`. Raises ValueError, KeyError or TypeError for anything else."""
    pictures = _Pictures(blobs)
    found = tuple(_from_json(one, pictures) for one in data)
    pictures.end()
    return found


class _Pictures:
    """Reads pictures that lie one after the other."""

    def __init__(self, blobs: bytes) -> None:
        self._blobs = blobs
        self._at = 0

    def next(self, size: int) -> bytes:
        """The next one."""
        start, self._at = self._at, self._at + size
        if self._at > len(self._blobs):
            raise ValueError("A picture is cut off.")
        return self._blobs[start : self._at]

    def end(self) -> None:
        """Raises ValueError if there is more."""
        if self._at != len(self._blobs):
            raise ValueError("There is more than the pictures.")


def _to_json(one: AttachedVersion) -> Json:
    return {
        "label": one.label,
        "title": one.title,
        "item": one.item,
        "designations": [list(words) for words in one.designations],
        "shows": one.shows,
        "pages": [
            {"width": page.width, "height": page.height, "marked": page.marked, "image": _image_to_json(page.image)}
            for page in one.pages
        ],
    }


def _image_to_json(image: PageImage | None) -> Json:
    if image is None:
        return None
    return {"width": image.width, "height": image.height, "colour": image.colour, "size": len(image.data)}


def _from_json(data: Mapping[str, Json], pictures: _Pictures) -> AttachedVersion:
    pages, designations = data["pages"], data["designations"]
    if not isinstance(pages, list) or not isinstance(designations, list):
        raise TypeError("An attachment lacks its pages.")
    return AttachedVersion(
        str(data["label"]),
        str(data["title"]),
        str(data["item"]),
        tuple(_page_from_json(page, pictures) for page in pages),
        tuple(_words(words) for words in designations),
        shows=str(data["shows"]),
    )


def _page_from_json(data: Json, pictures: _Pictures) -> AttachedPage:
    if not isinstance(data, dict):
        raise TypeError("A page of an attachment is not a table.")
    told, image = data["image"], None
    if isinstance(told, dict):
        image = PageImage(
            _int(told["width"]), _int(told["height"]), bool(told["colour"]), pictures.next(_int(told["size"]))
        )
    return AttachedPage(_int(data["width"]), _int(data["height"]), bool(data["marked"]), image)


def _words(data: Json) -> tuple[str, str, str]:
    if not isinstance(data, list):
        raise TypeError("A designation is not a list.")
    type_, reason, place = data
    return str(type_), str(reason), str(place)


def _int(data: Json) -> int:
    if not isinstance(data, int):
        raise TypeError("A number is missing.")
    return data
