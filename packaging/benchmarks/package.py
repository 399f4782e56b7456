"""Package: both versions of the sample report beside the same strings and lines drawn twice by a bare canvas."""

from __future__ import annotations

from pathlib import Path

from benchmarks.rows import Row, folder, in_turn, median, probe, sample

TIMES = 5


def rows() -> list[Row]:
    with folder() as place:
        home = Path(place) / "home"
        file = str(sample(Path(place), "water"))

        def ours() -> dict[str, float]:
            return probe("package", file, "ours", home=home)

        def bare() -> dict[str, float]:
            return probe("package", file, "bare", home=home)

        made, drawn = in_turn(TIMES, ours, bare)
    yard = median(drawn, "twice")
    return [
        Row("both versions with all gates and the self-test", median(made, "package"), yard, most=4),
        Row("  processor time of all its processes", median(made, "processor"), yard),
        Row("both versions without the self-test (gates on)", median(made, "draft"), yard, most=4),
        Row("the same with the renderers there for a second", median(made, "warm"), yard, most=3),
        Row("  of it: composing both versions", median(made, "composed"), yard),
        Row("  of it: painting both versions", median(made, "painted"), yard),
        Row("  of it: gate and search of the public files", median(made, "inspected"), yard),
        Row("a bare canvas, once", median(drawn, "twice") / 2, note=f"{made[0]['pages']} pages in both versions"),
    ]
