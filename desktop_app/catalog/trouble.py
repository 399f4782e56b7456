"""What the catalog says when a file cannot be taken as it stands."""

from __future__ import annotations

from collections.abc import Iterable

from desktop_app.domain.problems import UserError

_MOST = 12


class CatalogError(UserError):
    """A file under ``forms/`` is refused: file, key, what is wrong and what to write instead."""

    def __init__(self, file: str, path: str, what: str) -> None:
        self.file = file
        self.path = path
        super().__init__(f"{file}, {path}: {what}" if path else f"{file}: {what}")


def nearest(word: str, known: Iterable[str]) -> str:
    """Advice for a name that is not known: the nearest known ones, or all of them if there are few."""
    from difflib import get_close_matches

    names = sorted(set(known))
    near = get_close_matches(word, names, n=3, cutoff=0.6)
    if near:
        return f"Did you mean {' or '.join(repr(name) for name in near)}?"
    if not names:
        return "There are none."
    return f"Known: {', '.join(names[:_MOST])}{' and more' if len(names) > _MOST else ''}."
