"""The calendar of a company with every service."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from benchmarks.rows import Row, folder
from desktop_app.bootstrap import program
from desktop_app.domain.values import Json
from desktop_app.services.company_file import CompanyFile
from desktop_app.services.filing_calendar.due import calendar

SERVICES = ("water", "sewer", "heating", "electric", "gas", "telecom")
TIMES = 9


def rows() -> Sequence[Row]:
    identity: dict[str, Json] = {"legal_name": "Sample Utility Company", **dict.fromkeys(SERVICES, "yes")}
    duties: dict[str, Json] = {"nuclear_trust": "yes", "basic_local_service": "yes"}
    with folder() as place:
        file = program().desk.create(
            Path(place) / "all.filingdesk", {"company": {"identity": identity, "duties": duties}}
        )
        calendar(file, date(2026, 1, 1), date(2026, 1, 31))  # reads the forms
        one, ten = min(_year(file, 1) for _ in range(TIMES)), min(_year(file, 10) for _ in range(TIMES))
        file.close()
    return [
        Row("ten years against one", ten, one, most=12),
        Row("ten years", ten, 0.05, aim=1, note="the yardstick is the aim of 50 ms"),
    ]


def _year(file: CompanyFile, years: int) -> float:
    start = time.perf_counter()
    calendar(file, date(2026, 1, 1), date(2025 + years, 12, 31))
    return time.perf_counter() - start
