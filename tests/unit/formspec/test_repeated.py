"""A schedule that is asked once for each row of another: every district has its own figures, and all have a total."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from desktop_app.domain.problems import Severity
from desktop_app.domain.values import Place, Value, place_of
from desktop_app.formspec.answers import Answers, ValueSource, source_of
from desktop_app.formspec.checks import CheckBook, check_all
from desktop_app.formspec.definition import (
    CellSpec,
    CellType,
    FormCheck,
    FormDefinition,
    FormSchedule,
    ScheduleColumn,
    ScheduleKind,
    ScheduleLine,
)
from desktop_app.formspec.evaluation import FilingValues, FormulaModel, calculate
from desktop_app.formspec.sheet import lay_out
from desktop_app.formspec.wording import formula_words, location, row_name, titled

COUNT = CellSpec(CellType.COUNT)
DISTRICTS = FormSchedule(
    "districts",
    "1",
    "Districts",
    ScheduleKind.ROWS,
    (ScheduleColumn("name", "Name", CellSpec()),),
    (),
    row_label="District",
)
FIGURES = FormSchedule(
    "figures",
    "2",
    "Figures of district",
    ScheduleKind.LINES,
    (
        ScheduleColumn("name", "District", CellSpec(formula="districts/./name")),
        ScheduleColumn("aided", "Aided", COUNT),
        ScheduleColumn("before", "Last month", CellSpec(CellType.COUNT, formula="prior:././aided")),
        ScheduleColumn("then", "A year ago", CellSpec(CellType.COUNT, formula="year_ago:././aided")),
    ),
    (ScheduleLine("off", "Without service"), ScheduleLine("cut", "Cut this month")),
    per="districts",
)
ALL = FormSchedule(
    "all",
    "3",
    "All districts",
    ScheduleKind.LINES,
    (ScheduleColumn("aided", "Aided", CellSpec(CellType.COUNT, formula="figures/./aided")),),
    (ScheduleLine("off", "Without service"), ScheduleLine("cut", "Cut this month")),
)
CHECK = FormCheck(
    "cut", "", Severity.STOP, "./off/aided", "./cut/aided <= ./off/aided", "{./cut/aided}", "", each="figures/cut"
)
FORM = FormDefinition("report", 1, "Report", (), (DISTRICTS, FIGURES, ALL), (CHECK,), previous="last month's")
VALUES: Mapping[str, Value] = {
    "districts/n/name": "North",
    "districts/s/name": "South",
    "figures_n/off/aided": Decimal(7),
    "figures_n/cut/aided": Decimal(2),
    "figures_s/off/aided": Decimal(4),
    "figures_s/cut/aided": Decimal(5),
}


def filing(rows: tuple[str, ...] = ("n", "s"), outside: dict[str, dict[Place, Value]] | None = None) -> FilingValues:
    sheet = lay_out(FORM, (), (), {"districts": rows})
    known = {place_of(path): value for path, value in VALUES.items() if place_of(path) in sheet.cells}
    return calculate(FormulaModel(sheet, outside or {}, {}), Answers(values=known, rows={"districts": rows}))


def value(calculation: FilingValues, path: str) -> Value | None:
    return calculation.values.get(place_of(path))


def test_each_row_has_a_schedule_of_its_own_that_knows_its_row() -> None:
    found = filing()
    assert list(found.model.sheet.schedules) == ["districts", "figures_n", "figures_s", "all"]
    assert value(found, "figures_n/off/name") == "North"
    assert value(found, "figures_s/cut/name") == "South"
    assert location(found.model.sheet, place_of("figures_s/off/aided")) == "page 2-2, Without service, aided"


def test_a_place_of_the_repeated_schedule_is_the_sum_over_its_rows() -> None:
    assert value(filing(), "all/off/aided") == Decimal(11)
    assert value(filing(("s",)), "all/off/aided") == Decimal(4)
    assert value(filing(()), "all/off/aided") is None


def test_a_table_with_rows_of_its_own_is_asked_for_each_row() -> None:
    grown = replace(FIGURES, kind=ScheduleKind.ROWS, body=(), columns=FIGURES.columns[:2], row_label="Class")
    form = replace(FORM, schedules=(DISTRICTS, grown), checks=())
    sheet = lay_out(form, (), (), {"districts": ("n", "s"), "figures_n": ("a", "b"), "figures_gone": ("c",)})
    rows = {schedule.definition.id: schedule.rows for schedule in sheet.schedules.values()}
    assert rows == {"districts": ("n", "s"), "figures_n": ("a", "b"), "figures_s": ()}


def test_a_check_looks_at_every_row() -> None:
    found = filing()
    problems = check_all(CheckBook(found.model), found).found.values()
    assert [problem.place for problem in problems] == ["figures_s/off/aided"]


def test_the_months_before_are_looked_up_under_the_same_row() -> None:
    place = place_of("figures_n/off/aided")
    found = filing(outside={"prior": {place: Decimal(6)}, "year_ago": {place: Decimal(3)}})
    assert value(found, "figures_n/off/before") == Decimal(6)
    assert value(found, "figures_n/off/then") == Decimal(3)
    assert value(found, "figures_s/off/before") is None


def test_formulas_say_whose_month_they_read() -> None:
    model = filing().model
    words = {
        column: formula_words(
            model.formulas[Place("figures_n", "off", column)], model.sheet, Place("figures_n", "off", column)
        )
        for column in ("before", "then")
    }
    assert words["before"].startswith("last month's ")
    assert words["then"].startswith("last year's ")


def test_a_repeated_schedule_is_called_by_the_name_of_its_row() -> None:
    found = filing()
    sheet = found.model.sheet
    place = row_name(sheet, sheet.schedules["figures_n"])
    assert place == place_of("districts/n/name")
    assert titled(sheet.schedules["figures_n"], found.values[place]) == "Figures of district 1: North"
    assert titled(sheet.schedules["figures_n"], None) == "Figures of district 1"
    assert row_name(sheet, sheet.schedules["all"]) is None


def test_columns_of_the_screen_are_not_printed() -> None:
    beside = ScheduleColumn("before", "Last month", COUNT, screen_only=True)
    assert replace(ALL, columns=(*ALL.columns, beside)).printed == ALL.columns


def test_a_source_speaks_of_the_value_that_it_brought_and_of_no_other() -> None:
    place = place_of("figures_n/off/aided")
    taken = Answers(values={place: Decimal(7)}, sources={place: ValueSource(Decimal(7), "Counted from the list.")})
    assert source_of(taken, place) == "Counted from the list."
    assert source_of(replace(taken, values={place: Decimal(8)}), place) == ""
    assert source_of(taken, place_of("figures_n/cut/aided")) == ""
