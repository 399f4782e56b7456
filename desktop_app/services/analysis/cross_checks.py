"""What a filing says against what other filings and the tariff book say: each with both places, never decided."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from desktop_app.domain.filings import Filing
from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.money import shown
from desktop_app.domain.periods import FilingPeriod
from desktop_app.domain.tariffs.rate_blocks import use_measure
from desktop_app.domain.values import Place
from desktop_app.formspec.compared_figures import FigureLimit, SoldFigures
from desktop_app.services.company.company_file import CompanyFile, EvaluatedFiling
from desktop_app.services.tariff_book.as_of import unchecked_book
from desktop_app.services.tariff_book.bill_effect import TYPICAL_USES, bill_effect
from desktop_app.services.tariff_book.rate_tables import RateRole, RateTable, read_rate_tables
from desktop_app.services.tariff_book.tariff_book import TariffBook

TARIFF_BOOK = "tariff"  # what stands in `other` for the tariff book
BAND = "annual_report/revenue_band"
MONTHS, HUNDRED = Decimal(12), Decimal(100)


@dataclass(frozen=True, slots=True)
class CrossFinding:
    """Two places that do not fit: `place` in the filing itself, `other_place` in the filing `other`."""

    sentence: str
    place: Place
    other: str
    other_place: str = ""


def cross_findings(file: CompanyFile, filing_id: str) -> tuple[CrossFinding, ...]:
    """What does not fit between a filing, other filings and the tariff book; nothing where a figure is missing."""
    return tuple(_findings(file, file.book(filing_id)))


def _findings(file: CompanyFile, book: EvaluatedFiling) -> Iterator[CrossFinding]:
    for sold in book.sheet.form.sold:
        if sold.utility in book.filing.utilities:
            yield from _against_rates(file, book, sold)
    for limit in book.sheet.form.limits:
        if limit.utility in book.filing.utilities:
            yield from _against_report(file, book, limit)


def _number(book: EvaluatedFiling, place: Place) -> Decimal | None:
    value = book.calculation.values.get(place)
    return value if isinstance(value, Decimal) else None


def _whole_year(book: EvaluatedFiling) -> bool:
    """Whether the report is of a whole year: its customers did not begin or end to pay in it."""
    places = (book.sheet.form.opens.get(name) for name in ("begins", "ends"))
    days = [None if place is None else book.calculation.values.get(place) for place in places]
    period = book.filing.period
    return all(said in (None, day) for said, day in zip(days, (period.begins, period.ends), strict=True))


# Other filings


def _against_report(file: CompanyFile, book: EvaluatedFiling, limit: FigureLimit) -> Iterator[CrossFinding]:
    own = _number(book, limit.at)
    for form, place in limit.where:
        other = _report(file.filings(), form, limit.utility, book.filing.year)
        most = None if other is None else _number(file.book(other.id), place)
        if own is not None and other is not None and most is not None and own > most:
            words = limit.sentence.format(here=shown(own, 0), there=shown(most, 0))
            yield CrossFinding(words, limit.at, other.id, str(place))


def _report(filings: tuple[Filing, ...], form: str, utility: str, year: int) -> Filing | None:
    """The newest report of the year or of the one before."""
    known = [one for one in filings if one.form == form and utility in one.utilities and year - 1 <= one.year <= year]
    return max(known, key=lambda one: (one.year, len(one.id), one.id), default=None)


# The tariff book


def _against_rates(file: CompanyFile, book: EvaluatedFiling, sold: SoldFigures) -> Iterator[CrossFinding]:
    customers, use, revenue = (_number(book, place) for place in (sold.customers, sold.use, sold.revenue))
    if not customers or use is None or revenue is None or not _whole_year(book):
        return
    average = use * sold.size / customers / MONTHS
    days = _days_of_rates(file, sold.utility, book.filing.period)
    bills = [bill for day in days for bill in _monthly_bills(file, sold, average, day)]
    if not bills:
        return
    band = file.law().rules.value(BAND, book.filing.rules_on).number
    least, most = (edge * customers * MONTHS for edge in (min(bills), max(bills)))
    if least * (HUNDRED - band) <= revenue * HUNDRED <= most * (HUNDRED + band):
        return
    reached = f"${shown(least, 0)}" if least == most else f"${shown(least, 0)} to ${shown(most, 0)}"
    words = (
        f"Revenue of {sold.utility} sales: {shown(revenue, 0)}. {shown(customers, 0)} customers on average, each with "
        f"{shown(average, 0)} {sold.measure} a month, pay {reached} a year at the rates of the tariff book. "
        f"The difference is more than {shown(band, 0)} percent: compare customers, {sold.measure} and revenue with the "
        "rates in force."
    )
    yield CrossFinding(words, sold.revenue, TARIFF_BOOK)


def _days_of_rates(file: CompanyFile, utility: str, period: FilingPeriod) -> tuple[date, ...]:
    """The first and last day of the period, and each in it on which a sheet of the utility took effect."""
    tariff_book = TariffBook(file)
    schedules = [one.id for one in tariff_book.schedules() if one.utility == utility]
    versions = [version for one in schedules for chain in tariff_book.chains(one) for version in chain.versions]
    changes = {one.effective for one in versions if one.effective is not None}
    return tuple(sorted({period.begins, period.ends, *(day for day in changes if period.begins <= day <= period.ends)}))


def _monthly_bills(file: CompanyFile, sold: SoldFigures, average: Decimal, day: date) -> list[Decimal]:
    """What a customer with the average use pays a month at the rates of a day, by class and size; none if unclear."""
    tables = [table for table in _tables(file, sold.utility, day) if table.role is not RateRole.SERVICE]
    if not tables or not all(_fits(table, sold.measure) for table in tables):
        return []
    written = (use_measure(table.unit) for table in tables if table.role is RateRole.USE)
    size = next((one.size for one in written if one is not None and one.word.casefold() in TYPICAL_USES), 1)
    effect = bill_effect((), tables, [average / size])
    if effect.questions:
        return []
    return [bill.new for bill in effect.bills if bill.new is not None]


def _fits(table: RateTable, measure: str) -> bool:
    """Whether a table charges by the month, and by the measure of the filing if by use."""
    used = use_measure(table.unit)
    if used is not None:
        return used.smallest == measure
    return table.period in ("", "monthly")


def _tables(file: CompanyFile, utility: str, day: date) -> Iterator[RateTable]:
    tariff_book = TariffBook(file)
    for schedule in tariff_book.schedules():
        if schedule.utility == utility:
            for sheet in unchecked_book(tariff_book, schedule.id, day).in_force:
                lines = tariff_book.lines(schedule.id, sheet.chain, sheet.in_force)
                yield from read_rate_tables(lines, str(sheet.chain.number))
