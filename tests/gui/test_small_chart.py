"""A small chart says all that it shows, and its bars are as high as its values."""

from decimal import Decimal

from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from desktop_app.gui.theme.colours import colours_of
from desktop_app.gui.widgets.small_chart import SmallChart


def shown(bot: QtBot, *values: int | None) -> tuple[SmallChart, QImage]:
    points = [(f"{number}", None if value is None else Decimal(value)) for number, value in enumerate(values, 1)]
    chart = SmallChart("Customers off", points)
    bot.addWidget(chart)
    chart.resize(200, 120)
    return chart, chart.grab().toImage()


def coloured(picture: QImage, colour: str) -> int:
    wanted = QColor(colour).rgb()
    pixels = ((x, y) for x in range(picture.width()) for y in range(picture.height()))
    return sum(picture.pixel(x, y) == wanted for x, y in pixels)


def test_what_it_shows_is_said_in_words(qtbot: QtBot) -> None:
    chart, _ = shown(qtbot, 3, None, 1200)
    assert chart.accessibleDescription() == "Customers off. 1: 3; 2: –; 3: 1,200."


def test_the_latest_bar_is_accented_and_as_high_as_its_value(qtbot: QtBot) -> None:
    chart, whole = shown(qtbot, 10, 10)
    _, half = shown(qtbot, 10, 5)
    accent = colours_of(chart.palette()).accent
    assert 0.4 < coloured(half, accent) / coloured(whole, accent) < 0.6


def test_a_gap_stays_a_gap_and_no_figures_are_no_bars(qtbot: QtBot) -> None:
    chart, picture = shown(qtbot, None, None)
    assert coloured(picture, colours_of(chart.palette()).accent) == 0
    _, some = shown(qtbot, None, 4, None)
    assert coloured(some, colours_of(chart.palette()).accent) > 0


def test_losses_hang_below_the_line(qtbot: QtBot) -> None:
    _, picture = shown(qtbot, 5, -5)
    chart, _ = shown(qtbot, 5, -5)
    accent = QColor(colours_of(chart.palette()).accent).rgb()
    rows = {y for x in range(picture.width()) for y in range(picture.height()) if picture.pixel(x, y) == accent}
    assert min(rows) > picture.height() * 0.45
