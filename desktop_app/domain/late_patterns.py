"""Regular expressions that are compiled when they are first used: a start uses a few of them, and compiling is slow."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

__all__ = ["late_pattern"]


class _LatePattern:
    """Stands for a compiled pattern. What is asked of it is kept, so that asking again costs nothing."""

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever a pattern has
        found = getattr(re.compile(self.pattern, self._flags), name)  # noqa: TID251 - here it is done
        setattr(self, name, found)
        return found


if TYPE_CHECKING:
    from re import compile as late_pattern  # noqa: TID251 - for the type checker
else:

    def late_pattern(pattern: str | bytes, flags: int = 0) -> object:
        """A pattern as `re.compile` makes it, compiled when it is first used; a wrong one is refused only then."""
        return _LatePattern(pattern, flags)
