"""Beginning an annual report, from last year's where there is one; filing it; correcting it by a revision."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from desktop_app.domain.filings import COMPANY, Filing, FilingState
from desktop_app.domain.late_dataclasses import dataclass, replace
from desktop_app.domain.money import shown
from desktop_app.domain.periods import FilingPeriod
from desktop_app.domain.problems import UserError
from desktop_app.domain.values import Json, Place, value_to_json
from desktop_app.formspec.definition import ANSWER, FormDefinition
from desktop_app.formspec.evaluation import rounded_result
from desktop_app.formspec.repeated_seals import proposed_seals
from desktop_app.formspec.wording import location
from desktop_app.services.analysis.size_limits import FilingOffer, SizeOffer, offer_by_size
from desktop_app.services.company import workspace_keys as records
from desktop_app.services.company.company_file import CompanyFile, EvaluatedFiling
from desktop_app.services.company.report_forms import ANNUAL_REPORT, kind_of, offered_forms
from desktop_app.services.company.roles import missing_roles
from desktop_app.services.filings.oath_pages import void_oath
from desktop_app.services.filings.opening import filing_name, opening
from desktop_app.services.filings.unfinished_period import unfinished_period

EARLIEST_YEAR, LATEST_YEAR = 1990, 2099
FORM = ANNUAL_REPORT
DUE = "due_date"  # the field of the letters that prints the day of the report


# The occasions on which the filing of a case starts something: always, if items follow, on the day that one names.
FILED, LATE, DATED = "filed", "late", "dated"


class CannotBeginReport(UserError):
    """A report cannot be begun as asked."""


class HowManyCustomers(CannotBeginReport):
    """The form is for companies of some size alone, and nothing tells the size of this one."""


class CannotMarkFiled(UserError):
    """The filing cannot be marked as filed."""


class VoidOathAsked(CannotMarkFiled):
    """The filing was changed after its oath page was printed."""


class UnfinishedPeriodAsked(CannotMarkFiled):
    """The time that the report is for is not over on the day of filing."""


@dataclass(frozen=True)
class CarriedDifference:
    """A carried cell that no longer agrees with the filed report it came from."""

    place: Place
    where: str
    now: str
    filed: str


def report_size(file: CompanyFile, form: str, customers: Decimal | None = None) -> SizeOffer:
    """Whether the company is of the size for which a form of the annual report is; `customers` were just counted."""
    definition = file.library.form(form)
    services = tuple(utility for utility in file.profile().utilities if utility in definition.utilities)
    return offer_by_size(file, definition.size_limits, services, customers)


def begin_report(
    file: CompanyFile,
    year: int,
    *,
    form: str = FORM,
    previous: str = "",
    service: str = "",
    customers: Decimal | None = None,
) -> Filing:
    """Begins the report of a year. Without `previous`, the newest filing of an earlier year opens it, if there is one.

    A report for one `service` need not name it where the company has no other for which the form is. `customers` is
    asked where the form is for companies of some size alone and nothing tells how many there are; the Company page
    keeps it. Raises CannotBeginReport, HowManyCustomers.
    """
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise CannotBeginReport(f"The report year must be between {EARLIEST_YEAR} and {LATEST_YEAR}; {year} does not.")
    if form == COMPANY:
        raise CannotBeginReport("The company profile is not a filing: every company file has one from the start.")
    definition = file.library.form(form)
    utilities = _reported(file, definition, service)
    counted = _counted(file, definition, customers)
    filings = file.filings()
    name = filing_name(form, FilingPeriod(year), service=utilities[0] if definition.each_service else "")
    if any(filing.id == name for filing in filings):
        raise CannotBeginReport(f"There is a filing {name} already. Open it, or revise it once it is filed.")
    same = [
        item for item in filings if item.form == form and (item.utilities == utilities or not definition.each_service)
    ]
    if previous and previous not in {item.id for item in same if item.year < year}:
        raise CannotBeginReport(f"There is no filing '{previous}' of an earlier year to start from.")
    filing = Filing(
        id=name,
        form=form,
        revision=definition.revision,
        year=year,
        utilities=utilities,
        system=file.profile().system,
        rules_on=file.clock.today(),
        previous=previous or _newest(same, year),
    )
    entries: dict[str, Json] = {records.filing_key(name): filing.to_json()}
    entries.update(opening(file, filing))
    file.edit(name, f"Annual report {year} started", {**counted, **entries})
    return filing


def _counted(file: CompanyFile, form: FormDefinition, customers: Decimal | None) -> dict[str, Json]:
    """The number of customers for the Company page, if one was given. Refuses a form that is not for this size."""
    if customers is not None and not form.up_to:
        raise CannotBeginReport("This report does not depend on the number of customers. Leave it out.")
    if customers is not None and (customers < 0 or customers != customers.to_integral_value()):
        raise CannotBeginReport(f"The number of customers is a whole number; '{customers}' is none.")
    offer = report_size(file, form.id, customers)
    if offer.eligible is FilingOffer.NO:
        raise CannotBeginReport(f"{offer.sentence}{_other_forms(file, form.id)}")
    if offer.eligible is FilingOffer.ASK:
        raise HowManyCustomers(offer.sentence)
    if customers is None:
        return {}
    places = [Place("size", limit.utility, ANSWER) for limit in form.up_to]
    return {records.answer_key(COMPANY, place): value_to_json(customers) for place in places}


def _reported(file: CompanyFile, form: FormDefinition, service: str) -> tuple[str, ...]:
    """The services of the company that the report is for. Raises CannotBeginReport."""
    profile = file.profile()
    utilities = tuple(utility for utility in profile.utilities if utility in form.utilities)
    if not utilities:
        raise CannotBeginReport(
            f"First say on the Company page that the company provides {' or '.join(form.utilities)} service."
            f"{_other_forms(file, form.id)}"
        )
    if service and service not in utilities:
        raise CannotBeginReport(f"This report is for {' or '.join(utilities)} service of the company, not '{service}'.")
    if service and not form.each_service:
        raise CannotBeginReport("This report is for all services of the company together. Start it without a service.")
    if form.each_service and not service and len(utilities) > 1:
        raise CannotBeginReport(f"Each service has a report of its own. Say for which: {' or '.join(utilities)}.")
    reported = ((service,) if service else utilities) if form.each_service else utilities
    due = form.clocks.get(DUE)
    for clock in file.law().clocks.find(due) if due else ():
        if clock.utility.value in reported and clock.excuse and clock.excused(reported, profile.facts):
            raise CannotBeginReport(f"{clock.excuse} ({', '.join(clock.cites)})")
    return reported


def _other_forms(file: CompanyFile, form: str) -> str:
    """With which forms the same filing is prepared for the services that the company has."""
    found: dict[str, list[str]] = {}
    for other in offered_forms(file, kind_of(file.library, form)):
        if other.form != form and report_size(file, other.form).eligible is not FilingOffer.NO:
            found.setdefault(other.form, []).extend(other.utilities)
    by_services: dict[str, list[str]] = {}
    for name, services in found.items():
        by_services.setdefault(" or ".join(services), []).append(f"'{name}'")
    return "".join(f" For {services} service start {' or '.join(names)}." for services, names in by_services.items())


def _newest(filings: Sequence[Filing], year: int) -> str:
    """The newest filing of an earlier year, in its last revision."""
    earlier = [filing for filing in filings if filing.year < year]
    return max(earlier, key=lambda filing: (filing.year, len(filing.id), filing.id)).id if earlier else ""


def differences(book: EvaluatedFiling) -> tuple[CarriedDifference, ...]:
    """The carried cells whose value differs from the one filed last year."""
    model = book.calculation.model
    found = []
    for place, tree in model.carried.items():
        filed = book.calculation.evaluate(tree)
        now = book.calculation.values.get(place)
        if isinstance(filed, Decimal) and now is not None and now != rounded_result(filed, model.sheet.cells[place]):
            decimals = model.sheet.cells[place].decimals
            seen = shown(now, decimals) if isinstance(now, Decimal) else str(now)
            found.append(CarriedDifference(place, location(model.sheet, place), seen, shown(filed, decimals)))
    return tuple(found)


def _refuse_day(on: str, year: int, today: str) -> None:
    """Refuses a day on which a filing in a case cannot have been filed: to come, or long before it was started."""
    if on > today:
        raise CannotMarkFiled(f"{on} has not come yet. The deadlines of the case count from the day of filing.")
    if on < str(year - 1):
        raise CannotMarkFiled(
            f"{on} is more than a year before {year}, the year of this filing. Deadlines count from it: correct it."
        )


def mark_filed(
    file: CompanyFile,
    filing_id: str,
    on: str,
    how: str,
    *,
    void_oath_known: bool = False,
    unfinished_known: bool = False,
) -> None:
    """Marks a filing as filed: from now on it is read-only, and so is what it took from the company profile.

    Raises CannotMarkFiled when it is filed already, VoidOathAsked when it was changed after its oath page was printed
    and nobody said that this is known, UnfinishedPeriodAsked likewise when its time is not over; FilingIsFiled,
    NoSuchFiling.
    """
    filing = file.filing(filing_id)
    void = None if void_oath_known else void_oath(file, filing_id)
    if void is not None:
        raise VoidOathAsked(void.sentence)
    if filing.state is FilingState.FILED:
        raise CannotMarkFiled(f"{filing_id} was marked as filed on {filing.filed_on} already.")
    if file.library.form(filing.form, filing.revision).case is not None:
        _refuse_day(on, filing.year, file.clock.today().isoformat())
    lacking = missing_roles(file, filing_id)
    if lacking:
        raise CannotMarkFiled(lacking)
    book = file.book(filing_id)
    unfinished = "" if unfinished_known else _unfinished(book, on)
    if unfinished:
        raise UnfinishedPeriodAsked(unfinished)
    company = file.book("company").calculation.values
    entries: dict[str, Json] = {
        records.filing_key(filing_id): replace(filing, state=FilingState.FILED, filed_on=on, filed_how=how).to_json(),
        records.frozen_key(filing_id): records.frozen_to_json(company),
        records.chart_key(filing_id): records.edits_to_json(file.account_edits(filing_id)),
    }
    handed_on = proposed_seals(book.sheet, book.answers)
    entries.update({records.seal_key(filing_id, seal.target): records.seal_to_json(seal) for seal in handed_on})
    entries.update(_started(file, book, on))
    file.edit(filing_id, f"{filing_id} filed", entries)


def _unfinished(book: EvaluatedFiling, on: str) -> str:
    """That the time of the report is not over on the day of filing; nothing where that was given in other words."""
    try:
        return unfinished_period(book, date.fromisoformat(on))
    except ValueError:
        return ""


def _started(file: CompanyFile, book: EvaluatedFiling, on: str) -> dict[str, Json]:
    """The events of the calendar that the filing of a case starts; of what follows later only if something does."""
    form, filing = book.sheet.form, book.filing
    if form.case is None or filing.supplements:
        return {}
    from desktop_app.formspec.case_traits import LateRule  # few starts file a case
    from desktop_app.formspec.checklist import ItemState, asked_items
    from desktop_app.services.filing_calendar import keeping

    items = asked_items(book.calculation, {})
    about = f"{form.called}: {filing.title}" if filing.title else form.called
    promised = [item for item in items if item.state is ItemState.PROMISED]
    day = date.fromisoformat(on)
    days = {FILED: [day], LATE: [day] if promised else []}
    days[DATED] = [item.by for item in promised if item.traits.late is LateRule.DATED and item.by]
    return {
        key: entry
        for occasion, event in form.case.starts.items()
        for day in days.get(occasion, ())
        for key, entry in keeping.new_event(file, event, day, about).items()
    }


def begin_revision(file: CompanyFile, filing_id: str) -> Filing:
    """Begins a revision of a filed filing, with all its answers but the statements of its papers: those are asked anew.

    Raises CannotBeginReport when it is not filed.
    """
    old = file.filing(filing_id)
    if old.state is not FilingState.FILED:
        raise CannotBeginReport(f"{filing_id} has not been filed yet; edit it directly.")
    if file.library.form(old.form, old.revision).case is not None:
        raise CannotBeginReport(
            f"{filing_id} is a filing in a case, which is not revised: furnish what was promised by a supplement, or "
            "start a filing that amends it."
        )
    taken = frozenset(filing.id for filing in file.filings())
    service = old.utilities[0] if file.library.form(old.form, old.revision).each_service else ""
    new = replace(
        old,
        id=filing_name(old.form, old.period, taken, service),
        state=FilingState.OPEN,
        revises=filing_id,
        filed_on="",
        filed_how="",
    )
    entries: dict[str, Json] = {records.filing_key(new.id): new.to_json()}
    for kind in (records.ROWS, records.ATTACHMENT, *records.OF_A_PLACE):
        for key, data in file.workspace.under(f"{kind}/{filing_id}/").items():
            entries[key.replace(f"{kind}/{filing_id}/", f"{kind}/{new.id}/", 1)] = data
    for place in _statements(file, old):
        entries.pop(records.answer_key(new.id, place), None)
    entries[records.chart_key(new.id)] = file.workspace.get(records.chart_key(filing_id))
    file.edit(new.id, f"Revision of {filing_id} started", entries)
    return new


def _statements(file: CompanyFile, filing: Filing) -> tuple[Place, ...]:
    """The answers by which the company makes a statement on the papers."""
    fields = file.library.form(filing.form, filing.revision).letter_fields
    return tuple(place for name, place in fields.items() if name.startswith("said_"))
