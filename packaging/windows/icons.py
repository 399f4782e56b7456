#!/usr/bin/env python3
"""Makes the Windows icons and the installer's pictures from resources/icons/program.svg.

Run it with the environment's Python when the drawing changes: .venv/bin/python packaging/windows/icons.py
The build runs it with a folder for the installer's pictures, which are not kept.
"""

import os
import struct
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(ROOT))

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, Qt  # noqa: E402
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter, QPen  # noqa: E402

from desktop_app.gui.theme.colours import LIGHT  # noqa: E402
from desktop_app.gui.theme.icons import GRID, outline  # noqa: E402

SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
DRAWING = ROOT / "resources" / "icons" / "program.svg"


def picture(size: int, *, sheet: bool) -> QImage:
    """The drawing in one size: white on a coloured tile, or coloured on a white sheet of paper."""
    accent, white = QColor(LIGHT.accent), QColor("white")
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(size / GRID, size / GRID)
    tile = QRectF(3.5, 1, 17, 22) if sheet else QRectF(1, 1, 22, 22)
    painter.setPen(QPen(accent, 1.0) if sheet else Qt.PenStyle.NoPen)
    painter.setBrush(white if sheet else accent)
    painter.drawRoundedRect(tile, 1.5 if sheet else 5, 1.5 if sheet else 5)
    painter.translate(GRID / 2, GRID / 2)
    painter.scale(0.55 if sheet else 0.68, 0.55 if sheet else 0.68)
    painter.translate(-GRID / 2, -GRID / 2)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(accent if sheet else white, 2.0, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
    painter.drawPath(outline(DRAWING.read_text(encoding="utf-8")))
    painter.end()
    return image


def icon(*, sheet: bool) -> bytes:
    """All sizes in one file of Windows' own kind, each as a PNG."""
    pictures = [png(picture(size, sheet=sheet)) for size in SIZES]
    offset = 6 + 16 * len(SIZES)
    entries = b""
    for size, data in zip(SIZES, pictures, strict=True):
        entries += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(data), offset)
        offset += len(data)
    return struct.pack("<HHH", 0, 1, len(SIZES)) + entries + b"".join(pictures)


def beside(width: int = 164, height: int = 314) -> QImage:
    """The picture beside the installer's first and last page: the program's tile on its colour."""
    image = QImage(width, height, QImage.Format.Format_RGB888)
    image.fill(QColor(LIGHT.accent))
    painter = QPainter(image)
    tile = picture(width - 48, sheet=True)
    painter.drawImage((width - tile.width()) // 2, height // 3 - tile.height() // 2, tile)
    painter.end()
    return image


def above(width: int = 150, height: int = 57) -> QImage:
    """The picture at the head of the installer's other pages."""
    image = QImage(width, height, QImage.Format.Format_RGB888)
    image.fill(QColor("white"))
    painter = QPainter(image)
    tile = picture(height - 12, sheet=False)
    painter.drawImage(width - tile.width() - 6, 6, tile)
    painter.end()
    return image


def png(image: QImage) -> bytes:
    """The picture as a PNG file."""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(content.data())


if __name__ == "__main__":
    application = QGuiApplication([])
    if sys.argv[1:]:
        beside().save(str(Path(sys.argv[1]) / "beside.bmp"))
        above().save(str(Path(sys.argv[1]) / "above.bmp"))
    else:
        (HERE / "filing-desk.ico").write_bytes(icon(sheet=False))
        (HERE / "company-file.ico").write_bytes(icon(sheet=True))
