"""The tables of applications, worked out as an accountant does it: the feasibility study, the statements."""

from __future__ import annotations

from decimal import Decimal

from tests.model.amounts import added, average, less, per, percent_of, times
from tests.model.report import Report

YEARS = ("y1", "y2", "y3")
CHANGES = ("adj1", "adj2", "adj3")
COLUMNS = ("book", *CHANGES, "after")
ASSETS = ("utility_plant", "other_property", "current_assets", "deferred_debits")
OWED = (
    *("equity", "long_term_debt", "current_liabilities", "deferred_credits"),
    *("operating_reserves", "ciac", "deferred_taxes"),
)
PERCENT = Decimal(100)
NOTES = ("notes_payable", "notes_payable_associated")


def work_out_study(study: Report) -> Report:
    """What is built and paid for, then three years of customers, revenues and expenses."""
    built, sources = study.rows.get("cost", ()), study.rows.get("sources", ())
    for row in built:
        study.put("cost", row, "all", added(*(study.get("cost", row, year) for year in YEARS)))
        yearly = times(study.get("cost", row, "all"), study.get("cost", row, "rate"))
        study.put("cost", row, "depreciation", per(yearly, PERCENT))
    study.total("cost", "total", built, dict.fromkeys((*YEARS, "all", "depreciation"), 0))
    for row in sources:
        yearly = times(study.get("sources", row, "amount"), study.get("sources", row, "rate"))
        study.put("sources", row, "interest", per(yearly, PERCENT))
    study.total("sources", "total", sources, {"amount": 0, "interest": 0})
    before = None
    for year in YEARS:
        if before is not None:
            study.put("customers", "start", year, study.get("customers", "end", before), 1)
        start, more = (study.get("customers", line, year) for line in ("start", "added"))
        study.put("customers", "end", year, added(start, more), 1)
        study.put("customers", "average", year, average(start, study.get("customers", "end", year)), 1)
        _work_out_year(study, year)
        before = year
    return study


def _work_out_year(study: Report, year: str) -> None:
    page = "operation"
    bills = times(study.get("customers", "average", year), study.get(page, "bill", year))
    joined = times(study.get("customers", "added", year), study.get(page, "connection", year))
    for line, amount in (("sales", bills), ("connections", joined)):
        study.put(page, line, year, amount)
    study.put(page, "revenue", year, added(*study.each(page, ("sales", "connections"), year)))
    study.put(page, "depreciation", year, study.get("cost", "total", "depreciation"))
    study.put(page, "interest", year, study.get("sources", "total", "interest"))
    spent = study.each(page, ("expenses", "depreciation", "taxes"), year)
    study.put(page, "income", year, less(study.get(page, "revenue", year), *spent))
    study.put(page, "left", year, less(study.get(page, "income", year), study.get(page, "interest", year)))


def work_out_statements(books: Report) -> Report:
    """Both sides of the balance sheet and the income of a year, before, with each change, and after."""
    for page, groups in (("pro_assets", ASSETS), ("pro_liabilities", OWED)):
        _changed(books, page, [one.id for one in books.accounts if one.group in groups])
        for column in COLUMNS:
            sides = []
            for group in groups:
                accounts = [one.id for one in books.accounts if one.group == group]
                if accounts:
                    books.put(page, f"total_{group}", column, books.column(page, accounts, column))
                sides.append(books.column(page, accounts, column))
            books.put(page, "total", column, added(*sides))
    _work_out_income(books)
    return books


def _changed(books: Report, page: str, lines: list[str]) -> None:
    for line in lines:
        books.put(page, line, "after", added(*(books.get(page, line, column) for column in ("book", *CHANGES))))


def _work_out_income(books: Report) -> None:
    page = "pro_income"
    of = {one.group: [a.id for a in books.accounts if a.group == one.group] for one in books.accounts}
    lines = [line for group, ids in of.items() if group.startswith("income_") for line in ids]
    _changed(books, page, ["operating_revenue", "operating_expenses", *lines])
    taxes = [*of.get("income_taxes_other", ()), *of.get("income_income_taxes", ())]
    deducted = ["operating_expenses", *of.get("income_operating_deductions", ()), *taxes]
    for column in COLUMNS:
        books.put(page, "operating_deductions", column, books.column(page, deducted, column))
        revenue = books.get(page, "operating_revenue", column)
        kept = less(revenue, books.get(page, "operating_deductions", column))
        operating = added(kept, books.column(page, of.get("income_operating_other", ()), column))
        books.put(page, "net_operating_income", column, operating)
        beside = books.column(page, of.get("income_other", ()), column)
        beside = less(beside, books.column(page, of.get("income_other_taxes", ()), column))
        books.put(page, "other_income", column, beside)
        interest = books.column(page, of.get("income_interest", ()), column)
        books.put(page, "interest_total", column, interest)
        usual = less(added(operating, beside), interest)
        books.put(page, "before_extraordinary", column, usual)
        rare = books.column(page, of.get("income_extraordinary", ()), column)
        books.put(page, "net_income", column, added(usual, rare))


def work_out_issue(books: Report) -> Report:
    """The statements, and what an issue of debt or stock makes of debt, capital and the interest that is earned."""
    work_out_statements(books)
    page, owed = "pro_effects", "pro_liabilities"
    debt = [one.id for one in books.accounts if one.group == "long_term_debt"]
    owners = [one.id for one in books.accounts if one.group == "equity"]
    stock = [line for line in owners if line in ("common_stock", "preferred_stock")]
    for column, of in (("before", "book"), ("after", "after")):
        books.put(page, "debt", column, books.column(owed, debt, of))
        books.put(page, "notes", column, books.column(owed, NOTES, of))
        books.put(page, "stock", column, books.column(owed, stock, of))
        books.put(page, "equity", column, books.column(owed, owners, of))
        both = added(*books.each(page, ("debt", "equity"), column))
        books.put(page, "capital", column, both)
        for line in ("debt", "equity"):
            books.put("pro_ratios", line, column, percent_of(books.get(page, line, column), both), 2)
        earned, interest = (books.get("pro_income", line, of) for line in ("net_operating_income", "interest_total"))
        books.put("pro_ratios", "coverage", column, per(earned, interest), 2)
    for line in ("debt", "notes", "stock", "equity", "capital"):
        books.put(page, line, "change", less(*(books.get(page, line, column) for column in ("after", "before"))))
    return books
