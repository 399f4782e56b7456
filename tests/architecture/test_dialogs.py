"""Every dialog is shown by the one function that holds it to its screen."""

import ast
from collections.abc import Iterator

from tests.architecture.source import Source, program

ALLOWED = {  # the event loop itself, message boxes of the system's size, and the function
    "desktop_app/gui/app.py",
    "desktop_app/gui/widgets/asking.py",
    "desktop_app/gui/widgets/fitted_dialog.py",
}


def shown_directly(source: Source) -> Iterator[int]:
    """The lines that run a dialog themselves; a menu is run at a point."""
    for node in ast.walk(source.tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr == "exec"
            and not node.args
        ):
            yield node.lineno


def test_the_search_sees_a_dialog() -> None:
    assert list(shown_directly(Source("x.py", "def f():\n    d.exec()\n    run_dialog(d)\n"))) == [2]


def test_no_dialog_is_shown_by_itself() -> None:
    found = [
        f"{source.place}:{line}"
        for source in program()
        if source.layer == "gui" and source.place not in ALLOWED
        for line in shown_directly(source)
    ]
    assert found == []
