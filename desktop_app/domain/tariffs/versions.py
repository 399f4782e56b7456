"""A version of a sheet: what has happened to it, what it bears on paper and what it replaces."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.problems import UserError
from desktop_app.domain.tariffs.designations import DesignationStyle, designation
from desktop_app.domain.tariffs.schedules import SheetDress
from desktop_app.domain.tariffs.sheet_text import DEEPEST_BEFORE


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
    REPLACED = "replaced by a substitute"


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
    REPLACED = "replaced by a substitute"


class DraftPlace(StrEnum):
    """What a new draft takes the place of: what is in force, or a version before the commission.

    `PENDING` follows that version, as the next revision; `SUBSTITUTE` stands for it, under its own number.
    """

    IN_FORCE = "in-force"
    PENDING = "pending"
    SUBSTITUTE = "substitute"


AT_THE_COMMISSION = frozenset({VersionState.FILED, VersionState.SUSPENDED})
REFUSED = frozenset({VersionState.REJECTED, VersionState.WITHDRAWN})


class NotPossible(UserError):
    """The sheet's state does not allow it; the sentence says what to do first."""


@dataclass(frozen=True, slots=True)
class RedlineBasis:
    """The version that a marked copy is compared with: of any sheet of any schedule, named by its revision there."""

    schedule: str
    sheet: str
    revision: int


@dataclass(frozen=True, slots=True)
class SheetVersion:
    """One version of a sheet. `revision` is its index in the book, 0 for Original.

    `cancels` is the revision that it replaces, None if it replaces none. `proposed` is the effective day printed on the
    sheet, `effective` the one on which it really took effect. A `canceling` version takes the sheet out of the book.
    `expires` is the last day of a version made for a time. `text` names the text kept for it, `filing` what carries it,
    `lieu` the rejected revision in whose place it stands (-1: none), `scan` the kept file with its page.
    `dress` is what was printed around the text; None for a draft, and for what an earlier program filed.

    `designated` is the number that it bears on paper where that is not its index (-1: the index). A substitute for a
    pending version names it in `substitutes` (-1: it is none), and `substitute` counts the word that it bears on paper
    (0: the sheet does not bear it). `basis` is chosen for the marked copy; without one that compares with what it
    cancels. `levels` is how many levels of rules its text was read with.
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
    designated: int = -1
    substitutes: int = -1
    substitute: int = 0
    basis: RedlineBasis | None = None
    levels: int = DEEPEST_BEFORE

    @property
    def number(self) -> int:
        """The number that it bears on paper."""
        return self.revision if self.designated < 0 else self.designated

    def name(self, style: DesignationStyle = DesignationStyle.WORDS) -> str:
        """Its designation: ``First Revised``, ``Substitute 2nd Revised``."""
        return designation(self.number, style, self.substitute)


@dataclass(frozen=True, slots=True)
class DraftWanted:
    """What a draft is to be. `place` None: what is in force, as long as nothing waits at the commission.

    `of` is the number of the pending version that it follows or stands for (-1: the last). `worded` tells that a
    substitute bears the word on paper, `again` whether the number of the version refused last is used again (None:
    nobody has said).
    """

    place: DraftPlace | None = None
    of: int = -1
    worded: bool = True
    again: bool | None = None
    canceling: bool = False


USUAL = DraftWanted()
