"""Who prepared, reviewed and signed a filing, and when. The journal says it, the handover binder prints it.

A company may wish to be asked: then a filing is marked as filed only when all three are entered.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from desktop_app.domain.dates import long_date
from desktop_app.domain.filings import COMPANY
from desktop_app.domain.json_fields import as_day, as_table
from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.problems import UserError
from desktop_app.domain.values import Json
from desktop_app.services.company.company_file import CompanyFile

PREFIX = "setting/roles/"
ASKED = "setting/roles asked"
LONGEST = 200


class FilingRole(StrEnum):
    """What somebody did with a filing."""

    PREPARED = "prepared"
    REVIEWED = "reviewed"
    SIGNED = "signed"


class BadRole(UserError):
    """A name that is none, or a day that has not come."""


@dataclass(frozen=True)
class RoleEntry:
    """Who, and on which day, an ISO date."""

    by: str
    day: str

    @property
    def words(self) -> str:
        """As it is printed."""
        return f"{self.by}, {long_date(as_day(self.day))}"


def roles_of(file: CompanyFile, filing: str) -> Mapping[FilingRole, RoleEntry]:
    """The roles that were entered."""
    return roles_from_json("", file.workspace.get(f"{PREFIX}{filing}"))


def roles_from_json(_: str, data: Json) -> Mapping[FilingRole, RoleEntry]:
    """Kept roles. Raises ValueError, KeyError, TypeError for what are none."""
    table = {} if data is None else as_table(data)
    found = {}
    for name, item in table.items():
        entry = as_table(item)
        found[FilingRole(name)] = RoleEntry(str(entry["by"]), as_day(entry["day"]).isoformat())
    return found


def set_roles(file: CompanyFile, filing: str, given: Mapping[FilingRole, RoleEntry]) -> None:
    """Enters roles as one step; one with an empty name is removed. Raises BadRole, NoSuchFiling."""
    file.filing(filing)
    roles = dict(roles_of(file, filing))
    for role, entry in given.items():
        by = " ".join(entry.by.split())
        if len(by) > LONGEST:
            raise BadRole(f"The name is longer than {LONGEST} characters. Make it shorter.")
        if by and entry.day > file.clock.today().isoformat():
            day = long_date(as_day(entry.day))
            raise BadRole(f"{day} has not come yet. Enter the day on which it was {role.value}.")
        roles.pop(role, None)
        if by:
            roles[role] = RoleEntry(by, entry.day)
    said = "; ".join(f"{role.value} by {roles[role].words}" for role in FilingRole if role in roles) or "no names"
    data: Json = {role.value: {"by": roles[role].by, "day": roles[role].day} for role in FilingRole if role in roles}
    file.edit(COMPANY, f"{filing}: {said}", {f"{PREFIX}{filing}": data if roles else None})


def roles_asked(file: CompanyFile) -> bool:
    """Whether the company wishes to be asked before a filing is marked as filed."""
    return file.workspace.get(ASKED) is True


def ask_for_roles(file: CompanyFile, *, asked: bool) -> None:
    """Keeps that wish."""
    words = "Ask who prepared, reviewed and signed" if asked else "Do not ask who prepared, reviewed and signed"
    file.edit(COMPANY, words, {ASKED: True if asked else None})


def missing_roles(file: CompanyFile, filing: str) -> str:
    """What is still to be entered before the filing is marked as filed, in a sentence; empty if nothing."""
    if not roles_asked(file):
        return ""
    there = roles_of(file, filing)
    lacking = [f"who {role.value} it" for role in FilingRole if role not in there]
    if not lacking:
        return ""
    named = " and ".join(filter(None, (", ".join(lacking[:-1]), lacking[-1])))
    return (
        f"{filing}: it is not entered {named}. Enter it under Filing, Who prepared and signed, then mark it as filed."
    )


def role_rows(file: CompanyFile, filing: str) -> tuple[tuple[str, str, str], ...]:
    """The roles for the handover binder: what, who, nothing."""
    return tuple((f"{role.value.title()} by", entry.words, "") for role, entry in roles_of(file, filing).items())
