"""What the loader cannot take it refuses, with file, key and what to write instead."""

import tomllib
from pathlib import Path

import pytest

from desktop_app.catalog.library import FormFiles
from desktop_app.catalog.trouble import CatalogError, nearest
from tests.support.planted_forms import FILES, plant, spoil

CASES = Path(__file__).resolve().parents[2] / "cases" / "refusals.toml"
SPOILED: list[dict[str, str]] = tomllib.loads(CASES.read_text(encoding="utf-8"))["case"]


def read_all(folder: Path) -> None:
    """Everything that a folder holds."""
    library = FormFiles(folder)
    for kind in ("company", "report"):
        library.form(kind)
    library.charts("naruc1996", ("water",))
    library.law()
    library.letter("oath")
    library.registry()


def test_the_planted_folder_is_taken_as_it_stands(tmp_path: Path) -> None:
    read_all(plant(tmp_path))


@pytest.mark.parametrize("case", SPOILED, ids=lambda case: f"{case['key']}: {case['words'][:30]}")
def test_what_is_spoiled_is_refused(tmp_path: Path, case: dict[str, str]) -> None:
    spoil(plant(tmp_path), case["file"], case["old"], case["new"])
    with pytest.raises(CatalogError) as caught:
        read_all(tmp_path)
    refusal = caught.value
    assert refusal.file == case["file"] or not case["key"], refusal
    assert case["key"] in refusal.path, refusal
    assert case["words"] in str(refusal)
    assert str(refusal).endswith((".", "?", ")"))


@pytest.mark.parametrize("file", [name for name in FILES if "1973" not in name])
@pytest.mark.parametrize("content", [b"\xff\xfe", b"= 5", b"x = 1\nx = 2"])
def test_a_file_that_is_no_toml_is_refused_by_name(tmp_path: Path, file: str, content: bytes) -> None:
    plant(tmp_path)
    (tmp_path / file).write_bytes(content)
    with pytest.raises(CatalogError) as caught:
        read_all(tmp_path)
    assert caught.value.file == file
    assert "is not well-formed TOML" in str(caught.value) or "cannot be read" in str(caught.value)


def test_what_is_not_there_is_named_with_what_is(tmp_path: Path) -> None:
    library = FormFiles(plant(tmp_path))
    with pytest.raises(CatalogError, match=r"there is no form 'reprot'. Did you mean 'report'\?"):
        library.form("reprot")
    with pytest.raises(CatalogError, match=r"there is no revision 7 of this form. Known: 1\."):
        library.form("report", 7)
    with pytest.raises(CatalogError, match=r"there is no chart 'naruc1896'"):
        library.charts("naruc1896", ())
    with pytest.raises(CatalogError, match=r"letters/oaht.toml: there is no such file. Did you mean 'oath'\?"):
        library.letter("oaht")


def test_advice_names_the_nearest_or_all() -> None:
    assert nearest("wather", ["water", "sewer"]) == "Did you mean 'water'?"
    assert nearest("x", ["water", "sewer"]) == "Known: sewer, water."
    assert nearest("x", []) == "There are none."
    assert nearest("x", [f"n{number}" for number in range(20)]).endswith(" and more.")
