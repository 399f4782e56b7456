"""Edit: a value given, kept on disk, recalculated, checked and repainted, on the largest form filled completely."""

from __future__ import annotations

import statistics
from pathlib import Path

from benchmarks.rows import Row, folder, percentile, probe, sample

TIMES = 150
KIND = "water-sewer"


def rows() -> list[Row]:
    with folder() as place:
        file = str(sample(Path(place), KIND))
        found = probe("edits", file, str(TIMES), home=Path(place) / "home")
    ours, theirs = ([1000 * seconds for seconds in found[key]] for key in ("ours", "theirs"))
    middle, last = statistics.median, 99
    return [
        Row("99th percentile", percentile(ours, last), percentile(theirs, last), "ms", most=1.5, note=found["size"]),
        Row("median", middle(ours), middle(theirs), "ms"),
        Row("  of it: kept on disk, median", middle([1000 * seconds for seconds in found["kept"]]), unit="ms"),
    ]
