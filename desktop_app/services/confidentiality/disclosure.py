"""What the public figures of a filing give away, said in words, and what can be done about it.

The audit looks at a filing as it stood at one moment, with every filing of the company that it reads; it needs the
company's file no more and may be done on another thread.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from desktop_app.domain.confidentiality import Seal, covering
from desktop_app.domain.filings import COMPANY, State
from desktop_app.domain.problems import Problem, Severity, UserError
from desktop_app.domain.values import Json, Place, place_of
from desktop_app.formspec import disclosure, protection
from desktop_app.formspec.disclosure import Disclosure, close
from desktop_app.formspec.evaluation import Calculation
from desktop_app.formspec.knowledge import Cell, Limits, Part, World, gathered
from desktop_app.formspec.protection import Cost, Proposal
from desktop_app.formspec.public_view import Hidden, effective_seals, full_view
from desktop_app.formspec.wording import location, value_text
from desktop_app.services.company import workspace_keys as records
from desktop_app.services.company.company_file import Book, CompanyFile, Edited
from desktop_app.services.confidentiality.deductions import Wording

DERIVABLE, NARROW, SUM, UNBALANCED = "derivable", "narrow-range", "known-sum", "unbalanced"
SECTION = "(4)"
COSTS = {
    Cost.LINE: "the reader loses this line's amount",
    Cost.FOLLOWS: "the reader loses a figure that follows from others",
    Cost.TOTAL: "the reader loses a total",
}


class NothingToKeep(UserError):
    """The place needs no reason, or the reason is empty."""


def never() -> bool:
    """Not stopped."""
    return False


@dataclass(frozen=True)
class Evidence:
    """A filing at one moment with all that bears on it. `kept` are the reasons why cells stay as they are."""

    book: Book
    parts: tuple[Part, ...]
    kept: Mapping[Place, str]

    @property
    def sealed(self) -> bool:
        """Whether anything is sealed at all: otherwise there is nothing to audit."""
        return bool(self.parts[0].view.sealed)

    def filed(self) -> tuple[tuple[str, str], ...]:
        """What the reports say that are public already: each answer that is not sealed, with its place."""
        if not self.sealed:
            return ()
        return tuple(
            (
                value_text(value, part.book.model.sheet.cells[place]),
                f"{location(part.book.model.sheet, place)} of {part.name}",
            )
            for part in self.parts[1:]
            if part.public
            for place, value in part.view.values.items()
            if place not in part.view.sealed and place in part.book.model.sheet.cells and not isinstance(value, Hidden)
        )


@dataclass(frozen=True)
class Further:
    """One more cell of a proposal, in words."""

    place: Place
    where: str
    cost: str


@dataclass(frozen=True)
class Audited:
    """The outcome: everything that can be worked out, exactly or nearly, and what is only known together."""

    evidence: Evidence
    world: World
    found: Disclosure
    limits: Mapping[Cell, Limits]

    @cached_property
    def exposed(self) -> Mapping[Place, str]:
        """How each sealed number of this filing can be worked out, in one sentence; nothing for those that cannot."""
        words = self._wording
        return {
            cell.place: words.how(made)
            for cell, made in self.found.deductions.items()
            if cell.filing == self.world.own and self._tells(cell.place)
        }

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """What the check list says of it, in the order of the pages."""
        order = {str(place): number for number, place in enumerate(self.evidence.book.sheet.cells)}
        found = [*self._derivable(), *self._narrow(), *self._sums(), *self._unbalanced()]
        return tuple(sorted(found, key=lambda problem: order[problem.place]))

    def proposal(self, place: Place, stop: Callable[[], bool] = never) -> tuple[Further, ...]:
        """The smallest set of further cells that protects the place; none if no set within reach does."""
        found: Proposal | None = protection.proposal(self.world, Cell(self.world.own, place), stop)
        further = () if found is None else found.further
        return tuple(
            Further(one.cell.place, location(self.evidence.book.sheet, one.cell.place), COSTS[one.cost])
            for one in further
        )

    def range_of(self, place: Place) -> str:
        """Between which values a reader can place a number that cannot be worked out; nothing if anywhere."""
        low, high = self.limits.get(Cell(self.world.own, place), (None, None))
        return "" if low is None or high is None else self._wording.between(Cell(self.world.own, place), low, high)

    @property
    def _wording(self) -> Wording:
        sheets = {part.name: part.book.model.sheet for part in self.evidence.parts}
        return Wording(self.world.own, sheets, self.world.values, self.world.sealed)

    def _tells(self, place: Place) -> bool:
        """Whether the cell holds a number: that a blank is one needs no protection."""
        return isinstance(self.evidence.book.calculation.values.get(place), Decimal)

    def _explained(self, place: Place) -> bool:
        return bool(self.evidence.kept.get(place) or self.evidence.book.answers.explanations.get(place))

    def _derivable(self) -> Iterator[Problem]:
        for place, how in self.exposed.items():
            words = f"{self._start(place)} is sealed, but it can be worked out: {how}"
            words = f"{words} Seal more, or say why it may be known."
            yield self._problem(DERIVABLE, Severity.EXPLAIN, place, words)

    def _narrow(self) -> Iterator[Problem]:
        for cell, limits in self.limits.items():
            if cell.filing == self.world.own and self._tells(cell.place) and close(self.world, cell, limits):
                words = f"{self._start(cell.place)} is sealed, but a reader can place it {self.range_of(cell.place)}."
                yield self._problem(NARROW, Severity.NOTE, cell.place, words)

    def _sums(self) -> Iterator[Problem]:
        for known in self.found.sums:
            own = [cell for cell in known.cells if cell.filing == self.world.own]
            if len(own) == len(known.cells) and any(self._tells(cell.place) for cell in own):
                others = ", ".join(location(self.evidence.book.sheet, cell.place) for cell in own[1:])
                total = self._wording.amount(own[0], known.total)
                words = f"{self._start(own[0].place)} and {others} are sealed; that they are {total} together is known."
                yield self._problem(SUM, Severity.NOTE, own[0].place, words)

    def _unbalanced(self) -> Iterator[Problem]:
        """Ties that do not hold, where something sealed hangs on them and the check list finds fault too."""
        at = {problem.place for problem in self.evidence.book.checks.problems if problem.severity is Severity.STOP}
        for equation in self.world.untrue:
            place = equation.relation.at
            if (
                str(place) in at
                and equation.filing == self.world.own
                and not self.world.sealed.isdisjoint(equation.terms)
            ):
                words = f"{self._start(place)} does not agree with what it is tied to, so the audit left that tie out."
                yield self._problem(UNBALANCED, Severity.NOTE, place, words)

    def _start(self, place: Place) -> str:
        where = location(self.evidence.book.sheet, place)
        return f"{where[0].upper()}{where[1:]}"

    def _problem(self, id_: str, severity: Severity, place: Place, words: str) -> Problem:
        return Problem(
            id_, severity, str(place), words, self.evidence.book.sheet.cited(SECTION), explained=self._explained(place)
        )


def evidence(file: CompanyFile, filing_id: str) -> Evidence:
    """The filing as it stands, with every filing that it reads, directly or through others. Raises NoSuchFiling."""
    parts: dict[str, Part] = {}
    waiting = [filing_id]
    while waiting:
        name = waiting.pop(0)
        if name in parts:
            continue
        book = file.book(name)
        sources = file.sources(book.filing)
        public = name == filing_id or book.filing.state is State.FILED
        shown = as_filed(book.calculation) if public and name != filing_id else book.calculation
        parts[name] = Part(name, sources, book.checks.book, full_view(shown), public)
        waiting += [source for source in sources.values() if source != COMPANY]
    return Evidence(file.book(filing_id), tuple(parts.values()), kept_reasons(file, filing_id))


def as_filed(calculation: Calculation) -> Calculation:
    """A filed report with its own seals alone: what others sealed since was public in it."""
    return replace(calculation, answers=replace(calculation.answers, repeated={}))


def audited(given: Evidence, stop: Callable[[], bool] = never) -> Audited:
    """The audit; it gives up looking for limits when `stop` says so."""
    world = gathered(given.parts, given.book.filing.id)
    found = disclosure.audit(world)
    own = [cell for cell in found.open if cell.filing == world.own]
    return Audited(given, world, found, dict(disclosure.ranges(world, found, stop, own)) if own else {})


def kept_reasons(file: CompanyFile, filing_id: str) -> dict[Place, str]:
    """Why sealed cells that can be worked out stay as they are, by place. This is told in the sealed log only."""
    prefix = f"{records.KEPT}/{filing_id}/"
    return {place_of(key.removeprefix(prefix)): str(data) for key, data in file.workspace.under(prefix).items() if data}


def keep(file: CompanyFile, filing_id: str, place: Place, reason: str) -> Edited | None:
    """Leaves a cell as it is although it can be worked out, for a reason. Raises NothingToKeep."""
    book = file.book(filing_id)
    if not reason.strip():
        raise NothingToKeep("Say in a sentence why the value may be known.")
    if place not in full_view(book.calculation).sealed:
        raise NothingToKeep(f"{location(book.sheet, place)} is not sealed, so nothing has to be kept.")
    label = f"Kept as it is: {location(book.sheet, place)}"
    return file.edit(filing_id, label, {records.kept_key(filing_id, place): reason.strip()})


def accept(file: CompanyFile, filing_id: str, place: Place, further: tuple[Further, ...]) -> Edited | None:
    """Seals the further cells of a proposal, with the type of the seal that they protect; one step of the journal."""
    book = file.book(filing_id)
    main = covering(effective_seals(book.sheet, book.answers), place)
    type_ = "" if main is None else main.type
    reason = f"Without it a reader could work out {location(book.sheet, place)}, which is sealed."
    entries: dict[str, Json] = {
        records.seal_key(filing_id, str(one.place)): records.seal_to_json(Seal(str(one.place), type_, reason))
        for one in further
    }
    return file.edit(filing_id, f"Sealed {len(further)} more to protect {location(book.sheet, place)}", entries)
