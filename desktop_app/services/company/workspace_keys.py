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
``work_paper/ID/schedule/line/column``  the amounts that add up to an answer
``attachment/ID/NUMBER``              a document that goes with the filing (`Attachment`), and its boxes
``frozen/ID``                         company answers as they stood when the filing was filed
``account/company/UTILITY/ACCOUNT``   what the company changed about an account of its charts
``chart/ID``                          those changes as they stood when the filing was filed
``setting/NAME``                      a setting of this company
``tariff/...``                        the tariff book (`tariff_book.entries`)
====================================  ===============================================
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from desktop_app.domain.confidentiality import Seal
from desktop_app.domain.filings import COMPANY
from desktop_app.domain.values import Json, Place, Value, place_of, value_from_json, value_to_json
from desktop_app.formspec.answers import Answers, Mark, Note, Override, Source
from desktop_app.formspec.company_chart import AccountEdit, edit_from_json
from desktop_app.services.ports import Workspace

TARIFF = "tariff"  # what belongs to the tariff book stands under it (`tariff_book.entries`)
K = TypeVar("K")
V = TypeVar("V")
ACCOUNT, CHART = "account", "chart"
COMMON = "common"
FILING, ANSWER, ROWS, OVERRIDE, EXPLAIN, SEAL, KEPT, SOURCE, NOTE, WORK_PAPER, FROZEN = (
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
)
ATTACHMENT = "attachment"
# What belongs to a place inside a filing and goes where that goes.
OF_A_PLACE = (ANSWER, OVERRIDE, EXPLAIN, SEAL, KEPT, SOURCE, NOTE, WORK_PAPER)

OF_A_FILING = frozenset({FILING, ROWS, FROZEN, ACCOUNT, ATTACHMENT, *OF_A_PLACE})


def filing_key(filing: str) -> str:
    """Where the particulars of a filing stand."""
    return f"{FILING}/{filing}"


def answer_key(filing: str, place: Place) -> str:
    """Where an answer stands."""
    return f"{ANSWER}/{filing}/{place}"


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


def source_to_json(source: Source) -> Json:
    """A source as the workspace keeps it."""
    return {"value": value_to_json(source.value), "words": source.words}


def source_from_json(data: Json) -> Source:
    """The source that `source_to_json` wrote. Raises ValueError for anything else."""
    if not isinstance(data, dict):
        raise ValueError(f"Not a source: {data!r}")
    return Source(value_from_json(data.get("value")), str(data.get("words", "")))


def attachment_key(filing: str, number: str) -> str:
    """Where an attachment stands."""
    return f"{ATTACHMENT}/{filing}/{number}"


def kept_key(filing: str, place: Place) -> str:
    """Where the reason stands why a sealed value that can be worked out stays as it is."""
    return f"{KEPT}/{filing}/{place}"


def override_to_json(override: Override) -> Json:
    """An override as the workspace keeps it."""
    return {"value": value_to_json(override.value), "reason": override.reason}


def seal_to_json(seal: Seal) -> Json:
    """A seal as the workspace keeps it, without its target, which is its key."""
    return {
        "type": seal.type,
        "reason": seal.reason,
        "published": list(seal.published),
        "default": seal.default,
        "confirmed": seal.confirmed,
        "carried": seal.carried,
        "waived": seal.waived,
    }


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
    )


def note_key(filing: str, place: Place) -> str:
    """Where the note at a cell stands."""
    return f"{NOTE}/{filing}/{place}"


def work_paper_key(filing: str, place: Place) -> str:
    """Where the worksheet behind a cell stands."""
    return f"{WORK_PAPER}/{filing}/{place}"


def note_to_json(note: Note) -> Json:
    """A note as the workspace keeps it."""
    return {"text": note.text, "mark": "" if note.mark is None else note.mark.value}


def note_from_json(data: Json) -> Note:
    """The note that `note_to_json` wrote. Raises ValueError for anything else."""
    if not isinstance(data, dict):
        raise ValueError(f"Not a note: {data!r}")
    mark = str(data.get("mark", ""))
    return Note(str(data.get("text", "")), Mark(mark) if mark else None)


def read_answers(workspace: Workspace, filing: str) -> Answers:
    """Everything the user gave for one filing.

    Raises ValueError when an entry is not what it should be.
    """
    return Answers(
        values={place_of(path): value_from_json(data) for path, data in _under(workspace, ANSWER, filing)},
        rows={schedule: _row_ids(data) for schedule, data in _under(workspace, ROWS, filing)},
        overrides={place_of(path): override_from_json(data) for path, data in _under(workspace, OVERRIDE, filing)},
        explanations={place_of(path): str(data) for path, data in _under(workspace, EXPLAIN, filing)},
        seals={target: seal_from_json(target, data) for target, data in _under(workspace, SEAL, filing)},
        sources={place_of(path): source_from_json(data) for path, data in _under(workspace, SOURCE, filing)},
        notes={place_of(path): note_from_json(data) for path, data in _under(workspace, NOTE, filing)},
    )


def override_from_json(data: Json) -> Override:
    """The override that `override_to_json` wrote. Raises ValueError for anything else."""
    if not isinstance(data, dict):
        raise ValueError(f"Not an override: {data!r}")
    return Override(value_from_json(data.get("value")), str(data.get("reason", "")))


def _row_ids(data: Json) -> tuple[str, ...]:
    if not isinstance(data, list):
        raise ValueError(f"Not a list of rows: {data!r}")
    return tuple(str(row) for row in data)


def _under(workspace: Workspace, kind: str, filing: str) -> Iterator[tuple[str, Json]]:
    prefix = f"{kind}/{filing}/"
    for key, data in workspace.under(prefix).items():
        yield key.removeprefix(prefix), data


def frozen_to_json(values: Mapping[Place, Value]) -> Json:
    """Company answers as they stood on a day, as the workspace keeps them."""
    return {str(place): value_to_json(value) for place, value in values.items()}


def frozen_from_json(data: Json) -> dict[Place, Value]:
    """The company answers that `frozen_to_json` wrote. Raises ValueError for anything else."""
    return {place_of(path): value_from_json(value) for path, value in table_of(data).items()}


def table_of(data: Json) -> dict[str, Json]:
    """The data as a table. Raises ValueError when they are none."""
    if not isinstance(data, dict):
        raise ValueError("It must be a table.")
    return data


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
    return place_of(path) if kind in {ANSWER, OVERRIDE, EXPLAIN, KEPT, SOURCE, NOTE, WORK_PAPER} else None


def read_again(
    workspace: Workspace, filing: str, answers: Answers, concerns: Iterable[tuple[str, str, str]]
) -> Answers:
    """The answers with just those entries read anew that the concerns name."""
    values, overrides = dict(answers.values), dict(answers.overrides)
    explanations, seals = dict(answers.explanations), dict(answers.seals)
    sources, notes = dict(answers.sources), dict(answers.notes)
    for kind, _, path in concerns:
        data = workspace.get(f"{kind}/{filing}/{path}")
        if kind == ANSWER:
            _put(values, place_of(path), None if data is None else value_from_json(data))
        elif kind == OVERRIDE:
            _put(overrides, place_of(path), None if data is None else override_from_json(data))
        elif kind == EXPLAIN:
            _put(explanations, place_of(path), None if data is None else str(data))
        elif kind == SEAL:
            _put(seals, path, None if data is None else seal_from_json(path, data))
        elif kind == SOURCE:
            _put(sources, place_of(path), None if data is None else source_from_json(data))
        elif kind == NOTE:
            _put(notes, place_of(path), None if data is None else note_from_json(data))
    return Answers(values, answers.rows, overrides, explanations, seals, sources, notes, answers.repeated)


def _put(found: dict[K, V], key: K, value: V | None) -> None:
    if value is None:
        found.pop(key, None)
    else:
        found[key] = value
