"""Files in the style of eleven programs, whole: each account with its closing balance, and on its line without help."""

import csv
from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from desktop_app.domain.problems import UserError
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.trial_balance.account_numbers import number_forms, plain_number
from desktop_app.services.trial_balance.mapping import targets
from desktop_app.services.trial_balance.proposals import propose
from desktop_app.services.trial_balance.readings import FoundReadings, choose_reading
from desktop_app.services.workers.workers import FrameStream, WorkerLimits, WorkerStarter
from desktop_app.spreadsheets.foreign_tables import ForeignTables
from desktop_app.spreadsheets.opening import read_tables
from tests.unit.services.trial_balance.test_readings import CASES, THIS_YEAR

pytestmark = pytest.mark.slow  # whole sample companies

FILING = "2025-annual-report"
SMALL = CASES.parent / "spreadsheets"
WILLOW = ["n01_xero.xlsx", "n03_freshbooks.csv", "n04_sage100.csv", "n06_myob.csv", "n07_odoo.xlsx"]
WILLOW += ["n13_qb_comparison.csv", "n15_page_numbers.csv"]
FOUR = {"131": "1500.25", "141": "2500.00", "231": "-1000.25", "201": "-3000.00"}


def right() -> Mapping[str, tuple[str, Decimal, str]]:
    """By its number: title, closing balance and line of each account."""
    with (CASES / "right.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))[1:]
    return {plain_number(row[0]): (row[1], Decimal(row[2]), plain_number(row[3])) for row in rows}


class HereAndNow(WorkerStarter):
    """Does the job without a process."""

    def frames(self, job: str, request: bytes, limits: WorkerLimits, cancelled: Callable[[], bool]) -> FrameStream:
        yield from read_tables(request)


def found_in(path: Path) -> FoundReadings:
    return choose_reading(ForeignTables(HereAndNow(())).read(path, lambda: False), THIS_YEAR)


@pytest.mark.untraced
@pytest.mark.parametrize("name", WILLOW)
def test_every_account_has_its_closing_balance_and_its_line(file: CompanyFile, name: str) -> None:
    found = found_in(CASES / name)
    assert found.chosen is not None
    assert found.chosen.against == ()
    lines = found.chosen.books.lines
    known = right()
    assert len(lines) == len(known)
    proposals = propose(lines, targets(file.book(FILING)))
    placed = targets(file.book(FILING)).by_place
    for line in lines:
        number = next(form for form in number_forms(line.number) if form in known)
        title, balance, at = known[number]
        assert (line.name, line.amount) == (title, balance)
        proposal = proposals[line.key]
        assert proposal.sure, line.label
        assert plain_number(placed[proposal.place].number) == at, line.label


@pytest.mark.untraced
def test_without_numbers_most_accounts_are_on_their_line_and_none_on_a_wrong_one(file: CompanyFile) -> None:
    found = found_in(CASES / "n03_freshbooks.csv").chosen
    assert found is not None
    lines = [replace(line, number="", key=line.name.casefold()) for line in found.books.lines]
    titles = {title.casefold(): at for title, _, at in right().values()}
    known = targets(file.book(FILING))
    sure = {
        key: plain_number(known.by_place[item.place].number) for key, item in propose(lines, known).items() if item.sure
    }
    assert {key: at for key, at in sure.items() if titles[key] != at} == {}
    assert len(sure) >= 0.85 * len(lines)


@pytest.mark.parametrize(
    ("name", "besides"),
    [
        ("tb01_cr_only.csv", {}),
        ("tb02_minus.csv", {}),
        ("tb03_drcr.csv", {}),
        ("tb05_inch.csv", {"331": "400.00", "334": "100.00", "231": "-1500.25"}),
        ("tb06_netloss.csv", {"414": "700", "426": "50", "232": "-750"}),
        ("tb07_floatnoise.xlsx", {"184": "0"}),
        ("tb11_leadingzero.csv", {}),
        ("tb19_strict.xlsx", {}),
        ("tb25_utf16le.txt", {}),
        ("tb26_utf16be_nobom.csv", {}),
        ("tb27_nbsp.csv", {}),
        ("tb30_qb_colon.csv", {"131.1": "1500.25", "131": None}),
        ("tb32_prior_year_cols.csv", {}),
        ("tb40_emptyshared.xlsx", {}),
        ("tb41_erpnext.csv", {}),
        ("tb45_qb_tips.xlsx", {}),
        ("tb50_xero_paren_ytd_underscore.csv", {}),
        ("tb51_xero_ytd.csv", {}),
    ],
)
def test_small_files(name: str, besides: Mapping[str, str | None]) -> None:
    found = found_in(SMALL / name)
    assert found.chosen is not None
    assert found.chosen.against == ()
    expected = {key: Decimal(value) for key, value in {**FOUR, **besides}.items() if value is not None}
    assert {plain_number(line.number): line.amount for line in found.chosen.books.lines} == expected


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("tb04_openquote.csv", "Line 3 of tb04_openquote.csv opens a quotation mark that is not closed"),
        ("tb28_html.xls", "only has the name of a spreadsheet"),
        ("tb36_err_uncomputed.xls", "Cell C3 of sheet 'TB' holds a formula whose result is not in the file"),
        ("tb37_err.xls", "Cell C3 of sheet 'Sheet' shows an error"),
        ("tb38_err.ods", "Cell C3 of sheet 'Sheet' shows an error"),
    ],
)
def test_files_that_must_be_refused(name: str, words: str) -> None:
    with pytest.raises(UserError, match=words):
        found_in(SMALL / name)


def test_the_sentence_says_where_what_was_read() -> None:
    found = found_in(CASES / "n07_odoo.xlsx").chosen
    assert found is not None
    assert found.sentence == ("Read: sheet Trial Balance, account in A, closing debit in F, closing credit in G.")
