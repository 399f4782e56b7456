"""Each check of the list exists, as a check of the form or as a gate, with the weight that the list gives it."""

import tomllib
from pathlib import Path

import pytest

from desktop_app.services.filing_package.gates import _GATES
from tests.forms.carriers import FORMS, library

CASES = Path(__file__).resolve().parents[1] / "cases" / "consistency.toml"
LIST: dict[str, list[str]] = tomllib.loads(CASES.read_text(encoding="utf-8"))
GATES = LIST.pop("gates")


def levels(source: str) -> set[str]:
    """The weights of what stands under this name of the list."""
    checks = {check.level.value for check in library().form("annual_report").checks if check.source == source}
    path = FORMS / "filings" / "annual_report" / "r1" / "gates" / "gates.toml"
    gates = tomllib.loads(path.read_text(encoding="utf-8"))["gate"]
    return checks | {gate["level"] for gate in gates if gate["id"] == source}


@pytest.mark.parametrize(("level", "source"), [(level, source) for level, row in LIST.items() for source in row])
def test_a_check_of_the_list_has_its_weight(level: str, source: str) -> None:
    assert level in levels(source)


def test_the_list_is_whole() -> None:
    assert sorted(source for row in LIST.values() for source in row) == [f"C{number:02d}" for number in range(1, 46)]


def test_the_gates_of_the_package_are_those_of_the_list() -> None:
    own = {"letters"}  # text that the fonts cannot show: a gate of the program, not of the list
    assert [gate for gate, *_ in _GATES if gate not in own] == GATES
    checks = {check.source for check in library().form("annual_report").checks}
    assert not checks & set(GATES)


def test_thresholds_are_settings_whose_source_is_named() -> None:
    rules = library().rules()
    settings = [rules.parameter(name) for name in rules.names if name.startswith("annual_report/")]
    assert [item.name for item in settings if item.setting and not item.source] == []
    assert sum(item.setting for item in settings) >= 3
