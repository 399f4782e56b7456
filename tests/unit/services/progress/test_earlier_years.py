"""The same figure in the years before."""

from pathlib import Path

from desktop_app.domain.values import place_of
from desktop_app.formspec.definition import CellType
from desktop_app.services.data_entry.entering import set_answer
from desktop_app.services.filings import annual_report
from desktop_app.services.progress.earlier_years import earlier_values
from tests.support.memory_companies import company, make_companies


def test_up_to_five_years_are_told_the_newest_first(tmp_path: Path) -> None:
    file = company(make_companies(), tmp_path)
    years = range(2019, 2026)
    annual_report.begin_report(file, 2019)
    sheet = file.book("2019-annual-report").sheet
    place = next(at for at, spec in sheet.cells.items() if not spec.formula and spec.type is CellType.MONEY)
    for year in years:
        if year > 2019:
            annual_report.begin_report(file, year)
        set_answer(file, f"{year}-annual-report", place, str(year * 2))
    found = earlier_values(file, "2025-annual-report", place)
    assert [item.words for item in found] == [f"{year}: {year * 2:,}" for year in (2024, 2023, 2022, 2021, 2020)]
    assert earlier_values(file, "2025-annual-report", place_of("no/such/line")) == ()
    assert earlier_values(file, "2019-annual-report", place) == ()
    assert earlier_values(file, "company", place) == ()
