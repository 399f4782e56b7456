"""The handbook of the program: complete, current, and one PDF."""

import io
from pathlib import Path

import pytest
from pypdf import PdfReader

from desktop_app import bootstrap, locations
from desktop_app.domain.problems import EnvironmentProblem
from desktop_app.pagespec.handbook import BlockKind
from desktop_app.services.program.handbook import handbook, handbook_pdf, picture_path

RESOURCES = Path(__file__).resolve().parents[4] / "resources"


def test_every_picture_is_there_and_shown() -> None:
    named = {block.sign for page in handbook(RESOURCES) for block in page.blocks if block.kind is BlockKind.PICTURE}
    assert named == {path.name for path in picture_path(RESOURCES, "").iterdir()}


def test_each_job_is_told_in_ten_steps_at_most() -> None:
    for page in handbook(RESOURCES):
        steps = [int(block.sign) for block in page.blocks if block.kind is BlockKind.STEP]
        assert steps == list(range(1, len(steps) + 1))
        assert len(steps) <= 10


def test_a_handbook_that_is_missing_is_told(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem, match="Install the program again"):
        handbook(tmp_path)


@pytest.mark.slow
def test_the_handbook_is_one_pdf_with_its_words_and_pictures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(locations.HOME_VARIABLE, str(tmp_path))
    program = bootstrap.program()
    found = PdfReader(io.BytesIO(handbook_pdf(program, "handbook.pdf")))
    pages = handbook(program.resources)
    words = " ".join(" ".join(page.extract_text().split()) for page in found.pages)
    assert all(page.title in words for page in pages)
    assert all(block.plain.split(". ")[0][:60] in words for page in pages for block in page.blocks)
    assert len(found.pages) >= len(pages)
    assert any(page.images for page in found.pages)
