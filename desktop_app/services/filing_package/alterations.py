"""The self-test of a real filing: its sealed values exchanged for others must not change one byte of the public part.

The evaluated filing is altered, not computed anew: published totals stay as they are, because they are public.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from desktop_app.domain.late_dataclasses import replace
from desktop_app.domain.values import Place, Value
from desktop_app.formspec.answers import OverriddenValue
from desktop_app.formspec.binding import Outside, rows_outside
from desktop_app.formspec.evaluation import FilingValues, FormulaModel
from desktop_app.formspec.public_view import full_view

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

RENDERED_AGAIN = "hostile text"  # the alteration from which the public files are rendered a second time

Substitute = Callable[[Place, Value | None], Value | None]
SealedOutside = Mapping[str, frozenset[Place]]


def substitutions(seed: bytes) -> Iterator[tuple[str, Substitute]]:
    """What the sealed values become, by name: nothing, zero, one, the next number, a huge negative, texts.

    `seed` makes the unforeseen values of the last one differ from filing to filing and still be told again.
    """
    yield "empty", lambda _, __: None
    yield "zero", lambda _, __: Decimal(0)
    yield "one", lambda _, __: Decimal(1)
    yield "the next number", lambda _, value: _next(value)
    yield "huge and negative", lambda _, __: HUGE
    yield "400 times W", lambda _, __: WIDE
    yield RENDERED_AGAIN, lambda place, _: f"{HOSTILE[_number(seed, place) % len(HOSTILE)]} {place}"
    yield "unforeseen", lambda place, _: Decimal(_number(seed, place) % 10**12).scaleb(-2)


def altered(calculation: FilingValues, substitute: Substitute, outside: SealedOutside | None = None) -> FilingValues:
    """The filing equal to the real one in everything unsealed, with other values in every sealed cell, filled or not.

    The explanations and reasons beside sealed cells are exchanged with them, and the sealed values of other filings
    that it reads (`outside`, by scope). Its seals stay, also those that came with an answer.
    """
    view, answers = full_view(calculation), calculation.answers
    others = {place: substitute(place, calculation.values.get(place)) for place in view.sealed}
    beside = {place: str(value) for place, value in others.items() if value is not None}
    notes = {place: note for place, note in answers.explanations.items() if not view.note_sealed(place)}
    reasons = {place: reason for place, reason in answers.overrides.items() if not view.note_sealed(place)}
    return FilingValues(
        _model_with(calculation.model, _outside(calculation.model.outside, substitute, outside or {})),
        replace(
            answers,
            values=_exchanged(answers.values, others),
            explanations={**notes, **beside},
            overrides={**reasons, **{place: OverriddenValue(text, text) for place, text in beside.items()}},
            seals={**answers.seals, **{seal.target: seal for seal in view.seals}},
        ),
        _exchanged(calculation.values, others),
    )


def _model_with(model: FormulaModel, outside: Outside) -> FormulaModel:
    """The model that reads other values; its formulas are tied anew where other filings have other rows by them."""
    same = rows_outside(model.sheet, outside) == rows_outside(model.sheet, model.outside)
    return replace(model, outside=outside, like=model if same else None)


def _outside(outside: Outside, substitute: Substitute, sealed: SealedOutside) -> Outside:
    """The values of other filings; those of filings in which nothing is sealed are not touched."""
    return {
        scope: _exchanged(values, {place: substitute(place, values.get(place)) for place in sealed[scope]})
        if sealed.get(scope)
        else values
        for scope, values in outside.items()
    }


def _exchanged(values: Mapping[Place, Value], others: Mapping[Place, Value | None]) -> dict[Place, Value]:
    kept = {place: value for place, value in values.items() if place not in others}
    return kept | {place: value for place, value in others.items() if value is not None}


def _next(value: Value | None) -> Decimal:
    """What a value would be after the smallest step: where rounding or a limit decides something, that shows."""
    return value + 1 if isinstance(value, Decimal) else Decimal(2)


def _number(seed: bytes, place: Place) -> int:
    return int.from_bytes(hashlib.sha256(seed + str(place).encode()).digest()[:8], "big")
