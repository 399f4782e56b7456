"""Each kind of entry stands in one table: how its key reads, what it fills, how it is told."""

import inspect
import re
from dataclasses import fields
from decimal import Decimal
from pathlib import Path

import pytest

from desktop_app.domain.confidentiality import Seal
from desktop_app.domain.values import AnswerWord, Json, Place, value_to_json
from desktop_app.formspec.answers import AnswerMark, AnswerNote, Answers, OverriddenValue, ValueSource
from desktop_app.services.company import workspace_keys as keys
from desktop_app.services.company.workspace_keys import KIND_OF, KINDS
from desktop_app.services.ports import EntryChange
from tests.architecture.source import ROOT
from tests.support.memory_companies import company, make_companies

CELL = Place("w2", "chemicals", "amount")
NOT_IN_ANSWERS = {"repeated"}  # seals of other filings, found and not kept
FILLED: dict[str, tuple[str, Json, object]] = {
    "values": (str(CELL), value_to_json(AnswerWord.NONE), AnswerWord.NONE),
    "rows": ("p2_people", ["a", "b"], ("a", "b")),
    "overrides": (
        str(CELL),
        keys.override_to_json(OverriddenValue(Decimal("1.5"), "why")),
        OverriddenValue(Decimal("1.5"), "why"),
    ),
    "explanations": (str(CELL), "Because.", "Because."),
    "seals": ("w2/*/amount", keys.seal_to_json(Seal("w2/*/amount", "t", "r")), Seal("w2/*/amount", "t", "r")),
    "sources": (str(CELL), keys.source_to_json(ValueSource(Decimal(3), "books")), ValueSource(Decimal(3), "books")),
    "doubts": (str(CELL), "Which month?", "Which month?"),
    "books": (str(CELL), keys.source_to_json(ValueSource(Decimal(7), "GL")), ValueSource(Decimal(7), "GL")),
    "notes": (
        str(CELL),
        keys.note_to_json(AnswerNote("ask", AnswerMark.ESTIMATE)),
        AnswerNote("ask", AnswerMark.ESTIMATE),
    ),
}


def kind_of_key(function: str) -> str:
    """The first part of the key that a key function makes."""
    made = getattr(keys, function)
    wanted = inspect.signature(made).parameters
    return str(made(*[CELL if "Place" in str(one.annotation) else "x" for one in wanted.values()])).partition("/")[0]


def test_every_key_is_of_a_kind_in_the_table() -> None:
    functions = [name for name, _ in inspect.getmembers(keys, inspect.isfunction) if name.endswith("_key")]
    assert len(functions) > 10
    assert {kind_of_key(name) for name in functions} <= set(KIND_OF)


def test_every_kind_is_told_in_the_heading_of_its_module() -> None:
    told = set(re.findall(r"^``([a-z_]+)/", keys.__doc__ or "", re.MULTILINE))
    assert told == {kind.name for kind in KINDS}


def test_every_part_of_the_answers_is_filled_by_one_kind() -> None:
    parts = sorted(kind.part for kind in KINDS if kind.read is not None)
    assert parts == sorted(field.name for field in fields(Answers) if field.name not in NOT_IN_ANSWERS)
    assert parts == sorted(FILLED)


@pytest.mark.parametrize("part", sorted(FILLED))
def test_what_is_kept_comes_back(part: str) -> None:
    kind = next(kind for kind in KINDS if kind.part == part)
    path, data, value = FILLED[part]
    assert kind.read is not None
    assert kind.read(path, data) == value


def test_days_numbers_and_tables_are_read_in_one_place() -> None:
    """No other module of the services reads days, numbers or tables of entries by hand."""
    again = re.compile(r"def _?(as_)?(whole|iso|table|day)\(data: Json\)")
    found = [
        path.relative_to(ROOT).as_posix()
        for path in sorted((ROOT / "desktop_app").rglob("*.py"))
        if path.name != "json_fields.py" and again.search(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_the_chart_that_a_filed_report_had_is_read_or_named(tmp_path: Path) -> None:
    workspace = company(make_companies(), tmp_path).workspace
    workspace.commit("x", [EntryChange("chart/2024-annual-report", None, "601")])
    with pytest.raises(ValueError, match=r"^The chart of 2024-annual-report is not a table\.$"):
        keys.account_edits(workspace, "2024-annual-report")
    assert keys.account_edits(workspace, "2023-annual-report") == ()
