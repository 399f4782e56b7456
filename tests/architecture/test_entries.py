"""Every class of the window that makes a field to type into is in the table of `tests/support/entry_fields`."""

import ast
from collections.abc import Iterator

from tests.architecture.source import Source, program
from tests.support.entry_fields import PARTS, WAYS

FIELDS = {"QLineEdit", "QPlainTextEdit", "QTextEdit", "QSpinBox", "QDoubleSpinBox", "QDateEdit", "QInputDialog"}
EDITABLE = "setEditable"


def typed_into(source: Source) -> Iterator[str]:
    """The classes that make such a field."""
    for node in source.tree.body:
        if isinstance(node, ast.ClassDef):
            called = {ast.unparse(one.func) for one in ast.walk(node) if isinstance(one, ast.Call)}
            if called & FIELDS or any(name.endswith(f".{EDITABLE}") for name in called):
                yield node.name


def test_the_search_sees_a_field() -> None:
    text = "class A:\n    def f(self):\n        x.setEditable(True)\nclass B:\n    pass\nclass C:\n    y = QSpinBox(p)"
    assert list(typed_into(Source("x.py", text))) == ["A", "C"]


def test_every_class_with_a_field_is_in_the_table() -> None:
    known = {name.partition(":")[0] for name in WAYS} | set(PARTS)
    found = {name for source in program() if source.layer == "gui" for name in typed_into(source)}
    assert found <= known, f"not tried with odd words: {sorted(found - known)}"


def test_every_part_belongs_to_a_page_or_dialog_of_the_table() -> None:
    assert {whole for whole in PARTS.values() if whole} <= set(WAYS)
