"""The parts of a Word document as a reader sees them: what is hidden or there twice goes, what is a sign becomes text.

A text box is kept in two spellings, of which one is for earlier programs; a footnote stands elsewhere than its number;
a sign of a font for signs has no letter of its own.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping

from desktop_app.domain.tariffs.sheet_split import STRUCK

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
NOTE = "note"  # on the text that stands for the number of a note: what the note says
UNKNOWN = "\N{REPLACEMENT CHARACTER}"
_OWN_AREA = 0xF000  # where fonts for signs keep them
_SIGNS = {
    "symbol": {0xA3: "≤", 0xB0: "°", 0xB1: "±", 0xB2: "″", 0xA2: "′", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷"},
    "wingdings": {0x6C: "•", 0x6E: "•", 0xA7: "•", 0xA8: "☐", 0xD8: "•", 0xFC: "✓", 0xFE: "☒"},
}


def is_on(found: ET.Element | None) -> bool:
    """Whether a property is there and not switched off."""
    return found is not None and found.get(f"{W}val", "1") not in {"0", "false", "none"}


def as_read(root: ET.Element, notes: Mapping[str, str]) -> None:
    """Changes a part into what is read of it. `notes` are the texts of its notes by kind and id."""
    _without_unseen(root)
    for run in root.iter(f"{W}r"):
        struck = any(is_on(run.find(f"{W}rPr/{W}{name}")) for name in ("strike", "dstrike"))
        for said in run.findall(f"{W}t"):
            words = said.text or ""
            words = words.upper() if is_on(run.find(f"{W}rPr/{W}caps")) else words
            said.text = f"{STRUCK}{words}]" if struck and words.strip() else words
    for sign in root.iter(f"{W}sym"):
        sign.tag, sign.text = f"{W}t", _sign(sign.get(f"{W}font", ""), sign.get(f"{W}char", ""))
    for box in root.iter(f"{W}txbxContent"):
        for paragraph in [*box.iter(f"{W}p")]:
            _broken(paragraph)
    _number_notes(root, notes)


def _without_unseen(root: ET.Element) -> None:
    for parent in [*root.iter()]:
        for child in [*parent]:
            if child.tag == FALLBACK or (child.tag == f"{W}r" and is_on(child.find(f"{W}rPr/{W}vanish"))):
                parent.remove(child)


def _number_notes(root: ET.Element, notes: Mapping[str, str]) -> None:
    """Puts the number of each note where the text refers to it."""
    number = 0
    for place in [*root.iter()]:
        kind = place.tag.removeprefix(W).removesuffix("Reference")
        said = notes.get(f"{kind} {place.get(f'{W}id', '')}") if place.tag.endswith("Reference") else None
        if said is not None:
            number += 1
            place.tag, place.text = f"{W}t", f"({number})"
            place.set(NOTE, f"({number}) {said}")


def _sign(font: str, char: str) -> str:
    try:
        code = int(char, 16)
    except ValueError:
        return UNKNOWN
    known = _SIGNS.get(font.casefold(), {})
    return known.get(code - _OWN_AREA if code >= _OWN_AREA else code, UNKNOWN)


def _broken(paragraph: ET.Element) -> None:
    """A paragraph of a text box has a line of its own."""
    for at in (0, len(paragraph) + 1):
        run = ET.Element(f"{W}r")
        ET.SubElement(run, f"{W}br")
        paragraph.insert(at, run)


def notes_under(element: ET.Element) -> Iterator[str]:
    """What the notes say whose numbers stand in an element that was read."""
    for one in element.iter(f"{W}t"):
        if said := one.get(NOTE):
            yield said
