"""Letters that the embedded faces cannot show: filed paper is stopped before it is made, with the letters named."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from desktop_app.domain.problems import UserError
from desktop_app.pagespec.pages import PaperPage, TextItem
from desktop_app.services.ports import TextMeasure

NAMED = 5


class LettersMissing(UserError):
    """A page holds letters for which only empty squares would be printed."""


def must_print(pages: Iterable[PaperPage], measure: TextMeasure) -> None:
    """Raises LettersMissing for the first page with letters that cannot be shown."""
    for page in pages:
        words = unprintable(page, measure)
        if words:
            raise LettersMissing(words)


def unprintable(page: PaperPage, measure: TextMeasure) -> str:
    """What cannot be shown on a page, as a sentence; nothing if all can."""
    texts = dict.fromkeys(item.content for item in page.items if isinstance(item, TextItem))
    for text in texts:
        missing = measure.missing_glyphs(text)
        if missing:
            letters = ", ".join(map(_named, missing[:NAMED]))
            more = " and others" if len(missing) > NAMED else ""
            return (
                f"Page {page.label} cannot show {letters}{more}, in '{_around(text, missing[0])}'. Write it with other "
                "letters."
            )
    return ""


def _named(letter: str) -> str:
    code = f"U+{ord(letter):04X}"
    hidden = unicodedata.category(letter) in {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"}
    return f"an invisible sign ({code})" if hidden else f"{letter} ({code})"


def _around(text: str, letter: str) -> str:
    """The words about the letter, an empty square in its place where it has no shape."""
    at = max(0, text.find(letter))
    part = text[max(0, at - 20) : at + 20].strip()
    return "".join(sign if sign.isprintable() else "\u25a1" for sign in part)
