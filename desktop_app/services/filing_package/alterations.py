"""The self-test of a real filing: its sealed values exchanged for others must not change one byte of the public part.

The evaluated filing is altered, not the answers: published totals stay as they are, because they are public.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from desktop_app.domain.values import Place
from desktop_app.formspec.public_view import Shown, View

HUGE = Decimal(-(10**15) + 1)
WIDE = "W" * 400
HOSTILE = (
    "\u0141\u00f3d\u017a \u6c34 \U0001f4a7 \u202e\u0000\ufeff",
    "<b>&amp;</para><img src='file:///etc/passwd'/>",
    "%%EOF endstream endobj (\\) >> 1 0 obj << /JS (x) >>",
    '{"sealed":true}',
    "[SEALED]",
    "-0",
)

Reasons = Mapping[Place, str]
Substitute = Callable[[Place], Shown | None]


@dataclass(frozen=True, slots=True)
class Altered:
    """A filing equal to the real one in everything unsealed; `name` tells what the sealed values became."""

    name: str
    view: View
    reasons: Reasons


def alterations(view: View, reasons: Reasons, seed: bytes) -> Iterator[Altered]:
    """The filing with its sealed values replaced: by nothing, zero, one, the next number, a huge negative, texts.

    `view` is the full one. The explanations and `reasons` beside sealed cells are exchanged with them. `seed` makes the
    unforeseen values of the last alteration differ from filing to filing and still be told again.
    """
    yield _altered("empty", view, reasons, lambda _: None)
    yield _altered("zero", view, reasons, lambda _: Decimal(0))
    yield _altered("one", view, reasons, lambda _: Decimal(1))
    yield _altered("the next number", view, reasons, lambda place: _next(view.values.get(place)))
    yield _altered("huge and negative", view, reasons, lambda _: HUGE)
    yield _altered("400 times W", view, reasons, lambda _: WIDE)
    yield _altered(
        "hostile text", view, reasons, lambda place: f"{HOSTILE[_number(seed, place) % len(HOSTILE)]} {place}"
    )
    yield _altered("unforeseen", view, reasons, lambda place: Decimal(_number(seed, place) % 10**12).scaleb(-2))


def _next(value: Shown | None) -> Decimal:
    """What a value would be after the smallest step: where rounding or a limit decides something, that shows."""
    return value + 1 if isinstance(value, Decimal) else Decimal(2)


def _number(seed: bytes, place: Place) -> int:
    return int.from_bytes(hashlib.sha256(seed + str(place).encode()).digest()[:8], "big")


def _altered(name: str, view: View, reasons: Reasons, substitute: Substitute) -> Altered:
    values: dict[Place, Shown] = {place: value for place, value in view.values.items() if place not in view.sealed}
    for place in view.sealed:
        value = substitute(place)
        if value is not None:
            values[place] = value
    return Altered(
        name,
        replace(view, values=values, notes=_beside(view, view.notes, substitute)),
        _beside(view, reasons, substitute),
    )


def _beside(view: View, texts: Mapping[Place, str], substitute: Substitute) -> dict[Place, str]:
    """The texts by place, with another one beside every sealed cell, whether there was one or not."""
    result = {place: text for place, text in texts.items() if not view.note_sealed(place)}
    for place in view.sealed:
        value = substitute(place)
        if value is not None:
            result[place] = str(value)
    return result
