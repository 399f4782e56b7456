"""What the public figures of a filing give away, said in words, and what can be done about it.

The audit looks at a filing as it stood at one moment, with every filing of the company that it reads; it needs the
company's file no more and may be done on another thread.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property

from desktop_app.domain.confidentiality import Seal, covering
from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.problems import Problem, Severity, UserError
from desktop_app.domain.sentences import sentence_start
from desktop_app.domain.values import Json, Place
from desktop_app.formspec import bounds, disclosure, protection
from desktop_app.formspec.disclosure import DisclosureFindings
from desktop_app.formspec.knowledge import KnownCell, Limits, PublicKnowledge, close, gathered, hidden_cells
from desktop_app.formspec.protection import ProtectionCost, ProtectionProposal
from desktop_app.formspec.public_view import effective_seals, full_view
from desktop_app.formspec.wording import location
from desktop_app.services.company import workspace_keys as records
from desktop_app.services.company.company_file import CompanyFile, EditOutcome
from desktop_app.services.confidentiality.deductions import CellWording, listed
from desktop_app.services.confidentiality.evidence import AuditEvidence, evidence

DERIVABLE, NARROW, SUM, UNBALANCED = "derivable", "narrow-range", "known-sum", "unbalanced"
EXPOSED = frozenset({DERIVABLE, NARROW})  # known, to the last digit or nearly: both hold up a package
FEW = 3
NO_PROPOSAL = (
    "No small set of further cells was found that would protect it. What remains: one of the choices below, "
    "or a reason why it may be disclosed, or no seal."
)
COSTS = {
    ProtectionCost.LINE: "the reader loses this line's amount",
    ProtectionCost.FOLLOWS: "the reader loses a figure that follows from others",
    ProtectionCost.TOTAL: "the reader loses a total",
}
COUNTED = {
    ProtectionCost.LINE: ("1 line", "{} lines"),
    ProtectionCost.FOLLOWS: ("1 figure that follows from others", "{} figures that follow from others"),
    ProtectionCost.TOTAL: ("1 total", "{} totals"),
}


class NoReasonToKeep(UserError):
    """The place needs no reason, or the reason is empty."""


def never_stopped() -> bool:
    """Not stopped."""
    return False


@dataclass(frozen=True)
class ProposedSeal:
    """One more cell of a proposal, in words."""

    place: Place
    where: str
    cost: str


def cost_words(further: Sequence[ProposedSeal]) -> str:
    """What a proposal costs the reader altogether."""
    costs = [one.cost for one in further]
    counts = {cost: costs.count(words) for cost, words in COSTS.items()}
    parts = [COUNTED[cost][count > 1].format(count) for cost, count in counts.items() if count]
    return f"This costs the reader {listed(parts)}."


@dataclass(frozen=True)
class RemainingSeal:
    """What can still be sealed where no proposal is within reach: the `targets`, in words, and whether that helps."""

    words: str
    targets: tuple[str, ...]
    protects: bool

    @property
    def label(self) -> str:
        """The choice in a few words, for a button."""
        whole = len(self.targets) == 1 and "/" not in self.targets[0]
        return "Seal the whole schedule" if whole else "Seal the total"

    @property
    def sentence(self) -> str:
        """The choice and what comes of it."""
        outcome = "would protect it" if self.protects else "would not protect it by itself"
        return f"Sealing {self.words} {outcome}."


@dataclass(frozen=True)
class AuditOutcome:
    """The outcome: everything that can be worked out, exactly or nearly, and what is only known together.

    The `world` is as much of what is known as can tell anything of what is sealed now.
    """

    evidence: AuditEvidence
    world: PublicKnowledge
    found: DisclosureFindings
    limits: Mapping[KnownCell, Limits]

    @cached_property
    def sealable(self) -> PublicKnowledge:
        """As much of what is known as can tell anything of this filing, whatever of it will be sealed."""
        own = (KnownCell(self.world.own, place) for place in self.evidence.book.sheet.cells)
        return gathered(self.evidence.parts, self.world.own, self.world.margin, own)

    @cached_property
    def exposed(self) -> Mapping[Place, str]:
        """How a reader gets each sealed number of this filing, in one sentence; nothing for those that nobody gets.

        Numbers that can only be placed, but within the margin, are among them.
        """
        words = self._wording
        derived = {
            cell.place: words.how(made)
            for cell, made in self.found.deductions.items()
            if cell.filing == self.world.own and self._tells(cell.place)
        }
        return {**self.narrow, **derived}

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """What the check list says of it, in the order of the pages."""
        order = {str(place): number for number, place in enumerate(self.evidence.book.sheet.cells)}
        found = [*self._exposures(), *self._sums(), *self._unbalanced()]
        return tuple(sorted(found, key=lambda problem: order[problem.place]))

    def proposal(self, place: Place, stop: Callable[[], bool] = never_stopped) -> tuple[ProposedSeal, ...]:
        """The smallest set of further cells that protects the place; none if no set within reach does."""
        found: ProtectionProposal | None = protection.proposal(self.sealable, KnownCell(self.world.own, place), stop)
        further = () if found is None else found.further
        return tuple(
            ProposedSeal(one.cell.place, location(self.evidence.book.sheet, one.cell.place), COSTS[one.cost])
            for one in further
        )

    def remaining(self, place: Place) -> tuple[RemainingSeal, ...]:
        """What can still be sealed where no proposal is within reach, and whether it would protect the place."""
        cell, sheet = KnownCell(self.world.own, place), self.evidence.book.sheet
        totals = protection.totals_of_cell(self.sealable, cell)
        schedule = sheet.schedules[place.schedule].definition
        numbers = (one for one in sheet.places[place.schedule] if sheet.cells[one].type.numeric)
        rest = tuple(KnownCell(self.world.own, one) for one in numbers)
        more = [f"{len(totals) - FEW} more"] if len(totals) > FEW else []
        named = [*(location(sheet, one.place) for one in totals[:FEW]), *more]
        found = [(listed(named), tuple(str(one.place) for one in totals), totals)] if totals else []
        if not self.sealable.sealed.issuperset(rest):
            found.append((f"the whole schedule {schedule.page}, {schedule.title}", (place.schedule,), rest))
        return tuple(
            RemainingSeal(words, targets, protection.is_protected_by(self.sealable, cell, cells))
            for words, targets, cells in found
        )

    def range_of(self, place: Place) -> str:
        """Between which values a reader can place a number that cannot be worked out; nothing if anywhere."""
        cell = KnownCell(self.world.own, place)
        return self._wording.within(cell, self._told(cell))

    def _told(self, cell: KnownCell) -> Limits:
        """The limits that follow from public figures, without those that a reader only presumes."""
        presumed, found = self.world.limits.get(cell, (None, None)), self.limits.get(cell, (None, None))
        low, high = (None if side == other else side for side, other in zip(found, presumed, strict=True))
        return low, high

    @property
    def _wording(self) -> CellWording:
        sheets = {part.name: part.book.model.sheet for part in self.evidence.parts}
        return CellWording(self.world.own, sheets, self.world.values, self.world.sealed)

    def _tells(self, place: Place) -> bool:
        """Whether the cell holds a number: that a blank is one needs no protection."""
        return isinstance(self.evidence.book.calculation.values.get(place), Decimal)

    def exposure(self, place: Place) -> str:
        """How nearly the public figures give a value away, as the problem is called; nothing where they do not."""
        return "" if place not in self.exposed else NARROW if place in self.narrow else DERIVABLE

    def _explained(self, place: Place, exposure: str) -> bool:
        """Whether a reason was given when this was known; a footnote at the place is none."""
        kept = self.evidence.kept.get(place)
        return kept is not None and kept.settles_exposure(exposure)

    @cached_property
    def narrow(self) -> Mapping[Place, str]:
        """How nearly a reader can place each number of this filing that is not worked out but within the margin."""
        return {
            cell.place: self._wording.narrow(cell, self._told(cell))
            for cell, limits in self.limits.items()
            if cell.filing == self.world.own
            and cell not in self.found.deductions
            and self._tells(cell.place)
            and self.world.values[cell]
            and close(self.world, cell, limits)
        }

    def _exposures(self) -> Iterator[Problem]:
        seals = effective_seals(self.evidence.book.sheet, self.evidence.book.answers)
        own = [seal for seal in seals if not seal.covers_for]
        for place, how in self.exposed.items():
            placed = place in self.narrow
            words = f"{self._start(place)} is sealed, but it can be {'placed' if placed else 'worked out'}: {how}"
            id_ = NARROW if placed else DERIVABLE
            if covering(own, place) is None:
                words = f"{words} It is sealed only to protect another value, so this does no harm by itself."
                yield self._problem(id_, Severity.NOTE, place, words)
            else:
                yield self._problem(
                    id_, Severity.EXPLAIN, place, f"{words} Seal more, or give the reason why it may be disclosed."
                )

    def _sums(self) -> Iterator[Problem]:
        for known in self.found.sums:
            own = [cell for cell in known.cells if cell.filing == self.world.own]
            if len(own) == len(known.cells) and any(self._tells(cell.place) for cell in own):
                others = ", ".join(location(self.evidence.book.sheet, cell.place) for cell in own[1:])
                total = self._wording.amount(own[0], known.total)
                words = (
                    f"{self._start(own[0].place)} and {others} are sealed; that they are {total} together is public."
                )
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
                words = (
                    f"{self._start(place)} does not agree with what it is tied to, so the audit ignored that relation."
                )
                yield self._problem(UNBALANCED, Severity.NOTE, place, words)

    def _start(self, place: Place) -> str:
        where = location(self.evidence.book.sheet, place)
        return sentence_start(where)

    def _problem(self, id_: str, severity: Severity, place: Place, words: str) -> Problem:
        return Problem(
            id_,
            severity,
            str(place),
            words,
            self.evidence.book.sheet.sealing_cited(),
            explained=self._explained(place, id_),
        )


def audited(given: AuditEvidence, stop: Callable[[], bool] = never_stopped) -> AuditOutcome:
    """The audit; it gives up looking for limits when `stop` says so."""
    own_id = given.book.filing.id
    world = gathered(given.parts, own_id, given.margin, hidden_cells(given.parts, own_id))
    found = disclosure.audit(world)
    own = [cell for cell in found.open if cell.filing == world.own]
    return AuditOutcome(given, world, found, dict(bounds.ranges(world, found, stop, own)) if own else {})


def keep_exposed(
    file: CompanyFile, filing_id: str, place: Place, reason: str, mentions: Iterable[str] = ()
) -> EditOutcome | None:
    """Leaves a cell as it is although it can be worked out, for a reason. Raises NoReasonToKeep.

    `mentions` are the sentences on public words that say the same now: the reason settles these and no later ones, and
    of what the figures tell only what they tell now.
    """
    book = file.book(filing_id)
    if not reason.strip():
        raise NoReasonToKeep("Explain in a sentence why the value may be disclosed.")
    if place not in full_view(book.calculation).sealed:
        raise NoReasonToKeep(f"{location(book.sheet, place)} is not sealed, so nothing has to be kept.")
    exposure = audited(evidence(file, filing_id)).exposure(place)
    known = {DERIVABLE: (DERIVABLE, NARROW), NARROW: (NARROW,)}.get(exposure, ())
    kept = records.KeptReason(reason.strip(), tuple(mentions), known)
    label = f"Kept as it is: {location(book.sheet, place)}"
    return file.edit(filing_id, label, {records.kept_key(filing_id, place): records.kept_to_json(kept)})


def accept(file: CompanyFile, filing_id: str, place: Place, further: tuple[ProposedSeal, ...]) -> EditOutcome | None:
    """Seals the further cells of a proposal, with the type of the seal that they protect; one step of the journal."""
    return seal_besides(file, filing_id, place, tuple(str(one.place) for one in further))


def seal_besides(file: CompanyFile, filing_id: str, place: Place, targets: tuple[str, ...]) -> EditOutcome | None:
    """Seals whatever targets protect a place, as `accept` does."""
    book = file.book(filing_id)
    main = covering(effective_seals(book.sheet, book.answers), place)
    type_ = "" if main is None else main.type
    reason = f"Without it a reader could work out {location(book.sheet, place)}, which is sealed."
    entries: dict[str, Json] = {
        records.seal_key(filing_id, target): records.seal_to_json(Seal(target, type_, reason, covers_for=str(place)))
        for target in targets
    }
    return file.edit(filing_id, f"Sealed {len(targets)} more to protect {location(book.sheet, place)}", entries)
