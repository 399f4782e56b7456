"""What a journal leads to: every step follows from those before it, and all of them together make the entries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from desktop_app.domain.late_dataclasses import dataclass, field
from desktop_app.services.ports import JournalKind

Step = Mapping[str, Any]  # number, at, label, kind, target and changes, as the journal and an export keep them


@dataclass
class Replay:
    """The entries after the steps so far, and what could be undone and repeated then.

    `broken` is the first step that does not follow.
    """

    entries: dict[str, Any] = field(default_factory=dict)
    broken: int = 0
    _done: list[Step] = field(default_factory=list)
    _undone: list[Step] = field(default_factory=list)

    def run(self, steps: Iterable[Step]) -> Replay:
        """Plays the steps until one does not follow from those before it."""
        for step in steps:
            if not self._follows(step) or not self._applied(step["changes"]):
                self.broken = step["number"]
                break
        return self

    def _follows(self, step: Step) -> bool:
        if step["kind"] == JournalKind.EDIT:
            self._done.append(step)
            self._undone.clear()
            return step["target"] is None
        source, target = (self._done, self._undone) if step["kind"] == JournalKind.UNDO else (self._undone, self._done)
        if not source or source[-1]["number"] != step["target"]:
            return False
        edit = source.pop()
        target.append(edit)
        back = [[key, after, before] for key, before, after in reversed(edit["changes"])]
        return bool(step["changes"] == (back if step["kind"] == JournalKind.UNDO else edit["changes"]))

    def _applied(self, changes: list[list[Any]]) -> bool:
        for key, before, after in changes:
            if self.entries.get(key) != before:
                return False
            if after is None:
                self.entries.pop(key, None)
            else:
                self.entries[key] = after
        return True
