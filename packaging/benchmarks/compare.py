"""Compares two tables that ``run.py`` kept and names what grew.

``.venv/bin/python packaging/benchmarks/compare.py OLD.json NEW.json``: the exit code is 1 if anything grew by more than
15 percent. Where a row has a yardstick the ratios are compared, else the figures.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

MOST = 1.15


def figures(path: Path) -> dict[str, float]:
    """What each row of a kept table comes to: its ratio, or its figure where it has no yardstick."""
    kept = json.loads(path.read_text("utf-8"))
    return {f"{row['section']}: {row['name']}": row["ratio"] or row["ours"] for row in kept["rows"]}


def grown(old: Mapping[str, float], new: Mapping[str, float], most: float = MOST) -> list[str]:
    """What grew by more than that, the worst first; rows that only one table has are no growth."""
    shared = [name for name in old if name in new and old[name] > 0]
    worst = sorted(((new[name] / old[name], name) for name in shared), reverse=True)
    return [f"{name}: {old[name]:.4g} -> {new[name]:.4g} ({by:.2f} times)" for by, name in worst if by > most]


def main(arguments: Sequence[str]) -> int:
    try:
        old, new = (figures(Path(argument)) for argument in arguments)
    except (OSError, ValueError, KeyError):
        print((__doc__ or "").strip(), file=sys.stderr)
        return 2
    lines = grown(old, new)
    print("\n".join(lines) or "Nothing grew by more than 15 percent.")
    for name in sorted(old.keys() ^ new.keys()):
        print(f"only in one table: {name}")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
