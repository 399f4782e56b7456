"""Exhibits drawn to scale keep their size; a page that is shrunk says so."""

import pytest

from desktop_app.services.filing_package.attached import (
    AttachedPage,
    AttachedVersion,
    attachment_leaves,
    sheet_words,
)

PAGES = (
    AttachedPage(1728, 2592, False, None),
    AttachedPage(612, 792, False, None),
    AttachedPage(1728, 2592, True, None),
)
PLAT = AttachedVersion("Exhibit A", "Plat", "", PAGES, (), at_size=True)


def test_each_page_has_its_own_size_but_those_with_nonpublic_information() -> None:
    leaves = list(attachment_leaves([PLAT], "SAMPLE"))
    assert [leaf.size for leaf in leaves] == [(1728.0, 2592.0), (612.0, 792.0), None]
    assert [len(leaf.items) for leaf in leaves[:2]] == [1, 1]
    assert "shown at 24 percent of its size" in str(leaves[2].items[0])
    assert (PLAT.large, PLAT.reduced) == (1, True)
    assert sheet_words(PLAT) == "3 sheets, 8.5 x 11 inches and 24 x 36 inches, at full size"


@pytest.mark.parametrize("pages", [PAGES[:1], PAGES[1:2]])
def test_other_documents_are_fitted_and_say_so(pages: tuple[AttachedPage, ...]) -> None:
    other = AttachedVersion("Exhibit B", "Contract", "", pages, ())
    (leaf,) = attachment_leaves([other], "")
    assert leaf.size is None
    assert "percent of its size" in str(leaf.items[0])
    assert (other.large, other.reduced, sheet_words(other)) == (0, True, "1 sheet")
