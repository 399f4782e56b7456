"""Writes `resources/checks/examples.json`: of each check one case that fails and one that passes, in words.

The cases are those of the tests (`tests/cases/checks`), so that an example is always one that was tried.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "resources" / "checks" / "examples.json"


def examples() -> str:
    """The file as text."""
    sys.path.insert(0, str(ROOT))
    from tests.forms.test_check_cases import cases

    found: dict[str, dict[str, list[str]]] = {}
    for fires in (True, False):
        for case in cases():
            pair = found.setdefault(case.form, {}).setdefault(case.check, ["", ""])
            at = 0 if fires else 1
            if case.fires is fires and not pair[at]:
                pair[at] = f"{case.name[:1].upper()}{case.name[1:]}."
    return json.dumps(found, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    TARGET.write_text(examples(), encoding="utf-8")
