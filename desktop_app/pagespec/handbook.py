"""The handbook as values: pages of headings, paragraphs, numbered steps and pictures, read from plain text files.

A file begins with ``# Title`` and ``about:`` with the screens that it explains. Below, ``##`` begins a heading, ``1.``
a step, ``-`` an item of a list, and ``![words](name.png)`` is a picture; ``*words*`` names something of the window.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.late_patterns import late_pattern

ABOUT = "about:"
TITLE_WEIGHT = 10
_PICTURE = late_pattern(r"!\[([^\]]+)\]\(([a-z0-9-]+\.png)\)")
_STEP = late_pattern(r"(\d+)\. (.+)")
_WORD = late_pattern(r"\w+")


class BadHandbook(ValueError):
    """A page of the handbook is not written as it must be."""


class BlockKind(StrEnum):
    """What a block of a page is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    STEP = "step"
    ITEM = "item"
    PICTURE = "picture"


@dataclass(frozen=True, slots=True)
class HandbookBlock:
    """A block. `sign` is the number of a step, or the file of a picture, whose words are its caption."""

    kind: BlockKind
    words: str
    sign: str = ""

    @property
    def plain(self) -> str:
        """The words without the stars around what the window calls so."""
        return self.words.replace("*", "")


@dataclass(frozen=True, slots=True)
class HandbookPage:
    """A page. `about` names the screens that it explains."""

    name: str
    title: str
    about: tuple[str, ...]
    blocks: tuple[HandbookBlock, ...]


def read_page(name: str, text: str) -> HandbookPage:
    """The page of a file. Raises BadHandbook."""
    title, _, rest = text.partition("\n")
    about, _, body = rest.partition("\n")
    if not title.startswith("# ") or not about.startswith(ABOUT):
        raise BadHandbook(f"{name}: the first line is '# Title', the second '{ABOUT}' with the screens.")
    screens = tuple(about.removeprefix(ABOUT).split())
    return HandbookPage(name, title.removeprefix("# "), screens, tuple(_blocks(body.splitlines())))


def _blocks(lines: Iterable[str]) -> Iterator[HandbookBlock]:
    for line in lines:
        picture, step = _PICTURE.fullmatch(line), _STEP.fullmatch(line)
        if picture:
            yield HandbookBlock(BlockKind.PICTURE, picture[1], picture[2])
        elif step:
            yield HandbookBlock(BlockKind.STEP, step[2], step[1])
        elif line.startswith("## "):
            yield HandbookBlock(BlockKind.HEADING, line.removeprefix("## "))
        elif line.startswith("- "):
            yield HandbookBlock(BlockKind.ITEM, line.removeprefix("- "))
        elif line.strip():
            yield HandbookBlock(BlockKind.PARAGRAPH, line.strip())


def page_about(pages: Sequence[HandbookPage], screens: Sequence[str]) -> HandbookPage:
    """The page that explains the first of the screens, or is called so itself, that any page does; else the first."""
    for screen in screens:
        for page in pages:
            if screen in (page.name, *page.about):
                return page
    return pages[0]


def find_pages(pages: Sequence[HandbookPage], words: str) -> tuple[HandbookPage, ...]:
    """The pages in which all the words begin some word, those first that have them in the title or most often."""
    wanted = [word.casefold() for word in _WORD.findall(words)]
    weighed = [(min((_times(page, word) for word in wanted), default=1), page) for page in pages]
    found = [(weight, page) for weight, page in weighed if weight]
    return tuple(page for _, page in sorted(found, key=lambda item: -item[0])) if wanted else tuple(pages)


def _times(page: HandbookPage, word: str) -> int:
    def begin(text: str) -> int:
        return sum(one.startswith(word) for one in _WORD.findall(text.casefold()))

    return TITLE_WEIGHT * begin(page.title) + sum(begin(block.plain) for block in page.blocks)
