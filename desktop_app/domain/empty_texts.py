"""Words that stand where an answer belongs and say nothing: a dash, a question mark, "TBD"."""

from __future__ import annotations

import re

from desktop_app.domain.late_patterns import late_pattern

_UNWRITTEN = frozenset(
    {
        *("tba", "tbc", "tbd", "todo", "null", "n/k", "to do", "to come", "to follow", "fill in"),
        *(
            f"to be {done}"
            for done in ("added", "advised", "announced", "completed", "confirmed", "determined", "named")
        ),
    }
)
_CROSSES = frozenset("x" * count for count in range(2, 9))
_UNKNOWN = frozenset({"unknown", "not known", "dont know", "do not know", "not sure", "unsure", "somebody", "someone"})
_ELSEWHERE = frozenset({"same", "the same", "same as above", "same as before", "as above", "ditto", "see above"})
_SHORTEST_NAME = 2  # letters
_SHEET_ERROR = late_pattern(r"#(?:n/a|ref!|value!|name[?]|div/0!|num!|null!|#+)", re.IGNORECASE)
_AROUND = "()[]{}<>\"'.!?*_:;,- \u2013\u2014"


def says_nothing(text: str) -> bool:
    """Whether the text is a placeholder: without a letter or figure, an error of a spreadsheet, or "to be determined".

    A blank says nothing too.
    """
    if not any(sign.isalnum() for sign in text) or _SHEET_ERROR.fullmatch(text.strip()):
        return True
    plain = _plain(text)
    return plain in _UNWRITTEN or plain in _CROSSES


def names_nobody(text: str) -> bool:
    """Whether the text, where somebody or some place must be named, says that it is not known, or points elsewhere."""
    letters = sum(sign.isalpha() for sign in text)
    return says_nothing(text) or letters < _SHORTEST_NAME or _plain(text) in _UNKNOWN | _ELSEWHERE


def _plain(text: str) -> str:
    return " ".join(text.replace("\u2019", "").replace("'", "").strip(_AROUND).casefold().replace(".", "").split())
