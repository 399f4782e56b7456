"""Words and marks can be read in every scheme: contrast as WCAG measures it."""

import pytest
from PySide6.QtGui import QColor, QPalette

from desktop_app.gui.theme.colours import CONTRAST, DARK, LIGHT, ColorScheme, colours_of, palette_of

Role = QPalette.ColorRole
INKS = ("text", "muted", "stop", "explain", "note", "good", "seal", "carried", "overridden")
WASHES = {"stop": "stop_wash", "explain": "explain_wash", "note": "note_wash", "good": "good_wash", "seal": "seal_wash"}
AA, AAA = 4.5, 7.0


def luminance(name: str) -> float:
    parts = (QColor(name).redF(), QColor(name).greenF(), QColor(name).blueF())
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_black_on_white_is_the_most_there_is() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize(("scheme", "least"), [(LIGHT, AA), (DARK, AA), (CONTRAST, AAA)])
def test_words_stand_out_from_their_grounds(scheme: ColorScheme, least: float) -> None:
    grounds = ("window", "surface", "computed_wash")
    pairs = [(ink, ground) for ink in INKS for ground in grounds]
    pairs += [("text", ground) for ground in (*WASHES.values(), "accent_wash", "raised")]
    pairs += [*WASHES.items(), ("on_accent", "accent")]
    weak = [(ink, ground) for ink, ground in pairs if contrast(getattr(scheme, ink), getattr(scheme, ground)) < least]
    assert weak == []


@pytest.mark.parametrize("scheme", [LIGHT, DARK, CONTRAST])
def test_a_widget_knows_its_scheme(scheme: ColorScheme) -> None:
    palette = palette_of(scheme)
    assert colours_of(palette) is scheme
    shown = {role: palette.color(role).name() for role in (Role.Window, Role.Base, Role.Text, Role.Highlight)}
    assert shown == {
        Role.Window: scheme.window,
        Role.Base: scheme.surface,
        Role.Text: scheme.text,
        Role.Highlight: scheme.accent,
    }
