"""One measured ratio, and the table that they make. Everything is measured in one run on one machine: ratios count."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
LONGEST = 1200  # seconds; a machine may be busy
PROBES = Path(__file__).resolve().parent / "probes"


class ProbeFailed(Exception):
    """A probe that did not measure anything; the other sections go on."""


@dataclass(frozen=True)
class Row:
    """A figure of ours beside its yardstick, in the same unit.

    `aim` and `most` bound the ratio; a row without a yardstick only tells a figure.
    """

    name: str
    ours: float
    yardstick: float = 0.0
    unit: str = "s"
    aim: float = 0.0
    most: float = 0.0
    note: str = ""

    @property
    def ratio(self) -> float:
        return self.ours / self.yardstick if self.yardstick else 0.0

    @property
    def verdict(self) -> str:
        if not self.ratio or not (self.aim or self.most):
            return ""
        if self.aim and self.ratio <= self.aim:
            return "as aimed at"
        return "within" if self.ratio <= (self.most or self.aim) else "FALLS SHORT"


def table(sections: Sequence[tuple[str, Sequence[Row]]]) -> str:
    """The table as text."""
    head = f"{'what':<58} {'ours':>9} {'yardstick':>9} {'unit':<4} {'ratio':>6} {'aim':>5} {'most':>5}  verdict"
    lines = [head, "-" * len(head)]
    for title, rows in sections:
        lines.append(title)
        for row in rows:
            figures = f"{row.ours:>9.4g} {row.yardstick or '':>9{'.4g' if row.yardstick else ''}} {row.unit:<4}"
            bounds = f"{row.aim or '':>5} {row.most or '':>5}"
            ratio = f"{row.ratio:>6.2f}" if row.ratio else " " * 6
            lines.append(
                f"  {row.name:<56} {figures} {ratio} {bounds}  {row.verdict}{'  ' + row.note if row.note else ''}"
            )
    return "\n".join(lines)


def kept_table(machine: str, sections: Sequence[tuple[str, Sequence[Row]]]) -> str:
    """The table as a file keeps it, for `compare`."""
    rows = [{"section": title, **asdict(row), "ratio": row.ratio} for title, rows in sections for row in rows]
    return json.dumps({"machine": machine, "rows": rows}, indent=1)


def surroundings(home: Path) -> dict[str, str]:
    """What a probe runs in: no screen, a home of its own, and compiled modules as a user has them."""
    ours = {"FILING_DESK_HOME": str(home), "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "packaging")])}
    found = {"QT_QPA_PLATFORM": "offscreen", **os.environ, **ours}
    for ours_alone in ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED"):  # no user has set them
        found.pop(ours_alone, None)
    return found


def probe(name: str, *arguments: str, home: Path) -> dict[str, Any]:
    """What a probe measures in a process of its own; it is told when it was started, and answers in JSON."""
    command = [sys.executable, "-P", str(PROBES / f"{name}.py"), str(time.monotonic()), *arguments]
    try:
        done = subprocess.run(
            command, capture_output=True, encoding="utf-8", env=surroundings(home), check=False, timeout=LONGEST
        )
    except subprocess.TimeoutExpired:
        raise ProbeFailed(f"The probe {name} took longer than {LONGEST} seconds.") from None
    if done.returncode:
        raise ProbeFailed(f"The probe {name} failed:\n{done.stderr}")
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def in_turn(times: int, *measures: Callable[[], dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """What each measure finds, so many times, one after the other in turn, so that a slow minute hits all."""
    found: list[list[dict[str, Any]]] = [[] for _ in measures]
    for _ in range(times):
        for measure, answers in zip(measures, found, strict=True):
            answers.append(measure())
    return found


def median(answers: Sequence[dict[str, Any]], key: str) -> float:
    return float(statistics.median(answer[key] for answer in answers))


def percentile(values: Sequence[float], percent: int) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]


def folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="filing-desk-benchmark-")


def sample(place: Path, kind: str) -> Path:
    """A sample company, made by the command line."""
    path = place / f"{kind}.filingdesk"
    environment = {**os.environ, "FILING_DESK_HOME": str(place / "home")}
    command = [sys.executable, "-P", "-m", "desktop_app", "sample", kind, str(path)]
    subprocess.run(
        command, check=True, cwd=ROOT, env={**environment, "PYTHONPATH": str(ROOT)}, stdout=subprocess.DEVNULL
    )
    return path
