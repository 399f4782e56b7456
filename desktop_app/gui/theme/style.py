"""How the window looks: scheme, type scale and the few rules that Fusion does not have. Sizes follow the font."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetrics, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from desktop_app.gui.theme.colours import (
    CONTRAST,
    DARK,
    HALF_LIGHT,
    LIGHT,
    ColorScheme,
    colours_of,
    contrast_of,
    palette_of,
)
from desktop_app.gui.theme.system_contrast import high_contrast
from desktop_app.gui.theme.waiting import busy_cursor
from desktop_app.services.ports import Preferences

THEME, SCALE = "theme", "scale"
# What an application is given that `WindowStyle` is to dress: to change its style later loads the largest class of Qt.
FUSION = ("-style", "Fusion")
BODY_POINTS = 10
SCALES = (100, 110, 125, 150, 175, 200)
FACES = ("fonts/LiberationSans-Regular.ttf", "fonts/LiberationSans-Bold.ttf")
PICTURES, RULES, MORE = "style", "style/window.qss", "style/contrast.qss"
FAMILY = "Liberation Sans"
NORMAL = 100
DIVISIONS = 8
TARGET = 24  # pixels: what is clicked is at least so large


class ColorTheme(StrEnum):
    """Which scheme the user wants."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


class TypeScale(StrEnum):
    """The type scale: what a text is decides its size."""

    TITLE = "title"
    HEADING = "heading"
    STRONG = "strong"
    BODY = "body"
    SMALL = "small"


SIZES: Mapping[TypeScale, int] = {
    TypeScale.TITLE: 165,
    TypeScale.HEADING: 120,
    TypeScale.STRONG: 100,
    TypeScale.BODY: 100,
    TypeScale.SMALL: 92,
}
BOLD = frozenset({TypeScale.HEADING, TypeScale.STRONG})


def spacing(widget: QWidget, eighths: int = DIVISIONS) -> int:
    """A distance in eighths of the height of the widget's letters, so that gaps grow with the text."""
    return max(1, round(QFontMetrics(widget.font()).height() * eighths / DIVISIONS))


def room_on_screen(widget: QWidget) -> QSize:
    """The room on the screen that the widget is on.

    Not by `QWidget.screen`: the binding makes the screen a child of the widget that was asked, and destroys it with it.
    """
    screen = QGuiApplication.screenAt(widget.mapToGlobal(widget.rect().center())) or QGuiApplication.primaryScreen()
    return screen.availableSize()


def letters_wide(widget: QWidget, letters: int) -> int:
    """So many letters wide, and never wider than the screen."""
    room = room_on_screen(widget).width() - spacing(widget, 2 * DIVISIONS)
    return min(widget.fontMetrics().averageCharWidth() * letters, room)


def high(widget: QWidget, eighths: int) -> int:
    """A height in eighths of the letters', and never more than half of the screen."""
    return min(spacing(widget, eighths), room_on_screen(widget).height() // 2)


def sized(font: QFont, type_: TypeScale) -> QFont:
    """The font in the size and weight of a kind of text."""
    made = QFont(font)
    made.setPointSizeF(font.pointSizeF() * SIZES[type_] / 100)
    made.setBold(type_ in BOLD)
    return made


def text(
    words: str, type_: TypeScale = TypeScale.BODY, *, muted: bool = False, parent: QWidget | None = None
) -> QLabel:
    """A label of that kind, which wraps, never reads its words as markup, and follows theme and scale."""
    label = QLabel(words, parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setProperty("type", type_.value)
    label.setProperty("muted", muted)
    return label


class WindowStyle(QObject):
    """Dresses the application as the user likes it, and again when that, or the system's scheme, changes.

    The application was made with `FUSION`.
    """

    changed = Signal()

    def __init__(self, application: QApplication, preferences: Preferences, resources: Path) -> None:
        super().__init__(application)
        self._application = application
        self._preferences = preferences
        for face in FACES:
            QFontDatabase.addApplicationFont(str(resources / face))
        self._resources = resources
        self._system = QPalette(application.palette())
        application.styleHints().colorSchemeChanged.connect(self._system_changed)
        self._dressed: tuple[ColorScheme, int] | None = None
        self.dress()

    @property
    def theme(self) -> ColorTheme:
        """The scheme that was chosen."""
        chosen = self._preferences.get(THEME)
        return ColorTheme(chosen) if chosen in list(ColorTheme) else ColorTheme.SYSTEM

    @property
    def scale(self) -> int:
        """The size of the text in percent."""
        chosen = self._preferences.get(SCALE)
        return chosen if chosen in SCALES and isinstance(chosen, int) else NORMAL

    @property
    def colours(self) -> ColorScheme:
        """The scheme that is shown; that of the system where the user asked it for high contrast."""
        if self.theme is ColorTheme.SYSTEM and high_contrast():
            return contrast_of(self._system)
        if self.theme is ColorTheme.SYSTEM:
            return DARK if self._application.styleHints().colorScheme() is Qt.ColorScheme.Dark else LIGHT
        return {ColorTheme.DARK: DARK, ColorTheme.CONTRAST: CONTRAST}.get(self.theme, LIGHT)

    def set_theme(self, theme: ColorTheme) -> None:
        """Chooses a scheme, at once and for the next start."""
        self._preferences.set(THEME, theme.value)
        self.dress()

    def set_scale(self, scale: int) -> None:
        """Chooses the nearest size that there is, at once and for the next start."""
        self._preferences.set(SCALE, min(SCALES, key=lambda known: abs(known - scale)))
        self.dress()

    def step_scale(self, by: int) -> None:
        """Goes some sizes up or down, as far as they go."""
        index = SCALES.index(self.scale) + by
        self.set_scale(SCALES[max(0, min(len(SCALES) - 1, index))])

    def dress(self) -> None:
        """Gives the application its palette, rules and font, if they are not the present ones.

        The font comes last: on Windows the rules bring back Qt's own fonts for tables, trees, lists, menus and tool
        tips, and the font for all classes takes these away again.
        """
        wanted = (self.colours, self.scale)
        if self._dressed == wanted:
            return
        self._dressed = wanted
        with busy_cursor():
            self._put_on()

    def _put_on(self) -> None:
        font = QFont(FAMILY)
        font.setPointSizeF(BODY_POINTS * self.scale / NORMAL)
        self._application.setPalette(palette_of(self.colours))
        used = (RULES, MORE) if self.colours is CONTRAST else (RULES,)
        template = "".join((self._resources / name).read_text(encoding="utf-8") for name in used)
        template = template.replace("@pictures@", (self._resources / PICTURES).as_posix())
        self._application.setFont(font)
        self._application.setStyleSheet(rules(template, self.colours, font))
        self._application.setFont(font)
        self.changed.emit()

    def _system_changed(self) -> None:
        self._application.setPalette(QPalette())  # without ours, to see what the system's has become
        self._system = QPalette(self._application.palette())
        self._dressed = None
        self.dress()


def rules(template: str, colours: ColorScheme, font: QFont) -> str:
    """The stylesheet with its holes filled: colours by name, distances from the height of the letters."""
    letter = QFontMetrics(font).height()
    filled = template
    numbers: dict[str, float] = {
        "ring": max(2, round(letter / 8)),
        "thin": max(1, round(letter / 16)),
        "pad": round(letter * 0.34),
        "side": round(letter * 0.85),
        "wide": round(letter * 1.5),
        "round": round(letter * 0.25),
        "bar": max(3, round(letter / 5)),
        "bar_wide": round(letter * 0.5),
        "icon": round(letter * 1.1),
        "choice": round(letter * 15),
        "target": max(TARGET, round(letter * 1.5)),
        "tick": round(letter * 0.55),
        "dot": max(2, round(letter * 0.15)),
        "arrow": max(3, round(letter * 0.25)),
    }
    grown = numbers["ring"] - numbers["thin"]
    numbers |= {"inner_pad": numbers["pad"] - grown, "inner_side": numbers["side"] - grown}
    numbers["half_icon"] = (numbers["icon"] + 2 * numbers["dot"] + 2 * numbers["ring"]) // 2
    numbers["half_tick"] = (numbers["tick"] + 2 * numbers["dot"] + 2 * numbers["thin"]) // 2
    for type_, percent in SIZES.items():
        numbers[type_.value] = round(font.pointSizeF() * percent / 100, 1)
    for name, number in numbers.items():
        filled = filled.replace(f"@{name}@", str(number))
    for name, ground in {"mark": colours.accent, "surface_mark": colours.surface}.items():
        filled = filled.replace(f"@{name}@", "dark" if QColor(ground).lightness() > HALF_LIGHT else "light")
    for name in colours.__slots__:
        filled = filled.replace(f"@{name}@", str(getattr(colours, name)))
    return filled


__all__ = [
    "SCALES",
    "ColorScheme",
    "ColorTheme",
    "TypeScale",
    "WindowStyle",
    "colours_of",
    "high",
    "letters_wide",
    "rules",
    "sized",
    "spacing",
    "text",
]
