"""A file as a list of objects, each written as text: the canonical form then takes it in and leaves no trace of it."""

from __future__ import annotations

import math
import struct

HEAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
FIGURES = 6  # of a number: those before the point leave fewer behind it


def written_number(value: float) -> str:
    """A number as short as it is exact enough, without idle zeros."""
    size = abs(value)
    decimals = FIGURES - int(math.log10(size)) if size > 1 else FIGURES
    text = f"{value:.{max(decimals, 0)}f}"
    if "." not in text:
        return text
    text = text.rstrip("0").rstrip(".")
    if text in ("-0", "0"):
        return "0"
    return text.removeprefix("0") if text.startswith("0.") else text


def pdf_string(text: str) -> str:
    """The text as a string of PDF."""
    if text.isascii() and text.isprintable():
        escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        return f"({escaped})"
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"


class ObjectWriter:
    """Writes the objects of one file. `pages` are the numbers of its pages."""

    def __init__(self) -> None:
        self.pages: list[int] = []
        self._next = 1
        self._objects: dict[int, str] = {}
        self._streams: dict[int, bytes] = {}

    def number(self) -> int:
        """The number of a new object."""
        self._next += 1
        return self._next - 1

    def add(self, number: int, content: str) -> None:
        """Writes the object of that number."""
        self._objects[number] = content

    def added(self, content: str) -> int:
        """The number of a new object with this content."""
        number = self.number()
        self.add(number, content)
        return number

    def stream(self, content: bytes, told: str = "") -> int:
        """The number of a new stream; `told` is what its dictionary says besides its length."""
        number = self.number()
        self._streams[number] = _stream(number, told, content)
        return number

    def file(self, root: int, info: int) -> bytes:
        """The whole file. All objects but streams stand in one stream, which is read far faster than each by itself."""
        heads, bodies, at = [], [], 0
        for number, body in self._objects.items():
            heads.append(f"{number} {at}")
            bodies.append(body)
            at += len(body) + 1
        holder, table = self.number(), self.number()
        packed = {number: index for index, number in enumerate(self._objects)}
        head = " ".join(heads) + "\n"
        inside = (head + "\n".join(bodies)).encode("ascii")
        self._streams[holder] = _stream(holder, f"/Type /ObjStm /N {len(heads)} /First {len(head)}", inside)
        starts, place = {}, len(HEAD)
        for number, content in self._streams.items():
            starts[number], place = place, place + len(content)
        starts[table] = place
        every = range(1, table + 1)
        rows = [(2, holder, packed[number]) if number in packed else (1, starts[number], 0) for number in every]
        entries = b"".join(struct.pack(">BLL", *row) for row in rows)
        told = f"/Type /XRef /Size {table + 1} /W [ 1 4 4 ] /Root {root} 0 R /Info {info} 0 R"
        end = f"startxref\n{place}\n%%EOF\n".encode("ascii")
        return b"".join((HEAD, *self._streams.values(), _stream(table, told, bytes(9) + entries), end))


def _stream(number: int, told: str, content: bytes) -> bytes:
    head = f"{number} 0 obj\n<< {told} /Length {len(content)} >>\nstream\n".encode("ascii")
    return head + content + b"\nendstream\nendobj\n"
