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
from desktop_app.services.tariff_book.paper_sheets import EnteredSheet, enter_sheet
from desktop_app.services.tariff_book.stated_bills import bills_unconfirmed, confirm_bills
from desktop_app.services.tariff_book.supplements import supplement
from desktop_app.services.tariff_book.tariff_book import TariffBook
from desktop_app.services.tariff_packet.packets import TariffPackets
from tests.support.tariff_company import LIBRARY, RATES, REPORT_PAGES, TODAY, TOOLS, WORD, new_tariff_book

PACKETS = TariffPackets(LIBRARY, REPORT_PAGES, TOOLS, WORD)
HIGHER = RATES.replace("12.50", "14.00")
MONTH = timedelta(days=30)
TOLD = (("customer_notice", "The charge of the smallest meter rises."), ("affirmed", "yes"))


def packet(tariff_book: TariffBook, filing: TariffFiling) -> Mapping[str, bytes]:
    """The finished files of a filing, by their names."""
    filings.change_tariff_filing(tariff_book, filing)
    with TemporaryDirectory() as name:
        if bills_unconfirmed(tariff_book, tariff_book.filing(filing.id)):
            confirm_bills(tariff_book, filing.id)
        PACKETS.produce(tariff_book, filing.id, Path(name) / "packet")
        return {path.name: path.read_bytes() for path in sorted(Path(name).rglob("*.pdf"))}


def a_schedule(
    utility: str, binding: ScheduleBinding = ScheduleBinding.LOOSE, number: int = 0
) -> tuple[TariffBook, TariffSchedule]:
    """A schedule in force with a title page, rates and a rule, its officer and territory known."""
    tariff_book = new_tariff_book()
    made = changes.new_schedule(tariff_book, changes.NewSchedule(utility, "Schedule of rates", number, binding))
    issuer = Issuer("Ada Sample", "President", "1 Oak Street, Sample City")
    known = replace(made, issuer=issuer, territory="Sample County")
    changes.change_schedule(tariff_book, known)
    for sheet, text in (("Title Page", "# Rates\n"), ("1", RATES), ("2", "# Rule\n\n1. A rule.\n")):
        day = TODAY - timedelta(days=700)
        enter_sheet(tariff_book, made.id, EnteredSheet(sheet, 0, day, day, text=text))
    return tariff_book, tariff_book.schedule(made.id)


def raised(tariff_book: TariffBook, schedule: TariffSchedule) -> TariffFiling:
    """A filing that raises a rate, with its summary."""
    changes.revise_sheets(tariff_book, schedule.id, ["1"])
    changes.write_draft(
        tariff_book, schedule.id, "1", sheet_lines_text(marked(read_text(RATES), read_text(HIGHER), "*", "+"))
    )
    filing = filings.begin_tariff_filing(tariff_book, schedule.id)
    summary = "" if schedule.utility == "heating" else "Residential service: the charge of the smallest meter rises."
    return replace(filing, summary=summary, receipt=True, purpose="It raises the customer charge.")


def increase(utility: str) -> Mapping[str, bytes]:
    """A rate rises on the full notice; by telephone the increase of a competitive rate after an order."""
    tariff_book, schedule = a_schedule(utility)
    filing = raised(tariff_book, schedule)
    if utility == "telecom":
        filing = replace(
            filing,
            notice=NoticeKind.INCREASE,
            effective=TODAY + timedelta(days=10),
            answers=(*TOLD, ("complied_in", "sheet 1")),
            compliance="TO-2026-0001",
        )
    return packet(tariff_book, filing)


def short_notice(utility: str, notice: NoticeKind) -> Mapping[str, bytes]:
    """A rate rises on shorter notice."""
    tariff_book, schedule = a_schedule(utility)
    filing = replace(
        raised(tariff_book, schedule),
        notice=notice,
        authority="1234" if notice is NoticeKind.PERMISSION else "ER-2026-0001",
        authority_date=TODAY,
        answers=(("granted_days", "10"),),
        effective=TODAY + timedelta(days=10),
    )
    return packet(tariff_book, filing)


def title_page(number: int, binding: ScheduleBinding) -> Mapping[str, bytes]:
    """A new electric schedule: governed by another, ending on a day, two pages and a title page."""
    tariff_book, _ = a_schedule("electric", binding)
    new = changes.replace_schedule(tariff_book, "electric-1")
    known = replace(new, governed_by=number, expires=TODAY + timedelta(days=900))
    changes.change_schedule(tariff_book, known)
    filing = filings.begin_tariff_filing(tariff_book, new.id)
    return packet(tariff_book, replace(filing, summary="All rates stay as they are."))


def adoption(utility: str) -> Mapping[str, bytes]:
    """A new owner, or a new name."""
    tariff_book = new_tariff_book()
    made = changes.new_schedule(tariff_book, changes.NewSchedule(utility, "Adoption notice"))
    changes.change_schedule(tariff_book, replace(made, issuer=Issuer("Ada Sample", "President", "1 Oak Street")))
    changes.adopt(
        tariff_book,
        made.id,
        "Old Oaks Company",
        TODAY,
        "PSC Mo. No. 3 of Old Oaks Company" if utility == "electric" else "",
    )
    filing = replace(filings.begin_tariff_filing(tariff_book, made.id), summary="The company changes.", answers=TOLD)
    if utility == "electric":
        filing = replace(filing, effective=TODAY)
    return packet(tariff_book, filing)


def cancellation(found: int) -> Mapping[str, bytes]:
    """An electric schedule is canceled by a supplement to it."""
    tariff_book, schedule = a_schedule("electric")
    supplement(tariff_book, schedule.id, "", canceling=True, found=found, nothing_left=not found)
    return packet(
        tariff_book,
        replace(filings.begin_tariff_filing(tariff_book, schedule.id, ["Supplement"]), summary="The schedule ends."),
    )


def two_schedules() -> Mapping[str, bytes]:
    """A supplement to an electric schedule and to the one on file that will cancel it, with an item reissued."""
    tariff_book, schedule = a_schedule("electric", ScheduleBinding.BOUND)
    new = changes.replace_schedule(tariff_book, schedule.id)
    filing = filings.begin_tariff_filing(tariff_book, new.id)
    filings.change_tariff_filing(tariff_book, replace(filing, summary="All rates stay.", effective=TODAY + 2 * MONTH))
    filings.file_it(tariff_book, filing.id)
    supplement(
        tariff_book,
        schedule.id,
        f"Reissue; effective March 1, 2025 in supplement No. 1; expires May 1, 2026\n\n{RATES}",
    )
    return packet(
        tariff_book,
        replace(filings.begin_tariff_filing(tariff_book, schedule.id, ["Supplement"]), summary="A rate rises."),
    )


def in_lieu() -> Mapping[str, bytes]:
    """An electric sheet in place of a rejected one, on a leaf whose other side stays as it is."""
    tariff_book, schedule = a_schedule("electric")
    changes.change_schedule(tariff_book, replace(schedule, two_sided=True))
    filing = raised(tariff_book, schedule)
    filings.change_tariff_filing(tariff_book, filing)
    filings.file_it(tariff_book, filing.id)
    filings.record_outcome(tariff_book, filing.id, filings.CommissionDecision(FilingOutcome.REJECTED))
    return packet(tariff_book, raised(tariff_book, schedule))


def small_case(utility: str) -> Mapping[str, bytes]:
    """The sheets of a small company case, agreed with staff and public counsel."""
    tariff_book, schedule = a_schedule(utility)
    answers = (("agreement", "The agreement of March 1, 2026"), ("case_letter", "2026-01-05"))
    filing = replace(raised(tariff_book, schedule), notice=NoticeKind.SMALL_AGREED, answers=answers)
    return packet(tariff_book, filing)


def order(utility: str) -> Mapping[str, bytes]:
    """Rates that an order prescribes."""
    tariff_book, schedule = a_schedule(utility)
    return packet(
        tariff_book,
        replace(raised(tariff_book, schedule), compliance="EC-2026-0007", answers=(("complied_in", "item 4, page 7"),)),
    )


def number_three() -> tuple[TariffBook, TariffFiling]:
    """A new electric schedule whose number leaves out two."""
    tariff_book = new_tariff_book()
    made = changes.new_schedule(tariff_book, changes.NewSchedule("electric", "Schedule of rates", 3))
    changes.change_schedule(tariff_book, replace(made, issuer=Issuer("Ada Sample", "President", "1 Oak Street")))
    changes.add_sheet(tariff_book, made.id, "1", text=RATES)
    return tariff_book, replace(filings.begin_tariff_filing(tariff_book, made.id), summary="A new schedule.")


def skipped() -> Mapping[str, bytes]:
    """A schedule whose number leaves out two, with its memorandum."""
    tariff_book, filing = number_three()
    return packet(
        tariff_book, replace(filing, answers=(("memorandum", "Numbers 1 and 2 belong to the former owner."),))
    )


def conflict() -> Mapping[str, bytes]:
    """An electric filing that cancels part of another schedule, whose amendment is filed with it."""
    tariff_book, schedule = a_schedule("electric")
    other = changes.new_schedule(tariff_book, changes.NewSchedule("electric", "Street lighting"))
    changes.change_schedule(tariff_book, replace(other, issuer=schedule.issuer, territory="Sample County"))
    day = TODAY - timedelta(days=700)
    enter_sheet(tariff_book, other.id, EnteredSheet("5", 0, day, day, text="# Lamps\n\n1. A lamp.\n"))
    changes.revise_sheets(tariff_book, other.id, ["5"])
    changes.write_draft(tariff_book, other.id, "5", "# Lamps\n\n{*} 1. See PSC Mo. No. 1.\n")
    amended = filings.begin_tariff_filing(tariff_book, other.id)
    answers = (("conflict", "PSC Mo. No. 2, sheet 5"), ("related", amended.id))
    return packet(tariff_book, replace(raised(tariff_book, schedule), answers=answers))


def concurrence() -> Mapping[str, bytes]:
    """A telephone company concurs in the tariff of another."""
    tariff_book, schedule = a_schedule("telecom")
    words = tariff_book.rules(schedule).text("concurrence")
    for name, text in (("{rules}", "rates"), ("{service}", "local service"), ("{other}", "Old Oaks Company")):
        words = words.replace(name, text)
    changes.add_sheet(tariff_book, schedule.id, after="2", text=f"# Concurrence\n\n{words}\n")
    return packet(
        tariff_book,
        replace(filings.begin_tariff_filing(tariff_book, schedule.id), summary="The company concurs in a tariff."),
    )


def promotion() -> Mapping[str, bytes]:
    """A promotion of a competitive telephone service."""
    tariff_book, schedule = a_schedule("telecom")
    changes.add_sheet(tariff_book, schedule.id, after="2", text="# Promotion\n\n1. The first month is free.\n")
    filing = replace(
        filings.begin_tariff_filing(tariff_book, schedule.id), summary="One month is free.", notice=NoticeKind.PROMOTION
    )
    return packet(tariff_book, replace(filing, effective=TODAY + timedelta(days=7), expires=TODAY + timedelta(days=90)))


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
