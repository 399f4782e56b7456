"""Whether the user asked the system for high contrast.

Windows is asked itself: Qt's own answer (`QStyleHints.accessibility`) comes as an object that both Python and Qt
delete.
"""

from __future__ import annotations

import sys

if sys.platform == "win32":  # pragma: no cover - the other half of this module, by system
    import ctypes
    from ctypes import wintypes

    _ASK, _ON = 0x0042, 0x1

    class _HighContrast(ctypes.Structure):
        _fields_ = [("size", wintypes.UINT), ("flags", wintypes.DWORD), ("scheme", wintypes.LPWSTR)]

    def high_contrast() -> bool:
        """As it is now."""
        answer = _HighContrast(ctypes.sizeof(_HighContrast))
        asked = ctypes.windll.user32.SystemParametersInfoW(_ASK, answer.size, ctypes.byref(answer), 0)
        return bool(asked) and bool(answer.flags & _ON)

else:

    def high_contrast() -> bool:
        """Other systems are not asked."""
        return False
