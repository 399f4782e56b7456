"""Which report follows the newest one, and the letters about it, where a service has several forms of its report."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from desktop_app.domain.values import Place
from desktop_app.services.accounts import following_profile
from desktop_app.services.batches.errands import begin_next
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.data_entry import entering
from desktop_app.services.filing_calendar.due import calendar
from desktop_app.services.filings.annual_report import CannotBeginReport, begin_report, mark_filed
from desktop_app.services.report_letters import drafts
from desktop_app.services.report_letters.composing import as_text, compose_letter
from tests.support.calendar_companies import company

OWN, AROUND = "annual_report_gas", "annual_report_companion"


def gas(tmp_path: Path, *besides: str) -> CompanyFile:
    file = company(tmp_path, "gas", *besides)
    entering.set_answer(file, "company", Place("size", "gas", "answer"), "2000")
    return file


@pytest.mark.parametrize(
    ("form", "told"),
    [
        (OWN, "2026-annual-report-gas started from 2025-annual-report-gas."),
        (AROUND, "2026-annual-report-companion-gas started from 2025-annual-report-companion-gas."),
    ],
)
def test_the_next_report_is_in_the_form_of_the_newest(tmp_path: Path, form: str, told: str) -> None:
    file = gas(tmp_path)
    begin_report(file, 2025, form=form)
    assert begin_next(2026)(file, tmp_path) == told


def test_a_company_that_grew_is_refused_and_led_on(tmp_path: Path) -> None:
    file = gas(tmp_path)
    old = begin_report(file, 2025, form=OWN).id
    entering.set_answer(file, old, Place("g1", "residential_sales", "begin"), "3001")
    with pytest.raises(CannotBeginReport, match="For gas service start 'annual_report_companion'"):
        begin_next(2026)(file, tmp_path)


@pytest.mark.untraced
def test_each_service_gets_its_own_next_report(tmp_path: Path) -> None:
    file = gas(tmp_path, "water")
    begin_report(file, 2025, form=OWN)
    begin_report(file, 2025)
    told = begin_next(2026)(file, tmp_path)
    assert "2026-annual-report started from 2025-annual-report" in told
    assert "2026-annual-report-gas started from 2025-annual-report-gas" in told


@pytest.mark.untraced
def test_a_report_of_one_service_is_not_behind_the_company_page(tmp_path: Path) -> None:
    file = gas(tmp_path, "water")
    reports = begin_report(file, 2025, form=OWN).id, begin_report(file, 2025).id
    assert [following_profile.behind(file, report) for report in reports] == [False, False]
    entering.set_answer(file, "company", Place("identity", "accounting_system", "answer"), "naruc1973")
    assert following_profile.behind(file, reports[0])
    following_profile.follow_profile(file, reports[0])
    assert (file.filing(reports[0]).utilities, file.filing(reports[0]).system) == (("gas",), "naruc1973")


def test_letters_speak_of_one_report_and_name_its_rule(tmp_path: Path) -> None:
    """Two forms of the report of one service are still one report."""
    file = gas(tmp_path)
    report = begin_report(file, 2025, form=OWN).id
    draft = drafts.begin_letter(file, drafts.LETTER, 2025)
    words = as_text(compose_letter(file, draft))
    assert "annual report" in words
    assert "annual reports" not in words
    assert "3.245(6)" in words
    assert drafts.begin_letter(file, drafts.ANSWER, 2025).filing == report
    mark_filed(file, report, "2026-02-01", "By mail", unfinished_known=True)
    assert drafts.begin_letter(file, drafts.RESPONSE, 2025).filing == report


def test_a_number_just_counted_is_kept_for_the_rules_that_ask_it(tmp_path: Path) -> None:
    file = gas(tmp_path)
    begin_report(file, date(2026, 1, 1).year, form=OWN, customers=Decimal(2100))
    assert file.book("company").calculation.values[Place("size", "gas", "answer")] == 2100


def test_the_calendar_takes_the_report_in_either_form(tmp_path: Path) -> None:
    file = gas(tmp_path)
    report = begin_report(file, 2025, form=OWN).id
    days = date(2026, 1, 1), date(2026, 12, 31)
    (due,) = [one for one in calendar(file, *days) if one.clock.label == "Annual report"]
    assert (due.day, due.filing, due.done, due.authority) == (date(2026, 4, 15), report, None, "3.245(1)")
    mark_filed(file, report, "2026-02-02", "By mail")
    (due,) = [one for one in calendar(file, *days) if one.clock.label == "Annual report"]
    assert due.done == date(2026, 2, 2)
