"""Thirty years: a file with thirty annual reports beside one with two: opened, edited, checked, its history listed."""

from __future__ import annotations

from pathlib import Path

from benchmarks.rows import Row, folder, in_turn, median, probe, sample

TIMES = 5
LIMIT = 1.3
STEPS = ("open", "edit", "edit that brings a row", "check", "history")
UNDONE = "undo of a step of many cells / doing it"
UNDONE_LIMIT, LONGEST = 1.5, 1.0  # seconds


def rows() -> list[Row]:
    with folder() as place:
        home = Path(place) / "home"
        files = []
        for years in (30, 2):
            (Path(place) / str(years)).mkdir()
            file = str(sample(Path(place) / str(years), "water"))
            probe("years", file, "fill", str(years), home=home)
            files.append(file)
        long, short = in_turn(
            TIMES,
            *(lambda file=file: probe("years", file, "measure", home=home) for file in files),
        )
    found = [Row(name, median(long, name), median(short, name), most=LIMIT) for name in STEPS]
    processor = [f"{name}, processor" for name in STEPS]
    found += [Row(name, median(long, name), median(short, name)) for name in processor]
    cells = f"{median(long, 'cells'):.0f} cells"
    found.append(Row(UNDONE, median(long, "undone"), median(long, "done"), most=UNDONE_LIMIT, note=cells))
    six = "undo back to here, six steps / a second"
    return [*found, Row(six, median(long, "undo of six steps"), LONGEST, most=1)]
