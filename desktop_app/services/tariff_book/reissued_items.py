"""Items that a supplement brings forward without change are marked as the rule has it: 3.145(15).

"Reissue" in black-face type, the day on which the item became effective, and the schedule or supplement that it comes
from. For a former supplement to the same schedule the PSC number may be left out, its own number not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop_app.domain.tariffs.comparison import compare_texts
from desktop_app.domain.tariffs.sheet_text import LineKind
from desktop_app.services.tariff_book.body import REISSUE
from desktop_app.services.tariff_book.filing_checks import CarriedSheet

SHOWN = 60
MARKED = re.compile(
    rf"{REISSUE} effective [A-Z][a-z]+ \d{{1,2}}, \d{{4}} in "
    r"(?:PSC Mo\. No\. \d+|supplement No\. \d+(?: to PSC Mo\. No\. \d+)?)\b"
)
EXAMPLE = "Reissue; effective March 1, 2025 in supplement No. 1"
FRAMES = frozenset({LineKind.HEADING, LineKind.SUBHEADING, LineKind.BREAK, LineKind.RATES})


def reissue_trouble(item: CarriedSheet) -> Iterator[str]:
    """What is unmarked or marked without its day or its place, a sentence each."""
    marks = [words for line in item.text if (words := " ".join(line.cells)).startswith(REISSUE)]
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


def _brought_forward(item: CarriedSheet) -> Iterator[str]:
    for line in compare_texts(item.old_text, item.text):
        if not line.changed and line.shown.kind not in FRAMES:
            yield " ".join(cell for cell in line.shown.cells if cell)
