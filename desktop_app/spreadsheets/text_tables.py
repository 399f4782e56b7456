"""Tables written as text: which letters, which separator, which cells."""

from __future__ import annotations

import csv
import io
from collections import Counter

from desktop_app.domain.late_patterns import late_pattern
from desktop_app.domain.text_decoding import NotText, decode_text
from desktop_app.spreadsheets.refusals import OpenQuote, OtherKind

SEPARATORS = (",", ";", "\t", "|")
LOOKED_AT = 400
LONGEST_CELL = 1_000_000
_OTHERS = (
    (b"%PDF", "a PDF"),
    (b"{\\rtf", "a text document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
)
_HAS_NUMBER = late_pattern(r"[-($]*\d[\d,.']*\)?")
_MARKUP = ("<!doctype html", "<html", "<table", "<?xml")


def text_rows(content: bytes, name: str) -> tuple[list[list[str]], str]:
    """The cells of a CSV file, and a remark where its letters had to be guessed.

    Raises OtherKind for a file that is no text, OpenQuote.
    """
    for start, kind in _OTHERS:
        if content.startswith(start):
            raise OtherKind(name, kind)
    text, remark = decoded(content, name)
    if text.lstrip().lower().startswith(_MARKUP):
        raise OtherKind(name, "a web page or an XML file that only has the name of a spreadsheet")
    csv.field_size_limit(LONGEST_CELL)
    return _cells(text, separator(text), name), remark


def _cells(text: str, sign: str, name: str) -> list[list[str]]:
    """The cells of the text. Raises OpenQuote where a quotation mark swallows rows."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign)
    if '"' not in text:
        return list(reader)
    rows: list[list[str]] = []
    first, last, suspects = 0, (0, 0, 0), []
    for row in reader:
        rows.append(row)
        last = (first, reader.line_num, len(row))
        if reader.line_num > first + 1:
            suspects.append(last)
        first = reader.line_num
    if suspects or (rows and '"' in text[text.rstrip().rfind("\n") + 1 :]):
        widths = Counter(len(row) for row in rows if len(row) > 1)
        usual = widths.most_common(1)[0][0] if widths else 0
        _refuse_open_quote(io.StringIO(text, newline="").readlines(), [*suspects, last], usual, sign, name)
    return rows


def _refuse_open_quote(lines: list[str], records: list[tuple[int, int, int]], usual: int, sign: str, name: str) -> None:
    """A record of several lines is one cell with line breaks, or rows that a quotation mark swallowed.

    It swallowed rows where its first line, read alone, is as wide as most lines are and holds a number, and so is one
    of the others, or the end of the file. Records are given by their first line, the line after them and their width.
    """

    def whole(line: str) -> bool:
        row = next(csv.reader([line.replace('"', "")], delimiter=sign), [])
        return len(row) >= usual > 1 and any(_HAS_NUMBER.fullmatch(cell.strip()) for cell in row[1:])

    for first, after, width in records:
        others = any(whole(line) for line in lines[first + 1 : after])
        at_end = after >= len(lines) and width < usual
        if whole(lines[first]) and (others or at_end):
            raise OpenQuote(name, first + 1)


def decoded(content: bytes, name: str) -> tuple[str, str]:
    """The text of the bytes, with a remark where letters had to be guessed. Raises OtherKind."""
    try:
        found = decode_text(content)
    except NotText as error:
        raise OtherKind(name, str(error)) from None
    if not found.guessed_line:
        return found.text, ""
    words = (
        f"Some letters of {name} (first in line {found.guessed_line}) are not written in UTF-8 and were read as "
        "Western European; check that names with accents are right."
    )
    return found.text, words


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
