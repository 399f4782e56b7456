"""Modules are loaded as Python does it, without their source being read.

PySide puts a function of its own in the place of `__import__`. After each module it reads the whole source, to see
whether its optional features may concern it, and the source stays in memory. This program uses none of them: reading
the sources was a fifth of what loading the window took.
"""

from __future__ import annotations

import builtins

import PySide6.QtCore  # noqa: F401 - replaces `__import__` when it is loaded


def import_plainly() -> None:
    """Puts back the `__import__` that PySide replaced and still names; where it names none, all stays as it is."""
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
