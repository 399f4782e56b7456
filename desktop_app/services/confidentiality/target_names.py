"""Where a seal lies, in words. A renderer needs no more of this room than that."""

from __future__ import annotations

from desktop_app.domain.confidentiality import ANY
from desktop_app.domain.values import Place
from desktop_app.formspec.sheet import FormLayout
from desktop_app.formspec.wording import location


def target_words(sheet: FormLayout, target: str) -> str:
    """Where a seal lies, in words."""
    parts = target.split("/")
    schedule = sheet.schedules.get(parts[0])
    if schedule is None:
        return target
    page = schedule.definition.where
    titled = schedule.definition.heading.replace(": ", ", ", 1)
    titled = f"{titled[:1].lower()}{titled[1:]}"
    if len(parts) == 1:
        return f"{titled} (whole schedule)"
    line = next((item for item in schedule.lines if item.id == parts[1]), None)
    cell = len(parts) == len(Place._fields)
    if not cell and line is not None:
        return f"{page}, {line.label} (whole line)"
    if cell and parts[1] == ANY and parts[2] in schedule.columns:
        return f"{titled}, column {schedule.columns[parts[2]].label}"
    return location(sheet, Place(*parts)) if cell else target
