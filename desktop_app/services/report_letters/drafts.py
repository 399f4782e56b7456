"""Letters as the company keeps them: ``setting/letter/ID``, from the first field to the day they went out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from desktop_app.domain.dates import NotADate, long_date, parse_date
from desktop_app.domain.filings import COMPANY, FilingState
from desktop_app.domain.json_fields import as_day
from desktop_app.domain.late_dataclasses import dataclass, field, replace
from desktop_app.domain.problems import UserError
from desktop_app.domain.values import Json
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.company.report_forms import ANNUAL_REPORT, answered_kinds
from desktop_app.services.filing_calendar.keeping import delete_event, record_event, recorded_events
from desktop_app.services.report_letters.cases import pending

PREFIX = "setting/letter/"
LETTER, PLEADING, ANSWER, RESPONSE = (
    "extension_letter",
    "extension_pleading",
    "deficiency_answer",
    "disclosure_response",
)
KINDS: Mapping[str, str] = {
    LETTER: "Request for up to thirty more days",
    PLEADING: "Pleading for more than thirty days",
    ANSWER: "Answer to a deficiency notice",
    RESPONSE: "Response to a pleading that asks for disclosure",
}
EVENTS: Mapping[str, tuple[str, ...]] = {
    ANSWER: ("deficiency_notice", "both_versions_notice"),
    RESPONSE: ("disclosure_pleading",),
}
STARTS: Mapping[str, str] = {ANSWER: "notice_date", RESPONSE: "pleading_date"}
MAIL = "By mail"
DIRECT = ("By hand", "Through EFIS")  # received on the very day
WAYS = (MAIL, *DIRECT)
CERTIFIED = frozenset({LETTER, PLEADING})  # those that certify who got a copy: section (6)(B) and (7)(B) of each rule


class NoSuchLetter(UserError):
    """The company keeps no letter of that id."""


class LetterWentOut(UserError):
    """A letter that went out is read-only."""

    def __init__(self) -> None:
        super().__init__("This letter was sent and can no longer be changed. Start a new one.")


@dataclass(frozen=True, slots=True)
class SentLetter:
    """How a letter went out: the day, the way, a tracking number, and the digest of the kept file.

    `received` is the day on which the commission had it, once that is known: the rules count from receipt.
    """

    on: date
    how: str
    tracking: str
    digest: str
    received: date | None = None


@dataclass(frozen=True, slots=True)
class LetterDraft:
    """A letter: its kind, the report year, its date, who signs, and what was typed.

    `rows` are the deficiencies with what is supplied. `served` are the ids of the cases whose parties get a copy,
    `served_on` is the day on which the copies went to them. `no_case_on` is the day as of which the user said that no
    such case is pending. Both are said on this letter and nowhere else.
    `filing` is the filing it is about (of an answer: the revision that goes with it). `text` is the wording as the user
    changed it, empty while it follows the fields. `happening` is the event it answers.
    """

    id: str
    kind: str
    year: int
    day: date
    signer: str = ""
    filing: str = ""
    happening: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    rows: tuple[tuple[str, str], ...] = ()
    served: tuple[str, ...] = ()
    served_on: date | None = None
    no_case_on: date | None = None
    text: str = ""
    sent: SentLetter | None = None

    @property
    def title(self) -> str:
        """What to call it in a list."""
        return f"{KINDS[self.kind]}, report for {self.year}"


def letters(file: CompanyFile) -> tuple[LetterDraft, ...]:
    """All letters, the newest first."""
    found = [
        letter_from_json(key.removeprefix(PREFIX), data)
        for key, data in file.workspace.under(PREFIX).items()
        if isinstance(data, dict)
    ]
    return tuple(sorted(found, key=lambda draft: (draft.day, draft.id), reverse=True))


def letter(file: CompanyFile, letter_id: str) -> LetterDraft:
    """The letter of that id. Raises NoSuchLetter."""
    data = file.workspace.get(f"{PREFIX}{letter_id}")
    if not isinstance(data, dict):
        raise NoSuchLetter(f"There is no letter '{letter_id}'.")
    return letter_from_json(letter_id, data)


def begin_letter(file: CompanyFile, kind: str, year: int, happening: str = "") -> LetterDraft:
    """A new letter with what is known already: signer, the day asked for, the notice's date. It is not kept yet."""
    people = [person for person in file.profile().people if person.name]
    signer = next((person.name for person in people if person.signs), people[0].name if people else "")
    events = [item for item in recorded_events(file) if item.event in EVENTS.get(kind, ())]
    answered = next((item for item in events if item.id == happening), events[-1] if events else None)
    draft = LetterDraft(
        id=file.new_id(),
        kind=kind,
        year=year,
        day=file.clock.today(),
        signer=signer,
        filing=_filing_of(file, kind, year),
        happening=answered.id if answered is not None else "",
        served=tuple(case.id for case in pending(file)) if kind in CERTIFIED else (),
    )
    values: dict[str, str] = {}
    longest = file.law().ends("annual_report/longest_by_letter", date(year, 12, 31))
    if kind == LETTER and longest is not None:
        values["until"] = long_date(longest)
    if answered is not None:
        values[STARTS[kind]] = long_date(answered.day)
    return replace(draft, values=values)


def keep_letter(file: CompanyFile, draft: LetterDraft) -> None:
    """Keeps a letter as it stands. Raises LetterWentOut for one that went out."""
    kept = file.workspace.get(f"{PREFIX}{draft.id}")
    if isinstance(kept, dict) and kept.get("sent") is not None:
        raise LetterWentOut
    file.edit(COMPANY, draft.title, {f"{PREFIX}{draft.id}": letter_json(draft)})


def with_its_event(file: CompanyFile, draft: LetterDraft) -> LetterDraft:
    """The letter with the event it answers in the calendar: the day typed for a notice or pleading starts its clock.

    The day is written down if it is not there yet; an event of another day that this letter wrote down gives way.
    """
    events = EVENTS.get(draft.kind, ())
    day = _day_of(draft.values.get(STARTS.get(draft.kind, ""), ""))
    if not events or day is None:
        return draft
    known = [item for item in recorded_events(file) if item.event in events]
    if any(item.id == draft.happening and item.day == day for item in known):
        return draft
    same = next((item for item in known if item.day == day), None)
    if same is None:
        if any(item.id == draft.happening and item.about == draft.id for item in known):
            delete_event(file, draft.happening)
        number = draft.values.get("notice_number", "") or draft.values.get("docket", "")
        same = record_event(file, events[0], day, about=draft.id, note=number)
    return replace(draft, happening=same.id)


def delete_draft(file: CompanyFile, draft: LetterDraft) -> None:
    """Takes a letter away that did not go out. Raises LetterWentOut."""
    if draft.sent is not None:
        raise LetterWentOut
    file.edit(COMPANY, f"{draft.title}: deleted", {f"{PREFIX}{draft.id}": None})


def _day_of(words: str) -> date | None:
    try:
        return parse_date(words)
    except NotADate:
        return None


def _filing_of(file: CompanyFile, kind: str, year: int) -> str:
    """The report of the year; for an answer its newest revision that is open, for a response what was filed."""
    kinds = answered_kinds(file.library)
    filings = [
        item for item in file.filings() if kinds.get(item.form, item.form) == ANNUAL_REPORT and item.year == year
    ]
    wanted = FilingState.FILED if kind == RESPONSE else FilingState.OPEN
    best = [item for item in filings if item.state is wanted] or filings
    return best[-1].id if best else ""


def letter_json(draft: LetterDraft) -> Json:
    """A letter as the workspace keeps it, without its id, which is its key."""
    sent: Json = None
    if draft.sent is not None:
        sent = {
            "on": draft.sent.on.isoformat(),
            "how": draft.sent.how,
            "tracking": draft.sent.tracking,
            "digest": draft.sent.digest,
            "received": _iso(draft.sent.received),
        }
    return {
        "kind": draft.kind,
        "year": draft.year,
        "day": draft.day.isoformat(),
        "signer": draft.signer,
        "filing": draft.filing,
        "happening": draft.happening,
        "values": dict(draft.values),
        "rows": [list(row) for row in draft.rows],
        "served": list(draft.served),
        "served_on": _iso(draft.served_on),
        "no_case_on": _iso(draft.no_case_on),
        "text": draft.text,
        "sent": sent,
    }


def letter_from_json(letter_id: str, data: Mapping[str, Json]) -> LetterDraft:
    """The letter that `to_json` wrote. Raises ValueError for anything else."""
    values, rows, served, year = data.get("values"), data.get("rows"), data.get("served"), data.get("year")
    if not isinstance(values, dict) or not isinstance(rows, list) or not isinstance(served, list):
        raise ValueError(f"The letter {letter_id} lacks its fields.")
    return LetterDraft(
        id=letter_id,
        kind=str(data.get("kind")),
        year=year if isinstance(year, int) else 0,
        day=as_day(data.get("day")),
        signer=str(data.get("signer", "")),
        filing=str(data.get("filing", "")),
        happening=str(data.get("happening", "")),
        values={name: str(value) for name, value in values.items()},
        rows=tuple((str(row[0]), str(row[1])) for row in rows if isinstance(row, list)),
        served=tuple(str(item) for item in served),
        served_on=_kept_day(data.get("served_on")),
        no_case_on=_kept_day(data.get("no_case_on")),
        text=str(data.get("text", "")),
        sent=_sent(data.get("sent")),
    )


def _sent(data: Json) -> SentLetter | None:
    if not isinstance(data, dict):
        return None
    return SentLetter(
        as_day(data.get("on")),
        str(data.get("how", "")),
        str(data.get("tracking", "")),
        str(data.get("digest", "")),
        _kept_day(data.get("received")),
    )


def _iso(day: date | None) -> Json:
    return None if day is None else day.isoformat()


def _kept_day(data: Json) -> date | None:
    return date.fromisoformat(data) if isinstance(data, str) else None
