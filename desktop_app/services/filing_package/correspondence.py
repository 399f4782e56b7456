"""What the letters say besides the filing's own particulars: the person to ask, the signer, addressees and dates.

All of it is public. What a person has to write by hand is a blank line, never a guess.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from desktop_app.domain.dates import long_date
from desktop_app.domain.filings import Filing
from desktop_app.rulebook.clock import NoSuchClock
from desktop_app.rulebook.law import ChapterLaw
from desktop_app.rulebook.rulebook import NoRuleYet, NoSuchRule, Rulebook
from desktop_app.services.company.profile import CompanyProfile

BLANK = "_" * 30
ONE = "one"
# Begins the fields that stand for a statement which only the company can make: answered yes, or empty.
SAID = "said_"
ADDRESSEES = "addressees/"


def letter_fields(
    profile: CompanyProfile, filing: Filing, law: ChapterLaw, clocks: Mapping[str, str], copies: str = ONE
) -> dict[str, str]:
    """The fields by name. `clocks` are those of the days that the form's letters print, by field.

    `copies` says in words how many of each version are sent: the rule names no number.
    """
    signer = next((person for person in profile.people if person.signs), None)
    contact = profile.contact
    return {
        "office_address": address(profile.office),
        "contact_name": contact.get("name", ""),
        "contact_title": contact.get("title", ""),
        "contact_phone": contact.get("phone", ""),
        "contact_email": contact.get("email", ""),
        "signer_name": (signer.name if signer else "") or BLANK,
        "signer_title": (signer.title if signer else "") or BLANK,
        "copies": copies,
        **_legal(filing, law, clocks),
    }


def ended_words(words: str) -> str:
    """A user's words as the end of a sentence; a blank to fill in has no end."""
    return words if words == BLANK or words.endswith((".", "!", "?", ":")) else f"{words}."


def address(office: Mapping[str, str]) -> str:
    """The principal office, line by line."""
    town = " ".join(part for part in (office.get("state", ""), office.get("zip", "")) if part)
    place = ", ".join(part for part in (office.get("city", ""), town) if part)
    return "\n".join(line for line in (office.get("street", ""), office.get("box", ""), place) if line)


def _legal(filing: Filing, law: ChapterLaw, clocks: Mapping[str, str]) -> dict[str, str]:
    """The legal values that letters name; one that the rules do not have for this form is a blank line."""
    found = _penalty(law, filing)
    found.update({name: _day(law, clock, filing) for name, clock in clocks.items()})
    for name in law.rules.names:
        if name.startswith(ADDRESSEES):
            found[f"{name.removeprefix(ADDRESSEES)}_address"] = _address_of(law.rules, name, filing.rules_on)
    return found


def _address_of(rules: Rulebook, name: str, on: date) -> str:
    try:
        return rules.value(name, on).text.strip()
    except NoRuleYet:
        return BLANK


def _penalty(law: ChapterLaw, filing: Filing) -> dict[str, str]:
    """What being late costs a company with these services; a rule without a base sum has only that of each day."""
    known = law.penalties.of(filing.utilities)
    if known is None:
        return {}
    base = _number(law.rules, known.base, filing.rules_on) if known.base else ""
    per_day = _number(law.rules, known.per_day, filing.rules_on)
    return {"penalty_base": base, "penalty_per_day": per_day, "no_penalty_base": "" if base else "yes"}


def _number(rules: Rulebook, name: str, on: date) -> str:
    try:
        return f"{rules.value(name, on).number:f}"
    except (NoSuchRule, NoRuleYet):
        return BLANK


def _day(law: ChapterLaw, clock: str, filing: Filing) -> str:
    try:
        end = law.ends(clock, filing.period.ends)
    except (NoSuchClock, NoSuchRule):
        return BLANK
    return BLANK if end is None else long_date(end)
