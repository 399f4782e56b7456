"""What all widgets share is not asked of one of them: the binding would destroy it together with that widget."""

import ast
import subprocess
import sys

from tests.architecture.source import Source, program

TRY = """
import gc, sys
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from desktop_app.gui.theme.style import letters_wide, room_on_screen
app = QApplication(sys.argv)
root = QWidget()
for number in range(600):
    dialog = QDialog(root)
    dialog.itself = dialog
    assert letters_wide(dialog, 20) and not room_on_screen(dialog).isEmpty()
    if number % 3 == 0:
        dialog.deleteLater()
    if number % 4 == 0:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        gc.collect()
print("whole")
"""


def asked_for_screen(source: Source) -> list[str]:
    return [
        f"{source.place}:{node.lineno} {ast.unparse(node)}"
        for node in source.nodes()
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "screen"
    ]


def test_no_widget_is_asked_for_its_screen() -> None:
    assert [line for source in program() for line in asked_for_screen(source)] == []


def test_dialogs_that_come_and_go_leave_the_screen_whole() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", TRY, "-platform", "offscreen"], capture_output=True, text=True, check=False, timeout=120
    )
    assert ended.stdout == "whole\n", ended.stderr
    assert ended.returncode == 0
