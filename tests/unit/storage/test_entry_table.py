"""The entries of an open workspace: found by key and by how keys begin, whatever was put or removed before."""

import json
from collections.abc import Callable
from itertools import chain, groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.storage.content import entries_digest
from desktop_app.storage.entry_table import EntryTable, KeptPiece, group_of
from desktop_app.storage.statements import CANONICAL

NAMES = st.sampled_from(["a", "b", "ab", "a.", "a0", "", "é"])
KEYS = st.lists(NAMES, min_size=1, max_size=4).map("/".join)
VALUES = st.one_of(st.integers(), st.text(max_size=3), st.lists(st.integers(), max_size=2))
CHANGES = st.lists(st.dictionaries(KEYS, st.one_of(st.none(), VALUES), max_size=4), max_size=4)


def table_of(entries: dict[str, object]) -> EntryTable:
    """The entries as they are kept, those of a group in as many pieces as others lie between them."""
    runs = groupby(sorted(entries), key=group_of)
    lines = [(name, [(key, CANONICAL.encode(entries[key])) for key in keys]) for name, keys in runs]
    return EntryTable(
        KeptPiece(name, len(found), "\n".join(chain.from_iterable(found)).encode()) for name, found in lines
    )


@given(st.dictionaries(KEYS, VALUES, max_size=12), CHANGES, st.lists(KEYS | st.just(""), max_size=4))
def test_entries_are_found_as_in_a_plain_table(
    entries: dict[str, object], changes: list[dict[str, object]], prefixes: list[str]
) -> None:
    table, expected = table_of(entries), dict(entries)
    for change in changes:
        before = {prefix: table.under(prefix) for prefix in prefixes}
        as_listed = {prefix: list(found.items()) for prefix, found in before.items()}
        table.put(change)  # type: ignore[arg-type]
        expected = {key: value for key, value in (expected | change).items() if value is not None}
        assert {prefix: list(found.items()) for prefix, found in before.items()} == as_listed
        for prefix in (*prefixes, "", *change):
            found = [(key, expected[key]) for key in sorted(expected) if key.startswith(prefix)]
            assert list(table.under(prefix).items()) == found
        for key in (*expected, *change, "nowhere", "a/nowhere/x"):
            assert table.get(key) == expected.get(key)
        assert table.digest == entries_digest({key: CANONICAL.encode(value) for key, value in expected.items()})


LINES = [f"answer/2001/w1/line{number:02d}/b" for number in range(20)]
ALL = json.dumps([str(number) for number in range(20)]).replace(" ", "")


@pytest.mark.parametrize(
    ("look", "read"),
    [
        (lambda table: table.get("answer/2003/w1/a/b"), []),
        (lambda table: table.get(LINES[1]), ['"1"']),
        (lambda table: [table.get(line) for line in LINES[:2]], ['"0"', '"1"']),
        (lambda table: [table.get(line) for line in (*LINES[:4] * 4, *LINES)], [*map(json.dumps, "0123" * 4), ALL]),
        (lambda table: table.under("answer/2001/w1/line1"), [ALL]),
        (lambda table: table.under("answer/2002/"), []),
        (lambda table: list(table.under("answer/2002/").items()), ['["3"]']),
        (lambda table: table.under("seal/2001/"), []),
        (lambda table: table.digest_under("answer/2001/"), []),
        (lambda table: table.put({"answer/2002/w1/b/b": "4"}), ['["3"]']),
    ],
)
def test_only_the_filing_that_is_looked_at_is_read(
    monkeypatch: pytest.MonkeyPatch, look: Callable[[EntryTable], object], read: list[str]
) -> None:
    table = table_of({**{line: str(number) for number, line in enumerate(LINES)}, "answer/2002/w1/a/b": "3"})
    texts: list[str] = []

    def loads(text: str) -> object:
        texts.append(text)
        return json.JSONDecoder().decode(text)

    monkeypatch.setattr("desktop_app.storage.entry_table.json.loads", loads)
    look(table)
    assert texts == read
