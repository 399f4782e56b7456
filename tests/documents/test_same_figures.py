"""The same figures everywhere: on the screen, in the finished PDF of both versions, in Excel, for every cell."""

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from random import Random

import openpyxl
import pytest
from PySide6.QtWidgets import QApplication

from desktop_app import bootstrap, locations
from desktop_app.documents.measure import FontMeasure
from desktop_app.documents.painter import ReportlabPainter
from desktop_app.domain.values import AnswerWord, Place, Value
from desktop_app.formspec.answers import ROWS_LINE, OverriddenValue
from desktop_app.formspec.definition import CellType
from desktop_app.formspec.evaluation import FilingValues, calculate
from desktop_app.gui.grid.schedule_model import ScheduleModel
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.data_entry import entering
from desktop_app.services.filing_package.compose import composed
from desktop_app.services.filing_package.packages import material_of
from desktop_app.services.program.program import Program
from tests.model.random_filings import differences
from tests.support.excel_formulas import WorkedWorkbook
from tests.support.one_sample import sample_content
from tests.support.read_back import check_printed, written_value

pytestmark = pytest.mark.slow  # whole sample companies

SAMPLES = {"water": 1500, "water-sewer": 2600, "steam": 1200, "telephone": 900}
REPORTS = {"telephone": "2025-annual-report-telecom"}
Rows = Sequence[Sequence[object]]
SIZES = (9, 400, 90_000, 9_999_999)


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(locations.HOME_VARIABLE, str(tmp_path_factory.mktemp("home")))
        yield bootstrap.program()


@pytest.fixture(scope="module")
def samples(program: Program, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("samples")
    for name in SAMPLES:
        (folder / f"{name}.filingdesk").write_bytes(sample_content(name))
    return {name: folder / f"{name}.filingdesk" for name in SAMPLES}


@pytest.fixture(params=SAMPLES)
def file(
    program: Program, samples: dict[str, Path], request: pytest.FixtureRequest, tmp_path: Path
) -> Iterator[CompanyFile]:
    opened = program.companies.open(Path(shutil.copy(samples[request.param], tmp_path)))
    yield opened
    opened.close()


def filing_of(file: CompanyFile) -> str:
    """The report that is looked at."""
    return REPORTS.get(file.path.stem, "2025-annual-report")


def printed(program: Program, file: CompanyFile, calculation: FilingValues, *, public: bool) -> bytes:
    """One version of the report as a finished PDF."""
    source = replace(material_of(file, file.book(filing_of(file))), calculation=calculation).source()
    request = source.public_request() if public else source.full_request()
    fonts = locations.find_folders().fonts
    report, *_ = composed(request, program.packages.tools.library, FontMeasure(fonts))
    return ReportlabPainter(fonts).paint(report.document)


def with_other_figures(calculation: FilingValues, random: Random) -> FilingValues:
    """The same filing with another number in every box, in every other one less than nothing, and some typed over."""
    values: dict[Place, Value] = dict(calculation.answers.values)
    overrides: dict[Place, OverriddenValue] = {}
    for place, spec in calculation.model.sheet.cells.items():
        if not spec.type.numeric:
            continue
        most = 100 if spec.type is CellType.PERCENT else random.choice(SIZES)
        number = Decimal(random.randrange(most * 10**spec.decimals)).scaleb(-spec.decimals)
        number = -number if random.random() < 0.5 else number
        if not spec.formula:
            values[place] = number if random.random() < 0.9 else AnswerWord.NOT_APPLICABLE
        elif spec.override and random.random() < 0.2:
            overrides[place] = OverriddenValue(number, "As the auditor found")
    return calculate(calculation.model, replace(calculation.answers, values=values, overrides=overrides))


def test_the_finished_pages_show_every_cell_of_the_filing(program: Program, file: CompanyFile) -> None:
    calculation = file.book(filing_of(file)).calculation
    for public in (False, True):
        pdf = printed(program, file, calculation, public=public)
        assert check_printed(pdf, calculation, public=public) > SAMPLES[file.path.stem]


def test_the_finished_pages_show_any_other_figures(program: Program, file: CompanyFile) -> None:
    calculation = with_other_figures(file.book(filing_of(file)).calculation, Random(f"{file.path.stem}"))
    pdf = printed(program, file, calculation, public=True)
    assert check_printed(pdf, calculation, public=True) > SAMPLES[file.path.stem]


def test_a_wrong_figure_in_a_finished_page_is_found(program: Program, file: CompanyFile) -> None:
    calculation = file.book(filing_of(file)).calculation
    total = Place("p4", "total", "end")
    other = replace(calculation, values={**calculation.values, total: Decimal(1)})
    with pytest.raises(AssertionError, match=r"p4/total/end shows '[0-9,]+', the filing '1'"):
        check_printed(printed(program, file, calculation, public=False), other, public=False)


def test_the_samples_are_what_the_model_works_out(file: CompanyFile) -> None:
    """The model knows the report of water, sewer and steam companies."""
    for filing in file.filings() if file.path.stem not in REPORTS else ():
        book = file.book(filing.id)
        compared, found = differences(book.calculation, file.charts(book.filing), filing.utilities)
        assert not found
        assert compared > 500


def test_the_screen_shows_every_cell_of_the_filing(file: CompanyFile, qapp: QApplication) -> None:
    calculation = file.book(filing_of(file)).calculation
    model = ScheduleModel(file, filing_of(file))
    shown: dict[Place, object] = {}
    for schedule in calculation.model.sheet.schedules:
        model.show(schedule)
        for row in range(model.rowCount()):
            for column in range(model.columnCount()):
                index = model.index(row, column)
                place = model.place(index)
                if place is not None:
                    shown[place] = model.data(index)
    cells = {place: spec for place, spec in calculation.model.sheet.cells.items() if place.line != ROWS_LINE}
    assert set(cells) <= set(shown)
    expected = {place: written_value(calculation.values.get(place), spec) for place, spec in cells.items()}
    assert not [(str(place), shown[place], text) for place, text in expected.items() if (shown[place] or "") != text]


@pytest.mark.parametrize("other", [False, True], ids=["as it is", "other figures"])
def test_excel_shows_every_cell_of_the_filing(
    program: Program, file: CompanyFile, tmp_path: Path, *, other: bool
) -> None:
    if other:
        type_other_figures(file, Random(file.path.stem))
    calculation = file.book(filing_of(file)).calculation
    path = program.excel.export(file, tmp_path / "copy.xlsx", filing=filing_of(file))
    worked, kept = WorkedWorkbook(path), openpyxl.load_workbook(path, data_only=True, read_only=True)
    cells = [place for place in calculation.model.sheet.cells if place.line != ROWS_LINE]
    asked = [place for place in cells if calculation.asked(place.schedule)]
    formulas: list[Rows] = [worked.rows(name) for name in worked.sheets]
    values: list[Rows] = [[[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in kept.worksheets]
    for shown in (formulas, values):
        found = {place: cell for rows in shown for place, cell in of_sheet(rows)}
        assert set(asked) <= set(found)
        assert not [(str(place), found[place]) for place in asked if not in_excel(found[place], calculation, place)]


def type_other_figures(file: CompanyFile, random: Random) -> None:
    """Types another number into every box of the filing that takes one."""
    calculation = with_other_figures(file.book(filing_of(file)).calculation, random)
    cells = calculation.model.sheet.cells
    typed = [
        (place, written_value(value, cells[place]))
        for place, value in calculation.answers.values.items()
        if place in cells and cells[place].type.numeric and not cells[place].formula
    ]
    entering.set_block(file, filing_of(file), typed)


def of_sheet(rows: Rows) -> Iterator[tuple[Place, object]]:
    """The cells of an Excel sheet by their places: its first cell names the schedule, the row "columns" the columns."""
    schedule = (
        next((str(cell).split("/")[1].split()[0] for cell in rows[0][:1] if "/" in str(cell)), "") if rows else ""
    )
    keys = next((row for row in rows if row and row[0] == "columns"), None)
    if not schedule or keys is None:
        return
    for row in rows[3:]:
        if row and row[0] not in (None, "columns") and not str(row[0]).startswith("."):
            yield from (
                (Place(schedule, str(row[0]), str(key)), value)
                for key, value in zip(keys[1:], row[1:], strict=False)
                if key is not None and not str(key).startswith(".")
            )


def in_excel(cell: object, calculation: FilingValues, place: Place) -> bool:
    """Whether an Excel cell holds the value of the filing."""
    value = calculation.values.get(place)
    if isinstance(value, Decimal):
        return isinstance(cell, int | float | Decimal) and Decimal(str(cell)) == value
    if isinstance(value, date):
        return isinstance(cell, datetime) and cell.date() == value
    return str(cell or "") == written_value(value, calculation.model.sheet.cells[place])
