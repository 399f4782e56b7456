"""Amounts as the programs of others write them: every thousands separator, decimal points and commas, DR and CR."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from desktop_app.domain.money import NotANumber, parse_number

POINT, COMMA = ".", ","
NOTHING = frozenset({"", "-", "--", "–", "—", "0", "$-", "$ -"})
_CREDIT, _DEBIT = re.compile(r"\(?\s*\bcr\b\.?\)?$", re.IGNORECASE), re.compile(r"\(?\s*\bdr\b\.?\)?$", re.IGNORECASE)
_CURRENCY = re.compile(r"\b(usd|us)\b|[$€£]", re.IGNORECASE)
_SEPARATORS = re.compile(r"(?<=\d)['’´`_\s](?=\d)")
_CENTS_AFTER_COMMA = re.compile(r"\d,\d{1,2}\D*$")
_CENTS_AFTER_POINT = re.compile(r"\d\.\d{1,2}\D*$")
_POINTS_BETWEEN_THOUSANDS = re.compile(r"^\D*\d{1,3}(\.\d{3})+\D*$")


def decimal_mark(texts: Iterable[str]) -> str:
    """Whether cents stand behind a point or a comma in these amounts; a column is written one way throughout."""
    points = commas = thousands = 0
    for text in texts:
        points += bool(_CENTS_AFTER_POINT.search(text))
        commas += bool(_CENTS_AFTER_COMMA.search(text))
        thousands += bool(_POINTS_BETWEEN_THOUSANDS.match(text))
    return COMMA if points == 0 and (commas or thousands) else POINT


def amount_of(text: str, mark: str) -> Decimal:
    """The amount in the text. `mark` stands before the cents; "CR" behind makes it negative.

    Raises NotANumber.
    """
    plain = text.strip()
    credit = bool(_CREDIT.search(plain))
    plain = _SEPARATORS.sub("", _CURRENCY.sub("", _DEBIT.sub("", _CREDIT.sub("", plain)))).strip()
    if mark == COMMA:
        plain = plain.replace(POINT, "").replace(COMMA, POINT)
    if not plain or plain in NOTHING:
        if any(sign.isdigit() or sign in "-–—" for sign in text) or not text.strip():
            return Decimal(0)
        raise NotANumber(f"'{text}' is not a number.")
    try:
        number = parse_number(plain)
    except NotANumber:
        raise NotANumber(f"'{text}' is not a number.") from None
    return -number if credit else number


def looks_like_amount(text: str) -> bool:
    """Whether the text is an amount by either mark."""
    for mark in (POINT, COMMA):
        try:
            amount_of(text, mark)
        except NotANumber:
            continue
        return True
    return False
