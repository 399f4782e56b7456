"""What the head of a paper sheet prints besides its number, as the company writes it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from desktop_app.domain.late_dataclasses import dataclass, replace
from desktop_app.domain.late_patterns import late_pattern
from desktop_app.domain.tariffs.schedules import HeadCaptions, SheetDress, TariffSchedule

_FORM = late_pattern(r"form\s+no\.?\s*\d+", re.IGNORECASE)
_PREFIX = late_pattern(r"(p\.?\s?s\.?\s?c\.?\s*mo\b[\s.,-]*(?:no\b\.?)?)\s*(\d{1,4})\b", re.IGNORECASE)
_CANCELS = late_pattern(r"cancell?(?:ing|s)\b", re.IGNORECASE)
_CAPTION_OF_NAME = r"name of (?:issuing (?:corporation|company)|utility|company)"
_NAME = late_pattern(rf"^{_CAPTION_OF_NAME}", re.IGNORECASE)
_AREA = late_pattern(
    rf"^(?:{_CAPTION_OF_NAME}\b.*?\s)?(community,? town,? or city|service area)\s*(?::.*)?$", re.IGNORECASE
)
_PLACE = late_pattern(r"(?:^|\s)(?:(?:[Ff]or|FOR)\s*:|(?i:service area)\s*:|F(?:or|OR)(?=\s+[A-Z]))\s*(\S.*)")


@dataclass(frozen=True, slots=True)
class PaperHead:
    """How a head is written; nothing where it does not say, or where that cannot be read.

    `label` is the form number as printed, `community` the place that the sheet is for.
    """

    captions: HeadCaptions = HeadCaptions()
    community: str = ""
    label: str = ""

    def over(self, worn: SheetDress) -> SheetDress:
        """A dress, with what this head says in the place of its own."""
        return replace(
            worn,
            captions=_over(self.captions, worn.captions),
            community=self.community or worn.community,
            label=self.label or worn.label,
        )

    def taken_over(self, schedule: TariffSchedule) -> TariffSchedule:
        """A schedule whose next sheets are headed so; a place that it already has stays."""
        return replace(
            schedule,
            captions=_over(self.captions, schedule.captions),
            community=schedule.community or self.community,
            label=self.label or schedule.label,
        )


def head_worn(worn: SheetDress) -> PaperHead:
    """The head of a version that wears this dress."""
    return PaperHead(worn.captions, worn.community, worn.label)


def _over(said: HeadCaptions, known: HeadCaptions) -> HeadCaptions:
    return HeadCaptions(said.prefix or known.prefix, said.name or known.name, said.area or known.area)


def read_head(lines: Sequence[str]) -> PaperHead:
    """What the lines of a head say, each with single blanks. What it cancels is not looked at."""
    own = [line for line in lines if not _CANCELS.match(line)]
    prefix = _first(_PREFIX, own, 1).rstrip(" ,-")
    captions = HeadCaptions(prefix, _first(_NAME, own), _first(_AREA, own, 1))
    place = _first(_PLACE, own, 1)
    return PaperHead(captions, "" if _AREA.match(place) else place, _first(_FORM, own))


def schedule_number(lines: Sequence[str]) -> int:
    """The PSC Mo. number that a head bears; 0 if it bears none."""
    said = _first(_PREFIX, [line for line in lines if not _CANCELS.match(line)], 2)
    return int(said or 0)


def _first(pattern: re.Pattern[str], lines: Sequence[str], group: int = 0) -> str:
    found = (pattern.search(line) for line in lines)
    return next((match[group].strip() for match in found if match is not None), "")
