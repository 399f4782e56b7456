"""Pages 4 to 9: balance sheet, income statement, equity, debt, taxes, and what goes with the oath."""

from __future__ import annotations

from tests.model.amounts import added, less, nothing_if_empty
from tests.model.report import OPPOSITE, YEAR_ENDS, Report

INTEREST = ("interest_associated", "interest_short_term", "interest_long_term", "interest_deposits", "interest_other")
# Taxes that are booked, not paid: they have no place among what was charged and paid.
NOT_PAID = ("deferred_tax", "investment_credits")
RISING_ROWS = {"p7_debt": ("issued_amount", "repaid"), "p7_notes": ("borrowed", "repaid")}


def work_out_debt(report: Report) -> None:
    """Pages 7 and 8: stock, debt, interest, taxes, affiliates."""
    stock = report.rows.get("p7_stock", ())
    report.total("p7_stock", "total", stock, {"amount": 0, "dividends": 0})
    for schedule, (came, gone) in RISING_ROWS.items():
        rows = report.rows.get(schedule, ())
        for row in rows:
            _work_out_owed(report, schedule, row, came, gone)
        report.total(schedule, "total", rows, dict.fromkeys(("begin", came, gone, "end", "interest"), 0))
    taxes = report.group("", "income_taxes_other", "income_income_taxes")
    charged = [tax for tax in taxes if not tax.startswith(NOT_PAID)]
    for schedule, lines in (("p7_interest", list(INTEREST)), ("p8_taxes", charged)):
        for line in lines:
            _work_out_owed(report, schedule, line, "charged", "paid")
        report.total(schedule, "total", lines, dict.fromkeys(("begin", "charged", "paid", "end"), 0))
    affiliates = report.rows.get("p8_affiliates", ())
    report.total("p8_affiliates", "total", affiliates, {"charged_to": 0, "charged_by": 0})


def _work_out_owed(report: Report, schedule: str, line: str, came: str, gone: str) -> None:
    begin, more, paid = (report.get(schedule, line, column) for column in ("begin", came, gone))
    report.put(schedule, line, "end", less(added(begin, more), paid))


def work_out_income(report: Report) -> None:
    """Page 6 from its first line to the net income, and what becomes of it."""
    page = "p6"
    revenue = (report.get(f"{letter}1", "total", "revenue") for letter in report.letters)
    report.put(page, "operating_revenue", "amount", added(*revenue))
    expenses = (report.get(f"{letter}2", "total", "amount") for letter in report.letters)
    report.put(page, "operating_expenses", "amount", added(*expenses))
    depreciation = (report.get(f"{letter}4_expense", "expense", "amount") for letter in (*report.letters, "c"))
    report.put(page, "depreciation_expense", "amount", added(*depreciation))
    taxes = report.group("", "income_taxes_other", "income_income_taxes")
    for line in taxes:
        if not line.startswith(NOT_PAID):
            report.put(page, line, "amount", report.get("p8_taxes", line, "charged"))
    for line in INTEREST:
        report.put(page, line, "amount", report.get("p7_interest", line, "charged"))
    deductions = ["operating_expenses", *report.group("", "income_operating_deductions"), *taxes]
    other = report.group("", "income_operating_other")
    beside, beside_taxes = report.group("", "income_other"), report.group("", "income_other_taxes")
    beside = [line for line in beside if line not in beside_taxes]
    interest, rare = report.group("", "income_interest"), report.group("", "income_extraordinary")
    for year in ("amount", "prior"):
        report.put(page, "operating_deductions", year, report.column(page, deductions, year))
        operating = report.get(page, "operating_revenue", year), report.column(page, other, year)
        deducted = report.get(page, "operating_deductions", year)
        report.put(page, "net_operating_income", year, less(added(*operating), deducted))
        earned, taxed = report.column(page, beside, year), report.column(page, beside_taxes, year)
        report.put(page, "other_income", year, less(earned, taxed))
        report.put(page, "interest_total", year, report.column(page, interest, year))
        before = added(report.get(page, "net_operating_income", year), report.get(page, "other_income", year))
        report.put(page, "before_extraordinary", year, less(before, report.get(page, "interest_total", year)))
        before = report.get(page, "before_extraordinary", year)
        report.put(page, "net_income", year, added(before, report.column(page, rare, year)))
    sums = ("operating_deductions", "net_operating_income", "other_income", "interest_total", "before_extraordinary")
    for line in (
        "operating_revenue",
        *deductions,
        *other,
        *beside,
        *beside_taxes,
        *interest,
        *rare,
        *sums,
        "net_income",
    ):
        report.put(page, line, "change", less(report.get(page, line, "amount"), report.get(page, line, "prior")))
    _work_out_equity(report)


def _work_out_equity(report: Report) -> None:
    """Retained earnings of a corporation, the owners' capital of any other company."""
    net_income = report.get("p6", "net_income", "amount")
    page, gains = "p6_capital", ["begin", "net_income", "contributions", "adjustments"]
    losses = ["withdrawals"]
    if report.corporation:
        page, gains = "p6_retained", ["begin", "net_income", "adjustments"]
        losses = ["appropriations", "dividends_preferred", "dividends_common"]
    report.put(page, "net_income", "answer", net_income)
    report.put(page, "end", "answer", less(added(*report.each(page, gains)), *report.each(page, losses)))


def work_out_balance(report: Report) -> None:
    """Pages 4 and 5."""
    four, five = "p4", "p5"
    for day in YEAR_ENDS:
        plant = (report.get(f"{letter}3", "total", day) for letter in (*report.letters, "c"))
        report.put(four, "plant_in_service", day, added(*plant))
        reserve = (report.get(f"{letter}4", "total", day) for letter in (*report.letters, "c"))
        report.put(four, "accumulated_depreciation", day, added(*reserve))
        advances = (nothing_if_empty(report.get(f"{letter}7_advances", "total", day)) for letter in report.letters)
        report.put(five, "advances_for_construction", day, added(*advances))
        for line, of in (("contributions", "total"), ("contributions_amortization", "amortization")):
            if line not in report.group("", "ciac"):
                continue  # the system of 1973 has no account for it
            report.put(five, line, day, added(*(report.get(f"{letter}7_ciac", of, day) for letter in report.letters)))
        report.put(five, "accrued_taxes", day, report.get("p8_taxes", "total", day))
        report.put(five, "accrued_interest", day, report.get("p7_interest", "total", day))
        retained = report.get("p6_retained", day) if report.corporation else None
        report.put(five, "unappropriated_retained_earnings", day, nothing_if_empty(retained))
        capital = None if report.corporation else report.get("p6_capital", day)
        report.put(five, "proprietary_capital", day, nothing_if_empty(capital))
        _total_balance(report, day)
    _compare_days(report)


ASSETS = ("other_property", "current_assets", "deferred_debits")
LIABILITIES = (
    "equity",
    "long_term_debt",
    "current_liabilities",
    "deferred_credits",
    "operating_reserves",
    "ciac",
    "deferred_taxes",
)


def _total_balance(report: Report, day: str) -> None:
    plant = report.group("", "utility_plant")
    gross = [report.get("p4", line, day) for line in plant if line not in OPPOSITE]
    written_off = [report.get("p4", line, day) for line in plant if line in OPPOSITE]
    report.put("p4", "gross_plant", day, added(*gross))
    report.put("p4", "plant_provisions", day, added(*written_off))
    report.put("p4", "net_plant", day, less(added(*gross), *written_off))
    for page, groups in (("p4", ASSETS), ("p5", LIABILITIES)):
        for group in groups:
            report.put(page, f"total_{group}", day, report.column(page, report.group("", group), day))
    assets = [report.get("p4", line, day) for line in ("net_plant", *(f"total_{group}" for group in ASSETS))]
    report.put("p4", "total", day, added(*assets))
    report.put("p5", "total", day, added(*(report.get("p5", f"total_{group}", day) for group in LIABILITIES)))


def _compare_days(report: Report) -> None:
    totals = {"p4": ("gross_plant", "plant_provisions", "net_plant", "total"), "p5": ("total",)}
    for page, groups in (("p4", ("utility_plant", *ASSETS)), ("p5", LIABILITIES)):
        lines = [line for group in groups for line in report.group("", group)]
        sums = [f"total_{group}" for group in groups if group != "utility_plant"]
        for line in (*lines, *sums, *totals[page]):
            change = less(report.get(page, line, "end"), report.get(page, line, "begin"))
            report.put(page, line, "change", change)


def work_out_oath(report: Report) -> None:
    """Page 9: revenue of the books beside the gross revenue that is sworn to."""
    page = "p9_revenue"
    for service, letter in zip(report.services, report.letters, strict=True):
        report.put(page, service, "books", report.get(f"{letter}1", "total", "revenue"))
    report.total(page, "total", report.services, {"books": 0, "gross": 0})
    for line in (*report.services, "total"):
        report.put(page, line, "difference", less(report.get(page, line, "books"), report.get(page, line, "gross")))
    report.total("p9_items", "total", report.rows.get("p9_items", ()), {"amount": 0})
