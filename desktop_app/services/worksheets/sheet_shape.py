"""What a sheet that came back lost of its shape: columns and lines that were deleted, cells that were merged."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from desktop_app.domain.late_patterns import late_pattern
from desktop_app.pagespec.worksheets import column_letters
from desktop_app.services.worksheets import keys
from desktop_app.services.worksheets.copy_record import RecordedSheet
from desktop_app.services.worksheets.sheet_finding import FoundSheet

SOME = 3
_AREA = late_pattern(r"([A-Z]+)(\d+):([A-Z]+)(\d+)")


def lost_columns(sheet: FoundSheet, held: RecordedSheet) -> tuple[str, ...]:
    """The headings of the columns that the copy had and the sheet has no more."""
    here = sheet.columns.values()
    return tuple(head for name, head in held.heads if not name.startswith(".") and name not in here)


def lost_sentence(sheet: FoundSheet, kind: str, labels: Sequence[str]) -> str:
    """That columns or lines are gone, which changes nothing."""
    more = f" and {len(labels) - SOME} more" if len(labels) > SOME else ""
    some = ", ".join(f"'{label}'" for label in labels[:SOME]) + more
    return f"Sheet '{sheet.table.name}' no longer has the {kind} {some}; what is here stays as it is."


def merged_sentence(sheet: FoundSheet, columns: Collection[int]) -> str:
    """What is wrong where cells of lines were merged: only the first has a value then. Nothing where none were."""
    lines = {row.number for row in sheet.rows if row.key and not keys.is_mark(row.key) and row.key != keys.HEAD}
    letters = [column_letters(at) for at in columns]
    for area in sheet.table.merged:
        found = _AREA.fullmatch(area)
        if found is None:
            continue
        left, top, right, bottom = found[1], int(found[2]), found[3], int(found[4])
        ranks = [(len(one), one) for one in letters]
        wide = any((len(left), left) <= rank <= (len(right), right) for rank in ranks)
        if wide and any(top <= number <= bottom for number in lines):
            return (
                f"{sheet.where}: the cells {area} were merged, so it cannot be told whose figure that is. Unmerge them "
                "and import the copy again."
            )
    return ""
