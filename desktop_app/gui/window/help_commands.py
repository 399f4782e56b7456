"""The commands of the Help menu that need no file; their dialogs are loaded when first shown."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop_app.gui.theme.icons import IconSet
from desktop_app.gui.widgets.fitted_dialog import run_dialog


def show_keyboard(parent: QWidget) -> None:
    """The keys of the program."""
    from desktop_app.gui.window.help_dialogs import KeyboardDialog

    run_dialog(KeyboardDialog(parent))


def show_about(icons: IconSet, parent: QWidget) -> None:
    """What the program is made of."""
    from desktop_app.gui.window.help_dialogs import AboutDialog

    run_dialog(AboutDialog(icons, parent))
