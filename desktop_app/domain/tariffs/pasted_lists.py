"""How the lists of pasted HTML count: as they say, else by their depth."""

from __future__ import annotations

from collections.abc import Mapping

from desktop_app.domain.late_patterns import late_pattern

_SAID = late_pattern(r"list-style-type:\s*([a-z-]+)")
_KINDS = {
    **dict.fromkeys(("1", "decimal"), "1"),
    **dict.fromkeys(("a", "lower-alpha", "lower-latin"), "a"),
    **dict.fromkeys(("A", "upper-alpha", "upper-latin"), "A"),
    **dict.fromkeys(("i", "lower-roman"), "i"),
    **dict.fromkeys(("I", "upper-roman"), "I"),
}
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_MOST_DIGITS = 3


def small_count(said: str) -> int:
    """A number of rows, columns or items; 1 for what is none."""
    return max(1, int(said)) if said.isdecimal() and len(said) < _MOST_DIGITS else 1


def list_kind(given: Mapping[str, str]) -> str:
    """How a list or an item counts, from its attributes: 1, a, A, i or I; nothing where it does not say."""
    found = _SAID.search(given.get("style", ""))
    return _KINDS.get(found[1] if found else given.get("type", ""), "")


def item_label(number: int, kind: str, depth: int) -> str:
    """The label of an item: ``iii.`` as its list counts; else 1., (a), (1) or A. by its depth."""
    letter = chr(ord("a") + (number - 1) % 26)
    if not kind:
        return (f"{number}.", f"({letter})", f"({number})", f"{letter.upper()}.")[depth]
    said = {"1": str(number), "a": letter, "i": _roman(number)}[kind.lower()]
    return f"{said.upper() if kind.isupper() else said}."


def _roman(number: int) -> str:
    said = ""
    for worth, sign in _ROMAN:
        said, number = said + sign * (number // worth), number % worth
    return said
