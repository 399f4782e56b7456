"""What the company's other public papers say: reports that were filed, the tariff in force, letters that were sent.

A reader of this filing may have all of them at hand.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal

from desktop_app.domain.filings import FilingState
from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.money import rounded
from desktop_app.domain.values import Json, Place, Value
from desktop_app.formspec.public_view import HiddenValue, full_view
from desktop_app.formspec.sheet import FormLayout
from desktop_app.formspec.wording import location, value_text
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.confidentiality.evidence import as_filed
from desktop_app.services.filing_package.sayings import PublicSaying
from desktop_app.services.tariff_book.as_of import book_on
from desktop_app.services.tariff_book.tariff_book import TariffBook

LETTERS = "setting/letter/"
THOUSANDTHS = 3  # decimals after which the point may be read as a separator


@dataclass(frozen=True)
class PublicReport:
    """What a report that was filed shows: its public values, and how a reader finds each."""

    name: str
    sheet: FormLayout
    values: Mapping[Place, Value]

    def sayings(self, numbers: Collection[Decimal] | None) -> Iterator[PublicSaying]:
        """What it says, in its order; with `numbers` only its words, and those of its numbers that may tell one."""
        for place, value in self.values.items():
            spec = self.sheet.cells[place]
            told = isinstance(value, Decimal) and _may_read(value, spec.decimals, numbers or ())
            if numbers is None or told or isinstance(value, str):
                where = f"{location(self.sheet, place)} of {self.name}"
                yield PublicSaying(value_text(value, spec), where, typed=isinstance(value, str))


def _may_read(value: Decimal, decimals: int, numbers: Collection[Decimal]) -> bool:
    """Whether the number as it is shown may be read as one of these, its point as a separator included."""
    size = abs(rounded(value, decimals))
    return size in numbers or (decimals == THOUSANDTHS and size.scaleb(THOUSANDTHS) in numbers)


@dataclass(frozen=True)
class PublicRecord:
    """Everything public but a filing itself: the reports of the company that were filed, and its `papers`."""

    reports: tuple[PublicReport, ...] = ()
    papers: tuple[PublicSaying, ...] = ()

    def sayings(self, numbers: Collection[Decimal] | None = None) -> tuple[PublicSaying, ...]:
        """What it says; of the numbers in reports only such, if they are named: there are thousands each year."""
        return (*(one for report in self.reports for one in report.sayings(numbers)), *self.papers)


def read_public_record(file: CompanyFile, filing_id: str) -> PublicRecord:
    """Everything public but the filing itself."""
    return PublicRecord(tuple(_reports(file, filing_id)), (*_tariff(file), *_letters(file)))


def _reports(file: CompanyFile, filing_id: str) -> Iterator[PublicReport]:
    filed = [one for one in file.filings() if one.state is FilingState.FILED and one.id != filing_id]
    for filing in reversed(filed):
        file.book(filing.id)  # a later one takes values from it
    for filing in filed:
        book = file.book(filing.id)
        view = full_view(as_filed(book.calculation))
        values = {
            place: value
            for place, value in view.values.items()
            if place in book.sheet.cells and place not in view.sealed and not isinstance(value, HiddenValue)
        }
        yield PublicReport(filing.id, book.sheet, values)


def _tariff(file: CompanyFile) -> Iterator[PublicSaying]:
    """The sheets that are in force, and those that wait at the commission."""
    tariff_book, today = TariffBook(file), file.clock.today()
    for schedule in tariff_book.schedules():
        for sheet in book_on(tariff_book, schedule.id, today).sheets:
            for version in (sheet.in_force, *sheet.coming):
                text = tariff_book.text(schedule.id, sheet.chain, version)
                if text:
                    yield PublicSaying(text, f"the tariff {schedule.id}, sheet {sheet.chain.number}")


def _letters(file: CompanyFile) -> Iterator[PublicSaying]:
    for key, data in file.workspace.under(LETTERS).items():
        if isinstance(data, dict) and data.get("sent"):
            yield PublicSaying("\n".join(_texts(data)), f"the letter {key.removeprefix(LETTERS)}, which was sent")


def _texts(data: Json) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for key, part in data.items():
            yield from _texts(part) if key != "sent" else ()
    elif isinstance(data, list):
        for part in data:
            yield from _texts(part)
