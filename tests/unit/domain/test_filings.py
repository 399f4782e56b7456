from dataclasses import replace
from datetime import date

import pytest

from desktop_app.domain.filings import Filing, FilingState, filing_from_json
from desktop_app.domain.periods import FilingPeriod
from desktop_app.domain.problems import Problem, Severity
from desktop_app.domain.values import Json

FILING = Filing(
    "2025-annual-report",
    "annual_report",
    1,
    2025,
    ("water",),
    "naruc1996",
    date(2026, 3, 1),
    FilingState.FILED,
    "2024-x",
    "",
    "2026-04-01",
)


def test_particulars_survive_the_workspace() -> None:
    assert filing_from_json(FILING.id, FILING.to_json()) == FILING


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        {},
        {"utilities": ["water"], "year": "2025", "revision": 1},
        {"utilities": [], "year": 1, "revision": 1, "form": 3},
        {"utilities": ["water"], "year": 2025, "revision": 1, "form": 3, "rules_on": "2026-01-01"},
    ],
)
def test_damaged_particulars_are_refused(data: Json) -> None:
    with pytest.raises(ValueError, match=r".+"):
        filing_from_json("x", data)


@pytest.mark.parametrize(
    ("severity", "explained", "still"),
    [
        (Severity.STOP, False, True),
        (Severity.STOP, True, True),
        (Severity.EXPLAIN, False, True),
        (Severity.EXPLAIN, True, False),
        (Severity.NOTE, False, False),
    ],
)
def test_what_still_asks_something_of_the_user(severity: Severity, explained: bool, still: bool) -> None:
    assert Problem("C1", severity, "a/b/c", "s", "c", explained).open is still


def test_a_monthly_filing_is_for_its_month() -> None:
    monthly = replace(FILING, month=2)
    assert filing_from_json(monthly.id, monthly.to_json()).period == FilingPeriod(2025, 2)
    assert FILING.period == FilingPeriod(2025)


@pytest.mark.parametrize("month", [13, -1, "2"])
def test_a_month_that_is_none_is_refused(month: Json) -> None:
    data = FILING.to_json()
    assert isinstance(data, dict)
    with pytest.raises(ValueError, match="from 1 to 12"):
        filing_from_json("x", {**data, "month": month})


def test_the_particulars_of_a_case_survive_and_those_of_a_report_stay_as_they_were() -> None:
    case = replace(FILING, title="Cedar Bluff", docket="WA-2026-0123", supplements="x", furnished=("items/plat",))
    assert filing_from_json(case.id, case.to_json()) == case
    assert not {"title", "docket", "furnished"} & set(dict(FILING.to_json()))  # type: ignore[arg-type]


@pytest.mark.parametrize("items", ["items/plat", [1]])
def test_what_a_supplement_furnishes_is_a_list_of_items(items: Json) -> None:
    data = {**FILING.to_json(), "furnished": items}  # type: ignore[dict-item]
    with pytest.raises(ValueError, match="'furnished' of a filing must be a list of items"):
        filing_from_json(FILING.id, data)
