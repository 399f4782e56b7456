"""A bookkeeper takes the books of a company to its report without typing a balance, and the next year opens from it."""

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path

import pytest

from desktop_app.domain.values import Place, Value
from desktop_app.services.company import workspace_keys as records
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.filings import annual_report
from desktop_app.services.program.program import Program
from desktop_app.services.trial_balance import taking
from desktop_app.services.trial_balance.balancing import books_period
from desktop_app.services.trial_balance.basis import gather_basis
from desktop_app.services.trial_balance.mapping import BalanceTarget, targets
from desktop_app.services.trial_balance.memory import read_memory
from desktop_app.services.trial_balance.outcome import BalancePreview
from desktop_app.services.trial_balance.readings import choose_reading

pytestmark = pytest.mark.slow  # whole sample companies

FILING = "2025-annual-report"


def quickbooks(path: Path, accounts: dict[str, tuple[str, Decimal]], year: int = 25) -> None:
    """The accounts as QuickBooks exports a trial balance, with headings, totals and a foot."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerows(
            [["SAMPLE Utilities"], ["Trial Balance"], ["", "", f"Dec 31, {year}"], ["", "", "Debit", "Credit"]]
        )
        for number, (name, amount) in accounts.items():
            sides = [f"{amount:,.2f}", ""] if amount >= 0 else ["", f"{-amount:,.2f}"]
            writer.writerow(["", f"{number} \u00b7 {name}", *sides])
        writer.writerow(["", "TOTAL", "1.00", "1.00"])
        writer.writerow(["Accrual Basis Saturday, February 7, 2026"])


def closing(file: CompanyFile, filing: str) -> dict[Place, tuple[BalanceTarget, Decimal]]:
    """What the ledger lines that take a balance hold."""
    values = file.book(filing).calculation.values
    known = targets(file.book(filing)).by_place.values()
    entered = [target for target in known if not target.compares and target.place.line != "+"]
    return {t.place: (t, value) for t in entered if isinstance(value := values.get(t.place), Decimal)}


@contextmanager
def closing_file(program: Program, kind: str, folder: Path) -> Iterator[CompanyFile]:
    file = program.companies.make_sample(kind, folder / "company.filingdesk")
    try:
        yield file
    finally:
        file.close()


def take(program: Program, file: CompanyFile, filing: str, path: Path, mapping: dict[str, str]) -> BalancePreview:
    source = program.tables.read(path, lambda: False)
    reading = choose_reading(source, books_period(file.book(filing), opening=False)).chosen
    assert reading is not None
    found = taking.preview_balances(gather_basis(file, filing), reading.books, mapping, name=source.name)
    taking.take_balances(file, found)
    return found


@pytest.mark.parametrize("kind", ["water-sewer", "steam"])
@pytest.mark.untraced
def test_the_books_fill_the_report_and_next_year_opens_from_it(
    real_program: Program, tmp_path: Path, kind: str
) -> None:
    with closing_file(real_program, kind, tmp_path) as file:
        _two_years(real_program, file, tmp_path)


def _two_years(program: Program, file: CompanyFile, folder: Path) -> None:
    before = closing(file, FILING)
    totals: dict[Place, Value] = dict(file.book(FILING).calculation.values)
    assert len(before) > 40
    numbers = {place: str(4000 + 10 * n) for n, place in enumerate(before)}
    accounts = {
        numbers[place]: (f"Our {target.title}", target.cell.sign * value) for place, (target, value) in before.items()
    }
    quickbooks(folder / "tb.csv", accounts)
    cleared = {t.place for t, _ in before.values()} | {t.cell.rises for t, _ in before.values()}
    cleared |= {t.cell.falls for t, _ in before.values() if t.cell.rises is None}
    file.edit(FILING, "Cleared", {records.answer_key(FILING, place): None for place in cleared if place is not None})
    assert closing(file, FILING) != before

    mapping = {numbers[place]: str(place) for place in before}
    found = take(program, file, FILING, folder / "tb.csv", mapping)
    assert found.unmapped == ()
    after = file.book(FILING).calculation.values
    zero_or_word = {
        place: after.get(place) for place in totals if after.get(place) != totals[place] and before.get(place)
    }
    assert zero_or_word == {}
    for role_total in (Place("p4", "total", "end"), Place("p5", "total", "end"), Place("p6", "net_income", "amount")):
        assert after[role_total] == totals[role_total]

    new = annual_report.begin_report(file, 2026)
    opened_company = file.book(new.id).calculation.values
    for place in (Place("p4", "total", "begin"), Place("p5", "total", "begin")):
        assert opened_company[place] == totals[place._replace(column="end")]
    cash, cash_title = next((numbers[p], target.title) for p, (target, _) in before.items() if p.line == "cash")
    quickbooks(folder / "next.csv", {cash: (f"Our {cash_title}", Decimal("12345.00"))}, 26)
    again = take(program, file, new.id, folder / "next.csv", read_memory(file).targets)
    assert [(c.place.line, c.after) for c in again.changes] == [("cash", "12,345")]
