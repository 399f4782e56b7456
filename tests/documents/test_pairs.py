"""Pairs of filings that differ only in what is sealed; `packaging/noninterference.py` makes ten thousand of them."""

from pathlib import Path

import pytest

from desktop_app import locations
from desktop_app.formspec.public_view import PublicView, View
from desktop_app.services.filing_package import filing_source as sources
from noninterference import Pairs, made_in


@pytest.fixture(scope="module")
def pairs(tmp_path_factory: pytest.TempPathFactory) -> Pairs:
    folder: Path = tmp_path_factory.mktemp("pairs")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(locations.HOME_VARIABLE, str(folder))
        return made_in(folder, 11)


def test_some_hundred_pairs_have_the_same_public_bytes(pairs: Pairs) -> None:
    found = list(pairs.differing(250, painted=0.04))
    assert [number for number, (differs, _) in enumerate(found) if differs] == []
    assert any(painted for _, painted in found)


def test_pairs_of_a_leaking_view_differ(pairs: Pairs, monkeypatch: pytest.MonkeyPatch) -> None:
    """Otherwise the test before would prove nothing."""

    def leaking(view: View, places: object) -> View:
        return PublicView(view.values, view.notes, view.rows, view.sealed, view.seals)

    monkeypatch.setattr(sources, "public_view", leaking)
    assert sum(differs for differs, _ in pairs.differing(10, painted=0)) > 5
