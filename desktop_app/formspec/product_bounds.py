"""What a product says of each of its parts, when all that is known of them is between which values they lie."""

from __future__ import annotations

from typing import NamedTuple

from desktop_app.formspec.elimination import Exact, plain, quotient
from desktop_app.formspec.knowledge import Limits

PARTS = ("result", "left", "right", "divisor")
EVERYWHERE: Limits = (None, None)
PASSES = 2  # each pass uses what the one before found; to stop early is safe


class Edge(NamedTuple):
    """An end of a range: a number, or without end on the side of the sign of `beyond`. Edges are in order."""

    beyond: int
    number: Exact


ZERO = Edge(0, 0)


def narrowed_parts(parts: dict[str, Limits], half: Exact) -> dict[str, Limits]:
    """The limits of result, left, right and divisor, as far as "result times divisor is left times right" narrows them.

    The result is rounded: it may be off by `half`. Limits only get narrower, and never exclude what can be true.
    """
    result, left, right, divisor = (parts[name] for name in PARTS)
    rounded = widened_limits(result, half)
    for _ in range(PASSES):
        rounded = shared_limits(rounded, divided_limits(multiplied_limits(left, right), divisor))
        made = multiplied_limits(rounded, divisor)
        left = shared_limits(left, divided_limits(made, right))
        right = shared_limits(right, divided_limits(made, left))
        divisor = shared_limits(divisor, divided_limits(multiplied_limits(left, right), rounded))
    result = shared_limits(result, widened_limits(rounded, half))
    return dict(zip(PARTS, (result, left, right, divisor), strict=True))


def multiplied_limits(first: Limits, second: Limits) -> Limits:
    """Between which values a product lies."""
    ends = [_times(one, other) for one in _edges(first) for other in _edges(second)]
    return _limits(min(ends), max(ends))


def divided_limits(dividend: Limits, divisor: Limits) -> Limits:
    """Between which values a number lies that gives the dividend when it is multiplied by the divisor."""
    low, high = _edges(divisor)
    if _holds_zero(divisor) and (_holds_zero(dividend) or low == high or low < ZERO < high):
        return EVERYWHERE
    least = Edge(-1, 0) if high == ZERO else _inverse(high)
    most = Edge(1, 0) if low == ZERO else _inverse(low)
    return multiplied_limits(dividend, _limits(least, most))


def shared_limits(first: Limits, second: Limits) -> Limits:
    """What lies within both."""
    (low, high), (least, most) = _edges(first), _edges(second)
    return _limits(max(low, least), min(high, most))


def widened_limits(limits: Limits, by: Exact) -> Limits:
    """The limits, further apart on both sides."""
    low, high = limits
    return None if low is None else plain(low - by), None if high is None else plain(high + by)


def added_limits(first: Limits, second: Limits) -> Limits:
    """Between which values a sum lies."""
    (low, high), (least, most) = first, second
    return (
        None if low is None or least is None else plain(low + least),
        None if high is None or most is None else plain(high + most),
    )


def _holds_zero(limits: Limits) -> bool:
    low, high = _edges(limits)
    return low <= ZERO <= high


def _edges(limits: Limits) -> tuple[Edge, Edge]:
    low, high = limits
    return Edge(-1, 0) if low is None else Edge(0, low), Edge(1, 0) if high is None else Edge(0, high)


def _limits(low: Edge, high: Edge) -> Limits:
    return None if low.beyond else low.number, None if high.beyond else high.number


def _inverse(edge: Edge) -> Edge:
    return ZERO if edge.beyond else Edge(0, quotient(1, edge.number))


def _times(one: Edge, other: Edge) -> Edge:
    if ZERO in {one, other}:
        return ZERO
    if one.beyond or other.beyond:
        return Edge(1 if (one > ZERO) == (other > ZERO) else -1, 0)
    return Edge(0, plain(one.number * other.number))
