"""What a rule asks of an application, item by item: how each is answered, what is still open, and its exhibit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum

from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.values import Place, Value
from desktop_app.formspec.arithmetic import truth
from desktop_app.formspec.binding import bind, inputs
from desktop_app.formspec.case_traits import AnswerWay, ItemTraits
from desktop_app.formspec.definition import ANSWER, ITEM_BY, ITEM_REASON, ITEM_WAY, ScheduleKind, ScheduleLine
from desktop_app.formspec.evaluation import FilingValues

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
Bound = Mapping[str, Sequence[str]]  # the attachments of each item, by their numbers


class ItemState(StrEnum):
    """How far an item is."""

    OPEN = "open"
    GIVEN = "given"
    PROMISED = "promised"
    NOT_APPLICABLE = "not applicable"


@dataclass(frozen=True, slots=True)
class AskedItem:
    """An item that the filing must answer, as things stand.

    `documents` are the numbers of its attachments; `cites` is what it cites: its provision, or that of what is chosen.
    """

    name: str
    line: ScheduleLine
    traits: ItemTraits
    way: AnswerWay | None
    documents: tuple[str, ...]
    state: ItemState
    reason: str = ""
    by: date | None = None
    cites: tuple[str, ...] = ()

    @property
    def place(self) -> Place:
        """Its answer, or where it has none how it is answered."""
        schedule, _, line = self.name.partition("/")
        return Place(schedule, line, ANSWER if ANSWER in self.line.specs else ITEM_WAY)

    @property
    def lead(self) -> str:
        """What the paper calls it."""
        return self.traits.lead or self.line.label

    @property
    def exhibited(self) -> bool:
        """Whether it has an exhibit: one that follows later keeps its letter."""
        if self.way is AnswerWay.LATER:
            return self.traits.exhibited
        return self.way in (AnswerWay.DOCUMENT, AnswerWay.TABLE)


def item_lines(values: FilingValues) -> Iterator[tuple[str, ScheduleLine, ItemTraits]]:
    """Every item of the form as it is laid out, by its name ``schedule/line``."""
    for key, schedule in values.model.sheet.schedules.items():
        if schedule.definition.kind is ScheduleKind.ITEMS:
            yield from ((f"{key}/{line.id}", line, line.item) for line in schedule.lines if line.item is not None)


def asked_items(values: FilingValues, bound: Bound, sealed: frozenset[Place] = frozenset()) -> tuple[AskedItem, ...]:
    """The items that are asked, in the form's order. A `sealed` answer counts as given, whatever it holds."""
    return tuple(
        _asked(name, line, traits, values, tuple(bound.get(name, ())), sealed)
        for name, line, traits in item_lines(values)
        if values.asked(name.partition("/")[0]) and _holds(traits.asked_when, _place(name, ANSWER), values, sealed)
    )


def _holds(condition: str, here: Place, values: FilingValues, sealed: frozenset[Place]) -> bool:
    """Whether the item is asked: not before the answer is known on which that hangs, always where that is sealed."""
    if not condition:
        return True
    tree = bind(condition, values.model.sheet, here, values.model.outside)
    return not sealed.isdisjoint(inputs(tree)) or truth(values.evaluate(tree)) is True


def _place(name: str, column: str) -> Place:
    schedule, _, line = name.partition("/")
    return Place(schedule, line, column)


def _asked(
    name: str,
    line: ScheduleLine,
    traits: ItemTraits,
    values: FilingValues,
    documents: tuple[str, ...],
    sealed: frozenset[Place],
) -> AskedItem:
    place = _place(name, ANSWER)
    answered = place in sealed or values.look("", place) is not None
    way = _way(traits, values.look("", _place(name, ITEM_WAY)), answered=answered)
    # Where words are one of the ways, the answer belongs to them; else a document is described by it.
    bare = ANSWER not in line.specs or (AnswerWay.WORDS in traits.ways and way is not AnswerWay.WORDS)
    reason, by = values.look("", _place(name, ITEM_REASON)), values.look("", _place(name, ITEM_BY))
    return AskedItem(
        name,
        line,
        traits,
        way,
        documents,
        _state(traits, way, len(documents), answered=answered or bare),
        reason if isinstance(reason, str) else "",
        by if isinstance(by, date) else None,
        _cites(line, values.look("", place), values),
    )


def _cites(line: ScheduleLine, answer: Value | None, values: FilingValues) -> tuple[str, ...]:
    spec, sheet = line.specs.get(ANSWER), values.model.sheet
    options = () if spec is None else spec.options
    chosen = next((one.cites for one in options if one.id == answer), ())
    return sheet.form.cites_for(chosen, sheet.utilities) or line.cites


def _way(traits: ItemTraits, chosen: Value | None, *, answered: bool) -> AnswerWay | None:
    if len(traits.ways) == 1:
        return traits.ways[0]
    if isinstance(chosen, str) and chosen in {way.value for way in traits.ways}:
        return AnswerWay(chosen)
    return AnswerWay.WORDS if answered and AnswerWay.WORDS in traits.ways else None


def _state(traits: ItemTraits, way: AnswerWay | None, documents: int, *, answered: bool) -> ItemState:
    if way is AnswerWay.LATER:
        return ItemState.PROMISED
    if way is AnswerWay.NOT_APPLICABLE:
        return ItemState.NOT_APPLICABLE
    if way is AnswerWay.DOCUMENT and documents < traits.least:
        return ItemState.OPEN
    return ItemState.GIVEN if way is not None and answered else ItemState.OPEN


def exhibit_letters(items: Sequence[AskedItem]) -> dict[str, str]:
    """The letter of each exhibit by its item, in the order of the items: A to Z, then AA, AB ..."""
    return {item.name: exhibit_letter(number) for number, item in enumerate(item for item in items if item.exhibited)}


def exhibit_letter(number: int) -> str:
    """The letter of an exhibit, counted from 0."""
    rounds, place = divmod(number, len(LETTERS))
    return (LETTERS[rounds - 1] if rounds else "") + LETTERS[place]
