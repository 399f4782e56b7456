"""Items that a supplement or a new schedule brings forward without change are marked as the rule has it: 3.145(15).

"Reissue" in black-face type, the day on which the item became effective, and the schedule or supplement that it comes
from. For a former supplement to the same schedule the PSC number may be left out, its own number not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from desktop_app.domain.dates import long_date
from desktop_app.domain.late_patterns import late_pattern
from desktop_app.domain.tariffs.comparison import compare_texts
from desktop_app.domain.tariffs.schedules import TariffFiling
from desktop_app.domain.tariffs.sheet_text import LineKind, SheetLine
from desktop_app.services.tariff_book.body import REISSUE
from desktop_app.services.tariff_book.filing_checks import CarriedSheet
from desktop_app.services.tariff_book.tariff_book import TariffBook

SHOWN = 60
YOUNG = timedelta(days=30)  # 3.145(15): a previous issue which has not been in effect thirty days
MARKED = late_pattern(
    rf"{REISSUE} effective [A-Z][a-z]+ \d{{1,2}}, \d{{4}} in "
    r"(?:PSC Mo\. No\. \d+|supplement No\. \d+(?: to PSC Mo\. No\. \d+)?)\b"
)
EXAMPLE = "Reissue; effective March 1, 2025 in supplement No. 1"
FRAMES = frozenset({LineKind.HEADING, LineKind.SUBHEADING, LineKind.BREAK, LineKind.RATES})


def reissue_trouble(item: CarriedSheet) -> Iterator[str]:
    """What is unmarked or marked without its day or its place, a sentence each."""
    marks = [words for line in item.text if (words := line.words).startswith(REISSUE)]
    for words in marks:
        if not MARKED.match(words):
            yield (
                f"'{words[:SHOWN]}' lacks the day on which the item became effective, or the supplement or schedule "
                f"that it comes from. Write it like '{EXAMPLE}'."
            )
    same = [] if item.replaced is None or marks else [line for line in _brought_forward(item) if line]
    if same:
        yield (
            f"The supplement brings items forward without change, the first '{same[0][:SHOWN]}', and marks none of "
            f"them. Write a line like '{EXAMPLE}' before each of them."
        )


def young_trouble(tariff_book: TariffBook, filing: TariffFiling, item: CarriedSheet) -> str:
    """What a sheet of a new schedule brings forward unmarked from a schedule that was not thirty days in effect."""
    schedule = tariff_book.schedule(filing.schedule)
    old = tariff_book.replaced_schedule(schedule)
    if old is None or filing.effective is None or not tariff_book.rules(schedule, filing.issued).asks("reissue_item"):
        return ""
    key = item.chain.number.key
    chain = next((chain for chain in tariff_book.chains(old.id) if chain.number.key == key), None)
    version = chain.in_force(filing.effective) if chain is not None else None
    if chain is None or version is None or version.effective is None:
        return ""
    if filing.effective - version.effective >= YOUNG or any(line.words.startswith(REISSUE) for line in item.text):
        return ""
    same = [line for line in _unchanged(tariff_book.lines(old.id, chain, version), item.text) if line]
    if not same:
        return ""
    return (
        f"It brings '{same[0][:SHOWN]}' forward without change from PSC Mo. No. {old.number}, in effect only since "
        f"{long_date(version.effective)}. What was not thirty days in effect is marked: write a line like 'Reissue; "
        f"effective {long_date(version.effective)} in PSC Mo. No. {old.number}' before it."
    )


def _brought_forward(item: CarriedSheet) -> Iterator[str]:
    yield from _unchanged(item.old_text, item.text)


def _unchanged(old: Sequence[SheetLine], new: Sequence[SheetLine]) -> Iterator[str]:
    for line in compare_texts(old, new):
        if not line.changed and line.shown.kind not in FRAMES:
            yield " ".join(cell for cell in line.shown.cells if cell)
