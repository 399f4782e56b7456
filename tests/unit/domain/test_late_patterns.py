"""Patterns that are compiled when they are first used: nothing is compiled by a start, and all can be compiled."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app.domain.late_patterns import late_pattern

ROOT = Path(__file__).resolve().parents[3]


def test_a_late_pattern_does_what_a_pattern_does() -> None:
    late, known = late_pattern(r"(?P<word>[a-z]+)-\1", re.IGNORECASE), re.compile(r"(?P<word>[a-z]+)-\1", re.IGNORECASE)
    for text in ("ab-AB", "ab-ac", "x AB-ab y"):
        assert bool(late.fullmatch(text)) == bool(known.fullmatch(text))
        assert late.sub("<>", text) == known.sub("<>", text)
        assert [found["word"] for found in late.finditer(text)] == [found["word"] for found in known.finditer(text)]
    assert (late.pattern, late.flags, late.groups) == (known.pattern, known.flags, known.groups)
    assert late_pattern(rb"\d+").findall(b"1 22") == [b"1", b"22"]


def test_it_is_compiled_once_and_only_when_it_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    compile_ = re.compile

    def counting(pattern: str, flags: int = 0) -> re.Pattern[str]:
        compiled.append(pattern)
        return compile_(pattern, flags)

    monkeypatch.setattr(re, "compile", counting)
    late = late_pattern("a+")
    assert late.pattern == "a+"
    assert compiled == []
    assert late.match("aa")
    assert late.match("b") is None
    assert compiled == ["a+"]


def test_what_a_pattern_does_not_have_it_does_not_have() -> None:
    with pytest.raises(AttributeError):
        late_pattern("a").matches  # type: ignore[attr-defined] # noqa: B018


def answer(probe: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", probe], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    ).stdout


@pytest.mark.slow
def test_every_pattern_of_the_program_can_be_compiled() -> None:
    """A wrong pattern would be found only where it is used."""
    skipped = ("gui", "__main__", "jobs")
    paths = [path.relative_to(ROOT).with_suffix("").parts for path in sorted((ROOT / "desktop_app").rglob("*.py"))]
    modules = [".".join(parts) for parts in paths if parts[1] not in skipped and parts[-1] != "__init__"]
    probe = f"""
import gc
from importlib import import_module
from desktop_app.domain.late_patterns import _LatePattern
for name in {modules!r}:
    import_module(name)
found = [thing for thing in gc.get_objects() if isinstance(thing, _LatePattern)]
print(len(found), all(late.flags is not None for late in found))
"""
    count, fine = answer(probe).split()
    assert int(count) > 250
    assert fine == "True"


@pytest.mark.slow
def test_a_start_of_the_command_line_compiles_none_of_ours() -> None:
    """What is still compiled is the standard library's; a constant of ours would stand here with its text."""
    probe = """
compiled = []
from desktop_app.domain import late_patterns
late_patterns._LatePattern.__getattr__ = lambda late, name: compiled.append(late.pattern)
import desktop_app.bootstrap, desktop_app.cli.company_verbs, desktop_app.cli.entry_verbs
import desktop_app.services.filing_package.packages
print(compiled)
"""
    assert answer(probe) == "[]\n"
