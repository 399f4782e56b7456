"""The sizes that the README names are those at which the program refuses."""

from pathlib import Path

import pytest

from desktop_app.documents import foreign
from desktop_app.domain.tariffs import sheet_text
from desktop_app.services.company import text_sizes
from desktop_app.services.data_entry import entering, parsing, pasting
from desktop_app.services.filings import filed_copies
from desktop_app.spreadsheets import excel_tables, foreign_tables, text_tables
from desktop_app.storage import exchange

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")

ROWS = {
    "spreadsheet, CSV file": (
        f"{foreign_tables.MOST_BYTES:,} bytes, unpacked {excel_tables.MOST_UNPACKED:,}; "
        f"{excel_tables.MOST_ROWS:,} rows; {text_tables.LONGEST_CELL:,} characters"
    ),
    "export of a company": f"{exchange.LARGEST:,} bytes; {text_sizes.LONGEST_IMPORTED:,} characters in a text",
    "attached document": f"{foreign.MOST_BYTES // 2**20} MB, {foreign.MOST_PAGES:,} pages",
    "answer, explanation": f"{parsing.LONGEST_TEXT:,} characters",
    "tariff sheet": f"{text_sizes.LONGEST_KEPT:,} characters",
    "rows of a schedule": f"{entering.MOST_ROWS:,}, {pasting.LONGEST_BLOCK:,}",
    "package kept": f"{filed_copies.MOST_BYTES // 2**20} MiB",
}


@pytest.mark.parametrize("what", ROWS)
def test_the_readme_names_the_size(what: str) -> None:
    (line,) = [line for line in README.splitlines() if line.startswith(f"| {what}")]
    assert ROWS[what] in line


def test_a_tariff_sheet_is_no_longer_than_what_is_kept() -> None:
    assert sheet_text.LONGEST == text_sizes.LONGEST_KEPT
