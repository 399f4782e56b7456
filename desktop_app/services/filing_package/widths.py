"""How the width of a page is shared among the columns of a schedule: from the form alone, never from a value.

A table that is too wide for the page is divided into panels that stand under each other, each with the lines' labels.
"""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.formspec.definition import FormSchedule, ScheduleColumn, ScheduleKind
from desktop_app.formspec.sheet import SheetSchedule
from desktop_app.pagespec.pages import MARK_WIDTH, FontFace, TextAlignment
from desktop_app.pagespec.paragraphs import Measure, wrapped
from desktop_app.pagespec.tables import HEADING_SIZE, PAD, TableColumn
from desktop_app.services.paper.frame import LEFT, WIDTH

NARROWEST = MARK_WIDTH + 3.0
WIDEST_NUMBER = 92.0
LEAST_TEXT = 68.0
LEAST_LABEL = 104.0
LABEL_SHARE = 26
LINE_WIDTH = 22.0
ACCOUNT_WIDTH = 38.0
ANSWER_SHARE = 0.56
LONGEST_HEADING = 100.0


@dataclass(frozen=True, slots=True)
class TablePanel:
    """One table of a schedule: `lead` names what stands before the data columns ("line", "account", "label")."""

    lead: tuple[str, ...]
    data: tuple[ScheduleColumn, ...]
    columns: tuple[TableColumn, ...]


def panels(schedule: SheetSchedule, measure: Measure) -> tuple[TablePanel, ...]:
    """The tables in which the schedule is printed."""
    definition = schedule.definition
    if definition.kind in {ScheduleKind.FIELDS, ScheduleKind.INQUIRIES}:
        return (_answers(schedule, measure),)
    lead, widths = _leading(schedule, measure)
    room = WIDTH - sum(widths)
    label = lead[-1] == "label" and not widths[-1]
    least = [_least(column, measure) for column in definition.printed]
    chunks = _divided(definition.printed, least, room - (LEAST_LABEL if label else 0.0))
    return tuple(_panel(lead, widths, chunk, definition, measure) for chunk in chunks)


def _answers(schedule: SheetSchedule, measure: Measure) -> TablePanel:
    answer = WIDTH * ANSWER_SHARE
    widths = [LINE_WIDTH, WIDTH - LINE_WIDTH - answer, answer]
    question = "Question" if schedule.definition.kind is ScheduleKind.INQUIRIES else "Item"
    headings = ["Line", question, "Answer"]
    specs = [
        spec for line in schedule.lines if (spec := schedule.spec(line, schedule.definition.columns[0])) is not None
    ]
    figures = bool(specs) and all(spec.type.numeric for spec in specs)
    columns = _columns(
        headings,
        widths,
        [TextAlignment.CENTER, TextAlignment.LEFT, TextAlignment.RIGHT if figures else TextAlignment.LEFT],
        measure,
    )
    return TablePanel(("line", "label"), schedule.definition.columns, columns)


def _leading(schedule: SheetSchedule, measure: Measure) -> tuple[tuple[str, ...], list[float]]:
    """The columns before the data, with their widths; 0 for a label that takes what is left."""
    if schedule.definition.kind is ScheduleKind.ROWS:
        longest = max((measure(line.label, FontFace.BOLD, 8.0) for line in schedule.lines), default=0.0)
        return ("label",), [min(max(longest + 2 * PAD + 1, 44.0), LEAST_LABEL)]
    if schedule.definition.numbered:
        return ("account", "label"), [ACCOUNT_WIDTH, 0.0]
    if any(line.number for line in schedule.lines):
        return ("line", "account", "label"), [LINE_WIDTH, ACCOUNT_WIDTH, 0.0]
    return ("line", "label"), [LINE_WIDTH, 0.0]


def column_heading(column: ScheduleColumn) -> str:
    """What stands above the column, with its unit."""
    return f"{column.label} ({column.unit_beside})" if column.unit_beside else column.label


def _least(column: ScheduleColumn, measure: Measure) -> float:
    """The narrowest the column may be: the mark must fit, and the longest word of its heading."""
    words = column_heading(column).split()
    longest = max((measure(word, FontFace.BOLD, HEADING_SIZE) for word in words), default=0.0) + 2 * PAD
    floor = NARROWEST if column.spec.type.numeric else LEAST_TEXT
    return max(floor, min(longest, LONGEST_HEADING))


def _divided(
    columns: Sequence[ScheduleColumn], least: Sequence[float], room: float
) -> list[list[tuple[ScheduleColumn, float]]]:
    """The columns, in order, in as few groups as fit the room, the groups about equally wide."""
    items = list(zip(columns, least, strict=True))
    for count in range(1, len(items) + 1):
        aim = sum(least) / count
        groups: list[list[tuple[ScheduleColumn, float]]] = [[]]
        used = 0.0
        for column, width in items:
            if groups[-1] and (used + width > room or used + width / 2 > aim) and len(groups) < count:
                groups.append([])
                used = 0.0
            groups[-1].append((column, width))
            used += width
        if all(sum(width for _, width in group) <= room for group in groups):
            return groups
    return [[item] for item in items]


def _panel(
    lead: tuple[str, ...],
    lead_widths: list[float],
    chunk: list[tuple[ScheduleColumn, float]],
    asked: FormSchedule,
    measure: Measure,
) -> TablePanel:
    room = WIDTH - sum(lead_widths)
    label_free = not lead_widths[-1]
    data, label = _shared(chunk, room, label_free=label_free)
    widths = [*lead_widths[:-1], label if label_free else lead_widths[-1], *data]
    names = {"line": "Line", "account": asked.numbered or "Acct.", "label": asked.row_label or "Item"}
    headings = [*(names[name] for name in lead), *(column_heading(column) for column, _ in chunk)]
    aligns = {"line": TextAlignment.CENTER, "account": TextAlignment.LEFT, "label": TextAlignment.LEFT}
    columns = _columns(headings, widths, [*(aligns[name] for name in lead), *(_align(c) for c, _ in chunk)], measure)
    return TablePanel(lead, tuple(column for column, _ in chunk), columns)


def _shared(chunk: list[tuple[ScheduleColumn, float]], room: float, *, label_free: bool) -> tuple[list[float], float]:
    """The widths of the data columns and of the label: numbers take what they need, words share the rest."""
    shares = sum(column.width for column, _ in chunk) + (LABEL_SHARE if label_free else 0)
    wordy = label_free or any(not column.spec.type.numeric for column, _ in chunk)
    widths = []
    for column, least in chunk:
        cap = WIDEST_NUMBER if column.spec.type.numeric and wordy else room
        widths.append(max(least, min(room * column.width / shares, cap)))
    label = LEAST_LABEL if label_free else 0.0
    spare = room - sum(widths) - label
    if spare < 0:
        widths = _narrowed(widths, [least for _, least in chunk], -spare)
        return widths, room - sum(widths) if label_free else 0.0
    words = [0 if column.spec.type.numeric and wordy else column.width for column, _ in chunk]
    wanting = sum(words) + (LABEL_SHARE if label_free else 0)
    widths = [width + spare * share / wanting for width, share in zip(widths, words, strict=True)]
    return widths, room - sum(widths) if label_free else 0.0


def _narrowed(widths: list[float], least: list[float], excess: float) -> list[float]:
    slack = sum(width - floor for width, floor in zip(widths, least, strict=True))
    part = min(1.0, excess / slack) if slack > 0 else 0.0
    return [width - (width - floor) * part for width, floor in zip(widths, least, strict=True)]


def _align(column: ScheduleColumn) -> TextAlignment:
    return TextAlignment.RIGHT if column.spec.type.numeric else TextAlignment.LEFT


def _columns(
    headings: Sequence[str], widths: Sequence[float], aligns: Sequence[TextAlignment], measure: Measure
) -> tuple[TableColumn, ...]:
    x, columns = LEFT, []
    for heading, width, align in zip(headings, widths, aligns, strict=True):
        lines = wrapped(heading, measure, FontFace.BOLD, HEADING_SIZE, width - PAD)
        columns.append(TableColumn(x, width, lines, align))
        x += width
    return tuple(columns)
