"""What a revision changes against the version that was filed.

Sealed cells are left out of what is printed: whether one changed may itself tell something. What is printed is made of
the two public views alone. Work pages belong to no version and to no list.
"""

from __future__ import annotations

from collections.abc import Iterator

from desktop_app.domain.dates import NotADate, long_date, parse_date
from desktop_app.domain.filings import Filing
from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.sentences import sentence_start
from desktop_app.domain.values import Place
from desktop_app.formspec.evaluation import FilingValues
from desktop_app.formspec.public_view import FilingView, HiddenValue, PublicFiling, Shown, full_view, public_filing
from desktop_app.formspec.sheet import FormLayout
from desktop_app.formspec.wording import location, value_text
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.filings.printed_schedules import printed_schedules

BLANK = "blank"


@dataclass(frozen=True, slots=True)
class RevisedEntry:
    """An entry that differs: where, in words, what was filed, what it reads now, and whether it is under seal."""

    place: Place
    where: str
    before: str
    after: str
    sealed: bool


def changed_since(file: CompanyFile, filing: Filing) -> tuple[RevisedEntry, ...]:
    """The entries of a revision that differ from the version filed, in the order of the form; nothing otherwise.

    Sealed ones are among them: this is for the company itself.
    """
    if not filing.revises:
        return ()
    new, old = file.book(filing.id), file.book(filing.revises)
    views = full_view(new.calculation), full_view(old.calculation)
    printed = printed_in(new.calculation, old.calculation)
    return tuple(change for change in _changed((new.sheet, old.sheet), *views) if change.place.schedule in printed)


def printed_in(new: FilingValues, old: FilingValues) -> frozenset[str]:
    """The schedules that one of two versions prints; what stands on a page that is not asked belongs to no report."""
    return frozenset(key for version in (new, old) for key in printed_schedules(version, public_filing(version).view))


def printed_of(file: CompanyFile, filing: str, revises: str) -> frozenset[str]:
    """The schedules that a revision or the version filed prints."""
    return printed_in(file.book(filing).calculation, file.book(revises).calculation)


def public_changes(new: PublicFiling, old: PublicFiling, printed: frozenset[str]) -> tuple[RevisedEntry, ...]:
    """Those that anybody may see, of the schedules that are printed."""
    found = _changed((new.sheet, old.sheet), new.view, old.view)
    return tuple(change for change in found if not change.sealed and change.place.schedule in printed)


def revision_fields(new: PublicFiling, old: PublicFiling, printed: frozenset[str], filed_on: str) -> dict[str, str]:
    """What the papers of a revision say: the day the version was filed that it corrects, and what differs."""
    changes = public_changes(new, old, printed)
    lines = [f"{item.where}: {item.before} is corrected to {item.after}" for item in changes]
    return {
        "revises": _when(filed_on),
        "changes": "\n".join(sentence_start(line) for line in lines),
        "no_changes": "" if lines else "yes",
        "seals": "yes" if new.view.sealed | old.view.sealed else "",
    }


def _changed(sheets: tuple[FormLayout, FormLayout], new: FilingView, old: FilingView) -> Iterator[RevisedEntry]:
    sealed = new.sealed | old.sealed
    for place in dict.fromkeys((*sheets[0].cells, *sheets[1].cells)):
        sheet = sheets[0] if place in sheets[0].cells else sheets[1]
        before, after = old.values.get(place), new.values.get(place)
        if before != after:
            words = _text(sheet, place, before), _text(sheet, place, after)
            yield RevisedEntry(place, location(sheet, place), *words, place in sealed)


def _text(sheet: FormLayout, place: Place, value: Shown | None) -> str:
    return BLANK if isinstance(value, HiddenValue) else value_text(value, sheet.cells[place]) or BLANK


def _when(day: str) -> str:
    try:
        return long_date(parse_date(day))
    except NotADate:
        return day
