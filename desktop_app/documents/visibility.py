"""What the contents of a page hide from the eye: text that is covered, too pale, too small or off the page.

A sealed value that a public file holds is most often there and merely out of sight.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from desktop_app.documents.content import PageContents, PaintedPatch, PaintedText
from desktop_app.pagespec.pages import LETTER_HEIGHT, LETTER_WIDTH
from desktop_app.pagespec.signs import WATERMARK_GRAY, WATERMARK_TURN

PALEST = 0.75  # the gray of the palest text, 1 being white
DARKEST = 0.7  # the gray of the darkest shading; what is darker is a bar
SMALLEST = 0.5  # the smallest size of text, in points; a fitted title may come near
BROADEST = 3.0  # the broadest line, in points; what is broader is a bar
OVERLAP = 0.6  # in points: neighbours may touch
# How far a line of text reaches below and above its baseline, in parts of its size.
BELOW, ABOVE = 0.15, 0.6
BAND = 24.0
LETTER = (LETTER_WIDTH, LETTER_HEIGHT)


def hidden(contents: PageContents, size: tuple[float, float] = LETTER) -> Iterator[tuple[str, str]]:
    """What is out of sight: a short name of the kind, and the beginning of a sentence that goes on with the page.

    A page of another `size` than letter holds one picture, which takes all of it.
    """
    if size != LETTER:
        yield from _drawing(contents, size)
        return
    for shown in contents.shown:
        if shown.turn == WATERMARK_TURN and shown.gray == WATERMARK_GRAY:
            continue
        if not shown.upright:
            yield "turned", "Text that is not a watermark is slanted"
        if shown.gray > PALEST:
            yield "pale", "Text is too pale to be seen"
        if shown.size < SMALLEST:
            yield "small", "Text is too small to be seen"
        if not (shown.x >= 0 and shown.end <= LETTER_WIDTH and 0 <= shown.y <= LETTER_HEIGHT - shown.size * ABOVE):
            yield "outside", "Text is beyond the edge"
    if contents.broadest > BROADEST:
        yield "bar", "A line is so broad that it could cover text"
    yield from _patches(contents.patches)
    if _covered(contents.shown, contents.patches):
        yield "covered", "Something is painted over text, or text over a mark,"


def _drawing(contents: PageContents, size: tuple[float, float]) -> Iterator[tuple[str, str]]:
    drawn = [(patch.left, patch.bottom, patch.right, patch.top, patch.picture) for patch in contents.patches]
    if contents.shown or contents.watermark or contents.broadest or drawn != [(0.0, 0.0, *size, True)]:
        yield "page", "Something other than a drawing that fills the page is"


def _patches(patches: Sequence[PaintedPatch]) -> Iterator[tuple[str, str]]:
    if any(patch.picture and not _on_paper(patch) for patch in patches):
        yield "outside", "A picture reaches beyond the edge"
    if any(patch.gray < DARKEST and not patch.mark for patch in patches):
        yield "bar", "A dark patch is not the mark of a sealed value"


def _on_paper(patch: PaintedPatch) -> bool:
    return patch.left >= 0 and patch.bottom >= 0 and patch.right <= LETTER_WIDTH and patch.top <= LETTER_HEIGHT


def _covered(shown: Sequence[PaintedText], patches: Sequence[PaintedPatch]) -> bool:
    bands: dict[int, list[PaintedText]] = defaultdict(list)
    if patches:
        for text in shown:
            if text.upright:
                bands[int(text.y // BAND)].append(text)
    return any(
        _hides(patch, text)
        for patch in patches
        for band in range(int(patch.bottom // BAND) - 1, int(patch.top // BAND) + 2)
        for text in bands.get(band, ())
    )


def _hides(patch: PaintedPatch, text: PaintedText) -> bool:
    """Whether the patch lies over the text, or is a mark or a picture on which the text stands."""
    if text.order > patch.order and not patch.mark and not patch.picture:
        return False
    across = min(patch.right, text.end) - max(patch.left, text.x)
    up = min(patch.top, text.y + ABOVE * text.size) - max(patch.bottom, text.y - BELOW * text.size)
    return across > OVERLAP and up > min(OVERLAP, text.size * ABOVE / 2)
