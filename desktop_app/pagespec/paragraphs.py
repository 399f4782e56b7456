"""Text broken into lines of a given width, cut where it must be, and freed of characters that no printer prints."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator

from desktop_app.domain.typed_text import plain_signs
from desktop_app.pagespec.pages import FontFace

Measure = Callable[[str, FontFace, float], float]
ELLIPSIS = " …"
SMALLEST = 3.0
_SPACED = {"Zs", "Zl", "Zp"}
_SILENT = {"Cc", "Cf", "Co", "Cn", "Cs"}


def printable(text: str) -> str:
    """The text as it can stand on paper: line ends kept, other blanks plain, Word's signs as what they mean.

    What has no shape and no meaning is written by its number, as ``[U+E000]``; nothing on the page turns round.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_shape(character) for character in plain_signs(text).replace("\t", " "))


def _shape(character: str) -> str:
    if character == "\n":
        return character
    category = unicodedata.category(character)
    if category in _SILENT:
        return f"[U+{ord(character):04X}]"
    return " " if category in _SPACED else character


def wrapped(text: str, measure: Measure, face: FontFace, size: float, width: float) -> tuple[str, ...]:
    """The text in lines no wider than `width`, broken between words, and inside a word only where that alone is wider.

    An empty text has no lines; an empty line within the text stays.
    """
    if not text:
        return ()
    if "\n" not in text and measure(text, face, size) <= width:
        return (text,)
    return tuple(line for part in text.split("\n") for line in _lines(part, measure, face, size, width))


def _lines(text: str, measure: Measure, face: FontFace, size: float, width: float) -> Iterator[str]:
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if measure(longer, face, size) <= width:
            line = longer
            continue
        if line:
            yield line
        line = word
        while (head := _fitting(line, measure, face, size, width)) < len(line):
            yield line[:head]
            line = line[head:]
    yield line


def _fitting(word: str, measure: Measure, face: FontFace, size: float, width: float) -> int:
    """How many characters of the word fit, at least one: found by doubling, then by halving.

    So little more than one line is measured, however long the word is.
    """
    high = 1
    while high < len(word) and measure(word[:high], face, size) <= width:
        high *= 2
    low, high = max(1, high // 2), min(high, len(word))
    while low < high:
        middle = (low + high + 1) // 2
        if measure(word[:middle], face, size) <= width:
            low = middle
        else:
            high = middle - 1
    return low


def cut(
    lines: tuple[str, ...], most: int, measure: Measure, face: FontFace, size: float, width: float
) -> tuple[str, ...]:
    """The first `most` lines; where more follow, the last ends with an ellipsis and is still no wider than `width`."""
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and measure(last + ELLIPSIS, face, size) > width:
        last = last.rpartition(" ")[0] if " " in last else last[:-1]
    return (*lines[: most - 1], last + ELLIPSIS)


def shrunk(text: str, measure: Measure, face: FontFace, size: float, width: float) -> float:
    """The size, at most `size`, at which the text is no wider than `width`."""
    natural = measure(text, face, size)
    return size if natural <= width else size * width / natural


def fit_paragraph(
    text: str, measure: Measure, face: FontFace, size: float, width: float, most: int
) -> tuple[tuple[str, ...], float]:
    """The whole text on at most `most` lines, set smaller if it must be, and its size. Nothing is left out."""
    lines = wrapped(text, measure, face, size, width)
    while len(lines) > most and size > SMALLEST:
        size -= 0.5
        lines = wrapped(text, measure, face, size, width)
    return lines, size
