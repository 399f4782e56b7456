"""A sealed value is found in every usual spelling, wherever in the file it hides."""

import io
import zlib
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from desktop_app.documents.gates import inspect
from desktop_app.documents.pdfium import UnreadablePdf
from desktop_app.documents.search import search_pdf
from desktop_app.documents.spellings import Needle, SearchedText, sought, spellings
from desktop_app.domain.money import shown
from desktop_app.pagespec.pages import PageDocument, PaperPage, TextItem
from tests.support import painted_documents as sheets
from tests.support.painted_documents import NUMBER, SECRET, contents, planted, text

HIDDEN = Decimal(1234567)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (
            HIDDEN,
            [
                "1234567",
                "1,23\u200b4,567",
                "1,234,567",
                "1,234,567.00",
                "$1,234,567",
                "(1,234,567)",
                "1,234,567-",
                "-1234567",
            ],
        ),
        (Decimal("1234.50"), ["1234.5", "1,234.50", "$1,234.50", "1234.50"]),
        (Decimal(-1234), ["(1,234)", "-1,234", "1,234-", "1,234"]),
        (
            date(2025, 3, 9),
            ["2025-03-09", "03/09/2025", "3/9/2025", "3/9/25", "March 9, 2025", "Mar. 9, 2025"],
        ),
        ("Ms. Doe", ["Ms. Doe", "MS. DOE", "ms.   doe", "Ms.\nDoe"]),
        ("573-555-0142", ["573-555-0142", "573\u2011555\u20110142", "573-\u200b555-01\u00ad42"]),
        ("Smith\u2011Jones", ["Smith-Jones", "Smi\u00adth-Jones"]),
        ("ﬁne words", ["fine words"]),
    ],
)
def test_a_value_is_found_in_every_usual_spelling(value: Needle, words: list[str]) -> None:
    for spelling in words:
        assert SearchedText(f"before {spelling} behind").says(sought(value)), spelling


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (HIDDEN, "21,234,567"),
        (HIDDEN, "1,234,567.5"),
        (HIDDEN, "1,234,56"),
        (Decimal(150), "1,500"),
        (Decimal(123), "account 1234"),
        ("Ms. Doe", "Ms. Doering"),
        ("oak", "The oak stands"),
    ],
)
def test_another_value_is_not_taken_for_it(value: Needle, words: str) -> None:
    assert not SearchedText(words).says(sought(value))


@pytest.mark.parametrize("value", [Decimal(12), Decimal("0.5"), "abc", "", " "])
def test_what_is_too_short_to_be_told_from_chance_is_left_out(value: Needle) -> None:
    assert spellings(value) == frozenset()
    assert search_pdf(sheets.public(), [value]).left_out == 1


@given(st.integers(1000, 10**12), st.sampled_from([0, 2]))
def test_every_number_is_found_as_a_cell_shows_it(number: int, decimals: int) -> None:
    words = f"total {shown(Decimal(-number), decimals)} dollars"
    assert SearchedText(words).says(sought(Decimal(number)))


def stream(data: bytes) -> Callable[[Pdf], object]:
    def plant(pdf: Pdf) -> None:
        pdf.Root.Kept = pdf.make_stream(data)

    return plant


def named(pdf: Pdf) -> None:
    pdf.Root["/Kept"] = Name("/" + NUMBER)


def string(value: bytes) -> Callable[[Pdf], object]:
    def plant(pdf: Pdf) -> None:
        pdf.Root["/Kept"] = Array([Dictionary(Deep=Array([String(value)]))])

    return plant


def letter_by_letter(pdf: Pdf) -> None:
    """Each figure a text of its own, placed one behind the other, in any order."""
    pieces = [text(pdf, sign, x=300 + 5.005 * at) for at, sign in enumerate("1234567")]
    contents(pdf, b"\n".join(pieces[::-1]))


def among_objects(data: bytes, **told: int) -> Callable[[Pdf], object]:
    """A stream that claims to be one of those in which a file keeps its objects."""

    def plant(pdf: Pdf) -> None:
        pdf.Root.Kept = Stream(pdf, data, Type=Name.ObjStm, **told)

    return plant


HIDING: dict[str, Callable[[Pdf], object]] = {
    "on a page": lambda pdf: contents(pdf, text(pdf, NUMBER)),
    "white on a page": lambda pdf: contents(pdf, text(pdf, NUMBER, gray=1)),
    "off the page": lambda pdf: contents(pdf, text(pdf, NUMBER, x=2000)),
    "letter by letter": letter_by_letter,
    "in octal figures": lambda pdf: contents(
        pdf, text(pdf, "x").replace(b"(x)", b"(" + b"".join(b"\\%03o" % code for code in NUMBER.encode()) + b")")
    ),
    "in a remark": lambda pdf: contents(pdf, b"% " + NUMBER.encode()),
    "for a screen reader": lambda pdf: contents(pdf, b"/Span <</ActualText (" + NUMBER.encode() + b")>> BDC EMC"),
    "in hexadecimal figures": lambda pdf: contents(pdf, b"BT <" + NUMBER.encode().hex().encode() + b"> Tj ET"),
    "in pieces": lambda pdf: contents(pdf, b"BT [(1,2) 20 (34,) 20 (567)] TJ ET"),
    "in the title": lambda pdf: pdf.docinfo.update({"/Title": String(f"Report {NUMBER}")}),
    "in a label": lambda pdf: pdf.Root.PageLabels.Nums[1].update({"/P": String(NUMBER)}),
    "in a name": named,
    "in a string": string(NUMBER.encode()),
    "in a string of two bytes a sign": string(b"\xfe\xff" + NUMBER.encode("utf-16-be")),
    "in a stream": stream(b"x " + NUMBER.encode() + b" y"),
    "in a stream of two bytes a sign": stream(NUMBER.encode("utf-16-le")),
    "in a dump of figures": stream(NUMBER.encode().hex().encode()),
    "in a stream that claims to hold an object": among_objects(b"9999 0 (" + NUMBER.encode() + b")", N=1, First=7),
    "in a stream that claims to hold an object there is": among_objects(
        b"1 0 (" + NUMBER.encode() + b")", N=1, First=4
    ),
    "in a stream that claims to hold objects and does not": among_objects(NUMBER.encode()),
    "in metadata": stream(f"<rdf:li>{NUMBER}</rdf:li>".encode()),
}


@pytest.mark.parametrize("place", HIDING)
def test_a_value_is_found_wherever_it_hides(place: str) -> None:
    assert not search_pdf(sheets.public(), [HIDDEN]).leaks
    found = search_pdf(planted(sheets.public(), HIDING[place]), [HIDDEN])
    assert [sighting.value for sighting in found.leaks]
    assert not any("1,234" in sighting.sentence for sighting in found.leaks)


def test_a_value_that_the_program_paints_is_found_as_number_and_as_text() -> None:
    leaks = search_pdf(sheets.sealed(), [HIDDEN, SECRET, "Somebody else", Decimal(987654)]).leaks
    assert {sighting.value for sighting in leaks} == {HIDDEN, SECRET}


@pytest.mark.slow
def test_a_value_behind_the_end_or_in_an_object_nobody_refers_to_is_found() -> None:
    assert search_pdf(sheets.public() + NUMBER.encode(), [HIDDEN]).leaks
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(sheets.public())) as found:
        found.save(target)
    loose = target.getvalue().replace(b"startxref", b"99 0 obj (" + NUMBER.encode() + b") endobj\nstartxref", 1)
    assert search_pdf(loose, [HIDDEN]).leaks


def test_a_packed_stream_in_a_packed_stream_is_beyond_the_search_and_caught_by_the_gate() -> None:
    pdf = planted(sheets.public(), stream(zlib.compress(NUMBER.encode())))
    assert inspect(pdf)


def test_what_public_words_say_themselves_is_a_mention_where_readers_see_it() -> None:
    pdf = planted(sheets.public(), HIDING["on a page"])
    found = search_pdf(pdf, [HIDDEN], f"The total is {NUMBER}.")
    assert found.mentions
    assert not found.leaks
    hidden = search_pdf(planted(sheets.public(), HIDING["in a string"]), [HIDDEN], f"The total is {NUMBER}.")
    assert hidden.leaks


def test_a_long_text_is_found_broken_or_cut() -> None:
    words = "The old tower was taken down in March and its steel was sold for scrap to a dealer in the county seat."
    lines = [TextItem(72, 100 + 12 * at, words[30 * at : 30 * at + 30]) for at in range(4)]
    broken = sheets.painter().paint(PageDocument("x.pdf", "T", (PaperPage("1", tuple(lines)),)))
    assert search_pdf(broken, [words]).leaks
    cut = sheets.painter().paint(PageDocument("x.pdf", "T", (PaperPage("1", (TextItem(72, 100, words[:50]),)),)))
    assert search_pdf(cut, [words], "other words").leaks


def test_what_cannot_be_opened_is_said_so() -> None:
    with pytest.raises(UnreadablePdf):
        search_pdf(b"Dear Sir", [HIDDEN])


@pytest.mark.slow
def test_a_stream_that_cannot_be_unpacked_is_searched_as_it_stands() -> None:
    def plant(pdf: Pdf) -> None:
        pdf.Root.Kept = Stream(pdf, NUMBER.encode(), Filter=Name.FlateDecode)

    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(sheets.public())) as found:
        plant(found)
        found.save(target, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    assert search_pdf(target.getvalue(), [HIDDEN]).leaks
