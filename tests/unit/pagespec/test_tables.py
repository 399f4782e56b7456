"""Tables on pages: rows divided among pages without loss, headings never left alone, signs and marks in place."""

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.pagespec.pages import (
    MARK_TEXT,
    MARK_WIDTH,
    FontFace,
    RectangleItem,
    RuleLine,
    SealMark,
    TextAlignment,
    TextItem,
)
from desktop_app.pagespec.paragraphs import cut, fit_paragraph
from desktop_app.pagespec.structure import HeaderScope, TagKind
from desktop_app.pagespec.tables import PrintedTable, TableCellContent, TableColumn, TableRow, paged, placed, row_height

LINE = row_height(1)
TWO = (TableColumn(50, 200, ("Account",)), TableColumn(250, 100, ("This", "year"), TextAlignment.RIGHT))


def row(anchor: str, *cells: TableCellContent, heading: bool = False, strong: bool = False) -> TableRow:
    return TableRow(
        anchor,
        LINE,
        cells or (TableCellContent((anchor,)), TableCellContent(("1",), align=TextAlignment.RIGHT)),
        heading,
        strong,
    )


def names(pages: list[tuple[TableRow, ...]]) -> list[str]:
    return ["".join(item.anchor for item in page) for page in pages]


def test_rows_go_on_where_they_do_not_fit() -> None:
    rows = [row(name) for name in "abcde"]
    assert names(list(paged(rows, 2 * LINE, 3 * LINE))) == ["ab", "cde"]


def test_a_heading_goes_with_the_row_below_it() -> None:
    rows = [row("a"), row("H", TableCellContent(("Plant",)), heading=True), row("b")]
    assert names(list(paged(rows, 2 * LINE, 3 * LINE))) == ["a", "Hb"]


def test_a_first_page_with_room_for_a_heading_only_stays_empty() -> None:
    rows = [row("H", TableCellContent(("Plant",)), heading=True), row("b")]
    assert names(list(paged(rows, LINE, 3 * LINE))) == ["", "Hb"]
    assert names(list(paged([row("a")], 0.0, 3 * LINE))) == ["", "a"]


def test_headings_alone_that_fill_a_page_are_printed_all_the_same() -> None:
    rows = [row(name, heading=True) for name in "ABC"]
    assert names(list(paged(rows, 2 * LINE, 2 * LINE))) == ["AB", "C"]


@given(st.lists(st.booleans(), max_size=40), st.integers(0, 6), st.integers(2, 6))
def test_every_row_is_printed_once_in_order(headings: list[bool], first: int, later: int) -> None:
    rows = [row(chr(0x4E00 + n), heading=heading) for n, heading in enumerate(headings)]
    pages = list(paged(rows, first * LINE, later * LINE))
    assert "".join(names(pages)) == "".join(item.anchor for item in rows)
    assert all(len(page) <= max(first, later) for page in pages)


def test_each_row_is_found_by_its_anchor_and_the_headings_stand_above() -> None:
    table = PrintedTable(TWO, (row("a"), row("b", strong=True)))
    where = placed(table, table.rows, 100)
    assert where.anchors["a"][0] == 100 + table.head
    assert where.anchors["b"] == (where.anchors["a"][1], where.bottom)
    texts = {item.content: item for item in where.items if isinstance(item, TextItem)}
    assert texts["year"].y < where.anchors["a"][0]
    assert texts["1"].x == 350 - 3
    assert any(isinstance(item, RuleLine) and item.width == 0.8 for item in where.items)


def test_a_table_without_headings_takes_no_room_for_them() -> None:
    bare = PrintedTable((TableColumn(50, 200, ()),), (row("a", TableCellContent(("x",))),))
    assert bare.head == 0
    assert placed(bare, bare.rows, 100).anchors["a"][0] == 100


def test_no_upright_line_crosses_a_heading_row() -> None:
    ends = row("I", TableCellContent(("Reserve",)), heading=True)
    table = PrintedTable(TWO, (row("H", TableCellContent(("Plant",)), heading=True), row("a"), ends))
    where = placed(table, table.rows, 100)
    uprights = [item for item in where.items if isinstance(item, RuleLine) and item.x1 == item.x2]
    assert uprights
    for top, bottom in (where.anchors["H"], where.anchors["I"]):
        assert all(item.y2 <= top or item.y1 >= bottom for item in uprights)


def test_a_sealed_cell_holds_the_mark_and_no_text() -> None:
    cells = (TableCellContent(("x",)), TableCellContent(("secret",), marked=True, framed=True, sign="1"))
    where = placed(PrintedTable(TWO, (row("a", *cells),)), (row("a", *cells),), 100)
    (mark,) = [item for item in where.items if isinstance(item, SealMark)]
    assert mark.x == 250 + (100 - MARK_WIDTH) / 2
    assert all(item.content != "secret" for item in where.items if isinstance(item, TextItem))
    assert MARK_TEXT


def test_in_the_sealed_version_the_value_stands_in_a_frame() -> None:
    cells = (TableCellContent(("x",)), TableCellContent(("secret",), framed=True, sign="S"))
    where = placed(PrintedTable(TWO, (row("a", *cells),)), (row("a", *cells),), 100)
    inner = [one for one in where.items if isinstance(one, RectangleItem) and one.width < 100]
    assert [(one.x > 250, one.x + one.width < 350) for one in inner] == [(True, True)]
    texts = {item.content: item.x for item in where.items if isinstance(item, TextItem)}
    assert inner[0].x < texts["S"] < texts["secret"]


def test_a_note_sign_moves_the_text_and_a_barred_cell_is_shaded() -> None:
    cells = (TableCellContent(("x", ""), sign="1"), TableCellContent(barred=True))
    where = placed(PrintedTable(TWO, (row("a", *cells),)), (row("a", *cells),), 100)
    texts = {item.content: item for item in where.items if isinstance(item, TextItem)}
    assert texts["x"].x > texts["1"].x
    assert any(isinstance(item, RectangleItem) and item.fill == 0.9 for item in where.items)


def test_a_long_word_is_cut_within_itself() -> None:
    shown = cut(("abcdefghij", "k"), 1, lambda text, *_: float(len(text)), FontFace.REGULAR, 8.0, 5.0)
    assert len(shown) == 1
    assert len(shown[0]) <= 5


def test_a_text_for_which_there_is_no_room_is_set_smaller_and_whole() -> None:
    def wide(text: str, face: FontFace, size: float) -> float:
        return len(text) * size / 2

    lines, size = fit_paragraph("aaaa bbbb cccc", wide, FontFace.REGULAR, 12.0, 40.0, 1)
    assert size < 12.0
    assert " ".join(lines) == "aaaa bbbb cccc"
    assert len(lines) == 1


def test_a_cell_says_its_table_its_row_and_what_it_heads() -> None:
    cells = (TableCellContent(("x",)), TableCellContent(marked=True))
    rows = (row("H", TableCellContent(("Group",)), heading=True), row("a", *cells))
    where = placed(PrintedTable(TWO, rows), rows, 100)
    tags = {
        item.content if isinstance(item, TextItem) else MARK_TEXT: item.tag
        for item in where.items
        if isinstance(item, (TextItem, SealMark)) and item.tag is not None
    }
    assert {tag.table for tag in tags.values()} == {"100"}
    assert (tags["Account"].scope, tags["Group"].scope, tags["x"].scope) == (
        HeaderScope.COLUMN,
        HeaderScope.ROW,
        HeaderScope.ROW,
    )
    assert (tags["Group"].span, tags["x"].column, tags[MARK_TEXT].column) == (2, 0, 1)
    assert tags["x"].row == tags[MARK_TEXT].row != tags["Group"].row
    assert tags[MARK_TEXT].kind is TagKind.CELL
    assert tags["Account"].row == ""
