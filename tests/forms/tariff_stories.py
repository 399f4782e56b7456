"""Tariff filings of every kind, each told once. What their packets hold is looked at in the finished files."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from desktop_app.domain.tariffs.comparison import marked
from desktop_app.domain.tariffs.schedules import Issuer, NoticeKind, ScheduleBinding, TariffFiling, TariffSchedule
from desktop_app.domain.tariffs.sheet_text import read_text, sheet_lines_text
from desktop_app.services.tariff_book import changes, filings
from desktop_app.services.tariff_book.tariff_book import TariffBook
from desktop_app.services.tariff_packet.packets import TariffPackets
from tests.support.tariff_company import LIBRARY, RATES, STATIONERY, TODAY, NoReader, new_shelf

PACKETS = TariffPackets(LIBRARY, STATIONERY, NoReader(), "test")
HIGHER = RATES.replace("12.50", "14.00")
MONTH = timedelta(days=30)
TOLD = (("customer_notice", "The charge of the smallest meter rises."), ("affirmed", "yes"))


def packet(shelf: TariffBook, filing: TariffFiling) -> Mapping[str, bytes]:
    """The finished files of a filing, by their names."""
    filings.change_tariff_filing(shelf, filing)
    with TemporaryDirectory() as name:
        PACKETS.produce(shelf, filing.id, Path(name) / "packet")
        return {path.name: path.read_bytes() for path in sorted(Path(name).rglob("*.pdf"))}


def a_schedule(
    utility: str, binding: ScheduleBinding = ScheduleBinding.LOOSE, number: int = 0
) -> tuple[TariffBook, TariffSchedule]:
    """A schedule in force with a title page, rates and a rule, its officer and territory known."""
    shelf = new_shelf()
    made = changes.new_schedule(shelf, changes.NewSchedule(utility, "Schedule of rates", number, binding))
    issuer = Issuer("Ada Sample", "President", "1 Oak Street, Sample City")
    known = replace(made, issuer=issuer, territory="Sample County")
    changes.change_schedule(shelf, known)
    for sheet, text in (("Title Page", "# Rates\n"), ("1", RATES), ("2", "# Rule\n\n1. A rule.\n")):
        day = TODAY - timedelta(days=700)
        changes.enter(shelf, made.id, changes.EnteredSheet(sheet, 0, day, day, text=text))
    return shelf, shelf.schedule(made.id)


def raised(shelf: TariffBook, schedule: TariffSchedule) -> TariffFiling:
    """A filing that raises a rate, with its summary."""
    changes.revise_sheets(shelf, schedule.id, ["1"])
    changes.write_draft(
        shelf, schedule.id, "1", sheet_lines_text(marked(read_text(RATES), read_text(HIGHER), "*", "+"))
    )
    filing = filings.begin_tariff_filing(shelf, schedule.id)
    summary = "" if schedule.utility == "heating" else "Residential service: the charge of the smallest meter rises."
    return replace(filing, summary=summary, receipt=True, purpose="It raises the customer charge.")


def increase(utility: str) -> Mapping[str, bytes]:
    """A rate rises on the full notice; by telephone the increase of a competitive rate after an order."""
    shelf, schedule = a_schedule(utility)
    filing = raised(shelf, schedule)
    if utility == "telecom":
        filing = replace(
            filing,
            notice=NoticeKind.INCREASE,
            effective=TODAY + timedelta(days=10),
            answers=TOLD,
            compliance="TO-2026-0001",
        )
    return packet(shelf, filing)


def short_notice(utility: str, notice: NoticeKind) -> Mapping[str, bytes]:
    """A rate rises on shorter notice."""
    shelf, schedule = a_schedule(utility)
    filing = replace(
        raised(shelf, schedule),
        notice=notice,
        authority="1234" if notice is NoticeKind.PERMISSION else "ER-2026-0001",
        authority_date=TODAY,
        effective=TODAY + timedelta(days=10),
    )
    return packet(shelf, filing)


STORIES: Mapping[str, Callable[[], Mapping[str, bytes]]] = {
    f"increase, {utility}": partial(increase, utility)
    for utility in ("electric", "gas", "heating", "sewer", "telecom", "water")
}
