"""Registers and reports from an empty company to paper, as a script does them."""

import pytest

from tests.support.command_line import Counter, counter, made
from tests.support.scripted_company import company, fill, produced

pytestmark = pytest.mark.slow  # whole companies and packages

__all__ = ["counter", "made"]
CERTIFICATE, TELEPHONE = "2026-telecom-certificate", "2026-telecom-records-reports"


def days(counter: Counter, file: str, first: str, last: str) -> str:
    return counter.done("calendar", file, "--from", first, "--to", last).out


def test_an_event_before_thanksgiving_is_reported_on_friday_and_updated_in_five_business_days(counter: Counter) -> None:
    file = company(counter, "electric")
    counter.done("start", file, "--form", "electric_incident_report", "--discovered", "2026-11-25")
    found = days(counter, file, "2026-11-25", "2026-12-31")
    assert "11/27/2026  First report of an event" in found
    assert "12/03/2026  Update of an event" in found
    fill(counter, file, "2026-electric-incident-report", {})
    letter = produced(counter, file, "2026-electric-incident-report")["public/incident-report.pdf"]
    assert "Missouri Public Service Commission P.O. Box 360 Jefferson City, Missouri 65102-0360" in letter


def test_a_month_is_due_on_the_last_business_day_and_subscribed_without_a_notary(counter: Counter) -> None:
    file = company(counter, "electric")
    counter.done("start", file, "--form", "electric_monthly_report", "--year", "2026", "--month", "10")
    assert "11/30/2026  Monthly report to the Energy Department for October 2026" in days(
        counter, file, "2026-11-01", "2026-12-01"
    )
    given = {"start/month/answer": "10/31/2026", "start/told/answer": "2/2/2026", "start/begins/answer": "3/2/2026"}
    fill(counter, file, "2026-electric-monthly-report", given)
    report = produced(counter, file, "2026-electric-monthly-report")["public/monthly-report.pdf"]
    assert "accurate and complete and contains no material misrepresentations" in report
    assert "otary" not in report


def test_a_cooperative_owes_reports_of_accidents_alone(counter: Counter) -> None:
    file = company(counter, "electric", duties="cooperative")
    offered = {kind["id"]: kind["eligible"] for kind in counter.done("kinds", file, "--json").json}
    assert (offered["electric_monthly_report"], offered["electric_incident_report"]) == ("no", "yes")


def test_a_quarter_of_a_telephone_company_is_due_in_45_days(counter: Counter) -> None:
    file = company(counter, "telecom")
    counter.done("start", file, "--form", "telecom_records_reports", "--year", "2026", "--quarter", "1")
    told = counter.run("check", file, "--filing", TELEPHONE).out
    assert "does not say whether the company provides basic local service" in told
    counter.done("set", file, "company/duties/basic_local_service/answer", "yes")
    assert "05/15/2026  Quarterly report" in days(counter, file, "2026-05-01", "2026-05-31")
    assert "does not say whether" not in counter.run("check", file, "--filing", TELEPHONE).out
    listed = counter.done("list", file).out
    assert all(f"{TELEPHONE}/bands/d{number}/basic" in listed for number in (30, 60, 90, 120))
    # The print of the rule lost the name of the second category: the user gives it.
    assert f"{TELEPHONE}/category/second/answer" in told


def test_the_statement_of_rights_has_ten_sections_and_lifeline_only_where_provided(counter: Counter) -> None:
    sections = (
        *("Billing procedures", "Payment", "Deposits and guarantees", "Ending and restoring service", "Inquiries"),
        *("While you are away", "Complaints to the commission", "The Missouri Public Service Commission"),
        *("The Office of the Public Counsel", "Lifeline and Link-up"),
    )
    for provided in ("yes", "no"):
        file = company(counter, "telecom")
        counter.done("start", file, "--form", "telecom_customer_rights")
        fill(counter, file, "2026-telecom-customer-rights", {"statement/provided/answer": provided})
        out = ("--replace",) if provided == "no" else ()
        text = produced(counter, file, "2026-telecom-customer-rights", *out)["public/customer-statement.pdf"]
        there = [section for section in sections if section in text]
        assert there == list(sections if provided == "yes" else sections[:-1])
        assert "regulated by the Missouri Public Service Commission" in text


def test_a_gas_seller_agrees_to_four_clauses_and_informs_apart(counter: Counter) -> None:
    file = company(counter, "gas")
    counter.done("start", file, "--form", "gas_seller_certification")
    fill(counter, file, "2026-gas-seller-certification", {})
    papers = produced(counter, file, "2026-gas-seller-certification")
    agreement, information = papers["public/agreement.pdf"], papers["public/seller-information.pdf"]
    clauses = ("agrees to pay", "right to challenge", "right to the refund", "makes its records available")
    assert all(agreement.count(clause) == 1 for clause in clauses)
    assert not any(word in agreement for word in ("Telephone", "records are kept", "subdivisions in which gas is sold"))
    assert not any(clause in information for clause in clauses)


def test_a_telephone_tariff_takes_effect_on_the_45th_day(counter: Counter) -> None:
    file = company(counter, "telecom")
    counter.done("start", file, "--form", "telecom_certificate", "--issued", "2026-03-02")
    for day, stopped in (("2026-04-15", True), ("2026-04-16", False)):
        counter.done("set", file, f"{CERTIFICATE}/start/effective/answer", day)
        assert ("fewer than forty-five" in counter.run("check", file, "--filing", CERTIFICATE).out) is stopped


def test_the_contents_of_chapter_40_are_not_invented(counter: Counter) -> None:
    file = company(counter, "gas")
    assert "set by 4 CSR 240-40.020, which is not built in" in days(counter, file, "2026-01-01", "2026-12-31")


def test_counts_of_tenants_are_whole_and_a_map_is_a_document(counter: Counter) -> None:
    file = company(counter, "telecom")
    counter.done("start", file, "--form", "shared_tenant_certificate")
    tenants = "2026-shared-tenant-certificate/start/tenants/answer"
    assert "whole number" in counter.refused("set", file, tenants, "12.5")
    counter.done("set", file, tenants, "12")
    counter.done("start", file, "--form", "telecom_records_reports", "--variant", "map")
    counter.done("set", file, f"{TELEPHONE}/start/adopts/answer", "no")
    items = {one["place"]: one for one in counter.done("items", file, TELEPHONE, "--json").json}
    assert next(one for place, one in items.items() if "items/map" in place)["state"] == "open"


def test_held_applications_come_from_a_list_with_their_names_sealed(counter: Counter) -> None:
    file = company(counter, "telecom", duties="basic_local_service")
    counter.done("start", file, "--form", "telecom_records_reports", "--year", "2026", "--quarter", "1")
    listed = counter.folder / "held.csv"
    listed.write_text("Caller,Exchange,Applied on\nSample Caller,Springs,1/5/2026\n", encoding="utf-8")
    verb = ("import-rows", file, TELEPHONE, "held", str(listed))
    told = counter.done(*verb, "--column", "name=Caller", "--json").json
    assert (told["rows"], told["left_out"]) == (1, 0)
    assert counter.done(*verb).out.endswith("0 rows imported. 1 row of the list is blank or there already.\n")
    listed.write_text("Caller,Exchange,Applied on\nOther,Springs,yesterday\n", encoding="utf-8")
    assert "row 2 of the list, 'Applied on'" in counter.refused(*verb).casefold().replace("applied on", "Applied on")
    problems = counter.run("check", file, "--filing", TELEPHONE).out
    assert f"{TELEPHONE}/held/" in problems
