"""What each version of a filing may show. `public_view` is the only place where sealed values are taken out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum
from functools import cached_property

from desktop_app.domain.confidentiality import ANY, Seal, covering
from desktop_app.domain.late_dataclasses import dataclass, replace
from desktop_app.domain.values import AnswerWord, Place, Value, place_of
from desktop_app.formspec.answers import Answers
from desktop_app.formspec.evaluation import FilingValues
from desktop_app.formspec.repeated_seals import proposed_seals
from desktop_app.formspec.sheet import FormLayout


class HiddenValue(Enum):
    """The structured sign that stands for a sealed value; no text can be mistaken for it."""

    SEALED = "sealed"


Shown = Value | HiddenValue


@dataclass(frozen=True)
class FilingView:
    """The evaluated filing as a version shows it: a `FullView` or a `PublicView`.

    `sealed` names the designated cells and `seals` the designations; both are public and the same in both versions.
    `notes` are the explanations by place.
    """

    values: Mapping[Place, Shown]
    notes: Mapping[Place, str]
    rows: Mapping[str, tuple[str, ...]]
    sealed: frozenset[Place]
    seals: tuple[Seal, ...]

    @property
    def public(self) -> bool:
        """Which version this is."""
        return isinstance(self, PublicView)

    @cached_property
    def sealed_lines(self) -> frozenset[tuple[str, str]]:
        """The lines, as (schedule, line), that hold a sealed cell."""
        return frozenset((place.schedule, place.line) for place in self.sealed)

    def note_sealed(self, place: Place) -> bool:
        """Whether the explanation at the place is sealed because a cell of its line is."""
        return (place.schedule, place.line) in self.sealed_lines


@dataclass(frozen=True)
class FullView(FilingView):
    """Everything, sealed values included."""


@dataclass(frozen=True)
class PublicView(FilingView):
    """What anybody may see: made by `public_view` alone. Whatever is printed for the public is a function of it."""


def effective_seals(sheet: FormLayout, answers: Answers) -> tuple[Seal, ...]:
    """The seals in force: those the user set, those that other filings hand on, and the default seals of fields.

    What was lifted does not count. A field that is blank or answered with a word ("None") carries no default seal.
    """
    stored = [seal for seal in answers.seals.values() if not seal.waived]
    stored += proposed_seals(sheet, answers)
    cells, wider = {seal.target for seal in stored}, [seal for seal in stored if not seal.of_one_cell]
    defaults = [
        Seal(str(place), seal.type, seal.reason, default=True, confirmed=False)
        for place, seal in sheet.sealed_by_default.items()
        if str(place) not in answers.seals
        and not isinstance(answers.values.get(place, AnswerWord.NONE), AnswerWord)
        and str(place) not in cells
        and covering(wider, place) is None
    ]
    return tuple(sorted([*stored, *defaults], key=lambda seal: seal.target))


def sealed_places(sheet: FormLayout, seals: Iterable[Seal]) -> frozenset[Place]:
    """Every cell that a seal covers, whatever it holds: the decision never depends on the value."""
    found: set[Place] = set()
    for seal in seals:
        if seal.of_one_cell:  # a list of customers has hundreds of these: each is found without a walk
            place = place_of(seal.target)
            found.update({place} if place in sheet.cells and not seal.waived else ())
            continue
        schedule = seal.target.partition("/")[0]
        near = sheet.cells if schedule == ANY else sheet.places.get(schedule, ())
        found.update(place for place in near if seal.covers(place))
    return frozenset(found)


def full_view(calculation: FilingValues) -> FullView:
    """Everything that the filing shows, for the sealed version: work papers are no part of it."""
    seals = effective_seals(calculation.model.sheet, calculation.answers)
    laid = calculation.model.sheet.schedules
    work = {name for name, schedule in laid.items() if schedule.definition.work}
    notes = calculation.answers.explanations
    return FullView(
        values={place: value for place, value in calculation.values.items() if place.schedule not in work},
        notes={place: note for place, note in notes.items() if place.schedule not in work},
        rows=dict(calculation.answers.rows),
        sealed=sealed_places(calculation.model.sheet, seals),
        seals=seals,
    )


def filed_view(calculation: FilingValues) -> FullView:
    """What is filed of the filing, as `full_view` shows it: a seal on work papers alone hides nothing of that."""
    sheet, view = calculation.model.sheet, full_view(calculation)
    sealed = frozenset(place for place in view.sealed if not sheet.schedules[place.schedule].definition.work)
    on_work = [seal for seal in view.seals if any(seal.covers(place) for place in view.sealed - sealed)]
    alone = [seal for seal in on_work if not any(seal.covers(place) for place in sealed)]
    return replace(view, sealed=sealed, seals=tuple(seal for seal in view.seals if seal not in alone))


def figures_view(
    sheet: FormLayout, figures: Mapping[Place, Value], rows: Mapping[str, tuple[str, ...]], seals: tuple[Seal, ...]
) -> FullView:
    """The figures of a filing under these seals, for whoever compares them with another: without its explanations."""
    return FullView(figures, {}, rows, sealed_places(sheet, seals), seals)


def public_view(view: FilingView, places: Iterable[Place]) -> PublicView:
    """The view without any sealed value: each sealed cell of the sheet's `places` becomes the sign, filled or not.

    The explanation of a line with a sealed cell goes with it, and nothing tells whether there was one.
    """
    values: dict[Place, Shown] = {place: value for place, value in view.values.items() if place not in view.sealed}
    values.update((place, HiddenValue.SEALED) for place in places if place in view.sealed)
    notes = {place: note for place, note in view.notes.items() if not view.note_sealed(place)}
    return PublicView(values, notes, view.rows, view.sealed, view.seals)


@dataclass(frozen=True)
class PublicFiling:
    """One filing as anybody may see it: its layout, and what `public_view` returned."""

    sheet: FormLayout
    view: PublicView

    def value(self, place: Place) -> Value | None:
        """What the cell shows: None for a blank one and for one taken out."""
        value = self.view.values.get(place)
        return None if isinstance(value, HiddenValue) else value


def public_filing(calculation: FilingValues) -> PublicFiling:
    """The filing as anybody may see it."""
    sheet = calculation.model.sheet
    return PublicFiling(sheet, public_view(full_view(calculation), sheet.cells))
