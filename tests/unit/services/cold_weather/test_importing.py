"""Figures of a month from its lists: what would change is shown first, and what is taken is one step."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from desktop_app.domain.periods import FilingPeriod
from desktop_app.domain.values import Json, Place
from desktop_app.formspec.answers import source_of
from desktop_app.services.cold_weather import beginning, importing
from desktop_app.services.cold_weather.counting import MonthCount
from desktop_app.services.cold_weather.importing import CannotImport
from desktop_app.services.cold_weather.lists import ListMap, read_map
from desktop_app.services.cold_weather.season import season, skipped
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.data_entry import entering
from desktop_app.services.ports import SpreadsheetTable
from tests.support.calendar_companies import company

MONTH = FilingPeriod(2026, 1)
TABLE = SpreadsheetTable(
    "A",
    (
        ("Acct", "Date", "Type", "Area"),
        ("1", "1/15/2026", "DISC", "North"),
        ("2", "1/16/2026", "DISC", "North"),
        ("2", "1/20/2026", "RECON", "North"),
    ),
)
STATUS = SpreadsheetTable("S", (("Acct", "Area", "On"), ("1", "North", "N"), ("2", "North", "Y")))


class Quiet:
    def progress(self, done: int, total: int, words: str) -> None:
        """Nobody looks."""

    def cancelled(self) -> bool:
        return False


def maps(*, status: bool = False) -> dict[str, ListMap]:
    events: Json = {
        "customer": "Acct",
        "date": "Date",
        "event": "Type",
        "district": "Area",
        "words": {"event": {"cut": ["DISC"], "restored": ["RECON"]}},
    }
    words: Json = {"connected": {"yes": ["Y"], "no": ["N"]}}
    states: Json = {"customer": "Acct", "district": "Area", "connected": "On", "words": words}
    return dict(read_map({"events": events, "status": states} if status else {"events": events}))


@pytest.fixture
def file(tmp_path: Path) -> CompanyFile:
    return company(tmp_path, "gas", today=date(2026, 2, 5))


@pytest.fixture
def report(file: CompanyFile) -> str:
    filing = beginning.begin_month(file, MONTH).id
    (row,) = file.book(filing).answers.rows["districts"]
    for column, answer in (("name", "North"), ("rule", "gas")):
        entering.set_answer(file, filing, Place("districts", row, column), answer)
    return filing


def counted(*, status: bool = False) -> MonthCount:
    tables = {"events": TABLE, "status": STATUS} if status else {"events": TABLE}
    return importing.count(MONTH, ("North",), maps(status=status), tables, Quiet())


def test_what_an_import_would_change_is_shown_and_taken_as_one_step(file: CompanyFile, report: str) -> None:
    shown = importing.preview_lists(file, report, counted())
    assert shown.changes
    assert all(change.now is None and change.where and change.how for change in shown.changes)
    before = {change.place: file.book(report).calculation.values.get(change.place) for change in shown.changes}
    assert set(before.values()) == {None}
    assert importing.take_lists(file, report, shown, maps()) is not None
    values = file.book(report).calculation.values
    assert {change.place: values[change.place] for change in shown.changes} == {
        change.place: change.new for change in shown.changes
    }
    answers = file.book(report).answers
    assert all(source_of(answers, change.place) == change.how for change in shown.changes)
    file.undo()
    assert {place: file.book(report).calculation.values.get(place) for place in before} == before


def test_the_figures_are_those_of_the_list(file: CompanyFile, report: str) -> None:
    """Counted by hand from the rows above: one stayed cut off, one came back; nobody is known to be assisted."""
    shown = importing.preview_lists(file, report, counted()).changes
    assert {(change.place.line, change.place.column): change.new for change in shown} == {
        (line, group): Decimal(number)
        for line in ("a2", "a3")
        for group, number in (("aided", 0), ("other", 1), ("unknown", 1))
    }
    more = importing.preview_lists(file, report, counted(status=True)).changes
    off = {change.place.column: change.new for change in more if change.place.line == "a1"}
    assert off == {"aided": Decimal(0), "other": Decimal(1), "unknown": Decimal(1)}


def test_the_map_is_remembered_for_the_next_month(file: CompanyFile, report: str) -> None:
    assert importing.remembered_map(file) == {}
    importing.take_lists(file, report, importing.preview_lists(file, report, counted()), maps())
    assert importing.remembered_map(file) == maps()


def test_lines_that_the_lists_cannot_give_are_named(file: CompanyFile, report: str) -> None:
    with_status = importing.preview_lists(file, report, counted(status=True)).lacking
    without = importing.preview_lists(file, report, counted()).lacking
    assert without
    assert all(line.startswith("(") and lacks for line, lacks in without)
    assert {line for line, _ in with_status} <= {line for line, _ in without}


def test_another_filing_than_a_cold_weather_report_is_refused(file: CompanyFile) -> None:
    with pytest.raises(CannotImport, match="is not a cold-weather report; start the report of the month first"):
        importing.district_names(file, "company")


def test_a_district_without_a_name_or_a_rule_is_asked_for(file: CompanyFile, report: str) -> None:
    assert importing.district_names(file, report) == ("North",)
    row = entering.add_row(file, report, "districts")
    with pytest.raises(CannotImport, match="Give the name of district 2 on page 2, and the rule"):
        importing.district_names(file, report)
    entering.set_answer(file, report, Place("districts", row, "name"), "South")
    with pytest.raises(CannotImport, match="district 2"):
        importing.district_names(file, report)


def test_a_report_without_districts_is_told_where_to_add_one(file: CompanyFile, report: str) -> None:
    (row,) = file.book(report).answers.rows["districts"]
    entering.remove_rows(file, report, "districts", [row])
    with pytest.raises(CannotImport, match=r"^The report has no district yet\. Add one on page 2\.$"):
        importing.district_names(file, report)


def test_a_district_goes_with_its_own_figures_and_leaves_the_others(file: CompanyFile, report: str) -> None:
    (north,) = file.book(report).answers.rows["districts"]
    south = entering.add_row(file, report, "districts")
    for column, answer in (("name", "South"), ("rule", "gas")):
        entering.set_answer(file, report, Place("districts", south, column), answer)
    figures = {laid.row: key for key, laid in file.book(report).sheet.schedules.items() if laid.row}
    for key in figures.values():
        entering.set_answer(file, report, Place(key, "a2", "other"), "3")
    entering.remove_rows(file, report, "districts", [south])
    assert set(figures) == {north, south}
    assert file.book(report).calculation.values[Place(figures[north], "a2", "other")] == Decimal(3)
    assert not [key for key in file.workspace.under("") if south in key]


@pytest.mark.parametrize(("year", "month"), [(2026, 0), (2026, 13), (1800, 1)])
def test_a_month_that_is_none_is_named(file: CompanyFile, year: int, month: int) -> None:
    with pytest.raises(beginning.CannotBeginMonth, match=f"The year reads {year}, the month {month}."):
        beginning.begin_month(file, FilingPeriod(year, month))


def test_a_month_has_one_report(file: CompanyFile, report: str) -> None:
    with pytest.raises(beginning.CannotBeginMonth, match=f"already: {report}. Open it."):
        beginning.begin_month(file, MONTH)


def test_a_company_without_such_a_service_is_told_where_to_say_so(tmp_path: Path) -> None:
    with pytest.raises(beginning.CannotBeginMonth, match="Say on the Company page which"):
        beginning.begin_month(company(tmp_path, "water"), MONTH)


def test_the_months_between_the_first_report_and_today_are_listed(file: CompanyFile) -> None:
    assert beginning.reported_months(file) == ()
    first = beginning.begin_month(file, FilingPeriod(2025, 11))
    found = beginning.reported_months(file)
    assert [(month.period.year, month.period.month, month.filing) for month in found] == [
        (2025, 11, first),
        (2025, 12, None),
        (2026, 1, None),
    ]


def test_the_season_adds_what_is_known_and_names_the_months_passed_over(file: CompanyFile, report: str) -> None:
    """A month without a report, and one without figures, are gaps in the series; they are never zero."""
    beginning.begin_month(file, FilingPeriod(2025, 11))
    importing.take_lists(file, report, importing.preview_lists(file, report, counted(status=True)), maps(status=True))
    months, series = season(file)
    assert skipped(months) == (FilingPeriod(2025, 12),)
    assert skipped(()) == ()
    points = {name: dict(one.points) for one in series for name in [one.name]}
    assert all(one[FilingPeriod(2025, 11)] is None and one[FilingPeriod(2025, 12)] is None for one in points.values())
    assert any(one[MONTH] is not None for one in points.values())


@pytest.mark.parametrize(
    ("utilities", "named", "not_named"),
    [
        (("gas",), ("(3.250, 2004 text)",), ("3.180", "steam", "electric")),
        (("electric",), ("(3.180, 2004 text)",), ("3.250", "steam", "gas")),
        (("electric", "gas"), ("3.180 electric", "3.250 gas"), ("steam",)),
        (("gas", "heating", "water"), ("(3.250, 2004 text)",), ("3.180", "steam", "electric")),
        (("heating",), ("Neither rule names a steam heating company", "3.180 electric", "3.250 gas"), ()),
        (("water", "sewer"), ("Say on the Company page",), ("3.180", "3.250", "A report is due")),
    ],
)
def test_each_company_is_told_of_its_own_rule(
    tmp_path: Path, utilities: tuple[str, ...], named: tuple[str, ...], not_named: tuple[str, ...]
) -> None:
    said = " ".join(beginning.what_is_asked(company(tmp_path, *utilities)))
    assert [words for words in named if words not in said] == []
    assert [words for words in not_named if words in said] == []
