"""The faces as a file embeds them, beside what another library makes of the same font files."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib.rl_accel import fp_str
from reportlab.pdfbase.ttfonts import TTFontFace

from desktop_app.documents.embedded import tables_of
from desktop_app.documents.face_parts import BLANK, CODES, FIRST, DocumentFaces
from desktop_app.documents.faces import FILES, FontFaces
from desktop_app.documents.font_program import bounds, description, embedded_program
from desktop_app.documents.object_writer import ObjectWriter, pdf_string, written_number
from desktop_app.pagespec.pages import FontFace

FONTS = Path(__file__).resolve().parents[3] / "resources" / "fonts"
FACES = FontFaces(FONTS)
SIGNS = sorted(set.intersection(*(set(file.glyphs) for file in FACES.files.values())))


@cache
def other(face: FontFace) -> TTFontFace:
    return TTFontFace(str(FONTS / FILES[face]))


@pytest.mark.parametrize("face", [*FontFace])
@settings(max_examples=15)
@given(st.lists(st.sampled_from(SIGNS), max_size=60))
def test_a_face_is_embedded_as_another_library_does_it(face: FontFace, signs: list[int]) -> None:
    shown = [0] * BLANK + list(range(BLANK, FIRST)) + signs
    assert embedded_program(FACES.files[face], tuple(shown)) == other(face).makeSubset(shown)


@pytest.mark.parametrize("face", [*FontFace])
def test_a_face_is_described_as_another_library_does_it(face: FontFace) -> None:
    theirs, font = other(face), FACES.files[face]
    assert description(font) == {
        "Ascent": theirs.ascent,
        "CapHeight": theirs.capHeight,
        "Descent": theirs.descent,
        "Flags": theirs.flags,
        "ItalicAngle": theirs.italicAngle,
        "MissingWidth": theirs.defaultWidth,
        "StemV": theirs.stemV,
    }
    assert bounds(font) == theirs.bbox
    assert all(font.width(sign) == theirs.charWidths.get(sign, theirs.defaultWidth) for sign in (*SIGNS, 1))


def test_a_composed_glyph_takes_its_parts_with_it_and_keeps_its_shape() -> None:
    font = FACES.files[FontFace.REGULAR]
    plain, composed = (embedded_program(font, (ord(sign),)) for sign in "e\u00e9")
    assert len(tables_of(composed)[b"loca"]) > len(tables_of(plain)[b"loca"])
    assert embedded_program(font, (ord("\u00e9"),)) is composed  # it is kept


@settings(max_examples=60)
@given(st.floats(min_value=-20_000, max_value=20_000))
def test_numbers_are_written_short(value: float) -> None:
    assert written_number(value) == fp_str(value)


@pytest.mark.parametrize("value", [0, -0.0, 1, 0.5, -0.25, 612.0, 10, 100, 1000, 99999, 123456.789, 1e-9, 100_000])
def test_round_numbers_keep_their_zeros(value: float) -> None:
    assert written_number(value) == fp_str(value)


def test_signs_beyond_ascii_take_the_free_codes_and_then_further_parts() -> None:
    faces = DocumentFaces(FACES)
    signs = [sign for sign in SIGNS if sign > FIRST][: 2 * CODES]
    pieces = faces.shown(FontFace.BOLD, "".join(map(chr, signs)))
    assert [part for part, _ in pieces] == [0, 1, 2]
    codes = [(part, code) for part, shown in pieces for code in codes_of(shown)]
    assert len(set(codes)) == len(signs)
    assert all(code not in {0, BLANK} for _, code in codes)
    assert {code for part, code in codes if part == 0}.isdisjoint(range(BLANK, FIRST))
    again = [code for part, shown in faces.shown(FontFace.BOLD, chr(signs[-1])) for code in codes_of(shown)]
    assert again == [codes[-1][1]]
    assert faces.shown(FontFace.BOLD, "(a) \\") == [(0, "(\\(a\\) \\\\) Tj")]
    writer = ObjectWriter()
    named = faces.written(writer)
    assert re.findall(r"/F\d\+\d", named) == ["/F1+0", "/F1+1", "/F1+2"]
    assert faces.name(FontFace.ITALIC, 0) == "/F2+0"


def codes_of(shown: str) -> list[int]:
    """The codes between the brackets of what is shown."""
    inside = shown.removeprefix("(").removesuffix(") Tj")
    found = re.findall(r"\\([0-7]{3})|\\(.)|(.)", inside)
    return [int(octal, 8) if octal else ord(escaped or plain) for octal, escaped, plain in found]


def test_what_a_face_does_not_have_is_its_missing_sign() -> None:
    assert DocumentFaces(FACES).shown(FontFace.REGULAR, "\U0001f4a7") == [(0, "(\\000) Tj")]


@pytest.mark.parametrize(
    ("text", "written"),
    [("a (b) \\", "(a \\(b\\) \\\\)"), ("\u2014", "<FEFF2014>"), ("", "()"), ("a\n", "<FEFF0061000A>")],
)
def test_strings(text: str, written: str) -> None:
    assert pdf_string(text) == written
