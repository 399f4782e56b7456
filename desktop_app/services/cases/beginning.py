"""Beginning a filing of a case: any number in a year, for chosen services, with a title of the user's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from desktop_app.domain.counting import counted
from desktop_app.domain.dates import long_date
from desktop_app.domain.filings import Filing, FilingState
from desktop_app.domain.late_dataclasses import dataclass, field
from desktop_app.domain.periods import FilingPeriod
from desktop_app.domain.problems import UserError
from desktop_app.domain.values import Json, Place, value_to_json
from desktop_app.formspec.case_traits import CaseTraits, CaseVariant
from desktop_app.formspec.definition import FormDefinition
from desktop_app.services.analysis.size_limits import FilingOffer
from desktop_app.services.cases.kinds import apart_words, offer_of
from desktop_app.services.company import workspace_keys as records
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.filings.opening import filing_name, opening

LONGEST_TITLE = 100
VARIANT = "variant"
DISCOVERED = "discovered"
PERIODS: Mapping[str, int] = {"month": 1, "quarter": 3}  # days that end a period, and its months


class CannotBeginCase(UserError):
    """A filing of a case cannot be begun as asked."""


@dataclass(frozen=True, slots=True)
class CaseOrder:
    """What is asked when a filing of a case is begun. No services: all that the form can stand for.

    `days` are those from which it counts, by the names under which the form opens with them ("month", "discovered").
    """

    form: str
    title: str = ""
    services: tuple[str, ...] = ()
    variant: str = ""
    base: str = ""
    days: Mapping[str, date] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PeriodEnd:
    """The last day of the month or quarter that a filing reports, and the cell that keeps it."""

    name: str
    place: Place
    day: date


def begin_case(file: CompanyFile, order: CaseOrder) -> Filing:
    """Begins a filing of a case. Raises CannotBeginCase."""
    form = file.library.form(order.form)
    if form.trouble:
        raise CannotBeginCase(form.trouble)
    if form.case is None:
        raise CannotBeginCase(f"'{order.form}' is a report of a year or month. Start it with its year.")
    services = _services(file, form, form.case, order.services)
    offer = offer_of(file, form, services)
    if offer.eligible is FilingOffer.NO:
        raise CannotBeginCase(offer.sentence)
    filings = file.filings()
    today = file.clock.today()
    variant = _variant(form.case, order, services)
    ended = None if variant != _first(form.case, services) else _period_ended(file, form, order.days)
    name = case_name(order.form, today.year, frozenset(filing.id for filing in filings))
    filing = Filing(
        id=name,
        form=order.form,
        revision=form.revision,
        year=today.year,
        utilities=services,
        system=file.profile().system,
        rules_on=today,
        called=form.called,
        title=_title(order.title, form, filings),
        variant=variant,
        base=chosen_base(file, form, services, order.base),
        previous=_before(form, form.case, services, filings)
        if ended is None
        else _period_before(file, form, services, variant, ended),
    )
    entries: dict[str, Json] = {records.filing_key(name): filing.to_json()}
    entries.update(opening(file, filing))
    entries.update(_chosen(form, filing))
    entries.update(_dated(file, form, filing, order.days))
    file.edit(name, f"{form.called} started", entries)
    return filing


def _before(form: FormDefinition, traits: CaseTraits, services: Sequence[str], filings: Sequence[Filing]) -> str:
    """The newest filing of a series before this one; nothing where the form is no series."""
    same = [one for one in filings if one.form == form.id and one.utilities == tuple(services) and not one.supplements]
    return max(same, key=lambda one: (one.year, len(one.id), one.id)).id if same and traits.series else ""


def _first(traits: CaseTraits, services: Sequence[str]) -> str:
    """The variant that a filing of a month or quarter is, where the form has several."""
    return next((one.id for one in variants_for(traits, services)), "")


def _period_ended(file: CompanyFile, form: FormDefinition, days: Mapping[str, date]) -> PeriodEnd | None:
    """The end of the month or quarter that is reported, if any. Raises CannotBeginCase for one that has not begun."""
    for name in PERIODS.keys() & days.keys() & form.opens.keys():
        day = days[name]
        begun = FilingPeriod(day.year, day.month - PERIODS[name] + 1).begins
        if begun > file.clock.today():
            raise CannotBeginCase(
                f"The {name} that ends on {long_date(day)} has not started yet: there is nothing to report. "
                f"Choose an earlier {name}."
            )
        return PeriodEnd(name, form.opens[name], day)
    return None


def _period_before(
    file: CompanyFile, form: FormDefinition, services: Sequence[str], variant: str, ended: PeriodEnd
) -> str:
    """The report of the newest period up to this one. Raises CannotBeginCase where this one has an open report.

    One that was filed is amended by another report of the same period.
    """
    dated: list[tuple[date, int, str]] = []
    for one in file.filings():
        if (one.form, one.utilities, one.variant, one.supplements) == (form.id, tuple(services), variant, ""):
            day = file.book(one.id).answers.values.get(ended.place)
            if day == ended.day and one.state is FilingState.OPEN:
                raise CannotBeginCase(
                    f"{one.id} is for the {ended.name} that ends on {long_date(ended.day)} already. "
                    f"Open it, or choose another {ended.name}."
                )
            if isinstance(day, date) and day <= ended.day:
                dated.append((day, len(one.id), one.id))
    return max(dated, default=(ended.day, 0, ""))[2]


def case_name(form: str, year: int, taken: frozenset[str]) -> str:
    """The id of a new filing of a case: year and form, and a number from the second on."""
    name = filing_name(form, FilingPeriod(year))
    numbered = (f"{name}-{number}" for number in range(2, len(taken) + 3))
    return name if name not in taken else next(other for other in numbered if other not in taken)


def services_for(file: CompanyFile, form: FormDefinition) -> tuple[str, ...]:
    """The services of the company for which the form can be filed."""
    return tuple(utility for utility in file.profile().utilities if utility in form.utilities)


def variants_for(traits: CaseTraits, services: Sequence[str]) -> tuple[CaseVariant, ...]:
    """What the form can ask for on behalf of these services."""
    return tuple(one for one in traits.variants if not one.utilities or set(services) <= set(one.utilities))


def _services(file: CompanyFile, form: FormDefinition, traits: CaseTraits, named: Sequence[str]) -> tuple[str, ...]:
    possible = services_for(file, form)
    if not possible:
        served = " or ".join(form.utilities)
        raise CannotBeginCase(
            f"This filing is for {served} service. Say on the Company page what the company provides."
        )
    for service in named:
        if service not in possible:
            raise CannotBeginCase(
                f"'{service}' is not a service that the company provides and this filing covers: {', '.join(possible)}."
            )
    chosen = tuple(one for one in possible if one in named) or possible
    if traits.each_service and len(chosen) > 1:
        raise CannotBeginCase(f"{apart_words(form, possible)} Choose one: {', '.join(possible)}.")
    return chosen


def _title(title: str, form: FormDefinition, filings: Sequence[Filing]) -> str:
    chosen = " ".join(title.split())
    if len(chosen) > LONGEST_TITLE:
        raise CannotBeginCase(
            f"The title has {counted(len(chosen), 'character')}; a list has room for {LONGEST_TITLE}. Shorten it."
        )
    if not chosen.isprintable():
        raise CannotBeginCase("The title contains characters that cannot be shown. Type it again.")
    same = [one for one in filings if one.form == form.id and chosen and one.title.casefold() == chosen.casefold()]
    if same:
        raise CannotBeginCase(f"{same[0].id} is called '{chosen}' already. Give this filing another title.")
    return chosen


def _variant(traits: CaseTraits, order: CaseOrder, services: Sequence[str]) -> str:
    """What is asked for; of a filing that is started with its day, what comes first."""
    named = order.variant
    possible = variants_for(traits, services)
    listed = "; ".join(f"{one.id}: {one.label}" for one in possible)
    if named and named not in {one.id for one in possible}:
        raise CannotBeginCase(
            f"There is no variant '{named}' of this filing for {' and '.join(services)} service. "
            + (f"Choose one ({listed})." if possible else "Leave it out.")
        )
    if not named and len(possible) > 1 and not order.days:
        raise CannotBeginCase(f"Say what is asked for ({listed}).")
    return named or (possible[0].id if possible else "")


def readable_bases(file: CompanyFile, form: FormDefinition, services: Sequence[str]) -> tuple[Filing, ...]:
    """The filings whose figures a filing of the form may read, the newest first; none of a year to come."""
    kinds = () if form.case is None else form.case.reads
    now = file.clock.today().year
    read = [one for one in file.filings() if one.form in kinds and one.year <= now]
    return tuple(one for one in read if set(services) <= set(one.utilities))


def chosen_base(file: CompanyFile, form: FormDefinition, services: Sequence[str], named: str) -> str:
    """The filing whose figures are read. Raises CannotBeginCase for one that there is not, or that cannot be read."""
    if not named:
        return ""
    listed = {filing.id: filing for filing in file.filings()}
    if named not in listed:
        known = ", ".join(listed) or "none yet"
        raise CannotBeginCase(f"There is no filing '{named}' to read figures from. Filings: {known}.")
    possible = [one.id for one in readable_bases(file, form, services)]
    if not possible and (form.case is None or not form.case.reads):
        raise CannotBeginCase("This filing reads no figures of another one. Start it without a report as its base.")
    if named not in possible:
        raise CannotBeginCase(
            f"{named} is not a report for {' and '.join(services)} service that this filing can read. "
            + (f"Choose one: {', '.join(possible)}." if possible else "Start it without a report as its base.")
        )
    return named


def _chosen(form: FormDefinition, filing: Filing) -> dict[str, Json]:
    """What was said at the beginning, as answers of the cells that the form names for it."""
    place: Place | None = form.opens.get(VARIANT)
    if place is None or not filing.variant:
        return {}
    return {records.answer_key(filing.id, place): value_to_json(filing.variant)}


def _dated(file: CompanyFile, form: FormDefinition, filing: Filing, days: Mapping[str, date]) -> dict[str, Json]:
    """The days from which the filing counts, as answers; what was discovered is written into the calendar, too."""
    from desktop_app.services.filing_calendar import keeping  # few starts name a day

    entries: dict[str, Json] = {}
    for name, day in days.items():
        if name not in form.opens:
            raise CannotBeginCase(f"This filing is not started with a day '{name}'. Leave it out.")
        if name == DISCOVERED and day > file.clock.today():
            raise CannotBeginCase(f"{long_date(day)} has not come yet: nothing was discovered then.")
        entries[records.answer_key(filing.id, form.opens[name])] = value_to_json(day)
        event = "" if form.case is None else form.case.starts.get(name, "")
        if event:
            entries |= keeping.new_event(file, event, day, form.called)
    return entries
