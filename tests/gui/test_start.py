"""What a start of the window loads: no more than it shows."""

import builtins
import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app.gui.plain_imports import import_plainly
from tests.architecture.source import ROOT
from tests.support.one_sample import sample_content

pytestmark = pytest.mark.slow

SOURCES_READ = """
import linecache, sys, types
def run_window(program, arguments):
    import desktop_app.gui.window.main_window
    print("in the window", *(name for name in linecache.cache if "desktop_app" in name))
sys.modules["desktop_app.gui.app"] = types.SimpleNamespace(run_window=run_window)
sys.argv = ["filing-desk"]
from desktop_app.__main__ import main
main()
"""


AT_HOME = """
import sys, time
import PySide6.QtGui, PySide6.QtWidgets
from desktop_app import bootstrap
from desktop_app.gui.plain_imports import import_plainly
import_plainly()
from desktop_app.gui.app import build, open_at_start, window_application
from desktop_app.gui.widgets.asking import SystemAsking
application = window_application()
program = bootstrap.program()
made = set(sys.modules)
window = build(program, application, SystemAsking(program.companies.preferences))
open_at_start(window, [sys.argv[1]])
window.show()
for module in (PySide6.QtWidgets, PySide6.QtGui):
    print(*vars(module))
print(*(name for name in sys.modules if name.startswith("desktop_app.gui")))
print(*(name for name in set(sys.modules) - made if name.startswith("desktop_app")))
application.setStyleSheet("")
print(application.style().name())
home, end = window.pages.currentWidget(), time.monotonic() + 60
while not home.settled and time.monotonic() < end:
    application.processEvents()
print("-", *(name for name in sys.modules if "tariff_book" in name))
window.go_to("2025-annual-report", "p4")
page = window.pages.currentWidget()
page.panel.setCurrentWidget(page.panel.page)
end = time.monotonic() + 60
while page.panel.page.painted is None and time.monotonic() < end:
    application.processEvents()
print("drawn" if page.panel.page.painted is not None else "not drawn")
print("-", *{"reportlab", "pikepdf", "pypdfium2", "pypdf", "PIL"} & set(sys.modules))
window.close()
"""
# What a window needs that has not yet been asked for anything but Home, and what is large among Qt's own.
MOST_GUI, MOST_LATER = 50, 4
UNUSED_CLASSES = {"QStyle", "QAccessible", "QMessageBox", "QFileDialog", "QDialogButtonBox", "QTableView", "QWizard"}
UNUSED_CLASSES |= {"QMdiArea", "QGraphicsView"}


def printed(probe: str, *arguments: str) -> list[str]:
    """What a program prints that is started for it."""
    done = subprocess.run(
        [sys.executable, "-c", probe, *arguments],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout.splitlines()


def test_the_source_of_no_module_is_read_beside_loading_it() -> None:
    assert printed(SOURCES_READ) == ["in the window"]


def test_where_nothing_was_replaced_all_stays_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(builtins, "__orig_import__", raising=False)
    before = builtins.__import__
    import_plainly()
    assert builtins.__import__ is before


def test_home_and_a_page_load_what_they_show(tmp_path: Path) -> None:
    path = tmp_path / "One.filingdesk"
    path.write_bytes(sample_content())
    lines = printed(AT_HOME, str(path))
    widgets, looks, gui, later, style, tariffs, drawn, libraries = (set(line.split()) for line in lines)
    assert "QLabel" in widgets
    assert "QIcon" in looks
    assert not sorted(UNUSED_CLASSES & (widgets | looks))
    assert style == {"fusion"}
    assert len(gui) <= MOST_GUI, sorted(gui)
    assert len(later) <= MOST_LATER, sorted(later)
    assert tariffs == {"-"}  # the sample has no filing in its tariff book
    assert drawn == {"drawn"}
    assert libraries == {"-"}  # a page beside the entry is drawn without what makes and reads files
