"""The calendar of a company with every service."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from benchmarks.rows import Row, folder
from desktop_app.bootstrap import program
from desktop_app.domain.values import Json
from desktop_app.services.companies.companies import Companies
from desktop_app.services.filing_calendar.due import calendar

SERVICES = ("water", "sewer", "heating", "electric", "gas", "telecom")
TIMES = 15


def rows() -> Sequence[Row]:
    identity: dict[str, Json] = {"legal_name": "Sample Utility Company", **dict.fromkeys(SERVICES, "yes")}
    duties: dict[str, Json] = {"nuclear_trust": "yes", "basic_local_service": "yes"}
    with folder() as place:
        companies, path = program().companies, Path(place) / "all.filingdesk"
        companies.create(path, {"company": {"identity": identity, "duties": duties}}).close()
        ones, tens = zip(
            *((_years(companies, path, 1), _years(companies, path, 10)) for _ in range(TIMES)), strict=True
        )
    one, one_again = (min(times) for times in zip(*ones, strict=True))
    ten, ten_again = (min(times) for times in zip(*tens, strict=True))
    return [
        Row("ten years against one, for the first time", ten, one, most=12),
        Row("ten years against one, once more", ten_again, one_again, most=12),
        Row("ten years for the first time", ten, 0.05, aim=1, note="the yardstick is the aim of 50 ms"),
    ]


def _years(companies: Companies, path: Path, years: int) -> tuple[float, float]:
    """How much processor time so many years take in a file just opened, and once more."""
    file = companies.open(path, read_only=True)
    file.profile()
    found = []
    for _ in range(2):
        start = time.process_time()
        calendar(file, date(2026, 1, 1), date(2025 + years, 12, 31))
        found.append(time.process_time() - start)
    file.close()
    return found[0], found[1]
