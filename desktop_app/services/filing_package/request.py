"""What a renderer is given: one canonical JSON, the pictures of attached pages, and nothing besides.

The public request holds only what `public_view` returned. Two filings that differ in sealed values alone give the same
public request, byte for byte; everything that is printed is a function of those bytes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from hashlib import sha256

from desktop_app.domain.confidentiality import Seal
from desktop_app.domain.late_dataclasses import dataclass, field, replace
from desktop_app.domain.periods import FilingPeriod
from desktop_app.domain.values import Json, Place, place_of, value_from_json, value_to_json
from desktop_app.formspec.case_traits import ParagraphKind
from desktop_app.formspec.company_chart import AccountEdit, edit_from_json
from desktop_app.formspec.pleading import WrittenParagraph
from desktop_app.formspec.public_view import FilingView, FullView, HiddenValue, PublicView, Shown
from desktop_app.services.filing_package.attached import AttachedVersion, attached_from_json, attached_to_json

FORMAT = 1
CODE_LENGTH = 12
SUPPLEMENT = "supplement"  # the field that is filled in one that furnishes what a filing promised
SEAM = b"\n"  # the data before it are one line


@dataclass(frozen=True, slots=True)
class PaperExhibit:
    """An item as the index of the paper lists it; one with a `letter` is an exhibit.

    `how` says in words how it is answered, `certified` who certified its copy; `documents` are the titles of its
    attachments, `tables` are the schedules that answer it, `paragraph` is the number of the one that speaks of it.
    """

    item: str
    letter: str
    lead: str
    cites: tuple[str, ...]
    how: str
    certified: str = ""
    documents: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    paragraph: int = 0


class BadRequest(ValueError):
    """The bytes are not a request that this program wrote."""


@dataclass(frozen=True, slots=True)
class RequestSubject:
    """Who reports, on what and for which time: what stands at the head of every page.

    `rules_on` is the day whose legal values apply, `note` tells why the period is not the calendar year. A filing in a
    `case` is about no period; its pages bear the case number (`docket`).
    """

    company: str
    also_known_as: str
    form: str
    revision: int
    utilities: tuple[str, ...]
    system: str
    year: int
    begins: date
    ends: date
    rules_on: date
    note: str = ""
    docket: str = ""
    case: bool = False

    @property
    def period(self) -> FilingPeriod:
        """The month, where exactly one is reported on, else the year."""
        month = FilingPeriod(self.begins.year, self.begins.month)
        return month if (self.begins, self.ends) == (month.begins, month.ends) else FilingPeriod(self.year)

    @property
    def calendar_year(self) -> bool:
        """Whether the period is January 1 to December 31 of the year."""
        return (self.begins, self.ends) == (date(self.year, 1, 1), date(self.year, 12, 31))


@dataclass(frozen=True)
class RenderRequest:
    """One version of one filing, ready to be composed.

    `overrides` are the reasons of values typed over computed ones, by place; those of a line with a sealed cell are
    left out of the public version together with its explanations. `schedules` are the ids of those that are printed.
    `fields` are what letters say besides: addressee, contact, dates. `accounts` are the company's changes of its
    charts. `draft` and `sample` are written across pages.
    `attachments` stand behind the schedules. The main paper of a case is made of `paragraphs` and `exhibits`, the same
    in both versions; `lists` are what letters repeat. `own_form` is the form itself, where it is one of the user's own.
    """

    subject: RequestSubject
    view: FilingView
    overrides: Mapping[Place, str] = field(default_factory=dict)
    schedules: tuple[str, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)
    accounts: tuple[AccountEdit, ...] = ()
    draft: bool = False
    sample: bool = False
    attachments: tuple[AttachedVersion, ...] = ()
    paragraphs: tuple[WrittenParagraph, ...] = ()
    exhibits: tuple[PaperExhibit, ...] = ()
    lists: Mapping[str, tuple[Mapping[str, str], ...]] = field(default_factory=dict)
    own_form: str = ""

    @property
    def confidential(self) -> bool:
        """Whether anything is kept under seal: cells, or something of an attachment."""
        return bool(self.view.sealed) or any(one.sealed for one in self.attachments)

    @cached_property
    def contents_code(self) -> str:
        """A short code of what a version says, whatever letters go with it: printed on the page by which it is sworn.

        That of the public version is made of the public request alone, so it tells nothing of what is sealed.
        """
        digest = sha256(request_bytes(replace(self, fields={}, draft=False))).hexdigest().upper()
        return "-".join(digest[start : start + 4] for start in range(0, CODE_LENGTH, 4))


def request_bytes(request: RenderRequest) -> bytes:
    """The request as canonical JSON, and behind it the pictures: the same request always gives the same bytes."""
    attachments, pictures = attached_to_json(request.attachments)
    data = {**_to_json(request), "attachments": attachments}
    words = json.dumps(data, sort_keys=True, ensure_ascii=True, separators=(",", ":")).encode("ascii")
    return words + SEAM + pictures


def surely_same(one: RenderRequest, other: RenderRequest) -> bool:
    """Whether both requests are surely written alike: every value of one is the other's own, and all else is equal.

    Values that are merely equal may be written otherwise (1.0 and 1.00), so they are not told to be the same.
    """
    ours, theirs = one.view, other.view
    return (
        len(ours.values) == len(theirs.values)
        and all(theirs.values.get(place) is value for place, value in ours.values.items())
        and replace(other, view=ours) == one
        and replace(theirs, values=ours.values) == ours
    )


def read_request(content: bytes) -> RenderRequest:
    """The request that `request_bytes` wrote.

    Raises BadRequest for anything else.
    """
    try:
        words, _, pictures = content.partition(SEAM)
        data = json.loads(words)
        if data["format"] != FORMAT:
            raise BadRequest(f"A request of format {data['format']}; this program reads {FORMAT}.")
        return RenderRequest(
            subject=_subject_from(data["subject"]),
            view=_view_from(data["view"]),
            overrides=_texts_from(data["overrides"]),
            schedules=tuple(data["schedules"]),
            fields=dict(data["fields"]),
            accounts=tuple(edit_from_json(*edit) for edit in data["accounts"]),
            draft=data["draft"],
            sample=data["sample"],
            attachments=attached_from_json(data["attachments"], pictures),
            paragraphs=tuple(_paragraph_from(item) for item in data["paragraphs"]),
            exhibits=tuple(_exhibit_from(item) for item in data["exhibits"]),
            lists={name: tuple(dict(item) for item in items) for name, items in data["lists"].items()},
            own_form=data["own_form"],
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BadRequest(f"Not a request: {error}") from None


def _to_json(request: RenderRequest) -> dict[str, Json]:
    return {
        "format": FORMAT,
        "subject": _subject_to(request.subject),
        "view": _view_to(request.view),
        "overrides": {str(place): reason for place, reason in request.overrides.items()},
        "schedules": list(request.schedules),
        "fields": dict(request.fields),
        "accounts": [[edit.utility, edit.id, edit.to_json()] for edit in request.accounts],
        "draft": request.draft,
        "sample": request.sample,
        "own_form": request.own_form,
        "paragraphs": [
            [one.kind.value, one.text, one.number, one.marked, one.listed, one.paper, one.item]
            for one in request.paragraphs
        ],
        "exhibits": [
            [
                one.item,
                one.letter,
                one.lead,
                list(one.cites),
                one.how,
                one.certified,
                list(one.documents),
                list(one.tables),
                one.paragraph,
            ]
            for one in request.exhibits
        ],
        "lists": {name: [dict(item) for item in items] for name, items in request.lists.items()},
    }


def _paragraph_from(data: Sequence[object]) -> WrittenParagraph:
    kind, text, number, marked, listed, paper, item = data
    if not isinstance(number, int):
        raise BadRequest("A paragraph lacks its number.")
    return WrittenParagraph(
        ParagraphKind(str(kind)), str(text), number, marked is True, listed is True, str(paper), str(item)
    )


def _exhibit_from(data: Sequence[object]) -> PaperExhibit:
    item, letter, lead, cites, how, certified, documents, tables, paragraph = data
    if not isinstance(cites, list) or not isinstance(documents, list) or not isinstance(tables, list):
        raise BadRequest("An exhibit lacks its documents.")
    if not isinstance(paragraph, int):
        raise BadRequest("An exhibit lacks the number of its paragraph.")
    words = (str(item), str(letter), str(lead), tuple(map(str, cites)), str(how), str(certified))
    return PaperExhibit(*words, tuple(map(str, documents)), tuple(map(str, tables)), paragraph)


def _subject_to(subject: RequestSubject) -> Json:
    return {
        "company": subject.company,
        "also_known_as": subject.also_known_as,
        "form": subject.form,
        "revision": subject.revision,
        "utilities": list(subject.utilities),
        "system": subject.system,
        "year": subject.year,
        "begins": subject.begins.isoformat(),
        "ends": subject.ends.isoformat(),
        "rules_on": subject.rules_on.isoformat(),
        "note": subject.note,
        "docket": subject.docket,
        "case": subject.case,
    }


def _subject_from(data: dict[str, object]) -> RequestSubject:
    utilities, year, revision = data["utilities"], data["year"], data["revision"]
    if not isinstance(utilities, list) or not isinstance(year, int) or not isinstance(revision, int):
        raise BadRequest("The subject lacks its utilities, year or revision.")
    return RequestSubject(
        company=str(data["company"]),
        also_known_as=str(data["also_known_as"]),
        form=str(data["form"]),
        revision=revision,
        utilities=tuple(str(utility) for utility in utilities),
        system=str(data["system"]),
        year=year,
        begins=date.fromisoformat(str(data["begins"])),
        ends=date.fromisoformat(str(data["ends"])),
        rules_on=date.fromisoformat(str(data["rules_on"])),
        note=str(data["note"]),
        docket=str(data["docket"]),
        case=data["case"] is True,
    )


def _view_to(view: FilingView) -> Json:
    return {
        "values": {str(place): _shown_to(value) for place, value in view.values.items()},
        "notes": {str(place): note for place, note in view.notes.items()},
        "rows": {schedule: list(rows) for schedule, rows in view.rows.items()},
        "sealed": [*sorted(str(place) for place in view.sealed)],
        "seals": [
            {"target": seal.target, "type": seal.type, "reason": seal.reason}
            for seal in sorted(view.seals, key=lambda seal: seal.target)
        ],
        "public": view.public,
    }


def _view_from(data: dict[str, object]) -> FilingView:
    values, rows, sealed, seals = data["values"], data["rows"], data["sealed"], data["seals"]
    if not (isinstance(values, dict) and isinstance(rows, dict)):
        raise BadRequest("The view lacks its values or rows.")
    if not (isinstance(sealed, list) and isinstance(seals, list)):
        raise BadRequest("The view lacks its seals.")
    version = PublicView if data["public"] else FullView
    return version(
        values={place_of(place): _shown_from(value) for place, value in values.items()},
        notes=_texts_from(data["notes"]),
        rows={schedule: tuple(ids) for schedule, ids in rows.items()},
        sealed=frozenset(place_of(place) for place in sealed),
        seals=tuple(Seal(seal["target"], seal["type"], seal["reason"]) for seal in seals),
    )


def _texts_from(data: object) -> dict[Place, str]:
    if not isinstance(data, dict):
        raise BadRequest("Texts by place are missing.")
    return {place_of(place): str(text) for place, text in data.items()}


def _shown_to(value: Shown) -> Json:
    """The value, or the structured sign of a sealed one, which no text can imitate."""
    return {"sealed": True} if isinstance(value, HiddenValue) else value_to_json(value)


def _shown_from(data: Json) -> Shown:
    return HiddenValue.SEALED if data == {"sealed": True} else value_from_json(data)
