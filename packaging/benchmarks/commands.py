"""Commands: the verbs used most, from the shell, beside an interpreter that does nothing."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage

from benchmarks.rows import ROOT, ProbeFailed, Row, folder, in_turn, median, sample, surroundings

TIMES = 5
REPORT = "2024-annual-report"


def run(command: Sequence[str], home: Path) -> dict[str, float]:
    """The seconds that a command takes, on the clock and of the processor, its children included."""
    before, start = getrusage(RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(command, cwd=ROOT, env=surroundings(home), capture_output=True, check=False)
    wall, after = time.perf_counter() - start, getrusage(RUSAGE_CHILDREN)
    if done.returncode not in {0, 3}:
        raise ProbeFailed(f"{command} failed:\n{done.stderr.decode()}")
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"wall": wall, "processor": spent}


def rows() -> list[Row]:
    with folder() as place:
        home, out = Path(place) / "home", Path(place) / "out"
        file = str(sample(Path(place), "water"))
        given = {
            "--version": ["--version"],
            "--help": ["--help"],
            "list": ["list", file],
            "set": ["set", file, f"{REPORT.replace('2024', '2025')}/w2/chemicals/amount", "512"],
            "check": ["check", file],
            "produce": ["produce", file, "--filing", REPORT, "--out", str(out)],
        }

        def ours(name: str) -> dict[str, float]:
            shutil.rmtree(out, ignore_errors=True)
            return run([sys.executable, "-P", "-m", "desktop_app", *given[name]], home)

        found = in_turn(
            TIMES,
            lambda: run([sys.executable, "-c", "pass"], home),
            *(lambda name=name: ours(name) for name in given),
        )
    bare, most = found[0], {"--version": 4, "--help": 4, "list": 8, "set": 8, "check": 8, "produce": 60}
    return [
        Row(f"{name}{words}", median(answers, key), median(bare, key), most=most[name] if key == "wall" else 0)
        for name, answers in zip(given, found[1:], strict=True)
        for key, words in (("wall", ""), ("processor", ", processor"))
    ]
