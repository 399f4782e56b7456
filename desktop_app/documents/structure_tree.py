"""The structure of a document: what is a heading, a table, a cell, a list, a figure, in the order in which it is read.

It is written as objects of their own behind the file that the canvas made, which the canonical form then takes in: an
object for each element would cost far more if it were made one by one through a library.
"""

from __future__ import annotations

import re
import struct
from collections import defaultdict
from functools import cache

from desktop_app.domain.late_patterns import late_pattern
from desktop_app.pagespec.structure import HeaderScope, ItemTag, TagKind

FIRST_HEADING, HEADING = "H1", "H2"
_KIDS = late_pattern(rb"/Kids\s*\[([^\]]*)\]")
_TRAILER = late_pattern(rb"trailer\s*<<(.*?)>>\s*startxref\s*(\d+)", re.DOTALL)
_LISTED = frozenset({TagKind.LIST_LABEL, TagKind.LIST_BODY})
_CELLS = frozenset({TagKind.CELL, TagKind.HEADER_CELL})


class StructureNode:
    """An element: its kind, what of it stands where (page and number), and the elements within it."""

    __slots__ = ("attributes", "cells", "columns", "content", "kids", "kind")

    def __init__(self, kind: str, attributes: str = "", columns: int = 0) -> None:
        self.kind = kind
        self.attributes = attributes
        self.columns = columns
        self.content: list[tuple[int, int]] = []
        self.kids: list[StructureNode] = []
        self.cells: dict[int, StructureNode] = {}


class StructureTree:
    """Grows as pages are painted; tables begin anew on each page."""

    def __init__(self) -> None:
        self.root = StructureNode("Document")
        self.page = -1
        self._number = 0
        self._last: StructureNode | None = None
        self._item: StructureNode | None = None
        self._headed = False
        self._tables: dict[str, StructureNode] = {}
        self._rows: dict[tuple[str, str], StructureNode] = {}

    def turn_page(self) -> None:
        """What follows stands on the next page."""
        self.page += 1
        self._number = 0
        self._tables.clear()
        self._rows.clear()

    def node(self, tag: ItemTag, words: str) -> StructureNode:
        """The element for a text with this tag."""
        kind = tag.kind
        if kind in _CELLS:
            found = self._cell(tag)
        elif kind in _LISTED:
            found = self._listed(tag)
        else:
            found = self._running(tag)
        if tag.said is None:
            return found
        span = StructureNode("Span", f" /ActualText {pdf_string(tag.said.value.format(words))}")
        found.kids.append(span)
        return span

    def figure(self, said: str) -> StructureNode:
        """An element for a picture."""
        self._last = None
        return self._added(StructureNode("Figure", f" /Alt {pdf_string(said)}"))

    def mark(self, node: StructureNode) -> int:
        """The number under which more of the element stands on this page."""
        number = self._number
        self._number += 1
        node.content.append((self.page, number))
        return number

    def _added(self, node: StructureNode) -> StructureNode:
        self.root.kids.append(node)
        return node

    def _running(self, tag: ItemTag) -> StructureNode:
        heading = tag.kind is TagKind.HEADING
        last = self._last
        if tag.goes_on and last is not None and (last.kind != "P") is heading and last.kind not in {"LBody", "Lbl"}:
            return last
        kind = "P"
        if heading:
            kind, self._headed = (HEADING if self._headed else FIRST_HEADING), True
        self._last = self._added(StructureNode(kind))
        return self._last

    def _listed(self, tag: ItemTag) -> StructureNode:
        last = self._last
        if tag.goes_on and last is not None and last.kind == tag.kind.value:
            return last
        if last is None or last.kind not in {"LBody", "Lbl"} or self._item is None:
            self._item = self._added(StructureNode("L"))
        if tag.kind is TagKind.LIST_LABEL or not self._item.kids:
            self._item.kids.append(StructureNode("LI"))
        self._last = StructureNode(tag.kind.value)
        self._item.kids[-1].kids.append(self._last)
        return self._last

    def _cell(self, tag: ItemTag) -> StructureNode:
        self._last = None
        row = self._rows.get((tag.table, tag.row))
        if row is None:
            table = self._tables.get(tag.table)
            if table is None:
                table = self._tables[tag.table] = self._added(StructureNode("Table"))
            row = self._rows[tag.table, tag.row] = StructureNode("TR", columns=tag.columns)
            table.kids.append(row)
        cell = row.cells.get(tag.column)
        if cell is None:
            cell = row.cells[tag.column] = StructureNode(
                tag.kind.value, _cell_attributes(tag.scope, tag.span), tag.span
            )
        return cell


@cache
def _cell_attributes(scope: HeaderScope | None, span: int) -> str:
    parts = [f"/ColSpan {span}"] if span > 1 else []
    parts.append("/O /Table")
    parts += [f"/Scope /{scope.value}"] if scope is not None else []
    return f" /A << {' '.join(parts)} >>" if len(parts) > 1 else ""


def _children(node: StructureNode) -> list[StructureNode]:
    """The elements within; a row has an element for each of its columns, in their order."""
    if node.kind != "TR":
        return node.kids
    found, column = [], 0
    while column < node.columns:
        cell = node.cells.get(column) or StructureNode("TD", columns=1)
        found.append(cell)
        column += cell.columns
    return found


def pdf_string(text: str) -> str:
    """The text as a string of PDF."""
    if text.isascii() and text.isprintable():
        escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        return f"({escaped})"
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"


class ObjectWriter:
    """Objects written behind a file that reportlab made, as a later revision of it."""

    def __init__(self, data: bytes) -> None:
        found = _TRAILER.search(data, data.rindex(b"trailer"))
        kids = _KIDS.search(data)
        if found is None or kids is None:
            raise AssertionError("reportlab wrote another kind of file")
        self._data = data
        self._trailer, self._before = found[1], int(found[2])
        self.pages = [int(number) for number in kids[1].split()[::3]]
        size = re.search(rb"/Size\s+(\d+)", self._trailer)
        self.first = self._next = int(size[1]) if size is not None else 0
        self._objects: dict[int, str] = {}

    def number(self) -> int:
        """The number of a new object."""
        self._next += 1
        return self._next - 1

    def add(self, number: int, content: str) -> None:
        """Writes the object of that number."""
        self._objects[number] = content

    def file(self) -> bytes:
        """The whole file; the new objects stand in one stream, which is read far faster than each by itself."""
        numbers = sorted(self._objects)
        heads, bodies, at = [], [], 0
        for number in numbers:
            body = self._objects[number]
            heads.append(f"{number} {at}")
            bodies.append(body)
            at += len(body) + 1
        head = " ".join(heads) + "\n"
        inside = (head + "\n".join(bodies)).encode("ascii")
        holder, table = self._next, self._next + 1
        start = len(self._data) + 1
        stream = _stream(holder, f"/Type /ObjStm /N {len(numbers)} /First {len(head)}", inside)
        entries = b"".join(struct.pack(">BLL", 2, holder, index) for index in range(len(numbers)))
        entries += struct.pack(">BLL", 1, start, 0) + struct.pack(">BLL", 1, start + len(stream), 0)
        told = f"/Type /XRef /Size {table + 1} /W [ 1 4 4 ] /Index [ {self.first} {len(numbers) + 2} ] "
        told += f"{self._kept()} /Prev {self._before}"
        end = f"startxref\n{start + len(stream)}\n%%EOF\n".encode("ascii")
        return b"".join((self._data, b"\n", stream, _stream(table, told, entries), end))

    def _kept(self) -> str:
        """What the trailer says of the file before."""
        found = (re.search(rb"/%s\s+\d+ 0 R" % key, self._trailer) for key in (b"Root", b"Info"))
        return " ".join(each[0].decode("ascii") for each in found if each is not None)


def _stream(number: int, told: str, content: bytes) -> bytes:
    head = f"{number} 0 obj\n<< {told} /Length {len(content)} >>\nstream\n".encode("ascii")
    return head + content + b"\nendstream\nendobj\n"


def write_structure(tree: StructureTree, writer: ObjectWriter) -> int:
    """Writes the tree, and gives the number of its root."""
    top = writer.number()
    parents: dict[int, dict[int, int]] = defaultdict(dict)
    document = writer.number()
    _write(tree.root, document, top, writer, parents)
    numbers = " ".join(
        f"{page} [ {' '.join(f'{held[number]} 0 R' for number in range(len(held)))} ]"
        for page, held in sorted(parents.items())
    )
    writer.add(top, f"<< /K {document} 0 R /ParentTree << /Nums [ {numbers} ] >> /Type /StructTreeRoot >>")
    return top


def _write(
    node: StructureNode, number: int, parent: int, writer: ObjectWriter, parents: dict[int, dict[int, int]]
) -> None:
    kids, where = [], ""
    if node.content:
        first = node.content[0][0]
        one_page = first == node.content[-1][0]  # content comes page by page
        where = f" /Pg {writer.pages[first]} 0 R" if one_page else ""
        for page, index in node.content:
            parents[page][index] = number
            kids.append(str(index) if one_page else f"<< /MCID {index} /Pg {writer.pages[page]} 0 R /Type /MCR >>")
    for child in _children(node):
        own = writer.number()
        kids.append(f"{own} 0 R")
        _write(child, own, number, writer, parents)
    within = f" /K [ {' '.join(kids)} ]" if len(kids) > 1 else f" /K {kids[0]}" if kids else ""
    writer.add(number, f"<<{node.attributes}{within} /P {parent} 0 R{where} /S /{node.kind} >>")


def write_bookmarks(names: list[tuple[int, str]], writer: ObjectWriter) -> int:
    """Writes a bookmark for each of the pages, and gives the number of their list; 0 where there are none."""
    if not names:
        return 0
    top = writer.number()
    own = [writer.number() for _ in names]
    for index, (page, name) in enumerate(names):
        near = f" /Next {own[index + 1]} 0 R" if index + 1 < len(own) else ""
        before = f" /Prev {own[index - 1]} 0 R" if index else ""
        writer.add(
            own[index],
            f"<< /Dest [ {writer.pages[page]} 0 R /Fit ]{near} /Parent {top} 0 R{before} /Title {pdf_string(name)} >>",
        )
    writer.add(top, f"<< /Count {len(own)} /First {own[0]} 0 R /Last {own[-1]} 0 R /Type /Outlines >>")
    return top
