"""This year beside last year."""

from decimal import Decimal
from pathlib import Path

import pytest

from desktop_app.domain.values import place_of
from desktop_app.services.analysis.comparison import comparison, comparison_list
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.data_entry import entering
from desktop_app.services.filings import annual_report
from tests.support.memory_companies import company, make_companies

LAST, REPORT = "2024-annual-report", "2025-annual-report"


@pytest.fixture
def file(tmp_path: Path) -> CompanyFile:
    file = company(make_companies(), tmp_path)
    annual_report.begin_report(file, 2024)
    for place, text in (("w2/labor/amount", "1000"), ("w2/power/amount", "400"), ("months/m01/sold", "7")):
        entering.set_answer(file, LAST, place_of(place), text)
    annual_report.begin_report(file, 2025)
    for place, text in (("w2/labor/amount", "1100"), ("w2/power/amount", "100"), ("months/m01/sold", "9")):
        entering.set_answer(file, REPORT, place_of(place), text)
    return file


def test_the_largest_change_comes_first_and_money_before_the_rest(file: CompanyFile) -> None:
    changes = comparison(file.book(REPORT))
    assert [str(change.place) for change in changes if change.place.line in ("power", "labor")] == [
        "w2/power/amount",
        "w2/labor/amount",
    ]
    assert [change.money for change in changes] == sorted((change.money for change in changes), reverse=True)
    assert [abs(change.change) for change in changes if change.money] == sorted(
        (abs(change.change) for change in changes if change.money), reverse=True
    )


def test_a_change_says_how_much_and_what_share(file: CompanyFile) -> None:
    power = next(change for change in comparison(file.book(REPORT)) if str(change.place) == "w2/power/amount")
    assert (power.before, power.now, power.change, power.percent) == ("400", "100", Decimal(-300), Decimal("-75.0"))
    assert power.in_words == ("(300)", "-75.0%")


def test_what_only_repeats_last_year_is_left_out(file: CompanyFile) -> None:
    columns = {change.place.column for change in comparison(file.book(REPORT)) if change.place.schedule == "w2"}
    assert columns == {"amount"}


def test_a_report_begun_empty_has_nothing_to_compare(tmp_path: Path) -> None:
    file = company(make_companies(), tmp_path, "Elm Water Company")
    annual_report.begin_report(file, 2025)
    assert comparison(file.book(REPORT)) == ()


def test_the_printed_list_has_its_parts(file: CompanyFile) -> None:
    listing = comparison_list(file.book(REPORT), comparison(file.book(REPORT)))
    assert [title for title, _ in listing.sections] == ["Amounts of money", "Other figures"]
    assert listing.columns[1][0] == "2024"
