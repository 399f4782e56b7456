"""A form revision that a release contained is never edited: filings made with it must read the same for ever."""

import hashlib
from pathlib import Path

from tests.architecture.source import ROOT

FORMS = ROOT / "forms"


def edited(forms: Path, listing: str) -> list[str]:
    """The listed files that are gone or differ from what was released."""
    lines = [line.split(maxsplit=1) for line in listing.splitlines() if line and not line.startswith("#")]
    return [name for digest, name in lines if digest != digest_of(forms / name)]


def digest_of(path: Path) -> str:
    """Of the text, whatever the line ends of the checkout."""
    if not path.is_file():
        return ""
    return hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def test_no_released_revision_was_edited() -> None:
    assert edited(FORMS, (FORMS / "shipped.txt").read_text(encoding="utf-8")) == []


def test_an_edit_and_a_loss_are_seen(tmp_path: Path) -> None:
    (tmp_path / "r1").mkdir()
    form, part = tmp_path / "r1" / "form.toml", tmp_path / "r1" / "part.toml"
    form.write_text("title = 'A'\n", encoding="utf-8")
    part.write_text("title = 'B'\n", encoding="utf-8")
    listing = f"# released\n{digest_of(form)} r1/form.toml\n{digest_of(part)} r1/part.toml\n"
    assert edited(tmp_path, listing) == []
    form.write_bytes(b"title = 'A'\r\n")
    assert edited(tmp_path, listing) == [], "line ends are no edit"
    form.write_text("title = 'C'\n", encoding="utf-8")
    part.unlink()
    assert edited(tmp_path, listing) == ["r1/form.toml", "r1/part.toml"]
