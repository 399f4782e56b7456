"""The items of an application: how each is answered, what is promised, which document answers which."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches

from desktop_app.domain.attachments import Attachment
from desktop_app.domain.dates import long_date
from desktop_app.domain.filings import FilingState
from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.problems import Problem, Severity, UserError
from desktop_app.domain.values import Json, Place, value_to_json
from desktop_app.formspec.case_traits import WAY_LABELS, AnswerWay, LateRule
from desktop_app.formspec.checklist import AskedItem, ItemState, asked_items, item_lines
from desktop_app.formspec.definition import ITEM_BY, ITEM_REASON, ITEM_WAY
from desktop_app.services.company import workspace_keys as records
from desktop_app.services.company.company_file import CompanyFile, EvaluatedFiling
from desktop_app.services.data_entry.attachments import attachments, describe

NEAR = 3
LATE_WORDS = {
    LateRule.BEFORE_GRANT: "It must arrive before the authority is granted.",
    LateRule.DATED: "Enter the reason, and the day on which it comes.",
    LateRule.NEVER: "",
}


@dataclass(frozen=True, slots=True)
class DocumentChoice:
    """An item that a document can answer: its name, and what it is called."""

    name: str
    label: str


class BadItem(UserError):
    """An item cannot be named, promised or answered so."""


def bound_to(kept: tuple[Attachment, ...]) -> dict[str, tuple[str, ...]]:
    """The attachments of each item, by their numbers."""
    found: dict[str, tuple[str, ...]] = {}
    for one in kept:
        found[one.item] = (*found.get(one.item, ()), one.number)
    return found


def items_of(file: CompanyFile, filing_id: str) -> tuple[AskedItem, ...]:
    """The items that a filing must answer, as things stand. Raises NoSuchFiling."""
    return _asked_of(file.book(filing_id), attachments(file, filing_id))


def _asked_of(book: EvaluatedFiling, kept: tuple[Attachment, ...]) -> tuple[AskedItem, ...]:
    """The items that a filing answers: a supplement only those that it furnishes."""
    asked = asked_items(book.calculation, bound_to(kept))
    furnished = book.filing.furnished
    return tuple(item for item in asked if not furnished or item.name in furnished)


def ways_to_answer(book: EvaluatedFiling, place: Place) -> tuple[str, ...]:
    """In which ways the item at a place can be answered, in words; nothing where there is no choice."""
    traits = book.sheet.line(place).item
    if traits is None or len(traits.ways) == 1:
        return ()
    pages = [book.sheet.schedules[name].definition for name in traits.tables if name in book.sheet.schedules]
    more = {
        AnswerWay.DOCUMENT: "Attach it under Attachments, in the Filing menu.",
        AnswerWay.TABLE: f"{', '.join(dict.fromkeys(page.title for page in pages))}.",
        AnswerWay.LATER: LATE_WORDS[traits.late],
    }
    return tuple(" ".join(filter(None, (f"{WAY_LABELS[way]}.", more.get(way, "")))) for way in traits.ways)


def has_items(book: EvaluatedFiling) -> bool:
    """Whether the form of a filing asks for items."""
    return any(True for _ in item_lines(book.calculation))


def item_named(file: CompanyFile, filing_id: str, text: str) -> AskedItem:
    """The item that is asked by its name, ``schedule/line`` or the line alone. Raises BadItem."""
    asked = {item.name: item for item in items_of(file, filing_id)}
    wanted = text.strip().removeprefix(f"{filing_id}/").removesuffix("/answer").casefold()
    for name, item in asked.items():
        if wanted in (name, name.partition("/")[2], item.lead.casefold(), item.line.label.casefold()):
            return item
    lines = [name.partition("/")[2] for name in asked]
    meant = [name for name, line in zip(asked, lines, strict=True) if wanted in line.split("_")]
    if len(meant) == 1:  # plans for project_plans, where no other item is one of plans
        return asked[meant[0]]
    if not lines:
        raise BadItem(f"{filing_id} has no items: its form asks for none.")
    near = get_close_matches(wanted, lines, n=NEAR)
    named = f"Nearest: {', '.join(near)}" if near else f"Its items: {', '.join(lines)}"
    raise BadItem(f"{filing_id} asks for no item '{wanted}'. {named}.")


def promise_item(file: CompanyFile, filing_id: str, text: str, reason: str = "", by: date | None = None) -> AskedItem:
    """Says that an item follows later, with reason and day where its rule asks them. Raises BadItem, FilingIsFiled."""
    item = item_named(file, filing_id, text)
    cited = f" ({', '.join(item.cites)})" if item.cites else ""
    if item.traits.late is LateRule.NEVER:
        raise BadItem(f"{item.lead}: this cannot follow later. It goes with the filing{cited}.")
    if item.traits.late is LateRule.DATED and (not reason.strip() or by is None):
        raise BadItem(f"{item.lead}: say why it is not available, and by which day it will be furnished{cited}.")
    today = file.clock.today()
    if by is not None and by < today:
        raise BadItem(f"{long_date(by)} has passed. Promise a day from {long_date(today)} on.")
    if item.documents:
        raise BadItem(f"{item.lead}: a document is attached for it already. Remove that first, or leave it.")
    said: dict[str, Json] = {
        ITEM_WAY: value_to_json(AnswerWay.LATER.value),
        ITEM_REASON: value_to_json(reason.strip()) if reason.strip() else None,
        ITEM_BY: None if by is None else value_to_json(by),
    }
    keys = {column: records.answer_key(filing_id, item_cell(item, column)) for column in said}
    file.edit(filing_id, f"Follows later: {item.lead}", {keys[column]: data for column, data in said.items()})
    return item_named(file, filing_id, text)


def item_cell(item: AskedItem, column: str) -> Place:
    """One of the cells of an item."""
    schedule, _, line = item.name.partition("/")
    return Place(schedule, line, column)


def document_item(file: CompanyFile, filing_id: str, text: str) -> tuple[str, dict[str, Json]]:
    """What a document is attached for: the name of an item and what its attaching answers; else the words as they are.

    Raises BadItem where the filing has items and asks for no such document.
    """
    if not text.strip() or not has_items(file.book(filing_id)):
        return text, {}
    item = item_named(file, filing_id, text)
    return item.name, document_entries(filing_id, item)


def describe_document(file: CompanyFile, filing_id: str, number: str, title: str, item: str, shows: str = "") -> None:
    """Changes what a document is called, what it shows and what it answers: an item, where the filing has items.

    Raises BadItem, NoSuchAttachment or CannotAttach.
    """
    name, also = document_item(file, filing_id, item)
    describe(file, filing_id, number, title=title, item=name, shows=shows, also=also)


def document_choices(file: CompanyFile, filing_id: str) -> tuple[DocumentChoice, ...]:
    """The items of a filing that a document can answer."""
    asked = items_of(file, filing_id)
    return tuple(DocumentChoice(one.name, one.lead) for one in asked if AnswerWay.DOCUMENT in one.traits.ways)


def document_entries(filing_id: str, item: AskedItem) -> dict[str, Json]:
    """What is answered by attaching a document to an item: that it is answered by one. Raises BadItem."""
    if AnswerWay.DOCUMENT not in item.traits.ways:
        ways = ", ".join(WAY_LABELS[way].lower() for way in item.traits.ways)
        raise BadItem(f"{item.lead}: no document is asked for it. It can be answered {ways}.")
    if ITEM_WAY not in item.line.specs or item.way is AnswerWay.DOCUMENT:
        return {}
    return {records.answer_key(filing_id, item_cell(item, ITEM_WAY)): value_to_json(AnswerWay.DOCUMENT.value)}


def item_problems(book: EvaluatedFiling, kept: tuple[Attachment, ...], today: date) -> Iterator[Problem]:
    """What stands between items and package: documents that are missing or answer nothing, days that have passed."""
    if not has_items(book):
        return
    asked, still_open = _asked_of(book, kept), book.filing.state is FilingState.OPEN
    for item in asked:
        cited = ", ".join(item.cites)
        if item.way is AnswerWay.DOCUMENT and item.state is ItemState.OPEN and len(item.documents) < item.traits.least:
            wanted = "a document" if item.traits.least == 1 else f"{item.traits.least} documents"
            words = f"{item.lead}: attach {wanted}, or say that it is answered in another way."
            yield Problem("item-document", Severity.STOP, str(item_cell(item, ITEM_WAY)), words, cited)
        if still_open and item.way is AnswerWay.LATER and item.by is not None and item.by < today:
            words = f"{item.lead}: it is promised for {long_date(item.by)}, which has passed. Promise a later day."
            yield Problem("item-past", Severity.STOP, str(item_cell(item, ITEM_BY)), words, cited)
        if item.documents and item.way is not AnswerWay.DOCUMENT:
            said = "not answered yet" if item.way is None else WAY_LABELS[item.way].lower()
            words = f"{item.lead}: a document is attached for it, but the item is {said}. Make the two agree."
            yield Problem("item-unused", Severity.STOP, str(item_cell(item, ITEM_WAY)), words, cited)
    known = {item.name for item in asked}
    for one in kept:
        if one.item and one.item not in known:
            words = (
                f"{one.label}, {one.title}: it is attached for '{one.item}', which this filing does not ask. Say again "
                "what it is for."
            )
            yield Problem("item-unknown", Severity.STOP, f"attachment/{one.number}", words, "")
