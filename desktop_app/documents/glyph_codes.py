"""Which characters the codes of an embedded face stand for, read by the one grammar in which they are written."""

from __future__ import annotations

from desktop_app.domain.late_patterns import late_pattern

_HEAD = late_pattern(
    rb"/CIDInit /ProcSet findresource begin\s12 dict begin\sbegincmap\s/CIDSystemInfo\s"
    rb"<< /Registry \(([A-Z]{6}\+[A-Za-z-]+)\)\s/Ordering \(\1\)\s/Supplement 0\s>> def\s/CMapName /\1 def\s"
    rb"/CMapType 2 def\s1 begincodespacerange\s<00> <[0-9A-F]{2}>\sendcodespacerange\s\d+ beginbfchar\s"
    rb"((?:<[0-9A-F]{2}> <[0-9A-F]{4}>\s)*)"
    rb"endbfchar\sendcmap\sCMapName currentdict /CMap defineresource pop\send\s*end\s*"
)
_ROW = late_pattern(rb"<([0-9A-F]{2})> <([0-9A-F]{4})>")


def characters(table: bytes) -> dict[int, str] | None:
    """The character of each code (U+0000 for an unused one); None if the table is not as this program writes it."""
    found = _HEAD.fullmatch(table)
    if found is None:
        return None
    return {int(code, 16): chr(int(character, 16)) for code, character in _ROW.findall(found[2])}
