"""Start: from the command to Home painted, answering a click, and filled; memory."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from benchmarks.rows import Row, folder, in_turn, median, probe, sample

TIMES = 7
LOADING = ("python", "program loaded", "qt loaded", "window loaded")
PHASES = (*LOADING, "window built", "file opened", "painted", "answered", "filled")


def rows() -> list[Row]:
    with folder() as place:
        home = Path(place) / "home"
        file = str(sample(Path(place), "water"))
        probe("program_window", file, home=home)
        bare, ours = in_turn(
            TIMES, lambda: probe("bare_window", home=home), lambda: probe("program_window", file, home=home)
        )
    seen = [0.0, *(median(ours, name) for name in PHASES)]
    spent = [after - before for before, after in pairwise(seen)]
    yard = median(bare, "peak")
    return [
        Row("start to Home painted", median(ours, "painted"), median(bare, "painted"), most=1.8),
        Row("start to a click answered", median(ours, "answered"), median(bare, "answered"), most=1.8),
        Row("start to Home painted, processor", median(ours, "painted cpu"), median(bare, "painted cpu"), most=1.8),
        *(Row(f"  of it: {name}", seconds) for name, seconds in zip(PHASES, spent, strict=True)),
        Row("peak memory at Home, answering a click", median(ours, "peak at home"), yard, "MB", most=1.4),
        Row("peak memory at Home, with all that is due and the counts", median(ours, "peak filled"), yard, "MB"),
        Row("peak memory with a schedule and its page", median(ours, "peak with page"), yard, "MB", most=2),
    ]
