"""Late dataclasses behave as those of the standard library, for everything that the program uses of them."""

from __future__ import annotations

import dataclasses
import inspect
from collections.abc import Callable
from typing import Any, ClassVar

import pytest

from desktop_app.domain import late_dataclasses as late

Library = Any  # the one of the two that makes the classes


def made_by(library: Library) -> dict[str, type]:
    """The same classes, made by one of the two."""
    return {one.__name__: one for one in (*frozen_by(library), *open_by(library))}


def frozen_by(library: Library) -> tuple[type, ...]:
    """Classes whose values never change."""

    @library.dataclass(frozen=True)
    class Plain:
        """A frozen one with defaults of each sort."""

        kinds: ClassVar[str] = "none of its fields"
        first: int
        second: str = "two"
        third: dict[str, int] = library.field(default_factory=dict)
        fourth: object = library.field(default=None, compare=False, repr=False)

        @property
        def doubled(self) -> int:
            return 2 * self.first

    @library.dataclass(frozen=True)
    class Extended(Plain):
        """One that has more fields than what it extends."""

        fifth: int = 5

    @library.dataclass(frozen=True, slots=True, order=True)
    class Slotted:
        """A frozen one with slots and an order."""

        first: int
        second: int = 2
        third: tuple[int, ...] = library.field(default_factory=tuple)

    @library.dataclass(frozen=True, slots=True)
    class SlottedMore(Slotted):
        """One that has more slots than what it extends."""

        fourth: int = 4

    return Plain, Extended, Slotted, SlottedMore


def open_by(library: Library) -> tuple[type, ...]:
    """Classes whose values can be changed."""

    @library.dataclass
    class Open:
        """One that can be changed, with a field that it finds itself."""

        first: int
        found: list[int] = library.field(init=False, default_factory=list)
        later: int = library.field(init=False)

        def __post_init__(self) -> None:
            self.later = self.first + 1

    @library.dataclass(slots=True)
    class OpenSlotted:
        """One that can be changed and says itself how it looks."""

        first: int = 1

        def __repr__(self) -> str:
            return "looks so"

    @library.dataclass
    class Empty:
        """No field at all."""

    return Open, OpenSlotted, Empty


LATE, STANDARD = made_by(late), made_by(dataclasses)
REFUSED = "refused"
GIVEN: list[tuple[str, tuple[Any, ...], dict[str, Any]]] = [
    ("Plain", (1,), {}),
    ("Plain", (1, "b", {"c": 3}), {"fourth": 4}),
    ("Extended", (1,), {"fifth": 6}),
    ("Slotted", (1,), {}),
    ("Slotted", (), {"first": 1, "third": (3,)}),
    ("SlottedMore", (1, 2, (3,), 5), {}),
    ("Open", (7,), {}),
    ("OpenSlotted", (), {}),
    ("Empty", (), {}),
    ("Plain", (), {}),
    ("Plain", (1,), {"sixth": 6}),
    ("Open", (1, []), {}),
]
QUESTIONS: dict[str, Callable[[Any], object]] = {
    "how it looks": lambda one: repr(one).rpartition(".")[2],
    "its fields": lambda one: [item.name for item in dataclasses.fields(one)],
    "its defaults": lambda one: [
        (item.name, item.default is not dataclasses.MISSING, item.compare) for item in dataclasses.fields(one)
    ],
    "as a dictionary": dataclasses.asdict,
    "hash": hash,
    "set a field": lambda one: setattr(one, "first", 9),
    "set another name": lambda one: setattr(one, "unknown", 9),
    "delete a field": lambda one: delattr(one, "first"),
    "slots or a dictionary": lambda one: hasattr(one, "__dict__"),
    "what a pattern matches": lambda one: type(one).__match_args__,
    "its signature": lambda one: [*inspect.signature(type(one)).parameters],
    "its default on the class": lambda one: getattr(type(one), "second", None) == "two",
    "less than itself": lambda one: (one < one, one <= one, one > one, one >= one),  # noqa: PLR0124 - the methods are asked
    "equal to another kind": lambda one: one == "another",
    "is a dataclass": dataclasses.is_dataclass,
}


def answer(question: Callable[[Any], object], value: object) -> object:
    """What comes of it. Frozen classes of the standard library that have slots refuse some names by a TypeError."""
    try:
        return question(value)
    except (TypeError, AttributeError):
        return REFUSED


@pytest.mark.parametrize(("name", "arguments", "named"), GIVEN)
def test_values_are_made_compared_and_refused_alike(
    name: str, arguments: tuple[Any, ...], named: dict[str, Any]
) -> None:
    ours, theirs = (answer(lambda kind: kind(*arguments, **named), classes[name]) for classes in (LATE, STANDARD))
    if theirs == REFUSED:
        assert ours == REFUSED
        return
    again = LATE[name](*arguments, **named)
    assert again == ours
    assert again is not ours
    for words, question in QUESTIONS.items():
        assert answer(question, ours) == answer(question, theirs), words


def test_a_value_with_other_fields_is_another() -> None:
    plain = LATE["Plain"]
    assert plain(1) != plain(2)
    assert plain(1, fourth=1) == plain(1, fourth=2), "that field is not compared"
    assert LATE["Extended"](1) != plain(1), "of another class"
    assert LATE["Slotted"](1, 5) < LATE["Slotted"](2, 3)


def test_each_value_has_a_default_of_its_own() -> None:
    first, second = LATE["Plain"](1), LATE["Plain"](1)
    first.third["a"] = 1
    assert second.third == {}


@pytest.mark.parametrize("change", [late.replace, dataclasses.replace])
def test_replace_changes_the_fields_named_and_no_other(change: Callable[..., Any]) -> None:
    value = LATE["Extended"](1, "b", {"c": 3}, 4, 5)
    changed = change(value, second="x")
    assert (type(changed), changed.first, changed.second, changed.fourth, changed.fifth) == (
        LATE["Extended"],
        1,
        "x",
        4,
        5,
    )
    assert changed.third is value.third


def test_replace_changes_those_of_the_standard_library_too() -> None:
    assert late.replace(STANDARD["Slotted"](1), second=5) == STANDARD["Slotted"](1, 5)
    assert late.replace(LATE["Open"](1), first=2).later == 3


def test_field_names_are_those_of_the_class_and_what_it_extends() -> None:
    names = ("first", "second", "third", "fourth", "fifth")
    assert late.field_names(LATE["Extended"]) == names
    assert late.field_names(LATE["Extended"](1)) == names
    assert late.field_values(LATE["Extended"](1)) == (1, "two", {}, None, 5)


def test_the_first_values_are_made_without_compiling(monkeypatch: pytest.MonkeyPatch) -> None:
    """A start makes few values of most classes. Refusals are those of the compiled function."""
    written: list[type] = []
    make = late._made_of_text

    def counting(kind: type, *, frozen: bool) -> Any:
        written.append(kind)
        return make(kind, frozen=frozen)

    monkeypatch.setattr(late, "_made_of_text", counting)
    for name, kind in made_by(late).items():
        given = () if name == "Empty" else (1,)
        first, *more = (kind(*given) for _ in range(late.FEW))
        assert written == []
        assert all(one == first for one in more)
        assert kind(*given) == first
        assert written.pop() is kind
    with pytest.raises(TypeError, match=r"Plain.__init__\(\) missing 1 required positional argument: 'first'"):
        made_by(late)["Plain"]()


def test_methods_are_written_once_however_often_they_are_asked_for() -> None:
    kind = made_by(late)["Plain"]
    waiting = vars(kind)["__init__"]
    assert "__eq__" not in vars(kind), "nothing was made yet"
    waiting.__get__(None, kind)
    equal = vars(kind)["__eq__"]
    waiting.__get__(None, kind)
    assert vars(kind)["__eq__"] is equal
    assert "<none>" in str(inspect.signature(kind))


def test_what_a_class_extends_is_written_with_it() -> None:
    kind = made_by(late)["SlottedMore"]
    assert kind(1) < kind(2), "the order comes from the class that it extends"


def test_what_the_standard_library_asks_for_is_made_once() -> None:
    """A list of values asks for each of them: a review file of a report asks ten thousand times."""

    @late.dataclass(frozen=True, slots=True)
    class Asked:
        name: str = ""

    first, second = dataclasses.fields(Asked), dataclasses.fields(Asked("other"))
    assert first == second
    assert first[0] is second[0]
