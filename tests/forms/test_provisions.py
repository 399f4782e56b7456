"""Every provision that counts as answered is answered where a user meets it, and the registry counts truly."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from desktop_app.domain.citations import parse_citation
from desktop_app.rulebook.registry import CoverageStatus
from tests.forms import carriers
from tests.forms.witnesses import Witness, failing

CASES = Path(__file__).resolve().parents[1] / "cases" / "provisions.toml"


@cache
def table() -> Mapping[str, Any]:
    return tomllib.loads(CASES.read_text(encoding="utf-8"))


def unanswered() -> Mapping[str, Sequence[str]]:
    """The provisions without a witness, by filing."""
    found: Mapping[str, Sequence[str]] = table()["unanswered"]
    return found


def answered() -> Iterator[tuple[str, str, Witness]]:
    """Filing, provision and witness."""
    for filing, provisions in table().items():
        if filing != "unanswered":
            for cite, witnesses in provisions.items():
                yield from ((filing, cite, witness) for witness in witnesses)


def documents() -> dict[str, list[tuple[str, Witness]]]:
    """The witnesses that are words, by the package in which they stand, so that each package is made once."""
    found: dict[str, list[tuple[str, Witness]]] = {}
    for _, cite, witness in answered():
        if "says" in witness:
            found.setdefault(witness["file"].rpartition("/")[0], []).append((cite, witness))
    return found


@pytest.mark.slow
@pytest.mark.parametrize("kind", documents())
def test_the_words_of_a_provision_stand_in_a_finished_document(kind: str) -> None:
    found = [(cite, failing(cite, witness)) for cite, witness in documents()[kind]]
    assert [item for item in found if item[1]] == []


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["line", "check", "refused", "clock"])
def test_a_provision_meets_the_user_with_its_citation(kind: str) -> None:
    found = [(cite, failing(cite, witness)) for _, cite, witness in answered() if kind in witness]
    assert [item for item in found if item[1]] == []


def test_the_list_of_provisions_is_well_formed() -> None:
    listed = [cite for _, cite in _all()]
    assert len(set(listed)) == len(listed)
    assert [cite for cite in listed if str(parse_citation(cite)) != cite] == []
    assert [cite for filing, rows in table().items() if filing != "unanswered" for cite in rows if not rows[cite]] == []


def _all() -> Iterator[tuple[str, str]]:
    """Filing and provision, of everything that software must answer."""
    for filing, cites in unanswered().items():
        yield from ((filing, cite) for cite in cites)
    yield from dict.fromkeys((filing, cite) for filing, cite, _ in answered())


def test_only_what_is_prepared_counts_as_answered() -> None:
    """A filing that the program does not prepare for a utility has no provision that is answered."""
    working = {
        (kind.id, rule)
        for kind in carriers.library().registry()
        for row in kind.coverage
        if row.status is CoverageStatus.WORKING
        for rule in row.rules
    }
    assert [(filing, cite) for filing, cite, _ in answered() if (filing, cite.partition("(")[0]) not in working] == []


@pytest.mark.slow
def test_the_registry_counts_what_is_asked_cited_and_answered() -> None:
    cited = {cite for carrier in carriers.carriers() for cite in carrier.cites}
    good = {cite for _, cite, _ in answered()}
    for kind in carriers.library().registry():
        asked = [cite for filing, cite in _all() if filing == kind.id]
        counted = (len(asked), sum(cite in cited for cite in asked), sum(cite in good for cite in asked))
        assert (kind.asked, kind.cited, kind.answered) == counted, kind.id
    assert {filing for filing, _ in _all()} <= {kind.id for kind in carriers.library().registry()}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("cite", "witness", "why"),
    [
        ("3.640(1)", {"line": "annual_report/nowhere/x"}, "does not cite it"),
        ("3.335(1)", {"line": "annual_report/w1/*/revenue"}, "does not cite it"),
        ("3.640(1)", {"check": "annual_report: C999"}, "does not cite it"),
        ("3.640(1)", {"says": "Roses are red", "file": "increase, water/summary.pdf"}, "does not say"),
        ("3.640(1)", {"says": "x", "file": "increase, water/poem.pdf"}, "has no file"),
        ("3.645(5)", {"refused": "gas: no summary"}, "3.260(5)"),
        ("3.425(4)", {"refused": "heating: no summary"}, "(('Rates rise."),
        ("3.165(1)", {"clock": "annual_report/longer_extension"}, "the calendar shows ()"),
        ("3.335(3)", {"clock": "annual_report/due"}, "3.335(1)"),
        ("3.640(1)", {"listed": "annual_report/due"}, "is no witness"),
    ],
)
def test_a_witness_that_does_not_answer_is_seen(cite: str, witness: Witness, why: str) -> None:
    assert why in failing(cite, witness)
