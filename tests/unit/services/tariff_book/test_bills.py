"""Bills of real rate structures, reckoned by hand, and what is asked where none may be reckoned."""

import tomllib
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from desktop_app.domain.tariffs.schedules import TariffFiling
from desktop_app.domain.tariffs.sheet_text import read_text
from desktop_app.services.tariff_book import changes, filings
from desktop_app.services.tariff_book.bill_effect import bill_effect
from desktop_app.services.tariff_book.filing_answers import read_uses
from desktop_app.services.tariff_book.rate_tables import read_rate_tables
from desktop_app.services.tariff_book.stated_bills import confirm_bills, filing_effect
from desktop_app.services.tariff_book.tariff_book import TariffBook
from tests.support.tariff_company import entered, new_tariff_book, schedule
from tests.support.tariff_packets import PACKETS, words

CASES = tomllib.loads((Path(__file__).parents[3] / "cases" / "tariffs" / "bills.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_bills_agree_with_hand_reckoning(case: dict[str, Any]) -> None:
    found = bill_effect((), read_rate_tables(read_text(case["text"])), read_uses(case.get("uses", "")))
    bills = {bill.label: bill.new for bill in found.bills}
    for label, amount in (line.rsplit(" = ", 1) for line in case.get("bills", ())):
        assert bills.get(label) == Decimal(amount), f"{label}: {bills}"
    asked = case.get("question", "")
    assert asked in " ".join(found.questions)
    assert bool(asked) == bool(found.questions)
    assert case.get("bills") or not bills


OLD = """# Rates

[rates: per month, by meter size] Customer charge
5/8 inch = 12.50
[end]

A late payment costs $5.00.
"""


def revised(new: str) -> tuple[TariffBook, TariffFiling]:
    tariff_book = new_tariff_book()
    schedule(tariff_book)
    entered(tariff_book, "5", text=OLD)
    changes.revise_sheets(tariff_book, "water-1", ["5"])
    changes.write_draft(tariff_book, "water-1", "5", new)
    filing = replace(filings.begin_tariff_filing(tariff_book, "water-1"), summary="x")
    filings.change_tariff_filing(tariff_book, filing)
    return tariff_book, filing


def unseen(tariff_book: TariffBook, filing: TariffFiling) -> bool:
    return "F42" in [problem.id for problem in PACKETS.problems(tariff_book, tariff_book.filing(filing.id))]


def transmittal(tariff_book: TariffBook, filing: TariffFiling) -> str:
    return next(words(paper.pages) for paper in PACKETS.papers(tariff_book, filing.id) if "transmittal" in paper.name)


def test_bills_go_on_paper_as_they_were_confirmed_and_a_later_change_asks_again() -> None:
    tariff_book, filing = revised(OLD.replace("12.50", "14.00"))
    assert unseen(tariff_book, filing)
    confirm_bills(tariff_book, filing.id)
    assert not unseen(tariff_book, filing)
    assert "5/8 inch: $12.50 now, $14.00 proposed, a change of $1.50 (12.0 percent)" in transmittal(tariff_book, filing)
    changes.write_draft(tariff_book, "water-1", "5", OLD.replace("12.50", "15.00"))
    assert unseen(tariff_book, filing)


def test_the_papers_may_state_no_bills() -> None:
    tariff_book, filing = revised(OLD.replace("12.50", "14.00"))
    confirm_bills(tariff_book, filing.id, state=False)
    assert not unseen(tariff_book, filing)
    assert "5/8 inch: " not in transmittal(tariff_book, filing)


def test_amounts_outside_rate_tables_are_named() -> None:
    tariff_book, filing = revised(OLD.replace("$5.00", "$6.00"))
    found = filing_effect(tariff_book, filing)
    assert (found.outside, found.lines) == (1, ())
    assert found.open_points[0] == (
        "One line with a dollar amount changes outside rate tables. The bills do not contain it; say in your own words "
        "what it does."
    )
    assert unseen(tariff_book, filing)


def test_a_replacement_is_compared_with_the_schedule_it_replaces() -> None:
    tariff_book = new_tariff_book()
    schedule(tariff_book)
    entered(tariff_book, "5", text=OLD)
    new = changes.replace_schedule(tariff_book, "water-1")
    changes.write_draft(tariff_book, new.id, "5", OLD.replace("12.50", "14.00"))
    filing = filings.begin_tariff_filing(tariff_book, new.id)
    assert [(bill.label, bill.old, bill.new) for bill in filing_effect(tariff_book, filing).effect.bills] == [
        ("5/8 inch", Decimal("12.50"), Decimal("14.00"))
    ]


def test_service_charges_are_no_bills() -> None:
    new = OLD + "\n[rates: each time, other] Service charges\nReturned payment = 25.00\n[end]\n"
    tariff_book, filing = revised(new)
    found = filing_effect(tariff_book, filing)
    assert (found.effect.bills, found.lines) == (
        (),
        ("Service charges, Returned payment (each time): none now, $25.00 proposed",),
    )


CHARGES = """

Turn-on [dots] $30.00
Visit after hours [dots] $45.00 per visit
Meter test [dots] $20.00
"""


@pytest.mark.parametrize(
    ("old", "new", "lines", "outside"),
    [
        ("$30.00", "$40.00", ("Turn-on: $30.00 now, $40.00 proposed",), 0),
        ("$45.00", "$1,045.50", ("Visit after hours (per visit): $45.00 now, $1,045.50 proposed",), 0),
        ("$45.00 per visit", "$45.00 per hour", (), 0),
        ("$30.00", "{+} $40.00", ("Turn-on: $30.00 now, $40.00 proposed",), 0),
        ("Turn-on", "Turning on", (), 0),
        ("Turn-on [dots] $30.00", "Turning on [dots] $40.00", (), 2),
        ("$30.00", "$30.00 or $40.00", (), 1),
        ("$30.00", "at cost", (), 1),
        ("$20.00", "$20.00\nNew charge [dots] $10.00", (), 1),
        ("$30.00", "$30.0", (), 1),
    ],
)
def test_a_charge_at_the_end_of_dots_is_stated(old: str, new: str, lines: tuple[str, ...], outside: int) -> None:
    tariff_book = new_tariff_book()
    schedule(tariff_book)
    entered(tariff_book, "5", text=OLD + CHARGES)
    changes.revise_sheets(tariff_book, "water-1", ["5"])
    changes.write_draft(tariff_book, "water-1", "5", OLD + CHARGES.replace(old, new))
    found = filing_effect(tariff_book, filings.begin_tariff_filing(tariff_book, "water-1"))
    said = tuple(line for line in found.lines if "Other amounts" not in line)
    assert (said, found.outside) == (lines, outside)
