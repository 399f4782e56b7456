"""The same pages are the same bytes everywhere, and a reader finds on them what was composed."""

import io
import os
import re
import subprocess
import sys
import zlib
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.documents import embedded
from desktop_app.documents.canonical import canonical_pdf
from desktop_app.documents.content import PageContents, read_page_contents
from desktop_app.documents.gates import inspect
from desktop_app.documents.pictures import page_sizes, page_texts, picture, pictures, png
from desktop_app.documents.reader import read_pdf
from desktop_app.pagespec.pages import (
    MARK_HEIGHT,
    MARK_TEXT,
    MARK_WIDTH,
    FontFace,
    Item,
    PageDocument,
    PageImage,
    PageWatermark,
    PaperPage,
    PictureItem,
    SealMark,
    TextAlignment,
    TextItem,
)
from tests.support import painted_documents as sheets

ROOT = Path(__file__).resolve().parents[3]
PROBE = "import sys; from tests.support import painted_documents as sheets; sys.stdout.buffer.write(sheets.public())"


def test_the_same_document_is_the_same_bytes_whatever_was_painted_before() -> None:
    painter = sheets.painter()
    painter.paint(
        PageDocument("x.pdf", "Other", (PaperPage("1", (TextItem(1, 9, "Zażółć gęślą", 7, FontFace.ITALIC),)),))
    )
    assert painter.paint(sheets.document()) == sheets.public()


@pytest.mark.parametrize(
    "surroundings",
    [
        {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "2", "TZ": "America/Chicago", "LC_ALL": "de_DE.UTF-8", "SOURCE_DATE_EPOCH": "1"},
    ],
)
def test_the_same_bytes_come_out_of_another_process(tmp_path: Path, surroundings: dict[str, str]) -> None:
    environment = {**os.environ, **surroundings, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", PROBE], cwd=tmp_path, env=environment, capture_output=True, check=True)
    assert done.stdout == sheets.public()


def test_a_painted_file_is_in_canonical_form_and_the_gate_lets_it_pass() -> None:
    for pdf in (sheets.public(), sheets.sealed()):
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            assert canonical_pdf(opened) == pdf
        assert inspect(pdf, "Annual report", 2) == ()


def test_title_language_labels_size_and_fonts() -> None:
    pdf = sheets.public()
    assert read_pdf(pdf).title == "Annual report"
    assert page_sizes(pdf) == ((612.0, 792.0), (612.0, 792.0))
    with sheets.opened(pdf) as (found, _):
        assert str(found.Root.Lang) == "en-US"
        assert bool(found.Root.ViewerPreferences.DisplayDocTitle)
        assert [str(label.P) for label in list(found.Root.PageLabels.Nums)[1::2]] == ["Cover", "W-2"]
        fonts = [font for page in found.pages for font in page.obj.Resources.Font.values()]
        assert all("/FontFile2" in font.FontDescriptor for font in fonts)
        assert set(found.docinfo) == {"/Title"}


def test_text_stands_where_it_was_composed() -> None:
    pdf = sheets.painter().paint(
        PageDocument("x.pdf", "T", (PaperPage("1", (TextItem(200, 300, "Here", 20, FontFace.BOLD),)),))
    )
    image = picture(pdf, 0, 1.0)
    dark = [at // 3 for at in range(0, len(image.pixels), 3) if image.pixels[at] < 128]
    columns, rows = {at % image.width for at in dark}, {at // image.width for at in dark}
    assert 200 <= min(columns) <= 204
    assert min(rows) >= 280
    assert max(rows) <= 300


@pytest.mark.parametrize("align", [*TextAlignment])
def test_a_text_is_set_by_its_left_end_middle_or_right_end(align: TextAlignment) -> None:
    pdf = sheets.painter().paint(
        PageDocument("x.pdf", "T", (PaperPage("1", (TextItem(300, 300, "12,345", 20, align=align),)),))
    )
    image = picture(pdf, 0, 1.0)
    columns = [at // 3 % image.width for at in range(0, len(image.pixels), 3) if image.pixels[at] < 128]
    left, right = min(columns) - 300, max(columns) - 300
    expected = {TextAlignment.LEFT: (0, 60), TextAlignment.CENTER: (-31, 30), TextAlignment.RIGHT: (-61, -1)}[align]
    assert (left, right) == pytest.approx(expected, abs=4)


@pytest.mark.parametrize(
    "words",
    [
        "Wilhelmina Przybyłowska",
        "Zoë Ångström-Đorđević",
        "Șerban Țepeș",
        "Quỳnh Nguyễn",
        "<b>&amp;</para> (a) \\ %%EOF",
        "{braces} $1,234.50 § – —",
    ],
)
def test_any_latin_name_prints_and_nothing_is_taken_for_markup(words: str) -> None:
    pdf = sheets.painter().paint(PageDocument("x.pdf", words, (PaperPage("1", (TextItem(72, 100, words),)),)))
    assert words in page_texts(pdf)[0].replace("\ufffe", "-")
    assert words in read_pdf(pdf).pages[0].text
    assert read_pdf(pdf).title == words
    assert inspect(pdf) == ()


def test_what_has_no_shape_is_seen_as_missing() -> None:
    painter = sheets.painter()
    words = "a\u202eb\x00c水\u200b"
    assert painter.missing_glyphs(words) == "\u202e\x00水\u200b"
    pdf = painter.paint(PageDocument("x.pdf", "T", (PaperPage("1", (TextItem(72, 100, words),)),)))
    assert page_texts(pdf)[0].strip() == "a□b□c□□"
    assert inspect(pdf) == ()


@pytest.mark.slow
@settings(max_examples=25)
@given(st.text(max_size=40), st.text(min_size=1, max_size=20))
def test_whatever_is_written_passes_the_gate(words: str, label: str) -> None:
    assert (
        inspect(sheets.painter().paint(PageDocument("x.pdf", words, (PaperPage(label, (TextItem(72, 100, words),)),))))
        == ()
    )


def test_a_mark_has_one_size_and_reads_as_its_word() -> None:
    pages = (
        PaperPage("1", (SealMark(100, 200),)),
        PaperPage("2", (TextItem(80, 300, "9", gray=0.5), SealMark(100, 200))),
    )
    pdf = sheets.painter().paint(PageDocument("x.pdf", "T", pages))
    assert all(MARK_TEXT in page for page in page_texts(pdf))
    image = picture(pdf, 0, 1.0)
    dark = [at // 3 for at in range(0, len(image.pixels), 3) if image.pixels[at] < 100]
    columns, rows = {at % image.width for at in dark}, {at // image.width for at in dark}
    assert (min(columns), max(columns) + 1) == (100, 100 + MARK_WIDTH)
    assert (min(rows), max(rows) + 1) == (200, 200 + MARK_HEIGHT)


def test_letters_that_run_from_right_to_left_are_not_set_in_the_wrong_order() -> None:
    assert sheets.painter().missing_glyphs("a \u05d0\u05d1 b \u0628") == "\u05d0\u05d1\u0628"


def test_a_watermark_lies_beneath_and_is_pale() -> None:
    image = picture(sheets.public(), 0, 1.0)
    middle = (792 // 2 * image.width + 612 // 2) * 3
    shades = {image.pixels[middle + 3 * at] for at in range(-60, 60)}
    assert min(shades) >= 220
    assert len(shades) > 1


def drawn_on(*items: Item) -> bytes:
    """A page that a dark picture takes, with what else is given."""
    field = PictureItem(0.0, 0.0, 612.0, 792.0, PageImage(2, 2, False, zlib.compress(bytes([0x44] * 2))), said="A map")
    return sheets.painter().paint(PageDocument("x.pdf", "T", (PaperPage("1", (*items, field)),)))


def test_a_watermark_is_seen_on_a_picture_and_the_gate_lets_it_pass() -> None:
    final, draft = drawn_on(), drawn_on(PageWatermark("DRAFT"))
    assert inspect(draft, "T") == ()
    shown = [set(picture(pdf, 0, 0.5).pixels[::3]) for pdf in (final, draft)]
    assert max(shown[0]) < 100
    assert max(shown[1]) > 200


WATERMARK = b"/Artifact <</Type /Pagination /Subtype /Watermark>> BDC"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"q 0.00 0.00 612.00 792.00 re W n", b"q 0.00 0.00 612.00 700.00 re W n"),
        (WATERMARK + b" /W Do EMC", b"/Artifact BMC EMC"),
        (b" EMC\n" + WATERMARK + b" q", b" EMC\n/Artifact BMC EMC\n" + WATERMARK + b" q"),
    ],
)
def test_a_watermark_elsewhere_than_on_a_picture_is_found(old: bytes, new: bytes) -> None:
    with pikepdf.open(io.BytesIO(drawn_on(PageWatermark("DRAFT")))) as pdf:
        data = pdf.pages[0].obj.Contents.read_bytes().replace(b"Q\nEMC", b"Q EMC")
        widths: dict[bytes, list[float]] = {}
        assert read_page_contents(data, widths).strange == ""
        assert old in data
        assert "watermark" in read_page_contents(data.replace(old, new), widths).strange


def test_pictures_of_all_pages_and_a_file_of_one() -> None:
    found = pictures(sheets.public(), 0.5)
    assert [(image.width, image.height) for image in found] == [(306, 396)] * 2
    assert png(found[0]).startswith(b"\x89PNG\r\n\x1a\n")
    with pytest.raises(ValueError, match="no page 3 in a document of 2"):
        picture(sheets.public(), 2, 1.0)


def test_a_page_without_a_word_is_painted_too() -> None:
    pdf = sheets.painter().paint(PageDocument("x.pdf", "", (PaperPage("1", ()),)))
    assert len(read_pdf(pdf).pages) == 1
    assert inspect(pdf) == ()


@pytest.mark.parametrize("pdf", [sheets.public(), sheets.spoken(), sheets.sealed()])
def test_what_is_read_as_one_word_is_read_the_same_word_by_word(pdf: bytes) -> None:
    with sheets.opened(pdf) as (found, _):
        for page in found.pages:
            data = page.obj.Contents.read_bytes()
            widths = {name[1:].encode(): embedded.widths(font) for name, font in page.obj.Resources.Font.items()}
            apart = re.sub(rb" Tm (?!1 g)", b" Tm\n", data)  # the mark of a sealed value is one word in any case
            for one, other in ((data, apart), (data[:-9], apart[:-9]), (_loose(data), _loose(apart))):
                assert _unordered(read_page_contents(one, widths)) == _unordered(read_page_contents(other, widths))


def _loose(data: bytes) -> bytes:
    """The contents with a mark that is ended before it began."""
    return data.replace(b"EMC ", b"EMC EMC ", 1)


def _unordered(contents: PageContents) -> tuple[object, ...]:
    """All that was read, but for the numbers of the steps; their order stays."""
    shown = [(one.order, str(one._replace(order=0))) for one in contents.shown]
    patches = [(one.order, str(replace(one, order=0))) for one in contents.patches]
    kept = [text for _, text in sorted([*shown, *patches])]
    return kept, contents.broadest, contents.pictures, contents.marked, contents.loose, contents.strange
