"""Ways to change a finished package, one at a time, and ways to copy it that change nothing."""

from __future__ import annotations

import json
import os
import shutil
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from random import Random
from typing import Any

from desktop_app.services.delivery.manifest import file_digest

LISTS = ("public/manifest.json", "sealed/manifest.json")
Files = Mapping[str, bytes]
Mutation = tuple[str, Callable[[Path], object]]


def write_files(folder: Path, files: Files) -> None:
    """The files on the disk."""
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


def read_files(folder: Path) -> dict[str, bytes]:
    """The files of a folder, by path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def mutations(files: Files, random: Random, count: int) -> Iterator[Mutation]:
    """So many changes, all kinds in turn, each with its name."""
    made = 0
    while made < count:
        for kind in (*_OF_FILES, *_OF_LISTS):
            name = random.choice(sorted(files))
            if kind in _OF_LISTS:
                name = random.choice([item for item in LISTS if item in files])
            mutation = kind(name, files, random)
            if mutation is not None:
                yield mutation
                made += 1


# Of files


def _lost(name: str, files: Files, random: Random) -> Mutation:
    return f"{name} is deleted", lambda folder: (folder / name).unlink()


def _flipped(name: str, files: Files, random: Random) -> Mutation:
    content = bytearray(files[name])
    at = random.randrange(len(content))
    content[at] ^= 1 << random.randrange(8)
    return f"{name}: a bit is flipped at {at}", lambda folder: (folder / name).write_bytes(content)


def _shorter(name: str, files: Files, random: Random) -> Mutation:
    kept = random.randrange(len(files[name]))
    return f"{name} ends after {kept} bytes", lambda folder: (folder / name).write_bytes(files[name][:kept])


def _longer(name: str, files: Files, random: Random) -> Mutation:
    more = random.randbytes(random.randrange(1, 50))
    return f"{name} has bytes behind its end", lambda folder: (folder / name).write_bytes(files[name] + more)


def _exchanged(name: str, files: Files, random: Random) -> Mutation | None:
    other = random.choice(sorted(files))
    if files[other] == files[name]:
        return None
    return f"{name} is replaced by {other}", lambda folder: (folder / name).write_bytes(files[other])


def _renamed(name: str, files: Files, random: Random) -> Mutation | None:
    within, _, own = name.rpartition("/")
    at = random.randrange(len(own))
    letter = chr(ord(own[at]) ^ (1 << random.randrange(5)))
    new = f"{own[:at]}{letter}{own[at + 1 :]}"
    if not letter.isprintable() or letter in "/\\" or new.casefold() == own.casefold():
        return None
    return f"{name} is renamed to {new}", lambda folder: (folder / name).rename(folder / within / new)


def _copied(name: str, files: Files, random: Random) -> Mutation | None:
    own = random.choice(("copy of it.pdf", "a.txt", name.rpartition("/")[2]))
    target = f"{random.choice(('public', 'sealed', '.'))}/{own}"
    if Path(target).as_posix() in files:
        return None
    return f"{name} is in {target} as well", lambda folder: write_files(folder, {target: files[name]})


def _moved(name: str, files: Files, random: Random) -> Mutation | None:
    target = Path(random.choice(("public", "sealed", "."))) / name.rpartition("/")[2]
    if target.as_posix() in files:
        return None

    def move(folder: Path) -> None:
        (folder / name).unlink()
        write_files(folder, {target.as_posix(): files[name]})

    return f"{name} is moved to {target}", move


def _folder(name: str, files: Files, random: Random) -> Mutation:
    def change(folder: Path) -> None:
        (folder / name).unlink()
        (folder / name).mkdir()

    return f"{name} is a folder", change


def _link(name: str, files: Files, random: Random) -> Mutation:
    def change(folder: Path) -> None:
        elsewhere = folder.with_name(f"{folder.name} elsewhere")
        elsewhere.write_bytes(files[name])
        (folder / name).unlink()
        (folder / name).symlink_to(elsewhere)

    return f"{name} is a link to the same bytes elsewhere", change


def _linked_folder(name: str, files: Files, random: Random) -> Mutation | None:
    within = name.rpartition("/")[0]
    if not within:
        return None

    def change(folder: Path) -> None:
        elsewhere = folder.with_name(f"{folder.name} elsewhere")
        (folder / within).rename(elsewhere)
        (folder / within).symlink_to(elsewhere, target_is_directory=True)

    return f"{within} is a link to a folder elsewhere", change


def _pipe(name: str, files: Files, random: Random) -> Mutation:
    def change(folder: Path) -> None:
        (folder / name).unlink()
        os.mkfifo(folder / name)

    return f"{name} is a pipe", change


def _empty_folder(name: str, files: Files, random: Random) -> Mutation:
    new = random.choice(("public/public", "other", "public/sealed", "sealed/x"))
    return f"there is a folder {new}", lambda folder: (folder / new).mkdir(parents=True, exist_ok=True)


_OF_FILES = (
    _lost,
    _flipped,
    _flipped,
    _flipped,
    _shorter,
    _longer,
    _exchanged,
    _renamed,
    _copied,
    _moved,
    _folder,
    _link,
    _linked_folder,
    _pipe,
    _empty_folder,
)


# Of the lists


def _spelled(data: object) -> bytes:
    return (json.dumps(data, sort_keys=True, ensure_ascii=True, indent=1) + "\n").encode("ascii")


def _with(name: str, files: Files, words: str, data: object) -> Mutation | None:
    content = _spelled(data)
    if content == files[name]:
        return None
    return f"{name}: {words}", lambda folder: (folder / name).write_bytes(content)


def _checked(data: dict[str, Any]) -> dict[str, Any]:
    """With the digest of itself that such a manifest has, as somebody would who knows how it is made."""
    if "check" not in data:
        return data
    rest = {key: value for key, value in data.items() if key != "check"}
    return {**rest, "check": file_digest(_spelled(rest))}


OTHERS: dict[str, tuple[object, ...]] = {
    "company": ("Another Water Company", "", 5, None),
    "year": (1999, 2031, -1, "2025", 2025.5, True, 10**400),
    "rules_on": ("2004-05-01", "yesterday", "", 7),
    "form": ("cold_weather_report", "annual-report", "../../x", "", "tariff", "annual_report"),
    "revision": (2, 0, "1", None),
    "draft": (True, False, 1, "no"),
    "program": ("9.9", "", None),
    "format": (1, 2, 3, 4, "3"),
    "files": ([], {}, None, "x", [1], [[]]),
    "sheet": ("0" * 64, "x", None),
    "check": ("0" * 64, ""),
}
# What a manifest says of the report can be seen in the report too: nobody can change it unseen.
SEEN_IN_THE_REPORT = frozenset({"company", "year", "form", "draft", "files"})


def _field(name: str, files: Files, random: Random) -> Mutation | None:
    data = json.loads(files[name])
    key = random.choice([key for key in OTHERS if key in data])
    other = random.choice(OTHERS[key])
    if data[key] == other:
        return None
    changed = {**data, key: other}
    if key in SEEN_IN_THE_REPORT and random.random() < 0.5:
        changed = _checked(changed)
    return _with(name, files, f"{key} reads {str(other)[:40]!r}", changed)


def _without_key(name: str, files: Files, random: Random) -> Mutation | None:
    data = json.loads(files[name])
    key = random.choice(sorted(data))
    return _with(name, files, f"{key} is left out", {other: data[other] for other in data if other != key})


def _with_key(name: str, files: Files, random: Random) -> Mutation | None:
    return _with(name, files, "there is a key more", {**json.loads(files[name]), "more": 1})


def _entries(name: str, files: Files, random: Random) -> Mutation | None:
    data = json.loads(files[name])
    entries = list(data["files"])
    at = random.randrange(len(entries))
    what = random.choice(("dropped", "doubled", "empty", "turned round", "one more"))
    if what == "dropped":
        del entries[at]
    elif what == "doubled":
        entries.insert(at, entries[at])
    elif what == "empty":
        entries[at] = random.choice(({}, None, [], "x"))
    elif what == "turned round":
        entries.reverse()
    else:
        entries.append({**entries[at], "name": random.choice(("x.pdf", "filing-sheet.pdf", "../x.pdf"))})
    if entries == data["files"]:  # a single entry turned round
        return None
    changed = {**data, "files": entries}
    return _with(name, files, f"entry {at} is {what}", _checked(changed) if random.random() < 0.5 else changed)


ENTRY: dict[str, tuple[object, ...]] = {
    "name": ("../filing-sheet.pdf", "/etc/passwd", "C:\\x.pdf", "", ".", "..", "a\u0000b.pdf", "x.pdf", 5, "a/b.pdf"),
    "sha256": ("0" * 64, "x", "", None),
    "size": (0, 1, -1, "5", None, 10**30),
    "pages": (0, 1, 99, -1, "5", None),
    "signed": ([99], [0], ["1"], None, [1, 1], [2]),
}


def _entry(name: str, files: Files, random: Random) -> Mutation | None:
    data = json.loads(files[name])
    at = random.randrange(len(data["files"]))
    key = random.choice(sorted(data["files"][at]))
    other = random.choice(ENTRY[key])
    if data["files"][at][key] == other:
        return None
    entries = [{**entry, key: other} if number == at else entry for number, entry in enumerate(data["files"])]
    changed = {**data, "files": entries}
    changed = _checked(changed) if key != "signed" and random.random() < 0.5 else changed
    return _with(name, files, f"{key} of entry {at} reads {str(other)[:40]!r}", changed)


NONSENSE = (b"", b"[" * 100_000, b"\xff\xfe", b"null", b"{}", b"[]", b"NaN", b"1" * 5000)


def _nonsense(name: str, files: Files, random: Random) -> Mutation:
    content = random.choice(
        (b"", b"[" * 100_000, b"\xff\xfe", b"null", b"{}", b"[]", b"NaN", files[name] + b" ", b"1" * 5000)
    )
    return f"{name} reads {content[:12]!r}", lambda folder: (folder / name).write_bytes(content)


def _spaced(name: str, files: Files, random: Random) -> Mutation:
    content = json.dumps(json.loads(files[name])).encode()
    return f"{name} is spelled otherwise", lambda folder: (folder / name).write_bytes(content)


_OF_LISTS = (
    _field,
    _field,
    _field,
    _without_key,
    _with_key,
    _entries,
    _entries,
    _entry,
    _entry,
    _entry,
    _nonsense,
    _spaced,
)


# Copies in which nothing changed


def intact_copies(folder: Path, room: Path) -> Iterator[tuple[str, Path]]:
    """Copies of the package as people make them."""
    zipped = room / "package.zip"
    with zipfile.ZipFile(zipped, "w") as archive:
        for path in sorted(folder.rglob("*")):
            archive.write(path, path.relative_to(folder))
    with zipfile.ZipFile(zipped) as archive:
        archive.extractall(room / "unzipped")
    yield "packed and unpacked", room / "unzipped"
    shutil.copytree(folder, room / "later")
    for path in (room / "later").rglob("*"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    yield "with other times", room / "later"
    shutil.copytree(folder, room / "locked")
    for path in (room / "locked").rglob("*"):
        path.chmod(0o444 if path.is_file() else 0o555)
    yield "read-only", room / "locked"
    shutil.copytree(folder, room / "looked at")
    litter = ("Thumbs.db", "public/desktop.ini", "public/.DS_Store", "public/._cover-letter.pdf", "THUMBS.DB")
    write_files(room / "looked at", dict.fromkeys(litter, b"\x00\x01"))
    yield "with what systems put there", room / "looked at"
    shutil.copytree(folder, room / "a place with a very long name, ünïcödé and blanks")
    yield "elsewhere", room / "a place with a very long name, ünïcödé and blanks"
