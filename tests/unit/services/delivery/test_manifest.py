"""The manifest of a package is read back to the byte; whatever is wrong with it is one plain sentence."""

import json
from dataclasses import replace

import pytest

from desktop_app.services.delivery.manifest import (
    KNOWN,
    LONGEST,
    BadManifest,
    ManifestEntry,
    PackageManifest,
    manifest_bytes,
    read_manifest,
)

ENTRY = ManifestEntry("report-public.pdf", 1234, 3, "a" * 64, (2,))
WHOLE = PackageManifest(
    "Sample Water Company", "annual_report", 1, 2025, "2026-01-15", draft=False, program="1.0", files=(ENTRY,)
)
SHEETED = replace(WHOLE, sheet="b" * 64)
FIRST = replace(WHOLE, draft=True, format=KNOWN[0])


@pytest.mark.parametrize("manifest", [WHOLE, SHEETED, FIRST])
def test_a_manifest_is_read_as_it_was_written_by_this_and_the_first_release(manifest: PackageManifest) -> None:
    assert read_manifest(manifest_bytes(manifest)) == manifest


def changed(**parts: object) -> bytes:
    data = json.loads(manifest_bytes(WHOLE))
    for key, value in parts.items():
        if key in data:
            data[key] = value
        else:
            data["files"][0][key] = value
    return (json.dumps(data, sort_keys=True, ensure_ascii=True, indent=1) + "\n").encode("ascii")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b" " * (LONGEST + 1), "too long for a manifest"),
        (b"{", "it cannot be read"),
        (b"[" * 100_000, "it cannot be read"),
        (b"[]", "it cannot be read"),
        (changed(format=99), "its format reads 99"),
        (changed(company=" "), "its 'company' is missing or empty"),
        (changed(revision=True), "its 'revision' is missing or not a whole number"),
        (changed(year=-1), "its 'year' is missing or not a whole number"),
        (changed(year=3025), "its year reads 3025"),
        (changed(form="../x"), "which is not the name of a form"),
        (changed(rules_on="2026-02-30"), "which is not a date"),
        (changed(draft="no"), "draft"),
        (changed(files=[]), "it names no file"),
        (changed(files=["x"]), "one of its entries does not describe a file"),
        (changed(name="../report.pdf"), "which is not the name of a file in its folder"),
        (changed(sha256="xyz"), "the digest of report-public.pdf is not valid"),
        (changed(signed=[4]), "the signed pages of report-public.pdf are not among its 3 pages"),
        (changed(signed=["2"]), "the signed pages of report-public.pdf"),
        (changed(company="Another Company"), "it was changed"),
    ],
)
def test_a_manifest_that_somebody_changed_says_what_is_wrong(content: bytes, words: str) -> None:
    with pytest.raises(BadManifest, match=r"\w") as refusal:
        read_manifest(content)
    assert words in str(refusal.value)
