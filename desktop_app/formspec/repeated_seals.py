"""Seals that reach from one filing into another: what was sealed stays so where a later filing repeats it.

A cell repeats another filing's where it opens with it or is computed from it, where its column does so on other lines
(a total of last year's column), where a column beside it says how the two years differ, and, in a revision, where it is
the same cell. A row that was entered anew may be any of those that are gone. Values have no part in this.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property

from desktop_app.domain.confidentiality import ANY, Seal, covering
from desktop_app.domain.late_dataclasses import dataclass, field, replace
from desktop_app.domain.values import Place
from desktop_app.formspec.answers import Answers
from desktop_app.formspec.binding import read
from desktop_app.formspec.definition import ScheduleColumn
from desktop_app.formspec.expressions import CellReference, references
from desktop_app.formspec.sheet import FormLayout

REVISED = "revised"
Columns = Mapping[tuple[str, str], tuple[CellReference, ...]]


@dataclass(frozen=True)
class OtherSeals:
    """The seals of other filings by the scope under which this one reads them, `REVISED` being the one it corrects.

    `merged` are accounts that were retired since, by the utility and account that took their balances over; `rows` the
    rows of schedules that grow, by scope and schedule.
    """

    by_scope: Mapping[str, Sequence[Seal]]
    merged: Mapping[tuple[str, str], Sequence[str]] = field(default_factory=dict)
    rows: Mapping[tuple[str, str], frozenset[str]] = field(default_factory=dict)


class SealIndex:
    """Seals by the schedule they lie in, so that few are looked at for each cell."""

    def __init__(self, seals: Iterable[Seal]) -> None:
        self._by_schedule: dict[str, list[Seal]] = {}
        for seal in seals:
            self._by_schedule.setdefault(seal.target.partition("/")[0], []).append(seal)

    @property
    def schedules(self) -> Iterable[str]:
        """Where there are any; `ANY` where one is not of one schedule."""
        return self._by_schedule

    def near(self, place: Place) -> list[Seal]:
        """Those that may concern the cell."""
        return [*self._by_schedule.get(place.schedule, ()), *self._by_schedule.get(ANY, ())]


@dataclass(frozen=True)
class RepeatingCells:
    """What the cells of a sheet repeat of other filings: the same for all filings that are laid out so."""

    sheet: FormLayout

    @cached_property
    def columns(self) -> Columns:
        """The columns that show another filing's figures line by line, with what each line reads."""
        return _repeating_columns(self.sheet)

    @cached_property
    def reading(self) -> Sequence[tuple[Place, str, CellReference | None]]:
        """Every cell with what it reads of another filing, and the scope of that: of a revised one itself."""
        found: list[tuple[Place, str, CellReference | None]] = []
        for place, spec in self.sheet.cells.items():
            found.append((place, REVISED, None))
            beside = self.columns.get((place.schedule, place.column), ())
            if beside or ":" in spec.carried or ":" in spec.formula:
                refs = (*_outside(spec.carried), *_outside(spec.formula), *beside)
                found += [(place, ref.scope, ref) for ref in refs]
        return found

    @cached_property
    def near(self) -> Mapping[tuple[str, str], Sequence[int]]:
        """The numbers of what is read in a schedule of a scope; those of all schedules under `ANY`."""
        found: dict[tuple[str, str], list[int]] = {}
        for number, (place, scope, ref) in enumerate(self.reading):
            read_of = place.schedule if ref is None or ref.schedule == "." else ref.schedule
            for schedule in (*self.sheet.repeats.get(read_of, (read_of,)), ANY):
                found.setdefault((scope, schedule), []).append(number)
        return found

    def _cells(self, number: int) -> Iterator[Place]:
        """The cells of another filing that are read there."""
        place, _, ref = self.reading[number]
        yield from (place,) if ref is None else (member for _, member in self.sheet.members(ref, place))

    @cached_property
    def first_repeating(self) -> Mapping[tuple[str, str], Place]:
        """The first cell that repeats a cell of another filing, by scope and that cell."""
        found: dict[tuple[str, str], Place] = {}
        for number, (place, scope, _) in enumerate(self.reading):
            for source in self._cells(number):
                found.setdefault((scope, str(source)), place)
        return found

    @cached_property
    def compared(self) -> Sequence[tuple[Place, Sequence[Place]]]:
        """The cells that say how a repeated figure differs from this filing's own, with those beside them that do."""
        return [*_compared_cells(self.sheet, self.columns)]

    def seals(self, other: OtherSeals) -> dict[Place, Seal]:
        """The seal of another filing for every cell that repeats or compares what it covers."""
        indexes = {scope: SealIndex(seals) for scope, seals in other.by_scope.items() if seals}
        if not indexes:
            return {}
        touched = {
            number
            for scope, index in indexes.items()
            for schedule in index.schedules
            for number in self.near.get((scope, schedule), ())
        }
        found: dict[Place, Seal] = {}
        for number in sorted(touched):
            place, scope, _ = self.reading[number]
            for source in () if place in found else self._cells(number):
                seal = _covering(self.sheet, indexes[scope], scope, source, other)
                if seal is not None:
                    found[place] = self._covering_here(seal, scope)
                    break
        for place, beside in self.compared if found else ():
            seals = [found[one] for one in beside if one in found]
            if seals:
                found.setdefault(place, seals[0])
        return found

    def _covering_here(self, seal: Seal, scope: str) -> Seal:
        """The seal, if it only protects another, with the cell here that repeats the protected one.

        Where none does, the seal is one like any other.
        """
        if not seal.covers_for:
            return seal
        protected = self.first_repeating.get((scope, seal.covers_for))
        return replace(seal, covers_for="" if protected is None else str(protected))


def repeated_seals(sheet: FormLayout, other: OtherSeals) -> dict[Place, Seal]:
    """The seal of another filing for every cell of this one that repeats or compares what it covers."""
    return RepeatingCells(sheet).seals(other)


def proposed_seals(sheet: FormLayout, answers: Answers) -> list[Seal]:
    """What other filings hand on and nobody has decided here: each asks whether it is still needed.

    A seal of a line, column or schedule is handed on as one of a whole column where all its cells repeat it.
    """
    decided = SealIndex(seal for seal in answers.seals.values() if seal.carried or not seal.waived)
    groups: dict[tuple[str, str, str, str, str], list[Place]] = {}
    for place, seal in answers.repeated.items():
        if not any(mine.reaches(place) for mine in decided.near(place)):
            column = "" if seal.of_one_cell else place.column
            key = (seal.type, seal.reason, seal.covers_for, place.schedule, column)
            groups.setdefault(key, []).append(place)
    return [
        Seal(target, type_, reason, confirmed=False, carried=True, covers_for=protected)
        for (type_, reason, protected, schedule, column), places in groups.items()
        for target in _targets(sheet, schedule, column, places)
    ]


def _targets(sheet: FormLayout, schedule: str, column: str, places: Sequence[Place]) -> list[str]:
    whole = [place for place in sheet.places.get(schedule, ()) if place.column == column]
    return [f"{schedule}/{ANY}/{column}"] if set(whole) == set(places) else [str(place) for place in places]


@cache  # cells of many lines are computed alike
def _outside(text: str) -> tuple[CellReference, ...]:
    """What an expression reads of other filings."""
    return tuple(ref for ref in references(read(text)) if ref.scope) if ":" in text else ()


def _covering(sheet: FormLayout, index: SealIndex, scope: str, source: Place, other: OtherSeals) -> Seal | None:
    laid, near = sheet.schedules.get(source.schedule), index.near(source)
    lines = [source.line]
    if laid is not None:
        lines += other.merged.get((laid.definition.utility, source.line), ())
        if source.line in laid.rows and source.line not in other.rows.get((scope, source.schedule), ()):
            lines += [line for seal in near if (line := _line_of(seal)) not in (ANY, *laid.by_id)]
    found = (covering(near, source._replace(line=line)) for line in lines)
    return next((seal for seal in found if seal is not None), None)


def _line_of(seal: Seal) -> str:
    """The one line of the seal's target, or all."""
    return (*seal.target.split("/"), ANY)[1]


def _repeating_columns(sheet: FormLayout) -> Columns:
    """The columns that show another filing's figures line by line, with what each line reads."""
    found: dict[tuple[str, str], tuple[CellReference, ...]] = {}
    for schedule in sheet.schedules.values():
        for column in schedule.definition.columns:
            texts = (column.spec.carried, column.spec.formula)
            refs = [read(text) for text in texts if text]
            lone = tuple(ref for ref in refs if isinstance(ref, CellReference) and ref.scope and ref.line == ".")
            if lone:
                found[schedule.definition.id, column.id] = lone
    return found


def _compared_cells(sheet: FormLayout, repeating: Columns) -> Iterator[tuple[Place, Sequence[Place]]]:
    """The cells that say how a repeated figure differs from this filing's own on the same line, each with these."""
    for name, schedule in sheet.schedules.items():
        # What each column repeats of its own schedule; one that says how two columns differ repeats none.
        telling = {column: {ref.column for ref in refs} for (own, column), refs in repeating.items() if own == name}
        for column in schedule.definition.columns:
            near = _near(column)
            through = [other for other in near if other in telling and (not telling[other] or telling[other] & near)]
            if not through:
                continue
            telling[column.id] = set()
            for place in sheet.places[name]:
                if place.column == column.id:
                    yield place, [place._replace(column=other) for other in sorted(through)]


def _near(column: ScheduleColumn) -> set[str]:
    """The columns that a computed column reads on its own line."""
    if not column.spec.formula:
        return set()
    return {ref.column for ref in references(read(column.spec.formula)) if not ref.scope and ref.line == "."}
