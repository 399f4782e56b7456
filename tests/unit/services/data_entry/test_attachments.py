"""Documents attached to a filing: taken in, sealed whole or by boxes, changed, undone; and on paper."""

import json
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.domain.attachments import Attachment, AttachmentOpenness, RedactionBox, attachment_from_json
from desktop_app.domain.json_fields import as_table
from desktop_app.domain.problems import Severity
from desktop_app.domain.values import Json
from desktop_app.pagespec.pages import PageImage, PictureItem, SealMark, TextItem
from desktop_app.services.company.company_file import CompanyFile, FilingIsFiled
from desktop_app.services.data_entry import attachments
from desktop_app.services.data_entry.attachments import BadBox, CannotAttach, NoSuchAttachment
from desktop_app.services.filing_package.attached import DrawnPages, attachment_leaves
from desktop_app.services.filing_package.attached import attached as attached_version
from desktop_app.services.filing_package.compose import composed
from desktop_app.services.filing_package.drawing import BoxesAreStale, draw_all
from desktop_app.services.filing_package.filing_source import FilingSource
from desktop_app.services.filing_package.gates import judged
from desktop_app.services.filing_package.package_tools import PackageProgress, SealedLeak
from desktop_app.services.filing_package.produce import inspect_public
from desktop_app.services.filing_package.readiness import attachment_problems
from desktop_app.services.filing_package.request import SEAM, BadRequest, read_request, request_bytes
from desktop_app.services.filings import annual_report
from desktop_app.services.ports import DrawnPage, ForeignDocument, NamedContent, RenderedFile
from tests.support import paper_tools as workbench
from tests.support import small_filing as paperwork
from tests.support.attachment_readers import Boxes, StandInReader
from tests.support.memory_companies import company, make_companies

REPORT = "2025-annual-report"
BOX = RedactionBox(1, 1000, 1000, 4000, 2000, "Customers", "Names them.")


FOUND = ForeignDocument(((612, 792), (792, 612)), ("It has layers.",))


def two_pages(content: bytes, boxes: Boxes, pages: Sequence[int]) -> Iterator[DrawnPage]:
    """Two pages; the pixels of a page tell its contents unless it is boxed."""
    for page in pages or (0, 1):
        ink = f"boxed {page}" if page in boxes else f"{content!r} {page}"
        yield DrawnPage(image(ink), 2 if page in boxes else 0)


READER = StandInReader(FOUND, drawn=two_pages)


def image(ink: str) -> PageImage:
    return PageImage(2 * len(ink), 1, False, zlib.compress(ink.encode()))


@pytest.fixture
def file(tmp_path: Path) -> CompanyFile:
    file = company(make_companies(), tmp_path)
    annual_report.begin_report(file, 2025)
    return file


def attached(file: CompanyFile, content: bytes = b"map") -> Attachment:
    return attachments.attach_document(file, REPORT, "map.pdf", content, FOUND, title=" Map ", item=" 3.640(2) ")


def test_a_document_is_taken_into_the_companys_file(file: CompanyFile) -> None:
    made = attached(file)
    assert (made.label, made.title, made.item, len(made.pages)) == ("Attachment 1", "Map", "3.640(2)", 2)
    assert made.warnings == ("It has layers.",)
    assert attached(file).number == "02"
    assert [one.number for one in attachments.attachments(file, REPORT)] == ["01", "02"]


def test_taking_in_and_taking_out_can_be_undone(file: CompanyFile) -> None:
    attached(file)
    attachments.detach_document(file, REPORT, "1")
    assert attachments.attachments(file, REPORT) == ()
    file.undo()
    assert len(attachments.attachments(file, REPORT)) == 1
    file.undo()
    assert attachments.attachments(file, REPORT) == ()


def test_boxes_are_drawn_moved_repeated_and_removed(file: CompanyFile) -> None:
    attached(file)
    key = attachments.draw_redaction_box(file, REPORT, "1", replace(BOX, page=0), also=[1])
    found = attachments.attachment(file, REPORT, "1")
    assert [box.page for box in found.boxes.values()] == [0, 1]
    assert found.openness is AttachmentOpenness.PARTLY
    attachments.draw_redaction_box(file, REPORT, "1", replace(BOX, page=0, left=5000, right=-9), key=key)
    assert attachments.attachment(file, REPORT, "1").boxes[key].area == (0, 1000, 5000, 2000)
    attachments.remove_box(file, REPORT, "1", key)
    assert list(attachments.attachment(file, REPORT, "1").boxes) == ["2"]


@pytest.mark.parametrize(
    ("box", "words"),
    [
        (replace(BOX, page=2), "has 2 pages"),
        (replace(BOX, left=20000, right=30000), "off the page"),
        (replace(BOX, right=1001), "too small"),
        (replace(BOX, type=" "), "needs the type"),
    ],
)
def test_a_box_must_lie_on_its_page_and_have_its_words(file: CompanyFile, box: RedactionBox, words: str) -> None:
    attached(file)
    with pytest.raises(BadBox, match=words):
        attachments.draw_redaction_box(file, REPORT, "1", box)


def test_what_is_not_there_is_refused(file: CompanyFile) -> None:
    with pytest.raises(NoSuchAttachment, match="no attachment 7"):
        attachments.detach_document(file, REPORT, "7")
    attached(file)
    with pytest.raises(NoSuchAttachment, match="no box 9"):
        attachments.remove_box(file, REPORT, "1", "9")
    with pytest.raises(NoSuchAttachment, match="no box 9"):
        attachments.draw_redaction_box(file, REPORT, "1", BOX, key="9")
    with pytest.raises(CannotAttach, match="needs a title"):
        attachments.attach_document(file, REPORT, "map.pdf", b"", FOUND, title=" ")
    with pytest.raises(CannotAttach, match="needs a title"):
        attachments.describe(file, REPORT, "1", title="", item="")
    with pytest.raises(BadBox):
        attachments.seal_whole(file, REPORT, "1", "", "")


def test_a_file_to_attach_must_be_one(tmp_path: Path) -> None:
    with pytest.raises(CannotAttach, match="is not a file"):
        attachments.read_document(tmp_path)
    (tmp_path / "map.pdf").write_bytes(b"map")
    assert attachments.read_document(tmp_path / "map.pdf") == b"map"


def test_a_filed_filing_takes_no_document(file: CompanyFile) -> None:
    annual_report.mark_filed(file, REPORT, "2026-04-01", "Mailed")
    with pytest.raises(FilingIsFiled):
        attached(file)


def test_another_file_makes_the_boxes_stale_until_they_are_confirmed(file: CompanyFile) -> None:
    attached(file)
    attachments.draw_redaction_box(file, REPORT, "1", BOX)
    attachments.change_file(file, REPORT, "1", "new.pdf", b"another", FOUND)
    changed = attachments.attachment(file, REPORT, "1")
    assert changed.stale
    (problem,) = attachment_problems(source(changed))
    assert problem.severity is Severity.STOP
    with pytest.raises(BoxesAreStale, match="Look at each page"):
        draw_all([changed], {changed.digest: b"another"}, READER, PackageProgress())
    attachments.confirm_boxes(file, REPORT, "1")
    assert not attachments.attachment(file, REPORT, "1").stale


def test_the_whole_can_be_sealed_and_opened(file: CompanyFile) -> None:
    attached(file)
    attachments.describe(file, REPORT, "1", title="Agreement", item="")
    attachments.seal_whole(file, REPORT, "1", "Contract", "Binding.")
    assert attachments.attachment(file, REPORT, "1").openness is AttachmentOpenness.SEALED
    attachments.open_whole(file, REPORT, "1")
    assert attachments.attachment(file, REPORT, "1").openness is AttachmentOpenness.PUBLIC


# On paper

MAP = Attachment("01", "Map", "3.640(2)", "map.pdf", "d", ((612, 792), (2000, 300)))
PARTLY = replace(MAP, boxes={"1": BOX}, boxed="d")
SEALED = replace(MAP, sealed=True, type="Contract", reason="Binding.")


def source(*those: Attachment, content: bytes = b"map", **changes: object) -> FilingSource:
    """The paperwork filing without a sealed cell, with attachments that are drawn unless they are stale."""
    made = replace(paperwork.source(paperwork.filing(seals=())), attachments=those)
    fresh = [one for one in those if not one.stale]
    return replace(made, drawn=draw_all(fresh, {"d": content}, READER, PackageProgress()), **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize("one", [PARTLY, SEALED])
def test_the_public_request_does_not_depend_on_what_is_sealed_in_an_attachment(one: Attachment) -> None:
    if one is PARTLY:
        other = draw_all([one], {"d": b"map"}, READER, PackageProgress())["01"]
        full = (other.full[0], image("quite another ink"))
        twin = replace(source(one), drawn={"01": replace(other, full=full)})
    else:
        twin = source(one, content=b"quite another")
    assert request_bytes(twin.public_request()) == request_bytes(source(one).public_request())
    assert request_bytes(twin.full_request()) != request_bytes(source(one).full_request())
    assert b"quite another" not in request_bytes(twin.public_request())


def test_a_request_with_pictures_survives_its_journey() -> None:
    request = source(MAP, replace(SEALED, number="02")).full_request()
    content = request_bytes(request)
    assert read_request(content) == request
    for broken in (content[:-1], content + b"x"):
        with pytest.raises(BadRequest):
            read_request(broken)


def test_both_versions_have_the_same_pages_and_mark_the_same() -> None:
    for one, marked in ((MAP, []), (PARTLY, [False, True]), (SEALED, [True, True])):
        proof = workbench.proof(source(one))
        assert [gate.id for gate in judged(proof) if not gate.passed] == []
        assert (proof.nonpublic is not None) is bool(marked)
        for version in proof.versions:
            pages = [page for page in version.document.pages if page.label == "Attachment 1"]
            assert len(pages) == 2
            held = [any(isinstance(item, PictureItem) and item.marked for item in page.items) for page in pages]
            assert held == (marked or [False, False])


def test_a_sealed_attachment_leaves_a_mark_and_no_pixels() -> None:
    public = composed(source(SEALED).public_request(), paperwork.Library(), paperwork.measured)[0]
    items = [item for page in public.document.pages if page.label == "Attachment 1" for item in page.items]
    assert [item.image for item in items if isinstance(item, PictureItem)] == [None, None]
    assert sum(isinstance(item, SealMark) for item in items) == 2


def test_the_affidavit_lists_the_attachment_with_type_reason_and_pages() -> None:
    words = workbench.proof(source(PARTLY, replace(SEALED, number="02"))).printed
    assert "Customers: Names them. (Attachment 1, Map, page 2)" in words
    assert "Contract: Binding. (Attachment 2, Map (all of it))" in words


def test_pages_fit_below_the_label_and_say_what_they_are() -> None:
    made = source(MAP, sample=True)
    pages = composed(made.public_request(), paperwork.Library(), paperwork.measured)[0].document.pages
    for page in [page for page in pages if page.label == "Attachment 1"]:
        (picture,) = [item for item in page.items if isinstance(item, PictureItem)]
        assert picture.x >= 66
        assert picture.y + picture.height <= 742.01
        texts = [item.content for item in page.items if isinstance(item, TextItem)]
        assert "SAMPLE" in texts
        assert any("of 2, attached for 3.640(2), shown at " in text for text in texts)


def test_pages_that_do_not_come_out_as_drawn_are_a_leak() -> None:
    made = source(PARTLY)
    files = [RenderedFile("report.pdf", b'{"pages": []}', (), (), 0)]
    with pytest.raises(SealedLeak, match="attached pages"):
        inspect_public(made, "", files, workbench.package_tools())


def test_canaries_are_counted_and_unboxed_pages_are_drawn_once() -> None:
    drawn = draw_all([PARTLY], {"d": b"map"}, READER, PackageProgress())["01"]
    assert isinstance(drawn, DrawnPages)
    assert drawn.canaries == 2
    assert drawn.full[0] == drawn.public[0]
    assert drawn.full[1] != drawn.public[1]


def test_a_document_that_somebody_sends_along_is_taken_as_it_is(tmp_path: Path) -> None:
    assert attachments.read_document(NamedContent("map.pdf", b"map")) == b"map"
    with pytest.raises(CannotAttach, match=r"is not a file\. Choose a PDF, PNG, JPEG or TIFF file\."):
        attachments.read_document(tmp_path)


def test_a_filing_takes_no_more_attachments_than_it_can_number(
    file: CompanyFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attachments, "MOST", 2)
    attached(file)
    attached(file, b"other")
    with pytest.raises(CannotAttach, match="takes at most 2 attachments"):
        attached(file, b"third")
    assert len(attachments.attachments(file, REPORT)) == 2


def test_a_request_that_is_damaged_anywhere_is_none() -> None:
    """A worker that is sent something else stops at once; it composes no paper from half of a request."""
    words, seam, pictures = request_bytes(source(MAP, replace(SEALED, number="02")).full_request()).partition(SEAM)
    whole = json.loads(words)
    page: dict[str, Json] = {"width": 612, "height": 792, "marked": False, "image": None}
    attached_once: dict[str, Json] = {
        "label": "x",
        "title": "x",
        "item": "",
        "shows": "",
        "pages": [page],
        "designations": [],
    }
    damages: list[dict[str, Json]] = [
        {"format": 0},
        {"overrides": []},
        {"view": {**whole["view"], "rows": []}},
        {"view": {**whole["view"], "seals": {}}},
        {"view": {**whole["view"], "values": {"nowhere": None}}},
        {"attachments": [{**attached_once, "pages": {}}]},
        {"attachments": [{**attached_once, "pages": ["x"]}]},
        {"attachments": [{**attached_once, "pages": [{**page, "width": "wide"}]}]},
        {"attachments": [{**attached_once, "designations": ["x"]}]},
    ]
    for damage in damages:
        broken = json.dumps(whole | damage).encode() + seam + (pictures if "attachments" not in damage else b"")
        with pytest.raises(BadRequest):
            read_request(broken)
    whole_again = json.dumps({**whole, "attachments": [attached_once]}).encode() + seam
    assert [len(one.pages) for one in read_request(whole_again).attachments] == [1]


def test_what_a_page_shows_is_spoken_where_the_page_is_shown(file: CompanyFile) -> None:
    made = attachments.attach_document(file, REPORT, "map.pdf", b"map", FOUND, title="Map of the area")
    attachments.describe(
        file, REPORT, made.number, title=made.title, item="", shows=" Two wells\nnorth of Oak Street. "
    )
    one = attachments.attachment(file, REPORT, made.number)
    assert one.shows == "Two wells north of Oak Street."
    assert attachment_from_json("01", one.to_json()) == one
    assert "shows" not in as_table(replace(one, shows="").to_json()), "as earlier versions keep it"
    drawn = DrawnPages(tuple(page.image for page in two_pages(b"map", {}, ())), ())
    spoken = [
        [item.said for item in leaf.items if isinstance(item, PictureItem)]
        for public in (False, True)
        for leaf in attachment_leaves([attached_version(replace(one, sealed=public), drawn, public=public)], "")
    ]
    assert [words.endswith("of its size. Two wells north of Oak Street.") for (words,) in spoken[:2]] == [True, True]
    assert "wells" not in str(spoken[2:])
    with pytest.raises(CannotAttach, match="has 501 characters; write at most 500"):
        attachments.describe(file, REPORT, made.number, title="Map", item="", shows="x" * 501)
