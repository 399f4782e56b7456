"""The body of a sheet: whatever is typed is on the paper, within the margins."""

import pytest

from desktop_app.domain.tariffs.sheet_text import read_text
from desktop_app.pagespec.pages import RuleLine, TextItem
from desktop_app.services.tariff_book.body import LEFT, WIDTH, clean, set_body
from desktop_app.services.tariff_book.words import PerMil, counted_sheets, money_words
from tests.support.tariff_company import MEASURE

LONG = "https://" + "x" * 300
PER_MIL = PerMil(MEASURE)


def painted(text: str) -> tuple[list[TextItem], list[RuleLine]]:
    items = [item for piece in set_body(clean(read_text(text)), PER_MIL) for item in piece.piece.items]
    return [item for item in items if isinstance(item, TextItem)], [
        item for item in items if isinstance(item, RuleLine)
    ]


@pytest.mark.parametrize("text", [f"{LONG}\n", f"1. {LONG}\n", f"| Where | What |\n| {LONG} | A form |\n"])
def test_a_word_longer_than_its_line_is_broken_and_wholly_printed(text: str) -> None:
    words, _ = painted(text)
    assert LONG in "".join(item.content for item in words)
    assert len([item for item in words if "x" * 20 in item.content]) > 1
    ends = [item.x + PER_MIL.width(item.content, item.face, item.size) for item in words]
    assert max(ends) <= LEFT + WIDTH + 1


def test_a_table_wider_than_the_page_gives_the_narrow_columns_their_room() -> None:
    words, rules = painted(f"| No. | Words | More words |\n| 12 | {'many words ' * 30} | {'and more ' * 60} |\n")
    assert max(rule.x2 for rule in rules) == pytest.approx(LEFT + WIDTH)
    columns = {item.content: item.x for item in words if item.content in {"No.", "Words", "More words"}}
    first, second, third = (columns[name] for name in ("No.", "Words", "More words"))
    assert second - first < 60 < third - second < LEFT + WIDTH - third, "in proportion to what they hold"
    assert "12" in [item.content for item in words]


def test_a_narrow_table_is_as_wide_as_its_words() -> None:
    _, rules = painted("| a | b |\n| 1 | 2 |\n")
    assert max(rule.x2 for rule in rules) < LEFT + WIDTH / 3


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("12.5", "$12.50"),
        ("0.4321", "$0.4321"),
        ("-3", "-$3.00"),
        ("1,234", "$1,234.00"),
        ("by contract", "by contract"),
    ],
)
def test_an_amount_is_printed_in_dollars_and_words_as_they_are(text: str, printed: str) -> None:
    assert money_words(text) == printed


@pytest.mark.parametrize(("count", "words"), [(0, "0 sheets"), (1, "1 sheet"), (2, "2 sheets")])
def test_sheets_are_counted(count: int, words: str) -> None:
    assert counted_sheets(count) == words
