"""Rows that were sorted or moved without their grey key: the words of one line beside the key of another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from desktop_app.services.worksheets import keys
from desktop_app.services.worksheets.copy_record import RecordedSheet, plain_text
from desktop_app.services.worksheets.sheet_finding import FoundSheet


def moved_rows_sentence(sheet: FoundSheet, held: RecordedSheet, own_rows: Collection[str]) -> str:
    """What is wrong with the rows of a sheet; nothing where each line of the form stands beside its key.

    `own_rows` are rows that somebody added: they have no words of the form. A key that is there twice is another
    fault, which has a sentence of its own.
    """
    at = next((at for at, name in sheet.columns.items() if name == keys.LABEL), None)
    beside = [name for name, _ in held.heads if name in keys.BESIDE]
    if at is None or keys.LABEL not in beside:
        return ""
    spot = beside.index(keys.LABEL)
    words = {key: label[spot] for key, label in held.labels.items() if key not in own_rows and label[spot]}
    once = {key for key, count in Counter(row.key for row in sheet.rows).items() if count == 1}
    read = [(row, plain_text(row.cell(at))) for row in sheet.rows if row.key in words and row.key in once]
    moved = [(row, text) for row, text in read if text != words[row.key] and text in words.values()]
    if not moved:
        return ""
    row, text = moved[0]
    more = f" ({len(moved)} rows are like this)" if len(moved) > 1 else ""
    return (
        f"{sheet.where}: row {row.number} has the grey key of '{words[row.key]}' and reads '{text}'{more}. Rows were "
        "sorted or moved without their grey keys. Undo that and import the copy again."
    )
