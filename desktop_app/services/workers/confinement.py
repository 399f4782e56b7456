"""What a worker takes from itself before it reads anything: memory, files, core dumps, and time without end.

On Linux and macOS these are limits of the process; on Windows it puts itself into a job, which bounds its memory and
lets it start no other process. What a system does not offer is left out: the time limit of whoever started the worker
holds everywhere.
"""

from __future__ import annotations

import sys
from contextlib import suppress

LONGEST = 3600  # seconds of computing: an orphan must end some day


def confine(memory: int) -> None:
    """Bounds this process for the rest of its life; `memory` in bytes, 0 for no bound."""
    if sys.platform == "win32":
        _job(memory)
    else:
        _limits(memory)


if sys.platform == "win32":  # pragma: no cover - the other half of this module, by system
    import ctypes
    from ctypes import wintypes

    _DIE_ON_UNHANDLED, _ACTIVE_PROCESSES, _PROCESS_MEMORY = 0x400, 0x8, 0x100
    _EXTENDED = 9

    class _Basic(ctypes.Structure):
        _fields_ = [
            ("PerProcessUserTimeLimit", ctypes.c_int64),
            ("PerJobUserTimeLimit", ctypes.c_int64),
            ("LimitFlags", wintypes.DWORD),
            ("MinimumWorkingSetSize", ctypes.c_size_t),
            ("MaximumWorkingSetSize", ctypes.c_size_t),
            ("ActiveProcessLimit", wintypes.DWORD),
            ("Affinity", ctypes.c_size_t),
            ("PriorityClass", wintypes.DWORD),
            ("SchedulingClass", wintypes.DWORD),
        ]

    class _Extended(ctypes.Structure):
        _fields_ = [
            ("Basic", _Basic),
            ("IoInfo", ctypes.c_uint64 * 6),
            ("ProcessMemoryLimit", ctypes.c_size_t),
            ("JobMemoryLimit", ctypes.c_size_t),
            ("PeakProcessMemoryUsed", ctypes.c_size_t),
            ("PeakJobMemoryUsed", ctypes.c_size_t),
        ]

    def _job(memory: int) -> None:
        kernel = ctypes.WinDLL("kernel32")
        kernel.CreateJobObjectW.restype = kernel.GetCurrentProcess.restype = wintypes.HANDLE
        kernel.SetInformationJobObject.argtypes = [wintypes.HANDLE, ctypes.c_int, ctypes.c_void_p, wintypes.DWORD]
        kernel.AssignProcessToJobObject.argtypes = [wintypes.HANDLE, wintypes.HANDLE]
        job = kernel.CreateJobObjectW(None, None)
        limits = _Extended()
        limits.Basic.LimitFlags = _DIE_ON_UNHANDLED | _ACTIVE_PROCESSES | (_PROCESS_MEMORY if memory else 0)
        limits.Basic.ActiveProcessLimit = 1
        limits.ProcessMemoryLimit = memory
        kernel.SetInformationJobObject(job, _EXTENDED, ctypes.byref(limits), ctypes.sizeof(limits))
        kernel.AssignProcessToJobObject(job, kernel.GetCurrentProcess())

else:
    import resource

    def _limits(memory: int) -> None:
        bounds = [(resource.RLIMIT_CORE, 0), (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CPU, LONGEST)]
        if memory:
            bounds.append((resource.RLIMIT_AS, memory))
        for kind, bound in bounds:
            with suppress(ValueError, OSError):  # macOS refuses some
                resource.setrlimit(kind, (bound, bound))
