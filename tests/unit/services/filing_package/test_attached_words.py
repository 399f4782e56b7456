"""What attached pages tell, and what is to be known of them before they are filed."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from desktop_app.domain.attachments import Attachment, RedactionBox
from desktop_app.domain.problems import Problem, Severity, UserError
from desktop_app.services.filing_package.attached_words import AttachedPageReader, attached_problems, open_pages
from desktop_app.services.filing_package.sayings import PublicSaying
from desktop_app.services.ports import PageText
from tests.support.attachment_readers import StandInReader

PAGES = ((612, 792), (612, 792), (612, 792))
OPEN = Attachment("01", "Contract", "", "contract 85 cents.pdf", "d1", PAGES)
BOX = RedactionBox(0, 100, 100, 2000, 300, "Contract", "Names a price.")
BOXED = replace(OPEN, boxes={"1": BOX}, boxed="d1")
SEALED = replace(OPEN, sealed=True, type="Contract", reason="It was promised.")


def page(*lines: str, covered: tuple[str, ...] = (), **more: object) -> PageText:
    return PageText(tuple((line, 10 * number) for number, line in enumerate(lines, 1)), covered, **more)  # type: ignore[arg-type]


def problems(one: Attachment, *pages: PageText, besides: Sequence[PublicSaying] = ()) -> list[Problem]:
    found = list(attached_problems((one,), {one.number: pages}, besides, "3.640(4)"))
    assert all(problem.severity is Severity.NOTE and problem.sentence.endswith(".") for problem in found)
    return found


def sentences(one: Attachment, *pages: PageText, besides: Sequence[PublicSaying] = ()) -> str:
    return " ".join(problem.sentence for problem in problems(one, *pages, besides=besides))


def test_a_page_of_words_has_nothing_to_be_told() -> None:
    assert problems(OPEN, page("All is well.")) == []


def test_what_cannot_be_searched_is_said() -> None:
    assert "could not be read" in sentences(OPEN)
    scans = sentences(OPEN, page(pictured=True), page("Words."), page(pictured=True))
    assert "Attachment 1, Contract: pages 1 and 3 are each a picture of words" in scans
    assert "page 2 is a picture" in sentences(OPEN, page("Words."), page(pictured=True))
    assert problems(SEALED, page(pictured=True)) == []


def test_pages_that_draw_blank_are_told_and_not_searched() -> None:
    blank = page("White on white", blank=True)
    assert "page 2 draws blank although the file has text there" in sentences(OPEN, page("x"), blank)
    assert "pages 1 and 2 draw blank" in sentences(OPEN, blank, blank)
    assert [saying.where for saying in open_pages((OPEN,), {"01": (blank, page("Seen"))})] == ["Attachment 1, page 2"]


@pytest.mark.parametrize("kind", ["JPEG 2000", "JBIG2"])
def test_a_box_over_a_picture_whose_ink_reaches_far_is_told(kind: str) -> None:
    far = page("x", covered=("",), coded=(kind,))
    assert f"page 1: the picture is packed as {kind}, so a box over it blackens all of it" in sentences(BOXED, far)
    assert problems(OPEN, far) == []
    assert problems(BOXED, page("x"), far) == [], "no box lies on that page"


def test_what_lies_under_a_box_and_stands_open_elsewhere_is_told() -> None:
    covered = page("The price", covered=("Acme Dairy 12,345",))
    assert "what lies under a box on page 1 also appears in the open: Attachment 1, page 2, 20 percent" in sentences(
        BOXED, covered, page("One", "The total is 12,345")
    )
    name = page("The buyer", covered=("Acme Dairy",))
    told = sentences(
        BOXED, name, page("sold to ACME DAIRY"), besides=(PublicSaying("For Acme Dairy", "the letters (x)"),)
    )
    assert "the letters (x); Attachment 1, page 2" in told
    assert problems(BOXED, covered, page("12,346")) == []
    assert problems(SEALED, covered, page("12,345")) == []


def test_sealed_attachments_are_not_searched_and_open_parts_of_boxed_ones_are() -> None:
    assert open_pages((SEALED,), {"01": (page("x"),)}) == ()
    assert [saying.text for saying in open_pages((BOXED,), {"01": (page("x", covered=("y",)),)})] == ["x\n"]


def test_a_title_that_names_a_number_of_what_is_sealed_is_told() -> None:
    telling = replace(SEALED, title="Contract at 85 cents per 1000 gal")
    assert "names a number of what is sealed" in sentences(telling, page("The price is 85 cents."))
    assert problems(replace(telling, title="Contract of 1998"), page("Since 1998, at 85 cents.")) == []
    assert problems(replace(telling, title="Contract"), page("The price is 85 cents.")) == []
    assert "names a number" in sentences(replace(SEALED, reason="The price of $3.25 is secret."), page("at $3.25"))
    assert "names a number" in sentences(telling, page(pictured=True)), "what cannot be read may hold it"
    assert problems(replace(SEALED, title="Well 12"), page(pictured=True)) == []
    boxed = replace(BOXED, title="Price 12.75")
    assert "names a number" in sentences(boxed, page("x", covered=("12.75",)))
    assert problems(boxed, page("12.75", covered=("",))) == []
    assert problems(replace(OPEN, title="Price 12.75"), page("12.75")) == []


def test_a_title_that_is_still_the_name_of_the_file_is_told() -> None:
    assert "the title is the name of the file" in sentences(replace(SEALED, title="Contract 85 cents"), page("x"))
    assert problems(replace(OPEN, title="contract 85 cents"), page("x")) == []


def said(name: str, content: bytes) -> tuple[PageText, ...]:
    """The page says what the file holds; a document named so cannot be read."""
    if name == "bad.pdf":
        raise UserError(name)
    return (page(content.decode()),)


def test_each_document_is_read_once_as_it_is_boxed(monkeypatch: pytest.MonkeyPatch) -> None:
    reader = StandInReader(words=said)
    pages = AttachedPageReader(reader)
    contents = {"d1": b"one", "d2": b"two"}
    other, bad = replace(OPEN, number="02", digest="d2"), replace(OPEN, number="03", name="bad.pdf", digest="d2")
    assert not pages.known(OPEN)
    assert pages.texts((OPEN, other), contents) == {"01": (page("one"),), "02": (page("two"),)}
    assert pages.texts((replace(OPEN, digest="lost"),), contents) == {"01": ()}
    assert pages.known(OPEN)
    pages.texts((OPEN,), {})
    assert len(reader.asked) == 2
    pages.texts((BOXED,), contents)
    assert reader.asked[2:] == [("contract 85 cents.pdf", {0: [BOX.area]})]
    monkeypatch.setattr("desktop_app.services.filing_package.attached_words.MOST_KEPT", 1)
    assert AttachedPageReader(reader).texts((bad,), contents) == {"03": ()}
    pages.texts((replace(OPEN, digest="d3"),), {"d3": b"three"})
    assert not pages.known(OPEN)
