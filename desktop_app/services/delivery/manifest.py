"""``public/manifest.json``: the public files with their digests, in one canonical spelling.

Nothing in it tells of the sealed folder: no name, size, page count or digest of a sealed file. A digest of the sealed
version would let anybody test guesses of what it holds.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

FORMAT = 2


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
    """What the public folder holds."""

    company: str
    form: str
    revision: int
    year: int
    rules_on: str
    draft: bool
    program: str
    files: tuple[ManifestEntry, ...]


def sealed_manifest_bytes(files: Mapping[str, bytes]) -> bytes:
    """The digests of the sealed files, for ``sealed/manifest.json``: it never leaves that folder."""
    entries = [{"name": name, "sha256": file_digest(content)} for name, content in sorted(files.items())]
    return (json.dumps({"files": entries, "format": FORMAT}, sort_keys=True, indent=1) + "\n").encode("ascii")


def read_sealed_manifest(content: bytes) -> dict[str, str]:
    """Digest by name of what `sealed_manifest_bytes` wrote, to the byte. Raises BadManifest."""
    try:
        found = {str(item["name"]): str(item["sha256"]) for item in json.loads(content)["files"]}
        entries = [{"name": name, "sha256": found[name]} for name in sorted(found)]
        again = json.dumps({"files": entries, "format": FORMAT}, sort_keys=True, indent=1) + "\n"
    except (ValueError, KeyError, TypeError) as error:
        raise BadManifest(f"it cannot be read ({type(error).__name__})") from None
    if again.encode() != content:
        raise BadManifest("it is not spelled as this program spells it, so it was changed")
    return found


def file_digest(content: bytes) -> str:
    """The SHA-256 of a file, in hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def manifest_bytes(manifest: PackageManifest) -> bytes:
    """The manifest as it is written: keys sorted, one spelling only."""
    data = {
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
        "format": FORMAT,
        "program": manifest.program,
        "revision": manifest.revision,
        "rules_on": manifest.rules_on,
        "year": manifest.year,
    }
    return (json.dumps(data, sort_keys=True, ensure_ascii=True, indent=1) + "\n").encode("ascii")


def read_manifest(content: bytes) -> PackageManifest:
    """The manifest that `manifest_bytes` wrote, to the byte.

    Raises BadManifest for anything else, a different spelling of the same content included.
    """
    try:
        data = json.loads(content)
        files = tuple(
            ManifestEntry(item["name"], item["size"], item["pages"], item["sha256"], tuple(item["signed"]))
            for item in data["files"]
        )
        manifest = PackageManifest(
            company=data["company"],
            form=data["form"],
            revision=data["revision"],
            year=data["year"],
            rules_on=data["rules_on"],
            draft=data["draft"],
            program=data["program"],
            files=files,
        )
    except (ValueError, KeyError, TypeError) as error:
        raise BadManifest(f"it cannot be read ({type(error).__name__})") from None
    if manifest_bytes(manifest) != content:
        raise BadManifest("it is not spelled as this program spells it, so it was changed")
    return manifest
