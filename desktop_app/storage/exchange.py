"""The whole workspace as one JSON file, and back.

::

    {"nonpublic": "..." (the first line, where sealed values are in it),
     "format": "filing-desk-workspace", "version": 1, "id": "...", "created": "...",
     "entries": {key: value},
     "journal": [{"number", "at", "label", "kind", "target", "changes": [[key, from, to]]}],
     "documents": {digest: base64}}

Exporting what was imported gives the same bytes.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import os
import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import Any

from desktop_app.domain.disk_trouble import plain_reason
from desktop_app.domain.problems import UserError
from desktop_app.services.ports import InputFile, JournalKind, NamedContent
from desktop_app.storage.refusals import FileMissing, NoFolder, NotExported
from desktop_app.storage.replay import Replay
from desktop_app.storage.statements import encoded

NOTICE = "nonpublic"
NONPUBLIC = "Holds information kept under seal. Not for the public."
FORMAT, VERSION = "filing-desk-workspace", 1
_KEYS = {"format", "version", "id", "created", "entries", "journal", "documents"}
_SHAPES: dict[str, tuple[type, str]] = {
    "id": (str, "a text"),
    "created": (str, "a text"),
    "entries": (dict, "a table"),
    "journal": (list, "a list"),
    "documents": (dict, "a table"),
}
LARGEST = 2_000_000_000  # bytes of an export
NEAR = 40  # letters shown on each side of a mistake
_STEP = {"number", "at", "label", "kind", "target", "changes"}


class NotAnExport(UserError):
    """The JSON file cannot be taken as it stands; the sentence says where."""


def write_export(content: bytes, target: Path) -> None:
    """Writes an export into one file, whole or not at all. Raises NoFolder, NotExported."""
    if not target.parent.is_dir():
        raise NoFolder(target.parent)
    temporary = target.with_name(f"{target.name}.partial")
    try:
        with temporary.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, target)  # noqa: PTH105 - one atomic step
    except OSError as error:
        with suppress(OSError):
            temporary.unlink()
        raise NotExported(target, error) from error


def export_bytes(connection: sqlite3.Connection, *, nonpublic: bool = False) -> bytes:
    """Everything as the bytes of an export; the first line of one that holds sealed values says that it is `nonpublic`.

    Raises sqlite3.DatabaseError, ValueError, TypeError where a part cannot be read.
    """
    text = json.dumps(_gathered(connection), sort_keys=True, ensure_ascii=False, indent=1)
    if nonpublic:
        text = f'{{ "{NOTICE}": "{NONPUBLIC}",{text.removeprefix("{")}'
    return f"{text}\n".encode()


def _gathered(connection: sqlite3.Connection) -> dict[str, Any]:
    identity, created = connection.execute("SELECT id, created FROM workspace").fetchone()
    journal = connection.execute("SELECT number, at, label, kind, target, changes FROM journal ORDER BY number")
    return {
        "format": FORMAT,
        "version": VERSION,
        "id": identity,
        "created": created,
        "entries": {key: json.loads(value) for key, value in connection.execute("SELECT place, value FROM entry")},
        "journal": [
            {"number": number, "at": at, "label": label, "kind": kind, "target": target, "changes": json.loads(changes)}
            for number, at, label, kind, target, changes in journal
        ],
        "documents": {
            digest: base64.b64encode(content).decode("ascii")
            for digest, content in connection.execute("SELECT digest, content FROM document")
        },
    }


def read_export(source: InputFile) -> dict[str, Any]:
    """The checked content of an export. Raises NotAnExport, saying what is wrong and where; Missing."""
    name = source.name
    data = _parsed(_text(source), name)
    if isinstance(data, dict):
        data.pop(NOTICE, None)
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise NotAnExport(f"{name} is not an export of a company file. Choose a file written by Export.")
    if data.get("version") != VERSION:
        seen = data.get("version")
        raise NotAnExport(f"{name} has format version {seen!r}; this program reads {VERSION}.")
    _check(data, name)
    return data


def _text(source: InputFile) -> str:
    try:
        return source.content.decode("utf-8-sig") if isinstance(source, NamedContent) else _file_text(source)
    except UnicodeError:
        raise NotAnExport(f"{source.name} is not a text file in UTF-8. Choose a file written by Export.") from None


def _file_text(source: Path) -> str:
    try:
        size = source.stat().st_size
        if size > LARGEST:
            raise NotAnExport(
                f"{source.name} has {size:,} bytes, and an export of a company has at most {LARGEST:,}. Choose a file "
                "written by Export."
            )
        return source.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise FileMissing(source) from None
    except OSError as error:
        raise NotAnExport(f"{source} cannot be read: {plain_reason(error, source)}.") from None


def _parsed(text: str, name: str) -> Any:
    try:
        data = json.loads(text, parse_float=_refused, parse_constant=_refused, object_pairs_hook=_once)
        json.dumps(data, ensure_ascii=False).encode()
    except json.JSONDecodeError as error:
        near = text[max(0, error.pos - NEAR) : error.pos + NEAR].replace("\n", " ").strip()
        where = f"line {error.lineno}, column {error.colno}"
        seen = f"near '{near}'" if near else "it is empty"
        words = f"{name} is not whole: it breaks off or is mistyped at {where}, {seen}. Export it again."
        raise NotAnExport(words) from None
    except UnicodeError:
        raise NotAnExport(f"{name} is not a text file in UTF-8. Choose a file written by Export.") from None
    except RecursionError:
        words = f"{name} has lists within lists too deep for an export. Choose a file written by Export."
        raise NotAnExport(words) from None
    except ValueError as error:
        raise NotAnExport(f"{name} contains {error}. Export it again where it came from.") from None
    return data


def _check(data: dict[str, Any], name: str) -> None:
    if set(data) != _KEYS:
        odd = min(set(data) ^ _KEYS)
        raise NotAnExport(f"{name}: '{odd}' is {'not known' if odd in data else 'missing'}.")
    for key, (shape, words) in _SHAPES.items():
        if not isinstance(data[key], shape):
            raise NotAnExport(f"{name}: '{key}' must be {words}.")
    for number, step in enumerate(data["journal"], 1):
        if not _is_step(step, number):
            raise NotAnExport(f"{name}: step {number} of 'journal' is not what Export writes.")
    _replay(data, name)
    for digest, content in data["documents"].items():
        if _digest(content) != digest:
            raise NotAnExport(f"{name}: document {digest[:12]} was altered: its digest does not agree.")


def _is_step(step: object, number: int) -> bool:
    if not isinstance(step, dict) or set(step) != _STEP or step["number"] != number:
        return False
    changes = step["changes"]
    whole = isinstance(changes, list) and all(
        isinstance(change, list) and len(change) == 3 and isinstance(change[0], str)  # noqa: PLR2004 - key, from, to
        for change in changes
    )
    texts = all(isinstance(step[key], str) for key in ("at", "label"))
    return (
        whole
        and texts
        and step["kind"] in [*JournalKind]
        and (step["target"] is None or isinstance(step["target"], int))
    )


def _replay(data: dict[str, Any], name: str) -> None:
    """Refuses a journal that does not lead to the entries: one of both was altered."""
    played = Replay().run(data["journal"])
    if played.broken:
        raise NotAnExport(f"{name}: step {played.broken} of 'journal' does not follow from the steps before it.")
    entries = played.entries
    if entries != data["entries"]:
        key = min(key for key in entries | data["entries"] if entries.get(key) != data["entries"].get(key))
        raise NotAnExport(f"{name}: the entry '{key}' is not what the journal made of it. Export the file again.")


def _refused(text: str) -> float:
    raise ValueError(f"a number that Export does not write ({text[:NEAR]})")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"'{twice[:NEAR]}' twice in one place, so that it is not clear which one applies")
    return found


def _digest(content: object) -> str:
    try:
        return hashlib.sha256(base64.b64decode(str(content), validate=True)).hexdigest()
    except binascii.Error:
        return ""


def fill(connection: sqlite3.Connection, data: dict[str, Any]) -> None:
    """Puts a checked export into an empty workspace, inside the caller's transaction."""
    connection.execute("UPDATE workspace SET id = ?, created = ?", (data["id"], data["created"]))
    connection.executemany(
        "INSERT INTO entry VALUES (?, ?)", [(key, encoded(value)) for key, value in data["entries"].items()]
    )
    connection.executemany(
        "INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?)",
        [
            (step["number"], step["at"], step["label"], step["kind"], step["target"], encoded(step["changes"]))
            for step in data["journal"]
        ],
    )
    connection.executemany(
        "INSERT INTO document VALUES (?, ?)",
        [(digest, base64.b64decode(content)) for digest, content in data["documents"].items()],
    )
