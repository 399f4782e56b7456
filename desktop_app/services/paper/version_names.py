"""How a file is called whose content is not for the public."""

from __future__ import annotations

from pathlib import Path

NONPUBLIC = "nonpublic"


def name_for_version(target: Path, *, nonpublic: bool) -> Path:
    """The path, with the word "nonpublic" in its name where what it holds is not for the public."""
    if not nonpublic or NONPUBLIC in target.stem.lower():
        return target
    return target.with_name(f"{target.stem} {NONPUBLIC}{target.suffix}")
