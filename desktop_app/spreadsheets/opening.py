"""The job of a worker: opens one file of somebody else and tells what stands in it.

The request is the file's name (a line of JSON) and its bytes. The answer begins with what is known of each table and in
how many parts its rows follow (`packed_rows`). Nothing of the program is loaded besides, so the answer comes at once,
and whatever a hostile file does, nothing else is touched.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from desktop_app.spreadsheets import text_tables
from desktop_app.spreadsheets.packed_rows import packed_rows, parts_of
from desktop_app.spreadsheets.sheet_rows import Cell, SheetRows, is_workbook


def read_tables(request: bytes) -> Iterator[bytes]:
    """The tables of the file, frame by frame; a UserError is the refusal of a file that cannot be taken."""
    head, _, content = request.partition(b"\n")
    name = json.loads(head)
    if is_workbook(content):
        from desktop_app.spreadsheets import excel_tables  # a list that is text does without

        tables, remarks = excel_tables.excel_tables(content, name)
    else:
        texts, remark = text_tables.text_rows(content, name)
        rows: list[list[Cell]] = []
        texts.reverse()
        while texts:  # each row is let go of as its cells are made: a long table must not be held twice
            rows.append([cell.strip() or None for cell in texts.pop()])
        tables = [SheetRows("", rows)]
        remarks = (remark,) if remark else ()
    known = [{**vars(table), "rows": parts_of(table.rows)} for table in tables]
    yield json.dumps({"tables": known, "remarks": remarks}, separators=(",", ":")).encode("ascii")
    for table in tables:
        yield from packed_rows(table.rows)
