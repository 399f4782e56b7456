"""The pages that are each service's own: customers and revenue by class, supply, network, balance."""

from __future__ import annotations

from decimal import Decimal

from tests.model.amounts import Amount, added, less, per, percent_of, times
from tests.model.report import Report
from tests.model.service_pages import work_out_connections, work_out_stock

MONTHS = tuple(f"m{month:02d}" for month in range(1, 13))
COMPLAINTS = ("complaints_quality", "complaints_bills", "complaints_cutoff", "complaints_other")
METERED_WATER = (
    "metered_sales",
    "residential_sales",
    "commercial_sales",
    "industrial_sales",
    "public_metered_sales",
    "multifamily_sales",
    "irrigation_sales",
    "resale_sales",
    "interdepartmental_sales",
)
SIXTY, THOUSAND = Decimal(60), Decimal(1000)


def work_out_revenue(report: Report, service: str, letter: str, quantity: str) -> None:
    """Page 1: customers, sales and revenue by class."""
    page = f"{letter}1"
    by_class = {
        group: report.group(service, group)
        for group in ("revenue_flat", "revenue_measured", "revenue_sales")
        if report.group(service, group)
    }
    classes = [line for lines in by_class.values() for line in lines]
    work_out_stock(report, page, tuple(classes), "removed")
    columns = dict.fromkeys(("begin", "added", "removed", "end", "average", quantity, "revenue"), 0)
    for group in ("revenue_flat", "revenue_measured"):
        if group in by_class:
            report.total(page, f"total_{group}", by_class[group], columns)
    report.total(page, "sales", classes, columns)
    other = report.group(service, "revenue_reuse", "revenue_other")
    report.put(page, "total", "revenue", report.column(page, [*classes, *other], "revenue"))


def work_out_months(report: Report, schedule: str, first: str, second: str) -> None:
    """Two sources of each month, together and over the year."""
    for month in MONTHS:
        report.put(schedule, month, "total", added(*(report.get(schedule, month, of) for of in (first, second))))
    report.total(schedule, "year", MONTHS, dict.fromkeys((first, second, "total"), 0))


def work_out_rows(report: Report, schedule: str, columns: dict[str, int]) -> None:
    """The total under lines that grow."""
    report.total(schedule, "total", report.rows.get(schedule, ()), columns)


def work_out_purchases(report: Report, schedule: str, quantity: str) -> None:
    """What was bought from others, and the price that follows."""
    for row in report.rows.get(schedule, ()):
        price = per(report.get(schedule, row, "amount"), report.get(schedule, row, quantity))
        report.put(schedule, row, "price", price, 2)
    work_out_rows(report, schedule, {quantity: 0, "amount": 0})


def work_out_mains(report: Report, schedule: str) -> None:
    """Mains or sewers, piece by piece."""
    rows = report.rows.get(schedule, ())
    work_out_stock(report, schedule, rows, "retired")
    report.total(schedule, "total", rows, dict.fromkeys(("begin", "added", "retired", "end"), 0))


def work_out_water(report: Report) -> None:
    """Pages W-1, W-5, W-6 and W-8."""
    work_out_revenue(report, "water", "w", "gallons")
    metered = [line for line in report.group("water", "revenue_sales") if line in METERED_WATER]
    for day in ("begin", "end"):
        report.put("w1", "metered", day, report.column("w1", metered, day))
    work_out_rows(report, "w5_sources", {"capacity": 0})
    work_out_rows(report, "w5_storage", {"capacity": 1})
    work_out_purchases(report, "w5_purchases", "gallons")
    work_out_months(report, "w5_months", "produced", "purchased")
    facts = "w5_facts"
    year = report.get("w5_months", "year", "total")
    report.put(facts, "average_day", "answer", per(year, report.get(facts, "days")), 1)
    minute = added(report.get("w5_sources", "total", "capacity"), report.get(facts, "purchase_capacity"))
    report.put(facts, "source_capacity", "answer", minute)
    hour = times(report.get(facts, "source_capacity"), SIXTY)
    report.put(facts, "day_capacity", "answer", per(times(hour, report.get(facts, "hours")), THOUSAND), 1)
    work_out_mains(report, "w6_mains")
    sizes = {
        "w6_services": ("small", "s1", "s1_5", "large"),
        "w6_meters": ("small", "m3_4", "m1", "m1_5", "m2", "large"),
    }
    for schedule, gone in (("w6_services", "retired"), ("w6_meters", "removed")):
        work_out_stock(report, schedule, sizes[schedule], gone)
        columns = ("begin", "added", gone, "end", *(("tested",) if schedule == "w6_meters" else ()))
        report.total(schedule, "total", sizes[schedule], dict.fromkeys(columns, 0))
    in_place = report.get("w6_meters", "total", "end")
    report.put("w6_meter_use", "customers", "answer", less(in_place, report.get("w6_meter_use", "extra")))
    work_out_stock(report, "w6_hydrants", ("public", "private", "flush", "valves"), "retired")
    _balance_water(report)
    work_out_complaints(report, "w8_service")
    work_out_connections(report, "w8_connections")


def _balance_water(report: Report) -> None:
    page = "w8_balance"
    for line in ("produced", "purchased"):
        report.put(page, line, "answer", report.get("w5_months", "year", line))
    report.put(page, "supplied", "answer", added(report.get(page, "produced"), report.get(page, "purchased")))
    wholesale = report.get("w1", "resale_sales", "gallons")
    report.put(page, "sold_retail", "answer", less(report.get("w1", "sales", "gallons"), wholesale))
    report.put(page, "sold_resale", "answer", added(wholesale))
    known = report.each(page, ("flushing", "fires", "treatment", "other_use"))
    report.put(page, "unbilled", "answer", added(*known))
    _work_out_loss(report, page, report.each(page, ("sold_retail", "sold_resale", "unbilled")))


def _work_out_loss(report: Report, page: str, gone: list[Amount]) -> None:
    supplied = report.get(page, "supplied")
    report.put(page, "loss", "answer", less(supplied, *gone))
    report.put(page, "loss_percent", "answer", percent_of(report.get(page, "loss"), supplied), 1)


def work_out_complaints(report: Report, schedule: str) -> None:
    """All complaints of the year."""
    report.put(schedule, "complaints", "answer", added(*report.each(schedule, COMPLAINTS)))


def work_out_sewer(report: Report) -> None:
    """Pages S-1, S-5, S-6 and S-8."""
    work_out_revenue(report, "sewer", "s", "gallons")
    work_out_mains(report, "s5_sewers")
    work_out_stock(report, "s5_manholes", ("manholes", "cleanouts", "grinders", "valves"), "retired")
    work_out_rows(report, "s5_lift", {"pumps": 0, "power": 1})
    sizes = ("small", "s6", "large")
    work_out_stock(report, "s5_services", sizes, "retired")
    report.total("s5_services", "total", sizes, dict.fromkeys(("begin", "added", "retired", "end"), 0))
    work_out_rows(report, "s6_works", {"design": 1, "people": 0})
    work_out_purchases(report, "s6_purchases", "gallons")
    work_out_months(report, "s6_months", "treated", "sent")
    facts = "s6_facts"
    own = per(report.get("s6_months", "year", "treated"), report.get(facts, "days"))
    report.put(facts, "average_day", "answer", own, 1)
    report.put(facts, "design", "answer", report.get("s6_works", "total", "design"), 1)
    loading = percent_of(report.get(facts, "average_day"), report.get(facts, "design"))
    report.put(facts, "loading", "answer", loading, 1)
    work_out_rows(report, "s8_overflows", {"gallons": 1})
    work_out_complaints(report, "s8_service")
    work_out_connections(report, "s8_connections")


def work_out_heating(report: Report) -> None:
    """Pages H-1, H-5, H-6, H-7 and H-8."""
    work_out_revenue(report, "heating", "h", "pounds")
    for day in ("begin", "end"):
        report.put("h1", "metered", day, report.get("h1", "sales", day))
    work_out_rows(report, "h5_boilers", {"capacity": 1})
    for row in report.rows.get("h5_fuel", ()):
        price = per(report.get("h5_fuel", row, "cost"), report.get("h5_fuel", row, "quantity"))
        report.put("h5_fuel", row, "price", price, 2)
    work_out_rows(report, "h5_fuel", {"heat": 0, "cost": 0})
    work_out_purchases(report, "h5_purchases", "pounds")
    work_out_mains(report, "h6_mains")
    meters = ("meters_steam", "meters_condensate", "meters_heat")
    pipes = ("services_small", "services_medium", "services_large", "traps", "valves", "vaults")
    work_out_stock(report, "h6_equipment", (*pipes, *meters), "retired")
    in_place = added(*report.each("h6_equipment", meters, "end"))
    report.put("h6_meter_use", "customers", "answer", less(in_place, report.get("h6_meter_use", "extra")))
    work_out_connections(report, "h6_connections")
    work_out_months(report, "h7_months", "generated", "purchased")
    sent_out = report.get("h7_months", "year", "total")
    rate = per(report.get("h5_fuel", "total", "heat"), report.get("h7_months", "year", "generated"))
    report.put("h5_electricity", "heat_rate", "answer", rate, 3)
    page = "h7_balance"
    report.put(page, "supplied", "answer", sent_out)
    wholesale = report.get("h1", "resale_sales", "pounds")
    report.put(page, "sold", "answer", less(report.get("h1", "sales", "pounds"), wholesale))
    report.put(page, "sold_resale", "answer", wholesale)
    _work_out_loss(report, page, report.each(page, ("sold", "sold_resale", "own_use", "other_use")))
    facts = "h7_facts"
    report.put(facts, "average_hour", "answer", per(sent_out, report.get(facts, "hours")), 1)
    hour = added(report.get("h5_boilers", "total", "capacity"), report.get(facts, "purchase_capacity"))
    report.put(facts, "capacity", "answer", hour, 1)
