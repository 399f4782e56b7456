"""What is on the screen is what is on disk: undo, listeners, and an edit recalculated as if from nothing."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.problems import UserError
from desktop_app.domain.values import Json, Place
from desktop_app.formspec.checks import CheckBook, check_all
from desktop_app.formspec.evaluation import FormulaModel, calculate
from desktop_app.services.company import company_file
from desktop_app.services.company.company_file import (
    CompanyFile,
    EditOutcome,
    EvaluatedFiling,
    FilingIsFiled,
    NoSuchFiling,
    NothingToUndo,
    UnknownEntry,
)
from desktop_app.services.company.laid_out import MOST_KEPT
from desktop_app.services.confidentiality import sealing
from desktop_app.services.data_entry import entering
from desktop_app.services.filings import annual_report
from tests.support.memory_companies import Counter, FakeLibrary, FixedClock, MemoryWorkspace, company, make_companies

REPORT, LATER = "2025-annual-report", "2026-annual-report"
POWER, TOTAL = Place("w2", "power", "amount"), Place("w2", "total", "amount")


@pytest.fixture
def file(tmp_path: Path) -> CompanyFile:
    file = company(make_companies(), tmp_path)
    annual_report.begin_report(file, 2025)
    return file


def test_an_unknown_filing_is_named_with_those_there_are(file: CompanyFile) -> None:
    with pytest.raises(NoSuchFiling, match=r"no filing 'x' in company.filingdesk. Filings: 2025-annual-report\."):
        file.book("x")


def test_undo_and_redo_follow_the_journal(file: CompanyFile) -> None:
    entering.set_answer(file, REPORT, POWER, "5")
    assert file.undo().label == "Undone: Entry on page W-2, 615 Purchased power, this year"
    assert POWER not in file.book(REPORT).calculation.values
    assert file.redo().label.startswith("Done again: Entry")
    assert file.book(REPORT).calculation.values[POWER] == 5


def test_several_steps_are_undone_at_once_and_told_once(file: CompanyFile) -> None:
    before = dict(file.workspace.under(""))
    for text in ("1", "2", "3"):
        entering.set_answer(file, REPORT, POWER, text)
    entering.set_answer(file, REPORT, Place("w2", "labor", "amount"), "9")
    told: list[EditOutcome] = []
    file.book(REPORT)
    file.listen(told.append)
    assert file.undo(3).label == "Undone: 3 steps"
    assert file.book(REPORT).calculation.values[POWER] == 1
    assert [outcome.entries for outcome in told] == [
        frozenset({f"answer/{REPORT}/w2/power/amount", f"answer/{REPORT}/w2/labor/amount"})
    ]
    assert told[0].places >= {POWER, Place("w2", "labor", "amount")}
    file.undo()
    assert dict(file.workspace.under("")) == before
    for _ in range(4):
        file.redo()
    assert file.book(REPORT).calculation.values[POWER] == 3


def test_an_entry_evaluates_nothing_that_nobody_looks_at(file: CompanyFile, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []

    def counting(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*given: object) -> object:
            made.append(name)
            return function(*given)

        return counted

    monkeypatch.setattr(company_file, "calculate", counting("calculate", calculate))
    monkeypatch.setattr(company_file, "check_all", counting("check_all", check_all))
    outcome = entering.set_answer(file, REPORT, POWER, "5")
    assert outcome is not None
    assert outcome.places == frozenset(), "nobody shows a value of it"
    assert file.value_at(REPORT, POWER) == 5
    assert file.value_at(REPORT, Place("w2", "labor", "amount")) is None
    assert made == []
    assert file.value_at(REPORT, TOTAL) == 5
    assert set(made) == {"calculate"}
    made.clear()
    entering.set_answer(file, REPORT, POWER, "6")
    assert file.value_at(REPORT, POWER) == 6
    assert file.value_at(REPORT, TOTAL) == 6
    assert made == [], "evaluated already, and nobody has looked at its check list"
    assert file.book(REPORT).checks == check_all(file.book(REPORT).check_book, file.book(REPORT).calculation)


def test_values_are_computed_without_clocks_and_penalties(file: CompanyFile, monkeypatch: pytest.MonkeyPatch) -> None:
    """A verb that only evaluates need not read them; an amendment is put right by the clocks, and does."""
    rules = file.library.rules()
    monkeypatch.setattr(FakeLibrary, "rules", lambda _: rules)
    monkeypatch.setattr(FakeLibrary, "law", lambda _: pytest.fail("the whole law was read"))
    assert file.book(REPORT).calculation.values == file.values_with(REPORT, {})


def test_a_step_of_a_filed_filing_stops_all_that_would_be_undone(file: CompanyFile) -> None:
    entering.set_answer(file, REPORT, POWER, "1")
    annual_report.begin_report(file, 2026)
    entering.set_answer(file, LATER, POWER, "2")
    annual_report.mark_filed(file, REPORT, "2026-04-01", "By mail")
    with pytest.raises(FilingIsFiled):
        file.undo(4)
    assert file.book(LATER).calculation.values[POWER] == 2


def test_the_layout_needs_no_values(file: CompanyFile) -> None:
    entering.add_row(file, REPORT, "loans")
    fresh = CompanyFile(file.workspace, file.library, file.clock, file.new_id)
    laid = fresh.layout(REPORT)
    assert laid.schedules["loans"].rows == file.book(REPORT).sheet.schedules["loans"].rows
    assert fresh.book(REPORT).sheet is laid


def test_there_is_an_end_to_undoing(file: CompanyFile) -> None:
    with pytest.raises(NothingToUndo, match="nothing to redo"):
        file.redo()
    while file.workspace.next_undo():
        file.undo()
    with pytest.raises(NothingToUndo, match="nothing to undo"):
        file.undo()
    assert dict(file.workspace.under("")) == {}


def test_listeners_are_told_until_they_stop(file: CompanyFile) -> None:
    heard: list[EditOutcome] = []
    file.book(REPORT)
    stop = file.listen(heard.append)
    entering.set_answer(file, REPORT, POWER, "5")
    entering.add_row(file, REPORT, "loans")
    stop()
    stop()
    entering.set_answer(file, REPORT, POWER, "6")
    assert [(item.filing, item.structural) for item in heard] == [(REPORT, False), (REPORT, True)]
    assert POWER in heard[0].places


def test_a_filed_filing_is_read_only_and_undo_stops_there(file: CompanyFile) -> None:
    entering.set_answer(file, REPORT, POWER, "5")
    annual_report.mark_filed(file, REPORT, "2026-04-02", "By mail")
    row = Place("loans", "rows", "answer")
    for act in (
        lambda: entering.set_answer(file, REPORT, POWER, "6"),
        lambda: entering.add_row(file, REPORT, "loans"),
        lambda: entering.explain_place(file, REPORT, POWER, "why"),
        lambda: entering.answer_blanks(file, REPORT, row.schedule),
        lambda: sealing.seal_target(file, REPORT, "w2", "x", "y"),
        file.undo,
    ):
        with pytest.raises(FilingIsFiled, match=r"has been filed and can no longer be changed"):
            act()
    assert file.book(REPORT).calculation.values[POWER] == 5


def test_an_edit_of_last_year_reaches_this_year(file: CompanyFile) -> None:
    entering.set_answer(file, REPORT, POWER, "100")
    annual_report.begin_report(file, 2026)
    assert file.book(LATER).calculation.values[Place("w2", "power", "prior")] == 100
    entering.set_answer(file, REPORT, POWER, "120")
    (difference,) = annual_report.differences(file.book(LATER))
    assert (difference.now, difference.filed) == ("100", "120")


def test_an_edit_of_the_profile_reaches_every_report(file: CompanyFile) -> None:
    name = Place("p1", "name", "answer")
    entering.set_answer(file, "company", Place("identity", "legal_name", "answer"), "Oaks")
    before = file.book(REPORT).calculation.values.get(name)
    entering.set_answer(file, "company", Place("identity", "legal_name", "answer"), "Pines")
    assert (
        before,
        file.book(REPORT).calculation.model.outside["company"][Place("identity", "legal_name", "answer")],
    ) == (
        None,
        "Pines",
    )


def test_editing_this_year_evaluates_no_other_filing_again(file: CompanyFile) -> None:
    annual_report.begin_report(file, 2026)
    last, profile = file.book(REPORT), file.book("company")
    entering.set_answer(file, LATER, POWER, "1")
    entering.add_row(file, LATER, "loans")
    assert file.book(REPORT) is last
    assert file.book("company") is profile


@pytest.mark.parametrize(
    ("key", "data"),
    [
        (f"answer/{REPORT}/w2/power/amount", 5),
        (f"answer/{REPORT}/w2/power/amount", {"number": "NaN"}),
        (f"answer/{REPORT}/w2", "x"),
        (f"rows/{REPORT}/loans", "r1"),
        (f"override/{REPORT}/w2/gallons/amount", []),
        (f"seal/{REPORT}/w2", []),
        (f"frozen/{REPORT}", []),
        (f"filing/{REPORT}", {"year": "x"}),
        (f"filing/{REPORT}", 7),
    ],
)
def test_an_entry_that_no_program_of_ours_wrote_is_said_so(file: CompanyFile, key: str, data: Json) -> None:
    assert isinstance(file.workspace, MemoryWorkspace)
    store = {**file.workspace.store, key: data}
    spoiled = CompanyFile(MemoryWorkspace(file.path, store, []), FakeLibrary(), FixedClock(), Counter())
    with pytest.raises(UnknownEntry, match=r"company.filingdesk contains an entry that Filing Desk did not write"):
        [spoiled.book(filing.id) for filing in spoiled.filings()]


NUMBERS = st.sampled_from(["", "0", "7", "-250", "101", "1500", "None"])
WORDS = st.sampled_from(["", "llc", "corp", "None", "12/31/2025"])
AMOUNTS = [
    *(Place("w2", line, column) for line in ("labor", "power", "credit") for column in ("amount", "prior")),
    *(Place("p4", line, "end") for line in ("cash", "note")),
    *(Place("months", f"m{month:02d}", "sold") for month in (1, 7)),
    Place("equity", "begin", "answer"),
    Place("loans", "r1", "balance"),
]
FIELDS = [*(Place("p1", line, "answer") for line in ("kind", "since")), Place("p3", "merger", "answer")]
GALLONS = Place("w2", "gallons", "amount")
HANDLERS = st.one_of(
    *[st.tuples(st.just("set"), st.sampled_from(AMOUNTS), NUMBERS)] * 4,
    st.tuples(st.just("set"), st.sampled_from(FIELDS), WORDS),
    st.tuples(st.just("override"), st.just(GALLONS), st.sampled_from(["5", "9000"])),
    st.tuples(st.just("explain"), st.sampled_from(AMOUNTS), st.sampled_from(["", "Because."])),
    st.tuples(st.sampled_from(["undo", "redo", "row", "lift"]), st.just(GALLONS), st.just("")),
)


def act(file: CompanyFile, handler: str, place: Place, text: str) -> None:
    if handler == "set":
        entering.set_answer(file, REPORT, place, text)
    elif handler == "override":
        entering.override(file, REPORT, place, text, "reason")
    elif handler == "lift":
        entering.lift_override(file, REPORT, place)
    elif handler == "explain":
        entering.explain_place(file, REPORT, place, text)
    elif handler == "row":
        entering.add_row(file, REPORT, "loans")
    elif handler == "undo":
        file.undo()
    else:
        file.redo()


@pytest.mark.untraced
@pytest.mark.slow
@given(st.lists(HANDLERS, min_size=8, max_size=25))
def test_an_edit_recalculated_is_the_same_as_everything_from_nothing(handlers: list[tuple[str, Place, str]]) -> None:
    """Values, problems and what is required agree, whatever was done in whatever order."""
    store: dict[str, Json] = {}
    file = CompanyFile(MemoryWorkspace(Path("a"), store, []), FakeLibrary(), FixedClock(), Counter())
    entering.set_answer(file, "company", Place("identity", "water", "answer"), "yes")
    annual_report.begin_report(file, 2025)
    file.workspace = MemoryWorkspace(Path("a"), store, [])
    for handler in handlers:
        try:
            act(file, *handler)
        except UserError:
            continue
        fresh = CompanyFile(MemoryWorkspace(Path("a"), store, []), FakeLibrary(), FixedClock(), Counter()).book(REPORT)
        book = file.book(REPORT)
        assert book.calculation.values == fresh.calculation.values
        assert book.answers == fresh.answers
        assert book.checks.problems == fresh.checks.problems


def by_itself(book: EvaluatedFiling) -> tuple[object, object]:
    """The values and problems of a filing that is evaluated as if there were no other."""
    model = book.calculation.model
    alone = CheckBook(FormulaModel(model.sheet, model.outside, model.rules))
    calculation = calculate(alone.model, book.answers)
    return calculation.values, check_all(alone, calculation).problems


@pytest.mark.untraced
@pytest.mark.slow
@given(st.lists(st.tuples(st.sampled_from([REPORT, LATER, "2027-annual-report"]), HANDLERS), min_size=4, max_size=12))
def test_filings_that_are_laid_out_alike_share_no_value(handlers: list[tuple[str, tuple[str, Place, str]]]) -> None:
    file = CompanyFile(MemoryWorkspace(Path("a"), {}, []), FakeLibrary(), FixedClock(), Counter())
    entering.set_answer(file, "company", Place("identity", "water", "answer"), "yes")
    for year in (2025, 2026, 2027):
        annual_report.begin_report(file, year)
    for filing, (handler, place, text) in handlers:
        try:
            if handler == "set":
                entering.set_answer(file, filing, place, text)
            elif handler == "row":
                entering.add_row(file, filing, "loans")
            elif handler == "override":
                entering.override(file, filing, place, text, "reason")
        except UserError:
            continue
    for one in file.filings():
        book = file.book(one.id)
        assert (book.calculation.values, book.checks.problems) == by_itself(book)


def test_the_lines_of_a_filing_are_known_before_it_is_evaluated_and_after(file: CompanyFile) -> None:
    fresh = CompanyFile(file.workspace, file.library, file.clock, file.new_id)
    before = fresh.layout(REPORT)
    fresh.book(REPORT)
    assert fresh.layout(REPORT).cells.keys() == before.cells.keys()
    with pytest.raises(NoSuchFiling):
        fresh.layout("x")


def test_whoever_stops_listening_during_an_edit_hears_no_more_of_it(file: CompanyFile) -> None:
    """A page that closes because of an edit takes others with it: those must not be told of a company they left."""
    heard: list[str] = []

    def second(_: EditOutcome) -> None:
        heard.append("second")

    def first(_: EditOutcome) -> None:
        heard.append("first")
        stop()

    file.listen(first)
    stop = file.listen(second)
    entering.set_answer(file, REPORT, POWER, "5")
    entering.set_answer(file, REPORT, POWER, "6")
    assert heard == ["first", "first"]


@pytest.mark.untraced
@pytest.mark.slow
def test_a_company_of_many_years_and_charts_evaluates_each_as_it_was(file: CompanyFile) -> None:
    """More ways to lay a report out than are kept at once: the first ones are laid out again, with the same figures."""
    years = range(2000, 2000 + MOST_KEPT + 3)
    for year in years:
        filing = annual_report.begin_report(file, year).id
        entering.new_row(file, filing, "loans", "lender", f"Bank of {year}")  # beside those of the years before
        entering.set_answer(file, filing, POWER, str(year))
    for year in (*years, *years):
        book = file.book(f"{year}-annual-report")
        assert book.calculation.values[POWER] == year
        assert len(book.answers.rows["loans"]) == year - 1999
