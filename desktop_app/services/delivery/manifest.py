"""``public/manifest.json``: the public files with their digests, in one canonical spelling; and the list of the rest.

Nothing in the public one tells of the sealed folder: no name, size, page count or digest of a sealed file. A digest of
the sealed version would let anybody test guesses of what it holds.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date

from desktop_app.domain.counting import counted
from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.late_patterns import late_pattern

FORMAT = 3
# Before it a manifest had no digest of itself, and nothing held those of the filing sheet and of the public manifest.
FIRST_CHECKED = 3
KNOWN = (2, FORMAT)
LONGEST = 1_000_000
LONGEST_WORDS = 60
YEARS = range(1990, 2200)
_DIGEST = late_pattern(r"[0-9a-f]{64}")
_FORM = late_pattern(r"[a-z][a-z0-9_]*")
_NAME = late_pattern(r"[A-Za-z0-9][A-Za-z0-9 ._-]*")
_CHANGED = "it is not spelled as this program spells it, so it was changed"


class BadManifest(ValueError):
    """The manifest is not one that this program writes; the message says why."""


@dataclass(frozen=True, slots=True)
class ManifestEntry:
    """One public file; `signed` are the numbers (from 1) of the pages that somebody signs."""

    name: str
    size: int
    pages: int
    sha256: str
    signed: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class PackageManifest:
    """What the public folder holds. `sheet` is the digest of the filing sheet, where no sealed list holds it."""

    company: str
    form: str
    revision: int
    year: int
    rules_on: str
    draft: bool
    program: str
    files: tuple[ManifestEntry, ...]
    sheet: str = ""
    format: int = FORMAT

    @property
    def checked(self) -> bool:
        """Whether every file of the package has a digest somewhere in it."""
        return self.format >= FIRST_CHECKED


def file_digest(content: bytes) -> str:
    """The SHA-256 of a file, in hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def manifest_bytes(manifest: PackageManifest) -> bytes:
    """The manifest as it is written: keys sorted, one spelling only, with the digest of all the rest."""
    data: dict[str, object] = {
        "company": manifest.company,
        "draft": manifest.draft,
        "files": [
            {
                "name": entry.name,
                "pages": entry.pages,
                "sha256": entry.sha256,
                "signed": list(entry.signed),
                "size": entry.size,
            }
            for entry in manifest.files
        ],
        "form": manifest.form,
        "format": manifest.format,
        "program": manifest.program,
        "revision": manifest.revision,
        "rules_on": manifest.rules_on,
        "year": manifest.year,
    }
    if manifest.checked:
        data["sheet"] = manifest.sheet
        data["check"] = file_digest(_spelled(data))
    return _spelled(data)


def read_manifest(content: bytes) -> PackageManifest:
    """The manifest that `manifest_bytes` wrote, to the byte, in this format or the one before.

    Raises BadManifest for anything else, a different spelling of the same content included.
    """
    data = _read(content)
    format_ = _whole(data, "format")
    if format_ not in KNOWN:
        raise BadManifest(f"its format reads {_short(format_)}, which this program does not know")
    manifest = PackageManifest(
        company=_words(data, "company"),
        form=_words(data, "form"),
        revision=_whole(data, "revision"),
        year=_whole(data, "year"),
        rules_on=_words(data, "rules_on"),
        draft=_truth(data, "draft"),
        program=_words(data, "program"),
        files=tuple(_entry(item) for item in _list(data, "files")),
        sheet=_sheet(data),
        format=format_,
    )
    _refuse_impossible(manifest)
    in_order = [entry.name for entry in manifest.files] == sorted(entry.name for entry in manifest.files)
    if manifest_bytes(manifest) != content or not in_order:
        raise BadManifest(_CHANGED)
    return manifest


def sealed_manifest_bytes(files: Mapping[str, bytes]) -> bytes:
    """The digests of the files by path, for ``sealed/manifest.json``: it never leaves that folder."""
    return _sealed_bytes({name: file_digest(content) for name, content in files.items()}, FORMAT)


def read_sealed_manifest(content: bytes, formats: Sequence[int] = KNOWN) -> dict[str, str]:
    """Digest by path of what `sealed_manifest_bytes` wrote in one of the formats, to the byte. Raises BadManifest."""
    data = _read(content)
    found: dict[str, str] = {}
    for item in _list(data, "files"):
        if not isinstance(item, dict):
            raise BadManifest("one of its entries does not describe a file")
        name, hexadecimal = _words(item, "name"), _words(item, "sha256")
        if name in found:
            raise BadManifest(f"it names {_short(name)} twice")
        if not _DIGEST.fullmatch(hexadecimal):
            raise BadManifest(f"the digest of {_short(name)} is not valid")
        found[name] = hexadecimal
    if not any(content == _sealed_bytes(found, known) for known in formats):
        raise BadManifest(_CHANGED)
    return found


def _sealed_bytes(digests: Mapping[str, str], format_: int) -> bytes:
    entries = [{"name": name, "sha256": digests[name]} for name in sorted(digests)]
    return _spelled({"files": entries, "format": format_})


def _spelled(data: Mapping[str, object]) -> bytes:
    return (json.dumps(data, sort_keys=True, ensure_ascii=True, indent=1) + "\n").encode("ascii")


def _read(content: bytes) -> dict[str, object]:
    if len(content) > LONGEST:
        raise BadManifest(f"it is {counted(len(content), 'byte')} long, too long for a manifest")
    try:
        data = json.loads(content)
    except (ValueError, RecursionError):
        raise BadManifest("it cannot be read") from None
    if not isinstance(data, dict):
        raise BadManifest("it cannot be read")
    return data


def _words(data: Mapping[str, object], key: str) -> str:
    value = data.get(key)
    if not isinstance(value, str) or not value.strip():
        raise BadManifest(f"its '{key}' is missing or empty")
    return value


def _whole(data: Mapping[str, object], key: str) -> int:
    value = data.get(key)
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise BadManifest(f"its '{key}' is missing or not a whole number")
    return value


def _truth(data: Mapping[str, object], key: str) -> bool:
    value = data.get(key)
    if not isinstance(value, bool):
        raise BadManifest(f"its '{key}' is missing or neither true nor false")
    return value


def _list(data: Mapping[str, object], key: str) -> Sequence[object]:
    value = data.get(key)
    if not isinstance(value, list):
        raise BadManifest(f"its '{key}' is missing or not a list")
    return value


def _sheet(data: Mapping[str, object]) -> str:
    value = data.get("sheet", "")
    if not isinstance(value, str) or (value and not _DIGEST.fullmatch(value)):
        raise BadManifest("its digest of the filing sheet is not valid")
    return value


def _entry(item: object) -> ManifestEntry:
    if not isinstance(item, dict):
        raise BadManifest("one of its entries does not describe a file")
    signed = _list(item, "signed")
    numbers = tuple(number for number in signed if isinstance(number, int) and not isinstance(number, bool))
    entry = ManifestEntry(
        _words(item, "name"), _whole(item, "size"), _whole(item, "pages"), _words(item, "sha256"), numbers
    )
    if not _NAME.fullmatch(entry.name) or entry.name in (".", ".."):
        raise BadManifest(f"it names a file {_short(entry.name)}, which is not the name of a file in its folder")
    if not _DIGEST.fullmatch(entry.sha256):
        raise BadManifest(f"the digest of {entry.name} is not valid")
    if len(numbers) != len(signed) or any(not 1 <= number <= entry.pages for number in numbers):
        raise BadManifest(f"the signed pages of {entry.name} are not among its {counted(entry.pages, 'page')}")
    return entry


def _refuse_impossible(manifest: PackageManifest) -> None:
    if not manifest.files:
        raise BadManifest("it names no file")
    names = [entry.name.casefold() for entry in manifest.files]
    twice = next((name for name in names if names.count(name) > 1), "")
    if twice:
        raise BadManifest(f"it names {twice} twice")
    if manifest.year not in YEARS:
        raise BadManifest(f"its year reads {_short(manifest.year)}")
    if not _FORM.fullmatch(manifest.form):
        raise BadManifest(f"its form reads {_short(manifest.form)}, which is not the name of a form")
    try:
        date.fromisoformat(manifest.rules_on)
    except ValueError:
        raise BadManifest(f"its day of the rules reads {_short(manifest.rules_on)}, which is not a date") from None


def _short(value: object) -> str:
    """A value of a file that somebody changed, safe to show and not too long."""
    words = ascii(value)
    return words if len(words) < LONGEST_WORDS else f"{words[:LONGEST_WORDS]}..."
