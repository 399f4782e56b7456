"""Start: from the command to Home painted and answering a click; memory"""

from __future__ import annotations

from pathlib import Path

from benchmarks.rows import Row, folder, in_turn, median, probe, sample

TIMES = 7
PHASES = ("python", "qt loaded", "program loaded", "window built", "file opened", "painted", "answered")


def rows() -> list[Row]:
    with folder() as place:
        home = Path(place) / "home"
        file = str(sample(Path(place), "water"))
        probe("program_window", file, home=home)
        bare, ours = in_turn(
            TIMES, lambda: probe("bare_window", home=home), lambda: probe("program_window", file, home=home)
        )
    phases = [median(ours, name) for name in PHASES]
    steps = zip(PHASES, [phases[0], *(after - before for before, after in zip(phases, phases[1:], strict=False))], strict=True)
    return [
        Row("start to Home painted", median(ours, "painted"), median(bare, "painted"), aim=2, most=3),
        Row("start to a click answered", median(ours, "answered"), median(bare, "answered"), aim=2, most=3),
        *(Row(f"  of it: {name}", seconds) for name, seconds in steps),
        Row("peak memory at Home", median(ours, "peak at home"), median(bare, "peak"), "MB", most=2),
        Row("peak memory with a schedule and its page", median(ours, "peak with page"), median(bare, "peak"), "MB", most=3),
    ]
