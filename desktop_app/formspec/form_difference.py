"""What a new revision of a form has that the old one has not: lines and columns that are new, gone, or moved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from desktop_app.domain.late_dataclasses import dataclass, replace
from desktop_app.domain.values import Place, Value
from desktop_app.formspec.definition import FormDefinition, ScheduleLine

ANY = "*"


@dataclass(frozen=True, slots=True)
class FormPart:
    """A line of a form, or a column of its schedules (then the line is ``*``), where it is printed and what it says."""

    schedule: str
    line: str
    column: str
    page: str
    label: str

    @property
    def name(self) -> tuple[str, str]:
        """What it is called wherever it is: its line and column."""
        return self.line, self.column

    @property
    def where(self) -> str:
        """The part as users find it."""
        return f"Page {self.page}, {self.label}"


@dataclass(frozen=True, slots=True)
class FormChange:
    """A part that is new, gone, moved or worded differently, with what it was and what it is."""

    what: str
    before: FormPart | None
    now: FormPart | None


@dataclass(frozen=True, slots=True)
class FormDifference:
    """What differs from one revision of a form to another. What moved is there with the part that it was."""

    new: tuple[FormPart, ...]
    gone: tuple[FormPart, ...]
    moved: tuple[tuple[FormPart, FormPart], ...]
    reworded: tuple[tuple[FormPart, FormPart], ...]

    @property
    def rows(self) -> tuple[FormChange, ...]:
        """All of it, one after the other: what is new, gone, moved, worded differently."""
        return (
            *(FormChange("New", None, part) for part in self.new),
            *(FormChange("Gone", part, None) for part in self.gone),
            *(FormChange("Moved", old, part) for old, part in self.moved),
            *(FormChange("Words changed", old, part) for old, part in self.reworded),
        )


def form_difference(old: FormDefinition, new: FormDefinition) -> FormDifference:
    """What is new, gone, moved and worded differently. A part moved if just one of its name went and just one came."""
    before, after = _parts(old), _parts(new)
    gone = [part for key, part in before.items() if key not in after]
    came = [part for key, part in after.items() if key not in before]
    once = {name for name, count in Counter(part.name for part in gone).items() if count == 1}
    once &= {name for name, count in Counter(part.name for part in came).items() if count == 1}
    target = {part.name: part for part in came}
    kept = [(part, after[key]) for key, part in before.items() if key in after]
    return FormDifference(
        tuple(part for part in came if part.name not in once),
        tuple(part for part in gone if part.name not in once),
        (
            *((part, target[part.name]) for part in gone if part.name in once),
            *((one, other) for one, other in kept if one.page != other.page),
        ),
        tuple((one, other) for one, other in kept if one.label != other.label),
    )


def moved_values(values: Mapping[Place, Value], difference: FormDifference) -> dict[Place, Value]:
    """Last year's values under the places that their lines have in the new revision."""
    lines = {(old.schedule, old.line): new.schedule for old, new in difference.moved if old.line != ANY}
    return {
        place._replace(schedule=lines.get((place.schedule, place.line), place.schedule)): value
        for place, value in values.items()
    }


def _parts(form: FormDefinition) -> dict[tuple[str, str, str], FormPart]:
    found = []
    for schedule in form.schedules:
        part = FormPart(schedule.id, ANY, "", schedule.page, "")
        found += [replace(part, column=column.id, label=column.label) for column in schedule.columns]
        found += [
            replace(part, line=line.id, label=line.label)
            for line in schedule.body
            if isinstance(line, ScheduleLine) and not line.heading
        ]
    return {(part.schedule, *part.name): part for part in found}
