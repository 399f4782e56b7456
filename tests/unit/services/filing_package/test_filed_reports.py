"""What filed reports show is kept with the company, and says the same as reports that are evaluated."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from desktop_app.domain.values import Place
from desktop_app.services.company import amendments
from desktop_app.services.company import workspace_keys as records
from desktop_app.services.company.company_file import CompanyFile, UnknownEntry
from desktop_app.services.confidentiality import sealing
from desktop_app.services.data_entry import entering
from desktop_app.services.filing_package.filed_reports import MADE, FiledReport, filed_reports, read_one_more
from desktop_app.services.filings import annual_report
from desktop_app.services.ports import EntryChange
from tests.support.memory_companies import Counter, FakeLibrary, FixedClock, MemoryWorkspace, company, make_companies

OLD, NEW, NEXT = "2024-annual-report", "2025-annual-report", "2026-annual-report"
POWER, REMARK = Place("w2", "power", "amount"), Place("p3", "franchise", "answer")
TOTAL = Place("w2", "total", "amount")
AMOUNTS = (Decimal(250), Decimal(-300), Decimal(0), Decimal(50))


def begin(file: CompanyFile, year: int, amount: str) -> None:
    filing = annual_report.begin_report(file, year).id
    entering.set_answer(file, filing, POWER, amount)
    entering.set_answer(file, filing, REMARK, f"Said in {year}")


@pytest.fixture
def file(tmp_path: Path) -> CompanyFile:
    """Two filed reports, the first with a figure under seal, and an open one."""
    file = company(make_companies(), tmp_path)
    begin(file, 2024, "250")
    sealing.seal_target(file, OLD, str(POWER), "Contract", "A price")
    annual_report.mark_filed(file, OLD, "2025-04-01", "By mail")
    begin(file, 2025, "300")
    annual_report.mark_filed(file, NEW, "2026-04-01", "By mail")
    begin(file, 2026, "350")
    return file


def again(file: CompanyFile) -> CompanyFile:
    """The same company opened once more."""
    return CompanyFile(file.workspace, FakeLibrary(), FixedClock(), Counter())


def told(file: CompanyFile) -> list[object]:
    reports = filed_reports(file, NEXT)
    return [[*report.sayings(numbers)] for report in reports for numbers in ((), AMOUNTS, None)]


def evaluated(file: CompanyFile) -> list[str]:
    """The filed reports that were evaluated whole."""
    return [name for name in (OLD, NEW) if "_whole" in vars(file.inputs(name).carried)]


def results(file: CompanyFile) -> dict[str, tuple[str, str | None]]:
    assert isinstance(file.workspace, MemoryWorkspace)
    return file.workspace.results


def test_kept_reports_say_what_evaluated_ones_say_and_are_not_evaluated(file: CompanyFile) -> None:
    expected = told(file)
    assert evaluated(file) == [OLD, NEW]
    fresh = again(file)
    assert [report.found.filing.id for report in filed_reports(fresh, NEXT)] == [NEW, OLD]
    few = [[*report.sayings(numbers)] for report in filed_reports(fresh, NEXT) for numbers in ((), AMOUNTS)]
    assert evaluated(fresh) == []
    assert few == [said for number, said in enumerate(expected) if number % 3 < 2]
    assert told(fresh) == expected


def test_what_is_public_is_told_and_what_was_sealed_is_not(file: CompanyFile) -> None:
    new, old = (
        [(one.text, one.where, one.typed) for one in report.sayings({Decimal(-250), Decimal(300)})]
        for report in filed_reports(file, NEXT)
    )
    assert ("300", f"page W-2, Total operating expenses, this year of {NEW}", False) in new
    assert ("Said in 2024", f"page 3, question 1 of {OLD}", True) in old
    assert not [where for _, where, _ in old if "Power" in where]
    assert {text for text, _, typed in (*new, *old) if not typed} == {"300", "250"}


@pytest.mark.parametrize("content", [None, "", "[", "[[], {}]"])
def test_what_was_lost_is_worked_out_again(file: CompanyFile, content: str | None) -> None:
    expected, kept = told(file), dict(results(file))
    for name in kept:
        results(file)[name] = ("what it depended on once", content)
    fresh = again(file)
    assert told(fresh) == expected
    assert evaluated(fresh) == [OLD, NEW]
    assert results(file) == kept


def amend(file: CompanyFile) -> None:
    name = next(iter(file.law().rules.numbers(file.clock.today())))
    change = EntryChange(amendments.key(name), None, [])
    file.workspace.commit("Amended", [change])


def change_of(key: str, after: str) -> Callable[[CompanyFile], None]:
    def change(file: CompanyFile) -> None:
        file.workspace.commit("Changed", [EntryChange(key, file.workspace.get(key), {"number": after})])

    return change


@pytest.mark.parametrize(
    ("change", "again_worked_out"),
    [
        (change_of(records.answer_key(OLD, POWER), "251"), [OLD, NEW]),
        (change_of(records.answer_key(NEW, POWER), "301"), [NEW]),
        (change_of(records.answer_key(NEXT, POWER), "351"), []),
        (change_of("setting/color", "1"), []),
        (amend, [OLD, NEW]),
    ],
)
def test_a_report_is_worked_out_again_where_something_changed_that_it_follows_from(
    file: CompanyFile, change: Callable[[CompanyFile], None], again_worked_out: list[str]
) -> None:
    told(file)
    change(file)
    fresh = again(file)
    filed_reports(fresh, NEXT)
    assert evaluated(fresh) == again_worked_out
    results(file).clear()
    assert told(again(file)) == told(fresh)


def test_another_program_or_other_forms_work_everything_out_again(
    file: CompanyFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    told(file)
    monkeypatch.setattr(FakeLibrary, "digest", "of later forms")
    fresh = again(file)
    filed_reports(fresh, NEXT)
    assert evaluated(fresh) == [OLD, NEW]


def test_filed_reports_are_evaluated_one_by_one_before_they_are_searched(file: CompanyFile) -> None:
    assert [read_one_more(file, NEXT) for _ in range(3)] == [True, True, False]
    assert evaluated(file) == [OLD, NEW]
    fresh = again(file)
    assert not read_one_more(fresh, NEXT)
    assert evaluated(fresh) == []
    while listed := sealing.seal_list(file.book(NEXT)):
        sealing.unseal_target(file, NEXT, listed[0].seal.target)
    results(file).clear()
    assert not read_one_more(again(file), NEXT)
    assert results(file) == {}


def test_thousandths_may_be_read_with_their_point_as_a_separator(file: CompanyFile) -> None:
    found = file.inputs(NEW)
    cells = {**found.sheet.cells, TOTAL: replace(found.sheet.cells[TOTAL], decimals=3)}
    vars(found.sheet)["cells"] = cells
    report = FiledReport(found)
    for sought in (Decimal(300), Decimal(300000)):
        assert "300.000" in [one.text for one in report.sayings({sought})]
    assert [one for one in report.sayings({Decimal(3000)}) if not one.typed] == []
    assert MADE not in found.remembered


def test_reports_that_take_values_from_each_other_are_refused(file: CompanyFile) -> None:
    """No program writes them; the oldest, which is asked for first, is none of them."""
    annual_report.mark_filed(file, NEXT, "2027-04-01", "By mail")
    key = records.filing_key(NEW)
    before = file.workspace.get(key)
    assert isinstance(before, dict)
    file.workspace.commit("By another program", [EntryChange(key, before, {**before, "previous": NEXT})])
    with pytest.raises(UnknownEntry, match=f"from each other: {NEW}, {NEXT}"):
        filed_reports(again(file), "")
