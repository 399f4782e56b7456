"""The job of a worker: the text of a Word document (.docx), as the lines of a sheet.

The request is the file's name (a line of JSON) and its bytes, the answer one JSON with the text. Headings, numbered
rules with their levels, tables, and the head and foot of each section are kept; pages break at a form feed. What was
deleted while changes were tracked is left out. Nothing is followed that the document refers to outside itself.
"""

from __future__ import annotations

import io
import json
import re
import xml.etree.ElementTree as ET
import zipfile
import zlib
from collections.abc import Iterator, Mapping

from desktop_app.documents.word_tree import W, as_read, is_on, notes_under
from desktop_app.domain.late_patterns import late_pattern
from desktop_app.domain.problems import UserError
from desktop_app.domain.tariffs.inline_signs import without_signs
from desktop_app.domain.tariffs.sheet_text import CENTERED, DEEPEST, MERGED

PAGE = "\f"
MOST_UNPACKED = 60_000_000
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_HEADING = late_pattern(r"(?:heading|title)\s*(\d?)", re.IGNORECASE)
_BULLET = "\N{BULLET}"
_SIGNS = {"b": "[b]", "i": "[i]"}
_TYPED = late_pattern(r"(?:\(?(?:[A-Za-z]|[ivxIVX]{1,5}|\d{1,3})[.)]|\d{1,3}(?:\.\d{1,3})+[.)]?)\s")
_TAB, _SAME_STEP = 720, 200  # twips: where a tab leads to, and how far two steps are told apart
_LABEL_SIGNED = late_pattern(r"\[[bi]\]\(?[0-9A-Za-z]{1,5}[.)]")
_MOST_COLUMNS = 50


class NotWord(UserError):
    """The file is no Word document that can be read."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} is not a Word document (.docx). Open it in Word, save it as .docx or as plain text.")


def read_word(request: bytes) -> Iterator[bytes]:
    """The text of the document as JSON. Raises NotWord."""
    head, _, content = request.partition(b"\n")
    name = json.loads(head)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            text = "\n".join(_Document(packed).lines())
    except (zipfile.BadZipFile, ET.ParseError, KeyError, EOFError, NotImplementedError, zlib.error, ValueError):
        raise NotWord(name) from None
    yield json.dumps({"text": text}).encode("ascii")


class _Document:
    """The parts of a document that hold text."""

    def __init__(self, packed: zipfile.ZipFile) -> None:
        self._packed = packed
        self._left = MOST_UNPACKED
        self._body = self._part("word/document.xml")
        names = set(packed.namelist())
        kinds = [(kind, f"word/{kind}s.xml") for kind in ("footnote", "endnote")]
        as_read(self._body, dict(note for kind, name in kinds if name in names for note in self._notes(kind, name)))
        self._related = self._relations() if "word/_rels/document.xml.rels" in names else {}
        self._labels = _Labels(self._part("word/numbering.xml")) if "word/numbering.xml" in names else _Labels(None)
        self._styles = _styles(self._part("word/styles.xml")) if "word/styles.xml" in names else {}
        self._steps = [*_steps(self._body)]

    def _part(self, name: str) -> ET.Element:
        with self._packed.open(name) as stream:
            content = stream.read(self._left + 1)
        self._left -= len(content)
        if self._left < 0 or b"<!DOCTYPE" in content[:2000]:
            raise ValueError(name)
        return ET.fromstring(content)  # noqa: S314 - without a document type, in a confined worker

    def _relations(self) -> dict[str, str]:
        found = self._part("word/_rels/document.xml.rels")
        return {one.get("Id", ""): one.get("Target", "") for one in found if one.get("TargetMode") != "External"}

    def _notes(self, kind: str, name: str) -> Iterator[tuple[str, str]]:
        """The notes of a kind by it and their id; those of Word itself, lines between text and notes, say nothing."""
        for note in self._part(name).iter(f"{W}{kind}"):
            if said := " ".join("".join(_text(note)).split()):
                yield f"{kind} {note.get(f'{W}id', '')}", said

    def lines(self) -> Iterator[str]:
        """The lines of all sections, each page of which stands between its head and its foot."""
        beside: dict[tuple[str, str], list[str]] = {}
        for number, (section, lines) in enumerate(self._sections()):
            if number:
                yield PAGE
            beside |= {} if section is None else dict(self._beside(section))
            first = section is not None and is_on(section.find(f"{W}titlePg"))
            yield from _framed(lines, beside, first=first)

    def _sections(self) -> list[tuple[ET.Element | None, list[str]]]:
        """The sections that begin a page, each with its lines; one that begins none belongs to the one before."""
        found: list[tuple[ET.Element | None, list[str]]] = []
        lines: list[str] = []
        notes: list[str] = []
        for block in self._body.findall(f"{W}body/*"):
            for line in () if block.tag == f"{W}sectPr" else self._block(block):
                if line == PAGE:
                    lines += _noted(notes)
                    notes = []
                lines.append(line)
            notes += notes_under(block)
            end = block if block.tag == f"{W}sectPr" else block.find(f"{W}pPr/{W}sectPr")
            if end is not None:
                _add_section(found, end, [*lines, *_noted(notes)])
                lines, notes = [], []
        _add_section(found, None, [*lines, *_noted(notes)])
        return found

    def _beside(self, section: ET.Element) -> Iterator[tuple[tuple[str, str], list[str]]]:
        """The lines of the heads and feet that a section has of its own; else those of the section before go on."""
        for kind in ("header", "footer"):
            for one in section.findall(f"{W}{kind}Reference"):
                target = self._related.get(one.get(f"{R}id", ""), "")
                if target:
                    part = self._part(f"word/{target}")
                    as_read(part, {})
                    lines = [line for block in part for line in self._block(block) if line.strip()]
                    yield (kind, one.get(f"{W}type", "default")), lines

    def _block(self, block: ET.Element) -> Iterator[str]:
        if block.tag == f"{W}p":
            yield from self._paragraph(block)
        elif block.tag == f"{W}tbl":
            for row in _rows(block):
                yield f"| {' | '.join(cell for found in row.findall(f'{W}tc') for cell in _cells(found))} |"
        elif block.tag in {f"{W}sdt", f"{W}sdtContent", f"{W}ins"}:
            for inner in block:
                yield from self._block(inner)

    def _paragraph(self, paragraph: ET.Element) -> Iterator[str]:
        said = _signed(paragraph)
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        name = "" if style is None else self._styles.get(style.get(f"{W}val", ""), style.get(f"{W}val", ""))
        heading = _HEADING.match(name)
        pages = said.split(PAGE)
        for number, page in enumerate(pages):
            if number:
                yield PAGE
            plain = page.strip()
            label = "" if number or not plain else self._labels.of(paragraph)
            if heading is not None and plain:
                yield f"{'#' if heading[1] in {'', '1'} else '##'} {without_signs(plain)}"
            elif plain and _centered(paragraph) and not label:
                yield f"{CENTERED}{plain}"
            elif plain:
                yield f"{label or self._stepped_in(paragraph)}{plain}"
        if not said.strip():
            yield ""

    def _stepped_in(self, paragraph: ET.Element) -> str:
        """The blanks before a rule whose label was typed: as deep as its step is among those of the document."""
        begins = _typed_at(paragraph)
        steps = [] if begins is None else [one for one in self._steps if one <= begins]
        return "  " * min(max(len(steps) - 1, 0), DEEPEST - 1)


class _Labels:
    """The numbers that Word itself writes before the paragraphs of its lists."""

    def __init__(self, numbering: ET.Element | None) -> None:
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._counts: dict[str, dict[int, int]] = {}  # by the kind of list: lists of one kind count on
        self._kinds: dict[str, str] = {}
        self._restarts: dict[str, dict[int, int]] = {}  # until the list begins
        if numbering is None:
            return
        kinds = {one.get(f"{W}abstractNumId", ""): one for one in numbering.findall(f"{W}abstractNum")}
        for one in numbering.findall(f"{W}num"):
            link = one.find(f"{W}abstractNumId")
            kind = None if link is None else kinds.get(link.get(f"{W}val", ""))
            if kind is not None:
                name, changed = one.get(f"{W}numId", ""), one.findall(f"{W}lvlOverride")
                self._kinds[name] = kind.get(f"{W}abstractNumId", "")
                levels = [*kind.findall(f"{W}lvl"), *(level for over in changed for level in over.findall(f"{W}lvl"))]
                self._levels[name] = {
                    int(level.get(f"{W}ilvl", "0")): (
                        _value(level, "numFmt"),
                        _value(level, "lvlText"),
                        int(_value(level, "start") or "1"),
                    )
                    for level in levels
                }
                starts = ((over.get(f"{W}ilvl", "0"), _value(over, "startOverride")) for over in changed)
                self._restarts[name] = {int(depth): int(start) - 1 for depth, start in starts if start}

    def of(self, paragraph: ET.Element) -> str:
        """The label of a paragraph with its blanks before and behind; nothing for one of no list."""
        link = paragraph.find(f"{W}pPr/{W}numPr/{W}numId")
        level = paragraph.find(f"{W}pPr/{W}numPr/{W}ilvl")
        name = "" if link is None else link.get(f"{W}val", "")
        depth = 0 if level is None else int(level.get(f"{W}val", "0"))
        known = self._levels.get(name, {})
        if depth not in known:
            return ""
        counts = self._counts.setdefault(self._kinds[name], {})
        counts.update(self._restarts.pop(name, {}))
        counts[depth] = counts.get(depth, known[depth][2] - 1) + 1
        for deeper in [one for one in counts if one > depth]:
            del counts[deeper]
        if known[depth][0] == "bullet":
            return f"{_BULLET} "
        label = re.sub(
            r"%(\d)",
            lambda match: _numbered(
                known.get(int(match[1]) - 1, ("decimal", "", 1))[0], counts.get(int(match[1]) - 1, 1)
            ),
            known[depth][1],
        )
        return f"{'  ' * min(depth, DEEPEST - 1)}{label} " if label.strip() else ""


def _add_section(
    found: list[tuple[ET.Element | None, list[str]]], section: ET.Element | None, lines: list[str]
) -> None:
    kind = None if section is None else section.find(f"{W}type")
    if found and kind is not None and kind.get(f"{W}val") == "continuous":
        found[-1][1].extend(lines)
    elif lines:
        found.append((section, lines))


def _framed(lines: list[str], beside: Mapping[tuple[str, str], list[str]], *, first: bool) -> Iterator[str]:
    """The pages of a section; the first of them has a head and a foot of its own where the section says so."""
    pages: list[list[str]] = [[]]
    for line in lines:
        if line == PAGE:
            pages.append([])
        else:
            pages[-1].append(line)
    for number, page in enumerate(pages):
        if number:
            yield PAGE
        kind = "first" if first and not number else "default"
        yield from (*beside.get(("header", kind), ()), *page, *beside.get(("footer", kind), ()))


def _noted(notes: list[str]) -> list[str]:
    return [f"note: {words}" for words in notes]


def _rows(table: ET.Element) -> Iterator[ET.Element]:
    """The rows of a table, without those of a table in one of its cells."""
    for one in table:
        if one.tag == f"{W}tr":
            yield one
        elif one.tag in {f"{W}sdt", f"{W}sdtContent", f"{W}ins"}:
            yield from _rows(one)


def _steps(body: ET.Element) -> Iterator[int]:
    """The steps, in twips from the left, at which the rules with typed labels begin."""
    last = None
    for begins in sorted({begins for one in body.iter(f"{W}p") if (begins := _typed_at(one)) is not None}):
        if last is None or begins - last > _SAME_STEP:
            yield begins
        last = begins


def _typed_at(paragraph: ET.Element) -> int | None:
    """Where a rule whose label was typed begins, in twips from the left; None for another paragraph."""
    said = "".join(_text(paragraph))
    if not _TYPED.match(said.lstrip()):
        return None
    found = paragraph.find(f"{W}pPr/{W}ind")
    given = {} if found is None else {name.removeprefix(W): value for name, value in found.attrib.items()}
    left, hanging, first = (
        int(value) if value.lstrip("-").isdecimal() else 0
        for value in (given.get("left", given.get("start", "")), given.get("hanging", ""), given.get("firstLine", ""))
    )
    return left - hanging + first + _TAB * (len(said) - len(said.lstrip("\t")))


def _numbered(kind: str, number: int) -> str:
    if kind in {"lowerLetter", "upperLetter"}:
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if kind.startswith("upper") else letter
    if kind in {"lowerRoman", "upperRoman"}:
        signs = (("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1))
        said = ""
        for sign, worth in signs:
            said, number = said + sign * (number // worth), number % worth
        return said.upper() if kind.startswith("upper") else said
    return str(number)


def _value(level: ET.Element, name: str) -> str:
    found = level.find(f"{W}{name}")
    return "" if found is None else found.get(f"{W}val", "")


def _styles(part: ET.Element) -> Mapping[str, str]:
    """The names of the styles, which are the same in every language of Word, by their ids."""
    return {one.get(f"{W}styleId", ""): _value(one, "name") for one in part.findall(f"{W}style")}


def _cells(cell: ET.Element) -> Iterator[str]:
    """The words of a cell, and a sign for each further column that it reaches over."""
    yield " ".join(" ".join(_text(cell)).split())
    found = cell.find(f"{W}tcPr/{W}gridSpan")
    reach = "" if found is None else found.get(f"{W}val", "")
    for _ in range(1, min(int(reach), _MOST_COLUMNS) if reach.isdecimal() else 1):
        yield MERGED


def _centered(paragraph: ET.Element) -> bool:
    found = paragraph.find(f"{W}pPr/{W}jc")
    return found is not None and found.get(f"{W}val") == "center"


def _signed(paragraph: ET.Element) -> str:
    """The text of a paragraph with signs around its bold and italic words; none where only a number bears them."""
    said = []
    for one in paragraph.iter(f"{W}r"):
        words = "".join(_text(one))
        signs = [sign for name, sign in _SIGNS.items() if words.strip() and is_on(one.find(f"{W}rPr/{W}{name}"))]
        said.append("".join((*signs, words, *(sign.replace("[", "[/") for sign in reversed(signs)))))
    plain, signed = "".join(_text(paragraph)), "".join(said)
    for sign in _SIGNS.values():
        signed = signed.replace(sign.replace("[", "[/") + sign, "")
    return plain if without_signs(signed) != plain or _LABEL_SIGNED.match(signed.lstrip()) else signed


def _text(element: ET.Element) -> Iterator[str]:
    """The text of an element; what was deleted is left out, and a page that breaks is a form feed."""
    for one in element:
        if one.tag in {f"{W}del", f"{W}moveFrom", f"{W}pPr", f"{W}instrText"}:
            continue
        if one.tag == f"{W}t":
            yield one.text or ""
        elif one.tag == f"{W}tab":
            yield "\t"
        elif one.tag == f"{W}noBreakHyphen":
            yield "-"
        elif one.tag == f"{W}br":
            yield PAGE if one.get(f"{W}type") == "page" else "\n"
        else:
            yield from _text(one)
        if one.tag == f"{W}p" and element.tag == f"{W}tc":
            yield " "
