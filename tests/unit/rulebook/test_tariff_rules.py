"""The tariff rule of each utility: what it asks, and its periods."""

from datetime import date
from pathlib import Path

import pytest

from desktop_app.catalog.library import FormFiles
from desktop_app.domain.tariffs.schedules import NoticeKind
from desktop_app.rulebook.tariff_rules import TariffRules

RULES = FormFiles(Path(__file__).parents[3] / "forms").rules()
TODAY = date(2026, 3, 2)


def of(utility: str) -> TariffRules:
    return TariffRules(RULES, utility, TODAY)


@pytest.mark.parametrize(
    ("utility", "asked"),
    [("water", True), ("sewer", True), ("gas", True), ("electric", True), ("heating", False), ("telecom", False)],
)
def test_the_summary_is_asked_where_the_rule_asks_it(utility: str, asked: bool) -> None:
    assert of(utility).asks("summary_words") is asked
    assert bool(of(utility).number("summary_words")) is asked


@pytest.mark.parametrize(
    ("utility", "label"),
    [
        ("water", "FORM NO. 13"),
        ("sewer", "FORM NO. 13"),
        ("gas", "FORM NO. 14"),
        ("heating", "FORM NO. 16"),
        ("electric", ""),
        ("telecom", ""),
    ],
)
def test_the_form_number_is_the_rules_own(utility: str, label: str) -> None:
    assert of(utility).text("form_label") == label


def test_a_value_of_electric_is_lent_to_nobody() -> None:
    assert of("electric").items("title_page_items")[0] == "Full corporate name"
    assert of("water").items("title_page_items") == ()
    assert of("water").cites("in_lieu") == ()
    assert of("water").authority("in_lieu") == ""
    assert of("electric").authority("in_lieu") == "3.145(26)"


def test_thirty_days_count_from_the_later_of_issue_and_receipt() -> None:
    period = of("water").period(NoticeKind.STATUTORY, date(2017, 10, 6), date(2017, 10, 9))
    assert (period.days, period.from_issue, period.from_receipt) == (30, date(2017, 11, 5), date(2017, 11, 8))
    assert period.earliest == date(2017, 11, 8)
    assert period.strict == date(2017, 11, 9)
    assert period.cites == ("3.645(6)", "3.645(7)")


def test_a_small_case_counts_from_issue_and_still_arrives_in_time() -> None:
    period = of("sewer").period(NoticeKind.SMALL_STAFF, TODAY, date(2026, 4, 1))
    assert period.from_issue == date(2026, 4, 16)
    assert period.from_receipt == date(2026, 5, 1)
    assert period.counted == (
        "45 days counted from issue lead to April 16, 2026, 30 days counted from receipt to May 1, 2026"
    )
    assert of("gas").period(NoticeKind.SMALL_STAFF, TODAY, TODAY).earliest == date(2026, 4, 16)


def test_short_notice_is_what_was_allowed() -> None:
    assert of("water").period(NoticeKind.ORDER, TODAY, TODAY, 10).earliest == date(2026, 3, 12)


def test_each_utility_knows_its_own_kinds_of_notice() -> None:
    assert of("water").notices == (
        NoticeKind.STATUTORY,
        NoticeKind.PERMISSION,
        NoticeKind.ORDER,
        NoticeKind.SMALL_AGREED,
        NoticeKind.SMALL_STAFF,
    )
    assert NoticeKind.INCREASE in of("telecom").notices
    assert NoticeKind.SMALL_AGREED not in of("electric").notices


def test_before_the_rules_begin_nothing_is_asked() -> None:
    assert TariffRules(RULES, "telecom", date(2000, 1, 1)).find("prefix") is None


def test_what_a_rule_asks_besides_the_papers_is_said_in_whole_sentences() -> None:
    duties = of("electric").duties
    assert duties[1].text == (
        "Keep on file with the commission a complete schedule of every rate, rental and charge, with all changes."
    )
    assert duties[1].cites == ("3.145(1)",)
    assert all(duty.text.endswith(".") and duty.cites for duty in duties)
    assert not {duty.text for duty in duties} & {duty.text for duty in of("water").duties}
