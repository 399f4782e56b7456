"""Blocks of use as rate sheets write them, read into quantities from the first unit on.

"First 2,000 gallons", "next 3,000", "2,001 - 5,000", "over 5,000", "each additional 1,000 gallons", "all use". What
does not follow from the words is refused with a sentence that says what to write, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import ROUND_CEILING, Decimal

from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.late_patterns import late_pattern
from desktop_app.domain.money import parse_number
from desktop_app.domain.problems import UserError

# each measure in its smallest one: the spelling, the smallest measure, how many of it
_MEASURES: tuple[tuple[str, str, int], ...] = (
    (r"thousands? +(?:of +)?gal(?:lon)?s?\b\.?|kgals?\b\.?", "gallons", 1000),
    (r"gal(?:lon)?s?\b\.?", "gallons", 1),
    (r"ccf\b", "cubic feet", 100),
    (r"mcf\b", "cubic feet", 1000),
    (r"(?:cubic +f(?:ee|oo)t|cu\.? *ft\b\.?|cf\b)", "cubic feet", 1),
    (r"m *lbs?\b\.?|thousands? +(?:of +)?(?:pounds?|lbs?\b\.?)", "pounds", 1000),
    (r"(?:pounds?|lbs?)\b\.?", "pounds", 1),
    (r"kwhs?\b|kilowatt-? ?hours?", "kWh", 1),
    (r"(?:dth|dekatherms?)\b", "therms", 10),
    (r"therms?\b", "therms", 1),
)
_MEASURE = late_pattern(
    rf"(?<![A-Za-z])(?:{'|'.join(f'(?P<m{n}>{pattern})' for n, (pattern, _, _) in enumerate(_MEASURES))})",
    re.IGNORECASE,
)
_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_NUMBERS = late_pattern(_NUMBER)
_PER_UNIT = late_pattern(rf"(?P<count>{_NUMBER})? *{_MEASURE.pattern}", re.IGNORECASE)
_EACH = late_pattern(
    rf"\b(?:per|each|every)\b(?: +(?:additional|further|succeeding))? *(?P<count>{_NUMBER})?", re.IGNORECASE
)
_RANGE = late_pattern(
    rf"(?P<low>{_NUMBER}) *\D*?(?:-|\u2013|\u2014|\bto\b|\bthrough\b|\bthru\b) *(?P<high>{_NUMBER})", re.IGNORECASE
)
_FIRST = late_pattern(r"\b(?:first|up to|initial)\b", re.IGNORECASE)
_NEXT = late_pattern(r"\bnext\b", re.IGNORECASE)
_OVER = late_pattern(
    r"\b(?:over|above|excess|exceeding|more than|beyond|and over|or more|and up|after)\b|\+", re.IGNORECASE
)
_FROM_ON = late_pattern(r"\b(?:and over|or more|and up)\b|\d\s*\+", re.IGNORECASE)
_THOUSANDS = late_pattern(r"thousand|kgal", re.IGNORECASE)
_REST = late_pattern(r"\b(?:all|any|additional|remaining|remainder|balance)\b", re.IGNORECASE)
_FRACTION = late_pattern(r"\bfraction|\bpart thereof", re.IGNORECASE)
_MORE_THAN_USE = late_pattern(
    r"\bk(?:W|VA)\b|\bdemand\b|\bhours[ '-]*use\b|\bper +(?:unit|dwelling|customer|connection|meter|day)\b",
    re.IGNORECASE,
)
MINIMUM = late_pattern(r"\bmin(?:imum|\.)", re.IGNORECASE)
_SCALED = late_pattern(r"\d\s*(?:k|mm?)\b(?!\s*lbs?\b)|\b(?:hundreds?|millions?)\b", re.IGNORECASE)
_INCLUDES = late_pattern(
    rf"\b(?:includ(?:es|ing|ed)|with)\b[^\d]*(?P<a>{_NUMBER})|(?P<b>{_NUMBER})[^\d]*\bincluded\b", re.IGNORECASE
)


class NotABlock(UserError):
    """The words of a block do not say which use it is for; the sentence says what to write."""


@dataclass(frozen=True, slots=True)
class UseMeasure:
    """A measure of use as it is written, in its smallest measure: a Ccf is 100 cubic feet."""

    word: str
    smallest: str
    size: int


@dataclass(frozen=True, slots=True)
class UseBlock:
    """A part of the use, `start` to `end` (None: all that is left), in the smallest measure.

    `amount` is for each `per`, by fractions or for each one begun (`whole`); a `lump` is charged once, as a minimum.
    """

    start: Decimal
    end: Decimal | None
    per: Decimal
    amount: Decimal
    whole: bool = False
    lump: bool = False


@dataclass(frozen=True, slots=True)
class WrittenBlock:
    """A row of a table of blocks: its label and amount."""

    label: str
    amount: Decimal


def use_measure(text: str) -> UseMeasure | None:
    """The first measure that the words name."""
    found = _MEASURE.search(text)
    if found is None:
        return None
    number = next(n for n in range(len(_MEASURES)) if found[f"m{n}"] is not None)
    _, smallest, size = _MEASURES[number]
    return UseMeasure(found[0].strip(), smallest, size)


def scales_number(text: str) -> bool:
    """Whether a letter or a word multiplies a number: "2K gallons", "per hundred cubic feet"."""
    return _SCALED.search(text) is not None


def included_use(text: str) -> Decimal | None:
    """The use that a charge includes, in the smallest measure: "5/8 inch, includes 2,000 gallons"."""
    measure = use_measure(text)
    found = _INCLUDES.search(text)
    if measure is None or found is None:
        return None
    return parse_number(found["a"] or found["b"]) * measure.size


def use_blocks(unit: str, rows: Sequence[WrittenBlock], included: Decimal = Decimal(0)) -> tuple[UseBlock, ...]:
    """The rows of a table as blocks that follow one another. `included` is what another charge has paid for already.

    Raises NotABlock, naming the row.
    """
    measure = use_measure(unit) or next((m for row in rows if (m := use_measure(row.label)) is not None), None)
    if measure is None:
        raise NotABlock(f"the unit '{unit}' names no measure, like per 1,000 gallons")
    found: list[UseBlock] = []
    for row in rows:
        if found and found[-1].end is None:
            raise NotABlock(f"'{row.label}' follows a block that has no end")
        start = included if not found else found[-1].end or included
        found.append(_block(row, unit, measure, start, first=not found))
    return tuple(found)


def _block(row: WrittenBlock, unit: str, measure: UseMeasure, start: Decimal, *, first: bool) -> UseBlock:
    if _MORE_THAN_USE.search(row.label):
        raise NotABlock(f"'{row.label}' depends on more than the use; say in your own words what the change does")
    own = use_measure(row.label) or measure
    if own is measure and _THOUSANDS.search(measure.word) and _NUMBERS.search(row.label):
        raise NotABlock(f"'{row.label}' does not say of what; write 'first 2,000 gallons'")
    if own.smallest != measure.smallest:
        raise NotABlock(f"'{row.label}' is in {own.smallest}, its table in {measure.smallest}")
    each = _EACH.search(row.label)
    said = f"{row.label[: each.start()]} {row.label[each.end() :]}" if each else row.label
    lump = MINIMUM.search(row.label) is not None
    per = _per(each["count"], own) if each else Decimal(1) if lump else _per_unit(unit, row.label)
    end = _end(row.label, said, own, start, first=first, rest=each is not None)
    if lump and (not first or end is None):
        raise NotABlock(f"'{row.label}' is a minimum, but not the first block with an end")
    return UseBlock(start, end, per, row.amount, whole=_FRACTION.search(f"{row.label} {unit}") is not None, lump=lump)


def _per(count: str | None, measure: UseMeasure) -> Decimal:
    return (parse_number(count) if count else Decimal(1)) * measure.size


def _per_unit(unit: str, label: str) -> Decimal:
    """For how much an amount is charged: "per 1,000 gallons" a thousand."""
    measure, found = use_measure(unit), _PER_UNIT.search(unit)
    if not (measure and found):
        raise NotABlock(f"'{label}' does not say for how much its amount is; write the unit, like per 1,000 gallons")
    number = parse_number(found["count"]) if found["count"] else Decimal(1)
    if not number:
        raise NotABlock(f"the unit '{unit}' is of nothing")
    return number * measure.size


def _end(label: str, said: str, measure: UseMeasure, start: Decimal, *, first: bool, rest: bool) -> Decimal | None:
    """Where the block ends, checked against where it is to start."""
    size = measure.size
    if span := _RANGE.search(said):
        low, high = parse_number(span["low"]) * size, parse_number(span["high"]) * size
        begins = {Decimal(0), Decimal(size), start, start + size} if first else {start, start + size}
        if low not in begins or high <= start:
            raise NotABlock(f"'{label}' does not begin where the use before it ends ({_plain(start, measure)})")
        return high
    numbers = [parse_number(number) * size for number in _NUMBERS.findall(said)]
    if len(numbers) > 1:
        raise NotABlock(f"'{label}' has several numbers; write it like 'first 2,000 gallons' or '2,001 - 5,000'")
    if not numbers and not (_FIRST.search(said) or _NEXT.search(said)):
        if rest or _REST.search(said) or _OVER.search(said) or first:
            return None
        raise NotABlock(f"'{label}' does not say which use it is for; write 'next 3,000 gallons' or 'over 5,000'")
    if not numbers:
        raise NotABlock(f"'{label}' has no number in figures; write it like 'first 2,000 gallons'")
    (number,) = numbers
    if _OVER.search(said):
        begins = {start, start + size} if _FROM_ON.search(said) else {start}
        if number not in begins:
            raise NotABlock(f"'{label}' does not begin where the use before it ends ({_plain(start, measure)})")
        return None
    return _limited(label, said, number, start, first=first)


def _limited(label: str, said: str, number: Decimal, start: Decimal, *, first: bool) -> Decimal:
    if _NEXT.search(said):
        return start + number
    if _FIRST.search(said) and first and number > start:
        return number
    raise NotABlock(f"'{label}' does not say whether it is the first use, the next or what is over it")


def _plain(quantity: Decimal, measure: UseMeasure) -> str:
    return f"{quantity / measure.size:,} {measure.word}"


def use_charge(blocks: Iterable[UseBlock], use: Decimal) -> Decimal | None:
    """What a use costs; None for a use beyond the last block."""
    total, reached = Decimal(0), Decimal(0)
    for block in blocks:
        reached = use if block.end is None else block.end
        taken = max(Decimal(0), min(use, reached) - block.start)
        count = taken / block.per
        count = count.to_integral_value(ROUND_CEILING) if block.whole else count
        total += block.amount if block.lump else count * block.amount
    return total if reached >= use else None
