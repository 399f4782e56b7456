"""Entries that are read when somebody looks at them are the same as all of them read at once, bad ones included."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from desktop_app.domain.values import Json, Place, Value, value_from_json
from desktop_app.formspec.answers import Answers
from desktop_app.services.company import workspace_keys as keys
from desktop_app.services.company.late_entries import LateEntries
from tests.support.memory_companies import company, make_companies

PREFIX = "answer/2024-annual-report/"
PLACES = [Place("w2", line, "amount") for line in ("chemicals", "power", "rent")]
GOOD: dict[str, Json] = {
    f"{PREFIX}{PLACES[0]}": {"number": "12.5"},
    f"{PREFIX}{PLACES[1]}": {"word": "None"},
    f"{PREFIX}{PLACES[2]}": "text",
}


class Refused(Exception):
    """What a reader is told."""


def late(entries: Mapping[str, Json], read: list[str] | None = None) -> LateEntries[Value]:
    def reading(path: str, data: Json) -> Value:
        if read is not None:
            read.append(path)
        return value_from_json(data)

    return LateEntries(PREFIX, entries, reading, Refused)


def test_only_what_is_looked_at_is_read() -> None:
    read: list[str] = []
    found = late(GOOD, read)
    assert found.get(PLACES[0]) == Decimal("12.5")
    assert read == [str(PLACES[0])]
    assert PLACES[1] in found
    assert Place("w2", "wages", "amount") not in found
    assert found.get(Place("w2", "wages", "amount")) is None
    assert len(found) == len(GOOD)
    assert read == [str(PLACES[0])]


def test_all_of_them_are_those_that_are_read_at_once() -> None:
    whole = {place: value_from_json(data) for place, data in zip(PLACES, GOOD.values(), strict=True)}
    found = late(GOOD)
    assert [*found] == PLACES
    assert dict(found) == whole
    assert dict(found.items()) == whole
    assert {place: found[place] for place in PLACES} == whole


@pytest.mark.parametrize("bad", [{f"{PREFIX}{PLACES[0]}": {"number": "1e5"}}, {f"{PREFIX}w2": "x"}])
def test_a_bad_entry_is_refused_when_it_is_read(bad: dict[str, Json]) -> None:
    with pytest.raises(Refused):
        dict(late({**GOOD, **bad}))


def test_a_bad_entry_is_refused_when_it_is_looked_at() -> None:
    found = late({**GOOD, f"{PREFIX}{PLACES[0]}": {"number": "1e5"}})
    assert found[PLACES[2]] == "text"
    with pytest.raises(Refused):
        found.get(PLACES[0])


class CountedAnswers(Mapping[Place, Value]):
    """Answers that count how often all of them are gone through."""

    gone_through = 0

    def __getitem__(self, place: Place) -> Value:
        raise KeyError(place)

    def __iter__(self) -> Iterator[Place]:
        self.gone_through += 1
        return iter(())

    def __len__(self) -> int:
        return 0


def test_a_block_of_answers_copies_the_others_once(tmp_path: Path) -> None:
    file = company(make_companies(), tmp_path)
    given = CountedAnswers()
    touched = [(keys.ANSWER, "2024-annual-report", str(place)) for place in PLACES]
    keys.read_again(file.workspace, "2024-annual-report", Answers(given), touched)
    assert given.gone_through == 1
