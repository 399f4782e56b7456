"""The pages that every service has: revenue, expenses, plant, depreciation, contributions, connections."""

from __future__ import annotations

from decimal import Decimal

from tests.model.amounts import added, average, less, per, percent_of, times
from tests.model.report import YEAR_ENDS, Report

HUNDRED = Decimal(100)
CONTRIBUTIONS = ("connection_fees", "extensions", "property", "grants", "other")


def work_out_expenses(report: Report, service: str, schedule: str) -> None:
    """Page 2 of a service: each account against last year, and the total."""
    lines = report.group(service, "om")
    if service != "shared" and len(report.services) > 1:
        report.put(schedule, "shared", "amount", report.get("c5", "expenses", service))
        lines = [*lines, "shared"]
    report.total(schedule, "total", lines, {"amount": 0, "prior": 0})
    for line in (*lines, "total"):
        now, before = report.get(schedule, line, "amount"), report.get(schedule, line, "prior")
        report.put(schedule, line, "change", less(now, before))
        if service != "shared":
            report.put(schedule, line, "percent", percent_of(report.get(schedule, line, "change"), before), 1)


def work_out_plant(report: Report, service: str, letter: str) -> None:
    """Pages 3 and 4: what the plant cost, and how much of it is written off."""
    cost, reserve = f"{letter}3", f"{letter}4"
    plant = report.group(service, "plant_")
    columns = ("begin", "additions", "retirements", "adjustments")
    for line in plant:
        begin, added_, retired, moved = (report.get(cost, line, column) for column in columns)
        report.put(cost, line, "end", less(added(begin, added_, moved), retired))
    every = dict.fromkeys((*columns, "end"), 0)
    for group in report.groups(service, "plant_"):
        report.total(cost, f"total_{group}", report.group(service, group), every)
    report.total(cost, "total", plant, every)
    kept = [one.id for one in report.accounts if one.id in plant and one.service == service and one.depreciated]
    for line in kept:
        report.put(reserve, line, "retirements", report.get(cost, line, "retirements"))
        gains = (report.get(reserve, line, column) for column in ("begin", "provision", "salvage", "other"))
        losses = (report.get(reserve, line, column) for column in ("retirements", "removal"))
        report.put(reserve, line, "end", less(added(*gains), *losses))
        middle = average(report.get(cost, line, "begin"), report.get(cost, line, "end"))
        rate = report.get(reserve, line, "rate")
        report.put(reserve, line, "expected", per(times(middle, rate), HUNDRED))
    sums = ("begin", "provision", "retirements", "salvage", "removal", "other", "end", "expected")
    report.total(reserve, "total", kept, dict.fromkeys(sums, 0))
    _work_out_depreciation(report, letter)


def _work_out_depreciation(report: Report, letter: str) -> None:
    """Page 4, below: which part of the year's depreciation is expense."""
    page = f"{letter}4_expense"
    report.put(page, "provision", "amount", report.get(f"{letter}4", "total", "provision"))
    contributed = letter != "c"  # nobody contributes plant that several services share
    written_off = report.get(f"{letter}7_ciac", "amortization", "added") if contributed else Decimal(0)
    report.put(page, "contributions", "amount", written_off)
    lines = ("provision", "clearing", "contributions")
    report.put(page, "expense", "amount", less(*(report.get(page, line, "amount") for line in lines)))


def work_out_contributions(report: Report, letter: str) -> None:
    """Page 7: contributions with what was written off of them, and advances."""
    page = f"{letter}7_ciac"
    for line in (*CONTRIBUTIONS, "amortization"):
        begin, more, gone = (report.get(page, line, column) for column in ("begin", "added", "reduced"))
        report.put(page, line, "end", less(added(begin, more), gone))
    report.total(page, "total", CONTRIBUTIONS, dict.fromkeys(("begin", "added", "reduced", "end"), 0))
    for day in YEAR_ENDS:
        net = less(report.get(page, "total", day), report.get(page, "amortization", day))
        report.put(page, "net", day, net)
    advances = f"{letter}7_advances"
    rows = report.rows.get(advances, ())
    for row in rows:
        came = (report.get(advances, row, column) for column in ("begin", "received"))
        went = (report.get(advances, row, column) for column in ("refunded", "transferred"))
        report.put(advances, row, "end", less(added(*came), *went))
    sums = ("begin", "received", "refunded", "transferred", "end")
    report.total(advances, "total", rows, dict.fromkeys(sums, 0))


def work_out_stock(report: Report, schedule: str, lines: tuple[str, ...], gone: str) -> None:
    """Things that are counted at both ends of the year: mains, services, meters."""
    for line in lines:
        begin, more = report.get(schedule, line, "begin"), report.get(schedule, line, "added")
        report.put(schedule, line, "end", less(added(begin, more), report.get(schedule, line, gone)))


def work_out_connections(report: Report, schedule: str) -> None:
    """New connections: their number times the fee of the tariff."""
    lines = ("standard", "larger")
    for line in lines:
        number, fee = report.get(schedule, line, "number"), report.get(schedule, line, "fee")
        report.put(schedule, line, "amount", times(number, fee))
    report.total(schedule, "total", lines, {"number": 0, "amount": 0})
