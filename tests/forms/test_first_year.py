"""The first report of a water and sewer company: how many boxes are left once its books and suggestions are in."""

from decimal import Decimal
from pathlib import Path

import pytest

from desktop_app import bootstrap, locations
from desktop_app.domain.values import Place
from desktop_app.services.company.company_file import CompanyFile, EvaluatedFiling
from desktop_app.services.data_entry.suggesting import use_suggestions
from desktop_app.services.filings.annual_report import begin_report
from desktop_app.services.progress.overview import standing
from desktop_app.services.trial_balance.basis import gather_basis
from desktop_app.services.trial_balance.books import BookLine, LedgerBalances
from desktop_app.services.trial_balance.mapping import targets
from desktop_app.services.trial_balance.taking import preview_balances, take_balances
from tests.support.one_sample import sample_file

pytestmark = pytest.mark.slow  # a whole sample company
SAMPLE = "2025-annual-report"
LEFT_WITHOUT = 1_499 - 477  # what a bookkeeper was once left with, of all that was asked


def books(sample: EvaluatedFiling, *, opening: bool) -> LedgerBalances:
    """The balances of the sample's books at one end of the year, read from its report."""
    values = sample.calculation.values
    lines: list[BookLine] = []
    for target in targets(sample).by_place.values():
        place = target.place._replace(column="begin") if opening else target.place
        value = values.get(place)
        if isinstance(value, Decimal) and value and not target.compares and place.line != "+":
            key = f"{target.number} {target.place}"
            lines.append(BookLine(key, target.number, target.title, value * target.cell.sign, len(lines) + 2))
    return LedgerBalances(tuple(lines))


def take(file: CompanyFile, filing: str, found: LedgerBalances, *, opening: bool) -> None:
    basis = gather_basis(file, filing)
    known = targets(file.book(filing)).by_place
    lines = {line.key: line.key.rpartition(" ")[2] for line in found.lines}
    mapping = {key: path if Place(*path.split("/")) in known else "ignore" for key, path in lines.items()}
    take_balances(file, preview_balances(basis, found, mapping, name="books.csv", opening=opening, reason="Sample"))


def left(file: CompanyFile, filing: str) -> int:
    now = standing(file.book(filing))
    return now.required - now.answered


def test_the_suggestions_leave_less_than_half_of_the_boxes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(locations.HOME_VARIABLE, str(tmp_path / "home"))
    companies = bootstrap.program().companies
    sample = sample_file(companies, "water-sewer", tmp_path / "sample.filingdesk")
    file = companies.create(tmp_path / "new.filingdesk", {"company": {"identity": {"legal_name": "Example Company"}}})
    profile = {
        key: entry for kind in ("answer", "rows") for key, entry in sample.workspace.under(f"{kind}/company/").items()
    }
    file.edit("company", "Profile", profile)
    report = begin_report(file, 2025).id
    for opening in (True, False):
        take(file, report, books(sample.book(SAMPLE), opening=opening), opening=opening)
    before = left(file, report)
    use_suggestions(file, report)
    after = left(file, report)
    file.close()
    sample.close()
    assert 2 * after < before, f"{after:,} of {before:,} boxes are left"
    assert 2 * after < LEFT_WITHOUT
