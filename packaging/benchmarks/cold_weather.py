"""Cold weather: a month's 100,000 customer events, counted; beside the same file through a bare reader."""

from __future__ import annotations

from pathlib import Path

from benchmarks.rows import Row, folder, in_turn, median, probe

TIMES = 3


def rows() -> list[Row]:
    with folder() as place:
        home = Path(place) / "home"
        text, workbook = str(Path(place) / "events.csv"), str(Path(place) / "events.xlsx")
        for file in (text, workbook):
            probe("events", file, "write", home=home)
        of_csv, of_excel = in_turn(
            TIMES, lambda: probe("events", text, home=home), lambda: probe("events", workbook, home=home)
        )
    peak = max(median(of_csv, "peak"), median(of_excel, "peak"))
    return [
        Row("100,000 events from CSV / csv module alone", median(of_csv, "ours"), median(of_csv, "bare"), most=8),
        Row("  of it: reading in the worker", median(of_csv, "read")),
        Row("100,000 events from Excel / openpyxl alone", median(of_excel, "ours"), median(of_excel, "bare"), most=2),
        Row("peak memory of either process", peak, 150, unit="MB", most=1),
    ]
