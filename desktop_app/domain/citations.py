"""Citations of the chapter, written as in its own numbering: ``3.640(4)(A)``."""

from __future__ import annotations

from collections.abc import Iterable

from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.late_patterns import late_pattern
from desktop_app.domain.problems import UserError

CHAPTER = "4 CSR 240-"
DRAFT_RULE = "10.XXX"  # on customer information: its number is a placeholder
# The chapter's levels in their order; each stands only below the one before it.
_LEVELS = (r"\(\d{1,2}\)", r"\([A-Z]{1,2}\)", r"\d{1,2}\.", r"[A-Z]\.", r"\([IVX]{1,5}\)")
# Rules of chapter 3, and the draft rule on customer information, whose number is a placeholder.
RULE = late_pattern(r"3\.\d{3}|10\.XXX")
_STEP = tuple(late_pattern(level) for level in _LEVELS)


class NotACitation(UserError, ValueError):
    """The text does not cite the chapter; the message says what was read and how a citation is written."""


@dataclass(frozen=True, slots=True, order=True)
class Citation:
    """A provision of the chapter: the rule, and the steps down to section, subsection, paragraph ..."""

    rule: str
    steps: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.rule + "".join(self.steps)

    def within(self, other: Citation) -> bool:
        """Whether this provision is the other one or a part of it."""
        return self.rule == other.rule and self.steps[: len(other.steps)] == other.steps


def parse_citation(text: str) -> Citation:
    """The citation in `text`; ``4 CSR 240-`` may stand before it.

    Raises NotACitation for anything else, for levels in the wrong order, and for words around it.
    """
    plain = text.strip().removeprefix(CHAPTER)
    rule = RULE.match(plain)
    if rule is None:
        raise _trouble(text)
    steps: list[str] = []
    at = rule.end()
    for level in _STEP:
        step = level.match(plain, at)
        if step is None:
            break
        steps.append(step[0])
        at = step.end()
    if at != len(plain):
        raise _trouble(text)
    return Citation(rule[0], tuple(steps))


def is_citation(text: str) -> bool:
    """Whether the text cites the chapter."""
    try:
        parse_citation(text)
    except NotACitation:
        return False
    return True


def stands_in(cites: Iterable[str], provision: str) -> bool:
    """Whether one of the citations is the provision or a part of it. Raises NotACitation."""
    asked = parse_citation(provision)
    return any(parse_citation(cite).within(asked) for cite in cites)


def _trouble(text: str) -> NotACitation:
    return NotACitation(f"'{text}' is not a citation of the chapter. Write it as 3.640(4)(A) or 3.265(20)(K)3.")
