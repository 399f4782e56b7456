"""Signs inside a line of a sheet: ``[b]bold[/b]``, ``[i]italic[/i]``, and a change mark at its place, ``{+}``."""

from __future__ import annotations

from collections.abc import Iterator

from desktop_app.domain.late_patterns import late_pattern

MARK_AT_ITS_PLACE = r"\{(?:[^\w\s{}\[\]]{1,2}|\([A-Z]{1,2}\)|[A-Z]{1,2})\}"
INLINE = late_pattern(rf"\[/?[bi]\]|{MARK_AT_ITS_PLACE}")
_MARKS = late_pattern(MARK_AT_ITS_PLACE)


def without_signs(text: str) -> str:
    """The words alone."""
    return INLINE.sub("", text) if _may_have(text) else text


def without_marks(text: str) -> str:
    """The text without the change marks inside it; its bold and italic words stay so."""
    return _MARKS.sub("", text) if "{" in text else text


def inline_marks(text: str) -> Iterator[str]:
    """The change marks inside a text, without their braces."""
    if "{" in text:
        yield from (found[1:-1] for found in _MARKS.findall(text))


def signs_and_words(text: str) -> Iterator[tuple[str, bool]]:
    """The text in pieces, each with whether it is a sign. Joined they are the text."""
    at = 0
    for found in INLINE.finditer(text) if _may_have(text) else ():
        if found.start() > at:
            yield text[at : found.start()], False
        yield found[0], True
        at = found.end()
    if at < len(text):
        yield text[at:], False


def _may_have(text: str) -> bool:
    return "[" in text or "{" in text
