"""Makes the README's picture from the real window on the sample company: .venv/bin/python packaging/picture.py.

The company is new each time and is in a folder that is thrown away; no screen is needed.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "resources" / "pictures" / "window.png"
SIZE = (1280, 800)
PLACE = "w2/chemicals/amount"
PATIENCE = 30.0
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def take(folder: Path) -> None:
    """The window with the sample's newest report, a number in hand and its printed page beside it."""
    os.environ["FILING_DESK_HOME"] = str(folder / "home")
    from PySide6.QtWidgets import QApplication

    from desktop_app import bootstrap
    from desktop_app.gui.app import build, open_at_start
    from desktop_app.gui.widgets.asking import SystemAsking

    application = QApplication(["Filing Desk"])
    program = bootstrap.program()
    file = folder / "Sample water company.filingdesk"
    program.companies.make_sample("water", file).close()
    window = build(program, application, SystemAsking(program.companies.preferences))
    window.resize(*SIZE)
    open_at_start(window, [str(file)])
    window.show()
    company: Any = window.file
    window.go_to(company.filings()[0].id, PLACE)
    page: Any = window.pages.currentWidget()
    page.panel.setCurrentWidget(page.panel.page)
    wait(application.processEvents, lambda: bool(page.panel.page.stack.height() > SIZE[1] / 2))
    window.message.clear()  # what is due depends on the day on which the picture is made
    wait(application.processEvents, lambda: True)
    PICTURE.parent.mkdir(exist_ok=True)
    window.grab().save(str(PICTURE))
    window.close()


def wait(work: Callable[[], None], done: Callable[[], bool]) -> None:
    """Until it is done, and a little longer for what follows."""
    end = time.monotonic() + PATIENCE
    while not done() and time.monotonic() < end:
        work()
    last = time.monotonic() + 1
    while time.monotonic() < last:
        work()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        take(Path(place))
    print(PICTURE)
