"""What a step does to the tables of a workspace: a few kinds of statement and their values.

A file with a password keeps its steps in this form, encrypted, one after the other (`locked_store`), so the names mean
the same for ever.
"""

from __future__ import annotations

import base64
import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence

from desktop_app.domain.values import Json

CANONICAL = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"))
Statement = tuple[str, tuple[object, ...]]  # a kind of STATEMENTS, and its values

PUT, DROP, STEP, STEPS, ENTRIES, DOCUMENT = "put", "drop", "step", "steps", "entries", "document"
STATEMENTS: Mapping[str, str] = {
    PUT: "INSERT OR REPLACE INTO entry VALUES (?, ?)",
    DROP: "DELETE FROM entry WHERE place = ?",
    STEP: "INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?)",
    STEPS: "UPDATE mark SET steps = ?",
    ENTRIES: "UPDATE mark SET number = ?, entries = ?",
    DOCUMENT: "INSERT OR IGNORE INTO document VALUES (?, ?)",
}


def encoded(value: Json) -> str:
    """The canonical JSON text of a value."""
    return CANONICAL.encode(value)


def carry_out(connection: sqlite3.Connection, statements: Iterable[Statement]) -> None:
    """Does the statements, inside the caller's transaction."""
    for kind, values in statements:
        connection.execute(STATEMENTS[kind], values)


def written_statements(statements: Sequence[Statement]) -> bytes:
    """The statements as bytes."""
    listed = [[kind, [_plain(value) for value in values]] for kind, values in statements]
    return json.dumps(listed, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def read_statements(content: bytes) -> list[Statement]:
    """The statements again. Raises ValueError, KeyError, TypeError for what `written_statements` never writes."""
    return [
        (kind, tuple(_valued(value) for value in values))
        for kind, values in json.loads(content.decode("utf-8", "surrogatepass"))
    ]


def _plain(value: object) -> object:
    return {"bytes": base64.b64encode(value).decode("ascii")} if isinstance(value, bytes) else value


def _valued(value: object) -> object:
    return base64.b64decode(value["bytes"], validate=True) if isinstance(value, dict) else value
