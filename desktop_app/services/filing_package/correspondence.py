"""What the letters say besides the filing's own particulars: the person to ask, the signer, addressees and dates.

All of it is public. What a person has to write by hand is a blank line, never a guess.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from desktop_app.domain.dates import long_date
from desktop_app.domain.filings import Filing
from desktop_app.rulebook.rulebook import NoRuleYet, NoSuchRule, Rulebook
from desktop_app.services.profile import Profile

BLANK = "_" * 30
ONE = "one"
SECRETARY = "addressees/secretary"
_NUMBERS = ("extension_days", "penalty_base", "penalty_per_day")
_DAYS = {"due_date": ("due_month", "due_day"), "request_by": ("extension_request_month", "extension_request_day")}


def letter_fields(profile: Profile, filing: Filing, rules: Rulebook, copies: str = ONE) -> dict[str, str]:
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
        **_legal(filing, rules),
    }


def _address(office: Mapping[str, str]) -> str:
    town = " ".join(part for part in (office.get("state", ""), office.get("zip", "")) if part)
    place = ", ".join(part for part in (office.get("city", ""), town) if part)
    return "\n".join(line for line in (office.get("street", ""), office.get("box", ""), place) if line)


def _legal(filing: Filing, rules: Rulebook) -> dict[str, str]:
    """The legal values that letters name; one that the rules do not have for this form is a blank line."""
    topic = filing.form
    numbers = {name: _number(rules, f"{topic}/{name}", filing.rules_on) for name in _NUMBERS}
    found = {name: BLANK if value is None else f"{value:f}" for name, value in numbers.items()}
    for name, (month, day) in _DAYS.items():
        when = _number(rules, f"{topic}/{month}", filing.rules_on), _number(rules, f"{topic}/{day}", filing.rules_on)
        known = when[0] is not None and when[1] is not None
        found[name] = long_date(date(filing.year + 1, int(when[0] or 1), int(when[1] or 1))) if known else BLANK
    try:
        found["secretary_address"] = rules.value(SECRETARY, filing.rules_on).text.strip()
    except (NoSuchRule, NoRuleYet):
        found["secretary_address"] = BLANK
    return found


def _number(rules: Rulebook, name: str, on: date) -> Decimal | None:
    try:
        return rules.value(name, on).number
    except (NoSuchRule, NoRuleYet):
        return None
