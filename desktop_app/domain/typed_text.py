"""What a word processor puts into a text, as the plain signs that it means. Nothing that can be read is lost.

Word writes a hyphen that keeps words together as U+2011, or as a control sign when copied, its bullets as signs of a
font that only Word has, and places where a word might be broken as soft hyphens.
"""

from __future__ import annotations

from desktop_app.domain.late_patterns import late_pattern

HYPHEN, BULLET = "-", "\u2022"
_SIGNS: dict[str, str] = {
    "\u2010": HYPHEN,
    "\u2011": HYPHEN,  # non-breaking hyphen
    "\x1e": HYPHEN,  # the same, as Word copies it
    "\xad": "",  # soft hyphen
    "\x1f": "",  # the same, as Word copies it
    "\x0b": "\n",  # a line that is broken within a paragraph
    "\x0c": "\n",  # the end of a page
    "\x85": "\n",
    "\u2028": "\n",
    "\u2029": "\n",
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\uf0b7": BULLET,
    "\uf0a7": BULLET,
    "\uf0d8": BULLET,
    "\uf0fc": "\u2713",
    "\u25aa": BULLET,
    "\u25cf": BULLET,
    "\u25e6": BULLET,
    "\u2043": BULLET,
    "\u2219": BULLET,
    "\u2023": BULLET,
}
# Signs that change nothing of what is read: joiners, marks of direction and order, and halves of characters.
_INVISIBLE = (
    "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff\ufffc\ufe0f"
)
_MEANT = {**_SIGNS, **dict.fromkeys(_INVISIBLE, "")}
_UNPLAIN = late_pattern(f"[{''.join(_MEANT)}]")  # found far faster than each sign of a text is looked up
_CONTROL = late_pattern("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")  # control signs but tab and line, halves


def plain_signs(text: str) -> str:
    """The text with the signs of a word processor as what they mean, and without signs that no reader sees."""
    if text.isascii() and text.isprintable():
        return text
    meant = _UNPLAIN.sub(lambda found: _MEANT[found[0]], text.replace("\r\n", "\n").replace("\r", "\n"))
    return _CONTROL.sub("", meant)
