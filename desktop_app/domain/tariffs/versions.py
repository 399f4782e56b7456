"""The life of a sheet: its versions, what each replaces, and which one is in force on a day.

A chain only grows. Whatever happens, at most one version is in force on a day, a version that comes into force names
exactly the one it replaces, and a number once filed is not used again. The chapter says this last thing for electric
sheets (3.145(26)); for the others it is silent, and the book is strict with all.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cached_property

from desktop_app.domain.dates import long_date
from desktop_app.domain.problems import UserError
from desktop_app.domain.tariffs.designations import DesignationStyle, designation
from desktop_app.domain.tariffs.schedules import SheetDress
from desktop_app.domain.tariffs.sheet_numbers import SheetNumber


class VersionState(StrEnum):
    """What has happened to a version.

    The day on which an approved one is in force is another matter: `VersionStanding`.
    """

    DRAFT = "draft"
    FILED = "filed"
    SUSPENDED = "suspended"
    APPROVED = "approved"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class VersionStanding(StrEnum):
    """What a version is on a day."""

    DRAFT = "draft"
    FILED = "filed"
    SUSPENDED = "suspended"
    COMING = "approved, not yet in effect"
    EFFECTIVE = "effective"
    SUPERSEDED = "superseded"
    CANCELED = "canceled"
    EXPIRED = "expired"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


OPEN = frozenset({VersionState.DRAFT, VersionState.FILED})
AT_THE_COMMISSION = frozenset({VersionState.FILED, VersionState.SUSPENDED})


class NotPossible(UserError):
    """The sheet's state does not allow it; the sentence says what to do first."""


@dataclass(frozen=True, slots=True)
class SheetVersion:
    """One version of a sheet. `revision` is 0 for Original.

    `cancels` is the revision that it replaces, None if it replaces none. `proposed` is the effective day printed on the
    sheet, `effective` the one on which it really took effect. A `canceling` version takes the sheet out of the book.
    `expires` is the last day of a version made for a time. `text` names the text kept for it, `filing` what carries it,
    `lieu` the rejected revision in whose place it stands (-1: none), `scan` the kept file with its page.
    `dress` is what was printed around the text; None for a draft, and for what an earlier program filed.
    """

    revision: int
    state: VersionState = VersionState.DRAFT
    cancels: int | None = None
    issued: date | None = None
    proposed: date | None = None
    effective: date | None = None
    expires: date | None = None
    canceling: bool = False
    filing: str = ""
    text: str = ""
    lieu: int = -1
    scan: str = ""
    entered: bool = False
    dress: SheetDress | None = None


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
    def free_revision(self) -> int:
        """The next revision that was never used."""
        return max((version.revision for version in self.versions), default=-1) + 1

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
        if version.effective is None or version.effective > on:
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

    def drafted(self, *, canceling: bool = False, filing: str = "", text: str = "") -> SheetHistory:
        """With a new draft that replaces the last version that took or will take effect.

        Raises NotPossible while another draft or filed version is open.
        """
        standing = next((version for version in self.versions if version.state in OPEN), None)
        if standing is not None:
            name = designation(standing.revision, DesignationStyle.WORDS)
            advice = "Finish or drop that draft" if standing.state is VersionState.DRAFT else "Record its outcome first"
            raise NotPossible(f"Sheet {self.number} has an open version, {name} ({standing.state.value}). {advice}.")
        replaced = self.approved[-1] if self.approved else None
        if canceling and (replaced is None or replaced.canceling):
            raise NotPossible(f"Sheet {self.number} has nothing in force that could be canceled.")
        rejected = (
            self.versions[-1].revision if self.versions and self.versions[-1].state is VersionState.REJECTED else -1
        )
        version = SheetVersion(
            revision=self.free_revision,
            cancels=None if replaced is None else replaced.revision,
            canceling=canceling,
            filing=filing,
            text=text,
            lieu=rejected,
        )
        return replace(self, versions=(*self.versions, version))

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
        """With its draft filed, printed as it is dressed now. Raises NotPossible when there is none."""
        if self.draft is None:
            raise NotPossible(f"Sheet {self.number} has no draft to file.")
        done = replace(self.draft, state=VersionState.FILED, issued=issued, proposed=proposed, text=text, dress=dress)
        return self.changed(done)

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
        if (None if last is None else last.revision) != version.cancels:
            named = "nothing" if version.cancels is None else designation(version.cancels, DesignationStyle.WORDS)
            there = "nothing" if last is None else designation(last.revision, DesignationStyle.WORDS)
            raise NotPossible(
                f"Sheet {self.number}, {designation(revision, DesignationStyle.WORDS)}, says that it cancels {named}, "
                f"but what it would replace now is {there}. Withdraw it and file the sheet again."
            )
        if last is not None and last.effective is not None and on <= last.effective:
            raise NotPossible(
                f"Sheet {self.number}: {designation(last.revision, DesignationStyle.WORDS)} takes effect on "
                f"{long_date(last.effective)}; {designation(revision, DesignationStyle.WORDS)} can only follow later."
            )
        return self.changed(replace(version, state=VersionState.APPROVED, effective=on))

    def held(self, revision: int) -> SheetHistory:
        """With a filed version suspended. Raises NotPossible."""
        return self.changed(replace(self._waiting(revision), state=VersionState.SUSPENDED))

    def refused(self, revision: int) -> SheetHistory:
        """With a filed or suspended version rejected: its number stays used. Raises NotPossible."""
        return self.changed(replace(self._waiting(revision), state=VersionState.REJECTED))

    def taken_back(self, revision: int) -> SheetHistory:
        """With a filed or suspended version withdrawn: its number stays used. Raises NotPossible."""
        return self.changed(replace(self._waiting(revision), state=VersionState.WITHDRAWN))

    def entered(self, version: SheetVersion) -> SheetHistory:
        """With a version of the paper tariff, as it stands.

        Raises NotPossible when it is there already, or does not fit among the others by its number and day.
        """
        name = designation(version.revision, DesignationStyle.WORDS)
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
                other = designation(known.revision, DesignationStyle.WORDS)
                raise NotPossible(f"Sheet {self.number}: the days of {name} and {other} do not follow their numbers.")
        merged = sorted((*self.versions, version), key=lambda known: known.revision)
        return replace(self, versions=tuple(merged))

    def _waiting(self, revision: int) -> SheetVersion:
        version = self.version(revision)
        if version.state not in AT_THE_COMMISSION:
            name = designation(revision, DesignationStyle.WORDS)
            raise NotPossible(f"Sheet {self.number}, {name}, is {version.state.value}, not before the commission.")
        return version
