"""What a copy knows of itself: its company, and what every cell held when it was written, on a hidden sheet.

A digest covers it. It is what a copy that comes back is compared with, so that only what was changed in it is taken.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from desktop_app.domain.late_dataclasses import dataclass, field
from desktop_app.domain.problems import UserError
from desktop_app.domain.values import Json
from desktop_app.pagespec.worksheets import BoxPurpose, SheetRow, Worksheet, WorksheetCell
from desktop_app.services.ports import SpreadsheetTable, TableCell
from desktop_app.services.worksheets import keys

FORMAT = "filing-desk-copy 1"
CHUNK = 30_000
MOST_CHUNKS = 4_000
_LOOSE = str.maketrans({"\ufffe": "\ufffd", "\uffff": "\ufffd", "\r": None})
_HEADS = 3


class AlteredRecord(UserError):
    """The hidden sheet is not as it was written."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"The hidden sheet '{keys.RECORD}' of {name} was altered, so the changes cannot be determined. "
            "Copy the filing to Excel again and make the changes there."
        )


@dataclass(frozen=True)
class RecordedSheet:
    """One sheet as it was written.

    `heads` are the columns with their headings; `rows` the lines by key, each with the text of its cells by column;
    `labels` what is read in a line beside its figures; `marks` the explanations, reasons and seals by key.
    """

    key: keys.SheetKey
    name: str
    heading: str
    title: str
    heads: tuple[tuple[str, str], ...] = ()
    rows: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    labels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    spare: tuple[tuple[str, ...], ...] = ()
    marks: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class CopyRecord:
    """The company and the sheets of a copy; `filled` is False for a blank worksheet, which held nothing."""

    company_id: str
    company: str
    filled: bool
    sheets: tuple[RecordedSheet, ...]

    def sheet(self, key: keys.SheetKey) -> RecordedSheet | None:
        """The sheet of that key as it was written."""
        return next((sheet for sheet in self.sheets if sheet.key == key), None)


def plain_text(value: TableCell | Decimal | date | None) -> str:
    """A value as it is compared: the same text whatever program saved the file."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, Decimal):
        return f"{value.normalize() + 0:f}" if value else "0"
    if isinstance(value, date):
        return value.isoformat()
    return value.translate(_LOOSE).strip()


def recorded(sheet: Worksheet) -> RecordedSheet | None:
    """What the sheet holds, read from its boxes; None for one that does not find its way back."""
    key = keys.read_sheet_key(_text(sheet.rows[0], 0))
    if key is None:
        return None
    texts = [[_text(row, at) for at in range(len(row.boxes))] for row in sheet.rows]
    heading, title = (next((text for text in texts[row][1:] if text), "") for row in (1, 2))
    if key.schedule == keys.SEALS:
        marks = {keys.seal_mark(row[1]): f"{row[2]}\n{row[3]}" for row in texts if row and row[0] == keys.SEAL}
        return RecordedSheet(key, sheet.name, heading, title, marks=marks)
    columns = {at: name for at, name in enumerate(texts[-1]) if at and name}
    head = next(row for row in texts if row and row[0] == keys.HEAD)
    beside = [at for at, name in columns.items() if name in keys.BESIDE]
    rows, labels, marks, spare = {}, {}, {}, []
    for row in texts[_HEADS:-1]:
        mark = row[0] if row else ""
        label = tuple(row[at] if at < len(row) else "" for at in beside)
        if keys.is_mark(mark):
            marks[mark], labels[mark] = row[-1], label
        elif mark == keys.NEW_ROW:
            spare.append(label)
        elif mark not in ("", keys.HEAD):
            labels[mark] = label
            rows[mark] = {
                name: row[at] if at < len(row) else "" for at, name in columns.items() if not name.startswith(".")
            }
    heads = tuple((name, head[at] if at < len(head) else "") for at, name in columns.items() if name != keys.WORDS)
    return RecordedSheet(key, sheet.name, heading, title, heads, rows, labels, tuple(spare), marks)


def record_sheet(record: CopyRecord) -> Worksheet:
    """The hidden sheet that keeps the record."""
    content = json.dumps(_to_json(record), ensure_ascii=True, separators=(",", ":"), sort_keys=True).encode("ascii")
    text = base64.b64encode(content).decode("ascii")
    chunks = [text[at : at + CHUNK] for at in range(0, len(text), CHUNK)]
    lines = [FORMAT, hashlib.sha256(content).hexdigest(), *chunks]
    rows = tuple(SheetRow((WorksheetCell(line, BoxPurpose.KEY),)) for line in lines)
    return Worksheet(keys.RECORD, (40,), rows, hidden=True)


def read_record(tables: Iterable[SpreadsheetTable], name: str) -> CopyRecord | None:
    """The record that a copy keeps; None for a file without one. Raises AlteredRecord."""
    for table in tables:
        lines = [plain_text(row[0]) for row in table.rows if row]
        if lines[:1] != [FORMAT]:
            continue
        try:
            content = base64.b64decode("".join(lines[2:MOST_CHUNKS]), validate=True)
            if hashlib.sha256(content).hexdigest() != lines[1]:
                raise AlteredRecord(name)
            return _from_json(json.loads(content))
        except (IndexError, binascii.Error, ValueError, KeyError, TypeError):
            raise AlteredRecord(name) from None
    return None


def is_record(table: SpreadsheetTable) -> bool:
    """Whether the sheet is the hidden one of the program."""
    return bool(table.rows) and bool(table.rows[0]) and table.rows[0][0] == FORMAT


def _text(row: SheetRow, at: int) -> str:
    box = row.boxes[at] if at < len(row.boxes) else None
    return "" if box is None else plain_text(box.value)


def _to_json(record: CopyRecord) -> dict[str, Json]:
    sheets: list[Json] = [
        {
            "filing": sheet.key.filing,
            "schedule": sheet.key.schedule,
            "part": sheet.key.part,
            "name": sheet.name,
            "heading": sheet.heading,
            "title": sheet.title,
            "heads": [[*pair] for pair in sheet.heads],
            "rows": [[key, {**cells}] for key, cells in sheet.rows.items()],
            "labels": [[key, [*label]] for key, label in sheet.labels.items()],
            "spare": [[*label] for label in sheet.spare],
            "marks": {**sheet.marks},
        }
        for sheet in record.sheets
    ]
    return {"company_id": record.company_id, "company": record.company, "filled": record.filled, "sheets": sheets}


def _from_json(data: dict[str, Any]) -> CopyRecord:
    """The record of data whose digest agrees: nobody but this program wrote it."""
    sheets = tuple(
        RecordedSheet(
            key=keys.SheetKey(str(item["filing"]), str(item["schedule"]), bool(item["part"])),
            name=str(item["name"]),
            heading=str(item["heading"]),
            title=str(item["title"]),
            heads=tuple((pair[0], pair[1]) for pair in item["heads"]),
            rows={pair[0]: dict(pair[1]) for pair in item["rows"]},
            labels={pair[0]: tuple(pair[1]) for pair in item["labels"]},
            spare=tuple(tuple(label) for label in item["spare"]),
            marks=dict(item["marks"]),
        )
        for item in data["sheets"]
    )
    return CopyRecord(str(data["company_id"]), str(data["company"]), bool(data["filled"]), sheets)
