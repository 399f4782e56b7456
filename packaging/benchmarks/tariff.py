"""Tariff book: opening the window on it, the book as of a day with its checks and index, and printing a revision."""

from __future__ import annotations

from pathlib import Path

from benchmarks.rows import Row, folder, in_turn, median, probe

TIMES, REVISIONS = 5, 10
MANY, SOME, FEW = 1000, 100, 10


def rows() -> list[Row]:
    with folder() as place:
        home = Path(place) / "home"
        books = {count: str(Path(place) / f"{count}.filingdesk") for count in (MANY, SOME, FEW)}
        for count, file in books.items():
            probe("tariff_book", "make", file, str(count), str(REVISIONS), home=home)
        opened = [lambda file=books[count]: probe("tariff_book", "open", file, home=home) for count in (MANY, FEW)]
        many, few = in_turn(TIMES, *opened)
        read = [lambda file=books[count]: probe("tariff_book", "read", file, home=home) for count in (MANY, SOME)]
        large, small = in_turn(TIMES, *read)
        (printed,) = in_turn(TIMES, lambda: probe("tariff_book", "print", books[SOME], home=home))
    sheets = f"{MANY} sheets of {REVISIONS} revisions beside {FEW}"
    return [
        Row("window to Home painted", median(many, "home"), median(few, "home"), most=1.2, note=sheets),
        Row("window to the tariff book painted", median(many, "book"), median(few, "book"), most=1.1, note=sheets),
        Row("window to all its sheets read and checked", median(many, "whole"), median(few, "whole"), note=sheets),
        Row(
            "as of a day, checks and index",
            1000 * median(large, "read"),
            1000 * median(small, "read"),
            "ms",
            most=12,
            note=f"{MANY} sheets beside {SOME}",
        ),
        Row(
            "50 sheets, clean and marked, a page",
            1000 * median(printed, "ours"),
            1000 * median(printed, "bare"),
            "ms",
            most=1.3,
            note="beside the same strings and lines by a bare canvas",
        ),
    ]
