"""Tables placed on pages: columns of fixed width, rows of fixed height, headings repeated on every page.

Nothing here looks at a value to decide a height: a row says how high it is, and what does not fit was cut before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.pagespec.pages import (
    MARK_HEIGHT,
    MARK_WIDTH,
    FontFace,
    Item,
    ItemRole,
    RectangleItem,
    RuleLine,
    SealMark,
    TextAlignment,
    TextItem,
)
from desktop_app.pagespec.structure import HeaderScope, ItemTag, TagKind

PAD = 3.0
ROW = 12.5
NEXT_LINE = 9.5
BASELINE = 8.9
SIGN_WIDTH = 11.0
SIGN_SIZE = 5.5
HEADING_SIZE = 7.0
HEADING_LINE = 8.2
HAIR = 0.3
SOFT = 0.6


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A printed column: where it stands, how wide it is and its heading, already broken into lines."""

    x: float
    width: float
    heading: tuple[str, ...]
    align: TextAlignment = TextAlignment.LEFT

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width


@dataclass(frozen=True, slots=True)
class TableCellContent:
    """What stands in a column of a row: lines of text, or the mark of a sealed value.

    `sign` is a small text at the left edge: a note's number, or the sign that the value is sealed. A `barred` cell does
    not apply and is shaded.
    """

    lines: tuple[str, ...] = ()
    size: float = 8.0
    face: FontFace = FontFace.REGULAR
    align: TextAlignment = TextAlignment.LEFT
    sign: str = ""
    marked: bool = False
    framed: bool = False
    barred: bool = False


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: the anchor by which a window finds it, its height, and a cell for each column.

    A `heading` row spans the table with its first cell. A `strong` row is a total and stands under a heavier line.
    """

    anchor: str
    height: float
    cells: tuple[TableCellContent, ...]
    heading: bool = False
    strong: bool = False


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """Columns and rows. `names_rows` is the number of the column that says what a row is about."""

    columns: tuple[TableColumn, ...]
    rows: tuple[TableRow, ...]
    names_rows: int = 0

    @property
    def head(self) -> float:
        """The height of the column headings; none if no column has one."""
        most = max((len(column.heading) for column in self.columns), default=0)
        return most * HEADING_LINE + 2 * PAD if most else 0.0


@dataclass(frozen=True, slots=True)
class PlacedItems:
    """Items on one page, where each anchored row stands, and where the next thing may begin."""

    items: tuple[Item, ...]
    anchors: dict[str, tuple[float, float]]
    bottom: float


def row_height(lines: int) -> float:
    """The height of a row that holds this many lines of text."""
    return ROW + NEXT_LINE * (max(lines, 1) - 1)


def paged(rows: Sequence[TableRow], first: float, later: float) -> Iterator[tuple[TableRow, ...]]:
    """The rows divided among pages: `first` points of room on the first page, `later` on each other one.

    A heading is never left alone at the foot of a page. A page may come out empty if nothing fits in the first room.
    """
    room, page, height = first, list[TableRow](), 0.0
    for row in rows:
        if height + row.height > room and (page or room < later):
            kept = len(page) - _trailing_headings(page)
            if not kept and room >= later:
                kept = len(page)
            yield tuple(page[:kept])
            page, room = page[kept:], later
            height = sum(other.height for other in page)
        page.append(row)
        height += row.height
    if page:
        yield tuple(page)


def _trailing_headings(page: Sequence[TableRow]) -> int:
    held = 0
    while held < len(page) and page[len(page) - 1 - held].heading:
        held += 1
    return held


def placed(table: PrintedTable, rows: Sequence[TableRow], top: float) -> PlacedItems:
    """The given rows of the table under its headings, beginning at `top`."""
    items: list[Item] = []
    anchors: dict[str, tuple[float, float]] = {}
    y = top + table.head
    left, right = table.columns[0].x, table.columns[-1].right
    for row in rows:
        items += _row_items(table, row, y, f"{top:g}")
        anchors[row.anchor] = (y, y + row.height)
        y += row.height
        items.append(RuleLine(left, y, right, y, HAIR, SOFT))
    return PlacedItems((*_head_items(table, top), *items, *_grid(table, rows, top, y)), anchors, y)


def _head_items(table: PrintedTable, top: float) -> Iterator[Item]:
    head = table.head
    if not head:
        return
    left, right = table.columns[0].x, table.columns[-1].right
    yield RectangleItem(left, top, right - left, head, HAIR, SOFT, fill=0.93)
    for index, column in enumerate(table.columns):
        tag = ItemTag(
            TagKind.HEADER_CELL,
            table=f"{top:g}",
            column=index,
            columns=len(table.columns),
            scope=HeaderScope.COLUMN,
        )
        first = top + head - PAD - (len(column.heading) - 1) * HEADING_LINE - 1.2
        for number, line in enumerate(column.heading):
            x = column.x + column.width / 2
            y = first + number * HEADING_LINE
            role = ItemRole.HEADING
            yield TextItem(x, y, line, HEADING_SIZE, FontFace.BOLD, TextAlignment.CENTER, role=role, tag=tag)


def _grid(table: PrintedTable, rows: Sequence[TableRow], top: float, bottom: float) -> Iterator[Item]:
    """The upright lines, left out beside headings that span the table, and the frame."""
    left, right = table.columns[0].x, table.columns[-1].right
    y = top + table.head
    start = top
    for row in rows:
        if row.heading:
            yield from _uprights(table, start, y)
            start = y + row.height
        y += row.height
    yield from _uprights(table, start, bottom)
    yield RectangleItem(left, top, right - left, bottom - top, SOFT, 0.0)


def _uprights(table: PrintedTable, top: float, bottom: float) -> Iterator[Item]:
    if bottom > top:
        for column in table.columns[1:]:
            yield RuleLine(column.x, top, column.x, bottom, HAIR, SOFT)


def _row_items(table: PrintedTable, row: TableRow, top: float, name: str) -> list[Item]:
    many, called = len(table.columns), f"{top:g}"
    items: list[Item] = []
    if row.heading:
        tag = ItemTag(TagKind.HEADER_CELL, table=name, row=called, columns=many, span=many, scope=HeaderScope.ROW)
        for cell in row.cells:
            _add_texts(items, cell, table.columns[0], top, tag)
        return items
    for index, (cell, column) in enumerate(zip(row.cells, table.columns, strict=True)):
        if cell.barred:
            items.append(RectangleItem(column.x, top, column.width, row.height, 0.0, 0.9, fill=0.9))
        if not (cell.lines or cell.sign or cell.marked or cell.framed):
            continue
        names = index == table.names_rows and many > 1
        kind, scope = (TagKind.HEADER_CELL, HeaderScope.ROW) if names else (TagKind.CELL, None)
        tag = ItemTag(kind, False, None, name, called, index, many, 1, scope)
        if cell.marked or cell.framed:
            items += _sealed_items(cell, column, top, row.height, tag)
        if not cell.marked:
            _add_texts(items, cell, column, top, tag)
    if row.strong:
        items.append(RuleLine(table.columns[0].x, top, table.columns[-1].right, top, 0.8))
    return items


def _sealed_items(
    cell: TableCellContent, column: TableColumn, top: float, height: float, tag: ItemTag
) -> Iterator[Item]:
    """What a sealed cell has beside its text: a frame around it, or the mark that stands there instead."""
    if cell.framed:
        yield RectangleItem(column.x + 1.2, top + 1.2, column.width - 2.4, height - 2.4, 0.5, 0.35)
    if cell.marked:
        centred = column.align is TextAlignment.RIGHT
        x = column.x + ((column.width - MARK_WIDTH) / 2 if centred else PAD)
        yield SealMark(x, top + (ROW - MARK_HEIGHT) / 2, tag)


def _add_texts(items: list[Item], cell: TableCellContent, column: TableColumn, top: float, tag: ItemTag) -> None:
    """Adds the cell's sign and its lines."""
    x = column.x + PAD
    if cell.sign:
        items.append(TextItem(x, top + BASELINE - 2.0, cell.sign, SIGN_SIZE, FontFace.BOLD, tag=tag))
        x += SIGN_WIDTH
    if cell.align is not TextAlignment.LEFT:
        x = column.right - PAD if cell.align is TextAlignment.RIGHT else column.x + column.width / 2
    y = top + BASELINE
    for number, line in enumerate(cell.lines):
        if line:
            at = y + number * NEXT_LINE
            items.append(TextItem(x, at, line, cell.size, cell.face, cell.align, tag=tag))
