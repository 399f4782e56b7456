"""Pages of several files as one: text stays text, nothing of the other pages comes along, a password stays."""

import io

import pytest
from pypdf import PdfReader

from desktop_app.documents.joined import joined_pages
from desktop_app.documents.painter import ReportlabPainter
from desktop_app.documents.pdfium import UnreadablePdf, WrongPassword
from desktop_app.documents.protection import protect_with_password
from desktop_app.locations import find_folders
from desktop_app.pagespec.pages import PageDocument, PaperPage, TextItem
from desktop_app.services.ports import ChosenPages


def made(word: str, count: int = 3) -> bytes:
    pages = tuple(PaperPage(f"{n}", (TextItem(100, 100, f"{word} page {n}", 12),)) for n in range(1, count + 1))
    return ReportlabPainter(find_folders().fonts).paint(PageDocument("x.pdf", word, pages))


def texts(pdf: bytes, password: str = "") -> list[str]:
    return [page.extract_text().strip() for page in PdfReader(io.BytesIO(pdf), password=password or None).pages]


def test_pages_come_in_their_order_as_text_and_bring_nothing_of_the_others() -> None:
    first, second = made("First"), made("Second", 40)
    joined = joined_pages((ChosenPages(first, (2, 0)), ChosenPages(second, (39,))))
    assert texts(joined) == ["First page 3", "First page 1", "Second page 40"]
    assert "/StructTreeRoot" not in PdfReader(io.BytesIO(joined)).root_object
    assert len(joined) < len(first) + len(second)


def test_a_file_that_is_wanted_whole_is_given_as_it_is() -> None:
    first = made("First")
    assert joined_pages((ChosenPages(first, (0, 1, 2)),)) == first


@pytest.mark.slow
def test_what_was_protected_stays_so() -> None:
    plain, locked = made("Public"), protect_with_password(made("Sealed"), "Prairie 9")
    joined = joined_pages((ChosenPages(plain, (0,)), ChosenPages(locked, (1,))), "Prairie 9")
    assert PdfReader(io.BytesIO(joined)).is_encrypted
    assert texts(joined, "Prairie 9") == ["Public page 1", "Sealed page 2"]
    with pytest.raises(WrongPassword):
        joined_pages((ChosenPages(locked, (1,)),), "another")
    with pytest.raises(UnreadablePdf):
        joined_pages((ChosenPages(b"no PDF", (0,)),))
