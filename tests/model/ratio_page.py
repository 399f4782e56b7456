"""The work paper of ratios: this year's figure, the years before, and the change."""

from __future__ import annotations

from decimal import Decimal

from tests.model.amounts import Amount, added, average, less, nothing_if_empty, per, percent_of, times
from tests.model.report import YEAR_ENDS, Report

BOUGHT = {"w": ("purchased_power", "pumping_power_purchased", "fuel"), "s": ("purchased_power", "fuel")}
DAYS, MONTHS, THOUSAND = Decimal(365), Decimal(12), Decimal(1000)


def work_out_ratios(report: Report) -> None:
    """Every ratio of the company and of its services."""
    found = _of_company(report)
    for letter in report.letters:
        found.update(_of_service(report, letter))
    if "w" in report.letters:
        found.update(_of_water(report))
    if len(report.letters) > 1:
        found["s_water"] = per(report.get("s6_months", "year", "total"), report.get("w1", "sales", "gallons"))
    if "s" in report.letters:
        found.update(_of_sewer(report))
    if "h" in report.letters:
        found.update(_of_heating(report))
    for line, ratio in found.items():
        report.put("r1", line, "y0", ratio, 2)
        for year in range(1, 6):
            report.put("r1", line, f"y{year}", report.last_year.get(("r1", line, f"y{year - 1}")), 2)
        now, before = report.get("r1", line, "y0"), report.get("r1", line, "y1")
        size = None if before is None else abs(before)
        report.put("r1", line, "change", percent_of(less(now, before) if now is not None else None, size), 1)


def _of_company(report: Report) -> dict[str, Amount]:
    pages = (*report.letters, "c")
    revenue = report.get("p6", "operating_revenue", "amount")
    provision = added(*(report.get(f"{page}4", "total", "provision") for page in pages))
    plant = {day: added(*(report.get(f"{page}3", "total", day) for page in pages)) for day in YEAR_ENDS}
    reserve = added(*(report.get(f"{page}4", "total", "end") for page in pages))
    loans = ("p7_debt", "p7_notes")
    interest = sum(nothing_if_empty(report.get(page, "total", "interest")) for page in loans)
    owed = [nothing_if_empty(report.get(page, "total", day)) for page in loans for day in YEAR_ENDS]
    debt = report.column("p5", report.group("", "long_term_debt"), "end")
    equity = report.column("p5", report.group("", "equity"), "end")
    uncollected = (report.get(f"{page}2", "bad_debt", "amount") for page in pages)
    operating = report.get("p6", "net_operating_income", "amount")
    net_plant = average(*report.each("p4", ["net_plant"], "begin"), *report.each("p4", ["net_plant"], "end"))
    return {
        "operating": percent_of(report.get("p6", "operating_deductions", "amount"), revenue),
        "depreciation": percent_of(provision, average(plant["begin"], plant["end"])),
        "reserve": percent_of(reserve, plant["end"]),
        "interest": percent_of(Decimal(interest), sum(owed, Decimal(0)) / 2),
        "debt": percent_of(debt, added(debt, equity)),
        "return": percent_of(operating, net_plant),
        "receivable": per(times(report.get("p4", "customer_receivables", "end"), DAYS), revenue),
        "bad_debt": percent_of(added(*uncollected), revenue),
    }


def _of_service(report: Report, letter: str) -> dict[str, Amount]:
    customers = report.get(f"{letter}1", "sales", "average")
    begin, end = (report.get(f"{letter}3", "total", day) for day in YEAR_ENDS)
    return {
        f"{letter}_revenue": per(report.get(f"{letter}1", "total", "revenue"), customers),
        f"{letter}_expense": per(report.get(f"{letter}2", "total", "amount"), customers),
        f"{letter}_plant": per(end, report.get(f"{letter}1", "sales", "end")),
        f"{letter}_depreciation": percent_of(report.get(f"{letter}4", "total", "provision"), average(begin, end)),
    }


def _homes(report: Report, letter: str, column: str) -> Amount:
    lines = ("residential_sales", "flat_residential", "measured_residential")
    return added(*report.each(f"{letter}1", lines, column))


def _power(report: Report, letter: str) -> Amount:
    return added(*report.each(f"{letter}2", BOUGHT[letter], "amount"))


def _of_water(report: Report) -> dict[str, Amount]:
    homes = _homes(report, "w", "average")
    use = times(_homes(report, "w", "gallons"), THOUSAND)
    return {
        "w_residential": per(_homes(report, "w", "revenue"), homes),
        "w_use": per(use, times(homes, MONTHS)),
        "w_loss": report.get("w8_balance", "loss_percent"),
        "w_power": per(_power(report, "w"), report.get("w8_balance", "supplied")),
    }


def _of_sewer(report: Report) -> dict[str, Amount]:
    flow = report.get("s6_months", "year", "total")
    customer_days = times(report.get("s1", "sales", "average"), report.get("s6_facts", "days"))
    sludge = times(report.get("s8_sludge", "gallons"), THOUSAND)
    return {
        "s_residential": per(_homes(report, "s", "revenue"), _homes(report, "s", "average")),
        "s_flow": per(times(flow, THOUSAND), customer_days),
        "s_loading": report.get("s6_facts", "loading"),
        "s_sludge": per(sludge, report.get("s6_months", "year", "treated")),
        "s_power": per(_power(report, "s"), flow),
    }


def _of_heating(report: Report) -> dict[str, Amount]:
    sold = report.get("h1", "sales", "pounds")
    generated = report.get("h7_months", "year", "generated")
    return {
        "h_use": per(sold, report.get("h1", "sales", "average")),
        "h_loss": report.get("h7_balance", "loss_percent"),
        "h_fuel": per(report.get("h5_fuel", "total", "cost"), generated),
        "h_heat": report.get("h5_electricity", "heat_rate"),
        "h_price": per(report.get("h1", "sales", "revenue"), sold),
    }
