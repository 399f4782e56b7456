"""Every provision that the program answers is cited, and a user reaches whatever cites it."""

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from desktop_app.domain.citations import parse_citation
from desktop_app.formspec.definition import FormDefinition
from tests.forms import carriers
from tests.forms.carriers import Carrier

CASES = Path(__file__).resolve().parents[1] / "cases" / "provisions.toml"


@cache
def everything() -> tuple[Carrier, ...]:
    return tuple(carrier for carrier in carriers.carriers() if carrier.cites)


@cache
def reached() -> frozenset[str]:
    """Every provision with at least one carrier that is reached."""
    return frozenset(cite for carrier in everything() if carrier.reach() for cite in carrier.cites)


def provisions() -> list[tuple[str, str]]:
    """The provisions that software must answer, of the rules that the program serves."""
    table: dict[str, list[str]] = tomllib.loads(CASES.read_text(encoding="utf-8"))
    return [(kind, cite) for kind, cites in table.items() for cite in cites]


@pytest.mark.parametrize(("kind", "cite"), provisions())
def test_every_provision_is_reached(kind: str, cite: str) -> None:
    assert cite in reached(), [carrier.name for carrier in everything() if cite in carrier.cites]


def test_whatever_cites_is_reached() -> None:
    assert [carrier.name for carrier in everything() if not carrier.reach()] == []


def test_no_citation_stands_where_nothing_carries_it() -> None:
    """What is written under ``forms/`` and what the program reads of it are the same provisions."""
    carried = {cite for carrier in everything() for cite in carrier.cites}
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


def test_the_list_of_provisions_is_well_formed() -> None:
    cites = [cite for _, cite in provisions()]
    assert len(set(cites)) == len(cites)
    assert [cite for cite in cites if str(parse_citation(cite)) != cite] == []


def test_a_citation_that_nobody_reaches_would_be_seen() -> None:
    form: FormDefinition = carriers.library().form("annual_report")
    schedule = next(iter(form.schedules))
    assert not carriers._asks(form.id, "nowhere")()
    assert not carriers._asks(form.id, schedule.id, line="nowhere")()
    assert not carriers._checks(form.id, "C999")()
    assert not carriers._lists("annual_report/penalty_base", ["3.999(1)"])()
    assert not carriers._writes("love_letter", "", ["Dear"])()
    assert not carriers._writes("affidavit", "Roses are red", ["Violets are blue"])()
    assert not carriers._on_a_clock("3.999(1)")
