"""Counts a list of 100,000 events, and reads it with the bare reader. Arguments: the file, and "write" to make it."""

from __future__ import annotations

import csv
import json
import resource
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path
from time import perf_counter

from benchmarks.memory import peak_memory
from desktop_app.bootstrap import program
from desktop_app.domain.periods import FilingPeriod
from desktop_app.domain.values import Json
from desktop_app.services.cold_weather import importing
from desktop_app.services.cold_weather.lists import read_map

EVENTS, CUSTOMERS = 100_000, 30_000
HEADS = ("Account", "Date", "Type", "Area", "Amount", "Source")
DISTRICTS = ("Sample North", "Sample South")
WORDS = {"cut": "NP DISC", "restored": "RECON", "aid": "PLEDGE", "paid": "PAYMENT"}
MAP: Json = {
    "events": {
        "customer": "Account",
        "date": "Date",
        "event": "Type",
        "district": "Area",
        "amount": "Amount",
        "source": "Source",
        "words": {
            "event": {meaning: [word] for meaning, word in WORDS.items()},
            "source": {"liheap": ["EA"], "ecip": ["CRISIS"]},
        },
    }
}


class Unwatched:
    """Nobody looks on."""

    def progress(self, done: int, total: int, words: str) -> None:
        """Says nothing."""

    def cancelled(self) -> bool:
        """Goes on."""
        return False


def events() -> list[tuple[str, date, str, str, Decimal, str]]:
    """Invented events, spread evenly by steps that share no factor."""
    words = [*WORDS.values()]
    return [
        (
            f"K-{number * 7919 % CUSTOMERS}",
            date(2026, 1, number * 13 % 31 + 1),
            words[number * 5 % 4],
            DISTRICTS[number * 7919 % CUSTOMERS % 2],
            Decimal(number * 127 % 30_000) / 100,
            ("EA", "CRISIS", "")[number % 3],
        )
        for number in range(EVENTS)
    ]


def write(path: Path) -> None:
    if path.suffix == ".csv":
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(HEADS)
            writer.writerows((key, f"{day:%m/%d/%Y}", *rest) for key, day, *rest in events())
        return
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("January")
    for row in (HEADS, *events()):
        sheet.append(row)
    book.save(path)


def read_bare(path: Path) -> int:
    if path.suffix == ".csv":
        with path.open(newline="", encoding="utf-8") as file:
            return sum(1 for _ in csv.reader(file))
    from openpyxl import load_workbook

    book = load_workbook(path, read_only=True)
    return sum(1 for _ in book["January"].iter_rows(values_only=True))


def peak() -> float:
    """Of this process and of its one child, the worker, whichever held more."""
    return max(peak_memory(), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)


def main() -> None:
    path = Path(sys.argv[2])
    if sys.argv[3:] == ["write"]:
        write(path)
        print("{}")
        return
    whole, maps = program(), read_map(MAP)
    start = perf_counter()
    tables, _ = importing.read_lists(whole.tables, maps, {"events": path}, Unwatched())
    read = perf_counter()
    importing.count(FilingPeriod(2026, 1), DISTRICTS, maps, tables, Unwatched()).figures(DISTRICTS[0], "gas")
    end = perf_counter()
    memory = peak()
    read_bare(path)
    print(json.dumps({"ours": end - start, "read": read - start, "bare": perf_counter() - end, "peak": memory}))


if __name__ == "__main__":
    main()
