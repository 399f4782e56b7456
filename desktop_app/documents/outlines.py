"""Letters of a face as drawn shapes: for words that are seen and are no text, as a watermark is."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence

from desktop_app.documents.faces import FontFile

Point = tuple[float, float]
_ON, _SHORT_X, _SHORT_Y, _REPEAT, _SAME_X, _SAME_Y = 1, 2, 4, 8, 16, 32
CurvePoint = tuple[float, float, bool]


def glyph_curves(font: FontFile, character: str) -> tuple[tuple[CurvePoint, ...], ...]:
    """The closed curves of a character's simple glyph, in units of the size: points on the curve, and of control."""
    tables, data = font.tables, font.data
    (long,) = struct.unpack_from(">h", data, tables[b"head"] + 50)
    (units,) = struct.unpack_from(">H", data, tables[b"head"] + 18)
    glyph = font.glyphs[ord(character)]
    offsets = struct.unpack_from(">L" if long else ">H", data, tables[b"loca"] + glyph * (4 if long else 2))
    start = tables[b"glyf"] + offsets[0] * (1 if long else 2)
    (curves,) = struct.unpack_from(">h", data, start)
    ends = struct.unpack_from(f">{curves}H", data, start + 10)
    (skipped,) = struct.unpack_from(">H", data, start + 10 + 2 * curves)
    at = start + 12 + 2 * curves + skipped
    flags: list[int] = []
    while len(flags) <= ends[-1]:
        flag = data[at]
        at += 1
        again = data[at] if flag & _REPEAT else 0
        at += bool(flag & _REPEAT)
        flags += [flag] * (again + 1)
    across, at = _along(data, at, flags, _SHORT_X, _SAME_X)
    up, _ = _along(data, at, flags, _SHORT_Y, _SAME_Y)
    points = [(x / units, y / units, bool(flag & _ON)) for x, y, flag in zip(across, up, flags, strict=True)]
    begins = (0, *(end + 1 for end in ends[:-1]))
    return tuple(tuple(points[first : last + 1]) for first, last in zip(begins, ends, strict=True))


def _along(data: bytes, at: int, flags: Sequence[int], short: int, same: int) -> tuple[list[int], int]:
    found, value = [], 0
    for flag in flags:
        if flag & short:
            value += data[at] if flag & same else -data[at]
            at += 1
        elif not flag & same:
            value += struct.unpack_from(">h", data, at)[0]
            at += 2
        found.append(value)
    return found, at


def cubic(curve: Sequence[CurvePoint]) -> Iterator[tuple[Point, ...]]:
    """The curve as its first point, then lines (one point) and cubic curves (three points), back to the first."""
    whole = list(_with_middles(curve))
    first = next(number for number, point in enumerate(whole) if point[2])
    whole = [*whole[first:], *whole[:first], whole[first]]
    yield (whole[0][:2],)
    control: Point | None = None
    before = whole[0][:2]
    for x, y, on in whole[1:]:
        if not on:
            control = (x, y)
            continue
        if control is None:
            yield ((x, y),)
        else:
            yield (_third(before, control), _third((x, y), control), (x, y))
        before, control = (x, y), None


def _with_middles(curve: Sequence[CurvePoint]) -> Iterator[CurvePoint]:
    """Between two points of control lies one on the curve, which the file leaves out."""
    for (x, y, on), (next_x, next_y, next_on) in zip(curve, (*curve[1:], curve[0]), strict=True):
        yield x, y, on
        if not on and not next_on:
            yield (x + next_x) / 2, (y + next_y) / 2, True


def _third(end: Point, control: Point) -> Point:
    return end[0] + (control[0] - end[0]) * 2 / 3, end[1] + (control[1] - end[1]) * 2 / 3
