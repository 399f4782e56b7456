"""Reads an item of an application: the ways in which it may be answered, and the cells that they need."""

from __future__ import annotations

from desktop_app.catalog.cells import SharedHelp, read_cell, read_help
from desktop_app.catalog.table import TomlTable
from desktop_app.domain.late_dataclasses import replace
from desktop_app.formspec.case_traits import WAY_LABELS, AnswerWay, ItemTraits, LateRule
from desktop_app.formspec.definition import (
    ANSWER,
    ITEM_BY,
    ITEM_CERTIFIED_ON,
    ITEM_CERTIFIER,
    ITEM_REASON,
    ITEM_WAY,
    CellSpec,
    CellType,
    ChoiceOption,
    ScheduleColumn,
    ScheduleLine,
)

ALWAYS, OWN = "always", "1 = 1"
PUBLIC = "How an item is answered and when it follows is public. Seal the answer or the document instead."
_UNUSED = (AnswerWay.LATER, AnswerWay.NOT_APPLICABLE)
ITEM_COLUMNS = (
    ScheduleColumn(ANSWER, "Answer", CellSpec(), width=30),
    ScheduleColumn(ITEM_WAY, "How it is answered", CellSpec(), width=14),
    ScheduleColumn(ITEM_REASON, "Reason", CellSpec(), width=14),
    ScheduleColumn(ITEM_BY, "Follows by", CellSpec(type=CellType.DATE), width=12),
    ScheduleColumn(ITEM_CERTIFIER, "Certified by", CellSpec(), width=16),
    ScheduleColumn(ITEM_CERTIFIED_ON, "Certified on", CellSpec(type=CellType.DATE), width=12),
)


def read_item(table: TomlTable, schedule: str, shared: SharedHelp) -> ScheduleLine:
    """The item in `table`. Raises CatalogError."""
    id_ = table.ident("id")
    traits = _traits(table)
    own = read_cell(table, CellType.TEXT)
    if own.required_when or own.optional:
        raise table.trouble("required_when", "and 'optional' go with other lines; an item says 'asked_when'.")
    asked = AnswerWay.WORDS in traits.ways or table.has("type")
    specs = _specs(traits, own if asked else None, f"{schedule}/{id_}")
    return ScheduleLine(
        id=id_,
        label=table.text("label"),
        number=table.text("number", ""),
        specs=specs,
        item=traits,
        only=frozenset(specs),
        utilities=table.texts("utilities"),
        help=read_help(table, shared),
        cites=table.cites(),
    )


def _traits(table: TomlTable) -> ItemTraits:
    written = table.texts("ways") or (AnswerWay.WORDS.value,)
    for way in written:
        if way not in set(AnswerWay):
            raise table.unknown("ways", way, "way to answer an item", set(AnswerWay))
    ways = tuple(AnswerWay(way) for way in written)
    documents = table.table("documents")
    traits = ItemTraits(
        ways=ways,
        late=table.one_of("late", LateRule, LateRule.NEVER),
        asked_when=table.text("asked_when", ""),
        least=1 if documents is None else documents.whole("least", 1),
        certified="" if documents is None else documents.text("certified", ""),
        tables=table.texts("tables"),
        printed=table.text("printed", ""),
        lead=table.text("lead", ""),
        unverified=table.flag("unverified"),
        at_size=documents is not None and documents.flag("at_size"),
    )
    if documents is not None:
        documents.close()
    _refuse_contradictions(table, traits, documents=documents is not None)
    return traits


def _refuse_contradictions(table: TomlTable, traits: ItemTraits, *, documents: bool) -> None:
    if (traits.late is not LateRule.NEVER) != (AnswerWay.LATER in traits.ways):
        raise table.trouble(
            "late", "says whether the item may follow, and so does the way 'later'. Write both or none."
        )
    if bool(traits.tables) != (AnswerWay.TABLE in traits.ways):
        raise table.trouble("tables", "names the schedules of the way 'table'. Write both or none.")
    if documents and AnswerWay.DOCUMENT not in traits.ways:
        raise table.trouble("documents", "go with the way 'document', which the item does not allow.")
    if traits.unverified == table.has("cites"):
        raise table.trouble("unverified", "and 'cites' exclude each other: an item has a provision, or is unverified.")
    if traits.printed and not traits.exhibited:
        raise table.trouble("printed", "announces a document or table, and the item allows neither.")


def _specs(traits: ItemTraits, own: CellSpec | None, line: str) -> dict[str, CellSpec]:
    """The cells of the item, by column, each with the condition on which it must be answered."""
    way = f"{line}/{ITEM_WAY}"
    asked = traits.asked_when or OWN
    several = len(traits.ways) > 1
    specs: dict[str, CellSpec] = {}
    if own is not None:
        specs[ANSWER] = _replaced(own, required_when=_and(asked, _answered_here(traits, way) if several else ""))
    if several:
        options = tuple(ChoiceOption(one.value, WAY_LABELS[one]) for one in traits.ways)
        needed = "" if AnswerWay.WORDS in traits.ways else asked
        specs[ITEM_WAY] = CellSpec(
            type=CellType.CHOICE, options=options, optional=not needed, required_when=needed, no_seal=PUBLIC
        )
    if any(one in traits.ways for one in _UNUSED):
        when = " or ".join(f"{way} = '{one.value}'" for one in _UNUSED if _reasoned(one, traits))
        specs[ITEM_REASON] = CellSpec(
            lines=2, optional=not when, required_when=_and(asked, when) if when else "", no_seal=PUBLIC, words=()
        )
    if AnswerWay.LATER in traits.ways:
        dated = traits.late is LateRule.DATED
        when = _and(asked, f"{way} = '{AnswerWay.LATER.value}'") if dated else ""
        specs[ITEM_BY] = CellSpec(type=CellType.DATE, optional=not dated, required_when=when, no_seal=PUBLIC)
    if traits.certified:
        held = "" if traits.certified == ALWAYS else traits.certified
        when = _and(_and(asked, f"{way} = '{AnswerWay.DOCUMENT.value}'" if several else ""), held)
        specs[ITEM_CERTIFIER] = CellSpec(required_when=when, no_seal=PUBLIC)
        specs[ITEM_CERTIFIED_ON] = CellSpec(type=CellType.DATE, required_when=when, no_seal=PUBLIC)
    return specs


def _replaced(own: CellSpec, required_when: str) -> CellSpec:
    return replace(own, required_when=required_when, words=() if own.words is None else own.words)


def _answered_here(traits: ItemTraits, way: str) -> str:
    """When the answer itself is needed: in words, or beside a document that it describes."""
    if AnswerWay.WORDS in traits.ways:
        return f"(blank({way}) or {way} = '{AnswerWay.WORDS.value}')"
    unused = " and ".join(f"{way} != '{one.value}'" for one in _UNUSED if one in traits.ways)
    return f"(blank({way}) or ({unused}))" if unused else ""


def _reasoned(way: AnswerWay, traits: ItemTraits) -> bool:
    dated = traits.late is LateRule.DATED
    return way in traits.ways and (way is AnswerWay.NOT_APPLICABLE or dated)


def _and(first: str, second: str) -> str:
    parts = [f"({part})" for part in (first, second) if part and part != OWN]
    return " and ".join(parts) or OWN
