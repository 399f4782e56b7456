"""Packets of tariff sheets as the tests of the tariff book make them, and what their pages say."""

from dataclasses import replace

from desktop_app.domain.tariffs.comparison import marked
from desktop_app.domain.tariffs.schedules import TariffFiling
from desktop_app.domain.tariffs.sheet_text import read_text, sheet_lines_text
from desktop_app.pagespec.pages import PaperPage, TextItem
from desktop_app.services.tariff_book import changes, filings
from desktop_app.services.tariff_book.stated_bills import confirm_bills
from desktop_app.services.tariff_book.tariff_book import TariffBook
from desktop_app.services.tariff_packet.packets import TariffPackets
from tests.support.tariff_company import (
    LIBRARY,
    RATES,
    REPORT_PAGES,
    TOOLS,
    WORD,
    entered,
    new_tariff_book,
    schedule,
)

PACKETS = TariffPackets(LIBRARY, REPORT_PAGES, TOOLS, WORD)
HIGHER = RATES.replace("12.50", "14.00")


def words(pages: tuple[PaperPage, ...]) -> str:
    return " ".join(item.content for page in pages for item in page.items if isinstance(item, TextItem))


def water() -> TariffBook:
    tariff_book = new_tariff_book()
    schedule(tariff_book)
    entered(tariff_book, "Title Page", text="# Rolling Oaks Water Company\n")
    for number in range(1, 10):
        entered(tariff_book, str(number), text=RATES if number == 5 else f"# Rule {number}\n\n1. The rule.\n")
    return tariff_book


def changed() -> tuple[TariffBook, TariffFiling]:
    tariff_book = water()
    changes.revise_sheets(tariff_book, "water-1", ["5"])
    changes.write_draft(
        tariff_book, "water-1", "5", sheet_lines_text(marked(read_text(RATES), read_text(HIGHER), "*", "+"))
    )
    changes.add_sheet(tariff_book, "water-1", after="5", text="# Leaks\n\n1. A new rule.\n")
    filing = replace(
        filings.begin_tariff_filing(tariff_book, "water-1"), summary="The charge of the smallest meter rises."
    )
    filings.change_tariff_filing(tariff_book, filing)
    confirm_bills(tariff_book, filing.id)
    return tariff_book, tariff_book.filing(filing.id)
