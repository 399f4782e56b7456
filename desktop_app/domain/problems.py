"""The kinds of trouble that are data or expected: problems, refusals and the environment's own.

A *Problem* is an entry of the check list. A *UserError* is an expected refusal whose sentence a user can act on.
An *EnvironmentProblem* is trouble of the machine (disk, lock, permission). Everything else is a bug.
"""

from __future__ import annotations

from enum import StrEnum

from desktop_app.domain.late_dataclasses import dataclass


class Severity(StrEnum):
    """How much a problem holds up: a stop blocks the package, an explain wants a sentence, a note only tells."""

    STOP = "stop"
    EXPLAIN = "explain"
    NOTE = "note"

    @property
    def label(self) -> str:
        """The word for it on every screen and in the command line."""
        return {"stop": "Error", "explain": "Explain", "note": "Note"}[self.value]

    def counted(self, count: int) -> str:
        """So many of it, in words: ``3 errors``, ``1 to explain``."""
        if self is Severity.EXPLAIN:
            return f"{count:,} to explain"
        return f"{count:,} {self.label.lower()}{'' if count == 1 else 's'}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One entry of the check list.

    `place` is ``filing/schedule/line/column`` (or a shorter path when the trouble is wider than a cell).
    `citation` names the rule or the basis in words. `explained` holds for an *explain* that has its sentence.
    `filing` is the one in which the place lies, where that is not the one that was looked at: the company's page.
    """

    id: str
    severity: Severity
    place: str
    sentence: str
    citation: str
    explained: bool = False
    filing: str = ""

    @property
    def open(self) -> bool:
        """Whether the problem still asks something of the user: a stop, or an explain without its sentence."""
        return self.severity is Severity.STOP or (self.severity is Severity.EXPLAIN and not self.explained)


class UserError(Exception):
    """An expected refusal. The message is one sentence for the user: what, where, the value seen, what to do."""


class EnvironmentProblem(Exception):
    """Trouble of the machine: a full disk, a lock, a missing permission. The message is one sentence for the user."""
