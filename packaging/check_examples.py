"""Writes `resources/checks/examples.json`, and the page of the handbook that lists all checks with these examples.

Of each check one case that fails and one that passes, in words.

The cases are those of the tests (`tests/cases/checks`), so that an example is always one that was tried.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "resources" / "checks" / "examples.json"
PAGE = ROOT / "resources" / "handbook" / "20-checks.md"
ABOUT = (
    "Every check of the program, by filing: how serious it is, what it says, which pages it looks at, why, the rule or "
    "source, and an example that fails and one that passes. *Help, Catalogue of checks* finds them by words, and "
    "*About this check* leads from a finding to its check."
)


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


def page() -> str:
    """The page of the handbook, from the checks and the examples as they were written last."""
    sys.path.insert(0, str(ROOT))
    from desktop_app.bootstrap import program
    from desktop_app.services.progress.catalogue import catalogue_of, checked_forms, read_examples

    desk = program()
    lines, form = ["# All checks", "about:", "", ABOUT], ""
    forms, found = checked_forms(desk.registry), read_examples(ROOT / "resources")
    for entry in catalogue_of(desk.companies.library, forms, found):
        if entry.form != form:
            lines.append(f"\n## {entry.title}\n")
            form = entry.form
        told = (f"{name}: {words.rstrip('.')}." for name, words in entry.lines[1:])
        lines.append(f"- {entry.number} ({entry.id}), {entry.level}. {' '.join(told)}".replace("*", ""))
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    TARGET.write_text(examples(), encoding="utf-8")
    PAGE.write_text(page(), encoding="utf-8")
