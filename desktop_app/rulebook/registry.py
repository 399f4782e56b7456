"""The filings of the chapter and how far the program serves each: the honest coverage list."""

from __future__ import annotations

from enum import StrEnum

from desktop_app.domain.late_dataclasses import dataclass


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
    """What the program does for one utility: the rules that ask for the filing, and its status."""

    utility: Utility
    rules: tuple[str, ...]
    status: CoverageStatus


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

    def status(self, utility: str) -> CoverageStatus | None:
        """How far the filing is served for a utility; None where the chapter does not ask it of that utility."""
        return next((item.status for item in self.coverage if item.utility in (utility, Utility.ALL)), None)
