"""How a sentence begins."""

from __future__ import annotations


def sentence_start(words: str) -> str:
    """The words with a capital at their beginning, everything else as it is."""
    return f"{words[:1].upper()}{words[1:]}"
