"""Amounts that are no dollars: in thousands or in another currency, as headings or a column of currencies say."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop_app.domain.late_patterns import late_pattern
from desktop_app.services.ports import SpreadsheetTable
from desktop_app.services.trial_balance.books import BadBooks
from desktop_app.services.trial_balance.columns import BalanceColumns, cell_at, cell_text

LOOKED_AT, LONGEST_HEADING = 60, 120
_SCALED = late_pattern(
    r"\b(in|usd|of|dollars?)\s+(us\s*)?\$?\s*(thousands|millions|hundreds)\b(?! of)"
    r"|\bthousands of (us )?dollars\b|\(\s*thousands\s*\)"
    r"|\$\s*thousands?\b|[$']\s*000'?s?(?![\d,.])|\b000'?s\b|\b000'?s? omitted\b|\(\s*000'?s?\s*\)"
    r"|\$\s*(k|mm?|millions?)\b|\(\s*\$?\s*(k|mm)\s*\)",
    re.IGNORECASE,
)
_CODES = "CAD|EUR|GBP|MXN|AUD|NZD|CHF|JPY|INR|CNY|SEK|NOK|DKK|BRL"
_FOREIGN = late_pattern(rf"\b(in|currency:?)\s+({_CODES})\b|\(\s*({_CODES})\s*\)|[€£¥]|\bC\$")
_CURRENCY_HEADING = late_pattern(r"(account )?(currency|curr?|ccy)( code)?", re.IGNORECASE)
_DOLLARS = frozenset({"", "usd", "us$", "$", "us dollar", "us dollars", "dollar", "dollars"})


def refuse_other_units(table: SpreadsheetTable, columns: BalanceColumns) -> None:
    """Raises BadBooks where the amounts are not in dollars, with the words that say so."""
    for row, text in _above(table, columns):
        if _SCALED.search(text):
            raise BadBooks(
                f"Row {row} says '{text}', and the report needs amounts in dollars and cents. Export the trial balance "
                "in dollars. If the amounts are in dollars already, delete these words from the file."
            )
        if _FOREIGN.search(text):
            raise _foreign(row, text)
    for column in _currency_columns(table, columns):
        for number, cells in enumerate(table.rows[columns.first_row :], columns.first_row + 1):
            text = cell_text(cell_at(cells, column))
            if re.fullmatch(r"[A-Za-z]{3}", text) and text.casefold() not in _DOLLARS:
                raise _foreign(number, text)


def _foreign(row: int, text: str) -> BadBooks:
    return BadBooks(
        f"Row {row} says '{text}', and the report needs amounts in US dollars. Export the trial balance in US dollars."
    )


def _above(table: SpreadsheetTable, columns: BalanceColumns) -> Iterator[tuple[int, str]]:
    for number, cells in enumerate(table.rows[: min(columns.first_row, LOOKED_AT)], 1):
        for cell in cells:
            if isinstance(cell, str) and len(text := cell_text(cell)) <= LONGEST_HEADING:
                yield number, text


def _currency_columns(table: SpreadsheetTable, columns: BalanceColumns) -> set[int]:
    return {
        column
        for cells in table.rows[: min(columns.first_row, LOOKED_AT)]
        for column, cell in enumerate(cells)
        if _CURRENCY_HEADING.fullmatch(cell_text(cell))
    }
