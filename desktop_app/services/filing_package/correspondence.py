"""What the letters say besides the filing's own particulars: the person to ask, the signer, addressees and dates.

All of it is public. What a person has to write by hand is a blank line, never a guess.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from desktop_app.domain.dates import long_date
from desktop_app.domain.filings import Filing
from desktop_app.rulebook.clock import NoSuchClock
from desktop_app.rulebook.law import Law
from desktop_app.rulebook.rulebook import NoRuleYet, NoSuchRule, Rulebook
from desktop_app.services.profile import Profile

BLANK = "_" * 30
ONE = "one"
SECRETARY = "addressees/secretary"
_NUMBERS = ("penalty_base", "penalty_per_day")
_DAYS = {"due_date": "due", "request_by": "ask_by_letter", "longest_date": "longest_by_letter"}


def letter_fields(profile: Profile, filing: Filing, law: Law, copies: str = ONE) -> dict[str, str]:
    """The fields by name. `copies` says in words how many of each version are sent: the rule names no number."""
    signer = next((person for person in profile.people if person.signs), None)
    contact = profile.contact
    return {
        "office_address": _address(profile.office),
        "contact_name": contact.get("name", ""),
        "contact_title": contact.get("title", ""),
        "contact_phone": contact.get("phone", ""),
        "contact_email": contact.get("email", ""),
        "signer_name": (signer.name if signer else "") or BLANK,
        "signer_title": (signer.title if signer else "") or BLANK,
        "copies": copies,
        **_legal(filing, law),
    }


def _address(office: Mapping[str, str]) -> str:
    town = " ".join(part for part in (office.get("state", ""), office.get("zip", "")) if part)
    place = ", ".join(part for part in (office.get("city", ""), town) if part)
    return "\n".join(line for line in (office.get("street", ""), office.get("box", ""), place) if line)


def _legal(filing: Filing, law: Law) -> dict[str, str]:
    """The legal values that letters name; one that the rules do not have for this form is a blank line."""
    found = {name: _number(law.rules, f"{filing.form}/{name}", filing.rules_on) for name in _NUMBERS}
    found.update({name: _day(law, f"{filing.form}/{clock}", filing) for name, clock in _DAYS.items()})
    try:
        found["secretary_address"] = law.rules.value(SECRETARY, filing.rules_on).text.strip()
    except (NoSuchRule, NoRuleYet):
        found["secretary_address"] = BLANK
    return found


def _number(rules: Rulebook, name: str, on: date) -> str:
    try:
        return f"{rules.value(name, on).number:f}"
    except (NoSuchRule, NoRuleYet):
        return BLANK


def _day(law: Law, clock: str, filing: Filing) -> str:
    try:
        end = law.ends(clock, date(filing.year, 12, 31))
    except (NoSuchClock, NoSuchRule):
        return BLANK
    return BLANK if end is None else long_date(end)
