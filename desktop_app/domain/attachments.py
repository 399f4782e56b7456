"""Documents that a company attaches to a filing: what they answer, and what of them is kept under seal."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from desktop_app.domain.json_fields import JsonTable, as_list, as_table, as_whole
from desktop_app.domain.late_dataclasses import dataclass, field
from desktop_app.domain.values import Json

WHOLE = 10_000  # the length of a page's side, in the steps in which boxes are kept


class AttachmentOpenness(StrEnum):
    """How much of an attachment the public sees."""

    PUBLIC = "public"
    PARTLY = "partly sealed"
    SEALED = "sealed"


@dataclass(frozen=True, slots=True)
class RedactionBox:
    """A part of a page that is painted over in the public version, with its type of information and the reason.

    Page counts from 0. The sides are in ten-thousandths of the page as it is displayed, from its top left corner.
    """

    page: int
    left: int
    top: int
    right: int
    bottom: int
    type: str
    reason: str

    @property
    def area(self) -> tuple[int, int, int, int]:
        """Left, top, right and bottom."""
        return self.left, self.top, self.right, self.bottom


@dataclass(frozen=True, slots=True)
class Attachment:
    """A document of a filing. `number` is its place among them, `item` what of the rule it answers.

    `digest` names its bytes in the workspace, `pages` are the sizes of its pages in points, `warnings` what was seen
    when it was taken in. `sealed` puts the whole of it under seal, for its `type` and `reason`. The boxes were drawn on
    the pages of `boxed`, which must be the digest still. What the tariff book printed names its `source` there, and
    the sheets as they were by `printed_from`. `shows` says to those who hear the paper
    what is seen on it.
    """

    number: str
    title: str
    item: str
    name: str
    digest: str
    pages: tuple[tuple[int, int], ...]
    warnings: tuple[str, ...] = ()
    sealed: bool = False
    type: str = ""
    reason: str = ""
    boxes: Mapping[str, RedactionBox] = field(default_factory=dict)
    boxed: str = ""
    source: str = ""
    printed_from: str = ""
    shows: str = ""

    @property
    def label(self) -> str:
        """What its pages are called."""
        return f"Attachment {int(self.number)}"

    @property
    def openness(self) -> AttachmentOpenness:
        """How much of it the public sees."""
        if self.sealed:
            return AttachmentOpenness.SEALED
        return AttachmentOpenness.PARTLY if self.boxes else AttachmentOpenness.PUBLIC

    @property
    def stale(self) -> bool:
        """Whether the boxes were drawn on another file than the one attached now."""
        return bool(self.boxes) and self.boxed != self.digest

    def boxes_on(self, page: int) -> tuple[RedactionBox, ...]:
        """The boxes of a page (from 0), in a fixed order."""
        return tuple(sorted((box for box in self.boxes.values() if box.page == page), key=lambda box: box.area))

    def to_json(self) -> Json:
        """The attachment as the workspace keeps it, without its number, which is its key."""
        return {
            "title": self.title,
            "item": self.item,
            "name": self.name,
            "digest": self.digest,
            "pages": [[width, height] for width, height in self.pages],
            "warnings": list(self.warnings),
            "sealed": self.sealed,
            "type": self.type,
            "reason": self.reason,
            "boxes": {
                key: {"page": box.page, "area": list(box.area), "type": box.type, "reason": box.reason}
                for key, box in self.boxes.items()
            },
            "boxed": self.boxed,
            **({"source": self.source, "printed_from": self.printed_from} if self.source else {}),
            **({"shows": self.shows} if self.shows else {}),
        }


def attachment_from_json(number: str, data: Json) -> Attachment:
    """The attachment that `to_json` wrote. Raises ValueError when the data are not those of one."""
    try:
        table = as_table(data)
        return _attachment(number, table)
    except (KeyError, TypeError, ValueError):
        raise ValueError(f"Attachment {number} is not what it should be.") from None


def _attachment(number: str, data: JsonTable) -> Attachment:
    return Attachment(
        number=number,
        title=str(data["title"]),
        item=str(data["item"]),
        name=str(data["name"]),
        digest=str(data["digest"]),
        pages=tuple(_pair(page) for page in as_list(data["pages"])),
        warnings=tuple(map(str, as_list(data["warnings"]))),
        sealed=bool(data["sealed"]),
        type=str(data["type"]),
        reason=str(data["reason"]),
        boxes={key: _box(as_table(box)) for key, box in as_table(data["boxes"]).items()},
        boxed=str(data["boxed"]),
        source=str(data.get("source", "")),
        printed_from=str(data.get("printed_from", "")),
        shows=str(data.get("shows", "")),
    )


def _pair(data: Json) -> tuple[int, int]:
    width, height = as_list(data)
    return as_whole(width), as_whole(height)


def _box(data: JsonTable) -> RedactionBox:
    left, top, right, bottom = map(as_whole, as_list(data["area"]))
    return RedactionBox(as_whole(data["page"]), left, top, right, bottom, str(data["type"]), str(data["reason"]))
