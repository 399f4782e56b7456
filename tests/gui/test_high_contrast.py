"""High contrast, as the system asks for it: its colours are used, and the theme that the user chose still wins."""

from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QPalette
from pytestqt.qtbot import QtBot

from desktop_app.gui.theme import style as style_module
from desktop_app.gui.theme.colours import CONTRAST, DARK, LIGHT, ColorScheme, contrast_of, palette_of
from desktop_app.gui.theme.style import ColorTheme
from tests.support.window_shell import standing_shell

USED, UNUSED = QPalette.ColorGroup.Active, QPalette.ColorGroup.Disabled
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has no window manager


@pytest.fixture
def black() -> QPalette:
    """The palette of a system in high contrast: white and yellow on black."""
    palette = QPalette()
    role = QPalette.ColorRole
    for one, colour in {role.Window: "#000000", role.WindowText: "#ffffff", role.Highlight: "#ffff00"}.items():
        palette.setColor(one, QColor(colour))
    palette.setColor(role.HighlightedText, QColor("#000000"))
    return palette


def test_only_the_systems_colours_are_used(black: QPalette) -> None:
    scheme = contrast_of(black)
    used = {getattr(scheme, name) for name in ColorScheme.__slots__}
    assert used == {"#000000", "#ffffff", "#ffff00"}
    assert (scheme.text, scheme.window, scheme.accent, scheme.on_accent) == ("#ffffff", "#000000", "#ffff00", "#000000")
    assert scheme.stop == scheme.muted == "#ffffff"


@pytest.mark.slow
def test_the_window_follows_the_system_unless_a_theme_was_chosen(
    qtbot: QtBot, tmp_path: Path, black: QPalette, monkeypatch: pytest.MonkeyPatch
) -> None:
    with standing_shell(qtbot, tmp_path) as shell:
        monkeypatch.setattr(style_module, "high_contrast", lambda: True)
        shell.style._system = black
        shell.style.dress()
        assert shell.window.palette().color(QPalette.ColorRole.Window).name() == "#000000"
        shell.style.set_theme(ColorTheme.DARK)
        assert shell.style.colours == DARK
        assert shell.window.palette().color(QPalette.ColorRole.Window).name() == DARK.window


def test_what_cannot_be_used_looks_other_than_what_can_in_every_scheme() -> None:
    for scheme in (LIGHT, DARK, CONTRAST):
        palette = palette_of(scheme)
        words = [palette.color(group, QPalette.ColorRole.ButtonText) for group in (USED, UNUSED)]
        assert abs(words[0].lightness() - words[1].lightness()) > 60
