"""Attachments as values: what is public of them, and how they are kept."""

from dataclasses import replace

import pytest

from desktop_app.domain.attachments import Attachment, AttachmentOpenness, RedactionBox, attachment_from_json
from desktop_app.domain.values import Json

BOX = RedactionBox(1, 100, 200, 3000, 400, "Customers", "Names them.")
MAP = Attachment("03", "Map", "3.640(2)", "map.pdf", "abc", ((612, 792), (792, 612)), ("It has layers.",))
BOXED = replace(MAP, boxes={"1": BOX, "2": replace(BOX, left=50), "3": replace(BOX, page=0)}, boxed="abc")


def test_how_much_of_it_is_public_follows_from_its_seals() -> None:
    assert MAP.label == "Attachment 3"
    assert MAP.openness is AttachmentOpenness.PUBLIC
    assert BOXED.openness is AttachmentOpenness.PARTLY
    assert replace(BOXED, sealed=True).openness is AttachmentOpenness.SEALED


def test_boxes_of_a_page_come_in_a_fixed_order() -> None:
    assert [box.left for box in BOXED.boxes_on(1)] == [50, 100]
    assert BOXED.boxes_on(2) == ()


def test_boxes_are_stale_once_the_file_is_another() -> None:
    assert not BOXED.stale
    assert replace(BOXED, digest="def").stale
    assert not replace(MAP, digest="def").stale


@pytest.mark.parametrize(
    "one",
    [MAP, BOXED, replace(MAP, sealed=True, type="t", reason="r"), replace(MAP, source="water-1", printed_from="9f")],
)
def test_it_survives_being_kept(one: Attachment) -> None:
    assert attachment_from_json(one.number, one.to_json()) == one


def spoiled(**changes: Json) -> Json:
    data = BOXED.to_json()
    assert isinstance(data, dict)
    return {**data, **changes}


@pytest.mark.parametrize(
    "data",
    [
        None,
        {},
        spoiled(pages=[[1]]),
        spoiled(pages=3),
        spoiled(pages=[["a", "b"]]),
        spoiled(boxes=[]),
        spoiled(boxes={"1": {"page": 0, "area": [1, 2, 3], "type": "", "reason": ""}}),
        spoiled(boxes={"1": None}),
    ],
)
def test_what_is_no_attachment_is_refused(data: Json) -> None:
    with pytest.raises(ValueError, match="Attachment 03"):
        attachment_from_json("03", data)
