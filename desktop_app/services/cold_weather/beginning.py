"""Beginning the report of a month, and seeing which months have none yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from desktop_app.domain.dates import MONTHS
from desktop_app.domain.filings import COMPANY, Filing
from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.periods import FilingPeriod
from desktop_app.domain.problems import UserError
from desktop_app.domain.values import Json, Place
from desktop_app.services.company import workspace_keys as records
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.filings.opening import filing_name, opening

FORM = "cold_weather_report"
EARLIEST_YEAR, LATEST_YEAR = 1990, 2099
DISTRICTS = "districts"
WHOLE = "Whole service territory"
# A steam heating company is named by neither rule; it says which one the commission's request follows.
_RULES: Mapping[tuple[str, ...], str] = {("electric",): "electric", ("gas",): "gas"}


_TO_WHOM = (
    "A report is due for every calendar month by the 20th of the following month, to the consumer services department "
    "with a copy to public counsel"
)
_STEAM = (
    "Neither rule names a steam heating company. It sends this report only where the commission has asked it to, and "
    "says in each district which rule the request follows."
)
_NOT_ASKED = (
    "The cold-weather report is asked of electric and gas utilities, and a steam heating company sends it where the "
    "commission has asked. Say on the Company page which of these services the company provides."
)


class CannotBeginMonth(UserError):
    """A report cannot be begun as asked."""


@dataclass(frozen=True, slots=True)
class ReportMonth:
    """A month and its report, None if it has none yet."""

    period: FilingPeriod
    filing: Filing | None


def begin_month(file: CompanyFile, period: FilingPeriod) -> Filing:
    """Begins the report of a month: its districts are last month's, or else those of the company profile.

    Raises CannotBeginMonth.
    """
    if not 1 <= period.month <= len(MONTHS) or not EARLIEST_YEAR <= period.year <= LATEST_YEAR:
        raise CannotBeginMonth(
            f"A cold-weather report is for one month: a year from {EARLIEST_YEAR} to {LATEST_YEAR} and a month "
            f"from 1 to 12. The year reads {period.year}, the month {period.month}."
        )
    definition = file.library.form(FORM)
    utilities = tuple(utility for utility in file.profile().utilities if utility in definition.utilities)
    if not utilities:
        raise CannotBeginMonth(_NOT_ASKED)
    filings = {filing.period: filing for filing in file.filings() if filing.form == FORM}
    if period in filings:
        raise CannotBeginMonth(f"There is a report for {period.words} already: {filings[period].id}. Open it.")
    before = filings.get(period.before)
    filing = Filing(
        id=filing_name(FORM, period),
        form=FORM,
        revision=definition.revision,
        year=period.year,
        month=period.month,
        utilities=utilities,
        system="",
        rules_on=period.following.begins,
        previous="" if before is None else before.id,
    )
    entries: dict[str, Json] = {records.filing_key(filing.id): filing.to_json()}
    entries.update(opening(file, filing) if before else _districts(file, filing))
    file.edit(filing.id, f"Cold-weather report for {period.words} started", entries)
    return filing


def what_is_asked(file: CompanyFile) -> tuple[str, ...]:
    """What the chapter asks of this company, in its own rule's words; that it asks nothing, where that is so."""
    form, provided = file.library.form(FORM), file.profile().utilities
    own = [utility for utility in form.utilities if utility in provided]
    if not own:
        return (_NOT_ASKED,)
    rules = {utility: rule for utility, rule in form.rules.items() if utility in own} or form.rules
    cited = ", ".join(f"{rule} {utility}" if len(rules) > 1 else rule for utility, rule in rules.items())
    asked = f"{_TO_WHOM} ({cited}, 2004 text)."
    return (asked,) if rules.keys() & set(own) else (_STEAM, asked)


def _districts(file: CompanyFile, filing: Filing) -> dict[str, Json]:
    """A row for each district of the company profile; a company without districts is one."""
    book = file.book(COMPANY)
    names = {
        row: book.calculation.values.get(Place(DISTRICTS, row, "name")) for row in book.answers.rows.get(DISTRICTS, ())
    } or {file.new_id(): WHOLE}
    rule = _RULES.get(filing.utilities)
    entries: dict[str, Json] = {records.rows_key(filing.id, DISTRICTS): list(names)}
    for row, name in names.items():
        answers = {"name": name if isinstance(name, str) else None, "rule": rule}
        entries.update(
            {records.answer_key(filing.id, Place(DISTRICTS, row, column)): text for column, text in answers.items()}
        )
    return {key: data for key, data in entries.items() if data is not None}


def reported_months(file: CompanyFile) -> tuple[ReportMonth, ...]:
    """Every month from the first reported one to the last that is over, with its report; none before the first report.

    A revision stands for the report that it corrects.
    """
    found = {filing.period: filing for filing in file.filings() if filing.form == FORM}
    today = file.clock.today()
    last = max([*found, FilingPeriod(today.year, today.month).before])
    return tuple(ReportMonth(period, found.get(period)) for period in _between(min(found), last)) if found else ()


def _between(first: FilingPeriod, last: FilingPeriod) -> Iterator[FilingPeriod]:
    while first <= last:
        yield first
        first = first.following
