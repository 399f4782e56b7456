"""Works out random filings with the program and with the model under tests/model, and says every box that differs.

    .venv/bin/python packaging/recompute.py --filings 1000

One thousand filings for each sample, and a quarter of that for each other kind of company, take some minutes.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MOST_SAID = 20


def main() -> int:
    """Compares, prints one line for each kind of company, and returns 1 if any box differs."""
    sys.path.insert(0, str(ROOT))
    from tests.model.random_filings import OTHERS, SAMPLES, compare

    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--filings", type=int, default=1000, help="filings for each sample (default: 1000)")
    parser.add_argument("--first", type=int, default=0, help="number of the first filing (default: 0)")
    chosen = parser.parse_args()
    wrong = 0
    for kinds, filings in ((SAMPLES, chosen.filings), (OTHERS, max(1, chosen.filings // 4))):
        for kind in kinds:
            boxes = 0
            for number in range(chosen.first, chosen.first + filings):
                compared, found = compare(kind, number)
                boxes += compared
                for line in found[:MOST_SAID]:
                    sys.stdout.write(f"filing {number}: {line}\n")
                wrong += len(found)
            sys.stdout.write(f"{kind}: {filings} filings, {boxes} boxes\n")
    sys.stdout.write(f"{wrong} differ\n")
    return int(wrong > 0)


if __name__ == "__main__":
    raise SystemExit(main())
