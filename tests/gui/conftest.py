"""What holds for every test of the window."""

import pytest
from PySide6.QtWidgets import QApplication


@pytest.fixture(autouse=True)
def application(qapp: QApplication) -> QApplication:
    """The application is there before any test, in whatever order they run: a timer without one is a warning of Qt."""
    return qapp
