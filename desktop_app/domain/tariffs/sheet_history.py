"""A sheet with its versions: what each replaces, and which one is in force on a day.

A chain only grows. Whatever happens, at most one version is in force on a day, a version that comes into force names
exactly the one it replaces, and a version has an index of its own that is never used again (`revision`). The number on
paper is the same, but for two cases: a substitute for a pending version bears the number of that version, and the
number of a rejected or withdrawn one may come back where its user chose so (3.145(26) forbids it for electric sheets).
"""

from __future__ import annotations

from datetime import date
from functools import cached_property

from desktop_app.domain.dates import long_date
from desktop_app.domain.late_dataclasses import dataclass, replace
from desktop_app.domain.tariffs.designations import DesignationStyle, designation
from desktop_app.domain.tariffs.schedules import SheetDress
from desktop_app.domain.tariffs.sheet_numbers import SheetNumber
from desktop_app.domain.tariffs.sheet_text import DEEPEST
from desktop_app.domain.tariffs.versions import (
    AT_THE_COMMISSION,
    REFUSED,
    USUAL,
    DraftPlace,
    DraftWanted,
    NotPossible,
    SheetVersion,
    VersionStanding,
    VersionState,
)


@dataclass(frozen=True)
class SheetHistory:
    """A sheet with all its versions, in the order in which they were made.

    `front` names what the program writes on it (an index, a check sheet); empty for a sheet that is typed.
    """

    number: SheetNumber
    versions: tuple[SheetVersion, ...] = ()
    title: str = ""
    front: str = ""

    @cached_property
    def approved(self) -> tuple[SheetVersion, ...]:
        """The versions that took or will take effect, by their days."""
        found = [version for version in self.versions if version.state is VersionState.APPROVED]
        return tuple(sorted(found, key=lambda version: (version.effective or date.min, version.revision)))

    @property
    def draft(self) -> SheetVersion | None:
        """The version that is being written."""
        return next((version for version in self.versions if version.state is VersionState.DRAFT), None)

    @property
    def pending(self) -> tuple[SheetVersion, ...]:
        """The versions that wait at the commission."""
        return tuple(version for version in self.versions if version.state in AT_THE_COMMISSION)

    def coming(self, on: date) -> tuple[SheetVersion, ...]:
        """The versions that wait at the commission on the day, or are approved and not yet in effect."""
        return tuple(
            version
            for version in self.versions
            if version.state in AT_THE_COMMISSION
            or (version.state is VersionState.APPROVED and _later(version.effective, on))
        )

    @property
    def free_number(self) -> int:
        """The next number that was never used on paper."""
        return max((version.number for version in self.versions), default=-1) + 1

    @property
    def refused_last(self) -> SheetVersion | None:
        """The newest version, if it was rejected or withdrawn and its number is free to be used again."""
        last = self.versions[-1] if self.versions else None
        if last is None or last.state not in REFUSED or last.number + 1 != self.free_number:
            return None
        gone = {*REFUSED, VersionState.REPLACED}
        alive = any(known.number == last.number and known.state not in gone for known in self.versions)
        return None if alive else last

    def designated(self, revision: int, style: DesignationStyle = DesignationStyle.WORDS) -> str:
        """What a version is called, also one that this book does not hold."""
        found = next((version for version in self.versions if version.revision == revision), None)
        return designation(revision, style) if found is None else found.name(style)

    def version(self, revision: int) -> SheetVersion:
        """The version of that revision. Raises NotPossible."""
        found = next((version for version in self.versions if version.revision == revision), None)
        if found is None:
            raise NotPossible(f"Sheet {self.number} has no {designation(revision, DesignationStyle.WORDS)} version.")
        return found

    def in_force(self, on: date) -> SheetVersion | None:
        """The version in force on the day; None also after a cancellation or expiry."""
        latest = self._latest(on)
        if latest is None or latest.canceling or (latest.expires is not None and latest.expires < on):
            return None
        return latest

    def standing(self, version: SheetVersion, on: date) -> VersionStanding:
        """What the version is on the day."""
        if version.state is not VersionState.APPROVED:
            return VersionStanding(version.state.value)
        if _later(version.effective, on):
            return VersionStanding.COMING
        if version != self._latest(on):
            return VersionStanding.SUPERSEDED
        if version.canceling:
            return VersionStanding.CANCELED
        return (
            VersionStanding.EXPIRED
            if version.expires is not None and version.expires < on
            else VersionStanding.EFFECTIVE
        )

    def _latest(self, on: date) -> SheetVersion | None:
        reached = [version for version in self.approved if version.effective is not None and version.effective <= on]
        return reached[-1] if reached else None

    # Changes: each gives the chain as it is afterwards

    def drafted(self, wanted: DraftWanted = USUAL, *, filing: str = "", text: str = "") -> SheetHistory:
        """With a new draft. Raises NotPossible while another draft is open, and where its place is not said.

        The place must be said while a version waits at the commission that was not suspended.
        """
        if self.draft is not None:
            raise NotPossible(
                f"Sheet {self.number} has an open version, {self.draft.name()} (draft). Finish or delete that draft."
            )
        place = self._place(wanted)
        if place is DraftPlace.SUBSTITUTE:
            return replace(self, versions=(*self.versions, self._substitute(wanted, filing, text)))
        replaced = self._pending(wanted.of) if place is DraftPlace.PENDING else next(iter(self.approved[::-1]), None)
        if wanted.canceling and (replaced is None or replaced.canceling):
            raise NotPossible(f"Sheet {self.number} has nothing in force that could be canceled.")
        refused = self.versions[-1] if self.versions and self.versions[-1].state is VersionState.REJECTED else None
        again = self.refused_last if wanted.again else None
        if wanted.again and again is None:
            raise NotPossible(f"Sheet {self.number} has no number of a rejected or withdrawn version to use again.")
        version = self._numbered(self.free_number if again is None else again.number)
        version = replace(
            version,
            cancels=None if replaced is None else replaced.revision,
            canceling=wanted.canceling,
            filing=filing,
            text=text,
            lieu=-1 if refused is None else refused.revision,
        )
        return replace(self, versions=(*self.versions, version))

    def _place(self, wanted: DraftWanted) -> DraftPlace:
        waiting = next((version for version in self.pending if version.state is VersionState.FILED), None)
        if wanted.place is None and waiting is not None:
            name = waiting.name()
            raise NotPossible(
                f"Sheet {self.number} has an open version, {name} (filed). Say what the new one is: the revision that "
                f"follows {name}, a substitute for it, or a revision of what is in force. Or record its outcome first."
            )
        return wanted.place or DraftPlace.IN_FORCE

    def _pending(self, number: int) -> SheetVersion:
        found = [version for version in self.pending if number in {-1, version.number}]
        if not found:
            raise NotPossible(f"Sheet {self.number} has no such version before the commission.")
        return found[-1]

    def _numbered(self, number: int) -> SheetVersion:
        revision = max((version.revision for version in self.versions), default=-1) + 1
        return SheetVersion(revision, designated=-1 if number == revision else number)

    def _substitute(self, wanted: DraftWanted, filing: str, text: str) -> SheetVersion:
        """A draft in the place of a pending version, with its number; it cancels what that one cancels."""
        old = self._pending(wanted.of)
        earlier = [version for version in self.versions if version.number == old.number and version.substitutes >= 0]
        return replace(
            self._numbered(old.number),
            cancels=old.cancels,
            canceling=old.canceling,
            filing=filing,
            text=text,
            lieu=old.lieu,
            substitutes=old.revision,
            substitute=len(earlier) + 1 if wanted.worded else 0,
        )

    def changed(self, version: SheetVersion) -> SheetHistory:
        """With the version in place of that of the same revision."""
        return replace(
            self, versions=tuple(version if old.revision == version.revision else old for old in self.versions)
        )

    def dropped(self) -> SheetHistory:
        """Without its draft. Raises NotPossible when there is none."""
        if self.draft is None:
            raise NotPossible(f"Sheet {self.number} has no draft.")
        return replace(
            self, versions=tuple(version for version in self.versions if version.state is not VersionState.DRAFT)
        )

    def filed(self, issued: date, proposed: date, text: str, dress: SheetDress | None = None) -> SheetHistory:
        """With its draft filed, printed as it is dressed now; what it is a substitute for is replaced.

        Raises NotPossible when there is no draft, or what it stands for is not before the commission any longer.
        """
        if self.draft is None:
            raise NotPossible(f"Sheet {self.number} has no draft to file.")
        done = replace(self.draft, state=VersionState.FILED, issued=issued, proposed=proposed, text=text, dress=dress)
        done = replace(done, levels=DEEPEST)
        if done.substitutes < 0:
            return self.changed(done)
        old = self._waiting(done.substitutes)
        return self.changed(done).changed(replace(old, state=VersionState.REPLACED))

    def with_dress(self, dress: SheetDress) -> SheetHistory:
        """With the dress on every version that is past its draft and has none yet."""
        bare = (version.dress is None and version.state is not VersionState.DRAFT for version in self.versions)
        versions = zip(self.versions, bare, strict=True)
        return replace(self, versions=tuple(replace(v, dress=dress) if is_bare else v for v, is_bare in versions))

    def came_into_force(self, revision: int, on: date) -> SheetHistory:
        """With a filed or suspended version approved for a day.

        Raises NotPossible when another version took effect since, or takes effect no earlier.
        """
        version = self._waiting(revision)
        last = self.approved[-1] if self.approved else None
        if not self.could_follow(version, last):
            named = "nothing" if version.cancels is None else self.designated(version.cancels)
            there = "nothing" if last is None else last.name()
            waits = any(known.revision == version.cancels for known in self.pending)
            advice = f"Record the outcome of {named} first." if waits else "Withdraw it and file the sheet again."
            raise NotPossible(
                f"Sheet {self.number}, {version.name()}, says that it cancels {named}, "
                f"but what it would replace now is {there}. {advice}"
            )
        if last is not None and last.effective is not None and on <= last.effective:
            raise NotPossible(
                f"Sheet {self.number}: {last.name()} takes effect on "
                f"{long_date(last.effective)}; {version.name()} can only follow later."
            )
        replaced = None if last is None else last.revision
        done = replace(version, state=VersionState.APPROVED, effective=on, cancels=replaced)
        return self.changed(done).relinked()

    def could_follow(self, version: SheetVersion, last: SheetVersion | None) -> bool:
        """Whether a version cancels the one approved last, by its name or that of what it is a substitute for."""
        names = set() if last is None else {last.revision}
        while last is not None and last.substitutes >= 0:
            last = self.version(last.substitutes)
            names.add(last.revision)
        return version.cancels in names or (version.cancels is None and not names)

    def relinked(self) -> SheetHistory:
        """With a draft that names what it would replace now: a version still pending, or the last one approved."""
        draft = self.draft
        if draft is None or draft.substitutes >= 0 or any(known.revision == draft.cancels for known in self.pending):
            return self
        last = self.approved[-1] if self.approved else None
        return self.changed(replace(draft, cancels=None if last is None else last.revision))

    def held(self, revision: int) -> SheetHistory:
        """With a filed version suspended. Raises NotPossible."""
        return self.changed(replace(self._waiting(revision), state=VersionState.SUSPENDED))

    def refused(self, revision: int) -> SheetHistory:
        """With a filed or suspended version rejected: its number stays used. Raises NotPossible."""
        return self.changed(replace(self._waiting(revision), state=VersionState.REJECTED)).relinked()

    def taken_back(self, revision: int) -> SheetHistory:
        """With a filed or suspended version withdrawn: its number stays used. Raises NotPossible."""
        return self.changed(replace(self._waiting(revision), state=VersionState.WITHDRAWN)).relinked()

    def entered(self, version: SheetVersion) -> SheetHistory:
        """With a version of the paper tariff, as it stands.

        Raises NotPossible when it is there already, or does not fit among the others by its number and day.
        """
        name = version.name()
        if any(known.revision == version.revision for known in self.versions):
            raise NotPossible(f"Sheet {self.number} has its {name} version already.")
        later = [known for known in self.versions if known.revision > version.revision]
        if any(not known.entered for known in self.versions if known not in later):
            raise NotPossible(
                f"Sheet {self.number}: {name} would follow a version that was made here. Revise the sheet."
            )
        if later and not later[0].entered:
            raise NotPossible(f"Sheet {self.number}: a version that was made here follows; {name} cannot come between.")
        for known in self.approved:
            first, second = sorted((known, version), key=lambda one: one.revision)
            if (first.effective or date.min) >= (second.effective or date.min):
                other = known.name()
                raise NotPossible(f"Sheet {self.number}: the days of {name} and {other} do not follow their numbers.")
        merged = sorted((*self.versions, version), key=lambda known: known.revision)
        return replace(self, versions=tuple(merged))

    def _waiting(self, revision: int) -> SheetVersion:
        version = self.version(revision)
        if version.state not in AT_THE_COMMISSION:
            raise NotPossible(
                f"Sheet {self.number}, {version.name()}, is {version.state.value}, not before the commission."
            )
        return version


def _later(effective: date | None, on: date) -> bool:
    """Whether an approved version is not yet in effect on the day."""
    return effective is None or effective > on
