"""Looking for values that must not be in a file: in every usual spelling, in every stream and every string.

The gate and the comparison of versions do most of the work; this search sees the plain mistakes, wherever they hide.
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterable, Sequence

import pikepdf
import pypdfium2

from desktop_app.domain.money import NotANumber, parse_number, shown

SHORTEST_TEXT = 4
SHORTEST_NUMBER = 3
DEEPEST = 8
_SPACE = re.compile(r"\s+")


def spellings(value: str) -> frozenset[str]:
    """The usual ways of writing a value; none for one so short that it would be found everywhere."""
    text = folded(value)
    try:
        number = parse_number(value)
    except NotANumber:
        return frozenset({text}) if len(text) >= SHORTEST_TEXT else frozenset()
    plain = f"{abs(number):f}"
    whole, _, fraction = plain.partition(".")
    if len((whole + fraction).strip("0")) < SHORTEST_NUMBER:
        return frozenset()
    decimals = len(fraction)
    short = fraction.rstrip("0")
    ways = {plain, f"{whole}.{short}" if short else whole, shown(abs(number), decimals)}
    ways.add(shown(abs(number), len(short)))
    return frozenset(folded(way) for way in ways)


def folded(text: str) -> str:
    """The text as it is compared: compatible forms and case folded, runs of space as one."""
    return _SPACE.sub(" ", unicodedata.normalize("NFKC", text).casefold()).strip()


def found(content: bytes, values: Iterable[str]) -> Sequence[str]:
    """Those of the values that occur in the file, in any usual spelling, wherever it keeps text or bytes."""
    haystacks = [folded(text) for text in _texts(content)]
    return tuple(value for value in dict.fromkeys(values) if any(_occurs(way, haystacks) for way in spellings(value)))


def _occurs(way: str, haystacks: Sequence[str]) -> bool:
    if way[:1].isdigit():
        pattern = re.compile(rf"(?<![\d.,]){re.escape(way)}(?![\d])(?![.,]\d)")
        return any(way in text and pattern.search(text) for text in haystacks)
    return any(way in text for text in haystacks)


def _texts(content: bytes) -> list[str]:
    texts = [content.decode("latin-1")]
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for item in pdf.objects:
            texts += _strings(item, 0)
            if isinstance(item, pikepdf.Stream):
                raw = _decoded(item)
                texts += [raw.decode("latin-1"), raw.decode("utf-16-be", "ignore"), raw.decode("utf-8", "ignore")]
    document = pypdfium2.PdfDocument(content)
    try:
        texts += [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()
    return texts


def _decoded(stream: pikepdf.Stream) -> bytes:
    try:
        return stream.read_bytes()
    except pikepdf.PdfError:
        return stream.read_raw_bytes()


def _strings(item: object, depth: int) -> list[str]:
    """The texts in an object and in what it holds itself; indirect objects come up by themselves."""
    if depth > DEEPEST:
        return []
    if isinstance(item, pikepdf.String | pikepdf.Name):
        return [str(item)]
    parts: list[object] = []
    if isinstance(item, pikepdf.Array):
        parts = list(item)
    elif isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
        parts = [value for _, value in item.items()]
    own = [part for part in parts if not (isinstance(part, pikepdf.Object) and part.is_indirect)]
    return [text for part in own for text in _strings(part, depth + 1)]
