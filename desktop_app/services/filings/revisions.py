"""What a revision changes against the version that was filed.

Sealed cells are left out of what is printed: whether one changed may itself tell something.
"""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.domain.dates import NotADate, long_date, parse_date
from desktop_app.domain.filings import Filing
from desktop_app.domain.values import Place
from desktop_app.formspec.wording import location, value_text
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.confidentiality.sealing import sealed_now

BLANK = "blank"


@dataclass(frozen=True, slots=True)
class Changed:
    """An entry that differs: where, in words, what was filed, what it reads now, and whether it is under seal."""

    place: Place
    where: str
    before: str
    after: str
    sealed: bool


def changed_since(file: CompanyFile, filing: Filing) -> tuple[Changed, ...]:
    """The entries of a revision that differ from the version filed, in the order of the form; nothing otherwise."""
    if not filing.revises:
        return ()
    new, old = file.book(filing.id), file.book(filing.revises)
    sealed = sealed_now(new) | sealed_now(old)
    found = []
    for place in dict.fromkeys((*new.sheet.cells, *old.sheet.cells)):
        sheet = new.sheet if place in new.sheet.cells else old.sheet
        spec = sheet.cells[place]
        before, after = old.calculation.values.get(place), new.calculation.values.get(place)
        if before != after:
            found.append(
                Changed(
                    place,
                    location(sheet, place),
                    value_text(before, spec) or BLANK,
                    value_text(after, spec) or BLANK,
                    place in sealed,
                )
            )
    return tuple(found)


def public_changes(file: CompanyFile, filing: Filing) -> tuple[Changed, ...]:
    """Those that anybody may see."""
    return tuple(change for change in changed_since(file, filing) if not change.sealed)


def revision_fields(file: CompanyFile, filing: Filing) -> dict[str, str]:
    """What the papers of a revision say: the day the version was filed that it corrects, and what differs."""
    if not filing.revises:
        return {}
    old = file.filing(filing.revises)
    lines = [f"{item.where}: {item.before} is corrected to {item.after}" for item in public_changes(file, filing)]
    seals = bool(sealed_now(file.book(filing.id)) | sealed_now(file.book(old.id)))
    return {
        "revises": _when(old.filed_on),
        "changes": "\n".join(f"{line[:1].upper()}{line[1:]}" for line in lines),
        "no_changes": "" if lines else "yes",
        "seals": "yes" if seals else "",
    }


def _when(day: str) -> str:
    try:
        return long_date(parse_date(day))
    except NotADate:
        return day
