"""Tables written as text: which letters, which separator, which cells."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter

from desktop_app.spreadsheets.refusals import OtherKind

SEPARATORS = (",", ";", "\t", "|")
LOOKED_AT = 400
LONGEST_CELL = 1_000_000
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OTHERS = (
    (b"%PDF", "a PDF"),
    (b"{\\rtf", "a text document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
)
_MARKUP = ("<!doctype html", "<html", "<table", "<?xml")


def text_rows(content: bytes, name: str) -> tuple[list[list[str]], str]:
    """The cells of a CSV file, and a remark where its letters had to be guessed.

    Raises OtherKind for a file that is no text.
    """
    for start, kind in _OTHERS:
        if content.startswith(start):
            raise OtherKind(name, kind)
    text, remark = decoded(content, name)
    if text.lstrip().lower().startswith(_MARKUP):
        raise OtherKind(name, "a web page or an XML file that only has the name of a spreadsheet")
    csv.field_size_limit(LONGEST_CELL)
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator(text))), remark


def decoded(content: bytes, name: str) -> tuple[str, str]:
    """The text of the bytes: UTF-8 or UTF-16 where they fit, or else the letters of Western Windows, with a remark."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strictly(content, encoding, name), ""
    half = content[: 2 * LOOKED_AT]
    for encoding, nothing in (("utf-16-le", half[1::2]), ("utf-16-be", half[0::2])):
        if len(nothing) > 1 and nothing.count(0) > len(nothing) // 2:
            return _strictly(content, encoding, name), ""
    if b"\0" in content:
        raise OtherKind(name, "a program's own file")
    try:
        return content.decode("utf-8"), ""
    except UnicodeDecodeError as error:
        place = content.count(b"\n", 0, error.start) + 1
        words = (
            f"Some letters of {name} (first in line {place}) are not written in UTF-8 and were read as Western "
            "European; look whether names with accents are right."
        )
        return content.decode("cp1252", "replace"), words


def _strictly(content: bytes, encoding: str, name: str) -> str:
    try:
        return content.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError:
        raise OtherKind(name, "damaged text") from None


def separator(text: str) -> str:
    """The separator that cuts the most lines into the same number of cells; a line ``sep=;`` says it outright."""
    first = text[:6].lower()
    if first.startswith("sep=") and first[4:5] in SEPARATORS:
        return first[4]
    sample = text[: LOOKED_AT * 200].splitlines()[:LOOKED_AT]

    def agreement(sign: str) -> tuple[int, int]:
        widths = Counter(len(row) for row in csv.reader(sample, delimiter=sign) if len(row) > 1)
        return (widths.most_common(1)[0][1], -SEPARATORS.index(sign)) if widths else (0, -SEPARATORS.index(sign))

    return max(SEPARATORS, key=agreement)
