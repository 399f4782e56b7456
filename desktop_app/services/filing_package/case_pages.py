"""The main paper of a case on its pages: caption, numbered paragraphs, index of items, a tab before each exhibit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from desktop_app.domain.citations import CHAPTER
from desktop_app.domain.late_dataclasses import replace
from desktop_app.formspec.case_traits import ParagraphKind
from desktop_app.formspec.definition import MainPaper
from desktop_app.formspec.pleading import WrittenParagraph
from desktop_app.pagespec.flow import FlowPiece, ParagraphStyle, flowed, paragraph
from desktop_app.pagespec.pages import FontFace, Item, ItemRole, RuleLine, TextAlignment, TextItem
from desktop_app.pagespec.paragraphs import Measure, printable, shrunk, wrapped
from desktop_app.pagespec.tables import (
    PAD,
    SIGN_SIZE,
    PrintedTable,
    TableCellContent,
    TableColumn,
    TableRow,
    paged,
    placed,
    row_height,
)
from desktop_app.services.filing_package.attached import AttachedVersion, attachment_leaves, sheet_words
from desktop_app.services.filing_package.case_source import exhibit_name, joined_words
from desktop_app.services.filing_package.grid import SEALED_SIGN
from desktop_app.services.filing_package.paper import VersionPages
from desktop_app.services.filing_package.request import PaperExhibit
from desktop_app.services.filing_package.schedule_pages import IndexPage, page_of
from desktop_app.services.paper.frame import BOTTOM, LEFT, RIGHT, ROOM, TOP, WIDTH, PageBody
from desktop_app.services.paper.letters import SIGNATURE_WIDTH, signature_pieces

SIZE, LEAD = 10.5, 15.0
NUMBER_AT, TEXT_AT, LIST_AT = LEFT, LEFT + 26.0, LEFT + 44.0
CAPTION_WIDTH, BRACKET_AT, DOCKET_AT = 268.0, LEFT + 282.0, LEFT + 302.0
FIRST_TOP, VERSION_AT, LEGEND_AT, SMALL = 70.0, 42.0, 58.0, 8.0
INDEX_LABEL, INDEX_TITLE = "Index", "Index of items"
_CENTER = ParagraphStyle(12.0, FontFace.BOLD, 16.0, 12.0, TextAlignment.CENTER, keep=True, role=ItemRole.HEADING)
_CAPTION = ParagraphStyle(SIZE, FontFace.REGULAR, 14.0, 0.0)
_BODY = ParagraphStyle(SIZE, FontFace.REGULAR, LEAD, 9.0)
_STYLES = {
    ParagraphKind.BLOCK: ParagraphStyle(SIZE, FontFace.REGULAR, 13.5, 12.0),
    ParagraphKind.SUBJECT: ParagraphStyle(SIZE, FontFace.BOLD, 14.0, 12.0, keep=True),
    ParagraphKind.PRAYER: _BODY,
    ParagraphKind.NOTE: ParagraphStyle(8.0, FontFace.ITALIC, 10.0, 8.0),
}
_SIGNED = frozenset({ParagraphKind.CLOSING, ParagraphKind.SIGNATURE})
_ENTRY = ParagraphStyle(SIZE, FontFace.REGULAR, LEAD, 3.0)
_TAB = ParagraphStyle(30.0, FontFace.BOLD, 40.0, 0.0, TextAlignment.CENTER, role=ItemRole.HEADING)
_TAB_TEXT = ParagraphStyle(12.0, FontFace.REGULAR, 17.0, 10.0, TextAlignment.CENTER)
TAB_TOP = 260.0
_COLUMNS = (
    (0.0, 206.0, "Item"),
    (206.0, 132.0, "Provision"),
    (338.0, 112.0, "How it is answered"),
    (450.0, 60.0, "Where"),
)
_CELL = 8.0


def paper_leaves(paper: VersionPages, title: str, version: str, legend: str, name: str = "") -> tuple[PageBody, ...]:
    """The paragraphs on their pages.

    The first page bears the caption and no head: only the name of the `version`, and its `legend` where it needs one.
    With a `name`, the paragraphs are those of that paper beside the main one.
    """
    letter = paper.sheet.form.papers.main is MainPaper.LETTER
    written = [one for one in paper.request.paragraphs if one.paper == name]
    pieces = tuple(_pieces(written, paper.request.subject.docket, paper.measure))
    label = title if letter else paper.sheet.form.called
    return tuple(
        PageBody(
            label,
            title,
            items if number else (*_head(items, version, legend, paper.measure), *items),
            sealed=any(map(_is_mark, items)),
            continued=number > 0,
            signature=any(map(_is_line, items)),
            bare=number == 0,
        )
        for number, items in enumerate(flowed(pieces, FIRST_TOP, TOP, BOTTOM).pages)
    )


def _head(items: Sequence[Item], version: str, legend: str, measure: Measure) -> Iterator[Item]:
    if version:
        yield TextItem(RIGHT, VERSION_AT, version, SMALL, FontFace.BOLD, TextAlignment.RIGHT)
    if any(map(_is_mark, items)):
        size = shrunk(legend, measure, FontFace.BOLD, SMALL, WIDTH - 8)
        yield TextItem((LEFT + RIGHT) / 2, LEGEND_AT, legend, size, FontFace.BOLD, TextAlignment.CENTER)


def _is_mark(item: Item) -> bool:
    """Whether the item is the sign of a paragraph that holds a mark."""
    return isinstance(item, TextItem) and (item.content, item.size) == (SEALED_SIGN, SIGN_SIZE)


def _is_line(item: Item) -> bool:
    """Whether the item is a line to sign on."""
    return isinstance(item, RuleLine) and (item.x1, item.x2) == (LEFT, LEFT + SIGNATURE_WIDTH)


def _pieces(written: Sequence[WrittenParagraph], docket: str, measure: Measure) -> Iterator[FlowPiece]:
    for one, after in zip_longest(written, written[1:]):
        pieces = list(_of(one, docket, measure))
        if after is not None and after.kind in _SIGNED:  # nobody signs a page with nothing else on it
            signed = one.kind is ParagraphKind.SIGNATURE
            pieces = [
                replace(piece, keep=piece.keep if signed and piece is not pieces[-1] else True) for piece in pieces
            ]
        for number, piece in enumerate(pieces):
            mark = (
                (TextItem(LEFT - 9.0, SIZE - 2.0, SEALED_SIGN, SIGN_SIZE, FontFace.BOLD),)
                if one.marked and not number
                else ()
            )
            yield replace(piece, items=(*piece.items, *mark))


def _of(one: WrittenParagraph, docket: str, measure: Measure) -> Iterator[FlowPiece]:
    if one.kind is ParagraphKind.CAPTION:
        yield _caption(one.text, docket, measure)
    elif one.kind is ParagraphKind.TITLE:
        yield from paragraph(one.text, measure, LEFT, WIDTH, _CENTER)
    elif one.kind is ParagraphKind.SIGNATURE:
        yield from signature_pieces(one.text, measure)
    elif one.listed:
        yield from _signed(one.text, "–", LIST_AT - 12.0, LIST_AT, measure, _ENTRY)
    elif one.number:
        yield from _signed(one.text, f"{one.number}.", NUMBER_AT, TEXT_AT, measure, _BODY)
    elif one.kind in (ParagraphKind.PARAGRAPH, ParagraphKind.LATER):
        yield from paragraph(one.text, measure, TEXT_AT, RIGHT - TEXT_AT, _BODY)
    else:
        yield from paragraph(one.text, measure, LEFT, WIDTH, _STYLES.get(one.kind, _BODY))


def _signed(text: str, sign: str, at: float, x: float, measure: Measure, style: ParagraphStyle) -> Iterator[FlowPiece]:
    """A paragraph with its number or dash before it."""
    for number, piece in enumerate(paragraph(text, measure, x, RIGHT - x, style)):
        mark = (TextItem(at, style.size, sign, style.size, style.face),) if number == 0 else ()
        yield replace(piece, items=(*mark, *piece.items))


def _caption(text: str, docket: str, measure: Measure) -> FlowPiece:
    """The matter at the left, a column of brackets, and the case number at the right."""
    lines = wrapped(printable(text), measure, _CAPTION.face, SIZE, CAPTION_WIDTH)
    items: list[Item] = []
    for number, line in enumerate((*lines, "")):
        y = SIZE + number * _CAPTION.lead
        items += [TextItem(LEFT, y, line, SIZE)] if line else []
        items.append(TextItem(BRACKET_AT, y, ")", SIZE))
    middle = SIZE + len(lines) // 2 * _CAPTION.lead
    items.append(TextItem(DOCKET_AT, middle, f"Case No. {docket or '_' * 22}", SIZE))
    return FlowPiece((len(lines) + 1) * _CAPTION.lead, tuple(items), 14.0)


def index_leaves(paper: VersionPages, title: str) -> Iterator[PageBody]:
    """The list of everything that the rule asks, each once, with where it is answered."""
    columns = tuple(TableColumn(LEFT + x, width, (name,)) for x, width, name in _COLUMNS)
    rows = tuple(_index_row(one, columns, paper.measure) for one in paper.request.exhibits)
    if not rows:
        return
    table = PrintedTable(columns, rows)
    for number, part in enumerate(paged(rows, ROOM - table.head, ROOM - table.head)):
        items = placed(table, part, TOP).items
        yield PageBody(INDEX_LABEL, f"{INDEX_TITLE}: {title}", items, continued=number > 0)


def _index_row(one: PaperExhibit, columns: Sequence[TableColumn], measure: Measure) -> TableRow:
    cites = ", ".join(f"{CHAPTER}{cite}" for cite in one.cites) or "General contents (chapter 2)"
    where = exhibit_name(one.letter) if one.letter else f"Paragraph {one.paragraph}" if one.paragraph else ""
    words = (one.lead, cites, f"{one.how}. {one.certified}".removesuffix(". ") if one.certified else one.how, where)
    cells = tuple(
        TableCellContent(wrapped(printable(text), measure, FontFace.REGULAR, _CELL, column.width - 2 * PAD), _CELL)
        for text, column in zip(words, columns, strict=True)
    )
    return TableRow(one.item, row_height(max(len(cell.lines) for cell in cells)), cells)


def exhibit_leaves(paper: VersionPages, stamp: str) -> Iterator[PageBody]:
    """The exhibits in the order of the items, each behind its tab; then what answers no item."""
    rest = list(sized_attachments(paper))
    for one, seen in own_tables(paper.request.exhibits):
        if not one.letter:
            continue
        name = exhibit_name(one.letter)
        documents = [version for version in rest if version.label == name]
        rest = [version for version in rest if version.label != name]
        yield _tab(name, one, documents, paper.measure, seen)
        tables = (leaf for page in exhibit_tables(paper, one) for leaf in page.leaves)
        yield from (_behind(leaf, name, one.lead) for leaf in (*attachment_leaves(documents, stamp), *tables))
    for version in rest:
        yield _tab(version.label, PaperExhibit("", "", version.title, (), "Document"), [version], paper.measure)
        yield from (_behind(leaf, version.label, version.title) for leaf in attachment_leaves([version], stamp))


def own_tables(exhibits: Sequence[PaperExhibit]) -> Iterator[tuple[PaperExhibit, str]]:
    """The exhibits, each with the tables that no exhibit before it has, and which of those has the others."""
    printed: dict[str, str] = {}
    for one in exhibits:
        seen = dict.fromkeys(printed[table] for table in one.tables if table in printed)
        tables = tuple(table for table in one.tables if table not in printed)
        printed.update({table: exhibit_name(one.letter) for table in tables})
        yield replace(one, tables=tables), f"See {joined_words([*seen])}." if seen else ""


def sized_attachments(paper: VersionPages) -> tuple[AttachedVersion, ...]:
    """The attachments, those marked that answer an item whose drawings keep their size."""
    items = {f"{name}/{line.id}": line for name, one in paper.sheet.schedules.items() for line in one.lines}
    kept = {
        exhibit_name(one.letter)
        for one in paper.request.exhibits
        if one.letter and (line := items.get(one.item)) is not None and line.item is not None and line.item.at_size
    }
    return tuple(replace(one, at_size=one.label in kept) for one in paper.request.attachments)


def _behind(leaf: PageBody, name: str, lead: str) -> PageBody:
    """A page of an exhibit. One that is called as the tab before it continues it."""
    return replace(leaf, label=name, continued=leaf.continued or leaf.title == lead)


def exhibit_tables(paper: VersionPages, one: PaperExhibit) -> Iterator[IndexPage]:
    """The pages of the tables that are an exhibit, as far as they are asked."""
    done: set[str] = set()
    repeats = paper.sheet.repeats
    for schedule in (each for table in one.tables for each in repeats.get(table, (table,))):
        if schedule in paper.request.schedules and schedule not in done:
            page = page_of(paper, schedule)
            done.update(each.definition.id for each in page.schedules)
            yield page


def _tab(
    name: str, one: PaperExhibit, documents: Sequence[AttachedVersion], measure: Measure, seen: str = ""
) -> PageBody:
    """The leaf before an exhibit: what it is, which provision it answers, the documents with their sheets."""
    cites = ", ".join(f"{CHAPTER}{cite}" for cite in one.cites)
    follows = one.how if not documents and not one.tables and not seen else ""
    pieces = list(paragraph(name, measure, LEFT, WIDTH, _TAB))
    for text in (one.lead, cites, one.certified, *_listed_documents(one.lead, documents), seen, follows):
        pieces += paragraph(text, measure, LEFT, WIDTH, _TAB_TEXT) if text else ()
    (items, *_) = flowed(tuple(pieces), TAB_TOP, TAB_TOP, BOTTOM).pages
    return PageBody(name, one.lead, items)


def _listed_documents(lead: str, documents: Sequence[AttachedVersion]) -> Iterator[str]:
    """Each document with its sheets; one that is called as the exhibit has a number if there are more."""
    for number, version in enumerate(documents, 1):
        called = f"Document {number}" if len(documents) > 1 else ""
        called = version.title if version.title != lead else called
        yield ": ".join(filter(None, (called, sheet_words(version))))


def sealed_pages(paper: VersionPages) -> Iterator[IndexPage]:
    """What the annex prints of the answers that stand in paragraphs: the sealed ones, as if they had been cut."""
    for schedule in paper.sheet.schedules.values():
        if schedule.definition.in_paragraphs:
            cut = tuple(place for place in schedule.cells if paper.sealed(place))
            yield IndexPage((schedule,), (), {schedule.definition.id: cut})
