"""Results that take long to work out, kept inside the company's file: never outside, for they may hold what is sealed.

Each is kept with the digest of everything that it depends on, and counts only where that is still the same; it can be
deleted, cut off or overwritten, and nothing changes but the time. They are no part of what was entered: exports and
digests leave them out. They are written only together with something that is written anyway, and never to a file with a
password, whose steps mean the same for ever.
"""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from contextlib import suppress

_TABLE = "CREATE TABLE IF NOT EXISTS kept (name TEXT PRIMARY KEY, digest TEXT NOT NULL, packed BLOB NOT NULL)"
_PUT = "INSERT OR REPLACE INTO kept VALUES (?, ?, ?)"
_GET = "SELECT digest, packed FROM kept WHERE name = ?"

FAST = 1  # of nine grades of packing


class KeptResults:
    """The results of one open workspace."""

    def __init__(self) -> None:
        self._waiting: dict[str, tuple[str, bytes]] = {}

    def get(self, connection: sqlite3.Connection, name: str, depends: str) -> str | None:
        """The result of that name; None where there is none, or where it depends on something that is another now."""
        found: tuple[object, object] | None = self._waiting.get(name)
        if found is None:
            with suppress(sqlite3.Error):  # there is no such table, or it cannot be read
                found = connection.execute(_GET, (name,)).fetchone()
        digest, packed = found or ("", b"")
        if not isinstance(packed, bytes) or digest != _digest(depends, packed):
            return None
        return zlib.decompress(packed).decode("utf-8", "surrogatepass")

    def put(self, name: str, depends: str, content: str) -> None:
        """Keeps a result, with the next step that is written."""
        packed = zlib.compress(content.encode("utf-8", "surrogatepass"), FAST)
        self._waiting[name] = (_digest(depends, packed), packed)

    def write(self, connection: sqlite3.Connection) -> None:
        """Writes what waits, inside the caller's transaction. Raises sqlite3.Error."""
        if self._waiting:
            connection.execute(_TABLE)
            connection.executemany(_PUT, [(name, *kept) for name, kept in self._waiting.items()])

    def written(self) -> None:
        """What waited is on the disk, or must not stand in the way of what is written."""
        self._waiting.clear()

    def __bool__(self) -> bool:
        return bool(self._waiting)


def _digest(depends: str, packed: bytes) -> str:
    return hashlib.sha256(depends.encode("utf-8", "surrogatepass") + packed).hexdigest()
