"""The whole report, page after page in the order in which one figure needs the other."""

from __future__ import annotations

from tests.model.money_pages import work_out_balance, work_out_debt, work_out_income, work_out_oath
from tests.model.ratio_page import work_out_ratios
from tests.model.report import SERVICES, Report
from tests.model.service_pages import work_out_contributions, work_out_expenses, work_out_plant
from tests.model.shared_pages import work_out_division, work_out_factors, work_out_results
from tests.model.technical_pages import work_out_heating, work_out_sewer, work_out_water

TECHNICAL = {"water": work_out_water, "sewer": work_out_sewer, "heating": work_out_heating}


def work_out(report: Report) -> Report:
    """Fills every box that the form works out."""
    for service in report.services:
        letter = SERVICES[service]
        TECHNICAL[service](report)
        work_out_contributions(report, letter)
        work_out_plant(report, service, letter)
    if len(report.services) > 1:
        work_out_plant(report, "shared", "c")
        work_out_expenses(report, "shared", "c2")
        work_out_factors(report)
        work_out_division(report)
    for service in report.services:
        work_out_expenses(report, service, f"{SERVICES[service]}2")
    work_out_debt(report)
    work_out_income(report)
    work_out_balance(report)
    work_out_oath(report)
    if len(report.services) > 1:
        work_out_results(report)
    work_out_ratios(report)
    return report
