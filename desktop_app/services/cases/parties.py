"""The parties of a case, kept once: ``setting/party/ID``. A certificate of service names them."""

from __future__ import annotations

from desktop_app.domain.filings import COMPANY
from desktop_app.domain.late_dataclasses import dataclass, replace
from desktop_app.domain.problems import UserError
from desktop_app.domain.values import Json
from desktop_app.services.cases.following import case_number
from desktop_app.services.company.company_file import CompanyFile

PREFIX = "setting/party/"


class BadParty(UserError):
    """A party cannot be kept as it stands."""


@dataclass(frozen=True, slots=True)
class CaseParty:
    """Somebody who gets copies in a case: the party, its attorney, and where copies go."""

    id: str
    docket: str
    name: str
    counsel: str = ""
    address: str = ""
    email: str = ""
    source: str = ""  # from where it was taken over

    @property
    def block(self) -> str:
        """Name, attorney and addresses, line by line."""
        counsel = f"by {self.counsel}" if self.counsel else ""
        return "\n".join(filter(None, (self.name, counsel, self.address, self.email)))


def case_parties(file: CompanyFile, docket: str = "") -> tuple[CaseParty, ...]:
    """The parties of a case, or of all, by case and name."""
    found = [
        CaseParty(key.removeprefix(PREFIX), *(str(data.get(name, "")) for name in (*_FIELDS, "source")))
        for key, data in file.workspace.under(PREFIX).items()
        if isinstance(data, dict)
    ]
    wanted = (one for one in found if not docket or one.docket == docket)
    return tuple(sorted(wanted, key=lambda one: (one.docket, one.name.casefold(), one.id)))


def keep_party(file: CompanyFile, party: CaseParty) -> CaseParty:
    """Keeps a party, a new one under a new id.

    Raises BadParty without a name, a case, or anywhere to send copies, and BadCaseNumber.
    """
    kept = replace(
        party,
        id=party.id or file.new_id(),
        docket=case_number(party.docket),
        **{name: str(getattr(party, name)).strip() for name in _FIELDS[1:]},
    )
    if not kept.name:
        raise BadParty("Write the name of the party.")
    if not all("".join(str(getattr(kept, name)).split("\n")).isprintable() for name in _FIELDS):
        raise BadParty("Name, attorney or address has characters that cannot be printed. Type it again.")
    if not kept.docket:
        raise BadParty(f"Write the number of the case in which {kept.name} is a party, such as WA-2026-0123.")
    if not kept.address and not kept.email:
        raise BadParty(f"Write the address or the e-mail to which copies for {kept.name} go.")
    entry: Json = {name: str(getattr(kept, name)) for name in _FIELDS}
    file.edit(COMPANY, f"Party of {kept.docket}: {kept.name}", {f"{PREFIX}{kept.id}": entry})
    return kept


def drop_party(file: CompanyFile, named: str, docket: str = "") -> CaseParty:
    """Takes a party away, by its id or name. Raises BadParty."""
    found = [one for one in case_parties(file, docket) if named in (one.id, one.name)]
    if len(found) != 1:
        known = ", ".join(f"{one.id} ({one.name}, {one.docket})" for one in case_parties(file)) or "none yet"
        many = "is the name of several parties" if found else "is not a party on the list"
        raise BadParty(f"'{named}' {many}. Name one by its id: {known}.")
    file.edit(COMPANY, f"Party of {found[0].docket} deleted: {found[0].name}", {f"{PREFIX}{found[0].id}": None})
    return found[0]


_FIELDS = ("docket", "name", "counsel", "address", "email")
