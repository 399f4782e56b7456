"""A review by a second person: what goes out, what comes back, and what is done with it."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.domain.problems import UserError
from desktop_app.domain.values import place_of
from desktop_app.formspec.definition import CellType
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.confidentiality import sealing
from desktop_app.services.data_entry import notes
from desktop_app.services.data_entry.entering import set_answer
from desktop_app.services.filings import annual_report
from desktop_app.services.review import returning
from desktop_app.services.review.review_file import (
    SEALED,
    BadComment,
    NotAReview,
    ReviewComment,
    ReviewFile,
    add_comment,
    delete_comment,
    make_review,
    read_review,
    review_bytes,
)
from tests.support.memory_companies import company, make_companies

REPORT = "2025-annual-report"


@pytest.fixture
def file(tmp_path: Path) -> CompanyFile:
    made = company(make_companies(), tmp_path)
    annual_report.begin_report(made, 2025)
    return made


def cells(file: CompanyFile) -> list[str]:
    """Cells of the report into which an amount can be typed."""
    sheet = file.book(REPORT).sheet
    return [str(place) for place, spec in sheet.cells.items() if not spec.formula and spec.type is CellType.MONEY]


def said(text: str = "Please look", **more: str) -> ReviewComment:
    return ReviewComment(
        **{"id": "c1", "filing": REPORT, "on": "", "by": "Ann", "day": "2026-02-04", "text": text, **more}
    )


@pytest.mark.slow
def test_it_shows_what_the_filing_shows_and_reads_back_the_same(file: CompanyFile) -> None:
    first = cells(file)[0]
    set_answer(file, REPORT, place_of(first), "1234")
    notes.write_note(file, REPORT, place_of(first), "from the bank")
    review = make_review(file, (), public=False)
    assert review.shown(REPORT, first) == "1,234"
    assert {page.filing for page in review.pages} == {REPORT, "company"}
    assert any(cell.note == "from the bank" for page in review.pages for cell in page.cells)
    content = review_bytes(review)
    assert read_review(content, "x") == review
    assert review_bytes(read_review(content, "x")) == content


@pytest.mark.slow
def test_the_public_version_is_the_same_whatever_is_sealed(file: CompanyFile) -> None:
    """No byte depends on the sealed value, and no note for those who work on it goes out."""
    first = cells(file)[0]
    sealing.seal_target(file, REPORT, first, "Price", "Names the price.")
    notes.write_note(file, REPORT, place_of(first), "an inner note")
    made = []
    for amount in ("1", "98765", ""):
        set_answer(file, REPORT, place_of(first), amount)
        made.append(review_bytes(make_review(file, [REPORT], public=True)))
    assert len(set(made)) == 1
    assert b"an inner note" not in made[0]
    assert read_review(made[0], "x").shown(REPORT, first) == SEALED
    assert "Not for the public" in review_bytes(make_review(file, [REPORT], public=False)).decode().splitlines()[0]


def test_comments_name_what_they_are_about(file: CompanyFile) -> None:
    first = cells(file)[0]
    review = make_review(file, [REPORT], public=False)
    for on in ("", first.split("/")[0], first):
        review = add_comment(review, said(id=f"c{len(review.comments)}", on=on))
    assert [comment.on for comment in review.comments] == ["", first.split("/")[0], first]
    assert review.name(REPORT, "") == REPORT
    assert "page" in review.name(REPORT, first)
    assert "page" in review.name(REPORT, first.split("/")[0])
    assert len(delete_comment(review, "c1").comments) == 2
    for wrong in (
        said(""),
        said(by=" "),
        said("\u200b"),
        said(on="no/such/cell"),
        said("x" * 20_001),
        said(proposed="3"),
        said(filing="x"),
    ):
        with pytest.raises(BadComment):
            add_comment(review, wrong)
    with pytest.raises(BadComment):
        delete_comment(review, "zz")


@pytest.mark.slow
@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data.update(format="x"),
        lambda data: data.update(version=2),
        lambda data: data.pop("pages"),
        lambda data: data["pages"][0]["cells"][0].update(value=3),
        lambda data: data.update(made="yesterday"),
        lambda data: data.update(comments=[vars(said()), vars(said())]),
        lambda data: data.update(comments=[vars(said(id="../x"))]),
        lambda data: data.update(comments=[vars(said("x" * 20_001))]),
        lambda data: data.update(comments="none"),
        lambda data: data.update(comments=[vars(said(on="people/x"))]),
        lambda data: data.update(comments=[vars(said(on="a/b/c/d"))]),
        lambda data: data.update(comments=[vars(said(on="/"))]),
        lambda data: data.update(comments=[vars(said(proposed="3"))]),
        lambda data: data.update(comments=[vars(said(seen="x" * 20_001))]),
        lambda data: data.update(company="\ud800"),
    ],
)
def test_an_altered_file_is_refused(file: CompanyFile, spoil: object) -> None:
    data = json.loads(review_bytes(make_review(file, [REPORT], public=False)))
    spoil(data)  # type: ignore[operator]
    with pytest.raises(NotAReview):
        read_review(json.dumps(data).encode(), "x.json")
    for content in (b"", b"\xff", b"[]", b"[" * 100_000):
        with pytest.raises(NotAReview):
            read_review(content, "x.json")


def test_a_file_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop_app.services.review.review_file.LARGEST", 3)
    with pytest.raises(NotAReview, match="larger"):
        read_review(b"[[[[", "x")


def back(file: CompanyFile, *comments: ReviewComment) -> tuple[int, int]:
    review: ReviewFile = make_review(file, (), public=False)
    for comment in comments:
        review = add_comment(review, comment)
    return returning.take_back(file, review)


def test_what_comes_back_is_kept_once_answered_and_resolved(file: CompanyFile) -> None:
    first = cells(file)[0]
    assert back(file, said(on=first), said(id="c2")) == (2, 0)
    assert back(file, said(on=first), said(id="c2")) == (0, 2)
    assert [item.comment.id for item in returning.at_place(file, REPORT, place_of(first))] == ["c1"]
    returning.answer_comment(file, "c1", "Bob", "Done")
    returning.resolve_comment(file, "c1")
    assert returning.at_place(file, REPORT, place_of(first)) == ()
    assert [item.state for item in returning.returned(file)] == ["open", "resolved"]
    assert [item.comment.id for item in returning.returned(file, only_open=True)] == ["c2"]
    listed = returning.review_list(file)
    assert "Bob, February 3, 2026: Done" in str(listed.sections)
    returning.resolve_comment(file, "c1", resolved=False)
    assert len(returning.returned(file, only_open=True)) == 2
    for name, words in (("", "Done"), ("Bob", " "), ("Bob", "\u202e\u200b")):  # signs that nobody sees say nothing
        with pytest.raises(BadComment):
            returning.answer_comment(file, "c1", name, words)
    with pytest.raises(BadComment):
        returning.resolve_comment(file, "zz")
    file.undo()
    file.undo()
    assert returning.find_returned(file, "c1").state == "open"


def test_a_proposed_value_is_accepted_alone_and_a_conflict_is_shown(file: CompanyFile) -> None:
    first, second = cells(file)[:2]
    set_answer(file, REPORT, place_of(first), "10")
    back(file, said(on=first, proposed="12"), said(id="c2", on=second, proposed="no number"), said(id="c3"))
    assert returning.find_returned(file, "c1").conflict == ""
    assert returning.commented_places(file, REPORT) == {place_of(first), place_of(second)}
    assert returning.commented_places(file, "2024-annual-report") == frozenset()
    set_answer(file, REPORT, place_of(first), "11")
    item = returning.find_returned(file, "c1")
    assert (item.now, item.place) == ("11", f"{REPORT}/{first}")
    assert item.conflict == "It showed 10 when it was sent, and shows 11 now."
    assert item.said.startswith("Ann: Please look\nProposed: 12 It showed 10")
    assert "It showed 10" in str(returning.review_list(file).sections)
    returning.accept_proposed(file, "c1")
    assert returning.find_returned(file, "c1").now == "12"
    assert returning.find_returned(file, "c1").state == "accepted"
    file.undo()
    assert (returning.find_returned(file, "c1").now, returning.find_returned(file, "c1").state) == ("11", "open")
    file.redo()
    for refused in ("c1", "c3"):
        with pytest.raises(BadComment):
            returning.accept_proposed(file, refused)
    with pytest.raises(UserError):
        returning.accept_proposed(file, "c2")
    assert returning.find_returned(file, "c2").state == "open"


def test_what_is_gone_or_was_sealed_says_so(file: CompanyFile) -> None:
    first = cells(file)[0]
    seen = {
        "c1": said(on="no/such/line"),
        "c2": said(on="nopage"),
        "c3": said(filing="1999-annual-report"),
        "c4": said(on=first, proposed="3"),
        "c5": said(on=first),
    }
    review = replace(
        make_review(file, [REPORT], public=False),
        comments=tuple(replace(comment, id=name, seen=SEALED) for name, comment in seen.items()),
    )
    returning.take_back(file, review)
    conflicts = {name: returning.find_returned(file, name).conflict for name in seen}
    assert [bool(words) for words in conflicts.values()] == [True, True, True, True, False]


def test_a_review_of_another_company_is_refused(file: CompanyFile) -> None:
    other = replace(make_review(file, [REPORT], public=False), id="another")
    with pytest.raises(returning.NotThisCompany):
        returning.take_back(file, other)


@pytest.mark.slow
def test_signs_that_nobody_sees_come_off_a_comment_and_refuse_no_file(file: CompanyFile) -> None:
    pasted = said("Fine\u200b.\u202e\x1b[2J\tTwo\r\nlines \N{GRINNING FACE}", by="Ann\n\ufeffSample")
    review = make_review(file, [REPORT], public=False)
    (added,) = add_comment(review, pasted).comments
    (read,) = read_review(review_bytes(replace(review, comments=(pasted,))), "x").comments
    assert added.text == read.text == "Fine.[2J Two\nlines \N{GRINNING FACE}"
    assert added.by == read.by == "Ann Sample"


@pytest.mark.parametrize(
    "part", [{"state": "odd"}, {"day": "x"}, {"answers": 3}, {"more": "x"}, {"on": "people/x"}, {"proposed": "3"}]
)
def test_a_kept_comment_that_cannot_be_read_is_refused(part: dict[str, object]) -> None:
    data = {**vars(said()), "state": "open", "answers": [], **part}
    with pytest.raises((ValueError, KeyError, TypeError)):
        returning.comment_from_json(data)
