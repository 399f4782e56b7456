"""The keys by which a worksheet finds its way back: of the sheet in its first box, of columns and lines at the edge."""

from __future__ import annotations

from typing import NamedTuple

MARK = "filing-desk"
VERSION = "1"
WHOLE, PART = "whole", "part"
COLUMNS, NUMBER, ACCOUNT, LABEL, WORDS = "columns", ".line", ".account", ".label", ".words"
BESIDE = (NUMBER, ACCOUNT, LABEL)
HEAD = ".head"
NEW_ROW, NOTE, OVERRIDE, SEAL = "+", "note", "override", "seal"
SEALS = "seals"
RECORD = "Filing Desk"


class SheetKey(NamedTuple):
    """Which filing and schedule a sheet belongs to. A `part` of a schedule leaves alone what it does not fill in."""

    filing: str
    schedule: str
    part: bool


def sheet_key(filing: str, schedule: str, *, part: bool = False) -> str:
    """What stands in the first box of a schedule's sheet."""
    return f"{MARK} {VERSION} {filing}/{schedule} {PART if part else WHOLE}"


def read_sheet_key(text: object) -> SheetKey | None:
    """The key that `sheet_key` wrote, None for anything else."""
    parts = text.split(" ") if isinstance(text, str) else []
    if len(parts) != len(sheet_key("", "").split(" ")) or parts[:2] != [MARK, VERSION] or parts[2].count("/") != 1:
        return None
    filing, schedule = parts[2].split("/")
    return SheetKey(filing, schedule, parts[3] == PART)


def mark_key(kind: str, line: str, column: str) -> str:
    """The key of a row that holds the explanation of a cell, or the reason of an override."""
    return f"{kind}:{line}/{column}"


def seal_mark(target: str) -> str:
    """The key of a row that holds a seal."""
    return f"{SEAL}:{target}"


def is_mark(key: str) -> bool:
    """Whether a row holds an explanation, or the reason of an override."""
    kind, _, target = key.partition(":")
    return bool(target) and kind in (NOTE, OVERRIDE)
