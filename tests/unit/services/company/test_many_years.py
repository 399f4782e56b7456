"""A file of many years costs what one of two costs: what is laid out, computed and worked out is counted."""

from collections import Counter as Counted
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from desktop_app.domain.filings import COMPANY
from desktop_app.domain.values import Place
from desktop_app.formspec.repeated_seals import RepeatingCells
from desktop_app.services.company import company_file, laid_out
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.confidentiality import sealing
from desktop_app.services.data_entry import entering
from desktop_app.services.filings import annual_report
from tests.support.memory_companies import Counter, FakeLibrary, FixedClock, company, make_companies

FEW, MANY, LAST = 2, 10, 2025
POWER = Place("w2", "power", "amount")


def file_of(years: int, folder: Path) -> CompanyFile:
    """A company with so many filed reports and an open one, each with a figure under seal and a row of its own."""
    folder.mkdir()
    file = company(make_companies(), folder)
    for year in range(LAST - years, LAST + 1):
        before = file.filings()[0].id if file.filings() else ""
        if before:
            annual_report.mark_filed(file, before, f"{year}-04-01", "By mail")
        filing = annual_report.begin_report(file, year, previous=before).id
        entering.set_answer(file, filing, POWER, str(year))
        if not before:
            entering.new_row(file, filing, "loans", "lender", "Bank")
            sealing.seal_target(file, filing, str(POWER), "Prices", "A supplier asked for it.")
    return CompanyFile(file.workspace, FakeLibrary(), FixedClock(), Counter())


@pytest.fixture
def count(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, object, str], Counted[str]]:
    """Counts how often a function is called."""
    found: Counted[str] = Counted()

    def watch(name: str, where: object, attribute: str) -> Counted[str]:
        real = getattr(where, attribute)

        def counted(*given: object) -> object:
            found[name] += 1
            return real(*given)

        monkeypatch.setattr(where, attribute, counted)
        return found

    return watch


def test_opening_ten_years_computes_and_lays_out_as_much_as_two(
    count: Callable[[str, object, str], Counted[str]], tmp_path: Path
) -> None:
    files = [file_of(years, tmp_path / str(years)) for years in (FEW, MANY)]
    count("computed", company_file, "calculate")
    count("laid out", company_file, "lay_out")
    found = count("seals handed on", RepeatingCells, "seals")
    done = []
    for file in files:
        found.clear()
        book = file.book(file.filings()[0].id)
        assert book.calculation.values[POWER] == Decimal(LAST)
        assert POWER in sealing.sealed_now(book)
        done.append(dict(found))
    assert done[0] == done[1]
    assert done[1]["computed"] == len((COMPANY, "the newest"))
    assert laid_out.MOST_KEPT < MANY
