"""What an item of a page is to somebody who hears the page instead of seeing it."""

from __future__ import annotations

from enum import StrEnum

from desktop_app.domain.late_dataclasses import dataclass


class TagKind(StrEnum):
    """The kinds of content. What is an artifact (rules, heads and feet that repeat, dots) is not read aloud."""

    PARAGRAPH = "P"
    HEADING = "H"
    LIST_LABEL = "Lbl"
    LIST_BODY = "LBody"
    CELL = "TD"
    HEADER_CELL = "TH"
    ARTIFACT = "Artifact"


class HeaderScope(StrEnum):
    """For which cells a header cell is the header."""

    COLUMN = "Column"
    ROW = "Row"


class SaidInstead(StrEnum):
    """What is read aloud with a text whose look says more than its words."""

    DELETED = "deleted: {}"
    ADDED = "added: {}"
    CHECKED = "{}: checked"
    NOT_CHECKED = "{}: not checked"


@dataclass(frozen=True, slots=True)
class ItemTag:
    """What an item is. One that `goes_on` belongs to the paragraph of the item before it, on whatever page that is.

    A cell names its `table` (different from others on the page), its row, its column and how many columns the table
    has; `span` is over how many of them it stretches.
    """

    kind: TagKind = TagKind.PARAGRAPH
    goes_on: bool = False
    said: SaidInstead | None = None
    table: str = ""
    row: str = ""
    column: int = 0
    columns: int = 1
    span: int = 1
    scope: HeaderScope | None = None


PARAGRAPH = ItemTag()
GOES_ON = ItemTag(goes_on=True)
ARTIFACT = ItemTag(TagKind.ARTIFACT)


def line_tag(number: int, kind: TagKind = TagKind.PARAGRAPH) -> ItemTag:
    """The tag of a line, counted from 0, of text that is broken into lines."""
    return ItemTag(kind, goes_on=number > 0)
