"""The catalogue of checks of the shipped forms."""

from pathlib import Path

import pytest

from desktop_app.bootstrap import form_files
from desktop_app.locations import find_folders
from desktop_app.services.progress.catalogue import (
    CatalogueEntry,
    catalogue_of,
    checked_forms,
    read_examples,
    search_catalogue,
)

PLACES = find_folders()
LIBRARY = form_files(PLACES)


@pytest.fixture(scope="module")
def entries() -> tuple[CatalogueEntry, ...]:
    return catalogue_of(LIBRARY, ("annual_report", "annual_report"), read_examples(PLACES.resources))


def test_each_check_says_what_it_looks_at_why_and_by_which_source(entries: tuple[CatalogueEntry, ...]) -> None:
    assert len(entries) == len(LIBRARY.form("annual_report").checks)
    assert [entry.number for entry in entries] == list(range(1, len(entries) + 1))
    assert [entry.id for entry in entries if not (entry.looks_at and entry.says and entry.why and entry.source)] == []
    assert [entry.id for entry in entries if "{" in entry.says] == []


def test_each_has_an_example_that_fails_and_one_that_passes(entries: tuple[CatalogueEntry, ...]) -> None:
    assert [entry.id for entry in entries if not (entry.fails and entry.passes)] == []


def test_it_is_found_by_words_number_and_citation(entries: tuple[CatalogueEntry, ...]) -> None:
    assert search_catalogue(entries, "C13")[0].id == "C13"
    assert entries == search_catalogue(entries, "  ")
    assert search_catalogue(entries, "no such words anywhere") == ()
    entry = search_catalogue(entries, "C13")[0]
    assert ("Fails when", "Assets exceed the other side by 100.") in entry.lines
    assert "(C13)" in entry.heading


@pytest.mark.slow
def test_every_form_that_is_prepared_is_in_it() -> None:
    forms = checked_forms(LIBRARY.registry())
    assert "annual_report" in forms
    assert len(catalogue_of(LIBRARY, forms, {})) > 200


def test_an_installation_without_examples_has_none(tmp_path: Path) -> None:
    assert read_examples(tmp_path) == {}
