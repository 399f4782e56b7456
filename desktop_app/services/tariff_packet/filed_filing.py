"""What is known of a tariff filing, for the window and the command line: state, dates, numbers, sheets and papers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from desktop_app.domain.dates import long_date
from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.tariffs.naming import called
from desktop_app.domain.tariffs.schedules import FilingStage, TariffFiling
from desktop_app.services.tariff_book.as_of import state_words
from desktop_app.services.tariff_book.tariff_book import TariffBook
from desktop_app.services.tariff_packet.kept_packets import KeptPaper, kept_packet


@dataclass(frozen=True)
class FilingRecord:
    """What is known of a filing: facts with their names, sheets with their states, and the papers that are kept."""

    facts: tuple[tuple[str, str], ...]
    sheets: tuple[tuple[str, str], ...]
    papers: tuple[KeptPaper, ...]


def filing_record(tariff_book: TariffBook, filing_id: str) -> FilingRecord:
    """What is known of a filing. Raises NoSuchTariffFiling."""
    filing = tariff_book.filing(filing_id)
    schedule, today = tariff_book.schedule(filing.schedule), tariff_book.file.clock.today()
    sheets = []
    for part in filing.parts:
        chain = tariff_book.chain(filing.schedule, part.sheet)
        state = state_words(chain, chain.version(part.revision), today, schedule)
        sheets.append((called(schedule, chain, part.revision), state))
    kept = kept_packet(tariff_book, filing_id)
    facts = tuple((name, words) for name, words in _facts(filing, tariff_book) if words)
    return FilingRecord(facts, tuple(sheets), () if kept is None else kept.files)


def _facts(filing: TariffFiling, tariff_book: TariffBook) -> Iterator[tuple[str, str]]:
    schedule = tariff_book.schedule(filing.schedule)
    yield "Schedule", f"PSC Mo. No. {schedule.number}, {schedule.title}".removesuffix(", ")
    yield "State", filing.stage.value if filing.stage is FilingStage.PREPARING else filing.outcome or filing.stage.value
    yield "Purpose", filing.purpose
    yield "Date of issue", _day(filing.issued)
    yield "At the commission", _day(filing.received)
    yield "Effective date proposed", _day(filing.effective)
    yield "Suspended until", _day(filing.suspended_until)
    yield "In force since" if _over(filing, tariff_book) else "In force from", _day(filing.effective_actual)
    yield "Last day", _day(filing.expires)
    yield "Case number", filing.case
    yield "Tracking number", filing.tracking
    kept = kept_packet(tariff_book, filing.id)
    yield "Packet produced", "" if kept is None else _day(kept.made)


def _over(filing: TariffFiling, tariff_book: TariffBook) -> bool:
    return filing.effective_actual is not None and filing.effective_actual <= tariff_book.file.clock.today()


def _day(day: date | None) -> str:
    return "" if day is None else long_date(day)
