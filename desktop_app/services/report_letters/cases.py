"""The cases before the commission that the company keeps, with their parties of record: ``setting/case/ID``.

A request for more time certifies that the parties of record were sent a copy, in pending cases of which the own
activities of the company are the primary focus (4 CSR 240-3.640(6)(B), (7)(B) and the same in the other rules).
"""

from __future__ import annotations

from desktop_app.domain.filings import COMPANY
from desktop_app.domain.late_dataclasses import dataclass, replace
from desktop_app.domain.problems import UserError
from desktop_app.domain.values import Json
from desktop_app.services.company.company_file import CompanyFile

PREFIX = "setting/case/"


class BadCase(UserError):
    """A case cannot be kept as it stands."""


@dataclass(frozen=True, slots=True)
class DocketCase:
    """A case: its number, what it is about, its parties of record in one text, and whether it is closed.

    `primary` tells that the company's own activities are its primary focus: only such a case belongs in a certificate.
    """

    id: str
    docket: str
    about: str
    parties: str
    closed: bool = False
    primary: bool = True


def cases(file: CompanyFile) -> tuple[DocketCase, ...]:
    """All cases, by number."""
    found = [
        DocketCase(
            id=key.removeprefix(PREFIX),
            docket=str(data.get("docket", "")),
            about=str(data.get("about", "")),
            parties=str(data.get("parties", "")),
            closed=data.get("closed") is True,
            primary=data.get("primary") is not False,
        )
        for key, data in file.workspace.under(PREFIX).items()
        if isinstance(data, dict)
    ]
    return tuple(sorted(found, key=lambda case: (case.docket, case.id)))


def pending(file: CompanyFile) -> tuple[DocketCase, ...]:
    """The cases that are not closed and are mainly about the company's own activities."""
    return tuple(case for case in cases(file) if not case.closed and case.primary)


def keep_case(file: CompanyFile, case: DocketCase) -> DocketCase:
    """Keeps a case, a new one under a new id. Raises BadCase without a number or parties."""
    if not case.docket.strip():
        raise BadCase("Write the number of the case, such as WR-2026-0001.")
    if not case.parties.strip():
        raise BadCase(f"Write who the parties of record of {case.docket} are: the certificate names them.")
    kept = replace(
        case,
        id=case.id or file.new_id(),
        docket=case.docket.strip(),
        about=case.about.strip(),
        parties=case.parties.strip(),
    )
    entry: Json = {
        "docket": kept.docket,
        "about": kept.about,
        "parties": kept.parties,
        "closed": kept.closed,
        "primary": kept.primary,
    }
    file.edit(COMPANY, f"Case {kept.docket}", {f"{PREFIX}{kept.id}": entry})
    return kept


def forget_case(file: CompanyFile, case: DocketCase) -> None:
    """Takes a case away."""
    file.edit(COMPANY, f"Case {case.docket} deleted", {f"{PREFIX}{case.id}": None})
