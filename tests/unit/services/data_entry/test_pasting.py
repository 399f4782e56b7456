"""Blocks from a spreadsheet: laid over a schedule as one step, and nothing of them is lost without a word."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.values import AnswerWord, Place
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.data_entry import entering
from desktop_app.services.data_entry.pasting import (
    LONGEST_BLOCK,
    BlockTooLong,
    block_of,
    block_refusal,
    clipboard_text,
    paste,
)
from desktop_app.services.filings import annual_report
from tests.support.memory_companies import company, make_companies

LABOR, POWER = Place("w2", "labor", "amount"), Place("w2", "power", "amount")
NO_LOANS = Place("loans", "rows", "answer")
REPORT = "2025-annual-report"
cells = st.text(
    st.characters(codec="utf-8", exclude_characters="\r\0", exclude_categories=["Cc"]) | st.sampled_from('\n\t"')
)


@pytest.fixture
def file(tmp_path: Path) -> CompanyFile:
    file = company(make_companies(), tmp_path)
    annual_report.begin_report(file, 2025)
    return file


def value(file: CompanyFile, place: Place) -> object:
    return file.book(REPORT).calculation.values.get(place)


@pytest.mark.slow
@given(st.lists(st.lists(cells, min_size=2, max_size=2), min_size=1, max_size=5))
def test_what_was_copied_comes_back(rows: list[list[str]]) -> None:
    assert block_of(clipboard_text(rows)) == rows


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("1\t2\r\n3\t4\r\n", [["1", "2"], ["3", "4"]]),
        ('"two\nlines"\tx', [["two\nlines", "x"]]),
        ('6" main\t3', [['6" main', "3"]]),
        ("", [[""]]),
    ],
)
def test_the_clipboard_is_read_as_spreadsheets_write_it(text: str, rows: list[list[str]]) -> None:
    assert block_of(text) == rows


def test_blank_lines_below_a_table_are_no_cells() -> None:
    assert block_of("10\t20\r\n\r\n\r\n") == [["10", "20"]]
    assert block_of("10\r\n\r\n") == [["10"], [""]]  # two cells of one column, the second blank


def test_a_sign_that_nobody_sees_spoils_no_number(file: CompanyFile) -> None:
    pasted = paste(file, REPORT, LABOR, [["\u200b12.40"], ["\ufeff300"]])
    assert pasted.refused == ()
    assert (value(file, LABOR), value(file, POWER)) == (Decimal(12), Decimal(300))


def test_a_block_is_one_step_and_computed_cells_keep_their_values(file: CompanyFile) -> None:
    before = len(file.workspace.journal())
    paste(file, REPORT, LABOR, [["10", "4", "999"], ["n/a", ""]])
    assert len(file.workspace.journal()) == before + 1
    assert (value(file, LABOR), value(file, POWER)) == (Decimal(10), AnswerWord.NOT_APPLICABLE)
    assert value(file, Place("w2", "labor", "change")) == Decimal(6)


def test_rounding_is_told_with_what_it_did_to_the_sum(file: CompanyFile) -> None:
    block = paste(file, REPORT, LABOR, [["10.40"], ["20.30"]])
    assert value(file, LABOR) == Decimal(10)
    assert block.rounded == "2 amounts were rounded as the form asks, line by line; together they changed by (0.70)."
    assert paste(file, REPORT, LABOR, [["10"]]).rounded == ""


def test_what_does_not_fit_is_named(file: CompanyFile) -> None:
    block = paste(file, REPORT, Place("w2", "total", "amount"), [["1", "2", "3", "4", "5", "6"], ["7"]])
    assert any("lines from here on" in words for words in block.refused)
    assert any("columns from here on; 1 more" in words for words in block.refused)


def test_every_cell_that_refuses_is_named_and_keeps_what_was_to_stand_there(file: CompanyFile) -> None:
    block = paste(file, REPORT, LABOR, [["12%"], ["5 feet"]])
    assert [(cell.place, cell.text) for cell in block.cells] == [(LABOR, "12%"), (POWER, "5 feet")]
    words = block_refusal(block)
    assert "601 Salaries and wages, this year must be a number. '12%' is in '%'" in words
    assert words.endswith("Also left as they were, 1 in all: page W-2, 615 Purchased power, this year.")
    more = paste(file, REPORT, LABOR, [["1"]] * 2 + [["bad"]] * 40)
    assert "lines from here on" in block_refusal(more)
    assert block_refusal(paste(file, REPORT, LABOR, [["1 2"]])).count("left as") == 0


def test_the_accounting_format_of_excel_is_read_whole(file: CompanyFile) -> None:
    block = paste(file, REPORT, LABOR, block_of(" $ (2,345.60)\r\n $ -   \r\n"))
    assert block.refused == ()
    assert (value(file, LABOR), value(file, POWER)) == (Decimal(-2346), Decimal(0))


def test_new_rows_come_with_the_block(file: CompanyFile) -> None:
    entering.set_answer(file, REPORT, NO_LOANS, "None")
    block = paste(file, REPORT, NO_LOANS, [["Bank", "100"], ["County", "two"]])
    rows = file.book(REPORT).answers.rows["loans"]
    assert [value(file, Place("loans", row, "lender")) for row in rows] == ["Bank", "County"]
    assert value(file, NO_LOANS) is None
    (refused,) = block.refused
    assert "new row 2" in refused
    paste(file, REPORT, Place("loans", rows[1], "lender"), [["City", "5"], ["State", "6"]])
    assert len(file.book(REPORT).answers.rows["loans"]) == 3


def test_a_block_longer_than_any_schedule_is_refused_and_changes_nothing(file: CompanyFile) -> None:
    with pytest.raises(BlockTooLong):
        paste(file, REPORT, NO_LOANS, [["x"]] * (LONGEST_BLOCK + 1))
    assert "loans" not in file.book(REPORT).answers.rows


def test_a_block_on_the_total_of_growing_rows_makes_no_row(file: CompanyFile) -> None:
    """Whoever pastes at the foot of a table means the foot: no row appears, and what has no cell is named."""
    pasted = paste(file, REPORT, Place("loans", "total", "balance"), [["5"], ["6"]])
    assert file.book(REPORT).answers.rows.get("loans", ()) == ()
    assert any("the last 1 of the block were left out" in words for words in pasted.left_out)
