"""Numbers with their nouns and verbs: ``1 row was``, ``2 rows were``."""

from __future__ import annotations

_ES = ("s", "x", "ch", "sh")


def counted(count: int, noun: str) -> str:
    """So many of it: ``1 row``, ``2 rows``, ``1 entry``, ``3 entries``, ``1,024 boxes``; the last word changes."""
    return f"{count:,} {noun if count == 1 else plural(noun)}"


def plural(noun: str) -> str:
    """The plural of a noun that has a regular one."""
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(_ES) else f"{noun}s"


def agreeing(count: int, one: str, more: str) -> str:
    """The word that agrees with a number: ``was`` or ``were``, ``it`` or ``them``."""
    return one if count == 1 else more
