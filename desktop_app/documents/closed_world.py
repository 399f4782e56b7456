"""Every object that a file of this program may hold: its keys, all of them, and what their values may be.

We make every object ourselves, so the lists are short; whatever they do not name is not looked at but refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

import pikepdf

from desktop_app.domain.late_patterns import late_pattern
from desktop_app.pagespec.pages import LETTER_HEIGHT, LETTER_WIDTH

Allowed = Callable[[object], bool]
Shape = Mapping[str, Allowed]

LONGEST_LABEL = 200
LARGEST = 14_400  # points
_LANGUAGE = late_pattern(r"[a-z]{2}(-[A-Z]{2})?")
_FONT_NAME = late_pattern(r"/F\d+\+\d+")


def _number(value: object) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def _numbers(value: object) -> bool:
    return isinstance(value, pikepdf.Array) and all(map(_number, value))


def _letter(value: object) -> bool:
    return _numbers(value) and isinstance(value, pikepdf.Array) and list(value) == [0, 0, LETTER_WIDTH, LETTER_HEIGHT]


def _sheet(value: object) -> bool:
    """A page of letter size, or of a drawing's own: what may stand on one of those is for `visibility`."""
    if not _numbers(value) or not isinstance(value, pikepdf.Array):
        return False
    left, bottom, *size = (float(number) for number in value)
    return (left, bottom, len(size)) == (0, 0, 2) and all(0 < length <= LARGEST for length in size)


def _text(value: object) -> bool:
    return isinstance(value, pikepdf.String)


def _label(value: object) -> bool:
    return isinstance(value, pikepdf.String) and len(str(value)) <= LONGEST_LABEL


def _language(value: object) -> bool:
    return isinstance(value, pikepdf.String) and _LANGUAGE.fullmatch(str(value)) is not None


def _name(value: object) -> bool:
    return isinstance(value, pikepdf.Name)


def _array(value: object) -> bool:
    return isinstance(value, pikepdf.Array)


def _node(value: object) -> bool:
    """A dictionary or stream that is held against a shape of its own."""
    return isinstance(value, pikepdf.Dictionary | pikepdf.Stream)


def _is(wanted: object) -> Allowed:
    return lambda value: isinstance(value, type(wanted)) and value == wanted


def _named(name: str) -> Allowed:
    return lambda value: isinstance(value, pikepdf.Name) and str(value) == name


TRAILER: Shape = {"/Root": _node, "/Info": _node, "/ID": _array, "/Size": _number}
# The trailer of a file with object streams is itself a stream.
CROSS_REFERENCE: Shape = {
    "/Type": _named("/XRef"),
    "/W": _numbers,
    "/Index": _numbers,
    "/Length": _number,
    "/Filter": _named("/FlateDecode"),
    "/DecodeParms": _node,
}
CATALOG: Shape = {
    "/Type": _named("/Catalog"),
    "/Pages": _node,
    "/Lang": _language,
    "/ViewerPreferences": _node,
    "/PageLabels": _node,
    "/MarkInfo": _node,
    "/Metadata": _node,
    "/Outlines": _node,
    "/StructTreeRoot": _node,
}
MARK_INFO: Shape = {"/Marked": _is(True)}
METADATA: Shape = {
    "/Type": _named("/Metadata"),
    "/Subtype": _named("/XML"),
    "/Length": _number,
}
WATERMARK: Shape = {
    "/Type": _named("/XObject"),
    "/Subtype": _named("/Form"),
    "/BBox": _letter,
    "/Resources": lambda value: isinstance(value, pikepdf.Dictionary) and not list(value.keys()),
    "/Length": _number,
    "/Filter": _named("/FlateDecode"),
}
PREFERENCES: Shape = {"/DisplayDocTitle": _is(True)}
LABELS: Shape = {"/Nums": _array}
LABEL: Shape = {"/P": _label}
INFO: Shape = {"/Title": _text}
PAGES: Shape = {"/Type": _named("/Pages"), "/Count": _number, "/Kids": _array}
PAGE: Shape = {
    "/Type": _named("/Page"),
    "/Parent": _node,
    "/Contents": _node,
    "/MediaBox": _sheet,
    "/Resources": _node,
    "/StructParents": _number,
    "/Tabs": _named("/S"),
}
RESOURCES: Shape = {"/Font": _node, "/XObject": _node}
IMAGE: Shape = {
    "/Type": _named("/XObject"),
    "/Subtype": _named("/Image"),
    "/Width": _number,
    "/Height": _number,
    "/ColorSpace": lambda value: isinstance(value, pikepdf.Name) and str(value) in {"/DeviceGray", "/DeviceRGB"},
    "/BitsPerComponent": _number,
    "/Length": _number,
    "/Filter": _named("/FlateDecode"),
}
STREAM: Shape = {"/Length": _number, "/Filter": _named("/FlateDecode")}
FONT: Shape = {
    "/Type": _named("/Font"),
    "/Subtype": _named("/TrueType"),
    "/Name": lambda value: _FONT_NAME.fullmatch(str(value)) is not None,
    "/BaseFont": _name,
    "/FirstChar": _is(0),
    "/LastChar": _number,
    "/Widths": _numbers,
    "/FontDescriptor": _node,
    "/ToUnicode": _node,
}
DESCRIPTOR: Shape = {
    "/Type": _named("/FontDescriptor"),
    "/FontName": _name,
    "/FontBBox": _numbers,
    "/FontFile2": _node,
    **dict.fromkeys(
        ("/Ascent", "/CapHeight", "/Descent", "/Flags", "/ItalicAngle", "/MissingWidth", "/StemV"), _number
    ),
}
FONT_FILE: Shape = {**STREAM, "/Length1": _number}
OPTIONAL = frozenset({"/PageLabels", "/Font", "/XObject", "/Index", "/DecodeParms", "/Outlines"})
# What files of the first versions do not have: all of it is there, or none.
TAGGED = frozenset({"/MarkInfo", "/Metadata", "/StructTreeRoot"})
UNTAGGED_CATALOG: Shape = {key: allowed for key, allowed in CATALOG.items() if key not in {*TAGGED, "/Outlines"}}
UNTAGGED_PAGE: Shape = {key: allowed for key, allowed in PAGE.items() if key not in {"/StructParents", "/Tabs"}}
# Every name that a file of ours may hold, for whoever looks for words in names.
KNOWN_NAMES = frozenset(
    name
    for shape in (
        *(TRAILER, CROSS_REFERENCE, CATALOG, PREFERENCES, LABELS, LABEL, INFO, PAGES, PAGE, RESOURCES),
        *(STREAM, FONT, DESCRIPTOR, FONT_FILE, IMAGE, MARK_INFO, METADATA, WATERMARK),
    )
    for name in shape
) | {
    *("/Catalog", "/Page", "/TrueType", "/FlateDecode", "/XRef", "/ObjStm", "/Image", "/DeviceGray", "/DeviceRGB"),
    *("/Form", "/XML", "/W", "/S", "/K", "/P", "/Pg", "/A", "/O", "/Alt", "/ActualText", "/ColSpan", "/Scope", "/Nums"),
    *("/MCID", "/MCR", "/ParentTree", "/First", "/Last", "/Next", "/Prev", "/Dest", "/Fit", "/Title", "/Count"),
    *("/Document", "/H1", "/H2", "/Table", "/TR", "/TH", "/TD", "/L", "/LI", "/Lbl", "/LBody", "/Figure", "/Span"),
    *("/Column", "/Row"),
}


def object_faults(node: pikepdf.Object, shape: Shape, where: str) -> Iterator[str]:
    """How the object differs from its shape, in sentences that name keys of PDF and never a value."""
    for key, allowed in shape.items():
        if key in node:
            if not allowed(node[key]):
                yield f"{key} of the {where} is not what this program writes."
        elif key not in OPTIONAL:
            yield f"The {where} lacks {key}."
    for key in node.keys():  # noqa: SIM118 - a stream's own iteration is not that of its keys
        if key not in shape:
            yield f"The {where} holds {key}, which no file of this program has."
