"""A company file with a password and planted answers, and the search for them in every file of a folder."""

import re
import zlib
from contextlib import suppress
from pathlib import Path

from desktop_app.domain.values import Json
from desktop_app.storage.encryption import KeyCost
from desktop_app.storage.files import SqliteFiles
from desktop_app.storage.workspace import SqliteWorkspace
from tests.support.storage_folder import Clock, put

CHEAP = KeyCost(2)
PASSWORD = "seven wet herons"
PLANTED = ("Planted answer 4711", "planted word", "87654321.09", "planted document")


def cheap(folder: Path | None = None) -> SqliteFiles:
    return SqliteFiles(Clock(), folder, CHEAP)


def in_clear(folder: Path) -> list[tuple[str, str]]:
    """Every file below the folder in which a planted answer can be read: as it is, in UTF-16, or packed by zlib."""
    found = []
    for path in sorted(item for item in folder.rglob("*") if item.is_file()):
        content = _with_unpacked(path.read_bytes())
        spellings = {word: (word.encode(), word.encode("utf-16-le")) for word in PLANTED}
        found += [
            (path.name, word) for word, written in spellings.items() if any(spelling in content for spelling in written)
        ]
    return found


def _with_unpacked(content: bytes) -> bytes:
    """The content, and behind it what any place of it unpacks to."""
    found = [content]
    for match in re.finditer(rb"x[\x01\x5e\x9c\xda]", content):
        with suppress(zlib.error):
            found.append(zlib.decompressobj().decompress(content[match.start() :], 1_000_000))
    return b"\n".join(found)


def plant(workspace: SqliteWorkspace) -> None:
    values: dict[str, Json] = {"answer": PLANTED[0], "planted word": {"number": PLANTED[2]}}
    put(workspace, **values)
    workspace.keep_document(PLANTED[3].encode())


class Locked:
    """A company with planted answers and a dated copy from before it had a password."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "a.filingdesk"
        self.files = cheap()
        workspace = self.files.create(self.path)
        plant(workspace)
        self.files.back_up(workspace, "asked")
        assert in_clear(folder), "the search sees what is in clear"
        self.recovery = self.files.passwords.new_recovery_key()
        copies = [copy.path for copy in self.files.backups(self.path)]
        assert self.files.passwords.protect(workspace, PASSWORD, self.recovery, copies) == ()
        self.workspace = workspace
        self.workspace_id = workspace.id

    def unlocked(self, secret: str = PASSWORD, path: Path | None = None) -> SqliteWorkspace:
        """The file opened anew by a program that knows no key yet."""
        files = cheap()
        files.passwords.unlock(path or self.path, secret)
        return files.open(path or self.path)
