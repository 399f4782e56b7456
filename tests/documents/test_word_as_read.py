"""What a Word document shows to its reader: boxes once, no hidden words, signs of other fonts, footnotes, all heads."""

import json

import pytest

from desktop_app.documents.word_text import read_word
from tests.support.word_documents import paragraph, section, word


def text(content: bytes) -> list[str]:
    (answer,) = read_word(b'"tariff.docx"\n' + content)
    return [line for line in str(json.loads(answer)["text"]).split("\n") if line.strip()]


def run(inner: str, *properties: str) -> str:
    said = "".join(f"<w:{name}/>" for name in properties)
    return f"<w:r><w:rPr>{said}</w:rPr>{inner}</w:r>"


def said(words: str) -> str:
    return f'<w:t xml:space="preserve">{words}</w:t>'


def test_a_box_is_read_once_and_its_paragraphs_are_lines() -> None:
    box = f"<w:txbxContent>{paragraph('FILED')}{paragraph('The commission')}</w:txbxContent>"
    twice = f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    assert text(word(paragraph(run(said("Before ")) + run(twice) + run(said("after"))))) == [
        "Before ",
        "FILED",
        "The commission",
        "after",
    ]


@pytest.mark.parametrize(
    ("runs", "read"),
    [
        (run(said("seen ")) + run(said("hidden"), "vanish"), "seen"),
        (run(said("rates for water"), "caps"), "RATES FOR WATER"),
        (
            run(said("The charge is ")) + run(said("$5.00"), "strike") + run(said(" $6.00")),
            "The charge is [struck: $5.00] $6.00",
        ),
        (run(said("seen "), "dstrike", "caps") + run(said(" "), "strike"), "[struck: SEEN ]"),
        (run(said("south 89")) + run('<w:sym w:font="Symbol" w:char="F0B0"/>') + run(said(" west")), "south 89° west"),
        (run('<w:sym w:font="Wingdings" w:char="FC"/>') + run(said(" yes")), "✓ yes"),
        (run('<w:sym w:font="Odd" w:char="F041"/>') + run('<w:sym w:font="Symbol"/>'), "\N{REPLACEMENT CHARACTER}" * 2),
    ],
)
def test_words_are_read_as_they_are_seen(runs: str, read: str) -> None:
    assert text(word(paragraph(runs))) == [read]


def test_a_footnote_stands_in_small_type_at_the_end_of_its_page() -> None:
    def marked(words: str, kind: str, number: int) -> str:
        return paragraph(run(said(words)) + run(f'<w:{kind}Reference w:id="{number}"/>'))

    page = paragraph(run('<w:br w:type="page"/>'))
    body = marked("Customer charge", "footnote", 2) + paragraph("More") + page + marked("Turn-on", "endnote", 5)
    lines = f'<w:footnote w:id="0">{paragraph("")}</w:footnote>'
    notes = f'{lines}<w:footnote w:id="2">{paragraph("Metered only.")}</w:footnote>'
    others = f'<w:endnote w:id="5">{paragraph("In business hours.")}</w:endnote>'
    assert text(word(body, {"footnotes": notes, "endnotes": others})) == [
        "Customer charge(1)",
        "More",
        "note: (1) Metered only.",
        "Turn-on(2)",
        "note: (2) In business hours.",
    ]


def test_a_table_in_a_cell_is_read_once_in_its_cell() -> None:
    inner = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>in</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    row = f"<w:tr><w:tc>{inner}<w:p/></w:tc><w:tc><w:p><w:r><w:t>out</w:t></w:r></w:p></w:tc></w:tr>"
    assert text(word(f"<w:tbl><w:sdt><w:sdtContent>{row}</w:sdtContent></w:sdt></w:tbl>")) == ["| in | out |"]


def test_a_section_goes_on_with_the_head_and_foot_of_the_one_before() -> None:
    parts = {name: paragraph(words) for name, words in (("h", "Head"), ("f", "Foot"), ("one", "First"))}
    own = section("h", "f")

    def ended(words: str, said: str) -> str:
        return paragraph(words) + f"<w:p><w:pPr>{said}</w:pPr></w:p>"

    onward = '<w:sectPr><w:type w:val="nextPage"/></w:sectPr>'
    columns = '<w:sectPr><w:type w:val="continuous"/></w:sectPr>'
    both = ["Head", "One", "Foot", "Head", "Two", "Foot"]
    assert text(word(ended("One", own) + ended("Two", onward) + onward, parts)) == both
    assert text(word(ended("One", own) + ended("columns", columns), parts)) == ["Head", "One", "columns", "Foot"]
    first = own.replace('w:type="first" r:id="other"/>', 'w:type="first" r:id="one"/><w:titlePg/>')
    pages = paragraph("One") + paragraph(run('<w:br w:type="page"/>')) + ended("Two", first)
    assert text(word(pages, parts)) == ["First", "One", "Head", "Two", "Foot"]
