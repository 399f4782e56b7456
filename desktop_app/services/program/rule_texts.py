"""The text of the chapter, which ships as data, and the handbook: found by words and opened at the provision."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.late_patterns import late_pattern
from desktop_app.domain.problems import EnvironmentProblem, UserError
from desktop_app.services.program.handbook import handbook
from desktop_app.services.progress.finding import FoundItem, FoundKind

CHAPTER = Path("rules") / "chapter-3.json"
PICTURE = "picture"  # a block of the handbook without words of its own
_CITATION = late_pattern(r"(?:4 ?CSR ?240-)?(3\.\d{3})((?:\(\w+\)|\w+\.)*)", re.IGNORECASE)
_LAST_PART = late_pattern(r"(\(\w+\)|\w+\.)$")


class NoSuchProvision(UserError):
    """The chapter has no such rule or provision."""


@dataclass(frozen=True, slots=True)
class RuleText:
    """A rule of the chapter with its provisions, each as citation and words."""

    rule: str
    title: str
    provisions: tuple[tuple[str, str], ...]


@cache
def chapter_text(resources: Path) -> tuple[RuleText, ...]:
    """All rules. Raises EnvironmentProblem where the installation lacks them."""
    try:
        data = json.loads((resources / CHAPTER).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        words = f"The text of the rules is missing in {resources}. Install the program again."
        raise EnvironmentProblem(words) from None
    return tuple(
        RuleText(item["rule"], item["title"], tuple((name, words) for name, words in item["provisions"]))
        for item in data["rules"]
    )


def provision_names(resources: Path) -> tuple[str, ...]:
    """Every rule and provision of the chapter by its number; none where the text is missing."""
    try:
        return tuple(name for rule in chapter_text(resources) for name in (rule.rule, *dict(rule.provisions)))
    except EnvironmentProblem:
        return ()


def find_provision(rules: Sequence[RuleText], citation: str) -> tuple[RuleText, int]:
    """The rule and the number of its provision that a citation means; the one around it where there is none of its own.

    Raises NoSuchProvision.
    """
    match = _CITATION.search(citation)
    rule = None if match is None else next((item for item in rules if item.rule == match[1]), None)
    if match is None or rule is None:
        raise NoSuchProvision(f"The chapter has no rule '{citation}'. Write a citation such as 3.640(4)(C).")
    names = [name.upper() for name, _ in rule.provisions]
    wanted = match[0].upper()[match[0].upper().index(rule.rule) :]
    while wanted != rule.rule:
        if wanted in names:
            return rule, names.index(wanted)
        wanted = _LAST_PART.sub("", wanted)
    return rule, 0


def found_texts(resources: Path) -> Iterator[FoundItem]:
    """Every provision and every paragraph of the handbook, to be found with the rest."""
    for rule in chapter_text(resources):
        for name, words in rule.provisions:
            yield FoundItem(FoundKind.TEXT, words, f"4 CSR 240-{name}, {rule.title}", key=name, number=name)
    for page in handbook(resources):
        for block in page.blocks:
            if block.kind.value != PICTURE:
                yield FoundItem(FoundKind.HELP, block.plain, page.title, key=page.name)
