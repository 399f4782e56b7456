"""Oath pages that were printed for signing, and what changed after: an oath to other contents is void.

A package that is no draft prints a code of its contents at the foot of each oath page. What the code stood for is kept
with the company, so that the program can say when the signed page no longer belongs to the report, and why.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from hashlib import sha256

from desktop_app.domain.dates import long_date, parse_date
from desktop_app.domain.filings import COMPANY, FilingState
from desktop_app.domain.json_fields import as_list, as_table, as_whole
from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.values import Json, value_to_json
from desktop_app.formspec.public_view import full_view
from desktop_app.formspec.sheet import FormLayout
from desktop_app.formspec.wording import location
from desktop_app.services.company import workspace_keys as records
from desktop_app.services.company.company_file import CompanyFile

PREFIX = "setting/oath/"
PRINTED = frozenset(
    {records.ANSWER, records.ROWS, records.OVERRIDE, records.EXPLAIN, records.SEAL, records.ATTACHMENT, records.ACCOUNT}
)
MOST_NAMED = 8
OTHERWISE = "something that this file does not tell (a new version of the program or of its rules, another computer)"
PARTICULARS = "the case number or another particular of the filing"


@dataclass(frozen=True, slots=True)
class OathPage:
    """The oath pages of a package: printed on `day` with `codes`, for `contents`, after the journal's `step`."""

    day: str
    codes: tuple[str, ...]
    contents: str
    step: int

    def to_json(self) -> Json:
        """The page as the workspace keeps it; `oath_from_json` is the inverse."""
        return {"day": self.day, "codes": list(self.codes), "contents": self.contents, "step": self.step}


@dataclass(frozen=True, slots=True)
class VoidOath:
    """An oath page whose contents are no longer those of the filing, and what changed since, in words."""

    page: OathPage
    changed: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """What happened and what is to be done."""
        more = f"; and {len(self.changed) - MOST_NAMED} more" if len(self.changed) > MOST_NAMED else ""
        named = "; ".join(self.changed[:MOST_NAMED]) or OTHERWISE
        day, codes = long_date(parse_date(self.page.day)), " and ".join(self.page.codes)
        return (
            f"The oath page printed on {day} with the code {codes} is void. Changed since: {named}{more}. Produce the "
            "package again and have the new page signed."
        )


def oath_from_json(_: str, data: Mapping[str, Json]) -> OathPage:
    """The page that `OathPage.to_json` wrote. Raises ValueError for anything else."""
    codes = tuple(str(code) for code in as_list(data.get("codes")))
    day = parse_date(str(data.get("day"))).isoformat()
    return OathPage(day, codes, str(data.get("contents")), as_whole(data.get("step")))


def contents_of(file: CompanyFile, filing: str) -> str:
    """The digest of everything that a filing prints of the company's answers."""
    book = file.book(filing)
    view = full_view(book.calculation)
    work = {key for key, schedule in book.sheet.schedules.items() if schedule.definition.work}
    data: dict[str, Json] = {
        "values": {
            str(place): value_to_json(value)
            for place, value in sorted(book.calculation.values.items())
            if place.schedule not in work
        },
        "notes": {str(place): words for place, words in sorted(view.notes.items())},
        "overrides": {str(place): item.reason for place, item in sorted(book.answers.overrides.items())},
        "rows": {schedule: list(rows) for schedule, rows in sorted(book.answers.rows.items()) if schedule not in work},
        "sealed": [str(place) for place in sorted(view.sealed)],
        "seals": {seal.target: [seal.type, seal.reason] for seal in view.seals},
        "docket": book.filing.docket,
        "applicant": {} if book.sheet.form.case is None else _applicant(file),
        "attachments": dict(file.workspace.under(f"{records.ATTACHMENT}/{filing}/")),
        "accounts": records.edits_to_json(file.account_edits(filing)),
    }
    return sha256(json.dumps(data, sort_keys=True, ensure_ascii=False).encode("utf-8")).hexdigest()


def _applicant(file: CompanyFile) -> dict[str, Json]:
    """The Company page, from which the paper of a case takes who applies, who signs and who answers questions."""
    return {str(place): value_to_json(value) for place, value in sorted(file.book(COMPANY).calculation.values.items())}


def last_step(file: CompanyFile) -> int:
    """The number of the journal's newest step, 0 before the first."""
    return next((entry.number for entry in file.workspace.journal(1)), 0)


def keep_oath_page(file: CompanyFile, filing: str, page: OathPage) -> None:
    """Remembers the oath pages of a package; those of an earlier one count no more."""
    if not file.workspace.read_only and page != oath_page(file, filing):
        file.edit(COMPANY, f"Oath page of {filing} printed", {f"{PREFIX}{filing}": page.to_json()})


def oath_page(file: CompanyFile, filing: str) -> OathPage | None:
    """The oath pages that were printed last, None if none were. Undo takes no paper back: what was printed counts."""
    key = f"{PREFIX}{filing}"
    edit = file.workspace.last_edit_of(key)
    data = file.workspace.get(key) if edit is None else next(one.after for one in edit.changes if one.key == key)
    return None if data is None else oath_from_json(filing, as_table(data))


def void_oath(file: CompanyFile, filing: str) -> VoidOath | None:
    """The oath page of an open filing that was edited after it was printed; None where there is none."""
    page = oath_page(file, filing)
    if page is None or file.filing(filing).state is FilingState.FILED or contents_of(file, filing) == page.contents:
        return None
    return VoidOath(page, tuple(dict.fromkeys(_changed(file, filing, page.step))))


def _changed(file: CompanyFile, filing: str, step: int) -> Iterator[str]:
    """What was changed after a step of the journal and is not as it was then."""
    before: dict[str, Json] = {}
    for entry in reversed([entry for entry in file.workspace.journal() if entry.number > step]):
        for change in entry.changes:
            before.setdefault(change.key, change.before)
    changed = [key for key, value in before.items() if file.workspace.get(key) != value]
    if records.filing_key(filing) in changed:
        yield PARTICULARS
    sheets = {filing: file.book(filing).sheet, COMPANY: file.book(COMPANY).sheet}
    for key in changed:
        kind, _, rest = key.partition("/")
        whose, _, path = rest.partition("/")
        if kind in PRINTED and whose in sheets:
            yield _in_words(sheets[whose], kind, path, company=whose == COMPANY)


def _in_words(sheet: FormLayout, kind: str, path: str, *, company: bool) -> str:
    place = records.cell_of(kind, path)
    schedule = sheet.schedules.get(path.partition("/")[0])
    if place is not None and place in sheet.cells:
        where = location(sheet, place)
    elif schedule is not None:
        where = f"page {schedule.definition.page}, {schedule.definition.title}"
    else:
        where = path.replace("/", ", ")
    words = f"{records.KIND_OF[kind].words}{where}"
    return f"Company page, {words}" if company else words
