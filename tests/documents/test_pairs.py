"""Pairs of filings that differ only in what is sealed; `packaging/noninterference.py` makes ten thousand of them."""

from pathlib import Path

import pytest

from desktop_app import locations
from desktop_app.formspec.public_view import FilingView, PublicView
from desktop_app.services.filing_package import filing_source as sources
from noninterference import Pairs, made_in

pytestmark = pytest.mark.slow  # whole sample companies


@pytest.fixture(scope="module")
def pairs(tmp_path_factory: pytest.TempPathFactory) -> Pairs:
    folder: Path = tmp_path_factory.mktemp("pairs")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(locations.HOME_VARIABLE, str(folder))
        return made_in(folder, 11)


def test_forty_pairs_have_the_same_public_bytes(pairs: Pairs) -> None:
    found = list(pairs.differing(40, painted=0.1, whole=0))
    assert [number for number, pair in enumerate(found) if pair.differs] == []
    assert any(pair.painted for pair in found)


def test_pairs_of_a_leaking_view_differ(pairs: Pairs, monkeypatch: pytest.MonkeyPatch) -> None:
    """Otherwise the test before would prove nothing."""

    def leaking(view: FilingView, places: object) -> FilingView:
        return PublicView(view.values, view.notes, view.rows, view.sealed, view.seals)

    monkeypatch.setattr(sources, "public_view", leaking)
    assert sum(pair.differs for pair in pairs.differing(10, painted=0, whole=0)) > 5


def test_whole_companies_give_the_public_the_same(pairs: Pairs) -> None:
    assert [(pair.whole, pair.differs) for pair in pairs.differing(1, whole=1)] == [(True, False)]
