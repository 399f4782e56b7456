"""What the company's other public papers say: reports that were filed, the tariff in force, letters that were sent.

A reader of this filing may have all of them at hand.
"""

from __future__ import annotations

from collections.abc import Iterator

from desktop_app.domain.filings import FilingState
from desktop_app.domain.values import Json
from desktop_app.formspec.public_view import HiddenValue, full_view
from desktop_app.formspec.wording import location, value_text
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.confidentiality.evidence import as_filed
from desktop_app.services.filing_package.sayings import PublicSaying
from desktop_app.services.tariff_book.as_of import book_on
from desktop_app.services.tariff_book.tariff_book import TariffBook

LETTERS = "setting/letter/"


def read_public_record(file: CompanyFile, filing_id: str) -> tuple[PublicSaying, ...]:
    """Everything public but the filing itself."""
    return (*_reports(file, filing_id), *_tariff(file), *_letters(file))


def _reports(file: CompanyFile, filing_id: str) -> Iterator[PublicSaying]:
    for filing in file.filings():
        if filing.state is not FilingState.FILED or filing.id == filing_id:
            continue
        book = file.book(filing.id)
        view = full_view(as_filed(book.calculation))
        for place, value in view.values.items():
            spec = book.sheet.cells.get(place)
            if spec is not None and place not in view.sealed and not isinstance(value, HiddenValue):
                where = f"{location(book.sheet, place)} of {filing.id}"
                yield PublicSaying(value_text(value, spec), where, typed=isinstance(value, str))


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
