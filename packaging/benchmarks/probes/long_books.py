"""A trial balance of very many accounts as CSV: read in a worker, its columns found and tested; or by the csv module.

Arguments: the file, and how many accounts to write into it.
"""

from __future__ import annotations

import csv
import json
import resource
import sys
from datetime import date
from pathlib import Path
from time import perf_counter

from benchmarks.memory import peak_memory
from desktop_app.bootstrap import program
from desktop_app.services.trial_balance.readings import BooksPeriod, choose_reading


def write(path: Path, accounts: int) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["Account", "Name", "Debit", "Credit"])
        for number in range(accounts):
            amount = f"{number // 2 * 7 % 100_000}.25"
            sides = [amount, ""] if number % 2 == 0 else ["", amount]
            writer.writerow([f"{100_000 + number}", f"Account number {number}", *sides])


def main() -> None:
    path = Path(sys.argv[2])
    if sys.argv[3:]:
        write(path, int(sys.argv[3]))
        print("{}")
        return
    tables, start = program().tables, perf_counter()
    found = choose_reading(tables.read(path, lambda: False), BooksPeriod(date(2025, 1, 1), date(2025, 12, 31)))
    end = perf_counter()
    if found.chosen is None or found.chosen.against:
        raise LookupError(path)
    ours, worker = peak_memory(), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    again = perf_counter()
    with path.open(newline="", encoding="utf-8") as file:
        list(csv.reader(file))
    print(json.dumps({"ours": end - start, "bare": perf_counter() - again, "peak": max(ours, worker)}))


if __name__ == "__main__":
    main()
