"""A first guess at what a list's columns and words mean. The user sees it and puts it right."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from desktop_app.services.cold_weather.lists import EVENT_COLUMNS, STATUS_COLUMNS, list_text
from desktop_app.services.ports import SpreadsheetTable

LIST_COLUMNS: Mapping[str, tuple[str, ...]] = {"events": EVENT_COLUMNS, "status": STATUS_COLUMNS}
MOST_WORDS = 60
FIRST_ROWS = 20
_COLUMNS: Mapping[str, str] = {
    "customer": r"acc(oun)?t|customer|cust\b",
    "date": r"\bdate\b|\bday\b",
    "event": r"event|type|action|transaction|code",
    "district": r"district|area|town|zone|division",
    "amount": r"amount|\bamt\b|dollars",
    "source": r"source|agency|program|from\b",
    "agreement": r"agreement|plan|arrangement",
    "connected": r"connected|\bon\b|active|service|status",
    "owed": r"owed|balance|due|arrears",
    "registered": r"regist",
    "aid": r"\baid\b|assist|liheap",
}
_WORDS: Mapping[str, Mapping[str, str]] = {
    "event": {
        "": r"notice|warning|remind|letter|returned|nsf|discount",
        "registered": r"regist",
        "refused": r"refus|denied|declin",
        "too_small": r"insufficient|too small|short",
        "restored": r"restor|recon|\bon\b",
        "cut": r"disc|cut|shut|\bnp\b|off",
        "agreement_cold": r"(cold|cwr).*(agree|arr|plan)|(agree|arr|plan).*(cold|cwr)",
        "agreement": r"agree|arr|plan",
        "aid_liheap": r"liheap",
        "aid_ecip": r"ecip",
        "aid": r"assist|pledge|liheap|ecip|\baid\b",
        "paid": r"pay|paid|receipt",
    },
    "source": {"liheap": r"liheap|\bea\b", "ecip": r"ecip|crisis", "other": r"other"},
    "agreement": {"cold": r"cold|cwr|13\.055", "none": r"none|^-$|^no$", "other": r"other"},
    "connected": {"no": r"^n|off|inactive|disc|cut", "yes": r"^y|on|active"},
    "registered": {"no": r"^n", "yes": r"^y|reg"},
    "aid": {"unknown": r"\?|unk", "no": r"^n", "yes": r"^y|assist"},
}


def headers(table: SpreadsheetTable) -> tuple[str, ...]:
    """The headings of the list: the texts of the row that holds the most of them, near the top."""
    rows = [[list_text(cell) for cell in row] for row in table.rows[:FIRST_ROWS]]
    best = max(rows, key=lambda row: sum(bool(cell) and not cell[0].isdigit() for cell in row), default=[])
    return tuple(dict.fromkeys(cell for cell in best if cell))


def guessed_columns(kind: str, names: Iterable[str]) -> dict[str, str]:
    """For each meaning of the list the heading that sounds like it, where one does. No heading is used twice."""
    free = list(names)
    found: dict[str, str] = {}
    for meaning in LIST_COLUMNS[kind]:
        match = next((name for name in free if re.search(_COLUMNS[meaning], name, re.IGNORECASE)), None)
        if match is not None:
            found[meaning] = match
            free.remove(match)
    return found


def heading_words(table: SpreadsheetTable, heading: str) -> tuple[str, ...]:
    """The different words under a heading, in order of appearance, up to so many."""
    column: int | None = None
    found: dict[str, None] = {}
    for row in table.rows:
        texts = [list_text(cell) for cell in row]
        if column is None:
            column = next((index for index, text in enumerate(texts) if text.casefold() == heading.casefold()), None)
        elif column < len(texts) and texts[column]:
            found[texts[column]] = None
            if len(found) >= MOST_WORDS:
                break
    return tuple(found)


def guessed_meaning(column: str, word: str) -> str:
    """What a word of a column seems to mean; empty if nothing is known."""
    meanings = _WORDS.get(column, {})
    return next((meaning for meaning, sign in meanings.items() if re.search(sign, word, re.IGNORECASE)), "")
