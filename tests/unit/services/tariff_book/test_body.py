"""The body of a sheet: whatever is typed is on the paper, within the margins."""

import pytest

from desktop_app.domain.tariffs.comparison import Runs, compare_texts
from desktop_app.domain.tariffs.sheet_text import read_text
from desktop_app.pagespec.pages import FontFace, RuleLine, TextAlignment, TextItem
from desktop_app.services.tariff_book import body
from desktop_app.services.tariff_book.body import LEFT, WIDTH, clean, set_body
from desktop_app.services.tariff_book.spans import broken
from desktop_app.services.tariff_book.words import PerMil, counted_sheets, money_words
from tests.support.tariff_company import MEASURE

LONG = "https://" + "x" * 300
PER_MIL = PerMil(MEASURE)


def painted(text: str) -> tuple[list[TextItem], list[RuleLine]]:
    items = [item for piece in set_body(clean(read_text(text)), PER_MIL) for item in piece.piece.items]
    return [item for item in items if isinstance(item, TextItem)], [
        item for item in items if isinstance(item, RuleLine)
    ]


ALL_KINDS = [
    f"{LONG}\n",
    f"1. {LONG}\n",
    f"| Where | What |\n| {LONG} | A form |\n",
    f"[hang] {LONG}\n",
    f"[box] {LONG}\n",
    f"[center] {LONG}\n",
    f"{LONG} [dots] $5.00\n",
    f"Charge [dots] {LONG}\n",
    f"The [b]{LONG}[/b] of it\n",
]


@pytest.mark.parametrize("text", ALL_KINDS)
def test_a_word_longer_than_its_line_is_broken_and_wholly_printed(text: str) -> None:
    words, _ = painted(text)
    assert LONG in "".join(item.content for item in words)
    assert len([item for item in words if "x" * 20 in item.content]) > 1
    left = [item for item in words if item.align is TextAlignment.LEFT]
    ends = [item.x + PER_MIL.width(item.content, item.face, item.size) for item in left]
    assert max(ends) <= LEFT + WIDTH + 1


def test_a_table_wider_than_the_page_gives_the_narrow_columns_their_room() -> None:
    words, rules = painted(f"| No. | Words | More words |\n| 12 | {'many words ' * 30} | {'and more ' * 60} |\n")
    assert max(rule.x2 for rule in rules) == pytest.approx(LEFT + WIDTH)
    columns = {item.content: item.x for item in words if item.content in {"No.", "Words", "More words"}}
    first, second, third = (columns[name] for name in ("No.", "Words", "More words"))
    assert second - first < 60 < third - second < LEFT + WIDTH - third, "in proportion to what they hold"
    assert "12" in [item.content for item in words]


def test_the_marked_copy_takes_the_paragraphs_that_it_shares_with_the_clean_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    set_again: list[str] = []

    def counted(runs: Runs, *others: object) -> object:
        set_again.append("".join(run.text for run in runs))
        return broken(runs, *others)  # type: ignore[arg-type]  # whatever it is given

    monkeypatch.setattr(body, "broken", counted)
    old, new = (f"First words.\n\nThe charge is {amount}.\n\nLast words.\n" for amount in ("$5", "$6"))
    per_mil = PerMil(MEASURE)
    clean_copy = set_body(clean(read_text(new)), per_mil)
    assert set_again == ["First words.", "The charge is $6.", "Last words."]
    marked = set_body(compare_texts(read_text(old), read_text(new)), per_mil)
    assert len(set_again) == 4
    assert next(iter(marked)).piece is next(iter(clean_copy)).piece


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


def test_words_are_bold_or_italic_and_a_mark_stands_at_its_place() -> None:
    words, _ = painted("The [b]bold[/b] and [i]slanted[/i] {+}words, [b][i]both[/i][/b]\n")
    faces = {item.content.strip(): item.face for item in words}
    assert faces["bold"] is FontFace.BOLD
    assert faces["slanted"] is FontFace.ITALIC
    assert (faces["+"], faces["both"]) == (FontFace.BOLD, FontFace.BOLD)
    assert faces["words,"] is FontFace.REGULAR
    assert "".join(item.content for item in words) == "The bold and slanted +words, both"


def test_what_was_bold_is_struck_bold_and_what_is_new_has_its_own_face() -> None:
    old, new = (
        read_text("The [b]charge[/b] is due on the day {+}named."),
        read_text("The charge is due on a day named."),
    )
    pieces = set_body(compare_texts(old, new), PER_MIL)
    items = [item for piece in pieces for item in piece.piece.items if isinstance(item, TextItem)]
    assert "".join(item.content for item in items).replace("  ", " ") == "The charge is due on the a day named."
    assert {item.content.strip(): item.face for item in items}["the"] is FontFace.REGULAR
    assert "+" not in "".join(item.content for item in items), "a mark that went is not printed"


def test_further_lines_of_a_definition_stand_further_in() -> None:
    words, _ = painted(f"[hang] Company: {'many words ' * 40}\n")
    assert {round(item.x) for item in words[1:]} == {round(words[0].x + 20)}
    assert max(item.x + PER_MIL.width(item.content, item.face, item.size) for item in words) <= LEFT + WIDTH + 1


def test_lines_in_a_box_have_one_frame() -> None:
    words, rules = painted("[box] Name ____\n[box] Signed ____\nBelow it\n")
    across = [rule for rule in rules if rule.y1 == rule.y2]
    assert len(across) == 2, "above the first and below the last"
    assert words[0].x > LEFT == words[-1].x


def test_dots_lead_from_the_words_to_what_stands_at_the_right() -> None:
    words, _ = painted("Late [i]charge[/i] [dots] $5.00\n")
    assert words[-1].x + PER_MIL.width("$5.00", words[-1].face, words[-1].size) == pytest.approx(LEFT + WIDTH)
    assert any(" . ." in item.content for item in words)


def test_the_amount_at_the_end_of_dots_is_struck_whole_and_the_new_one_stands_apart() -> None:
    old, new = (read_text(f"Turn-on [dots] {amount}\n") for amount in ("$30.00", "$40.00"))
    (piece,) = set_body(compare_texts(old, new), PER_MIL)
    words = [item for item in piece.piece.items if isinstance(item, TextItem)]
    assert [item.content for item in words][-3:] == ["$30.00", " ", "$40.00"]


def test_a_line_in_the_middle_is_in_the_middle() -> None:
    words, _ = painted("[center] In the middle\n")
    middle = words[0].x + PER_MIL.width(words[0].content, words[0].face, words[0].size) / 2
    assert middle == pytest.approx(LEFT + WIDTH / 2)
