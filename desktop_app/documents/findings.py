"""What the gates found."""

from __future__ import annotations

import struct
import zlib

from desktop_app.domain.late_dataclasses import dataclass

# What libraries let through when a file is damaged, besides their own errors: there is no list of it but experience.
DAMAGED = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    MemoryError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)


@dataclass(frozen=True, slots=True)
class FileFinding:
    """One thing that must not be in a file: a short name of the kind, and a sentence. Neither holds a sealed value."""

    name: str
    sentence: str
