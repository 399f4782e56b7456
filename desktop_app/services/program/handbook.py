"""The handbook of the program, from its files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from desktop_app import __version__
from desktop_app.domain.problems import EnvironmentProblem
from desktop_app.pagespec.handbook import BlockKind, HandbookPage, read_page
from desktop_app.pagespec.pages import PageImage
from desktop_app.services.paper.handbook_paper import TITLE, handbook_pages
from desktop_app.services.program.program import Program

FOLDER, PICTURES = "handbook", "pictures"


@cache
def handbook(resources: Path) -> tuple[HandbookPage, ...]:
    """The pages in their order. Raises EnvironmentProblem where the installation lacks them."""
    files = sorted((resources / FOLDER).glob("*.md"))
    if not files:
        raise EnvironmentProblem(f"The handbook is missing in {resources}. Install the program again.")
    return tuple(read_page(file.stem, file.read_text(encoding="utf-8")) for file in files)


def picture_path(resources: Path, name: str) -> Path:
    """The file of a picture."""
    return resources / FOLDER / PICTURES / name


def handbook_pdf(program: Program, name: str) -> bytes:
    """The handbook as one PDF."""
    pages, report_pages = handbook(program.resources), program.report_pages
    sheets = handbook_pages(pages, _images(program, pages), __version__, report_pages.measure)
    return report_pages.paint(name, f"Filing Desk: {TITLE}", sheets)


def _images(program: Program, pages: Sequence[HandbookPage]) -> Mapping[str, PageImage]:
    names = {block.sign for page in pages for block in page.blocks if block.kind is BlockKind.PICTURE}
    reader = program.packages.tools.reader
    return {
        name: next(iter(reader.draw(name, picture_path(program.resources, name).read_bytes(), {}, _go_on))).image
        for name in sorted(names)
    }


def _go_on() -> bool:
    return False
