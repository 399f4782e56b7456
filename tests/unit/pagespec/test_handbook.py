"""The handbook's files are read, found by words and by the screen that they explain."""

import pytest

from desktop_app.pagespec.handbook import (
    BadHandbook,
    BlockKind,
    HandbookBlock,
    HandbookPage,
    find_pages,
    page_about,
    read_page,
)

SEALING = """# Sealing
about: SealDialog SealsDialog

Open the *cell* first.

## Steps
1. Press Ctrl+L.
12. Choose the type.
- An item
![A page](page.png)
"""
BACKUPS = "# Backups\nabout: BackupsDialog\nA backup of the seal and a second backup.\n"


@pytest.fixture
def pages() -> tuple[HandbookPage, ...]:
    return read_page("01", SEALING), read_page("02", BACKUPS)


def test_a_page_has_title_screens_and_blocks(pages: tuple[HandbookPage, ...]) -> None:
    page = pages[0]
    assert (page.name, page.title, page.about) == ("01", "Sealing", ("SealDialog", "SealsDialog"))
    assert page.blocks == (
        HandbookBlock(BlockKind.PARAGRAPH, "Open the *cell* first."),
        HandbookBlock(BlockKind.HEADING, "Steps"),
        HandbookBlock(BlockKind.STEP, "Press Ctrl+L.", "1"),
        HandbookBlock(BlockKind.STEP, "Choose the type.", "12"),
        HandbookBlock(BlockKind.ITEM, "An item"),
        HandbookBlock(BlockKind.PICTURE, "A page", "page.png"),
    )
    assert page.blocks[0].plain == "Open the cell first."


@pytest.mark.parametrize("text", ["", "Sealing\nabout: X\n", "# Sealing\n\nWords."])
def test_a_page_without_its_first_lines_is_refused(text: str) -> None:
    with pytest.raises(BadHandbook, match="01: the first line is"):
        read_page("01", text)


def test_the_innermost_screen_that_is_explained_decides(pages: tuple[HandbookPage, ...]) -> None:
    assert page_about(pages, ("QLineEdit", "BackupsDialog", "SealDialog")).name == "02"
    assert page_about(pages, ("QLineEdit",)).name == "01"


def test_pages_are_found_by_the_beginnings_of_all_words(pages: tuple[HandbookPage, ...]) -> None:
    assert [page.name for page in find_pages(pages, "back")] == ["02"]
    assert [page.name for page in find_pages(pages, "SEAL")] == ["01", "02"]
    assert [page.name for page in find_pages(pages, "seal back")] == ["02"]
    assert find_pages(pages, "zebra") == ()
    assert find_pages(pages, " , ") == pages
