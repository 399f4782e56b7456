"""Monthly figures make a figure of the year only when all twelve are there, as the form says of the cell."""

from collections.abc import Iterator
from decimal import Decimal

import pytest

from desktop_app import bootstrap
from desktop_app.domain.values import Place
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.data_entry import monthly_figures, work_papers
from desktop_app.services.data_entry.monthly_figures import BadMonthlyFigure
from desktop_app.services.ports import SpreadsheetTable, TableCell
from tests.support.one_sample import sample_content

REPORT = "2025-annual-report"
GALLONS, AVERAGE = (Place("w1", "residential_sales", column) for column in ("gallons", "average"))
NAMES = ("January", "feb", "Mar.", "4", "2025-05", "6/2025", "July 2025", "Aug 25", "Sept", "10", "Nov", "December")
CUSTOMERS = ("380", "380", "381", "382", "383", "384", "385", "385", "386", "387", "387", "1,388")
AVERAGE_MADE = Decimal(467)  # 5,608 divided by 12 is 467.33, by hand


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CompanyFile]:
    path = tmp_path_factory.mktemp("months") / "sample.filingdesk"
    path.write_bytes(sample_content())
    opened = bootstrap.program().companies.open(path)
    yield opened
    opened.close()


def keep(file: CompanyFile, place: Place, rows: list[tuple[str, str]]) -> None:
    figures = monthly_figures.read_months(file.book(REPORT), place, rows)
    work_papers.keep_work_paper(file, REPORT, place, work_papers.month_parts(figures))


def test_twelve_months_fill_the_cell_and_eleven_leave_it(file: CompanyFile) -> None:
    rows = list(zip(CUSTOMERS, NAMES, strict=True))
    before = file.book(REPORT).calculation.values[AVERAGE]
    keep(file, AVERAGE, rows[:4] + rows[5:])
    book = file.book(REPORT)
    assert book.calculation.values[AVERAGE] == before
    kept = work_papers.work_paper(file, REPORT, AVERAGE)
    figures = monthly_figures.read_months(book, AVERAGE, work_papers.typed_months(kept))
    assert monthly_figures.year_words(book, AVERAGE, figures).endswith("Missing: May 2025.")
    assert work_papers.differs(book, AVERAGE, kept) == ""
    assert work_papers.work_paper_list(book, AVERAGE, kept).sections[0][1][-1] == ("", "Months are missing.")
    keep(file, AVERAGE, rows)
    assert file.book(REPORT).calculation.values[AVERAGE] == AVERAGE_MADE


def test_a_quantity_is_the_sum_with_its_unit(file: CompanyFile) -> None:
    rows = [("1,900.5", name) for name in NAMES]
    keep(file, GALLONS, rows)
    book = file.book(REPORT)
    assert book.calculation.values[GALLONS] == Decimal(22806)  # twelve times 1,900.5, by hand
    figures = monthly_figures.read_months(book, GALLONS, rows)
    assert monthly_figures.year_words(book, GALLONS, figures) == (
        "22,806 thousand gallons: the sum of the twelve months."
    )
    printed = work_papers.work_paper_list(book, GALLONS, work_papers.work_paper(file, REPORT, GALLONS))
    assert printed.sections[0][1][-1][1] == "The sum of the twelve months, in thousand gallons"


@pytest.mark.parametrize(
    ("figure", "month", "words"),
    [
        ("5.5", "Jan", "whole number"),
        ("-5", "May", "cannot be below 0"),
        ("N/A", "May", "May 2025 needs a number"),
        ("5", "Ma", "'Ma' is not a month"),
        ("5", "2024-05", "'2024-05' is not a month"),
        ("5", "13", "'13' is not a month"),
        ("5", "Smarch", "'Smarch' is not a month"),
        ("5", "", "A figure has no month"),
        ("5", "December", "December 2025 is listed twice"),
    ],
)
def test_what_is_no_figure_of_a_month_is_refused(file: CompanyFile, figure: str, month: str, words: str) -> None:
    with pytest.raises(BadMonthlyFigure, match=words):
        monthly_figures.read_months(file.book(REPORT), AVERAGE, [("7", "December"), ("", "May"), (figure, month)])


def test_a_pasted_block_is_twelve_figures_or_months_with_figures(file: CompanyFile) -> None:
    book = file.book(REPORT)
    down = monthly_figures.pasted_months(book, AVERAGE, [[figure] for figure in CUSTOMERS])
    across = monthly_figures.pasted_months(book, AVERAGE, [list(CUSTOMERS)])
    named = monthly_figures.pasted_months(book, AVERAGE, [list(row) for row in zip(NAMES, CUSTOMERS, strict=True)])
    assert list(down.values()) == list(across.values()) == list(named.values())
    for block in ([], [["5"], ["6"]], [["May", "5", "6"]]):
        with pytest.raises(BadMonthlyFigure, match="Copy twelve figures"):
            monthly_figures.pasted_months(book, AVERAGE, block)


def table(*rows: tuple[TableCell, ...]) -> SpreadsheetTable:
    return SpreadsheetTable("List", rows)


def test_a_list_is_read_by_the_heading_of_its_figures() -> None:
    wide = table(
        ("Month", "Gallons", "Bills"), ("May", Decimal(5), Decimal(7)), ("June", None), ("Total", Decimal(5), None)
    )
    assert monthly_figures.months_of_table(wide, "bills") == [("7", "May"), ("", "June")]
    assert monthly_figures.months_of_table(table(("May", Decimal(5)))) == [("5", "May")]
    for heading in ("", "Month", "Feet"):
        with pytest.raises(BadMonthlyFigure, match="'Gallons', 'Bills'"):
            monthly_figures.months_of_table(wide, heading)
    with pytest.raises(BadMonthlyFigure, match="none"):
        monthly_figures.months_of_table(table())


def test_a_report_that_says_its_last_day_has_the_months_before_it(file: CompanyFile) -> None:
    months = monthly_figures.months_reported(file.book(REPORT))
    assert [months[0].code, months[-1].code, len(months)] == ["2025-01", "2025-12", 12]
    assert monthly_figures.monthly_use(file.book(REPORT), Place("no", "such", "place")) is None
    assert monthly_figures.year_figure(file.book(REPORT), Place("w1", "residential_sales", "revenue"), ()) is None


def test_a_month_given_later_joins_the_others_and_one_without_a_figure_goes(file: CompanyFile) -> None:
    book = file.book(REPORT)
    kept = [("380", "January 2025"), ("381", "February 2025")]
    merged = monthly_figures.merged_months(book, AVERAGE, kept, [("390", "Mar"), ("400", "Jan"), ("", "Feb")])
    assert [(one.month.month, one.number) for one in merged] == [(1, Decimal(400)), (3, Decimal(390))]
    assert monthly_figures.merged_months(book, AVERAGE, kept, [("", "Dec")])[0].number == Decimal(380)
    with pytest.raises(BadMonthlyFigure, match="not a month"):
        monthly_figures.merged_months(book, AVERAGE, kept, [("", "Smarch")])


def test_only_a_list_with_several_columns_of_figures_asks_for_one() -> None:
    wide = table(("Month", "Gallons", "Bills"), ("May", Decimal(5), Decimal(7)))
    assert monthly_figures.month_headings(wide) == ("Gallons", "Bills")
    assert monthly_figures.month_headings(table(("Month", "Gallons"), ("May", Decimal(5)))) == ()
    assert monthly_figures.month_headings(table()) == ()


def test_the_months_of_a_page_are_kept_as_one_step(file: CompanyFile) -> None:
    cells = work_papers.months_cells(file.book(REPORT), "w1")
    assert {AVERAGE, GALLONS} <= set(cells)
    assert cells.index(AVERAGE) < cells.index(GALLONS), "column by column"
    figures = monthly_figures.read_months(file.book(REPORT), GALLONS, [("7", name) for name in NAMES])
    kept = {**work_papers.months_kept(file, REPORT, "w1"), GALLONS: figures}
    edited = work_papers.keep_months(file, REPORT, "w1", kept)
    assert edited is not None
    assert file.book(REPORT).calculation.values[GALLONS] == Decimal(84)
    assert work_papers.keep_months(file, REPORT, "w1", kept) is None, "nothing changed"
    assert work_papers.months_cells(file.book(REPORT), "p4") == ()
