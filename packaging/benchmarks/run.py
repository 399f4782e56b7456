"""Measures what the program promises about speed and prints one table.

``.venv/bin/python packaging/benchmarks/run.py [--keep FILE.json] [NAMES]``. A section is a module of this folder with a
docstring, which is its title, and a function `rows`; without names all are measured. Nothing is asserted: a machine may
be busy. A section that cannot be measured is named, the others go on, and the exit code is 1. The table is kept in the
named file, or in ``build/benchmarks``; ``compare.py`` compares two of them.
"""

from __future__ import annotations

import importlib
import os
import platform
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks.rows import Row

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
OWN = {"run", "rows", "compare", "memory"}


def main(arguments: Sequence[str]) -> int:
    from benchmarks.rows import ROOT, ProbeFailed, kept_table, table

    kept, names = ROOT / "build" / "benchmarks" / f"{time.strftime('%Y-%m-%d %H%M')}.json", arguments
    if arguments[:1] == ["--keep"]:
        kept, names = Path(arguments[1]), arguments[2:]

    known = sorted(path.stem for path in HERE.glob("*.py") if path.stem not in OWN)
    unknown = [name for name in names if name not in known]
    if unknown:
        print(f"There is no section '{unknown[0]}'. Sections: {', '.join(known)}.", file=sys.stderr)
        return 2
    sections: list[tuple[str, Sequence[Row]]] = []
    failed: list[str] = []
    for name in names or known:
        print(f"measuring {name} ...", file=sys.stderr, flush=True)
        section = importlib.import_module(f"benchmarks.{name}")
        title = (section.__doc__ or name).strip().splitlines()[0].rstrip(".")
        try:
            sections.append((title, section.rows()))
        except ProbeFailed as failure:
            failed.append(name)
            sections.append((f"{title}: NOT MEASURED", []))
            print(failure, file=sys.stderr, flush=True)
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    machine = (
        f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, {os.cpu_count()} cores{load}"
    )
    print(f"{machine}\n\n{table(sections)}")
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text(kept_table(machine, sections), encoding="utf-8")
    print(f"\nkept in {kept}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
