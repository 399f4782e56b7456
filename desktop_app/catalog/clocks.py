"""Reads the clocks of the chapter and the penalties for missing them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from desktop_app.catalog.table import TomlTable, only_once, read_table
from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.rulebook.clock import (
    COMPANY,
    DeadlineBound,
    DeadlineEvent,
    DeadlineNature,
    DeadlineRule,
    EventRecurrence,
)
from desktop_app.rulebook.count import NotACount, count_of
from desktop_app.rulebook.parameter import DatedValue, LegalValue
from desktop_app.rulebook.penalty import Penalty
from desktop_app.rulebook.registry import Utility

FOLDER = ("rules", "clocks")
EVENTS = "events.toml"
ADDRESSEES = "addressees"
PENALTIES = ("rules", "penalties")
UNIT = ""
_FIELDS = ("start", "date", "count")


@dataclass(frozen=True)
class ReadClocks:
    """The clocks, their events, and how long each runs as a legal value of the clock's name."""

    clocks: tuple[DeadlineRule, ...]
    events: tuple[DeadlineEvent, ...]
    counts: tuple[LegalValue, ...]


def read_clocks(forms: Path) -> ReadClocks:
    """Every clock under ``forms/rules/clocks``, named by its file and its id: ``annual_report/due``.

    A folder of forms without clocks has none. Raises CatalogError.
    """
    if not forms.joinpath(*FOLDER).is_dir():
        return ReadClocks((), (), ())
    events = _events(forms)
    found = [
        _clock(path.stem, item, file, events)
        for path in sorted(forms.joinpath(*FOLDER).glob("*.toml"))
        if path.name != EVENTS
        for file, items in [_file(forms, path.name)]
        for item in items
    ]
    return ReadClocks(
        tuple(clock for clocks, _ in found for clock in clocks),
        tuple(events.values()),
        tuple(count for _, count in found if count is not None),
    )


def _events(forms: Path) -> dict[str, DeadlineEvent]:
    table = read_table(forms, *FOLDER, EVENTS)
    events: dict[str, DeadlineEvent] = {}
    seen: dict[str, TomlTable] = {}
    for item in table.tables("event"):
        period = item.one_of("period", EventRecurrence) if item.has("period") else EventRecurrence.NONE
        event = DeadlineEvent(item.ident("id"), item.text("words"), period, item.text("ask", ""))
        item.close()
        only_once(seen, event.id, item)
        seen[event.id] = item
        events[event.id] = event
    table.close()
    return events


def _file(forms: Path, name: str) -> tuple[tuple[str, date], tuple[TomlTable, ...]]:
    table = read_table(forms, *FOLDER, name)
    heads = (table.ident("filing"), table.day("from"))
    items = table.tables("clock")
    table.close()
    seen: dict[str, TomlTable] = {}
    for item in items:
        only_once(seen, item.ident("id"), item)
        seen[item.ident("id")] = item
    return heads, items


def _clock(
    topic: str, table: TomlTable, file: tuple[str, date], events: Mapping[str, DeadlineEvent]
) -> tuple[tuple[DeadlineRule, ...], LegalValue | None]:
    name = f"{topic}/{table.ident('id')}"
    event = table.ident("event")
    if event not in events:
        raise table.unknown("event", event, "event", events)
    nature = table.one_of("nature", DeadlineNature, DeadlineNature.DATED)
    whom = tuple(_whom(item, table.ident("filing", file[0])) for item in table.tables("for"))
    if not whom:
        raise table.trouble("for", "is empty. Write { utility = ..., cites = [...] }.")
    clocks = tuple(
        DeadlineRule(
            name=name,
            label=table.text("label"),
            filing=filing,
            utility=utility,
            event=events[event],
            sentence=_sentence(table, nature),
            cites=cites,
            nature=nature,
            bound=DeadlineBound.BY if nature is DeadlineNature.NO_DATE else table.one_of("bound", DeadlineBound),
            who=table.text("who", COMPANY),
            routine=table.flag("routine", default=True),
            only=frozenset(table.texts("only")),
            unless=frozenset((*table.texts("unless"), *unless)),
            title=table.text("title", ""),
            excuse=table.text("excuse", ""),
            others=frozenset(table.texts("others")),
            initials=table.text("initials", ""),
            length=table.text("length", ""),
            addressees=tuple(f"{ADDRESSEES}/{name}" for name in table.texts("to")),
        )
        for filing, utility, cites, unless in whom
    )
    since = table.day("from") if table.has("from") else file[1]
    cites = tuple(cite for clock in clocks for cite in clock.cites)
    count = LegalValue(name, clocks[0].label, UNIT, tuple(_counts(table, since, cites))) if table.has("count") else None
    table.close()
    _refuse_bound(table, clocks[0], count)
    if (count is None) != (nature is DeadlineNature.NO_DATE):
        raise table.trouble("count", "belongs to every clock but those of nature 'no date'.")
    return clocks, count


def _refuse_bound(table: TomlTable, clock: DeadlineRule, count: LegalValue | None) -> None:
    """What comes round by itself is due on its day, so its bound cannot lie elsewhere."""
    if count is not None and count_of(str(count.values[0].value)).cycle and clock.bound is not DeadlineBound.BY:
        raise table.trouble("bound", "must be 'by' where the count is a cycle.")


def _whom(table: TomlTable, filing: str) -> tuple[str, Utility, tuple[str, ...], tuple[str, ...]]:
    whom = (table.ident("filing", filing), table.one_of("utility", Utility), table.cites(), table.texts("unless"))
    table.close()
    if not whom[2]:
        raise table.trouble("cites", "is empty. Cite the provision.")
    return whom


def _counts(table: TomlTable, since: date, cites: tuple[str, ...]) -> Iterator[DatedValue]:
    """How long the clock runs, and from which days on it was changed."""
    yield DatedValue(since, _words(table, "count"), cites)
    for item in table.tables("changes"):
        change = DatedValue(item.day("from"), _words(item, "is"), item.cites())
        item.close()
        yield change


def _words(table: TomlTable, key: str) -> str:
    words = table.text(key)
    try:
        count_of(words)
    except NotACount as error:
        raise table.trouble(key, str(error)) from None
    return words


def _sentence(table: TomlTable, nature: DeadlineNature) -> str:
    """The sentence. Without a date it can name the start alone, and of a duty that holds always not even that."""
    sentence = table.text("sentence")
    fields: tuple[str, ...] = _FIELDS
    if nature is DeadlineNature.NO_DATE:
        fields = () if table.flag("routine", default=True) else _FIELDS[:1]
    try:
        sentence.format(**dict.fromkeys(fields, ""))
    except (KeyError, IndexError, ValueError):
        known = f"that is not {' or '.join(f'{{{field}}}' for field in fields)}" if fields else "and can have none"
        raise table.trouble("sentence", f"has a bracket {known}.") from None
    return sentence


def read_penalties(forms: Path) -> tuple[Penalty, ...]:
    """Every penalty under ``forms/rules/penalties``, one for each utility.

    Raises CatalogError.
    """
    return tuple(
        penalty
        for path in sorted(forms.joinpath(*PENALTIES).glob("*.toml"))
        for penalty in _penalties(read_table(forms, *PENALTIES, path.name))
    )


def _penalties(file: TomlTable) -> Iterator[Penalty]:
    items = file.tables("penalty")
    file.close()
    for item in items:
        name, label = item.ident("id"), item.text("label")
        base, per_day = item.text("base", ""), item.text("per_day")
        whom = [_whom(part, name) for part in item.tables("for")]
        item.close()
        yield from (Penalty(name, label, utility, base, per_day, cites) for _, utility, cites, _ in whom)
