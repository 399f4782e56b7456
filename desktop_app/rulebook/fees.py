"""What the commission's review of a territorial agreement costs (3.135 electric, 3.630 water), item by item."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from desktop_app.domain.counting import counted
from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.rulebook.registry import Utility
from desktop_app.rulebook.rulebook import Rulebook

TOPIC = "territorial_fees"
FILING, HOUR, MINIMUM, PAGE, UNPAID = (
    f"{TOPIC}/{name}" for name in ("filing_fee", "hearing_hour", "hearing_minimum", "transcript_page", "unpaid")
)
RULES = {Utility.ELECTRIC: "3.135", Utility.WATER: "3.630"}
_CENT = Decimal("0.01")


class ReviewedMatter(StrEnum):
    """What is before the commission. The rule for water names no annexation dispute."""

    AGREEMENT = "agreement"
    DESIGNATION = "designation"
    ANNEXATION = "annexation"


@dataclass(frozen=True, slots=True)
class FeeReview:
    """What the commission is asked to review, and how long it took: hours of hearing, pages of transcript.

    An `amendment` changes an agreement that exists; `opposed` matters to an electric agreement only.
    """

    utility: Utility
    amendment: bool
    opposed: bool
    hours: Decimal = Decimal(0)
    pages: int = 0
    matter: ReviewedMatter = ReviewedMatter.AGREEMENT


@dataclass(frozen=True, slots=True)
class FeeItem:
    """One item: its amount, how it comes about, and the provision."""

    amount: Decimal
    sentence: str
    cite: str


def territorial_fees(rules: Rulebook, review: FeeReview, on: date) -> tuple[FeeItem, ...]:
    """The fees by the rules of a day. Fees of RSMo 386.300 come on top of them; they are not in the chapter."""
    return tuple(_fees(rules, review, on))


def indexed(amount: Decimal, percent: Decimal) -> Decimal:
    """A fee after a change of consumer prices, to the cent. The rules do not say how to round."""
    return (amount * (100 + percent) / 100).quantize(_CENT, ROUND_HALF_UP)


def _fees(rules: Rulebook, review: FeeReview, on: date) -> Iterator[FeeItem]:
    rule = RULES[review.utility]
    if review.amendment:
        yield FeeItem(Decimal(0), "An amendment of an agreement pays no filing fee.", f"{rule}(4)")
    else:
        filing = rules.value(FILING, on).number
        yield FeeItem(filing, "Filing fee, with the application.", f"{rule}(1)")
    if review.utility is Utility.ELECTRIC and review.matter is not ReviewedMatter.AGREEMENT:
        yield FeeItem(Decimal(0), "Hearing hours are charged for an opposed agreement only.", f"{rule}(2)")
        return
    if review.utility is Utility.ELECTRIC and not (review.amendment or review.opposed):
        yield FeeItem(Decimal(0), "An electric agreement that nobody opposes pays no hearing fee.", f"{rule}(2)")
        return
    cite = f"{rule}(4)" if review.amendment else f"{rule}(2)"
    hour, least = rules.value(HOUR, on).number, rules.value(MINIMUM, on).number
    charged = max(review.hours, least)
    minimum = f" (at least {least} is charged)" if review.hours < least else ""
    yield FeeItem(
        (charged * hour).quantize(_CENT, ROUND_HALF_UP),
        f"Hearing: {charged} hours at ${hour:,}{minimum}.",
        cite,
    )
    page = rules.value(PAGE, on).number
    yield FeeItem(review.pages * page, f"Transcript: {counted(review.pages, 'page')} at ${page}.", cite)
