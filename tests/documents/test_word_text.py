"""The text of Word documents: what a reader sees in Word, as the lines of a sheet."""

import io
import json
import zipfile

import pytest

from desktop_app.documents.word_text import NotWord, read_word
from desktop_app.documents.word_worker import WordWorker
from desktop_app.services.filing_package.package_tools import never_cancelled
from desktop_app.services.workers.workers import ForeignFile, WorkerFailed, WorkerFailure
from tests.support.word_documents import level, paragraph, section, table, word

LEVELS = (
    level(0, "decimal", "%1.")
    + level(1, "lowerLetter", "(%2)")
    + level(2, "lowerRoman", "%3.")
    + level(3, "bullet", "x")
    + level(4, "upperRoman", "%5)", 9)
    + level(5, "none", "")
    + level(6, "upperLetter", "%7.", 27)
)


def text(content: bytes) -> list[str]:
    (answer,) = read_word(b'"tariff.docx"\n' + content)
    return str(json.loads(answer)["text"]).split("\n")


def test_headings_lists_and_tables_are_the_lines_of_a_sheet() -> None:
    body = (
        paragraph("Rules", "Kop1")
        + paragraph("Bills", "Heading2")
        + "".join(paragraph(f"text {depth}", level=depth) for depth in (0, 1, 1, 2, 3, 4, 0, 1, 5, 6))
        + paragraph("no list", level=0, list_id="7")
        + table(("Meter", "Charge"), ("5/8 inch", "12.50"))
        + paragraph("")
        + "<w:sdt><w:sdtContent>"
        + paragraph("in a control")
        + "</w:sdtContent></w:sdt><w:bookmarkEnd/>"
    )
    assert text(word(body, levels=LEVELS)) == [
        "# Rules",
        "## Bills",
        "1. text 0",
        "  (a) text 1",
        "  (b) text 1",
        "    i. text 2",
        "• text 3",
        "      IX) text 4",
        "2. text 0",
        "  (a) text 1",
        "text 5",
        "      AA. text 6",
        "no list",
        "| Meter | Charge |",
        "| 5/8 inch | 12.50 |",
        "",
        "in a control",
    ]


def test_lists_of_one_kind_count_on_until_one_begins_again() -> None:
    """As Word shows them: a list of the same kind continues, one that says so begins again or in another way."""
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="3"/></w:lvlOverride>'
    other = f'<w:lvlOverride w:ilvl="0">{level(0, "upperRoman", "%1.")}</w:lvlOverride>'
    lists = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="0"/>{more}</w:num>'
        for number, more in ((2, ""), (3, again), (4, other))
    )
    body = "".join(paragraph("text", level=0, list_id=number) for number in "1122333114")
    found = text(word(body, levels=level(0, "decimal", "%1."), lists=lists))
    assert " ".join(line.removesuffix(" text") for line in found) == "1. 2. 3. 4. 3. 4. 5. 6. 7. VIII."


@pytest.mark.parametrize("unit", [720, 360, 1000])
def test_rules_with_typed_labels_are_as_deep_as_they_are_stepped_in(unit: int) -> None:
    def rule(label: str, left: int, hanging: int = 0, tabs: int = 0) -> str:
        said = f"<w:r>{'<w:tab/>' * tabs}<w:t>{label}</w:t><w:tab/><w:t>Words</w:t></w:r>"
        return paragraph(said, more=f'<w:ind w:left="{left}" w:hanging="{hanging}"/>')

    body = rule("A.", unit, unit) + rule("1.", 2 * unit, unit) + rule("(a)", 3 * unit + 90, unit)
    body += rule("(b)", 3 * unit, unit) + rule("(i)", 3 * unit) + rule("1)", 5 * unit) + rule("1.1", unit)
    body += paragraph("A. Words", more='<w:ind w:start="x"/>') + paragraph("No rule", more="<w:ind/>")
    steps = [len(line) - len(line.lstrip()) for line in text(word(body))]
    assert steps == [0, 2, 4, 4, 6, 6, 2, 0, 0]
    tabs = "".join(rule(label, 0, tabs=count) for label, count in (("B.", 1), ("2.", 2), ("3.", 1)))
    assert text(word(tabs)) == ["B.\tWords", "  2.\tWords", "3.\tWords"]


def run(words: str, *signs: str) -> str:
    said = "".join(f"<w:{sign}/>" for sign in signs)
    return f'<w:r><w:rPr>{said}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def test_bold_and_centered_words_and_merged_cells_are_kept() -> None:
    middle = '<w:jc w:val="center"/>'
    off = '<w:r><w:rPr><w:b w:val="0"/></w:rPr><w:t>plain</w:t></w:r>'
    merged = '<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p><w:r><w:t>Charge</w:t></w:r></w:p></w:tc>'
    body = (
        paragraph("SCHEDULE", more=middle)
        + paragraph(run("The ") + run("two ", "b") + run("words", "b", "i") + run(" and ") + run("this", "i") + off)
        + paragraph(run("1.", "b") + run(" A rule"))
        + paragraph(run("Rates", "b"), "Kop1", more=middle)
        + f"<w:tbl><w:tr><w:tc><w:p/></w:tc>{merged}</w:tr></w:tbl>"
    )
    assert text(word(body)) == [
        "[center] SCHEDULE",
        "The [b]two [i]words[/i][/b] and [i]this[/i]plain",
        "1. A rule",
        "# Rates",
        "|  | Charge | << |",
    ]


def test_what_was_deleted_is_left_out_and_signs_are_read() -> None:
    run = (
        "<w:r><w:t>one</w:t><w:tab/><w:t>two</w:t><w:noBreakHyphen/><w:t>three</w:t><w:softHyphen/><w:br/></w:r>"
        "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:ins><w:r><w:t>new</w:t></w:r></w:ins>"
        "<w:r><w:br w:type='page'/><w:t>next page</w:t></w:r>"
    )
    assert text(word(paragraph(run))) == ["one\ttwo-three", "new", "\f", "next page"]
    assert text(word(paragraph("<w:r><w:br w:type='page'/></w:r>"))) == ["\f", ""]


def test_each_section_stands_between_its_head_and_its_foot() -> None:
    parts = {"h1": paragraph("Head 1"), "h2": paragraph("Head 2"), "f": paragraph("Foot") + paragraph("")}
    body = paragraph("one") + paragraph("<w:r><w:br w:type='page'/></w:r>") + paragraph("two", more=section("h1"))
    body += paragraph("three") + section("h2", "f")
    assert text(word(body, parts)) == [
        "Head 1", "one", "\f", "Head 1", "", "two", "\f", "Head 2", "three", "Foot",
    ]  # fmt: skip
    assert text(word(paragraph("alone") + section("gone"), {"h1": ""})) == ["alone"]


def bomb() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", b"<w/>" + b" " * 61_000_000)
    return file.getvalue()


def with_document(xml: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("word/document.xml", xml)
    return file.getvalue()


@pytest.mark.slow
@pytest.mark.parametrize(
    "content",
    [
        b"no zip",
        b"PK\x03\x04",
        with_document("<w"),
        with_document("<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"),
        bomb(),
        word("")[:-30],
    ],
)
def test_what_is_no_word_document_is_refused_in_a_sentence(content: bytes) -> None:
    with pytest.raises(NotWord, match=r"^tariff\.docx is not a Word document"):
        text(content)


def test_a_document_without_a_body_has_no_text() -> None:
    assert text(with_document("<x/>")) == [""]


class Failing:
    def answer(self, *_: object) -> bytes:
        raise WorkerFailed(WorkerFailure.SLOW, "")


def test_a_worker_that_fails_is_told_by_the_file() -> None:
    with pytest.raises(ForeignFile, match=r"^a\.docx was not read"):
        WordWorker(Failing()).text("a.docx", b"", never_cancelled)  # type: ignore[arg-type]
