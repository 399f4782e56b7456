import pytest
from reportlab.pdfbase.ttfonts import TTFontFile

from tests.architecture.source import ROOT

FONTS = ROOT / "resources" / "fonts"
FACES = ("LiberationSans-Regular", "LiberationSans-Bold", "LiberationSans-Italic")
LATIN = [*range(0x20, 0x7F), *range(0xA0, 0x180)]
PRESENT = "§–—“”‘’…€×−•½¼¾■□●▲▼→≤≥≠"
MISSING = "☐☑☒✓✔✗"


@pytest.mark.parametrize("face", FACES)
def test_the_fonts_hold_what_their_readme_says(face: str) -> None:
    glyphs = TTFontFile(str(FONTS / f"{face}.ttf")).charToGlyph
    assert [hex(code) for code in LATIN if code not in glyphs] == []
    assert [sign for sign in PRESENT if ord(sign) not in glyphs] == []
    assert [sign for sign in MISSING if ord(sign) in glyphs] == []


def test_the_licence_stands_beside_the_fonts() -> None:
    assert "SIL OPEN FONT LICENSE" in (FONTS / "OFL.txt").read_text(encoding="utf-8")
    assert {path.stem for path in FONTS.glob("*.ttf")} == set(FACES)
