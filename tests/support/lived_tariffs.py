"""Three tariffs in the structure of real ones, entered from Word documents, and what became of three filings of each.

A water company with two areas and blocks of use, a sewer company with a map, a form and an index on a numbered sheet,
and a steam company with blocks by season. Of each one filing took effect on another day than proposed, one is
suspended, and one was rejected and filed again under its number; the sewer and steam companies also filed a substitute.
"""

import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from desktop_app.domain.problems import Severity
from desktop_app.domain.tariffs.schedules import FilingOutcome, Issuer
from desktop_app.domain.tariffs.versions import USUAL, DraftPlace, DraftWanted
from desktop_app.pagespec.pages import PageImage
from desktop_app.services.tariff_book import changes, filings
from desktop_app.services.tariff_book.corrections import as_entered, correct_entered
from desktop_app.services.tariff_book.pictures import DrawnPicture, PictureWish, insert_picture
from desktop_app.services.tariff_book.scans import kept_pixels
from desktop_app.services.tariff_book.stated_bills import FilingEffect, bills_unconfirmed, confirm_bills, filing_effect
from desktop_app.services.tariff_book.tariff_book import TariffBook
from desktop_app.services.tariff_book.whole_tariff import enter_whole_tariff
from desktop_app.services.tariff_packet.packets import TariffPackets
from tests.support.tariff_company import LIBRARY, REPORT_PAGES, TOOLS, WORD, new_tariff_book
from tests.support.word_documents import paragraph, word

CASES = Path(__file__).parents[1] / "cases" / "tariffs" / "lived"
PACKETS = TariffPackets(LIBRARY, REPORT_PAGES, TOOLS, WORD)
ISSUED, PROPOSED, LATER = date(2026, 3, 2), date(2026, 4, 3), date(2026, 5, 15)
ORDER, REFILED, AGAIN = date(2026, 6, 1), date(2026, 7, 1), date(2026, 8, 3)

NORTH = """# Rates for water service, North Service Area

Availability: to any customer in the North Service Area.
[rates: per month, by meter size; area North] Customer charge
5/8 inch = 10.00
1 inch = 18.00
[end]
[rates: per 1,000 gallons, by block; area North] Water
First 2,000 gallons = 3.00
Next 3,000 gallons = 2.50
Over 5,000 gallons = 2.00
[end]
"""
SOUTH = """# Rates for water service, South Service Area

Availability: to any customer in the South Service Area.
[rates: per month, by meter size; area South] Customer charge
5/8 inch = 12.00
[end]
[rates: per 1,000 gallons, by block; area South] Water
All gallons = 4.00
[end]
"""
CHARGES = (
    "# Schedule of service charges\n\nLate payment [dots] $5.00\nReturned check [dots] $25.00\nTurn-on [dots] $30.00\n"
)
SEWER = """# Schedule of rates

[rates: per month, flat] Sewer service
Each residence = 28.50
Each commercial unit = 41.00
[end]
"""
FORM = """# Form of application for sewer service

[box] Name ______________________   Date ______________
[box] Address ______________________________________
[box] Signed ______________________
"""
STEAM = """# Rate schedule 1, winter and summer

Availability: to any customer near the mains.
[rates: per month, flat; as base charge] Customer charge
Each customer = 100.00
[end]
[rates: per Mlb, by block; season Winter] Steam, October to April
First 50 Mlb = 20.00
Over 50 Mlb = 18.00
[end]
[rates: per Mlb, by block; season Summer] Steam, May to September
All steam = 15.00
[end]
"""


@dataclass
class LivedTariff:
    """A tariff as it stands after its filings; `packets` are their files where they were produced."""

    tariff_book: TariffBook
    schedule: str
    effects: dict[str, FilingEffect] = field(default_factory=dict)
    packets: dict[str, Mapping[str, bytes]] = field(default_factory=dict)
    produced: bool = False

    def revise(self, sheet: str, *pairs: tuple[str, str], wanted: DraftWanted = USUAL) -> None:
        """Starts a revision with other words and proposes its marks."""
        changes.revise_sheets(self.tariff_book, self.schedule, [sheet], wanted=wanted)
        chain = self.tariff_book.chain(self.schedule, sheet)
        text = self.tariff_book.text(self.schedule, chain, chain.draft)
        for old, new in pairs:
            assert old in text
            text = text.replace(old, new)
        marked = changes.with_marks(self.tariff_book, self.schedule, sheet, text)
        changes.write_draft(self.tariff_book, self.schedule, sheet, marked)

    def file(self, name: str, purpose: str, issued: date = ISSUED, proposed: date = PROPOSED) -> str:
        """Files all drafts; nothing may stop it. Gives the id of the filing."""
        filing = filings.begin_tariff_filing(self.tariff_book, self.schedule)
        steam = self.schedule.startswith("heating")
        known = replace(filing, purpose=purpose, summary="" if steam else purpose, issued=issued, received=issued)
        filings.change_tariff_filing(self.tariff_book, replace(known, effective=proposed))
        if bills_unconfirmed(self.tariff_book, self.tariff_book.filing(filing.id)):
            confirm_bills(self.tariff_book, filing.id)
        self.effects[name] = filing_effect(self.tariff_book, self.tariff_book.filing(filing.id))
        found = PACKETS.problems(self.tariff_book, self.tariff_book.filing(filing.id))
        stops = [one.sentence for one in found if one.severity is Severity.STOP]
        assert stops == [], f"{name}: {stops}"
        if self.produced:
            with TemporaryDirectory() as place:
                PACKETS.produce(self.tariff_book, filing.id, Path(place) / "packet")
                self.packets[name] = {one.name: one.read_bytes() for one in sorted(Path(place).rglob("*.pdf"))}
        filings.file_it(self.tariff_book, filing.id)
        return filing.id

    def decide(self, filing: str, outcome: FilingOutcome, on: date | None = None) -> None:
        """Records what the commission did."""
        decision = filings.CommissionDecision(outcome, on, case="XR-2026-0123", tracking="JX-2026-0456")
        filings.record_outcome(self.tariff_book, filing, decision)


COMPANIES = {
    "water": "SAMPLE Two Rivers Water Company",
    "sewer": "SAMPLE Clear Fork Sewer Company",
    "steam": "SAMPLE Old Mill Steam Company",
}


def _entered(utility: str, name: str, rates: Mapping[str, str], *, produced: bool) -> LivedTariff:
    """A schedule whose sheets were entered from a Word document, its rates and forms then typed as such."""
    tariff_book = new_tariff_book(ISSUED, COMPANIES[name], utility)
    made = changes.new_schedule(tariff_book, changes.NewSchedule(utility, "Schedule of rates, rules and regulations"))
    issuer = Issuer("Ada Sample", "President", "1 Oak Street, Sample City, MO")
    changes.change_schedule(tariff_book, replace(made, issuer=issuer))
    body = "".join(paragraph(line) for line in (CASES / f"{name}.txt").read_text("utf-8").splitlines())
    with TemporaryDirectory() as place:
        path = Path(place) / f"{name}.docx"
        path.write_bytes(word(body))
        found = PACKETS.whole_tariff(path)
    enter_whole_tariff(tariff_book, made.id, found)
    for sheet, text in rates.items():
        right = replace(as_entered(tariff_book, made.id, sheet, 0), text=text)
        correct_entered(tariff_book, made.id, 0, right)
    return LivedTariff(tariff_book, made.id, produced=produced)


def lived_water(*, produced: bool = False) -> LivedTariff:
    """Higher rates of the North took effect later, service charges are suspended, the South was rejected first."""
    lived = _entered("water", "water", {"2": NORTH, "3": SOUTH, "4": CHARGES}, produced=produced)
    lived.revise("2", ("5/8 inch = 10.00", "5/8 inch = 11.00"), ("gallons = 3.00", "gallons = 3.30"))
    north = lived.file("north", "It raises the customer charge and the first block of the North Service Area.")
    lived.revise("4", ("Turn-on [dots] $30.00", "Turn-on [dots] $40.00"))
    charges = lived.file("charges", "It raises the charge for turning on the service.")
    lived.decide(north, FilingOutcome.APPROVED, LATER)
    lived.decide(charges, FilingOutcome.SUSPENDED, date(2026, 12, 31))
    lived.revise("3", ("All gallons = 4.00", "All gallons = 4.20"))
    south = lived.file("south", "It raises the rate for water of the South Service Area.")
    lived.decide(south, FilingOutcome.REJECTED)
    lived.revise("3", ("All gallons = 4.00", "All gallons = 4.10"), wanted=DraftWanted(again=True))
    again = lived.file("south again", "It raises the rate for water of the South Service Area.", REFILED, AGAIN)
    lived.decide(again, FilingOutcome.APPROVED, AGAIN)
    return lived


def _map(shade: int) -> DrawnPicture:
    """A drawn map: a gray field of 17 by 11 inches."""
    pixels = zlib.compress(bytes([shade]) * (170 // 2 * 110))
    return DrawnPicture("Service area.pdf", 1, 1224, 792, kept_pixels(PageImage(170, 110, False, pixels)))


def lived_sewer(*, produced: bool = False) -> LivedTariff:
    """A new map took effect later, deposits are suspended, the rates were rejected, filed again and substituted."""
    lived = _entered("sewer", "sewer", {"4": SEWER, "6": FORM}, produced=produced)
    wish = PictureWish("Map of the service area", scale="1 inch = 500 feet")
    line, _ = insert_picture(lived.tariff_book, _map(0xCC), wish)
    changes.add_front(lived.tariff_book, lived.schedule, "1", "index with revisions")
    changes.revise_sheets(lived.tariff_book, lived.schedule, ["1"])
    lived.revise("2", ("The map is attached.", line.rstrip()))
    maps = lived.file("map", "It puts the map of the service area into the tariff; no rate changes.")
    lived.revise("5", ("6 percent", "6 percent a year"))
    deposits = lived.file("deposits", "It says that the interest on deposits is by the year.")
    lived.decide(maps, FilingOutcome.APPROVED, LATER)
    lived.decide(deposits, FilingOutcome.SUSPENDED, date(2026, 12, 31))
    lived.revise("4", ("residence = 28.50", "residence = 33.00"))
    rates = lived.file("rates", "It raises the rate of a residence.")
    lived.decide(rates, FilingOutcome.REJECTED)
    lived.revise("4", ("residence = 28.50", "residence = 31.00"), wanted=DraftWanted(again=True))
    lived.file("rates again", "It raises the rate of a residence.", REFILED, AGAIN)
    lived.revise("4", ("residence = 31.00", "residence = 30.00"), wanted=DraftWanted(DraftPlace.SUBSTITUTE))
    last = lived.file("substitute", "It raises the rate of a residence less.", REFILED, AGAIN)
    lived.decide(last, FilingOutcome.APPROVED, AGAIN)
    return lived


def lived_steam(*, produced: bool = False) -> LivedTariff:
    """Winter rates took effect later, a rule is suspended, summer rates were rejected, filed again and substituted."""
    lived = _entered("heating", "steam", {"1": STEAM}, produced=produced)
    lived.revise("1", ("First 50 Mlb = 20.00", "First 50 Mlb = 21.00"))
    winter = lived.file("winter", "It raises the first block of the winter.")
    lived.revise("2", ("fourteen days", "ten days"))
    rule = lived.file("rule", "It shortens the time in which bills are due.")
    lived.decide(winter, FilingOutcome.APPROVED, LATER)
    lived.decide(rule, FilingOutcome.SUSPENDED, date(2026, 12, 31))
    lived.revise("1", ("All steam = 15.00", "All steam = 17.00"))
    summer = lived.file("summer", "It raises the rate of the summer.", ORDER, REFILED)
    lived.decide(summer, FilingOutcome.REJECTED)
    lived.revise("1", ("All steam = 15.00", "All steam = 16.00"), wanted=DraftWanted(again=True))
    lived.file("summer again", "It raises the rate of the summer.", REFILED, AGAIN)
    lived.revise("1", ("All steam = 16.00", "All steam = 15.50"), wanted=DraftWanted(DraftPlace.SUBSTITUTE))
    last = lived.file("substitute", "It raises the rate of the summer less.", REFILED, AGAIN)
    lived.decide(last, FilingOutcome.APPROVED, AGAIN)
    return lived


LIVES: Mapping[str, Callable[..., LivedTariff]] = {"water": lived_water, "sewer": lived_sewer, "steam": lived_steam}
