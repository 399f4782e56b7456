"""How filings and answers stand in the workspace: one entry for each thing a user can change.

====================================  ===============================================
``filing/ID``                         the particulars (`Filing`)
``answer/ID/schedule/line/column``    an answer
``rows/ID/schedule``                  the row ids of a growing schedule, in order
``override/ID/schedule/line/column``  a value typed over a formula, and its reason
``explain/ID/schedule/line/column``   an explanation
``seal/ID/target``                    a seal
``kept/ID/schedule/line/column``      why a sealed value that can be worked out stays as it is
``source/ID/schedule/line/column``    where a value was taken from
``note/ID/schedule/line/column``      a note for whoever works on the filing, and whether the answer is final
``doubt/ID/schedule/line/column``     what must be explained about how a value came about
``books/ID/schedule/line/column``     what the imported books say of a computed cell
``work_paper/ID/schedule/line/column``  the amounts that add up to an answer
``attachment/ID/NUMBER``              a document that goes with the filing (`Attachment`), and its boxes
``frozen/ID``                         company answers as they stood when the filing was filed
``account/company/UTILITY/ACCOUNT``   what the company changed about an account of its charts
``chart/ID``                          those changes as they stood when the filing was filed
``setting/NAME``                      a setting of this company
``setting/roles/ID``                  who prepared, reviewed and signed a filing (`RoleEntry`)
``setting/review/ID``                 a comment that came back from a review (`ReturnedComment`)
``tariff/...``                        the tariff book (`tariff_book.entries`)
====================================  ===============================================
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import Any

from desktop_app.domain.confidentiality import Seal
from desktop_app.domain.filings import COMPANY
from desktop_app.domain.json_fields import as_list, as_table
from desktop_app.domain.late_dataclasses import dataclass, replace
from desktop_app.domain.values import Json, Place, Value, place_of, value_from_json, value_to_json
from desktop_app.formspec.answers import AnswerMark, AnswerNote, Answers, OverriddenValue, ValueSource
from desktop_app.formspec.company_chart import AccountEdit, edit_from_json
from desktop_app.services.company.late_entries import LateEntries
from desktop_app.services.ports import EntrySource, Workspace

FILING, ANSWER, ROWS, OVERRIDE, EXPLAIN, SEAL, KEPT, SOURCE, NOTE, WORK_PAPER, FROZEN, ATTACHMENT, DOUBT, BOOKS = (
    "filing",
    "answer",
    "rows",
    "override",
    "explain",
    "seal",
    "kept",
    "source",
    "note",
    "work_paper",
    "frozen",
    "attachment",
    "doubt",
    "books",
)
ACCOUNT, CHART, SETTING = "account", "chart", "setting"
TARIFF = "tariff"  # what belongs to the tariff book stands under it (`tariff_book.entries`)
TARIFF_FILINGS = f"{TARIFF}/filing/"
COMMON = "common"


def filing_key(filing: str) -> str:
    """Where the particulars of a filing stand."""
    return f"{FILING}/{filing}"


def answer_key(filing: str, place: Place) -> str:
    """Where an answer stands."""
    return f"{ANSWER}/{filing}/{place}"


def entry_schedule(entry: str, filing: str) -> str:
    """The schedule of a filing to which an entry belongs; nothing for any other entry."""
    _, of, schedule, *_ = (*entry.split("/"), "", "")
    return schedule if of == filing else ""


def rows_key(filing: str, schedule: str) -> str:
    """Where the row ids of a growing schedule stand."""
    return f"{ROWS}/{filing}/{schedule}"


def frozen_key(filing: str) -> str:
    """Where the company answers stand that a filed filing keeps."""
    return f"{FROZEN}/{filing}"


def account_key(utility: str, account: str) -> str:
    """Where the company's change of an account stands."""
    return f"{ACCOUNT}/{COMPANY}/{utility or COMMON}/{account}"


def chart_key(filing: str) -> str:
    """Where the changes of the charts stand that a filed filing keeps."""
    return f"{CHART}/{filing}"


def account_edits(workspace: Workspace, filing: str = "") -> tuple[AccountEdit, ...]:
    """What the company changed in its charts, in the order of the accounts; for a filed filing, as it stood then.

    Raises ValueError when an entry is not what it should be.
    """
    kept = workspace.get(chart_key(filing)) if filing else None
    prefix = f"{ACCOUNT}/{COMPANY}/"
    found = workspace.under(prefix) if kept is None else kept
    if not isinstance(found, Mapping):
        raise ValueError(f"The chart of {filing} is not a table.")
    edits = []
    for key, data in found.items():
        utility, _, account = key.removeprefix(prefix).partition("/")
        edits.append(edit_from_json("" if utility == COMMON else utility, account, data))
    return tuple(edits)


def edits_to_json(edits: Iterable[AccountEdit]) -> Json:
    """The changes as a filed filing keeps them."""
    return {f"{edit.utility or COMMON}/{edit.id}": edit.to_json() for edit in edits}


def override_key(filing: str, place: Place) -> str:
    """Where a typed value over a formula stands."""
    return f"{OVERRIDE}/{filing}/{place}"


def explain_key(filing: str, place: Place) -> str:
    """Where an explanation stands."""
    return f"{EXPLAIN}/{filing}/{place}"


def seal_key(filing: str, target: str) -> str:
    """Where a seal stands."""
    return f"{SEAL}/{filing}/{target}"


def source_key(filing: str, place: Place) -> str:
    """Where it stands from where a value was taken."""
    return f"{SOURCE}/{filing}/{place}"


def source_to_json(source: ValueSource) -> Json:
    """A source as the workspace keeps it."""
    return {"value": value_to_json(source.value), "words": source.words}


def source_from_json(data: Json) -> ValueSource:
    """The source that `source_to_json` wrote. Raises ValueError for anything else."""
    table = as_table(data)
    return ValueSource(value_from_json(table.get("value")), str(table.get("words", "")))


def attachment_key(filing: str, number: str) -> str:
    """Where an attachment stands."""
    return f"{ATTACHMENT}/{filing}/{number}"


def kept_key(filing: str, place: Place) -> str:
    """Where the reason stands why a sealed value that can be worked out stays as it is."""
    return f"{KEPT}/{filing}/{place}"


@dataclass(frozen=True, slots=True)
class KeptReason:
    """Why a sealed value may be disclosed, and what was known of it when the reason was given.

    That are the sentences on public words, and how nearly the figures gave it away (`exposures`: as problems are
    called). Reasons of earlier versions do not say what was known (None): they settle everything, as they did then.
    """

    words: str
    mentions: tuple[str, ...] | None = None
    exposures: tuple[str, ...] | None = None

    def settles_exposure(self, exposure: str) -> bool:
        """Whether the reason was given when the figures gave the value away so nearly."""
        return self.exposures is None or exposure in self.exposures

    def settles(self, sentence: str) -> bool:
        """Whether the reason was given in view of these public words."""
        return self.mentions is None or sentence in self.mentions


def kept_to_json(kept: KeptReason) -> Json:
    """A reason as the workspace keeps it."""
    if kept.mentions is None:
        return kept.words
    known: dict[str, Json] = {"reason": kept.words, "mentions": list(kept.mentions)}
    return known if kept.exposures is None else {**known, "exposures": list(kept.exposures)}


def kept_from_json(data: Json) -> KeptReason:
    """The reason that `kept_to_json` or an earlier version wrote. Raises ValueError or TypeError for anything else."""
    if isinstance(data, str):
        return KeptReason(data)
    table = as_table(data)
    reason, mentions, exposures = (table.get(name) for name in ("reason", "mentions", "exposures"))
    if not isinstance(reason, str) or not isinstance(mentions, list) or not isinstance(exposures, list | None):
        raise TypeError("It must be a reason and a list of sentences.")
    known = None if exposures is None else tuple(map(str, exposures))
    return KeptReason(reason, tuple(map(str, mentions)), known)


def override_to_json(override: OverriddenValue) -> Json:
    """An override as the workspace keeps it."""
    return {"value": value_to_json(override.value), "reason": override.reason}


def seal_to_json(seal: Seal) -> Json:
    """A seal as the workspace keeps it, without its target, which is its key."""
    data: dict[str, Json] = {
        "type": seal.type,
        "reason": seal.reason,
        "published": list(seal.published),
        "default": seal.default,
        "confirmed": seal.confirmed,
        "carried": seal.carried,
        "waived": seal.waived,
    }
    return {**data, "covers_for": seal.covers_for} if seal.covers_for else data


def seal_from_json(target: str, data: Json) -> Seal:
    """The seal that `seal_to_json` wrote.

    Raises ValueError when the data are not those of a seal.
    """
    if not isinstance(data, dict) or not isinstance(data.get("published", []), list):
        raise ValueError(f"The seal on {target} is not a table.")
    published = data.get("published", [])
    return Seal(
        target=target,
        type=str(data.get("type", "")),
        reason=str(data.get("reason", "")),
        published=tuple(str(place) for place in published) if isinstance(published, list) else (),
        default=bool(data.get("default")),
        confirmed=bool(data.get("confirmed", True)),
        carried=bool(data.get("carried")),
        waived=bool(data.get("waived")),
        covers_for=str(data.get("covers_for", "")),
    )


def doubt_key(filing: str, place: Place) -> str:
    """Where it stands what must be explained about a cell."""
    return f"{DOUBT}/{filing}/{place}"


def books_key(filing: str, place: Place) -> str:
    """Where it stands what the imported books say of a computed cell."""
    return f"{BOOKS}/{filing}/{place}"


def note_key(filing: str, place: Place) -> str:
    """Where the note at a cell stands."""
    return f"{NOTE}/{filing}/{place}"


def work_paper_key(filing: str, place: Place) -> str:
    """Where the worksheet behind a cell stands."""
    return f"{WORK_PAPER}/{filing}/{place}"


def note_to_json(note: AnswerNote) -> Json:
    """A note as the workspace keeps it."""
    return {"text": note.text, "mark": "" if note.mark is None else note.mark.value}


def note_from_json(data: Json) -> AnswerNote:
    """The note that `note_to_json` wrote. Raises ValueError for anything else."""
    table = as_table(data)
    mark = str(table.get("mark", ""))
    return AnswerNote(str(table.get("text", "")), AnswerMark(mark) if mark else None)


def override_from_json(data: Json) -> OverriddenValue:
    """The override that `override_to_json` wrote. Raises ValueError for anything else."""
    table = as_table(data)
    return OverriddenValue(value_from_json(table.get("value")), str(table.get("reason", "")))


def _row_ids(data: Json) -> tuple[str, ...]:
    return tuple(str(row) for row in as_list(data))


def frozen_to_json(values: Mapping[Place, Value]) -> Json:
    """Company answers as they stood on a day, as the workspace keeps them."""
    return {str(place): value_to_json(value) for place, value in values.items()}


def frozen_from_json(data: Json) -> dict[Place, Value]:
    """The company answers that `frozen_to_json` wrote. Raises ValueError for anything else."""
    return {place_of(path): value_from_json(value) for path, value in as_table(data).items()}


class EntryScope(StrEnum):
    """What the key of an entry names after its kind and filing."""

    CELL = "a cell"
    TARGET = "cells: a place in which * stands for any"
    FILING = "a part of the filing, or all of it"
    COMPANY = "something of the company, and no filing"


@dataclass(frozen=True)
class EntryKind:
    """A kind of entry. `part` is the field of `Answers` that it fills, from key and data by `read`.

    `words` stand before the place where an entry is told to a reader. Whatever names a cell or cells goes where the row
    or filing goes to which they belong.
    """

    name: str
    scope: EntryScope
    words: str = ""
    part: str = ""
    read: Callable[[str, Json], object] | None = None

    def key_of(self, path: str) -> Place | str:
        """The key in its part of the answers."""
        return place_of(path) if self.scope is EntryScope.CELL else path


# A new kind of entry is one line here, with its key function above.
KINDS = (
    EntryKind(FILING, EntryScope.FILING),
    EntryKind(ANSWER, EntryScope.CELL, "", "values", lambda _, data: value_from_json(data)),
    EntryKind(ROWS, EntryScope.FILING, "rows of ", "rows", lambda _, data: _row_ids(data)),
    EntryKind(OVERRIDE, EntryScope.CELL, "", "overrides", lambda _, data: override_from_json(data)),
    EntryKind(EXPLAIN, EntryScope.CELL, "explanation on ", "explanations", lambda _, data: str(data)),
    EntryKind(SEAL, EntryScope.TARGET, "seal on ", "seals", seal_from_json),
    EntryKind(KEPT, EntryScope.CELL, "reason kept for "),
    EntryKind(SOURCE, EntryScope.CELL, "source of ", "sources", lambda _, data: source_from_json(data)),
    EntryKind(NOTE, EntryScope.CELL, "note on ", "notes", lambda _, data: note_from_json(data)),
    EntryKind(DOUBT, EntryScope.CELL, "open question of ", "doubts", lambda _, data: str(data)),
    EntryKind(BOOKS, EntryScope.CELL, "balance of the books at ", "books", lambda _, data: source_from_json(data)),
    EntryKind(WORK_PAPER, EntryScope.CELL, "work paper of "),
    EntryKind(ATTACHMENT, EntryScope.FILING, "attachment "),
    EntryKind(FROZEN, EntryScope.FILING),
    EntryKind(ACCOUNT, EntryScope.FILING),
    EntryKind(CHART, EntryScope.COMPANY),
    EntryKind(SETTING, EntryScope.COMPANY),
    EntryKind(TARIFF, EntryScope.COMPANY),
)
KIND_OF = {kind.name: kind for kind in KINDS}
# What belongs to cells inside a filing and goes where they go.
OF_A_PLACE = tuple(kind.name for kind in KINDS if kind.scope in {EntryScope.CELL, EntryScope.TARGET})
OF_A_FILING = frozenset(kind.name for kind in KINDS if kind.scope is not EntryScope.COMPANY)


def touched(keys: Iterable[str]) -> frozenset[tuple[str, str, str]]:
    """What the entries concern, as (kind, filing, rest of the key); other entries of the company are left out."""
    found = set()
    for key in keys:
        kind, _, rest = key.partition("/")
        filing, _, path = rest.partition("/")
        if kind in OF_A_FILING:
            found.add((kind, filing, path))
    return frozenset(found)


def cell_of(kind: str, path: str) -> Place | None:
    """The cell that an entry concerns, None if it concerns more than one or none."""
    known = KIND_OF.get(kind)
    return place_of(path) if known is not None and known.scope is EntryScope.CELL else None


def read_answers(workspace: EntrySource, filing: str, late: Callable[[ValueError], Exception] | None = None) -> Answers:
    """Everything the user gave for one filing.

    With `late` what was given for cells is read when it is looked at, and it makes what is raised for a bad entry.
    Raises ValueError when an entry is not what it should be.
    """
    found: dict[str, Any] = {}
    for kind in KINDS:
        if kind.read is None:
            continue
        prefix = f"{kind.name}/{filing}/"
        entries = workspace.under(prefix)
        if late is not None and kind.scope is EntryScope.CELL:
            found[kind.part] = LateEntries(prefix, entries, kind.read, late) if entries else {}
        else:
            under = ((key[len(prefix) :], data) for key, data in entries.items())
            found[kind.part] = {kind.key_of(path): kind.read(path, data) for path, data in under}
    return Answers(**found)


def read_again(
    workspace: Workspace, filing: str, answers: Answers, concerns: Iterable[tuple[str, str, str]]
) -> Answers:
    """The answers with just those entries read anew that the concerns name; rows are not among them."""
    found: dict[str, Any] = {}
    for name, _, path in concerns:
        kind = KIND_OF[name]
        if kind.read is None or name == ROWS:
            continue
        if kind.part not in found:  # copied once, however many entries are read
            found[kind.part] = dict(getattr(answers, kind.part))
        part = found[kind.part]
        data = workspace.get(f"{name}/{filing}/{path}")
        if data is None:
            part.pop(kind.key_of(path), None)
        else:
            part[kind.key_of(path)] = kind.read(path, data)
    return replace(answers, **found)
