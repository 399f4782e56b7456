"""The marks of a sheet in the XML of an .xlsx file, whoever wrote it: any prefix, any order of attributes."""

from __future__ import annotations

import re

from desktop_app.domain.late_patterns import late_pattern
from desktop_app.pagespec.worksheets import column_letters
from desktop_app.spreadsheets.cell_marks import WorkbookMarks, cell_address

MOST_COLUMNS = 256
_ROW = late_pattern(rb"<(?:\w+:)?row((?:\s[^<>]*?)?)/?>")
_LOOKED_FOR = late_pattern(rb"<(?:\w+:)?f[\s/>]|\st\s*=\s*[\"']e[\"']")
_NUMBER = late_pattern(rb"\sr\s*=\s*[\"'](\d+)[\"']")
_HIDDEN = late_pattern(rb"\shidden\s*=\s*[\"'](?:1|true)[\"']")
_ATTRIBUTES = rb"((?:\s+[\w:]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*)\s*"
_CELL = late_pattern(rb"<(?:\w+:)?c" + _ATTRIBUTES + rb"(?:/>|>(.*?)</(?:\w+:)?c\s*>)", re.DOTALL)
_COLUMN = late_pattern(rb"<(?:\w+:)?col" + _ATTRIBUTES + rb"/?>")
_ATTRIBUTE = late_pattern(rb"([\w:]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_FORMULA = late_pattern(rb"<(?:\w+:)?f[\s/>]")
_VALUE = late_pattern(rb"<(?:\w+:)?v(?:\s[^>]*)?>[^<]|<(?:\w+:)?is[\s>]")
_EMPTY_VALUE = late_pattern(rb"<(?:\w+:)?v(?:\s[^>]*)?/?>")


def marks_of_sheet(xml: bytes) -> WorkbookMarks:
    """The marks of one sheet."""
    uncomputed: list[str] = []
    faulty: list[str] = []
    hidden: list[int] = []
    # Most rows hold nothing that is looked for: they are found all at once, and passed over by their numbers.
    telling = [match.start() for match in _LOOKED_FOR.finditer(xml)]
    heads = [*_ROW.finditer(xml)] if telling or b"hidden" in xml else []
    number, next_ = 0, 0
    for head, end in zip(heads, [*(head.start() for head in heads[1:]), len(xml)], strict=False):
        given = _NUMBER.search(head[1])
        number = int(given[1]) if given else number + 1
        if _HIDDEN.search(head[1]):
            hidden.append(number)
        while next_ < len(telling) and telling[next_] < head.end():
            next_ += 1
        if next_ < len(telling) and telling[next_] < end:
            _look_at(xml[head.end() : end], number, uncomputed, faulty)
    return WorkbookMarks(tuple(uncomputed), tuple(faulty), _hidden_columns(xml), tuple(hidden))


def _look_at(row: bytes, number: int, uncomputed: list[str], faulty: list[str]) -> None:
    column = -1
    for match in _CELL.finditer(row):
        attributes, body = _attributes(match[1]), match[2] or b""
        cell = attributes.get("r", "")
        column = _column_of(cell) if cell else column + 1
        name = cell or cell_address(number - 1, column)
        if attributes.get("t") == "e":
            faulty.append(name)
        elif _FORMULA.search(body) and not _has_result(body, attributes.get("t", "")):
            uncomputed.append(name)


def _has_result(body: bytes, kind: str) -> bool:
    """Whether a value stands beside the formula; a text may be an empty one."""
    return bool(_VALUE.search(body)) or (kind == "str" and bool(_EMPTY_VALUE.search(body)))


def _column_of(cell: str) -> int:
    number = 0
    for sign in cell.rstrip("0123456789"):
        number = number * 26 + ord(sign) - ord("A") + 1
    return number - 1


def _hidden_columns(xml: bytes) -> tuple[str, ...]:
    found: list[str] = []
    for match in _COLUMN.finditer(xml[: xml.find(b"sheetData")]):
        if _HIDDEN.search(match[1]):
            given = _attributes(match[1])
            first, last = int(given.get("min", "1")), int(given.get("max", "1"))
            found += [column_letters(column) for column in range(first - 1, min(last, MOST_COLUMNS))]
    return tuple(found)


def _attributes(text: bytes) -> dict[str, str]:
    return {
        match[1].decode("ascii", "replace"): (match[2] or match[3] or b"").decode("utf-8", "replace")
        for match in _ATTRIBUTE.finditer(text)
    }
