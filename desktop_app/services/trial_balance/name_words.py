"""The words in the names of accounts: whole instead of short, singular, without those that say nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property

from desktop_app.domain.late_dataclasses import dataclass, field
from desktop_app.domain.late_patterns import late_pattern

_WORD = late_pattern(r"[a-z]+(?:'s)?")
_LITTLE = frozenset(
    {
        "and",
        "the",
        "of",
        "to",
        "for",
        "from",
        "in",
        "on",
        "expense",
        "account",
        "a",
        "an",
        "with",
        "less",
        "at",
        "by",
        "total",
    }
)


@dataclass(frozen=True)
class NameWords:
    """Turns names into sets of words; `abbreviations` go from a short word to what it stands for."""

    abbreviations: Mapping[str, str] = field(default_factory=dict)
    _known: dict[str, frozenset[str]] = field(default_factory=dict, compare=False)
    _every: dict[str, frozenset[str]] = field(default_factory=dict, compare=False)

    @cached_property
    def _signs(self) -> tuple[tuple[str, re.Pattern[str], str], ...]:
        """The abbreviations that are no plain words, like A/R: as text, how they are found, what they stand for."""
        return tuple(
            (short, late_pattern(rf"(?<![a-z]){re.escape(short)}(?![a-z])"), f" {whole} ")
            for short, whole in self.abbreviations.items()
            if not short.isalpha()
        )

    def of(self, name: str) -> frozenset[str]:
        """The words that tell the name from others; all of them where nothing but little ones is there."""
        if name not in self._known:
            every = self.all_of(name)
            self._known[name] = (every - _LITTLE) or every
        return self._known[name]

    def all_of(self, name: str) -> frozenset[str]:
        """Every word of the name."""
        if name not in self._every:
            self._every[name] = self._split(name.lower())
        return self._every[name]

    def _split(self, plain: str) -> frozenset[str]:
        for short, found, whole in self._signs:
            if short in plain:
                plain = found.sub(whole, plain)
        words = [self.abbreviations.get(word, word) for word in _WORD.findall(plain)]
        return frozenset(_stem(part) for word in words for part in _WORD.findall(word))


def _stem(word: str) -> str:
    """The word without the ending of its plural."""
    word = word.removesuffix("'s")
    if word.endswith("ies") and len(word) > 4:  # noqa: PLR2004 - "ties" stays
        return f"{word[:-3]}y"
    if word.endswith(("xes", "sses", "ches", "shes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word  # noqa: PLR2004
