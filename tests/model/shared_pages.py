"""Pages C-1 to C-5: what several services use together, and the share of each."""

from __future__ import annotations

from tests.model.amounts import Amount, added, less, per, rounded, times
from tests.model.report import Report
from tests.model.service_pages import HUNDRED

DIVIDED = {
    "plant": ("c3", "total", "end", "plant"),
    "reserve": ("c4", "total", "end", "plant"),
    "depreciation": ("c4_expense", "expense", "amount", "plant"),
    "expenses": ("c2", "total", "amount", "expenses"),
}


def work_out_factors(report: Report) -> None:
    """Page C-1: customers at the end of the year, and the factors that should make 100."""
    for service, letter in zip(report.services, report.letters, strict=True):
        report.put("c1", service, "customers", report.get(f"{letter}1", "sales", "end"))
    report.total("c1", "total", report.services, {"customers": 0, "plant": 2, "expenses": 2})


def work_out_division(report: Report) -> None:
    """Page C-5: each amount divided in whole dollars that add up to it."""
    for line, (schedule, of, column, factor) in DIVIDED.items():
        report.put("c5", line, "total", report.get(schedule, of, column))
        whole = report.get("c5", line, "total")
        factors = {service: report.get("c1", service, factor) for service in report.services}
        _divide(report, line, whole, factors)
        shares = added(*(report.get("c5", line, service) for service in report.services))
        report.put("c5", line, "shares", shares)
        report.put("c5", line, "difference", less(whole, report.get("c5", line, "shares")))


def _divide(report: Report, line: str, whole: Amount, factors: dict[str, Amount]) -> None:
    """Heating by its factor; sewer, if it has one, what that and water's factor leave; water what the others leave."""
    parts = {service: rounded(per(times(whole, factor), HUNDRED), 0) for service, factor in factors.items()}
    if "heating" in factors:
        report.put("c5", line, "heating", parts["heating"])
    if "sewer" in factors:
        rest = less(whole, parts.get("water"), parts.get("heating"))
        report.put("c5", line, "sewer", rest if factors["sewer"] and whole is not None else None)
    if "water" in factors:
        others = (report.get("c5", line, service) for service in factors if service != "water")
        report.put("c5", line, "water", less(whole, *others))


def work_out_results(report: Report) -> None:
    """Page C-5, below: what each service earned, and what it uses."""
    page = "c5_result"
    for service, letter in zip(report.services, report.letters, strict=True):
        report.put(page, "revenue", service, report.get(f"{letter}1", "total", "revenue"))
        report.put(page, "expenses", service, report.get(f"{letter}2", "total", "amount"))
        own = {
            "depreciation": (f"{letter}4_expense", "expense", "amount"),
            "plant": (f"{letter}3", "total", "end"),
            "reserve": (f"{letter}4", "total", "end"),
        }
        for line, box in own.items():
            report.put(page, line, service, added(report.get(*box), report.get("c5", line, service)))
        costs = (report.get(page, line, service) for line in ("expenses", "depreciation"))
        report.put(page, "result", service, less(report.get(page, "revenue", service), *costs))
    for line in ("revenue", "expenses", "depreciation", "result", "plant", "reserve"):
        report.put(page, line, "total", added(*(report.get(page, line, service) for service in report.services)))
