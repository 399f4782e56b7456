"""Which forms prepare a filing of the chapter for this company: the list of filings says so, by utility."""

from __future__ import annotations

from collections.abc import Mapping

from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.formspec.definition import AccountLines
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.ports import FormLibrary

ANNUAL_REPORT = "annual_report"


@dataclass(frozen=True, slots=True)
class OfferedForm:
    """A form with which the company can prepare a filing, for these services of it.

    `service` is the one that must be named, where a filing is for one service only; `how` says what a user must know.
    """

    form: str
    title: str
    utilities: tuple[str, ...]
    service: str = ""
    how: str = ""


def answered_kinds(library: FormLibrary) -> Mapping[str, str]:
    """The filing of the chapter that a form prepares, by the form's name; the others have the filing's own name."""
    return {form: kind.id for kind in library.registry() for row in kind.coverage for form in row.forms}


def forms_by_service(library: FormLibrary) -> Mapping[tuple[str, str], tuple[str, ...]]:
    """The forms that prepare a filing of the chapter for a utility, where they have another name than the filing."""
    return {
        (kind.id, row.utility.value): row.forms for kind in library.registry() for row in kind.coverage if row.forms
    }


def kind_of(library: FormLibrary, form: str) -> str:
    """The filing of the chapter that a form prepares."""
    return answered_kinds(library).get(form, form)


def keeps_accounts(library: FormLibrary, form: str) -> bool:
    """Whether a form is an annual report with lines for the accounts of the company's chart: its books fill it."""
    parts = (part for schedule in library.form(form).schedules for part in schedule.body)
    return kind_of(library, form) == ANNUAL_REPORT and any(isinstance(part, AccountLines) for part in parts)


def offered_forms(file: CompanyFile, kind: str) -> tuple[OfferedForm, ...]:
    """The forms that prepare a filing for the services of the company, in the order of the services."""
    found: dict[tuple[str, str], OfferedForm] = {}
    provided = file.profile().utilities
    known = [item for item in file.library.registry() if item.id == kind]
    for utility in provided:
        for item in known:
            for name in item.forms_for(utility):
                form = file.library.form(name)
                service = utility if form.each_service else ""
                before = found.get((name, service))
                utilities = (utility,) if before is None else (*before.utilities, utility)
                found[name, service] = OfferedForm(name, form.called, utilities, service, item.how(utility, name))
    return tuple(found.values())
