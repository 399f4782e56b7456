"""The bills that the papers of a filing state: reckoned from the whole schedule, seen and confirmed by the user."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from desktop_app.domain.late_dataclasses import dataclass, replace
from desktop_app.domain.tariffs.schedules import FilingStage, TariffFiling, TariffSchedule
from desktop_app.domain.tariffs.sheet_text import SheetLine
from desktop_app.services.company.company_file import EditOutcome
from desktop_app.services.tariff_book.bill_effect import Bill, BillEffect, bill_effect
from desktop_app.services.tariff_book.filing_answers import BILLS, CUSTOMER_NOTICE, TYPICAL_USE, read_uses
from desktop_app.services.tariff_book.filing_checks import CarriedSheet, carried, changed_rates
from desktop_app.services.tariff_book.filings import change_tariff_filing
from desktop_app.services.tariff_book.rate_changes import RateChange, amounts_outside, charges_outside
from desktop_app.services.tariff_book.rate_tables import RateTable, rate_words, read_rate_tables
from desktop_app.services.tariff_book.superseding import begins_schedule
from desktop_app.services.tariff_book.tariff_book import TariffBook
from desktop_app.services.tariff_book.words import dollars

NO_BILLS = "-"
_COUNTS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")


@dataclass(frozen=True)
class FilingEffect:
    """What a filing does to bills, to charges outside the rate tables, and how many other amounts change there."""

    effect: BillEffect
    outside: int = 0
    charges: tuple[RateChange, ...] = ()

    @property
    def open_points(self) -> tuple[str, ...]:
        """What the bills leave out, each in a sentence for the user."""
        if not self.outside:
            return self.effect.questions
        count = _COUNTS[self.outside] if self.outside < len(_COUNTS) else str(self.outside)
        one = "line with a dollar amount changes", "it; say in your own words what it does"
        many = "lines with dollar amounts change", "them; say in your own words what they do"
        lines, what = one if self.outside == 1 else many
        sentence = f"{count} {lines} outside rate tables. The bills do not contain {what}."
        return (*self.effect.questions, sentence)

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines that a paper states."""
        left = bool(self.effect.questions or self.outside)
        said = (*map(bill_words, self.effect.bills), *map(charge_words, (*self.effect.charges, *self.charges)))
        return (*said, "Other amounts change on the sheets that these bills do not contain.") if left and said else said


def filing_effect(tariff_book: TariffBook, filing: TariffFiling) -> FilingEffect:
    """The effect of a filing, from the rate tables of all sheets as they are in force and as they would be."""
    sheets = carried(tariff_book, filing)
    outside = sum(amounts_outside(item.before, item.text) for item in sheets)
    charges = tuple(change for item in sheets for change in charges_outside(item.before, item.text))
    if not changed_rates(sheets):
        return FilingEffect(BillEffect(), outside, charges)
    old, new = _tables(tariff_book, filing, sheets)
    return FilingEffect(bill_effect(old, new, read_uses(filing.answer(TYPICAL_USE))), outside, charges)


def _tables(
    tariff_book: TariffBook, filing: TariffFiling, sheets: Sequence[CarriedSheet]
) -> tuple[list[RateTable], list[RateTable]]:
    """The rate tables of the schedule before and after. A schedule that replaces another is compared with that one."""
    schedule = tariff_book.schedule(filing.schedule)
    by_key = {item.chain.number.key: item for item in sheets}
    new = [table for item in sheets if not item.version.canceling for table in _of(item, item.text)]
    old = [table for item in sheets for table in _of(item, item.old_text)]
    beside = [*_in_force(tariff_book, filing, schedule, set(by_key))]
    replaced = tariff_book.replaced_schedule(schedule)
    if replaced is not None and any(begins_schedule(tariff_book, schedule, item.version) for item in sheets):
        return [*old, *_in_force(tariff_book, filing, replaced, set())], new + beside
    return old + beside, new + beside


def _of(item: CarriedSheet, lines: Sequence[SheetLine]) -> tuple[RateTable, ...]:
    return read_rate_tables(lines, str(item.chain.number))


def _in_force(
    tariff_book: TariffBook, filing: TariffFiling, schedule: TariffSchedule, besides: set[str]
) -> Iterator[RateTable]:
    day = filing.effective or tariff_book.file.clock.today()
    for chain in tariff_book.chains(schedule.id):
        if chain.number.key not in besides:
            yield from read_rate_tables(tariff_book.lines(schedule.id, chain, chain.in_force(day)), str(chain.number))


def stated_bills(tariff_book: TariffBook, filing: TariffFiling) -> tuple[str, ...]:
    """The lines that the papers state: those that were confirmed. A filed filing of before confirms nothing."""
    said = filing.answer(BILLS)
    if said:
        return () if said == NO_BILLS else tuple(said.split("\n"))
    return filing_effect(tariff_book, filing).lines


def bills_unconfirmed(tariff_book: TariffBook, filing: TariffFiling) -> bool:
    """Whether the papers would state bills that nobody has confirmed as they are now."""
    if filing.stage is not FilingStage.PREPARING or filing.answer(BILLS) == NO_BILLS:
        return False
    if tariff_book.rules(tariff_book.schedule(filing.schedule)).asks("cover_letter_words") and not filing.answer(
        CUSTOMER_NOTICE
    ):
        return False  # a cover letter states prices, no bills
    found = filing_effect(tariff_book, filing)
    said = filing.answer(BILLS)
    return bool(found.lines or found.open_points) and (not said or said != "\n".join(found.lines))


def confirm_bills(tariff_book: TariffBook, filing_id: str, *, state: bool = True) -> EditOutcome | None:
    """Keeps the bills as they are reckoned now as those that the papers state, or that the papers state none."""
    filing = tariff_book.filing(filing_id)
    lines = filing_effect(tariff_book, filing).lines if state else ()
    answers = {**dict(filing.answers), BILLS: "\n".join(lines) or NO_BILLS}
    return change_tariff_filing(tariff_book, replace(filing, answers=tuple(answers.items())))


def bill_words(bill: Bill) -> str:
    """A typical bill in one line for a letter."""
    old = "none on the sheets in force" if bill.old is None else f"{dollars(bill.old)} now"
    new = "none on the proposed sheets" if bill.new is None else f"{dollars(bill.new)} proposed"
    change = "" if bill.change is None else f", a change of {dollars(bill.change)}"
    percent = "" if bill.percent is None else f" ({bill.percent} percent)"
    return f"{bill.label}: {old}, {new}{change}{percent}"


def charge_words(change: RateChange) -> str:
    """A changed service charge in one line for a letter."""
    what = f"{change.table}, {change.label}" if change.table else change.label
    old = "none now" if change.old is None else f"{rate_words(change.old, percent=change.share)} now"
    new = "none proposed" if change.new is None else f"{rate_words(change.new, percent=change.share)} proposed"
    return f"{what} ({change.unit}): {old}, {new}" if change.unit else f"{what}: {old}, {new}"
