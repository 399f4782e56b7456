"""What the gates found."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FileFinding:
    """One thing that must not be in a file: a short name of the kind, and a sentence. Neither holds a sealed value."""

    name: str
    sentence: str
