from datetime import date

import pytest

from desktop_app.domain.values import Value, place_of
from desktop_app.formspec.case_traits import AnswerWay
from desktop_app.formspec.checklist import ItemState, asked_items, exhibit_letter, exhibit_letters
from desktop_app.formspec.checks import CheckBook, check_all
from tests.support.case_form import case_values

BOUND = {"items/plat": ("01",), "items/consent": ("02",)}
LATER = AnswerWay.LATER.value


def states(changes: dict[str, Value | None] | None = None, bound: dict[str, tuple[str, ...]] | None = None) -> object:
    items = asked_items(case_values(changes), BOUND if bound is None else bound)
    return {item.name.partition("/")[2]: item.state for item in items}


def blanks(changes: dict[str, Value | None]) -> list[str]:
    values = case_values(changes)
    return sorted(problem.place for problem in check_all(CheckBook(values.model), values).problems)


def test_only_what_the_variant_asks_is_an_item() -> None:
    assert list(states()) == ["need", "plat", "persons", "consent", "approval"]  # type: ignore[call-overload]
    assert list(states({"start/variant/answer": "line"})) == ["need", "persons", "plans", "consent", "approval"]  # type: ignore[call-overload]


def test_what_hangs_on_an_answer_is_asked_once_that_is_known_and_where_that_is_sealed() -> None:
    assert not {"plat", "plans"} & set(states({"start/variant/answer": None}))  # type: ignore[call-overload]
    sealed = frozenset({place_of("start/variant/answer")})
    for variant in ("area", "line", None):
        values = case_values({"start/variant/answer": variant})
        names = {item.name for item in asked_items(values, BOUND, sealed)}
        assert {"items/plat", "items/plans"} <= names


@pytest.mark.parametrize(
    ("item", "changes", "bound", "state"),
    [
        ("need", {}, None, ItemState.GIVEN),
        ("need", {"items/need/answer": None}, None, ItemState.OPEN),
        ("need", {"items/need/answer": None, "items/need/way": LATER}, None, ItemState.PROMISED),
        ("need", {"items/need/answer": None, "items/need/way": "words"}, {}, ItemState.OPEN),
        ("need", {"items/need/way": "not_applicable"}, None, ItemState.NOT_APPLICABLE),
        ("plat", {}, None, ItemState.GIVEN),
        ("plat", {"items/plat/answer": None}, None, ItemState.OPEN),
        ("plat", {}, {}, ItemState.OPEN),
        ("plat", {"items/plat/way": None}, None, ItemState.OPEN),
        ("plat", {"items/plat/way": "by pigeon"}, None, ItemState.OPEN),
        ("persons", {}, None, ItemState.GIVEN),
        ("consent", {}, None, ItemState.GIVEN),
        ("consent", {}, {}, ItemState.OPEN),
        ("approval", {"items/approval/answer": None}, None, ItemState.OPEN),
    ],
)
def test_how_far_an_item_is(
    item: str, changes: dict[str, Value | None], bound: dict[str, tuple[str, ...]] | None, state: ItemState
) -> None:
    assert states(changes, bound)[item] is state  # type: ignore[index]


def test_two_documents_are_needed_where_the_form_asks_for_two() -> None:
    chosen: dict[str, Value | None] = {"start/variant/answer": "line", "items/plans/way": "document"}
    assert states(chosen, {"items/plans": ("01",)})["plans"] is ItemState.OPEN  # type: ignore[index]
    assert states(chosen, {"items/plans": ("01", "02")})["plans"] is ItemState.GIVEN  # type: ignore[index]


def test_a_sealed_answer_counts_as_given_whether_or_not_it_is_filled() -> None:
    sealed = frozenset({place_of("items/need/answer")})
    for answer in ("Wells run dry.", None):
        values = case_values({"items/need/answer": answer})
        assert next(iter(asked_items(values, BOUND, sealed))).state is ItemState.GIVEN


def test_a_promise_names_reason_and_day_only_where_its_rule_asks_both() -> None:
    assert blanks({"items/plat/way": LATER, "items/plat/answer": None}) == []
    line: dict[str, Value | None] = {"start/variant/answer": "line", "items/plans/way": LATER}
    assert blanks(line) == ["items/plans/by", "items/plans/reason"]
    given = {**line, "items/plans/reason": "The engineer is ill.", "items/plans/by": date(2026, 9, 1)}
    assert blanks(given) == []
    found = {item.name: item for item in asked_items(case_values(given), BOUND)}
    assert (found["items/plans"].reason, found["items/plans"].by) == ("The engineer is ill.", date(2026, 9, 1))


def test_what_is_asked_must_be_answered() -> None:
    open_: dict[str, Value | None] = dict.fromkeys(("items/need/answer", "items/plat/way"))
    assert blanks(open_) == ["items/need/answer", "items/plat/way"]
    assert blanks({"items/need/way": "not_applicable"}) == ["items/need/reason"]
    assert blanks({"items/consent/certifier": None}) == ["items/consent/certifier"]


def test_exhibits_are_lettered_in_the_order_of_the_items_and_a_promise_keeps_its_letter() -> None:
    given = exhibit_letters(asked_items(case_values(), BOUND))
    assert given == {"items/plat": "A", "items/persons": "B", "items/consent": "C"}
    later = asked_items(case_values({"items/plat/way": LATER, "items/need/way": LATER}), BOUND)
    assert exhibit_letters(later) == given


@pytest.mark.parametrize(("number", "letter"), [(0, "A"), (25, "Z"), (26, "AA"), (27, "AB"), (52, "BA")])
def test_letters_go_on_behind_the_alphabet(number: int, letter: str) -> None:
    assert exhibit_letter(number) == letter


def test_an_item_is_known_by_its_name_and_its_first_cell() -> None:
    found = {item.name: item for item in asked_items(case_values(), BOUND)}
    assert str(found["items/plat"].place) == "items/plat/answer"
    assert str(found["items/persons"].place) == "items/persons/way"
    assert found["items/approval"].lead == "Approval of public bodies"
