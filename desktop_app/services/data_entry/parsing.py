"""From what the user types to an answer, by the way the cell is asked."""

from __future__ import annotations

import unicodedata
from decimal import Decimal

from desktop_app.domain.dates import NotADate, parse_date
from desktop_app.domain.money import NotANumber, parse_number, rounded
from desktop_app.domain.problems import UserError
from desktop_app.domain.values import Value, Word
from desktop_app.formspec.definition import CellSpec, CellType

LONGEST_TEXT = 20_000
_WORDS = {
    "none": Word.NONE,
    "n/a": Word.NOT_APPLICABLE,
    "na": Word.NOT_APPLICABLE,
    "not applicable": Word.NOT_APPLICABLE,
}


class BadAnswer(UserError):
    """What was typed cannot be this cell's answer. The sentence says where, the value seen and what to do."""


def read_answer(text: str, spec: CellSpec, where: str) -> Value | None:
    """The answer typed into a cell; None for nothing.

    `where` names the cell in the refusal. Amounts of money are rounded to what the form asks (whole dollars, as a
    rule). Raises BadAnswer when the text does not fit the cell.
    """
    plain = readable(text)
    if not plain:
        return None
    word = _WORDS.get(plain.rstrip(".").lower())
    if word is not None:
        return word
    if spec.type.numeric:
        return _number(plain, spec, where)
    if spec.type is CellType.DATE:
        try:
            return parse_date(plain)
        except NotADate as error:
            raise BadAnswer(f"{_start(where)}: {error}") from None
    if spec.type is CellType.CHOICE:
        return _choice(plain, spec, where)
    if len(plain) > LONGEST_TEXT:
        raise BadAnswer(f"{_start(where)} takes at most {LONGEST_TEXT:,} characters; this has {len(plain):,}.")
    return plain


def readable(text: str) -> str:
    """The text without signs that no reader sees and no file takes: control signs and halves of characters."""
    if text.isascii() and text.isprintable():
        return text.strip()
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cs"}).strip()


def _number(plain: str, spec: CellSpec, where: str) -> Decimal:
    try:
        number = parse_number(plain)
    except NotANumber as error:
        raise BadAnswer(f"{_start(where)} must be a number. {error} Write it like 1,234 or (1,234).") from None
    if number != rounded(number, spec.decimals) and spec.type is not CellType.MONEY:
        kind = "a whole number" if spec.decimals == 0 else f"given with at most {spec.decimals} decimals"
        raise BadAnswer(f"{_start(where)} must be {kind}. It now reads '{plain}'.")
    return rounded(number, spec.decimals)


def _choice(plain: str, spec: CellSpec, where: str) -> str:
    wanted = plain.lower()
    for option in spec.options:
        if wanted in (option.id.lower(), option.label.lower()):
            return option.id
    choices = ", ".join(option.label for option in spec.options)
    raise BadAnswer(f"{_start(where)} must be one of: {choices}. It now reads '{plain}'.")


def _start(where: str) -> str:
    return f"{where[:1].upper()}{where[1:]}"
