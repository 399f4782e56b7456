"""What the words above a column say: debit or credit, opening or closing, which year, number or name."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from enum import StrEnum

from desktop_app.domain.dates import MONTHS, NotADate, parse_date
from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.late_patterns import late_pattern

_DIVIDERS = late_pattern(r"[_\-–—/().,:;\[\]|'\"*]+")
_DEBIT = late_pattern(r"\b(debits?|debit amt|drs?|soll|debe)\b")
_CREDIT = late_pattern(r"\b(credits?|crs?|haben|haber)\b")
_OTHER = late_pattern(
    r"%|\b(running|change|variance|var|diff(erence)?|budget|percent|pct|forecast|plan|ratio|adjustments?"
    r"|adjusting( entries)?|income statement|profit and loss|balance sheet|qty|quantity|count|rate)\b"
)
_CLOSING = late_pattern(
    r"\b(closing|ending|end|ytd|year to date|to date|adjusted|final|as (of|at)|schluss|total(s)? to date)\b"
)
_OPENING = late_pattern(
    r"\b(opening|beginning|initial|begin|beg|start(ing)?|brought forward|b f|bal fwd|forward|carried in)\b"
)
_MOVEMENT = late_pattern(
    r"\b(movements?|activity|mtd|ptd|qtd|months?|period|transactions?|turnover|during|net change|current (month|period)"
    r"|this (month|period|quarter)|quarter)\b"
)
_BALANCE = late_pattern(r"\b(balances?|bal|amounts?|net|saldo|totals?|value)\b")
_THIS_YEAR, _LAST_YEAR = (
    late_pattern(r"\b(this year|current year|cy)\b"),
    late_pattern(r"\b(last year|prior year|previous year|prior|previous|py)\b"),
)
_NUMBER = late_pattern(
    r"((acc(oun)?t|gl|g l|ledger|nominal|general ledger|main|natural)\s*)*(account\s*)?"
    r"(no|nr|num(ber)?|#|code|id|n c|nc)\s*#?"
)
_NAME = late_pattern(r"\b(accounts?|acct|a c|description|name|title|ledger|particulars|konto|row labels|gl)\b")
_KIND = late_pattern(r"\b(type|class(ification)?|category|section|group|statement|level|f s|fs)\b")
_BESIDES = late_pattern(
    r"\b(currency|dept|department|location|notes?|ref(erence)?|tax|memo|comments?|w p|status|parent|entity|company"
    r"|date|period|posted|normal|budget|division|fund|project|sub ?type|last|active)\b"
)
_PAGE = late_pattern(r"\bpage\b\s*:?\s*\d*|^\d+ of \d+$")
_PRINTED = late_pattern(
    r"\b(printed|print|run|generated|created|prepared|report (date|time)|date of report|as run|time)\b|\d:\d\d"
    r"|\b(system|user date):"
)
_PERIOD_END = late_pattern(
    r"\b(as (of|at)|end(ing|ed|s)?|through|thru|to|until|period|for|at|year)\b|[-–—]", re.IGNORECASE
)
_MONTH = "|".join(month[:3].lower() for month in MONTHS)
_MONTH_FIRST = late_pattern(
    rf"\b({_MONTH})[a-z]*\.?\s*(?:(\d{{1,2}})(?:st|nd|rd|th)?\s*,\s*)?(?:'?(\d{{4}}|\d{{2}}))\b(?!\s*,\s*\d)",
    re.IGNORECASE,
)
_MONTH_DAY_YEAR = late_pattern(
    rf"\b({_MONTH})[a-z]*\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s+(\d{{4}}|'\d{{2}})\b", re.IGNORECASE
)
_DAY_FIRST = late_pattern(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th)?[\s-]+({_MONTH})[a-z]*\.?[\s,-]+'?(\d{{4}}|\d{{2}})\b", re.IGNORECASE
)
_FIGURES = late_pattern(
    r"\b(\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/]\d{1,2}[-/](?:\d{4}|\d{2})|\d{1,2}\.\d{1,2}\.\d{4})\b"
)
_YEAR = late_pattern(
    r"(?<![\d.,/$-])(?:fy\s*)?((?:19|20)\d{2})(?![\d.,]|[/-]\d)|\bfy\s*'?(\d{2})\b|(?<!\w)'(\d{2})\b", re.IGNORECASE
)
CENTURY = 2000


class Part(StrEnum):
    """Which balance of the year a column holds."""

    OPENING = "opening"
    MOVEMENT = "movement"
    CLOSING = "closing"
    PLAIN = "plain"
    OTHER = "other"


class Role(StrEnum):
    """What a column is about, by the words above it."""

    NUMBER = "number"
    NAME = "name"
    KIND = "kind"
    AMOUNT = "amount"
    BESIDES = "besides"
    UNSAID = "unsaid"


@dataclass(frozen=True, slots=True)
class Head:
    """The words above a column, and what they say.

    `years` are those named, `relative` is 0 for "this year" and -1 for "last year". `groups` are the words that stand
    above several columns.
    """

    text: str = ""
    groups: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """All of them in small letters, divided by blanks alone."""
        return plain_heading(" ".join((*self.groups, self.text)))

    @property
    def debit(self) -> bool:
        """Whether debits stand here and no credits."""
        return bool(_DEBIT.search(self.words)) and not _CREDIT.search(self.words)

    @property
    def credit(self) -> bool:
        """Whether credits stand here and no debits."""
        return bool(_CREDIT.search(self.words)) and not _DEBIT.search(self.words)

    @property
    def part(self) -> Part:
        """Which balance of the year."""
        words = self.words
        for part, pattern in (
            (Part.OTHER, _OTHER),
            (Part.OPENING, _OPENING),
            (Part.CLOSING, _CLOSING),
            (Part.MOVEMENT, _MOVEMENT),
        ):
            if pattern.search(words):
                return Part.MOVEMENT if part is Part.OTHER and "net change" in words else part
        return Part.PLAIN

    @property
    def years(self) -> frozenset[int]:
        """The years that are named."""
        return frozenset(year for year, _ in years_in(" ".join((*self.groups, self.text))))

    @property
    def relative(self) -> int | None:
        """0 for this year, -1 for last year, None where neither is said."""
        if _LAST_YEAR.search(self.words):
            return -1
        return 0 if _THIS_YEAR.search(self.words) else None

    @property
    def role(self) -> Role:
        """What the column is about."""
        return role_of(self.text)


def role_of(text: str) -> Role:
    """What a column of that heading is about."""
    words = plain_heading(text)
    if _NUMBER.fullmatch(words):
        return Role.NUMBER
    found = next((role for role, patterns in _ROLES if any(pattern.search(words) for pattern in patterns)), None)
    if found is None and words and years_in(text):
        return Role.AMOUNT
    return found or Role.UNSAID


def plain_heading(text: str) -> str:
    """The words of a heading in small letters: underscores, hyphens and brackets divide them like blanks."""
    return " ".join(_DIVIDERS.sub(" ", text.casefold()).split())


def is_page_mark(text: str) -> bool:
    """Whether the text is a page number or says when the report was printed."""
    plain = text.casefold().strip()
    return bool(_PAGE.search(plain) or _PRINTED.search(plain))


def years_in(text: str) -> list[tuple[int, date | None]]:
    """Every year that a text names, with the day where one is named, in their order."""
    found: list[tuple[int, int, date | None]] = []
    rest = text
    for pattern, read in _READERS:
        for match in pattern.finditer(rest):
            year, day = read(match)
            if year:
                found.append((match.start(), year, day))
        rest = pattern.sub(lambda match: " " * len(match[0]), rest)
    return [(year, day) for _, year, day in sorted(found, key=lambda item: item[0])]


def ends_a_period(text: str) -> bool:
    """Whether the text says up to when, as "as of" or "ending" do."""
    return bool(_PERIOD_END.search(text))


def _day(text: str) -> tuple[int, date | None]:
    try:
        day = parse_date(text)
    except NotADate:
        return 0, None
    return day.year, day


def _of(year: str, month: str, day: str | None) -> tuple[int, date | None]:
    whole = _whole(year.strip("'"))
    number = next(index for index, name in enumerate(MONTHS, 1) if name.lower().startswith(month.lower()[:3]))
    try:
        return whole, date(whole, number, int(day)) if day else _month_end(whole, number)
    except ValueError:
        return whole, None


def _month_end(year: int, month: int) -> date:
    following = date(year + month // 12, month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)


def _whole(text: str) -> int:
    return int(text) if len(text) > 2 else CENTURY + int(text)  # noqa: PLR2004 - a year of two digits


_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], tuple[int, date | None]]], ...] = (
    (_FIGURES, lambda match: _day(match[1])),
    (_MONTH_DAY_YEAR, lambda match: _of(match[3], match[1], match[2])),
    (_DAY_FIRST, lambda match: _of(match[3], match[2], match[1])),
    (_MONTH_FIRST, lambda match: _of(match[3], match[1], match[2])),
    (_YEAR, lambda match: (_whole(match[1] or match[2] or match[3]), None)),
)
_ROLES = (
    (Role.AMOUNT, (_DEBIT, _CREDIT)),
    (Role.KIND, (_KIND,)),
    (Role.AMOUNT, (_BALANCE, _OPENING, _CLOSING)),
    (Role.NAME, (_NAME,)),
    (Role.AMOUNT, (_OTHER, _MOVEMENT, _LAST_YEAR, _THIS_YEAR)),
    (Role.BESIDES, (_BESIDES,)),
    (Role.AMOUNT, (late_pattern(rf"^({_MONTH})[a-z]*$"),)),
)
