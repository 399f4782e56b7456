"""Measures what the program promises about speed and prints one table.

``.venv/bin/python packaging/benchmarks/run.py [NAMES]``. A section is a module of this folder with a docstring, which
is its title, and a function `rows`; without names all are measured. Nothing is asserted: a machine may be busy.
"""

from __future__ import annotations

import importlib
import os
import platform
import sys
from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
OWN = {"run", "rows"}


def main(names: Sequence[str]) -> int:
    from benchmarks.rows import table

    known = sorted(path.stem for path in HERE.glob("*.py") if path.stem not in OWN)
    unknown = [name for name in names if name not in known]
    if unknown:
        print(f"There is no section '{unknown[0]}'. Sections: {', '.join(known)}.", file=sys.stderr)
        return 2
    sections = []
    for name in names or known:
        print(f"measuring {name} ...", file=sys.stderr, flush=True)
        section = importlib.import_module(f"benchmarks.{name}")
        sections.append(((section.__doc__ or name).strip().splitlines()[0].rstrip("."), section.rows()))
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    print(
        f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, {os.cpu_count()} cores{load}\n"
    )
    print(table(sections))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
