"""The verb of the bills that a tariff filing changes: ``tariff FILE bills --filing ID``."""

from __future__ import annotations

from argparse import Namespace

from desktop_app.cli.output import DONE, say, show
from desktop_app.domain.values import Json
from desktop_app.services.program.program import Program
from desktop_app.services.tariff_book.bill_effect import Bill
from desktop_app.services.tariff_book.stated_bills import FilingEffect, confirm_bills, filing_effect
from desktop_app.services.tariff_book.tariff_book import TariffBook


def run_bills(_program: Program, tariff_book: TariffBook, given: Namespace) -> int:
    """``tariff FILE bills --filing ID``."""
    found = filing_effect(tariff_book, tariff_book.filing(given.filing))
    if given.json:
        show(_effect_json(found))
        return DONE
    for line in found.lines:
        print(line)
    for sentence in found.open_points:
        print(f"Not in the bills: {sentence}")
    if not found.lines and not found.open_points:
        print("No rate changes in this filing.")
    return DONE


def run_confirm_bills(_program: Program, tariff_book: TariffBook, given: Namespace) -> int:
    """``tariff FILE confirm-bills --filing ID [--none]``."""
    confirm_bills(tariff_book, given.filing, state=not given.none)
    lines = () if given.none else filing_effect(tariff_book, tariff_book.filing(given.filing)).lines
    for line in lines:
        say(given, line)
    say(given, "The papers state these bills." if lines else "The papers state no bills.")
    return DONE


def _effect_json(found: FilingEffect) -> dict[str, Json]:
    bills: list[Json] = [_bill_json(bill) for bill in found.effect.bills]
    return {"bills": bills, "lines": list(found.lines), "not_in_the_bills": list(found.open_points)}


def _bill_json(bill: Bill) -> Json:
    old, new = (None if amount is None else str(amount) for amount in (bill.old, bill.new))
    return {"bill": bill.label, "old": old, "new": new}
