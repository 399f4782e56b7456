"""Values of the forms as plain text and back: what `parsed_files` keeps. It can make nothing but the kinds named here.

A text is a JSON list of things, each ``[kind, part, ...]``, the last of them the whole. A part that is a number means
the thing of that place in the list, which comes before it; a text, true, false and null mean themselves. Equal
things are kept once.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import Enum
from importlib import import_module
from typing import Any

from desktop_app.domain.late_dataclasses import FIELDS, field_names

# The modules whose values may be kept, by the name that their kinds begin with.
MODULES: Mapping[str, str] = {
    "definition": "desktop_app.formspec.definition",
    "figures": "desktop_app.formspec.compared_figures",
    "ledger": "desktop_app.formspec.ledger",
    "months": "desktop_app.formspec.monthly_use",
    "case": "desktop_app.formspec.case_traits",
    "chart": "desktop_app.formspec.company_chart",
    "values": "desktop_app.domain.values",
    "problems": "desktop_app.domain.problems",
    "parameter": "desktop_app.rulebook.parameter",
    "clock": "desktop_app.rulebook.clock",
    "penalty": "desktop_app.rulebook.penalty",
    "registry": "desktop_app.rulebook.registry",
    "letter": "desktop_app.rulebook.letter",
    "outline": "desktop_app.rulebook.outline",
    "contents": "desktop_app.rulebook.contents",
}
PLAIN: Mapping[str, Callable[[Sequence[Any]], object]] = {
    "tuple": tuple,
    "set": frozenset,
    "table": lambda parts: dict(zip(parts[::2], parts[1::2], strict=True)),
    "number": lambda parts: Decimal(parts[0]),
    "whole": lambda parts: int(parts[0]),
    "day": lambda parts: date.fromisoformat(parts[0]),
}
_NAMES = {module: name for name, module in MODULES.items()}


class NotKept(ValueError):
    """A value of a kind that is not kept, or a text that holds no such values."""


def text_to_keep(value: object) -> str:
    """The value as text. Raises NotKept."""
    things: dict[tuple[Any, ...], int] = {}
    if not isinstance(_noted(value, things), int):
        raise NotKept(f"{value!r} is not a value by itself.")
    return json.dumps([*map(list, things)], ensure_ascii=False, separators=(",", ":"))


def kept_value(text: str) -> Any:
    """The value that `text_to_keep` wrote. Raises NotKept for any other text."""
    makers: dict[str, Callable[[Sequence[Any]], object]] = dict(PLAIN)
    made: list[object] = []
    try:
        for kind, *parts in json.loads(text):
            maker = makers.get(kind) or makers.setdefault(kind, _maker(kind))
            made.append(maker([made[part] if type(part) is int else part for part in parts]))
        return made[-1]
    except (ArithmeticError, AttributeError, ImportError, LookupError, TypeError, ValueError) as error:
        raise NotKept(str(error)) from None


def _noted(value: object, things: dict[tuple[Any, ...], int]) -> object:
    """The value as a part: itself, or the place of its thing in the list."""
    if value is None or isinstance(value, bool) or type(value) is str:
        return value
    kind, parts = _taken_apart(value)
    thing = (kind, *(_noted(part, things) for part in parts))
    # `True` and `1` are one key of a dictionary, so that each part is kept with its type.
    return things.setdefault(_Typed(thing), len(things))


class _Typed(tuple[Any, ...]):
    """A thing that equals another only if their parts are of the same types."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, tuple) and tuple.__eq__(self, other) and [*map(type, self)] == [*map(type, other)]

    __hash__ = tuple.__hash__


def _taken_apart(value: object) -> tuple[str, Sequence[object]]:
    kind = type(value)
    if kind.__module__ in _NAMES:
        return f"{_NAMES[kind.__module__]}.{kind.__name__}", _parts(value)
    if kind is tuple and isinstance(value, tuple):
        return "tuple", value
    if isinstance(value, frozenset):
        return "set", sorted(value)
    if isinstance(value, Mapping):
        return "table", [part for item in value.items() for part in item]
    names = {Decimal: "number", int: "whole", date: "day"}
    if kind in names:
        return names[kind], [str(value)]
    raise NotKept(f"{kind.__name__} is not kept.")


def _parts(value: object) -> Sequence[object]:
    """What a value of one of our own kinds is made from."""
    if isinstance(value, Enum):
        return [value.value]
    if isinstance(value, tuple):
        return value
    if hasattr(value, FIELDS):
        return [getattr(value, name) for name in field_names(value)]
    raise NotKept(f"{type(value).__name__} is not kept.")


def _maker(kind: str) -> Callable[[Sequence[Any]], object]:
    module, _, name = kind.partition(".")
    made = getattr(import_module(MODULES[module]), name)
    if made.__module__ != MODULES[module]:
        raise NotKept(f"{kind} is not kept.")
    return lambda parts: made(*parts)
