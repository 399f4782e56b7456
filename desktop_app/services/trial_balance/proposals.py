"""Which line of the report an account seems to belong to, how sure that is, and why.

Numbers first, then names. Nothing is proposed against the side, the section or the service of an account; what is not
sure is proposed but never preselected.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cached_property

from desktop_app.domain.late_dataclasses import dataclass, field
from desktop_app.domain.late_patterns import late_pattern
from desktop_app.domain.values import Place
from desktop_app.services.trial_balance.account_numbers import letter_of, number_forms
from desktop_app.services.trial_balance.books import BookLine
from desktop_app.services.trial_balance.kinds import SectionKind, kinds_of_number, kinds_of_section
from desktop_app.services.trial_balance.mapping import BalanceTarget, BalanceTargets
from desktop_app.services.trial_balance.watched import WorkReport, unwatched, watched

ENOUGH, SURE, MARGIN, NEARLY = 0.42, 0.73, 0.1, 0.9
CONTAINED = 0.62
FITS, FEW_NUMBERS = 0.7, 5
_CONTRA = frozenset({"accumulated", "allowance", "contra"})
_PROVIDED = frozenset({"reserve", "provision"})
# Words that alone say too little of an account.
_GENERAL = frozenset(
    {
        "income",
        "revenue",
        "fee",
        "tax",
        "cost",
        "charge",
        "sale",
        "service",
        "asset",
        "liability",
        "equity",
        "loan",
        "deposit",
    }
)
# What is bought and kept, owed or paid before is an asset, however like an expense it is named.
_KEPT = frozenset({"inventory", "receivable", "prepaid", "prepayment"})
_NOTHING_DONE = frozenset({SectionKind.PLANT, SectionKind.LIABILITY})
_ASSETS = frozenset({SectionKind.ASSET, SectionKind.PLANT, SectionKind.ANY})
# What is done or paid for plant is no plant, unless the line itself is named so.
_DONE = frozenset(
    {
        "amortization",
        "cleaning",
        "depreciation",
        "fuel",
        "inspection",
        "insurance",
        "interest",
        "lease",
        "loan",
        "maintenance",
        "painting",
        "removal",
        "rent",
        "rental",
        "repair",
        "tax",
    }
)
_JOINED = late_pattern(r"[&/,;+]|\band\b")
_LOST = frozenset({"depreciation", "amortization", "uncollectible", "doubtful", "bad"})


@dataclass(frozen=True, slots=True)
class Proposal:
    """A line for an account. Only one that is `sure` is preselected; `why` is a few words."""

    place: Place
    sure: bool
    why: str


def propose(
    lines: Sequence[BookLine],
    known: BalanceTargets,
    *,
    natural: bool = False,
    settled: Collection[str] = frozenset(),
    report: WorkReport = unwatched,
) -> dict[str, Proposal]:
    """A proposal for each account that seems to belong somewhere, by the account's key; none for those `settled`."""
    return _Proposer(lines, known, natural, report).all(settled)


@dataclass
class _Proposer:
    lines: Sequence[BookLine]
    known: BalanceTargets
    natural: bool
    report: WorkReport
    _sections: dict[str, frozenset[SectionKind]] = field(default_factory=dict)
    _meant: dict[str, list[tuple[str, BalanceTarget]]] = field(default_factory=dict)

    def all(self, settled: Collection[str]) -> dict[str, Proposal]:
        """The proposals, by key."""
        lines = [line for line in self.lines if line.key not in settled]
        found = {line.key: self._proposal(line) for line in watched(lines, "Matching accounts", self.report)}
        return {key: proposal for key, proposal in found.items() if proposal is not None}

    @cached_property
    def by_system(self) -> bool:
        """Whether the numbers of these books are those of the system: most of them fit lines with such names."""
        numbered = [line for line in self.lines if line.number]
        known = [line for line in watched(numbered, "Comparing account numbers", self.report) if self._numbered(line)]
        fitting = [line for line in known if self._share_words(line)]
        return (
            len(known) >= min(FEW_NUMBERS, len(numbered))
            and bool(known)
            and len(fitting) >= FITS * len(known)
            and len(known) >= len(numbered) / 2
        )

    def _proposal(self, line: BookLine) -> Proposal | None:
        by_name = self._by_name(line)
        target, form = self._by_number(line)
        if target is None:
            return by_name
        words = self.known.words_of.of(line.name)
        same = by_name is not None and by_name.place == target.place
        agrees = not words or same or bool(words & self.known.all_words(target))
        if agrees and (self.by_system or same or self._close(words, target)):
            other = by_name is not None and by_name.sure and not self._same_line(by_name.place, target)
            if not other:
                return Proposal(target.place, True, f"number {form} and name" if words else f"number {form}")
            return Proposal(target.place, False, f"number {form}, but the name suggests another line")
        if by_name is not None and by_name.sure:
            why = f"{by_name.why}; the number {form} is another line's" if self.by_system else by_name.why
            return Proposal(by_name.place, not self.by_system, why)
        if self.by_system:
            return Proposal(target.place, by_name is None, f"number {form}")
        return by_name

    def _same_line(self, place: Place, target: BalanceTarget) -> bool:
        other = self.known.by_place[place]
        return other.place == target.place or (bool(other.number) and other.number == target.number)

    def _close(self, words: frozenset[str], target: BalanceTarget) -> bool:
        """Whether the name alone would nearly do: several words of the line, or all that the name has."""
        shared = words & self.known.all_words(target)
        return len(shared) > 1 or shared == words

    def _numbered(self, line: BookLine) -> list[tuple[str, BalanceTarget]]:
        """The lines that the account's number may mean, the likeliest first."""
        if line.number not in self._meant:
            numbered = self.known.numbered
            self._meant[line.number] = [
                (form, target) for form in number_forms(line.number) for target in numbered.get(form, ())
            ]
        return self._meant[line.number]

    def _share_words(self, line: BookLine) -> bool:
        words = self.known.words_of.of(line.name)
        return any(not words or words & self.known.all_words(target) for _, target in self._numbered(line))

    def _by_number(self, line: BookLine) -> tuple[BalanceTarget | None, str]:
        """The line of the account's number, if it is one line on the right side."""
        numbered = self._numbered(line) if line.number else []
        if not numbered:
            return None, ""
        letter = letter_of(line.number)
        form = numbered[0][0]
        fitting = [
            target for meant, target in numbered if meant == form and self._possible(line, target, by_number=True)
        ]
        if letter:
            fitting = [target for target in fitting if not target.utility or target.utility.upper().startswith(letter)]
        target = self.known.enterable(self._of_its_service(line, fitting))
        return target, form if target is not None else ""

    def _by_name(self, line: BookLine) -> Proposal | None:
        words = self.known.words_of.of(line.name)
        if not words:
            return None
        every = self.known.words_of.all_of(line.name)
        scores: dict[Place, tuple[float, str]] = {}
        titled = {id(item): item for word in sorted(words) for item in self.known.titled.get(word, ())}
        for names, text, named in titled.values():
            if self._possible(line, named):
                score = self._score(words, names) * (1 if every == self.known.words_of.all_of(text) else NEARLY)
                if score > scores.get(named.place, (0.0, ""))[0]:
                    scores[named.place] = (score, text)
        ranked = sorted(scores.items(), key=lambda item: -item[1][0])
        if not ranked or ranked[0][1][0] < ENOUGH:
            return None
        best = ranked[0][1][0]
        first = [self.known.by_place[place] for place, (score, _) in ranked if score == best]
        target = self.known.enterable(self._of_its_service(line, first))
        if target is None:
            several = next((item for item in first if not item.compares), first[0])
            return Proposal(several.place, sure=False, why="several lines have such a name")
        others = [score for place, (score, _) in ranked if not self._same_line(place, target)]
        clear = best - max(others, default=0.0) >= MARGIN
        telling = not words <= _GENERAL
        text = scores[target.place][1] if target.place in scores else ranked[0][1][1]
        if self.known.words_of.of(text) in self.known.doubtful_names or not self._plain(line, target):
            return Proposal(target.place, sure=False, why=f"'{line.name}' may fit several lines")
        sure = (
            telling
            and best >= SURE
            and clear
            and self._side_known(line, target)
            and not self._foreign_number(line, target)
        )
        return Proposal(target.place, sure, f"name like '{text}'")

    def _plain(self, line: BookLine, target: BalanceTarget) -> bool:
        """Whether the name means one line: no class of things, no money set aside, no two things put together."""
        words = self.known.words_of.of(line.name)
        if words in self.known.doubtful_names:
            return False
        set_aside = words & self.known.set_aside_words - self.known.all_words(target)
        if target.kind is SectionKind.ASSET and set_aside:
            return False
        if any(words == names for names, _ in self.known.names[target.place]):
            return True
        parts = [self.known.words_of.of(part) for part in _JOINED.split(line.name.casefold())]
        return all(self._may_be_of(part, target) for part in parts if part)

    def _may_be_of(self, part: frozenset[str], target: BalanceTarget) -> bool:
        """Whether a part of a name is no name of another line alone."""
        if part & self.known.all_words(target):
            return True
        if part <= _GENERAL:
            return False
        named = [named for word in part for names, _, named in self.known.titled.get(word, ()) if names <= part]
        return not any(item.kind is target.kind and not self._same_line(item.place, target) for item in named)

    def _score(self, words: frozenset[str], names: frozenset[str]) -> float:
        """How near two names are, 1 for the same words; rare ones count more, and a known name within a longer one."""
        weigh = self.known.weight
        both = sum(map(weigh, words & names))
        whole = sum(map(weigh, words | names))
        score = both / whole if whole else 0.0
        if names <= words:
            own = sum(map(weigh, words))
            score = max(score, CONTAINED + (1 - CONTAINED) * both / own)
        return score

    def _possible(self, line: BookLine, target: BalanceTarget, *, by_number: bool = False) -> bool:
        """Whether side, section, service and kind of the account allow the line."""
        if not self.natural and line.amount and not target.cell.either and (line.amount > 0) != (target.cell.sign > 0):
            return False
        if self._is_contra(line) is not target.contra and not (by_number and target.contra):
            return False
        spoken = self._spoken(line)
        if spoken and target.utility and target.utility not in spoken:
            return False
        kinds = self._section_kinds(line.section)
        if kinds and target.kind is not SectionKind.ANY and target.kind not in kinds:
            return False
        if by_number:
            return True
        limits = kinds_of_number(line.number, by_system=self.by_system)
        allowed = not limits or target.kind is SectionKind.ANY or target.kind in limits
        return allowed and self._named_for(line, target)

    def _named_for(self, line: BookLine, target: BalanceTarget) -> bool:
        """Whether what the name says of the account's kind allows the line."""
        words = self.known.words_of.all_of(line.name)
        if target.kind not in _ASSETS and words & _KEPT:
            return False
        done = words & _DONE if target.kind in _NOTHING_DONE else frozenset()
        return not done or bool(done & self.known.all_words(target))

    def _section_kinds(self, section: str) -> frozenset[SectionKind]:
        if section not in self._sections:
            self._sections[section] = kinds_of_section(section, self.known.ledger.sections)
        return self._sections[section]

    def _is_contra(self, line: BookLine) -> bool:
        words = self.known.words_of.all_of(line.name)
        return bool(words & _CONTRA and "deferred" not in words) or bool(words & _PROVIDED and words & _LOST)

    def _spoken(self, line: BookLine) -> frozenset[str]:
        """The services of which the account's name speaks."""
        words = self.known.words_of.all_of(line.name)
        return frozenset(utility for utility, names in self.known.service_words.items() if words & names)

    def _of_its_service(self, line: BookLine, fitting: list[BalanceTarget]) -> list[BalanceTarget]:
        spoken = self._spoken(line)
        return [target for target in fitting if target.utility in spoken] or fitting

    def _side_known(self, line: BookLine, target: BalanceTarget) -> bool:
        return bool(line.amount) or target.compares or bool(line.number)

    def _foreign_number(self, line: BookLine, target: BalanceTarget) -> bool:
        """Whether the number of the account, in books numbered by the system, belongs to another line."""
        if not self.by_system or not line.number:
            return False
        numbered = self._numbered(line)
        return bool(numbered) and not any(self._same_line(other.place, target) for _, other in numbered)
