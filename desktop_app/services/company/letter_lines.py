"""The lines of the Company page that letters print: none goes out with a blank in the place of one."""

from __future__ import annotations

from collections.abc import Container, Iterator

from desktop_app.services.company.profile import CompanyProfile

OFFICE, SIGNER = "office_address", "signer_name"
_TOWN = {"city": "city", "state": "state", "zip": "ZIP code"}
_CONTACT = {"contact_name": "name", "contact_title": "title", "contact_phone": "telephone"}


def blank_lines(profile: CompanyProfile, fields: Container[str]) -> Iterator[str]:
    """The lines of the Company page that are blank and that a letter with these fields prints, each with its place."""
    office, contact = profile.office, profile.contact
    if OFFICE in fields:
        if not office.get("street") and not office.get("box"):
            yield "Company page, Office: the street or the post office box"
        yield from (f"Company page, Office: the {words}" for name, words in _TOWN.items() if not office.get(name))
    for name, words in _CONTACT.items():
        if name in fields and not contact.get(name.removeprefix("contact_")):
            yield f"Company page, Contact: the {words}"
    if SIGNER in fields:
        yield from _unsigned(profile)


def blank_in_packet(profile: CompanyProfile, officer_title: str) -> str:
    """What the letters of a tariff packet print and is blank, in a sentence; empty where nothing is."""
    untitled = () if officer_title else ("the officer's title in the details of the schedule",)
    blank = "; ".join([*untitled, *blank_lines(profile, (OFFICE,))])
    return f"Blank, and the letters of the packet print it: {blank}. Fill it in there." if blank else ""


def _unsigned(profile: CompanyProfile) -> Iterator[str]:
    signer = next((person for person in profile.people if person.signs), None)
    if signer is None or not signer.name:
        yield "Company page, People: the name of the person who signs (marked with yes under 'signs')"
    elif not signer.title:
        yield f"Company page, People: the title of {signer.name}"
