"""The examples of the catalogue that ship are those of the tests' cases."""

import importlib.util
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_examples_that_ship_are_of_today() -> None:
    spec = importlib.util.spec_from_file_location("check_examples", ROOT / "packaging" / "check_examples.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.TARGET.read_text(encoding="utf-8") == module.examples(), "run packaging/check_examples.py"
    assert module.PAGE.read_text(encoding="utf-8") == module.page(), "run packaging/check_examples.py"
