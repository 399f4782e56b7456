"""A filing's particulars: which form, for which period, and how far it has come."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from desktop_app.domain.dates import EARLIEST_YEAR, LATEST_YEAR, MONTHS
from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.periods import FilingPeriod
from desktop_app.domain.values import Json

COMPANY = "company"
# The particulars of a case: kept where they say something, so that the entry of a report stays as it was.
OF_A_CASE = ("called", "title", "variant", "docket", "tracking", "base", "supplements")


class FilingState(StrEnum):
    """An open filing can be changed, a filed one is read-only for good."""

    OPEN = "open"
    FILED = "filed"


@dataclass(frozen=True, slots=True)
class Filing:
    """The particulars of one filing.

    `rules_on` is the day whose legal values apply, `previous` the filing it was opened from, `revises` the filed
    one that it corrects. `utilities` and `system` (of accounts) are fixed when the filing is begun. `month` (1 to 12)
    is that of a monthly report, 0 in a yearly one. What belongs to a case is `called` as its form was, has a `title` of
    the user's own for lists (it is not printed), the `variant` asked for, the case number (`docket`) and the `tracking`
    number once they are known, a `base` filing whose figures it may read, and names the filing that it `supplements`
    with the items that are `furnished` in it, as they were promised.
    """

    id: str
    form: str
    revision: int
    year: int
    utilities: tuple[str, ...]
    system: str
    rules_on: date
    state: FilingState = FilingState.OPEN
    previous: str = ""
    revises: str = ""
    filed_on: str = ""
    filed_how: str = ""
    month: int = 0
    called: str = ""
    title: str = ""
    variant: str = ""
    docket: str = ""
    tracking: str = ""
    base: str = ""
    supplements: str = ""
    furnished: tuple[str, ...] = ()

    @property
    def period(self) -> FilingPeriod:
        """The year or month reported on."""
        return FilingPeriod(self.year, self.month)

    def to_json(self) -> Json:
        """The particulars as the workspace keeps them; `filing_from_json` is the inverse."""
        return {
            "form": self.form,
            "revision": self.revision,
            "year": self.year,
            "utilities": list(self.utilities),
            "system": self.system,
            "rules_on": self.rules_on.isoformat(),
            "state": self.state.value,
            "previous": self.previous,
            "revises": self.revises,
            "filed_on": self.filed_on,
            "filed_how": self.filed_how,
            "month": self.month,
            **{name: value for name in OF_A_CASE if (value := str(getattr(self, name)))},
            **({"furnished": list(self.furnished)} if self.furnished else {}),
        }


def filing_from_json(filing_id: str, data: Json) -> Filing:
    """The particulars that `Filing.to_json` wrote.

    Raises ValueError when the data are not those of a filing.
    """
    if not isinstance(data, dict):
        raise ValueError(f"Filing {filing_id} is not a table.")
    utilities, year, revision = data.get("utilities"), data.get("year"), data.get("revision")
    if not isinstance(utilities, list) or not isinstance(year, int) or not isinstance(revision, int):
        raise ValueError(f"Filing {filing_id} lacks its utilities, year or revision.")
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        span = f"from {EARLIEST_YEAR} to {LATEST_YEAR}"
        raise ValueError(f"The year of filing {filing_id} must be {span}; it reads {year}.")
    return Filing(
        id=filing_id,
        form=_text(data, "form"),
        revision=revision,
        year=year,
        utilities=tuple(str(utility) for utility in utilities),
        system=_text(data, "system"),
        rules_on=date.fromisoformat(_text(data, "rules_on")),
        state=FilingState(_text(data, "state")),
        previous=_text(data, "previous"),
        revises=_text(data, "revises"),
        filed_on=_text(data, "filed_on"),
        filed_how=_text(data, "filed_how"),
        month=_month(data),
        **{name: _text(data, name) for name in OF_A_CASE},
        furnished=_furnished(data),
    )


def _month(data: Mapping[str, Json]) -> int:
    month = data.get("month", 0)
    if not isinstance(month, int) or not 0 <= month <= len(MONTHS):
        raise ValueError(f"'month' of a filing must be from 1 to 12, or 0; it reads {month!r}.")
    return month


def _furnished(data: Mapping[str, Json]) -> tuple[str, ...]:
    items = data.get("furnished", [])
    if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
        raise ValueError(f"'furnished' of a filing must be a list of items; it reads {items!r}.")
    return tuple(map(str, items))


def _text(data: Mapping[str, Json], key: str) -> str:
    value = data.get(key, "")
    if not isinstance(value, str):
        raise ValueError(f"'{key}' of a filing must be a text; it reads {value!r}.")
    return value
