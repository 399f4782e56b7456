"""What the company's other public papers say: reports that were filed, the tariff in force, letters that were sent.

A reader of this filing may have all of them at hand.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from decimal import Decimal

from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.values import Json
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.filing_package.filed_reports import FiledReport, filed_reports
from desktop_app.services.filing_package.sayings import PublicSaying
from desktop_app.services.tariff_book.as_of import unchecked_book
from desktop_app.services.tariff_book.tariff_book import TariffBook

LETTERS = "setting/letter/"


@dataclass(frozen=True)
class PublicRecord:
    """Everything public but a filing itself: the reports of the company that were filed, and its `papers`."""

    reports: tuple[FiledReport, ...] = ()
    papers: tuple[PublicSaying, ...] = ()

    def sayings(self, numbers: Collection[Decimal] | None = None) -> tuple[PublicSaying, ...]:
        """What it says; of the numbers in reports only such, if they are named: there are thousands each year."""
        return (*(one for report in self.reports for one in report.sayings(numbers)), *self.papers)


def read_public_record(file: CompanyFile, filing_id: str) -> PublicRecord:
    """Everything public but the filing itself."""
    return PublicRecord(filed_reports(file, filing_id), (*_tariff(file), *_letters(file)))


def _tariff(file: CompanyFile) -> Iterator[PublicSaying]:
    """The sheets that are in force, and those that wait at the commission."""
    tariff_book, today = TariffBook(file), file.clock.today()
    for schedule in tariff_book.schedules():
        for sheet in unchecked_book(tariff_book, schedule.id, today).sheets:
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
