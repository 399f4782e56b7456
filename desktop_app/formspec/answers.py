"""The answers of one filing, as a value."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from desktop_app.domain.confidentiality import Seal
from desktop_app.domain.empty_texts import says_nothing
from desktop_app.domain.late_dataclasses import dataclass, field
from desktop_app.domain.values import Place, Value

ROWS_LINE = "rows"


@dataclass(frozen=True, slots=True)
class OverriddenValue:
    """A typed value over a computed one, with the reason that must come with it."""

    value: Value
    reason: str


@dataclass(frozen=True, slots=True)
class ValueSource:
    """Where a value was taken from, in words. It speaks of that value only: once another is typed, it is past."""

    value: Value
    words: str


class AnswerMark(StrEnum):
    """That an answer is not final. Whoever swears to the report replaces it, or declares it in an explanation."""

    ESTIMATE = "estimate"
    CONFIRM = "to confirm"


@dataclass(frozen=True, slots=True)
class AnswerNote:
    """What somebody noted at a cell for those who work on the filing: never printed with it."""

    text: str = ""
    mark: AnswerMark | None = None


@dataclass(frozen=True, slots=True)
class Answers:
    """Everything the user gave for one filing.

    `rows` are the row ids of each growing schedule in order; `explanations` exist by place; `seals` by target. A
    growing schedule without rows is answered by a word at ``schedule/rows/answer``. `sources` tell of values that were
    taken from elsewhere, `notes` are for whoever works on the filing. `repeated` are no answers: the seals of other
    filings, by the cell of this one that repeats what they cover (see `repeated_seals`). `doubts` are sentences on how
    a cell's value came about that must be explained before the filing. `books` are what the books say of computed
    cells, and where they say it.
    """

    values: Mapping[Place, Value] = field(default_factory=dict)
    rows: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    overrides: Mapping[Place, OverriddenValue] = field(default_factory=dict)
    explanations: Mapping[Place, str] = field(default_factory=dict)
    seals: Mapping[str, Seal] = field(default_factory=dict)
    sources: Mapping[Place, ValueSource] = field(default_factory=dict)
    notes: Mapping[Place, AnswerNote] = field(default_factory=dict)
    repeated: Mapping[Place, Seal] = field(default_factory=dict)
    doubts: Mapping[Place, str] = field(default_factory=dict)
    books: Mapping[Place, ValueSource] = field(default_factory=dict)


def source_of(answers: Answers, place: Place) -> str:
    """Where the value that stands at the place was taken from, empty if it was typed or is another by now."""
    source = answers.sources.get(place)
    return source.words if source is not None and source.value == answers.values.get(place) else ""


def explained_at(answers: Answers, place: Place) -> bool:
    """Whether the place has an explanation that says something."""
    return not says_nothing(answers.explanations.get(place, ""))


def rows_answer(schedule: str) -> Place:
    """The place of the word that answers a growing schedule without rows."""
    return Place(schedule, ROWS_LINE, "answer")
