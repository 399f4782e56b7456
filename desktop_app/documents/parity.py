"""The two versions beside each other: the same pages, which differ only where they may."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.documents.pictures import CHANNELS, picture
from desktop_app.services.ports import PagePicture

# Left, top, right and bottom in points, counted from the top left corner as pages do.
Area = tuple[float, float, float, float]


def difference(
    sealed: bytes, public: bytes, page: int, allowed: Sequence[Area] = (), scale: float = 2.0
) -> Area | None:
    """The area in which the page (from 0) differs between the versions, outside the `allowed` areas; None if nowhere.

    Allowed areas are taken a pixel wider on each side. Raises UnreadablePdf, or ValueError if the sizes differ.
    """
    one, other = picture(sealed, page, scale), picture(public, page, scale)
    if (one.width, one.height) != (other.width, other.height):
        raise ValueError("Pages of different sizes cannot be compared.")
    before, after = _blotted(one, allowed, scale), _blotted(other, allowed, scale)
    line = one.width * CHANNELS
    rows = [y for y in range(one.height) if before[y * line : (y + 1) * line] != after[y * line : (y + 1) * line]]
    if not rows:
        return None
    edges = [_edges(before[y * line : (y + 1) * line], after[y * line : (y + 1) * line]) for y in rows]
    left, right = min(first for first, _ in edges), max(last for _, last in edges) + 1
    return left / scale, rows[0] / scale, right / scale, (rows[-1] + 1) / scale


def _blotted(image: PagePicture, areas: Sequence[Area], scale: float) -> bytearray:
    """The pixels with the areas made black."""
    pixels, line = bytearray(image.pixels), image.width * CHANNELS
    for left, top, right, bottom in areas:
        first, last = max(int(left * scale) - 1, 0), min(int(right * scale) + 2, image.width)
        for row in range(max(int(top * scale) - 1, 0), min(int(bottom * scale) + 2, image.height)):
            pixels[row * line + first * CHANNELS : row * line + last * CHANNELS] = bytes((last - first) * CHANNELS)
    return pixels


def _edges(one: bytearray, other: bytearray) -> tuple[int, int]:
    """The first and the last pixel in which two rows differ."""
    differing = [at // CHANNELS for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    return differing[0], differing[-1]
