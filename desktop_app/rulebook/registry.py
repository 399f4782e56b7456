"""The filings of the chapter and how far the program serves each: the honest coverage list."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from desktop_app.domain.late_dataclasses import dataclass, field


class CoverageStatus(StrEnum):
    """Whether the program prepares the filing or only knows of it."""

    WORKING = "working"
    PLANNED = "planned"


class Utility(StrEnum):
    """Whom the chapter regulates, ``all`` for rules that speak to everybody. What it calls steam is heating here."""

    ALL = "all"
    ELECTRIC = "electric"
    GAS = "gas"
    HEATING = "heating"
    SEWER = "sewer"
    TELECOM = "telecom"
    WATER = "water"


@dataclass(frozen=True, slots=True)
class UtilityCoverage:
    """What the program does for one utility: the rules that ask for the filing, and its status.

    `forms` are those that prepare it, where they have another name than the filing; `how` tells in a sentence what a
    user must know of the way in which it is prepared, `hows` what is to know of each of several forms.
    """

    utility: Utility
    rules: tuple[str, ...]
    status: CoverageStatus
    forms: tuple[str, ...] = ()
    how: str = ""
    hows: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FilingKind:
    """A kind of filing, with its coverage by utility ("all" for what every utility files alike).

    Of its provisions that software must answer, `asked` are all, `cited` those that something cites, and `answered`
    those that a user meets: as a line, a check, printed words, a refusal, or a dated deadline of a filing that the
    program prepares.
    """

    id: str
    title: str
    coverage: tuple[UtilityCoverage, ...]
    asked: int = 0
    cited: int = 0
    answered: int = 0

    def forms_for(self, utility: str) -> tuple[str, ...]:
        """The forms that prepare it for a utility; none where it is not prepared."""
        rows = [row for row in self.coverage if row.utility in (utility, Utility.ALL)]
        return tuple(form for row in rows if row.status is CoverageStatus.WORKING for form in (row.forms or (self.id,)))

    def how(self, utility: str, form: str = "") -> str:
        """What a user must know of the way in which it is prepared for a utility, or in one of several forms."""
        row = next((row for row in self.coverage if row.utility in (utility, Utility.ALL)), None)
        return "" if row is None else row.hows.get(form) or row.how or " ".join(row.hows.values())

    def status(self, utility: str) -> CoverageStatus | None:
        """How far the filing is served for a utility; None where the chapter does not ask it of that utility."""
        return next((item.status for item in self.coverage if item.utility in (utility, Utility.ALL)), None)
