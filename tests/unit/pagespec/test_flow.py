"""Running text on pages: nothing is lost, nothing overflows, what belongs together stays together."""

import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.pagespec.flow import FlowPiece, ParagraphStyle, flowed, moved, paragraph, tagged
from desktop_app.pagespec.pages import (
    FontFace,
    Item,
    ItemRole,
    PageImage,
    PageWatermark,
    RectangleItem,
    RuleLine,
    SealMark,
    TextAlignment,
    TextItem,
    pixel_digest,
)
from desktop_app.pagespec.paragraphs import cut, printable, wrapped
from desktop_app.pagespec.structure import ItemTag, TagKind

TOP, BOTTOM = 100.0, 200.0


def wide(content: str, face: FontFace, size: float) -> float:
    return len(content) * size / 2


def piece(name: str, height: float = 30.0, *, gap: float = 0.0, keep: bool = False) -> FlowPiece:
    return FlowPiece(height, (TextItem(0.0, 10.0, name, 8.0),), gap, keep)


def said(page: tuple[Item, ...]) -> str:
    return "".join(item.content for item in page if isinstance(item, TextItem))


def test_pieces_go_on_to_the_next_page_where_they_do_not_fit() -> None:
    pages = flowed([piece(name) for name in "abcde"], TOP, TOP, BOTTOM).pages
    assert [said(page) for page in pages] == ["abc", "de"]


def test_it_is_known_where_the_text_ends() -> None:
    assert flowed([piece("a"), piece("b", gap=5.0)], TOP, TOP, BOTTOM).end == TOP + 65
    assert flowed([], TOP + 7, TOP, BOTTOM).end == TOP + 7


def test_what_is_kept_together_goes_together() -> None:
    pages = flowed([piece("a"), piece("b"), piece("c", keep=True), piece("d", keep=True)], TOP, TOP, BOTTOM).pages
    assert [said(page) for page in pages] == ["ab", "cd"]


def test_a_group_higher_than_a_page_is_divided_all_the_same() -> None:
    pages = flowed([piece(name, keep=True) for name in "abcdef"], TOP, TOP, BOTTOM).pages
    assert [said(page) for page in pages] == ["abc", "def"]


def test_the_first_page_stays_empty_if_nothing_fits_there() -> None:
    pages = flowed([piece("a")], BOTTOM - 10, TOP, BOTTOM).pages
    assert [said(page) for page in pages] == ["", "a"]


def test_the_gap_is_left_out_at_the_head_of_a_page_only() -> None:
    ((first,), _) = flowed([piece("a", gap=5.0), piece("b", height=80.0, gap=5.0)], TOP, TOP, BOTTOM).pages
    assert isinstance(first, TextItem)
    assert first.y == TOP + 10
    ((lower,),) = flowed([piece("a", gap=5.0)], TOP + 20, TOP, BOTTOM).pages
    assert isinstance(lower, TextItem)
    assert lower.y == TOP + 35


@pytest.mark.slow
@given(st.lists(st.tuples(st.floats(1, 150), st.booleans(), st.floats(0, 20)), max_size=30), st.floats(TOP, BOTTOM))
def test_every_piece_is_set_once_in_order_and_within_the_page(
    parts: list[tuple[float, bool, float]], first: float
) -> None:
    pieces = [piece(chr(0x4E00 + n), height, gap=gap, keep=keep) for n, (height, keep, gap) in enumerate(parts)]
    pages = flowed(pieces, first, TOP, BOTTOM).pages
    assert "".join(map(said, pages)) == "".join(said(part.items) for part in pieces)
    for page in pages:
        assert all(isinstance(item, TextItem) and item.y < BOTTOM + 10 for item in page)


def test_a_paragraph_keeps_its_first_and_last_two_lines_together() -> None:
    pieces = list(
        paragraph(
            "aaaa bbbb cccc dddd eeee", wide, 10.0, 25.0, ParagraphStyle(size=8.0, align=TextAlignment.RIGHT, gap=7.0)
        )
    )
    assert [part.keep for part in pieces] == [True, False, False, True, False]
    assert [part.gap for part in pieces] == [7.0, 0.0, 0.0, 0.0, 0.0]
    assert {item.x for part in pieces for item in part.items if isinstance(item, TextItem)} == {35.0}


def test_everything_but_a_watermark_moves_down() -> None:
    assert moved(RuleLine(0, 1, 2, 1, 1.0), 5) == RuleLine(0, 6, 2, 6, 1.0)
    assert moved(RectangleItem(0, 1, 2, 2, 1.0), 5) == RectangleItem(0, 6, 2, 2, 1.0)
    assert moved(SealMark(3, 1), 5) == SealMark(3, 6)
    assert moved(PageWatermark("DRAFT"), 5) == PageWatermark("DRAFT")


def test_lines_that_are_too_many_end_in_an_ellipsis() -> None:
    lines = wrapped("aaaa bbbb cccc", wide, FontFace.REGULAR, 8.0, 20.0)
    assert len(lines) == 3
    shown = cut(lines, 2, wide, FontFace.REGULAR, 8.0, 20.0)
    assert len(shown) == 2
    assert shown[-1].endswith("…") or shown[-1].endswith("...")
    assert wide(shown[-1], FontFace.REGULAR, 8.0) <= 20.0


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("plain words", "plain words"),
        ("non\u2011breaking, re\u00adsumed, \u200bzero", "non-breaking, resumed, zero"),
        ("\uf0b7\tfirst\r\n\uf0a7\tsecond", "\u2022 first\n\u2022 second"),
        ("a\u00a0b\u2003c\u2028d", "a b c\nd"),
        ("\u202eabc\u202c", "abc"),
        ("private \ue000", "private [U+E000]"),
    ],
)
def test_what_word_writes_is_printed_as_what_it_means(typed: str, printed: str) -> None:
    assert printable(typed) == printed


def test_a_word_without_end_is_broken_by_measuring_little_more_than_its_lines() -> None:
    measured: list[int] = []

    def measure(text: str, face: FontFace, size: float) -> float:
        measured.append(len(text))
        return float(len(text))

    lines = wrapped("w" * 20_000, measure, FontFace.REGULAR, 1.0, 90.0)
    assert {len(line) for line in lines[:-1]} == {90}
    assert "".join(lines) == "w" * 20_000
    assert sum(measured) < 20 * 20_000


@pytest.mark.parametrize("level", [0, 9])
def test_a_picture_is_known_by_its_pixels_however_they_are_packed(level: int) -> None:
    gray = PageImage(3, 2, False, zlib.compress(b"\x0f\x80\xf0\x10", level))
    assert (gray.row, gray.digest) == (2, pixel_digest(3, 2, b"\x0f\x80\xf0\x10"))
    colour = PageImage(1, 2, True, zlib.compress(b"\x10\x20\x30\x40\x50\x60", level))
    assert (colour.row, colour.digest) == (3, pixel_digest(1, 2, b"\x10\x20\x30\x40\x50\x60"))
    assert pixel_digest(2, 3, b"\x0f\x80\xf0\x10") != gray.digest


def test_the_lines_of_a_paragraph_are_read_as_one_and_each_heading_by_itself() -> None:
    pieces = (
        *paragraph("aaaa bbbb cccc", wide, 0, 20, ParagraphStyle(8.0)),
        *paragraph("dddd", wide, 0, 20, ParagraphStyle(8.0, role=ItemRole.HEADING)),
    )
    tags = [item.tag for piece in pieces for item in piece.items if isinstance(item, TextItem)]
    going = ItemTag(goes_on=True)
    assert tags == [ItemTag(), going, going, ItemTag(TagKind.HEADING)]


def test_only_text_takes_a_tag() -> None:
    line, words = RuleLine(0, 1, 2, 1), TextItem(0, 10, "a")
    assert tagged(line, ItemTag()) is line
    assert tagged(words, ItemTag(TagKind.LIST_BODY)) == TextItem(0, 10, "a", tag=ItemTag(TagKind.LIST_BODY))
