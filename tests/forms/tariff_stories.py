"""Tariff filings of every kind, each told once. What their packets hold is looked at in the finished files."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from desktop_app.domain.tariffs.comparison import marked
from desktop_app.domain.tariffs.schedules import (
    FilingOutcome,
    Issuer,
    NoticeKind,
    ScheduleBinding,
    TariffFiling,
    TariffSchedule,
)
from desktop_app.domain.tariffs.sheet_text import read_text, sheet_lines_text
from desktop_app.services.tariff_book import changes, filings
from desktop_app.services.tariff_book.stated_bills import bills_unconfirmed, confirm_bills
from desktop_app.services.tariff_book.supplements import supplement
from desktop_app.services.tariff_book.tariff_book import TariffBook
from desktop_app.services.tariff_packet.packets import TariffPackets
from tests.support.tariff_company import LIBRARY, RATES, STATIONERY, TODAY, TOOLS, new_shelf

PACKETS = TariffPackets(LIBRARY, STATIONERY, TOOLS)
HIGHER = RATES.replace("12.50", "14.00")
MONTH = timedelta(days=30)
TOLD = (("customer_notice", "The charge of the smallest meter rises."), ("affirmed", "yes"))


def packet(shelf: TariffBook, filing: TariffFiling) -> Mapping[str, bytes]:
    """The finished files of a filing, by their names."""
    filings.change_tariff_filing(shelf, filing)
    with TemporaryDirectory() as name:
        if bills_unconfirmed(shelf, shelf.filing(filing.id)):
            confirm_bills(shelf, filing.id)
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
            answers=(*TOLD, ("complied_in", "sheet 1")),
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
        answers=(("granted_days", "10"),),
        effective=TODAY + timedelta(days=10),
    )
    return packet(shelf, filing)


def title_page(number: int, binding: ScheduleBinding) -> Mapping[str, bytes]:
    """A new electric schedule: governed by another, ending on a day, two pages and a title page."""
    shelf, _ = a_schedule("electric", binding)
    new = changes.replace_schedule(shelf, "electric-1")
    known = replace(new, governed_by=number, expires=TODAY + timedelta(days=900))
    changes.change_schedule(shelf, known)
    filing = filings.begin_tariff_filing(shelf, new.id)
    return packet(shelf, replace(filing, summary="All rates stay as they are."))


def adoption(utility: str) -> Mapping[str, bytes]:
    """A new owner, or a new name."""
    shelf = new_shelf()
    made = changes.new_schedule(shelf, changes.NewSchedule(utility, "Adoption notice"))
    changes.change_schedule(shelf, replace(made, issuer=Issuer("Ada Sample", "President", "1 Oak Street")))
    changes.adopt(
        shelf, made.id, "Old Oaks Company", TODAY, "PSC Mo. No. 3 of Old Oaks Company" if utility == "electric" else ""
    )
    filing = replace(filings.begin_tariff_filing(shelf, made.id), summary="The company changes.", answers=TOLD)
    if utility == "electric":
        filing = replace(filing, effective=TODAY)
    return packet(shelf, filing)


def cancellation(found: int) -> Mapping[str, bytes]:
    """An electric schedule is canceled by a supplement to it."""
    shelf, schedule = a_schedule("electric")
    supplement(shelf, schedule.id, "", canceling=True, found=found, nothing_left=not found)
    return packet(
        shelf, replace(filings.begin_tariff_filing(shelf, schedule.id, ["Supplement"]), summary="The schedule ends.")
    )


def two_schedules() -> Mapping[str, bytes]:
    """A supplement to an electric schedule and to the one on file that will cancel it, with an item reissued."""
    shelf, schedule = a_schedule("electric", ScheduleBinding.BOUND)
    new = changes.replace_schedule(shelf, schedule.id)
    filing = filings.begin_tariff_filing(shelf, new.id)
    filings.change_tariff_filing(shelf, replace(filing, summary="All rates stay.", effective=TODAY + 2 * MONTH))
    filings.file_it(shelf, filing.id)
    supplement(
        shelf, schedule.id, f"Reissue; effective March 1, 2025 in supplement No. 1; expires May 1, 2026\n\n{RATES}"
    )
    return packet(
        shelf, replace(filings.begin_tariff_filing(shelf, schedule.id, ["Supplement"]), summary="A rate rises.")
    )


def in_lieu() -> Mapping[str, bytes]:
    """An electric sheet in place of a rejected one, on a leaf whose other side stays as it is."""
    shelf, schedule = a_schedule("electric")
    changes.change_schedule(shelf, replace(schedule, two_sided=True))
    filing = raised(shelf, schedule)
    filings.change_tariff_filing(shelf, filing)
    filings.file_it(shelf, filing.id)
    filings.record_outcome(shelf, filing.id, filings.CommissionDecision(FilingOutcome.REJECTED))
    return packet(shelf, raised(shelf, schedule))


def small_case(utility: str) -> Mapping[str, bytes]:
    """The sheets of a small company case, agreed with staff and public counsel."""
    shelf, schedule = a_schedule(utility)
    answers = (("agreement", "The agreement of March 1, 2026"), ("case_letter", "2026-01-05"))
    filing = replace(raised(shelf, schedule), notice=NoticeKind.SMALL_AGREED, answers=answers)
    return packet(shelf, filing)


def order(utility: str) -> Mapping[str, bytes]:
    """Rates that an order prescribes."""
    shelf, schedule = a_schedule(utility)
    return packet(
        shelf, replace(raised(shelf, schedule), compliance="EC-2026-0007", answers=(("complied_in", "item 4, page 7"),))
    )


def number_three() -> tuple[TariffBook, TariffFiling]:
    """A new electric schedule whose number leaves out two."""
    shelf = new_shelf()
    made = changes.new_schedule(shelf, changes.NewSchedule("electric", "Schedule of rates", 3))
    changes.change_schedule(shelf, replace(made, issuer=Issuer("Ada Sample", "President", "1 Oak Street")))
    changes.add_sheet(shelf, made.id, "1", text=RATES)
    return shelf, replace(filings.begin_tariff_filing(shelf, made.id), summary="A new schedule.")


def skipped() -> Mapping[str, bytes]:
    """A schedule whose number leaves out two, with its memorandum."""
    shelf, filing = number_three()
    return packet(shelf, replace(filing, answers=(("memorandum", "Numbers 1 and 2 belong to the former owner."),)))


def conflict() -> Mapping[str, bytes]:
    """An electric filing that cancels part of another schedule, whose amendment is filed with it."""
    shelf, schedule = a_schedule("electric")
    other = changes.new_schedule(shelf, changes.NewSchedule("electric", "Street lighting"))
    changes.change_schedule(shelf, replace(other, issuer=schedule.issuer, territory="Sample County"))
    day = TODAY - timedelta(days=700)
    changes.enter(shelf, other.id, changes.EnteredSheet("5", 0, day, day, text="# Lamps\n\n1. A lamp.\n"))
    changes.revise_sheets(shelf, other.id, ["5"])
    changes.write_draft(shelf, other.id, "5", "# Lamps\n\n{*} 1. See PSC Mo. No. 1.\n")
    amended = filings.begin_tariff_filing(shelf, other.id)
    answers = (("conflict", "PSC Mo. No. 2, sheet 5"), ("related", amended.id))
    return packet(shelf, replace(raised(shelf, schedule), answers=answers))


def concurrence() -> Mapping[str, bytes]:
    """A telephone company concurs in the tariff of another."""
    shelf, schedule = a_schedule("telecom")
    words = shelf.rules(schedule).text("concurrence")
    for name, text in (("{rules}", "rates"), ("{service}", "local service"), ("{other}", "Old Oaks Company")):
        words = words.replace(name, text)
    changes.add_sheet(shelf, schedule.id, after="2", text=f"# Concurrence\n\n{words}\n")
    return packet(
        shelf, replace(filings.begin_tariff_filing(shelf, schedule.id), summary="The company concurs in a tariff.")
    )


def promotion() -> Mapping[str, bytes]:
    """A promotion of a competitive telephone service."""
    shelf, schedule = a_schedule("telecom")
    changes.add_sheet(shelf, schedule.id, after="2", text="# Promotion\n\n1. The first month is free.\n")
    filing = replace(
        filings.begin_tariff_filing(shelf, schedule.id), summary="One month is free.", notice=NoticeKind.PROMOTION
    )
    return packet(shelf, replace(filing, effective=TODAY + timedelta(days=7), expires=TODAY + timedelta(days=90)))


UTILITIES = ("electric", "gas", "heating", "sewer", "telecom", "water")
STORIES: Mapping[str, Callable[[], Mapping[str, bytes]]] = {
    **{f"increase, {utility}": partial(increase, utility) for utility in UTILITIES},
    **{f"permission, {u}": partial(short_notice, u, NoticeKind.PERMISSION) for u in UTILITIES if u != "telecom"},
    "order of short notice, electric": partial(short_notice, "electric", NoticeKind.ORDER),
    "title page, electric": partial(title_page, 7, ScheduleBinding.BOUND),
    "loose title page, electric": partial(title_page, 7, ScheduleBinding.LOOSE),
    "adoption, electric": partial(adoption, "electric"),
    "adoption, telecom": partial(adoption, "telecom"),
    "cancellation, electric": partial(cancellation, 7),
    "cancellation without a successor, electric": partial(cancellation, 0),
    "two schedules, electric": two_schedules,
    "in lieu, electric": in_lieu,
    "skipped, electric": skipped,
    "conflict, electric": conflict,
    **{f"small company case, {u}": partial(small_case, u) for u in ("gas", "heating", "sewer", "water")},
    "order, electric": partial(order, "electric"),
    "concurrence, telecom": concurrence,
    "promotion, telecom": promotion,
}
