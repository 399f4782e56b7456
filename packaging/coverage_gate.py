"""``coverage_gate.py LEAST LAYER ...``: whether the tests reach so many percent of the branches, and which they miss.

Branches alone are counted. Where all of them are asked for, all lines are asked for too.
"""

import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from coverage import Coverage

ALL = 100


def main(arguments: Sequence[str]) -> int:
    """Gives exit code 1 if fewer branches were reached."""
    least, layers = int(arguments[0]), arguments[1:]
    measured = Coverage()
    measured.load()
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "coverage.json"
        measured.json_report(outfile=str(target), include=[f"desktop_app/{layer}/*" for layer in layers])
        report = json.loads(target.read_text(encoding="utf-8"))
    for name, file in report["files"].items():
        branches = [f"{line}->{to if to > 0 else 'exit'}" for line, to in file["missing_branches"]]
        if file["missing_lines"] or branches:
            print(f"{name}  lines {file['missing_lines']}  branches {', '.join(branches)}")
    totals = report["totals"]
    reached = ALL * totals["covered_branches"] / totals["num_branches"]
    print(f"{reached:.2f} percent of the branches of {', '.join(layers)}; at least {least} are asked for.")
    missed_lines = least == ALL and totals["missing_lines"]
    return 1 if reached < least or missed_lines else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
