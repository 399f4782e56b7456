"""The list of everything the program goes by, and entering one's own."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from desktop_app.rulebook.rulebook import RuleAmendment
from desktop_app.services.company import amendments
from desktop_app.services.company.amendments import BadAmendment
from desktop_app.services.filing_calendar.rules_list import ListedRule, own_values, rules_list
from desktop_app.services.paper.report_pages import STRONG, PaperSender, SectionList
from tests.forms.finished import read
from tests.support.calendar_companies import company
from tests.support.memory_companies import REAL
from tests.support.tariff_company import REPORT_PAGES

ON = date(2026, 2, 3)
LAW = REAL.law()


def rule(rules: tuple[ListedRule, ...], name: str) -> ListedRule:
    return next(item for item in rules if item.name == name)


def test_every_value_and_clock_is_listed_once_with_its_authority() -> None:
    rules = rules_list(LAW, ON)
    names = [item.name for item in rules]
    assert len(names) == len(set(names))
    assert set(names) == {*LAW.rules.names, *(clock.name for clock in LAW.clocks.all)}
    assert [item.name for item in rules if not item.authority or not item.now] == []


def test_values_are_said_in_words() -> None:
    rules = rules_list(LAW, ON)
    assert rule(rules, "annual_report/penalty_base").now == "$100"
    assert rule(rules, "annual_report/penalty_per_day").now == "$100 per day"
    assert rule(rules, "calendar/margin").now == "7 days"
    assert rule(rules, "annual_report/due").now == "by April 15"
    assert rule(rules, "annual_report/ask_by_letter").now == "before April 15"
    assert rule(rules, "depreciation/repeat").history[0].startswith("From April 30, 2003: before 5 years have passed (")
    assert rule(rules, "annual_report/longer_extension").now == "no date in the rule"
    assert rule(rules, "addressees/secretary").now.startswith("Secretary of the Commission, Missouri")


def test_a_value_that_does_not_hold_yet_is_left_out() -> None:
    names = {item.name for item in rules_list(LAW, date(2003, 5, 1))}
    assert "territorial_fees/filing_fee" in names
    assert "annual_report/penalty_base" not in names


def test_an_own_value_shows_with_its_source_and_history(tmp_path: Path) -> None:
    file = company(tmp_path, "water")
    new = RuleAmendment("annual_report/penalty_base", date(2026, 1, 1), Decimal(250), "Order 7", "since the merger")
    file.edit("company", "Own", amendments.with_one(file.law(), (), new))
    found = rule(rules_list(file.law(), ON), new.name)
    assert (found.now, found.authority, found.amended) == ("$250", "Order 7", True)
    assert found.history == (
        "From April 30, 2004: $100 (3.165(9), 3.245(9), 3.335(9), 3.435(9), 3.640(9)).",
        "From January 1, 2026: $250 (Order 7). since the merger",
    )
    later = RuleAmendment(new.name, date(2027, 1, 1), Decimal(300), "Order 8")
    kept = amendments.read_amendments(file.workspace)
    file.edit("company", "Own", amendments.with_one(file.law(), kept, later))
    again = RuleAmendment(new.name, date(2026, 1, 1), Decimal(275), "Order 7b")
    file.edit("company", "Own", amendments.with_one(file.law(), amendments.read_amendments(file.workspace), again))
    assert amendments.read_amendments(file.workspace) == (again, later)
    file.edit(
        "company", "Back", amendments.without_one(amendments.read_amendments(file.workspace), new.name, again.since)
    )
    file.edit(
        "company", "Back", amendments.without_one(amendments.read_amendments(file.workspace), new.name, later.since)
    )
    assert amendments.read_amendments(file.workspace) == ()
    assert rule(rules_list(file.law(), ON), new.name).now == "$100"


@pytest.mark.parametrize(
    ("name", "typed", "value"),
    [
        ("annual_report/penalty_base", "$1,250.50", Decimal("1250.50")),
        ("annual_report/penalty_base", "1e5", Decimal(100000)),
        ("annual_report/penalty_base", "0.0000005", Decimal("0.0000005")),
        ("annual_report/due", " 20 days ", "20 days"),
        ("addressees/efis", "example.test", "example.test"),
    ],
)
def test_what_is_typed_is_read_as_the_value_is(name: str, typed: str, value: object) -> None:
    read = amendments.content_of(LAW, name, typed)
    assert read == value
    kept = RuleAmendment(name, date(2026, 1, 1), read, "Order", "")
    assert amendments.amendment_from_json(name, amendments.amendment_json(kept)) == kept


@pytest.mark.parametrize(
    ("name", "typed", "words"),
    [
        ("annual_report/penalty_base", "much", "'much' is not a number"),
        ("annual_report/penalty_base", "9" * 19, "has too many digits"),
        ("annual_report/penalty_base", "1e400", "has too many digits"),
        ("annual_report/penalty_base", "0.0000000001", "has too many digits"),
        ("annual_report/penalty_base", "NaN", "not a number"),
        ("annual_report/due", "in spring", "Write '20 days'"),
        ("addressees/efis", "  ", "it cannot be blank"),
    ],
)
def test_what_cannot_be_is_refused(name: str, typed: str, words: str) -> None:
    with pytest.raises(BadAmendment, match=words):
        amendments.content_of(LAW, name, typed)


@pytest.mark.parametrize(
    ("since", "source", "words"), [(ON, " ", "Name the source"), (date(2001, 1, 1), "Order", "is before that")]
)
def test_an_own_value_needs_a_source_and_a_day(since: date, source: str, words: str) -> None:
    new = RuleAmendment("annual_report/penalty_base", since, Decimal(1), source)
    with pytest.raises(BadAmendment, match=words):
        amendments.with_one(LAW, (), new)


def test_legends_and_missing_dates_cannot_be_amended() -> None:
    assert amendments.can_be_amended(LAW, "annual_report/due")
    assert not amendments.can_be_amended(LAW, "legends/public_page")
    assert not amendments.can_be_amended(LAW, "annual_report/longer_extension")


def test_the_printed_rules_are_all_there_and_the_companys_own_say_since_when(tmp_path: Path) -> None:
    file = company(tmp_path, "water")
    own = RuleAmendment("annual_report/penalty_base", date(2026, 1, 1), Decimal(250), "Order 7", "since the merger")
    file.edit("company", "Own", amendments.with_one(file.law(), (), own))
    rules = [item for item in rules_list(file.law(), ON) if item.name.startswith("annual_report/")]
    pages = REPORT_PAGES.rules(PaperSender("A", nonpublic=True), rules, ON)
    words = " ".join(read(REPORT_PAGES.paint("rules.pdf", "A", pages)).split())
    assert "As of February 3, 2026" in words
    assert "$250 from January 1, 2026" in words
    assert all(" ".join(item.label.split()) in words for item in rules)
    assert words.count("NONPUBLIC") == len(pages)


def test_any_other_list_has_its_headings_and_says_when_it_is_empty() -> None:
    """A list without a row is a page that shows its columns, not a missing paper."""
    columns = (("What", 200.0), ("How much", 0.0))
    sections = (("First", (("a", "1"), (f"{STRONG}sum", "2"))), ("", (("loose", "3"),)))
    pages = REPORT_PAGES.listing(PaperSender("A"), SectionList("Things", columns, sections, figures=frozenset({1})))
    words = " ".join(read(REPORT_PAGES.paint("list.pdf", "A", pages)).split())
    assert all(word in words for word in ("What", "How much", "First", "sum", "loose"))
    assert STRONG not in words
    (empty,) = REPORT_PAGES.listing(PaperSender("A"), SectionList("Things", columns, ()))
    assert "How much" in read(REPORT_PAGES.paint("list.pdf", "A", (empty,)))


def test_own_values_are_counted_also_when_they_are_still_to_come(tmp_path: Path) -> None:
    file = company(tmp_path, "water", today=ON)
    name = "annual_report/penalty_base"
    assert own_values(rules_list(file.law(), ON), ON) == "0 entered by this company"
    for since in (date(2025, 1, 1), date(2027, 1, 1), date(2028, 7, 1)):
        law, kept = file.law(), amendments.read_amendments(file.workspace)
        new = RuleAmendment(name, since, Decimal(since.year), "An order")
        file.edit("company", "own value", amendments.with_one(law, kept, new))
    listed = rules_list(file.law(), ON)
    assert own_values(listed, ON) == "3 entered by this company, 2 of them for a later day"
    assert rule(listed, name).marked == "$2,025 (yours; yours from January 1, 2027)"
    assert own_values(listed, date(2028, 7, 1)) == "3 entered by this company"
    assert rule(listed, "annual_report/due").marked == rule(listed, "annual_report/due").now


@pytest.mark.parametrize(
    ("since", "source", "part"),
    [(ON, " ", amendments.SOURCE), (date(1990, 1, 1), "An order", amendments.SINCE)],
)
def test_a_refusal_names_the_part_that_is_wrong(since: date, source: str, part: str) -> None:
    new = RuleAmendment("annual_report/due", since, "30 days", source)
    with pytest.raises(BadAmendment) as refused:
        amendments.with_one(LAW, (), new)
    assert refused.value.part == part
