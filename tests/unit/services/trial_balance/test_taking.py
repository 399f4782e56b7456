"""Accounts to lines, what changes, one step: on the sample company's open report."""

from decimal import Decimal

import pytest

from desktop_app.domain.problems import Problem, Severity
from desktop_app.domain.values import Json, Place, place_of
from desktop_app.formspec.checks import BOOKS, DOUBT
from desktop_app.services.company.company_file import CompanyFile, FilingIsFiled
from desktop_app.services.data_entry import entering
from desktop_app.services.filings import annual_report
from desktop_app.services.progress.explaining import explain_value
from desktop_app.services.trial_balance import taking
from desktop_app.services.trial_balance.basis import gather_basis
from desktop_app.services.trial_balance.books import BookLine, LedgerBalances
from desktop_app.services.trial_balance.importing import view_accounts
from desktop_app.services.trial_balance.mapping import IGNORED, BadMapping, BalanceTarget, read_mapping, targets
from desktop_app.services.trial_balance.memory import read_memory
from desktop_app.services.trial_balance.opening_question import opening_question
from desktop_app.services.trial_balance.outcome import BalancePreview
from desktop_app.services.trial_balance.systems import advise_system

pytestmark = pytest.mark.slow  # whole sample companies

FILING = "2025-annual-report"


def line(name: str, amount: str, number: str = "") -> BookLine:
    return BookLine(number or name.casefold(), number, name, Decimal(amount), 1)


def value(file: CompanyFile, place: str) -> str:
    parts = Place(*place.split("/"))
    return str(file.book(FILING).calculation.values.get(parts, ""))


def take(file: CompanyFile, mapping: dict[str, str], *lines: BookLine, opening: bool = False) -> BalancePreview:
    found = taking.preview_balances(
        gather_basis(file, FILING), LedgerBalances(lines), mapping, name="tb.csv", opening=opening
    )
    taking.take_balances(file, found)
    return found


@pytest.mark.untraced
def test_balances_arrive_on_the_side_where_they_belong(file: CompanyFile) -> None:
    mapping = {
        "131": "p4/cash/end",
        "143": "p4/uncollectible_provision/end",
        "231": "p5/accounts_payable/end",
        "461.1": "w1/revenue_residential_metered/revenue",
    }
    known = targets(file.book(FILING))
    mapping["461.1"] = str(next(t.place for t in known.by_place.values() if t.number == "461.1"))
    take(
        file,
        mapping,
        line("Cash", "8000.49", "131"),
        line("Bad debts", "-400", "143"),
        line("Payable", "-3000.50", "231"),
        line("Water sales", "-150000", "461.1"),
    )
    assert value(file, "p4/cash/end") == "8000"
    assert value(file, "p4/uncollectible_provision/end") == "400"
    assert value(file, "p5/accounts_payable/end") == "3001"
    assert value(file, mapping["461.1"]) == "150000"


@pytest.mark.untraced
def test_what_whole_dollars_add_is_shown_line_by_line(file: CompanyFile) -> None:
    mapping = {"a": "p4/cash/end", "b": "p4/cash/end", "c": "p4/prepayments/end"}
    found = take(file, mapping, line("A", "1.30", "a"), line("B", "1.30", "b"), line("C", "1.50", "c"))
    assert (value(file, "p4/cash/end"), value(file, "p4/prepayments/end")) == ("3", "2")
    assert found.rounding == Decimal("0.90")
    assert [item.label for item in found.changes[0].accounts] == ["a A", "b B"]


@pytest.mark.untraced
def test_plant_is_reached_through_what_was_added_or_retired(file: CompanyFile) -> None:
    known = targets(file.book(FILING))
    meters = next(t for t in known.by_place.values() if t.place.schedule == "w3" and t.number == "334")
    place = meters.place
    mapping = {"334": str(place)}
    now = Decimal(value(file, str(place)))
    added = Decimal(value(file, str(place._replace(column="additions"))))
    retired = Decimal(value(file, str(place._replace(column="retirements"))))

    found = take(file, mapping, line("Meters", str(now + 100), "334"))
    assert [(c.place.column, c.after) for c in found.changes] == [("additions", f"{added + 100:,}")]
    assert found.comparisons == ()

    take(file, mapping, line("Meters", str(now - added - 30), "334"))
    assert value(file, str(place)) == str(now - added - 30)
    assert value(file, str(place._replace(column="additions"))) == "0"
    assert value(file, str(place._replace(column="retirements"))) == str(retired + 30)


def test_a_computed_line_is_compared_and_left_alone(file: CompanyFile) -> None:
    before = value(file, "p4/accumulated_depreciation/end")
    found = take(file, {"108": "p4/accumulated_depreciation/end"}, line("Reserve", "-1", "108"))
    (compared,) = found.comparisons
    assert (compared.books, compared.agrees) == ("1", False)
    assert value(file, "p4/accumulated_depreciation/end") == before
    same = take(file, {"108": "p4/accumulated_depreciation/end"}, line("Reserve", f"-{before}", "108"))
    assert same.comparisons[0].agrees


@pytest.mark.untraced
def test_the_second_import_shows_only_what_changed_and_undo_is_one_step(file: CompanyFile) -> None:
    mapping = {"131": "p4/cash/end", "162": "p4/prepayments/end"}
    first = (value(file, "p4/cash/end"), value(file, "p4/prepayments/end"))
    take(file, mapping, line("Cash", "5", "131"), line("Prepaid", "6", "162"))
    again = take(file, read_memory(file).targets, line("Cash", "7", "131"), line("Prepaid", "6", "162"))
    assert [(str(c.place), c.before, c.after) for c in again.changes] == [("p4/cash/end", "5", "7")]
    file.undo()
    assert value(file, "p4/cash/end") == "5"
    file.undo()
    assert (value(file, "p4/cash/end"), value(file, "p4/prepayments/end")) == first
    assert read_memory(file).targets == mapping


def test_an_account_that_left_the_books_leaves_its_line_unless_it_was_typed_over(file: CompanyFile) -> None:
    mapping = {"131": "p4/cash/end", "162": "p4/prepayments/end", "135": "p4/temporary_investments/end"}
    take(file, mapping, line("Cash", "5", "131"), line("Prepaid", "6", "162"), line("CD", "7", "135"))
    entering.set_answer(file, FILING, Place("p4", "temporary_investments", "end"), "9")
    found = take(file, read_memory(file).targets, line("Cash", "5", "131"))
    assert [(str(c.place), c.after) for c in found.changes] == [("p4/prepayments/end", "")]
    assert "no longer in the books" in found.remarks[0]
    assert value(file, "p4/temporary_investments/end") == "9"


def test_a_renamed_or_renumbered_account_is_asked_again(file: CompanyFile) -> None:
    take(
        file, {"131": "p4/cash/end", "162": "p4/prepayments/end"}, line("Cash", "5", "131"), line("Prepaid", "6", "162")
    )
    file.edit(FILING, "As the first version wrote it", {"setting/account/134": "p4/working_funds/end"})
    found = read_memory(file).recall(
        [line("CASH", "1", "131"), line("Petty", "1", "162"), line("Prepaid", "1", "165"), line("Box", "1", "134")],
    )
    assert found.lines == {"131": "p4/cash/end", "134": "p4/working_funds/end"}
    assert found.changed == {
        "162": ("p4/prepayments/end", "last time 162 was named 'Prepaid'"),
        "165": ("p4/prepayments/end", "last time its number was 162"),
    }


@pytest.mark.untraced
def test_books_out_of_balance_leave_a_question_until_they_balance_or_it_is_explained(file: CompanyFile) -> None:
    def doubts() -> list[Problem]:
        return [problem for problem in file.book(FILING).checks.problems if problem.id == DOUBT]

    odd = LedgerBalances((line("Cash", "5", "131"),))
    found = taking.preview_balances(
        gather_basis(file, FILING), odd, {"131": "p4/cash/end"}, name="tb.csv", reason="Suspense is being cleared"
    )
    taking.take_balances(file, found)
    (problem,) = doubts()
    assert (problem.severity, problem.open) == (Severity.EXPLAIN, True)
    assert "tb.csv does not balance; it was imported for this reason: Suspense is being cleared" in problem.sentence
    assert "Debits are 5.00 more." in problem.sentence
    place = place_of(problem.place)
    entering.explain_place(file, FILING, place, "The auditor found it.")
    assert not doubts()[0].open
    entering.explain_place(file, FILING, place, "")
    take(file, {"131": "p4/cash/end"}, line("Cash", "5", "131"), line("Loan", "-5", "224"))
    assert doubts() == []


def test_what_the_books_say_of_a_computed_line_is_checked_until_the_report_says_the_same(file: CompanyFile) -> None:
    def differing() -> list[str]:
        return [problem.sentence for problem in file.book(FILING).checks.problems if problem.id == BOOKS]

    meters = next(
        t for t in targets(file.book(FILING)).by_place.values() if t.place.schedule == "w3" and t.number == "334"
    )
    place = meters.place
    now = Decimal(value(file, str(place)))
    take(file, {"334": str(place)}, line("Meters", str(now + 100), "334"))
    assert differing() == []
    additions = place._replace(column="additions")
    before = value(file, str(additions))
    entering.set_answer(file, FILING, additions, "0")
    (sentence,) = differing()
    assert f"the books say {now + 100:,} (trial balance tb.csv), the report says" in sentence
    entering.set_answer(file, FILING, additions, before)
    assert differing() == []
    entering.set_answer(file, FILING, additions, "0")
    take(file, {"131": "p4/cash/end"}, line("Cash", "5", "131"))
    assert differing() == []


@pytest.mark.untraced
def test_unsigned_balances_are_compared_once_each_has_its_side(file: CompanyFile) -> None:
    books = LedgerBalances((line("Cash", "31", "131"), line("Payable", "30", "231")), natural=True)
    mapping = {"131": "p4/cash/end", "231": "p5/accounts_payable/end"}
    assert taking.preview_balances(gather_basis(file, FILING), books, mapping, name="tb.csv").imbalance == 1


@pytest.mark.parametrize(
    ("mapped", "others", "differ"),
    [("31", ["31"], 0), ("31", ["20", "11"], 0), ("31", ["30"], 1), ("5", ["1"] * 13, 0), ("20", ["1"] * 13, 7)],
)
@pytest.mark.parametrize("left_out", [True, False])
def test_unsigned_balances_without_a_line_hide_no_difference(
    file: CompanyFile, mapped: str, others: list[str], differ: int, *, left_out: bool
) -> None:
    loose = [line(f"Other {number}", amount, str(900 + number)) for number, amount in enumerate(others)]
    books = LedgerBalances((line("Cash", mapped, "131"), *loose), natural=True)
    mapping = {"131": "p4/cash/end"} | ({item.key: IGNORED for item in loose} if left_out else {})
    found = taking.preview_balances(gather_basis(file, FILING), books, mapping, name="tb.csv")
    assert abs(found.imbalance) == differ


@pytest.mark.untraced
def test_the_mapping_serves_next_year(file: CompanyFile) -> None:
    take(file, {"131": "p4/cash/end"}, line("Cash", "5", "131"))
    new = annual_report.begin_report(file, 2026)
    found = taking.preview_balances(
        gather_basis(file, new.id),
        LedgerBalances((line("Cash", "11", "131"),)),
        read_memory(file).targets,
        name="tb.csv",
    )
    assert [(str(c.place), c.after) for c in found.changes] == [("p4/cash/end", "11")]


@pytest.mark.untraced
def test_last_years_closing_balances_open_this_year(file: CompanyFile) -> None:
    known = targets(file.book(FILING))
    meters = str(next(t.place for t in known.by_place.values() if t.place.schedule == "w3" and t.number == "334"))
    mapping = {
        "131": "p4/cash/end",
        "334": meters,
        "215": "p6_retained/begin/answer",
        "461.1": "w1/residential_sales/revenue",
        "615": "w2/purchased_power/amount",
        "408.11": "p8_taxes/tax_property/charged",
        "201": "p7_stock/+/amount",
    }
    found = take(
        file,
        mapping,
        line("Cash", "50000", "131"),
        line("Meters", "6000", "334"),
        line("Earnings", "-30000", "215"),
        line("Sales", "-40000", "461.1"),
        line("Power", "12000", "615"),
        line("Property tax", "2000", "408.11"),
        opening=True,
    )
    after = {str(change.place): change.after for change in found.changes}
    assert after["p4/cash/begin"] == "50,000"
    assert after[meters.replace("/end", "/begin")] == "6,000"
    # Last year's column of the income statement, and what was earned in it.
    assert (after["p6/operating_revenue/prior"], after["p6/operating_expenses/prior"]) == ("40,000", "12,000")
    assert after["p6/tax_property/prior"] == "2,000"
    assert after["p6_retained/begin/answer"] == "56,000"  # 30,000 and 40,000 less 12,000 and 2,000
    assert value(file, "p4/cash/end") == "8539"


def test_opening_balances_never_double_what_a_closing_import_put_there(file: CompanyFile) -> None:
    known = targets(file.book(FILING))
    meters = next(t.place for t in known.by_place.values() if t.place.schedule == "w3" and t.number == "334")
    entering.set_answer(file, FILING, meters._replace(column="begin"), "")
    mapping = {"334": str(meters), "2300": "p7_debt/+/end"}
    take(file, mapping, line("Meters", "9000", "334"), line("Bank loan", "-5000", "2300"))
    assert value(file, str(meters)) == "9000"
    rows = len(file.book(FILING).sheet.schedules["p7_debt"].rows)
    for _ in range(2):
        take(file, mapping, line("Meters", "6000", "334"), line("Bank loan", "-7000", "2300"), opening=True)
        assert value(file, str(meters._replace(column="begin"))) == "6000"
        assert value(file, str(meters)) == "9000"
        loan = file.book(FILING).sheet.schedules["p7_debt"].rows[-1]
        assert (value(file, f"p7_debt/{loan}/begin"), value(file, f"p7_debt/{loan}/end")) == ("7000", "5000")
        assert len(file.book(FILING).sheet.schedules["p7_debt"].rows) == rows


@pytest.mark.untraced
def test_a_blank_beginning_is_mentioned(file: CompanyFile) -> None:
    known = targets(file.book(FILING))
    meters = next(t.place for t in known.by_place.values() if t.place.schedule == "w3" and t.number == "334")
    entering.set_answer(file, FILING, meters._replace(column="begin"), "")
    found = take(file, {"334": str(meters)}, line("Meters", "6000", "334"))
    assert "the beginning of the year is blank" in found.remarks[0]


@pytest.mark.untraced
def test_an_account_can_become_a_new_row_and_stays_it(file: CompanyFile) -> None:
    found = take(file, {"2300": "p7_debt/+/end"}, line("Note Payable - Bank", "-4711.60", "2300"))
    assert [c.after for c in found.changes] == ["Note Payable - Bank", "4,712"]
    row = file.book(FILING).sheet.schedules["p7_debt"].rows[-1]
    assert value(file, f"p7_debt/{row}/end") == "4712"
    assert read_memory(file).targets["2300"] == f"p7_debt/{row}/end"
    again = take(file, read_memory(file).targets, line("Note Payable - Bank", "-4000", "2300"))
    assert [(c.place.column, c.after) for c in again.changes] == [("issued_amount", "4,000")]
    opened_company = take(file, {"2301": "p7_debt/+/end"}, line("Other", "-5", "2301"), opening=True)
    assert [c.place.column for c in opened_company.changes] == ["lender", "begin"]


def test_unmapped_accounts_are_listed_unless_nothing_stands_in_them(file: CompanyFile) -> None:
    mapping = {"131": "p4/cash/end", "9": "ignore"}
    found = take(file, mapping, line("Cash", "5", "131"), line("X", "3", "8"), line("Y", "0", "7"), line("Z", "1", "9"))
    assert ([item.key for item in found.unmapped], [item.key for item in found.ignored]) == (["8"], ["9"])
    with pytest.raises(taking.NothingMapped):
        take(file, {}, line("X", "3", "8"))


@pytest.mark.untraced
def test_unsigned_balances_are_taken_as_they_are(file: CompanyFile) -> None:
    books = LedgerBalances((line("Payable", "31", "231"),), natural=True)
    found = taking.preview_balances(
        gather_basis(file, FILING), books, {"231": "p5/accounts_payable/end"}, name="tb.csv"
    )
    assert found.changes[0].after == "31"


def test_a_filed_report_takes_nothing(file: CompanyFile) -> None:
    found = taking.preview_balances(
        gather_basis(file, "2024-annual-report"),
        LedgerBalances((line("Cash", "5", "131"),)),
        {"131": "p4/cash/end"},
        name="tb.csv",
    )
    with pytest.raises(FilingIsFiled):
        taking.take_balances(file, found)


def test_a_mapping_file_names_accounts_by_number_or_name(file: CompanyFile) -> None:
    known = targets(file.book(FILING))
    lines = [line("Checking", "1", "1010"), line("Owner Draw", "1")]
    data: Json = {"1010": "p4/cash", "Owner Draw": "ignore", "checking": "p4/cash/end"}
    assert read_mapping(data, lines, known) == {"1010": "p4/cash/end", "owner draw": "ignore"}
    with pytest.raises(BadMapping, match="Account 1010: 'p4/nowhere/end' is not a line that can take a balance"):
        read_mapping({"1010": "p4/nowhere/end"}, lines, known)
    with pytest.raises(BadMapping, match="'p4/cash/end/x' is not a line"):
        read_mapping({"1010": "p4/cash/end/x"}, lines, known)
    with pytest.raises(BadMapping, match="Write the mapping as lines"):
        read_mapping([], lines, known)


@pytest.mark.untraced
def test_lines_are_offered_in_words(file: CompanyFile) -> None:
    known = targets(file.book(FILING))
    words: dict[str, BalanceTarget] = {str(place): target for place, target in known.by_place.items()}
    assert words["p4/cash/end"].label == "page 4, 131 Cash, end of year"
    assert words["p4/accumulated_depreciation/end"].label.endswith("(calculated there; checked only)")
    assert words["p7_debt/+/end"].label == "page 7, long-term debt: a new loan"


def test_every_number_says_which_accounts_it_came_from(file: CompanyFile) -> None:
    take(file, {"a": "p4/cash/end", "b": "p4/cash/end"}, line("Checking", "5", "a"), line("Savings", "6.25", "b"))
    place = Place("p4", "cash", "end")
    said = explain_value(file.book(FILING), place).source
    assert said == "Trial balance tb.csv: a Checking 5.00, b Savings 6.25"
    entering.set_answer(file, FILING, place, "12")
    assert explain_value(file.book(FILING), place).source == ""


@pytest.mark.untraced
def test_opening_balances_are_not_taken_away_by_the_years_own(file: CompanyFile) -> None:
    take(file, {"131": "p4/cash/end"}, line("Cash", "5", "131"), opening=True)
    found = take(file, {"162": "p4/prepayments/end"}, line("Prepaid", "6", "162"))
    assert value(file, "p4/cash/begin") == "5"
    assert [str(c.place) for c in found.changes] == ["p4/prepayments/end"]


def test_every_account_is_shown_with_its_line_and_what_is_unsure_first(file: CompanyFile) -> None:
    """What was mapped by hand last time is kept; what is only guessed is asked; what fits nothing has no line."""
    mapping = {"131": "p4/cash/end", "x": "ignore"}
    first = (line("Cash", "8000", "131"), line("Memo", "5", "x"))
    take(file, mapping, *first)
    shown = view_accounts(
        gather_basis(file, FILING), LedgerBalances((*first, line("Payable", "-7", "231"), line("Zzyzx", "3", "9z")))
    )
    views = list(shown.views())
    by_name = {view.line.name: view for view in views}
    assert by_name["Cash"].place == "p4/cash/end"
    assert (by_name["Cash"].why, by_name["Cash"].asked) == ("as last time", False)
    assert by_name["Cash"].where
    assert by_name["Memo"].where == "left out"
    assert by_name["Memo"].last_amount == ""
    assert by_name["Payable"].place == "p5/accounts_payable/end"
    assert (by_name["Zzyzx"].place, by_name["Zzyzx"].where, by_name["Zzyzx"].asked) == ("", "", True)
    assert views[0].line.name == "Zzyzx"


@pytest.mark.untraced
def test_what_last_year_shows_on_a_line_stands_beside_it(file: CompanyFile) -> None:
    shown = view_accounts(gather_basis(file, FILING), LedgerBalances((line("Cash", "8000", "131"),)))
    assert shown.last_amount("w2/chemicals/amount") == "2,140"
    assert shown.last_amount("ignore") == ""
    assert shown.last_amount("no/such/line") == ""


def test_books_of_another_system_of_accounts_are_told(file: CompanyFile) -> None:
    """Accounts that fit another system much better in number and name: advice with examples, and no change."""
    other = [
        line(account.title, "1", account.number)
        for chart in file.library.charts("naruc1973", ("water",))
        for account in chart.accounts
        if account.number
    ]
    found = advise_system(gather_basis(file, FILING), other)
    assert found is not None
    assert found.system == "naruc1973"
    assert found.sentence.startswith(
        "These books seem to follow NARUC 1973 (revised 1976), not NARUC 1996: 260 accounts"
    )
    assert "103 Utility plant in process of reclassification (in NARUC 1996: Property held for " in found.sentence
    few = [account for account in other if account.number in {"142", "165", "231", "232", "345", "348"}]
    found = advise_system(gather_basis(file, FILING), sorted(few, key=lambda account: account.number))
    assert found is not None
    assert "231 Notes payable (in NARUC 1996: Accounts payable)" in found.sentence
    assert "232 Accounts payable (in NARUC 1996: Notes payable)" in found.sentence
    assert file.filing(FILING).system == "naruc1996"
    assert advise_system(gather_basis(file, FILING), [line("Cash", "1", "131")]) is None
    assert advise_system(gather_basis(file, FILING), []) is None


def test_last_years_balances_are_asked_for_while_the_beginning_of_the_year_is_blank(file: CompanyFile) -> None:
    assert opening_question(file.book(FILING)) == ""
    blank = annual_report.begin_report(file, 2010)
    question = opening_question(file.book(blank.id))
    assert "Do you have the closing balances of December 31, 2009?" in question
    assert opening_question(file.book("company")) == ""
