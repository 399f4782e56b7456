"""Tables on a sheet: nothing is broken, figures are aligned, the head is repeated, and what cannot fit stops."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.tariffs.comparison import compare_texts
from desktop_app.domain.tariffs.sheet_text import read_text
from desktop_app.pagespec.pages import PaperPage, TextItem
from desktop_app.services.tariff_book.body import WIDTH, clean, set_body
from desktop_app.services.tariff_book.sheet_pages import SheetToPrint, print_sheet
from desktop_app.services.tariff_book.table_columns import table_columns
from desktop_app.services.tariff_book.words import PerMil
from tests.support.tariff_company import MEASURE, new_tariff_book, schedule

MEASURED = PerMil(MEASURE)


def texts(text: str, old: str | None = None) -> list[TextItem]:
    lines = clean(read_text(text)) if old is None else compare_texts(read_text(old), read_text(text))
    pieces = set_body(lines, MEASURED)
    return [item for piece in pieces for item in piece.piece.items if isinstance(item, TextItem)]


def pages(text: str) -> tuple[Sequence[PaperPage], int]:
    made = schedule(new_tariff_book())
    sheet = SheetToPrint(made, "Oaks", "1", "Original Sheet No. 1", (0, ""), None, None, flowing=True)
    printed = print_sheet(sheet, clean(read_text(text)), MEASURED)
    return printed.pages, printed.wide


def test_a_figure_is_never_broken_however_long_the_words_beside_it_are() -> None:
    words = "a rather long description of the service that is charged for " * 4
    text = f"| Service | Charge | Charge in winter |\n| {words} | $1,234,567.50 | 1,234,567.50 |\n"
    shown = [item.content for item in texts(text)]
    assert "$1,234,567.50" in shown
    assert "1,234,567.50" in shown


def test_figures_stand_under_each_other_on_the_point() -> None:
    found = {item.content: item for item in texts("| Use | Rate |\n| a | 4.5 |\n| b | 12.375 |\n| c | 1,000 |\n")}
    point = {
        name: found[name].x + MEASURED.width(name.partition(".")[0], found[name].face, found[name].size)
        for name in ("4.5", "12.375", "1,000")
    }
    assert max(point.values()) - min(point.values()) < 0.01


def test_a_column_with_words_stays_at_the_left() -> None:
    found = {item.content: item.x for item in texts("| Use | Rate |\n| a | 4.50 |\n| b | free |\n")}
    assert found["4.50"] == found["free"]


def test_the_head_is_repeated_on_each_page_of_a_table() -> None:
    rows = "".join(f"| {number} | Row {number} |\n" for number in range(120))
    shown, wide = pages(f"| Number | What |\n{rows}")
    assert len(shown) > 2
    assert wide < 0
    for page in shown:
        assert sum(isinstance(item, TextItem) and item.content == "Number" for item in page.items) == 1


def test_a_table_that_cannot_fit_is_told() -> None:
    cells = " | ".join(["incomprehensibilities"] * 8)
    _, wide = pages(f"Words before.\n| {cells} |\n| {cells} |\n")
    assert wide == 1


def test_struck_and_added_words_are_kept_apart() -> None:
    shown = "".join(item.content for item in texts("| a | 14.00 |\n| x | y |", "| a | 12.50 |\n| x | y |"))
    assert "12.50 14.00" in shown


def test_a_long_label_of_a_rate_is_wrapped_before_the_amount() -> None:
    label = "Residential customers outside of the corporate limits taking water for irrigation in the summer season"
    found = texts(f"[rates: per month, flat] Charge\n{label} = 12.50\n[end]\n")
    amount = next(item for item in found if item.content == "$12.50")
    assert sum("customers" in item.content or "season" in item.content for item in found) == 2
    for item in found:
        if item is not amount and " ." not in item.content and item.size == 10.0 and item.content != "Charge":
            assert item.x + MEASURED.width(item.content, item.face, item.size) < amount.x or item.content == "per month"


def test_the_area_of_a_rate_table_is_printed_unless_its_title_says_it() -> None:
    shown = " ".join(item.content for item in texts("[rates: per month, flat; area North] Charge\na = 1\n[end]\n"))
    assert "Charge, North" in shown
    shown = " ".join(item.content for item in texts("[rates: per month, flat; area North] North charge\na = 1\n[end]"))
    assert ", North" not in shown


@pytest.mark.slow
@given(st.lists(st.lists(st.text(alphabet="ab 1.$", max_size=30), min_size=2, max_size=4), min_size=1, max_size=5))
def test_columns_are_never_wider_than_the_page_unless_it_is_said(rows: list[list[str]]) -> None:
    text = "".join(f"| {' | '.join(row)} |\n" for row in rows)
    columns, wide = table_columns(clean(read_text(text)), WIDTH, 9.5, MEASURED)
    assert wide or sum(column.width for column in columns) <= WIDTH + 0.01


@pytest.mark.parametrize("amount", ["5%", "2.5 %"])
def test_a_share_is_printed_in_percent(amount: str) -> None:
    shown = [item.content for item in texts(f"[rates: of the bill, flat; as surcharge] Tax\nall = {amount}\n[end]\n")]
    assert amount.replace(" ", "") in shown


def test_a_cell_of_the_head_reaches_over_the_next_and_both_rows_of_the_head_are_repeated() -> None:
    head = "| Size | Charge per month | << |\n| | Inside | Outside |\n"
    found = {item.content: item for item in texts(f"{head}| 5/8 inch | $10.00 | $12.50 |\n| all | the same | << |\n")}
    merged, inside, outside = (found[name] for name in ("Charge per month", "Inside", "Outside"))
    assert (merged.tag.span if merged.tag else 0) == 2
    assert inside.x < merged.x + MEASURED.width(merged.content, merged.face, merged.size) / 2 < outside.x + 40
    assert merged.face is outside.face is not found["$12.50"].face
    assert "<<" not in found
    assert "the same" in found
    several, _ = pages(head + "| 5/8 inch | $10.00 | $12.50 |\n" * 60)
    second = [item.content for item in several[1].items if isinstance(item, TextItem)]
    assert {"Charge per month", "Inside", "Outside"} <= {*second}
