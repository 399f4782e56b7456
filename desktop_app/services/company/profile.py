"""The company profile in the words of the trade, read from the answers of the company form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from desktop_app.domain.values import Place, Value

UTILITIES = ("water", "sewer", "heating", "electric", "gas", "telecom")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the company, with the role in which he or she may sign."""

    name: str
    role: str
    title: str
    phone: str
    email: str
    signs: bool


@dataclass(frozen=True, slots=True)
class Profile:
    """Who the company is: its full certificated name, what it provides, its people.

    `facts` are the lines of the schedule of duties that were answered yes.
    """

    legal_name: str
    dba: str
    utilities: tuple[str, ...]
    system: str
    organisation: str
    contact: Mapping[str, str]
    office: Mapping[str, str]
    people: tuple[Person, ...]
    facts: frozenset[str] = frozenset()

    @property
    def full_name(self) -> str:
        """The certificated name with the name under which business is done."""
        return f"{self.legal_name}, d/b/a {self.dba}" if self.dba else self.legal_name


def profile_of(values: Mapping[Place, Value], rows: Mapping[str, tuple[str, ...]]) -> Profile:
    """The profile from the company form's values."""

    def text(schedule: str, line: str, column: str = "answer") -> str:
        value = values.get(Place(schedule, line, column))
        return value if isinstance(value, str) else ""

    def fields(schedule: str) -> dict[str, str]:
        return {
            place.line: str(value)
            for place, value in values.items()
            if place.schedule == schedule and place.column == "answer" and isinstance(value, str)
        }

    people = tuple(
        Person(
            name=text("people", row, "name"),
            role=text("people", row, "role"),
            title=text("people", row, "title"),
            phone=text("people", row, "phone"),
            email=text("people", row, "email"),
            signs=text("people", row, "signs") == "yes",
        )
        for row in rows.get("people", ())
    )
    return Profile(
        legal_name=text("identity", "legal_name"),
        dba=text("identity", "dba"),
        utilities=tuple(name for name in UTILITIES if text("identity", name) == "yes"),
        system=text("identity", "accounting_system") or "naruc1996",
        organisation=text("identity", "organisation"),
        contact=fields("contact"),
        office=fields("office"),
        people=people,
        facts=frozenset(line for line, answer in fields("duties").items() if answer == "yes"),
    )
