"""The lines of the Company page that letters print: none goes out with a blank in the place of one."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import NamedTuple

from desktop_app.services.company.profile import CompanyProfile

OFFICE, SIGNER, PEOPLE = "office_address", "signer_name", "people"
_TOWN = {"city": "city", "state": "state", "zip": "ZIP code"}
_CONTACT = {"contact_name": "name", "contact_title": "title", "contact_phone": "telephone"}


class BlankLine(NamedTuple):
    """A line of the Company page that is blank: its place there, and how it is called."""

    place: str
    words: str


def blank_lines(profile: CompanyProfile, fields: Container[str]) -> Iterator[BlankLine]:
    """The lines of the Company page that are blank and that a letter with these fields prints, each with its place."""
    office, contact = profile.office, profile.contact
    if OFFICE in fields:
        if not office.get("street") and not office.get("box"):
            yield BlankLine("office/street/answer", "Company page, Office: the street or the post office box")
        for name, words in _TOWN.items():
            if not office.get(name):
                yield BlankLine(f"office/{name}/answer", f"Company page, Office: the {words}")
    for name, words in _CONTACT.items():
        line = name.removeprefix("contact_")
        if name in fields and not contact.get(line):
            yield BlankLine(f"contact/{line}/answer", f"Company page, Contact: the {words}")
    if SIGNER in fields:
        yield from _unsigned(profile)


def blank_in_packet(profile: CompanyProfile, officer_title: str) -> str:
    """What the letters of a tariff packet print and is blank, in a sentence; empty where nothing is."""
    untitled = () if officer_title else ("the officer's title in the details of the schedule",)
    blank = "; ".join([*untitled, *(line.words for line in blank_lines(profile, (OFFICE,)))])
    return f"Blank, and the letters of the packet print it: {blank}. Fill it in there." if blank else ""


def _unsigned(profile: CompanyProfile) -> Iterator[BlankLine]:
    signer = next((person for person in profile.people if person.signs), None)
    if signer is None or not signer.name:
        yield BlankLine(
            PEOPLE, "Company page, People: the name of the person who signs (marked with yes under 'signs')"
        )
    elif not signer.title:
        yield BlankLine(PEOPLE, f"Company page, People: the title of {signer.name}")
