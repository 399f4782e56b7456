"""The job of a worker: opens one file of somebody else and tells what stands in it.

The request is the file's name (a line of JSON) and its bytes, the answer one JSON. Nothing of the program is loaded
besides, so the answer comes at once, and whatever a hostile file does, nothing else is touched.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

from desktop_app.spreadsheets import excel_tables, text_tables


def read_tables(request: bytes) -> Iterator[bytes]:
    """The tables of the file as JSON; a UserError is the refusal of a file that cannot be taken."""
    head, _, content = request.partition(b"\n")
    name = json.loads(head)
    if excel_tables.is_workbook(content):
        tables, remarks = excel_tables.excel_tables(content, name)
    else:
        rows, remark = text_tables.text_rows(content, name)
        cells: list[list[excel_tables.Cell]] = []
        rows.reverse()
        while rows:  # each row is let go of as its cells are made: a long table must not be held twice
            cells.append([cell.strip() or None for cell in rows.pop()])
        tables = [excel_tables.ExcelTable("", cells)]
        remarks = (remark,) if remark else ()
    answer = {"tables": [vars(table) for table in tables], "remarks": remarks}
    yield json.dumps(answer, default=_dated, separators=(",", ":")).encode("ascii")


def _dated(value: object) -> object:
    if isinstance(value, date):
        return {"date": value.isoformat()}
    raise TypeError(f"No value of a table: {type(value).__name__}")
