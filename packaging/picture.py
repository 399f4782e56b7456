"""Makes the pictures of the README and the handbook from the real window: .venv/bin/python packaging/picture.py.

The sample company is new each time and is in a folder that is thrown away; no screen is needed. With ``--check``
nothing is written: each picture is compared with the one made now, and those that have grown old are named (exit 1).
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
README, HANDBOOK = ROOT / "resources" / "pictures", ROOT / "resources" / "handbook" / "pictures"
SIZE, SMALL = (1280, 800), (1100, 700)
PATIENCE = 30.0
SAMPLED = (55, 35)  # what is compared of a picture: so many gray points
MOST_DIFFERENT = 6.0  # of 255 on average
DAY, MOMENT = (
    date(2026, 3, 2),
    "2026-03-02T10:00:00+00:00",
)  # what is due on a page depends on it
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
Window = Any  # of Qt, which is loaded later
Picture = Any


class StillClock:
    """The clock of the pictures."""

    def today(self) -> date:
        """The day of the pictures."""
        return DAY

    def now(self) -> str:
        """The moment of the pictures."""
        return MOMENT


class Camera:
    """The window with the water and sewer sample, and what is photographed of it."""

    def __init__(self, folder: Path) -> None:
        os.environ["FILING_DESK_HOME"] = str(folder / "home")
        from desktop_app import bootstrap
        from desktop_app.gui.app import build, window_application
        from desktop_app.gui.widgets.asking import SystemAsking

        self.application = window_application()
        vars(bootstrap)["SystemClock"] = StillClock
        self.program = bootstrap.program()
        self.folder = folder
        self.window: Window = build(self.program, self.application, SystemAsking(self.program.companies.preferences))

    def open(self, kind: str, size: tuple[int, int]) -> str:
        """Opens a new sample company; gives the newest report that is not filed, or else the newest."""
        file = self.folder / f"Sample {kind} company.filingdesk"
        self.program.companies.make_sample(kind, file).close()
        self.window.resize(*size)
        self.window.open(file)
        self.window.show()
        filings = self.window.file.filings()
        return str(next((one.id for one in filings if one.state.value == "open"), filings[0].id))

    def settle(self, done: Callable[[], bool] = lambda: True) -> None:
        """Until it is done, and a little longer for what follows."""
        end = time.monotonic() + PATIENCE
        while not done() and time.monotonic() < end:
            self.application.processEvents()
        self._let_pass(0.5)
        self.window.message.clear()  # what is due depends on the day on which the picture is made
        self._let_pass(0.2)

    def _let_pass(self, seconds: float) -> None:
        last = time.monotonic() + seconds
        while time.monotonic() < last:
            self.application.processEvents()

    def page(self, name: str) -> Picture:
        """A place of the navigation."""
        self.window.go(name)
        self.settle()
        return self.window.grab()

    def cell(self, filing: str, place: str, *, paper: bool = False, public: bool = False) -> Picture:
        """A cell of a filing, with the guide or the printed page beside it."""
        self.window.go_to(filing, place)
        page: Any = self.window.pages.currentWidget()
        tab = page.panel.page if paper else page.panel.guide
        page.panel.setCurrentWidget(tab)
        if paper:
            self.settle(lambda: page.panel.page.painted is not None)
        if public:
            sealed = page.panel.page.painted
            page.panel.page.public.click()
            self.settle(lambda: page.panel.page.painted is not sealed)
        self.settle()
        return self.window.grab()

    def dialog(self, name: str, filing: str) -> Picture:
        """A dialog, shown without waiting for an answer."""
        from desktop_app.gui.widgets.fitted_dialog import fit_dialog

        window = self.window
        around = window._around(window.file, filing)  # noqa: SLF001 - as the window makes its own dialogs
        dialog = window._screens.dialog(name, around)  # noqa: SLF001 - as above
        fit_dialog(dialog)
        dialog.show()
        self.settle(lambda: not getattr(dialog, "busy", False))
        picture = dialog.grab()
        dialog.done(0)
        return picture


def taken(folder: Path) -> Mapping[Path, Any]:
    """All pictures, by the file in which each is kept."""
    from desktop_app.services.confidentiality import sealing

    camera = Camera(folder)
    camera.open("water", SIZE)
    report = camera.window.file.filings()[0].id
    pictures = {README / "window.png": camera.cell(report, "w2/chemicals/amount", paper=True)}
    report = camera.open("water-sewer", SMALL)
    sealing.seal_target(camera.window.file, report, "w2/chemicals/amount", "Strategic", "It would harm us.")
    handbook = {
        "home": camera.page("home"),
        "company": camera.page("company"),
        "calendar": camera.page("calendar"),
        "report": camera.cell(report, "w2/labor/amount"),
        "public": camera.cell(report, "w2/chemicals/amount", paper=True, public=True),
        "import": camera.dialog("trial_balance", report),
        "prepare": camera.dialog("package", report),
    }
    camera.window.close()
    return pictures | {HANDBOOK / f"{name}.png": picture for name, picture in handbook.items()}


def difference(old: Path, new: Picture) -> float:
    """How much a picture differs from the one that is kept, on average of its points."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QImage

    def points(image: Picture) -> bytes:
        small = image.scaled(
            *SAMPLED, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
        ).convertToFormat(QImage.Format.Format_Grayscale8)
        return b"".join(memoryview(small.constScanLine(row))[: SAMPLED[0]].tobytes() for row in range(SAMPLED[1]))

    kept = QImage(str(old))
    if kept.isNull():
        return 255.0
    before, after = points(kept), points(new.toImage())
    return sum(abs(one - other) for one, other in zip(before, after, strict=True)) / len(before)


def main() -> int:
    """Makes the pictures, or compares them."""
    with tempfile.TemporaryDirectory() as place:
        pictures = taken(Path(place))
        old = [path for path, picture in pictures.items() if difference(path, picture) > MOST_DIFFERENT]
        if "--check" in sys.argv:
            print(
                "\n".join(f"{path} has grown old: run packaging/picture.py" for path in old)
                or "All pictures are current."
            )
            return 1 if old else 0
        for path, picture in pictures.items():
            path.parent.mkdir(exist_ok=True)
            picture.save(str(path))
            print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
