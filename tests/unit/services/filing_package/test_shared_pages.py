"""What both versions share is composed once and comes out as if each had been composed alone; equal requests."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from desktop_app.domain.values import Place, place_of
from desktop_app.formspec.answers import OverriddenValue
from desktop_app.services.filing_package import schedule_pages
from desktop_app.services.filing_package.compose import composed, composed_versions
from desktop_app.services.filing_package.paper import VersionPages
from desktop_app.services.filing_package.request import RenderRequest, request_bytes, surely_same
from tests.support import small_filing as paperwork

CHEMICALS = place_of("w2/chemicals/amount")


def requests(seals: Sequence[str]) -> tuple[RenderRequest, RenderRequest]:
    notes = {"w2/chemicals/amount": "A new well.", "w2/power/amount": "Higher rates."}
    overrides = {"w2/total/amount": OverriddenValue("12", "The auditor's figure.")}
    source = paperwork.source(paperwork.filing(seals=seals, notes=notes, overrides=overrides))
    return source.public_request(), source.full_request()


def alone(request: RenderRequest) -> object:
    return composed(request, paperwork.Library(), paperwork.measured)


def together(public: RenderRequest, full: RenderRequest) -> object:
    return composed_versions(public, full, paperwork.Library(), paperwork.measured)


@pytest.mark.parametrize(
    "seals", [(), paperwork.SEALS, ("w2/chemicals/amount",), ("loans",), ("w2/power", "loans/b/owed")]
)
def test_versions_composed_together_are_the_same_as_alone(seals: Sequence[str]) -> None:
    public, full = requests(seals)
    assert together(public, full) == (alone(public), alone(full))


def test_only_pages_that_hold_something_sealed_are_composed_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[tuple[bool, bool]] = []
    compose_page = schedule_pages._index_page

    def counted(paper: VersionPages, schedules: Sequence[object]) -> object:
        page = compose_page(paper, schedules)  # type: ignore[arg-type]  # the schedules of one page
        made.append((paper.view.public, any(leaf.sealed for leaf in page.leaves)))
        return page

    monkeypatch.setattr(schedule_pages, "_index_page", counted)
    together(*requests(("loans",)))
    assert len([public for public, _ in made if public]) > 1
    assert [sealed for public, sealed in made if not public] == [True]


def valued(request: RenderRequest, place: Place, value: str) -> RenderRequest:
    return replace(request, view=replace(request.view, values={**request.view.values, place: Decimal(value)}))


def test_a_version_that_knows_another_value_or_row_is_composed_by_itself() -> None:
    public, full = requests(("loans",))
    noted = replace(full, view=replace(full.view, notes={CHEMICALS: "Other words."}))
    grown = replace(full, view=replace(full.view, rows={"loans": ("a", "b", "c")}))
    for other in (
        valued(full, CHEMICALS, "7"),
        valued(full, CHEMICALS, "7.50"),
        noted,
        grown,
        replace(full, draft=True),
    ):
        assert together(public, other) == (alone(public), alone(other))


def test_requests_are_surely_the_same_only_if_they_are_written_alike() -> None:
    public, _ = requests(("loans",))
    twin = replace(public, view=replace(public.view, values=dict(public.view.values)))
    assert surely_same(public, twin)
    assert request_bytes(public) == request_bytes(twin)
    one, other = valued(public, CHEMICALS, "1.0"), valued(public, CHEMICALS, "1.00")
    assert one == other
    assert request_bytes(one) != request_bytes(other)
    more = replace(public, view=replace(public.view, values={**public.view.values, place_of("w2/x/y"): Decimal(1)}))
    assert not any(
        surely_same(public, changed)
        for changed in (other, more, replace(public, fields={}), replace(public, view=replace(public.view, notes={})))
    )
    assert not surely_same(one, other)
