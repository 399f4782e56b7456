"""What is written under ``forms/`` and what the program reads of it: no citation and no legal value stands idle."""

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache

import pytest

from desktop_app.formspec.checks import BLANK
from desktop_app.rulebook.tariff_rules import DUTY
from desktop_app.services.filing_package.gates import _GATES
from tests.forms import carriers

# Topics that are read as a whole, each where it is read.
WHOLE = {
    "addressees": "desktop_app/services/filing_package/correspondence.py",
    "holidays": "desktop_app/rulebook/holidays.py",
    "sealing": "desktop_app/services/confidentiality/sealing.py",
    "size": "desktop_app/services/analysis/size_of_company.py",
}


@pytest.mark.slow
def test_no_citation_stands_where_nothing_carries_it() -> None:
    """What is written and what the program reads of it are the same provisions."""
    carried = {cite for carrier in carriers.carriers() for cite in carrier.cites}
    assert written() - carried == set()


def written() -> set[str]:
    found: set[str] = set()
    for path in carriers.FORMS.rglob("*.toml"):
        found.update(cite for cite in _cites(tomllib.loads(path.read_text(encoding="utf-8"))) if "<" not in cite)
    return found


def _cites(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        for key, value in node.items():
            yield from (str(cite) for cite in value) if key == "cites" else _cites(value)
    elif isinstance(node, list):
        for value in node:
            yield from _cites(value)


@pytest.mark.slow
def test_every_legal_value_is_read() -> None:
    """A value that nothing reads becomes a check, a line, a printed word or a deadline, or it goes."""
    law = carriers.library().law()
    clocks = {clock.name for clock in law.clocks.all}
    assert [name for name in law.rules.names if name not in clocks and not _is_read(name)] == []


def _is_read(name: str) -> bool:
    """Whether a form's expression, a letter or the program names the value."""
    topic, _, stem = name.partition("/")
    if topic in WHOLE:
        return topic != "addressees" or _addressed(stem)
    if topic.startswith("tariff_"):
        duty = carriers.library().rules().parameter(name).unit == DUTY
        return duty or stem in _named("services/tariff_", "gui/tariff_", "rulebook/tariff_", "services/analysis/size_")
    penalties = carriers.library().law().penalties.all
    if any(name in (penalty.base, penalty.per_day) for penalty in penalties):
        return True
    return f"rule:{name}" in _expressions() or name in _named("") or stem in _named("rulebook/", "services/")


def _addressed(stem: str) -> bool:
    """An addressee is printed in a letter, or shown with a deadline."""
    clocks = carriers.library().law().clocks.all
    letters = "".join(path.read_text(encoding="utf-8") for path in (carriers.FORMS / "letters").glob("*.toml"))
    return f"{{{stem}_address}}" in letters or any(f"addressees/{stem}" in clock.addressees for clock in clocks)


@cache
def _expressions() -> frozenset[str]:
    """The legal values that expressions of the forms name."""
    written = (path for folder in ("filings", "parts") for path in (carriers.FORMS / folder).rglob("*.toml"))
    texts = (path.read_text(encoding="utf-8") for path in written)
    return frozenset(found for text in texts for found in re.findall(r"rule:[a-z_]+/[a-z_]+", text))


@cache
def _named(*places: str) -> frozenset[str]:
    """The texts in the program's code of these places, and the parts of those that are put together."""
    root = carriers.ROOT / "desktop_app"
    paths = (path for path in root.rglob("*.py") if path.relative_to(root).as_posix().startswith(places))
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in paths)
    return frozenset(
        node.value
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


@pytest.mark.slow
def test_a_value_that_nothing_reads_would_be_seen() -> None:
    assert not _is_read("annual_report/no_such_value")
    assert not _addressed("nobody")
    assert not [place for place in WHOLE.values() if not (carriers.ROOT / place).is_file()]


def test_every_gate_is_kept_by_the_part_that_it_names() -> None:
    clocks = {cite for clock in carriers.library().law().clocks.all for cite in clock.cites}
    package = {known for known, *_ in _GATES}
    forms = [carriers.library().form(path.name) for path in (carriers.FORMS / "filings").iterdir()]
    engine = {BLANK} | {check.id for form in forms for check in form.checks}
    for path in sorted(carriers.FORMS.glob("filings/*/r*/gates/*.toml")):
        for gate in tomllib.loads(path.read_text(encoding="utf-8"))["gate"]:
            cites, keeper = gate.get("cites", ()), gate["kept_by"]
            kept = all(any(other.startswith(cite) for other in clocks) for cite in cites)
            assert {"package": gate["id"] in package, "engine": gate["id"] in engine, "calendar": kept}[keeper], gate[
                "id"
            ]
