"""Texts of other programs: which letters their bytes are. One reader for every text file that is taken in."""

from __future__ import annotations

import codecs

from desktop_app.domain.late_dataclasses import dataclass

LOOKED_AT = 800
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class NotText(ValueError):
    """The bytes are no text; the message says what they seem to be."""


@dataclass(frozen=True, slots=True)
class DecodedText:
    """A text. `guessed_line` is the first line with letters that had to be guessed, 0 if there are none."""

    text: str
    guessed_line: int = 0


def decode_text(content: bytes) -> DecodedText:
    """The text of the bytes: UTF-8 or UTF-16, with or without a mark, or else Windows-1252. Raises NotText."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return DecodedText(_strictly(content, encoding))
    some = content[:LOOKED_AT]
    for encoding, zeros in (("utf-16-le", some[1::2]), ("utf-16-be", some[0::2])):
        if len(zeros) > 1 and zeros.count(0) > len(zeros) // 2:
            return DecodedText(_strictly(content, encoding))
    if b"\0" in content:
        raise NotText("a program's own file")
    try:
        return DecodedText(content.decode("utf-8"))
    except UnicodeDecodeError as error:
        return DecodedText(content.decode("cp1252", "replace"), content.count(b"\n", 0, error.start) + 1)


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError:
        raise NotText("damaged text") from None
