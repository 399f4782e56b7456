"""A password locks the nonpublic file with AES-256; what cannot be typed or compared is refused."""

import io

import pikepdf
import pytest

from desktop_app.documents.inspector import PdfFileInspector
from desktop_app.documents.parity import difference
from desktop_app.documents.pdfium import UnreadablePdf, WrongPassword
from desktop_app.documents.pictures import page_sizes
from desktop_app.documents.protection import LONGEST, UnusablePassword, prepared, protect_with_password
from desktop_app.documents.reader import read_pdf
from tests.support import painted_documents as sheets


@pytest.mark.slow
def test_a_locked_file_opens_with_its_password_only() -> None:
    locked = protect_with_password(sheets.public(), "Größe 42")
    assert read_pdf(locked, "Größe 42").encrypted
    assert len(read_pdf(locked, "Größe 42").pages) == 2
    for opening in (read_pdf, page_sizes):
        with pytest.raises(WrongPassword):
            opening(locked, "")
        with pytest.raises(WrongPassword):
            opening(locked, "Grosse 42")
    with pikepdf.open(io.BytesIO(locked), password="Größe 42") as found:
        assert (found.encryption.R, found.encryption.bits) == (6, 256)
    assert b"Clear Creek" not in locked


@pytest.mark.slow
def test_two_ways_of_typing_the_same_password_are_the_same() -> None:
    locked = protect_with_password(sheets.public(), "Gro\u0308ße\u00a042")
    assert read_pdf(locked, "Größe 42").pages


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("", "it is empty"),
        (" \u00a0", "it is empty"),
        ("a\tb", "cannot be typed"),
        ("a\ud800", "cannot be typed"),
        ("x" * (LONGEST + 1), f"longer than {LONGEST} bytes"),
        ("ł" * LONGEST, f"longer than {LONGEST} bytes"),
    ],
)
def test_a_password_that_would_not_work_everywhere_is_refused(password: str, why: str) -> None:
    with pytest.raises(UnusablePassword, match=why):
        prepared(password)


def test_the_owners_password_must_be_another_one() -> None:
    with pytest.raises(UnusablePassword, match="the owner's password is the same"):
        protect_with_password(sheets.public(), "word", "word")
    assert read_pdf(protect_with_password(sheets.public(), "word", "other"), "word").encrypted


def test_what_is_no_pdf_cannot_be_locked_or_read() -> None:
    with pytest.raises(UnreadablePdf):
        protect_with_password(b"Dear Sir", "word")
    for broken in (b"", b"Dear Sir", sheets.public()[:300]):
        with pytest.raises(UnreadablePdf):
            read_pdf(broken)


@pytest.mark.slow
def test_the_inspector_looks_searches_reads_and_locks() -> None:
    inspector = PdfFileInspector()
    assert inspector.strange(sheets.public()) == ()
    seen = inspector.examined(sheets.sealed(), [sheets.NUMBER, "nowhere to be seen"])
    assert (seen.strange, seen.images, seen.found) == ((), (), (sheets.NUMBER,))
    assert inspector.examined(b"Dear Sir", [sheets.NUMBER]).strange
    assert "Annual report 2025" in inspector.pages(sheets.public())[0].text
    assert inspector.pages(inspector.protected(sheets.public(), "word"), "word")


@pytest.mark.slow
def test_both_versions_have_the_same_pages_and_differ_only_where_they_may() -> None:
    assert difference(sheets.sealed(), sheets.public(), 0) is None
    area = difference(sheets.sealed(), sheets.public(), 1)
    assert area is not None
    left, top, right, bottom = area
    assert (left >= 295, top >= 485, right <= 525, bottom <= 530) == (True, True, True, True)
    assert difference(sheets.sealed(), sheets.public(), 1, [(295, 485, 525, 530)]) is None
