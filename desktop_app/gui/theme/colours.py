"""The named colours of the window, chosen so that text and marks can be read (WCAG AA; AAA in high contrast)."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette

from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.problems import Severity

HALF_LIGHT = 128


@dataclass(frozen=True, slots=True)
class ColorScheme:
    """One scheme. A `..._wash` is the quiet ground on which the colour of that name (or plain text) stands."""

    window: str
    surface: str
    raised: str
    text: str
    muted: str
    line: str
    outline: str
    disabled: str
    accent: str
    accent_wash: str
    on_accent: str
    stop: str
    stop_wash: str
    explain: str
    explain_wash: str
    note: str
    note_wash: str
    good: str
    good_wash: str
    seal: str
    seal_wash: str
    carried: str
    overridden: str
    computed_wash: str

    def severity(self, severity: Severity) -> str:
        """The colour in which a problem of that weight is marked."""
        return {Severity.STOP: self.stop, Severity.EXPLAIN: self.explain, Severity.NOTE: self.note}[severity]


LIGHT = ColorScheme(
    window="#f5f5f3",
    surface="#ffffff",
    raised="#ececea",
    text="#1b1e22",
    muted="#555b62",
    line="#d5d7d4",
    outline="#81868c",
    disabled="#81868c",
    accent="#1d5c88",
    accent_wash="#deeaf2",
    on_accent="#ffffff",
    stop="#a3211b",
    stop_wash="#fbe9e7",
    explain="#774900",
    explain_wash="#fcf0d8",
    note="#35566e",
    note_wash="#e7eff5",
    good="#1e6639",
    good_wash="#e4f2e8",
    seal="#6a2c83",
    seal_wash="#f2e8f6",
    carried="#1f5e5a",
    overridden="#8a3a00",
    computed_wash="#f0f0ed",
)
DARK = ColorScheme(
    window="#1d1f22",
    surface="#25282c",
    raised="#303439",
    text="#e9eaeb",
    muted="#b0b5bb",
    line="#3d4147",
    outline="#888e95",
    disabled="#888e95",
    accent="#7fb8df",
    accent_wash="#22384a",
    on_accent="#0e1f2a",
    stop="#ff9d94",
    stop_wash="#462522",
    explain="#f0bf6c",
    explain_wash="#3f3219",
    note="#a9c8de",
    note_wash="#243540",
    good="#8dd4a3",
    good_wash="#1e3828",
    seal="#d7abec",
    seal_wash="#392746",
    carried="#86cfc8",
    overridden="#ffb184",
    computed_wash="#2b2e32",
)
CONTRAST = ColorScheme(
    window="#000000",
    surface="#000000",
    raised="#262626",
    text="#ffffff",
    muted="#f0f0f0",
    line="#a6a6a6",
    outline="#ffffff",
    disabled="#a6a6a6",
    accent="#ffe14d",
    accent_wash="#3a3300",
    on_accent="#000000",
    stop="#ffb3ad",
    stop_wash="#400a06",
    explain="#ffcf70",
    explain_wash="#332300",
    note="#b9dcf5",
    note_wash="#0c2636",
    good="#9df0b4",
    good_wash="#06290f",
    seal="#ecc4ff",
    seal_wash="#30103f",
    carried="#8fe8df",
    overridden="#ffc39e",
    computed_wash="#1c1c1c",
)
SCHEMES = {scheme.window: scheme for scheme in (LIGHT, DARK, CONTRAST)}


def contrast_of(system: QPalette) -> ColorScheme:
    """The scheme of a user who asked the system for high contrast: its colours and no others."""
    role = QPalette.ColorRole
    ground, text = system.color(role.Window).name(), system.color(role.WindowText).name()
    accent, on_accent = system.color(role.Highlight).name(), system.color(role.HighlightedText).name()
    named = {"accent": accent, "on_accent": on_accent, "window": ground, "surface": ground, "raised": ground}
    named["disabled"] = system.color(QPalette.ColorGroup.Disabled, role.WindowText).name()
    grounds = {name: ground for name in ColorScheme.__slots__ if name.endswith("_wash")}
    return ColorScheme(**dict.fromkeys(ColorScheme.__slots__, text) | grounds | named)


def colours_of(palette: QPalette) -> ColorScheme:
    """The scheme in which a widget with this palette is painted. Ask at each painting: the user may change it."""
    window = palette.color(QPalette.ColorRole.Window)
    return SCHEMES.get(window.name(), LIGHT if window.lightness() > HALF_LIGHT else DARK)


def palette_of(colours: ColorScheme) -> QPalette:
    """The scheme as Qt wants it."""
    role = QPalette.ColorRole
    table = (
        (colours.window, (role.Window, role.Button)),
        (colours.text, (role.WindowText, role.Text, role.ButtonText, role.ToolTipText, role.BrightText)),
        (colours.surface, (role.Base, role.ToolTipBase, role.Light)),
        (colours.raised, (role.AlternateBase, role.Midlight)),
        (colours.line, (role.Mid,)),
        (colours.outline, (role.Dark,)),
        (colours.muted, (role.PlaceholderText,)),
        (colours.accent, (role.Highlight, role.Link, role.LinkVisited, role.Accent)),
        (colours.on_accent, (role.HighlightedText,)),
    )
    palette = QPalette()
    for name, roles in table:
        for one in roles:
            palette.setColor(one, QColor(name))
    for one in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, one, QColor(colours.disabled))
    palette.setColor(QPalette.ColorGroup.Disabled, role.Highlight, QColor(colours.raised))
    palette.setColor(role.Shadow, QColor("#000000"))
    return palette
