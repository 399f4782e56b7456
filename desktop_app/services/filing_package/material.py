"""What the package of a filing is made of, as it stood at one moment, and the source that is made of it.

All that is printed for the public besides the report itself (who reports, letters, lists of changes) is made here, from
public views alone. The self-test makes it again from the same material with other sealed values.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from desktop_app.domain.attachments import Attachment
from desktop_app.domain.dates import MONTHS
from desktop_app.domain.filings import COMPANY, Filing, FilingState
from desktop_app.domain.late_dataclasses import dataclass, field, replace
from desktop_app.domain.values import Place, Value
from desktop_app.formspec.binding import inputs
from desktop_app.formspec.company_chart import AccountEdit
from desktop_app.formspec.definition import ANSWER
from desktop_app.formspec.evaluation import FilingValues
from desktop_app.formspec.public_view import PublicFiling, full_view, public_filing, public_view
from desktop_app.rulebook.law import ChapterLaw
from desktop_app.services.company.profile import PEOPLE, CompanyProfile, profile_of
from desktop_app.services.filing_package.alterations import SealedOutside, Substitute, altered
from desktop_app.services.filing_package.case_source import CaseParticulars
from desktop_app.services.filing_package.correspondence import ONE, SAID, letter_fields
from desktop_app.services.filing_package.filing_source import FilingSource
from desktop_app.services.filing_package.request import RequestSubject
from desktop_app.services.filings.revisions import printed_in, revision_fields

COVER = "cover"
YEAR_END = "12-31"


@dataclass(frozen=True)
class FilingMaterial:
    """A filing, the profile as the filing knows it, and the version that it corrects if it is a revision.

    `outside` are the sealed cells of other filings that it reads, by scope; `due_date` is the deadline in words where
    it was put off; `late` tells that it is past and the filing open, `can_ask` that more time can still be asked for;
    `copies` says in words how many are sent. `case` is what the paper of a case says besides, `own_form` the
    form where it is one of the user's own.
    """

    filing: Filing
    calculation: FilingValues
    company: FilingValues
    law: ChapterLaw
    revised: FilingValues | None = None
    revised_on: str = ""
    outside: SealedOutside = field(default_factory=dict)
    due_date: str = ""
    late: bool = False
    can_ask: bool = True
    copies: str = ONE
    draft: bool = False
    sample: bool = False
    accounts: tuple[AccountEdit, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    case: CaseParticulars = field(default_factory=CaseParticulars)
    own_form: str = ""

    def with_others(self, substitute: Substitute) -> FilingMaterial:
        """The same with other sealed values everywhere."""
        return replace(
            self,
            calculation=altered(self.calculation, substitute, self.outside),
            company=altered(self.company, substitute),
            revised=None if self.revised is None else altered(self.revised, substitute),
        )

    def source(self) -> FilingSource:
        """What the package is made from."""
        report = public_filing(self.calculation)
        profile = self._profile(report)
        fields = letter_fields(profile, self.filing, self.law, report.sheet.form.clocks, self.copies)
        if self.revised is not None:
            printed = printed_in(self.calculation, self.revised)
            fields.update(revision_fields(report, public_filing(self.revised), printed, self.revised_on))
        if self.filing.state is FilingState.FILED:
            fields.update(_said_before(report))
        if self.due_date:
            fields["due_date"] = self.due_date
        if self.revised is None:
            fields["late"] = "yes" if self.late else ""
            fields["can_ask"] = "yes" if self.can_ask and not self.late else ""
        subject = subject_of(self.filing, report, profile)
        return FilingSource(
            self.calculation,
            subject,
            fields,
            self.draft,
            self.sample,
            self.accounts,
            self.attachments,
            again=lambda substitute: self.with_others(substitute).source(),
            own_form=self.own_form,
            case=replace(
                self.case,
                applicant=profile.full_name if subject.company == profile.legal_name else subject.company,
            ),
        )

    def _profile(self, report: PublicFiling) -> CompanyProfile:
        """The profile without what is sealed in the filing's own lines that repeat it."""
        formulas = self.calculation.model.formulas
        repeated = (inputs(formulas[place], COMPANY) for place in report.view.sealed if place in formulas)
        full = full_view(self.company)
        hidden = full.sealed.union(*repeated)
        shown = public_view(replace(full, sealed=hidden), self.company.model.sheet.cells)
        known = self.company.values
        return profile_of(known, shown, tuple(dict.fromkeys(place.line for place in known if place.schedule == PEOPLE)))


def _said_before(report: PublicFiling) -> dict[str, str]:
    """The statements that a filed filing made on its papers before they were asked: these are as they went out."""
    places = report.sheet.form.letter_fields
    return {name: "yes" for name, place in places.items() if name.startswith(SAID) and report.value(place) is None}


def as_known(company: FilingValues, known: Mapping[Place, Value]) -> FilingValues:
    """The company profile as a filing knows it: as it stands, or as it stood when the filing was filed."""
    return replace(company, values=dict(known))  # they are gone through again and again


def subject_of(filing: Filing, report: PublicFiling, profile: CompanyProfile) -> RequestSubject:
    """Who reports on what and for which time, as the filing's own cover lines say; its whole period if it has none.

    All of it is printed on every page. A paper of a case is of whoever applies, where that is not the company.
    """

    def said(line: str) -> Value | None:
        return report.value(Place(COVER, line, ANSWER))

    traits = report.sheet.form.case
    case = traits is not None
    named = report.value(traits.applicant) if traits is not None and traits.applicant is not None else None
    other = named if isinstance(named, str) and named != profile.legal_name else ""
    begins, ends, name, also = said("year_from"), said("year_to"), said("legal_name"), said("dba")
    return RequestSubject(
        company=other or (name if isinstance(name, str) else profile.legal_name),
        also_known_as="" if other else also if isinstance(also, str) else profile.dba,
        form=filing.form,
        revision=filing.revision,
        utilities=filing.utilities,
        system=filing.system,
        year=filing.year,
        begins=begins if isinstance(begins, date) else filing.period.begins,
        ends=ends if isinstance(ends, date) else filing.period.ends,
        rules_on=filing.rules_on,
        note="" if case else _period_note(said("period_note"), profile),
        docket=filing.docket,
        case=case,
    )


def _period_note(said: Value | None, profile: CompanyProfile) -> str:
    """Why the period is another one, in the words of the report, or else when the books close."""
    if isinstance(said, str):
        return said
    if profile.year_end in ("", YEAR_END):
        return ""
    month, day = profile.year_end.split("-")
    return f"The company's fiscal year ends on {MONTHS[int(month) - 1]} {int(day)}, not on December 31."
