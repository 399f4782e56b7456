"""No help says what another one says: a text that serves twice is defined once and named."""

import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FORMS = sorted((ROOT / "forms" / "filings").glob("*/r*"))
Help = dict[str, str]


def written(folder: Path) -> list[Help]:
    """Every help as the files of a form write it: a shared one, or that of a stretch for several services, once."""
    return [
        found for path in sorted(folder.rglob("*.toml")) for found in _helps(tomllib.loads(path.read_text("utf-8")))
    ]


def _helps(node: object) -> Iterator[Help]:
    if isinstance(node, dict):
        for key, value in node.items():
            if key != "help":
                yield from _helps(value)
            elif isinstance(value, dict):
                yield from [value] if "what" in value else value.values()
    elif isinstance(node, list):
        for value in node:
            yield from _helps(value)


@pytest.mark.parametrize("folder", FORMS, ids=lambda folder: folder.parent.name)
def test_no_help_text_is_written_twice(folder: Path) -> None:
    texts = Counter(" ".join(found["what"].split()).casefold() for found in written(folder))
    assert texts, "a form without help"
    assert [text for text, count in texts.items() if count > 1] == []


def test_a_repeated_text_would_be_seen(tmp_path: Path) -> None:
    spoiled = 'a.help = { what = "One." }\n[help.shared]\nwhat = "Two."\n[[line]]\nhelp = { what = "One." }\n'
    (tmp_path / "x.toml").write_text(spoiled, encoding="utf-8")
    assert [found["what"] for found in written(tmp_path)] == ["One.", "Two.", "One."]
