"""What falls due, and what does not."""

from datetime import date
from pathlib import Path

import pytest

from desktop_app.domain.late_dataclasses import replace
from desktop_app.domain.values import Place
from desktop_app.rulebook.rulebook import RuleAmendment
from desktop_app.services.company import amendments
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.data_entry import entering
from desktop_app.services.filing_calendar import extensions as extension_kinds
from desktop_app.services.filing_calendar import keeping
from desktop_app.services.filing_calendar.due import DueEntry, calendar, calendar_input, startable, undated
from desktop_app.services.filing_calendar.extensions import ReportExtension
from desktop_app.services.filing_calendar.keeping import CalendarSettings
from desktop_app.services.filings import annual_report
from tests.support.calendar_companies import ALL, company

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)


def year(file: CompanyFile, name: str = "") -> list[DueEntry]:
    return [due for due in calendar(file, FIRST, LAST) if name in ("", due.clock.name)]


def test_a_water_company_has_one_report_a_year(tmp_path: Path) -> None:
    found = year(company(tmp_path, "water"))
    assert [(due.day.isoformat(), due.title) for due in found] == [
        ("2026-04-14", "Last day to ask for up to thirty more days, report for 2025"),
        ("2026-04-14", "Last day to ask for more than thirty days, report for 2025"),
        ("2026-04-15", "Annual report for 2025"),
    ]
    assert found[-1].send_by == date(2026, 4, 8)
    assert found[-1].authority == "3.640(1)"


def test_services_share_an_entry_that_cites_each_rule(tmp_path: Path) -> None:
    (report,) = year(company(tmp_path, "water", "sewer"), "annual_report/due")
    assert report.authority == "3.335(1), 3.640(1)"
    assert set(report.utilities) == {"water", "sewer"}


def test_a_private_pay_phone_provider_sees_no_april_15(tmp_path: Path) -> None:
    file = company(tmp_path, "telecom", facts=("pay_phones_only",))
    assert year(file) == []
    excused = [item for item in undated(calendar_input(file)) if item.clock.name == "annual_report/due"]
    assert [(item.sentence, item.authority) for item in excused] == [
        ("A private pay telephone provider files no annual report.", "3.540(1)")
    ]
    (tmp_path / "company.filingdesk").unlink()
    assert len(year(company(tmp_path, "telecom"), "annual_report/due")) == 1


def test_months_quarters_and_cycles_come_round(tmp_path: Path) -> None:
    file = company(tmp_path, *ALL, facts=("nuclear_trust", "basic_local_service"))
    assert [due.day.day for due in year(file, "reports/cold_weather")] == [20] * 12
    assert [due.day.isoformat() for due in year(file, "telecom/quality_report")] == [
        "2026-02-14",
        "2026-05-15",
        "2026-08-14",
        "2026-11-14",
    ]
    assert [due.day for due in year(file, "reports/decommissioning_study")] == [date(2026, 9, 1)]
    assert year(file, "reports/cogeneration_tariff") == []
    assert year(file, "reports/territorial_fees") == []
    ten = [due for due in calendar(file, FIRST, date(2035, 12, 31)) if due.clock.name == "reports/cogeneration_tariff"]
    assert [due.day.year for due in ten] == [2027, 2029, 2031, 2033, 2035]
    assert year(file)[0].title == "Cold-weather report for December 2025"
    assert year(file, "telecom/quality_report")[0].title.endswith("for the quarter that ended December 31, 2025")


def test_an_event_that_was_written_down_starts_its_clocks(tmp_path: Path) -> None:
    file = company(tmp_path, "water")
    happening = keeping.record_event(file, "disclosure_pleading", date(2026, 1, 30), note=" Case WO-1 ")
    response, recommendation = (due for due in year(file) if due.happening)
    assert (response.day, response.ours, response.note) == (date(2026, 2, 14), True, "Case WO-1")
    assert (response.title, response.remark) == (f"{response.clock.label}: Case WO-1", ""), "its title says in what"
    assert (recommendation.day, recommendation.ours) == (date(2026, 2, 23), False)
    assert (recommendation.clock.who, recommendation.send_by) == ("general counsel", None)
    bare = replace(response, note="")
    assert (bare.title, bare.remark) == (response.clock.label, "")
    (report,) = (replace(due, note="Late") for due in year(file, "annual_report/due"))
    assert (report.title, report.remark) == ("Annual report for 2025", "Late")
    keeping.delete_event(file, happening.id)
    assert [due for due in year(file) if due.happening] == []


def test_a_weekend_is_told_and_moves_nothing_unless_that_is_switched_on(tmp_path: Path) -> None:
    file = company(tmp_path, "gas")
    (june,) = (due for due in year(file, "reports/cold_weather") if due.day == date(2026, 6, 20))
    assert (june.shown, june.closing) == (june.day, "a Saturday")
    assert june.sentence.endswith("is a Saturday; the chapter does not extend the due date.")
    keeping.choose(file, CalendarSettings(margin=10, rolling=True))
    (june,) = (due for due in year(file, "reports/cold_weather") if due.day == date(2026, 6, 20))
    assert (june.shown, june.send_by) == (date(2026, 6, 22), date(2026, 6, 10))
    assert "your setting shows June 22, 2026, although the chapter does not say so" in june.sentence


def test_nothing_is_to_be_sent_on_a_day_without_mail(tmp_path: Path) -> None:
    file = company(tmp_path, "gas")
    wanted = {
        date(2026, 9, 20): date(2026, 9, 11),  # nine days before: a Friday
        date(2026, 1, 20): date(2026, 1, 9),  # a Sunday
    }
    keeping.choose(file, CalendarSettings(margin=9, rolling=False))
    send = {due.day: due.send_by for due in year(file, "reports/cold_weather")}
    assert {day: send[day] for day in wanted} == wanted
    keeping.choose(file, CalendarSettings(margin=1, rolling=False))
    send = {due.day: due.send_by for due in year(file, "reports/cold_weather")}
    assert send[date(2026, 1, 20)] == date(2026, 1, 16)  # a holiday on Monday
    assert all(day.weekday() < 5 for day in send.values() if day is not None)


@pytest.mark.slow
def test_a_filed_report_is_done_and_nobody_asked_for_more_time(tmp_path: Path) -> None:
    file = company(tmp_path, "water")
    filing = annual_report.begin_report(file, 2025)
    assert {due.filing for due in year(file)} == {filing.id}
    assert [due.done for due in year(file)] == [None] * 3
    annual_report.mark_filed(file, filing.id, "2026-03-02", "By mail")
    assert [due.done for due in year(file)] == [None, None, date(2026, 3, 2)]
    assert [due.needless for due in year(file)] == [True, True, False]
    annual_report.begin_revision(file, filing.id)
    assert {due.filing for due in year(file)} == {filing.id}


def test_a_filing_day_that_is_no_day_still_counts_as_filed(tmp_path: Path) -> None:
    file = company(tmp_path, "water")
    filing = annual_report.begin_report(file, 2025)
    annual_report.mark_filed(file, filing.id, "in spring", "By mail")
    assert year(file)[-1].done == date(2025, 12, 31)


def test_anything_can_be_marked_as_done(tmp_path: Path) -> None:
    file = company(tmp_path, "gas")
    first = year(file, "reports/cold_weather")[0]
    keeping.mark_done(file, first.key, date(2026, 1, 12))
    assert year(file, "reports/cold_weather")[0].done == date(2026, 1, 12)
    keeping.mark_done(file, first.key, None)
    assert year(file, "reports/cold_weather")[0].done is None


def test_a_report_put_off_shows_its_new_day(tmp_path: Path) -> None:
    file = company(tmp_path, "water")
    keeping.record_extension(file, ReportExtension(2025, extension_kinds.LETTER, date(2026, 4, 14), date(2026, 5, 15)))
    letter, pleading, report = year(file)
    assert (report.day, report.authority) == (date(2026, 5, 15), "3.640(1), 3.640(6)")
    assert "Extended to May 15, 2026 by the letter of April 14, 2026." in report.sentence
    assert letter.done == pleading.done == date(2026, 4, 14)
    keeping.record_extension(file, ReportExtension(2025, extension_kinds.ORDER, date(2026, 5, 20), date(2026, 7, 1)))
    assert year(file)[-1].authority == "3.640(1)"
    keeping.delete_extension(file, 2025)
    assert year(file)[-1].day == date(2026, 4, 15)


def test_an_amended_clock_names_its_own_source(tmp_path: Path) -> None:
    file = company(tmp_path, "water")
    changed = RuleAmendment("annual_report/due", date(2025, 1, 1), "May 15 after", "20 CSR 4240-10.145")
    file.edit("company", "Amended", {amendments.key(changed.name): [amendments.amendment_json(changed)]})
    report = year(file, "annual_report/due")[0]
    assert (report.day, report.authority) == (date(2026, 5, 15), "20 CSR 4240-10.145")


def test_duties_without_a_day_are_listed_apart(tmp_path: Path) -> None:
    file = company(tmp_path, "gas")
    names = {item.clock.name for item in undated(calendar_input(file))}
    assert names == {"depreciation/repeat", "reports/gas_incidents"}  # an application is no duty until it is filed
    keeping.record_event(file, "depreciation_received", date(2021, 7, 1))
    assert {item.clock.name for item in undated(calendar_input(file))} == {"reports/gas_incidents"}
    assert year(file, "depreciation/repeat")[0].day == date(2026, 6, 30)


@pytest.mark.parametrize(
    ("utility", "event", "cites"),
    [
        ("water", "application_certificate", "3.600(2)"),
        ("heating", "application_transfer", "3.405(3)"),
        ("telecom", "application_merger", "3.525(4)"),
        ("telecom", "application_financing", "3.530(2)(G)"),
        ("gas", "application_stock", "3.225(2)"),
        ("electric", "application_territory", "3.130(2)"),
        ("electric", "application_supplier", "3.140(2)"),
        ("gas", "application_eminent_domain", "3.230(2)"),
        ("telecom", "application_pay_telephone", "3.505(2)"),
        ("telecom", "application_telephone", "3.510(2)"),
        ("telecom", "application_shared_tenant", "3.515(2)"),
        ("electric", "taken_over", "3.145(20)"),
        ("water", "isrs_base_rates", "3.650(18)"),
    ],
)
def test_what_must_follow_shows_from_the_day_of_its_case_until_it_is_done(
    tmp_path: Path, utility: str, event: str, cites: str
) -> None:
    file = company(tmp_path, utility)
    before = len(undated(calendar_input(file)))
    keeping.record_event(file, event, date(2026, 2, 2), note="WA-2026-0100")
    (item,) = (item for item in undated(calendar_input(file)) if item.begun is not None)
    assert item.title.endswith(": WA-2026-0100")
    assert "February 2, 2026" in item.sentence
    assert item.authority == cites
    assert (item.done, [due for due in year(file) if due.clock == item.clock]) == (None, [])
    keeping.mark_done(file, item.key, date(2026, 3, 1))
    assert {item.done for item in undated(calendar_input(file)) if item.begun is not None} == {date(2026, 3, 1)}
    keeping.delete_event(file, item.happening)
    assert len(undated(calendar_input(file))) == before


@pytest.mark.parametrize(
    ("name", "day", "cites"),
    [
        ("The Sample Gas Company", "January 1, 1996", "3.275(1)(B)1., 3.275(1)(B)1.A.(V)"),
        ("Example Gas Company", "July 1, 1994", "3.275(1)(B)1., 3.275(1)(B)1.A.(II)"),
        ("Theta Gas Company", "January 1, 1996", "3.275(1)(B)1., 3.275(1)(B)1.A.(V)"),
    ],
)
def test_a_company_is_told_the_day_of_its_first_study_until_one_was_received(
    tmp_path: Path, name: str, day: str, cites: str
) -> None:
    file = company(tmp_path, "gas")
    entering.set_answer(file, "company", Place("identity", "legal_name", "answer"), name)
    (item,) = (item for item in undated(calendar_input(file)) if item.clock.name == "depreciation/repeat")
    assert item.sentence.startswith("Record when staff last received")
    assert day in item.sentence
    assert item.authority == f"3.275(1)(B)2., {cites}"
    keeping.record_event(file, "depreciation_received", date(2021, 7, 1))
    assert not [item for item in undated(calendar_input(file)) if item.clock.name.startswith("depreciation/")]


def test_what_the_application_promised_falls_on_its_day(tmp_path: Path) -> None:
    file = company(tmp_path, "gas")
    keeping.record_event(file, "plans_promised", date(2026, 9, 1))
    (due,) = year(file, "applications/promised_plans")
    assert (due.day, due.authority, due.ours) == (date(2026, 9, 1), "3.205(1)(B)2.", True)


def test_only_events_of_the_company_can_start_something(tmp_path: Path) -> None:
    possible = {event.id for event in startable(calendar_input(company(tmp_path, "water")))}
    assert {"application_certificate", "deficiency_notice", "isrs_petition"} <= possible
    assert possible.isdisjoint({"history", "standing", "report_year_end", "application_telephone"})


def test_a_company_without_services_has_an_empty_calendar(tmp_path: Path) -> None:
    assert year(company(tmp_path)) == []


def test_a_cooperative_reports_accidents_only(tmp_path: Path) -> None:
    file = company(tmp_path, "electric", facts=("cooperative",))
    assert year(file) == []
    keeping.record_event(file, "electric_contact_discovery", date(2026, 5, 1))
    keeping.record_event(file, "electric_discovery", date(2026, 5, 1))
    assert [due.day.isoformat() for due in year(file)] == ["2026-05-04", "2026-05-11"]
    assert {due.authority for due in year(file)} == {"3.190(4)"}
