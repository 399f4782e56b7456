"""The company profile in the words of the trade, read from the answers of the company form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.values import Place, Value
from desktop_app.formspec.public_view import PublicView, Shown

Values = Mapping[Place, Value] | Mapping[Place, Shown]
PEOPLE = "people"
PROFILE_PAGE = "Company page"  # as the source of what it says
SYSTEM_PLACE = Place("identity", "accounting_system", "answer")
# The books of a company with nothing but telephone service follow no listed system: its accounts have no numbers.
TELEPHONE, TELEPHONE_SYSTEM = "telecom", "telephone"
UTILITIES = ("water", "sewer", "heating", "electric", "gas", "telecom")


@dataclass(frozen=True, slots=True)
class CompanyPerson:
    """Somebody of the company, with the role in which he or she may sign."""

    name: str
    role: str
    title: str
    phone: str
    email: str
    signs: bool
    until: date | None = None


@dataclass(frozen=True, slots=True)
class CompanyProfile:
    """Who the company is: its full certificated name, what it provides, its people.

    Names, addresses and people are made of what `public_view` returns: whatever prints them is public. `facts` are the
    lines of the schedule of duties that were answered yes.
    """

    legal_name: str
    dba: str
    utilities: tuple[str, ...]
    system: str
    organisation: str
    contact: Mapping[str, str]
    office: Mapping[str, str]
    people: tuple[CompanyPerson, ...]
    facts: frozenset[str] = frozenset()
    year_end: str = ""

    @property
    def full_name(self) -> str:
        """The certificated name with the name under which business is done."""
        return f"{self.legal_name}, d/b/a {self.dba}" if self.dba else self.legal_name


def squeezed_name(words: str) -> str:
    """A name or title as it is compared with another: without spaces and capitals."""
    return "".join(words.casefold().split())


def holds_title(title: str, held: Iterable[str]) -> bool:
    """Whether a title on paper is one of those that a person holds, or several of them joined with "and"."""
    names = {squeezed_name(name) for name in held}
    return squeezed_name(title) in names or {squeezed_name(part) for part in title.split(" and ")} <= names


def provided_by(answers: Mapping[Place, Value]) -> tuple[str, ...]:
    """The services that the company form's answers say the company provides."""
    return tuple(name for name in UTILITIES if answers.get(Place("identity", name, "answer")) == "yes")


def profile_of(known: Mapping[Place, Value], shown: PublicView, people: tuple[str, ...]) -> CompanyProfile:
    """The profile from the company form: what it provides by all that is `known`, the rest as it is `shown`.

    `people` are the rows of the people, in order.
    """

    def text(schedule: str, line: str, column: str = "answer", values: Values = shown.values) -> str:
        value = values.get(Place(schedule, line, column))
        return value if isinstance(value, str) else ""

    def day(schedule: str, line: str, column: str) -> date | None:
        value = shown.values.get(Place(schedule, line, column))
        return value if isinstance(value, date) else None

    def fields(schedule: str, values: Values = shown.values) -> dict[str, str]:
        return {
            place.line: value
            for place, value in values.items()
            if place.schedule == schedule and place.column == "answer" and isinstance(value, str)
        }

    persons = tuple(
        CompanyPerson(
            name=text("people", row, "name"),
            role=text("people", row, "role"),
            title=text("people", row, "title"),
            phone=text("people", row, "phone"),
            email=text("people", row, "email"),
            signs=text("people", row, "signs") == "yes",
            until=day("people", row, "until"),
        )
        for row in people
    )
    utilities = tuple(name for name in UTILITIES if text("identity", name, values=known) == "yes")
    own = TELEPHONE_SYSTEM if utilities == (TELEPHONE,) else text("identity", "accounting_system", values=known)
    return CompanyProfile(
        legal_name=text("identity", "legal_name"),
        dba=text("identity", "dba"),
        utilities=utilities,
        system=own or "naruc1996",
        organisation=text("identity", "organisation", values=known),
        contact=fields("contact"),
        office=fields("office"),
        people=persons,
        facts=frozenset(line for line, answer in fields("duties", known).items() if answer == "yes"),
        year_end=text("identity", "year_end"),
    )
