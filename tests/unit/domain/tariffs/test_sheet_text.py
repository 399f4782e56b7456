"""The text of a sheet: each kind of line, refusals, and that writing and reading are inverse."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.tariffs.sheet_text import (
    LONGEST,
    LineKind,
    NotSheetText,
    SheetLine,
    read_text,
    sheet_lines_text,
)

SHEET = """# Schedule of rates
## Residential
Available to any customer.
1. First rule
  (a) a part of it
    iv. and a part of that
{+} note: Small type
| Size | Charge |
| 5/8 inch | |
[rates: per month, by meter size] Customer charge
5/8 inch = 12.50
{*} 3/4 inch = $14
[end]
===
\\# no heading
"""
LINES = (
    SheetLine(LineKind.HEADING, ("Schedule of rates",)),
    SheetLine(LineKind.SUBHEADING, ("Residential",)),
    SheetLine(LineKind.PARAGRAPH, ("Available to any customer.",)),
    SheetLine(LineKind.RULE, ("1.", "First rule"), 1),
    SheetLine(LineKind.RULE, ("(a)", "a part of it"), 2),
    SheetLine(LineKind.RULE, ("iv.", "and a part of that"), 3),
    SheetLine(LineKind.NOTE, ("Small type",), mark="+"),
    SheetLine(LineKind.ROW, ("Size", "Charge")),
    SheetLine(LineKind.ROW, ("5/8 inch", "")),
    SheetLine(LineKind.RATES, ("per month", "by meter size", "Customer charge")),
    SheetLine(LineKind.RATE, ("5/8 inch", "12.50")),
    SheetLine(LineKind.RATE, ("3/4 inch", "$14"), mark="*"),
    SheetLine(LineKind.BREAK),
    SheetLine(LineKind.PARAGRAPH, ("# no heading",)),
)


def test_each_kind_of_line_is_read() -> None:
    assert read_text(SHEET) == LINES


def test_what_is_written_reads_back() -> None:
    assert read_text(sheet_lines_text(LINES)) == LINES
    assert read_text(sheet_lines_text(LINES[9:12])) == LINES[9:12]
    assert sheet_lines_text(()) == ""


SIGNS = st.sampled_from(
    ["#", "##", "note:", "|", "[rates:", "]", "[end]", "=", "===", "{+}", "1.", "(a)", "\\", " ", "\n", "12.50", "word"]
)


@pytest.mark.slow
@given(st.lists(st.one_of(SIGNS, st.text(max_size=6)), max_size=40).map("".join))
def test_any_text_that_reads_at_all_reads_back(text: str) -> None:
    try:
        lines = read_text(text)
    except NotSheetText:
        return
    assert read_text(sheet_lines_text(lines)) == lines


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[rates: per month]\nflat 12", "Line 2: 'flat 12' is not a rate"),
        ("[rates: per month]\nflat = twelve\n[end]", "is not a rate"),
        ("[rates: per month]\n= 12\n[end]", "is not a rate"),
        ("\n[rates: per month] Charge\nflat = 12", "Line 2: the rate table is not closed"),
        ("x" * (LONGEST + 1), "Divide it"),
    ],
)
def test_what_cannot_stand_on_a_sheet_is_refused_with_its_line(text: str, words: str) -> None:
    with pytest.raises(NotSheetText, match=words):
        read_text(text)


def test_a_word_with_a_stop_is_no_rule() -> None:
    assert read_text("Water. Sold by the gallon")[0].kind is LineKind.PARAGRAPH
    assert read_text("1.2.3 Sold by the gallon")[0].kind is LineKind.RULE


def test_a_line_is_plain_without_its_mark() -> None:
    assert SheetLine(LineKind.NOTE, ("x",), mark="+").plain == SheetLine(LineKind.NOTE, ("x",))
    assert LINES[0].plain is LINES[0]


def test_a_rate_table_says_behind_semicolons_whose_rates_it_holds() -> None:
    text = "[rates: per month, flat; area North; as base charge] Charge\nEach = 1.00\n[end]\n"
    lines = read_text(text)
    assert lines[0].cells == ("per month", "flat", "Charge", "area North; as base charge")
    assert read_text(sheet_lines_text(lines)) == lines
    assert read_text("[rates: per month; net, flat] Charge\n[end]")[0].cells == ("per month; net", "flat", "Charge")
