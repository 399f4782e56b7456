"""What a utility's rule wants a tariff to state: items found by their words, and terms that the company answers."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum

from desktop_app.domain.late_dataclasses import dataclass

YES, NO = "yes", "no"


class TermKind(StrEnum):
    """How a term is answered: a number, the words of the sheet, yes as the rule has it, or either yes or no."""

    NUMBER = "number"
    WORDS = "words"
    YES = "yes"
    EITHER = "either"


class TermBound(StrEnum):
    """How a number stands to the legal value."""

    AT_MOST = "at most"
    AT_LEAST = "at least"
    EXACTLY = "exactly"


@dataclass(frozen=True, slots=True)
class TariffTerm:
    """Something that the rule fixes and the company answers, with the sheet that says it.

    A number is compared with the legal `value` by its `bound`. With `when`, the term is asked only if that one was
    answered yes; `excludes` names a term that cannot be answered yes beside this one.
    """

    id: str
    asks: str
    kind: TermKind
    cites: tuple[str, ...]
    item: str = ""
    bound: TermBound | None = None
    value: str = ""
    when: str = ""
    excludes: str = ""

    @property
    def asked_words(self) -> str:
        """What is asked as a whole sentence: a question, or words with a period."""
        return self.asks if self.asks.endswith("?") else f"{self.asks}."

    def asked(self, answers: Mapping[str, str]) -> bool:
        """Whether the term is asked, by what was answered so far."""
        return not self.when or answers.get(self.when) == YES

    def trouble(self, answer: str, legal: Decimal | None, answers: Mapping[str, str]) -> str:
        """What the rule does not allow about an answer; nothing where it conforms."""
        if self.kind is TermKind.YES and answer != YES:
            return "Answered no; the rule wants it so. Change the sheet."
        if self.excludes and answer == YES and answers.get(self.excludes) == YES:
            return "Answered yes, as is the other; the rule does not allow both. Change the sheet."
        if self.bound is None or legal is None or _within(Decimal(answer), self.bound, legal):
            return ""
        return f"Answered {answer}; the rule says {self.bound.value} {legal.normalize():f}. Change the sheet."


def _within(number: Decimal, bound: TermBound, legal: Decimal) -> bool:
    if bound is TermBound.EXACTLY:
        return number == legal
    return number <= legal if bound is TermBound.AT_MOST else number >= legal


@dataclass(frozen=True, slots=True)
class RequiredContent:
    """Something the tariff must state. `must` are its points, each with the spellings that count for it."""

    id: str
    label: str
    cites: tuple[str, ...]
    must: tuple[tuple[str, ...], ...]

    def missing(self, text: str) -> tuple[str, ...]:
        """The points that a text does not make, each by its first spelling. Capitals and line ends do not count."""
        plain = " ".join(text.casefold().split())
        return tuple(spellings[0] for spellings in self.must if not any(word in plain for word in spellings))


@dataclass(frozen=True, slots=True)
class TariffContents:
    """The contents of one utility's tariff. Where the rule wants them in the order named, `order_cites` says so."""

    utility: str
    items: tuple[RequiredContent, ...]
    order_cites: tuple[str, ...] = ()
    terms: tuple[TariffTerm, ...] = ()
