"""Two filings equal in everything unsealed give the same public documents, whatever the sealed cells hold."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.values import AnswerWord, Place, place_of
from desktop_app.formspec.evaluation import FilingValues
from desktop_app.formspec.public_view import Shown, full_view
from desktop_app.pagespec.pages import Item, PageDocument, PaperPage, RectangleItem, SealMark, TextItem
from desktop_app.pagespec.paragraphs import printable
from desktop_app.services.filing_package.alterations import HOSTILE, HUGE, WIDE, altered, substitutions
from desktop_app.services.filing_package.compose import ComposedDocument, composed
from desktop_app.services.filing_package.filing_source import FilingSource
from desktop_app.services.filing_package.package_tools import SealedLeak
from desktop_app.services.filing_package.paper import VersionPages
from desktop_app.services.filing_package.redaction_trials import try_requests
from desktop_app.services.filing_package.request import read_request, request_bytes
from tests.support import small_filing as paperwork
from tests.support.paper_tools import compose_version

pytestmark = pytest.mark.slow  # whole sample companies

CALCULATION = paperwork.filing(notes={"w2/chemicals/amount": "A new well.", "w2/power/amount": "Higher rates."})
REAL = paperwork.source(CALCULATION)
SEALED = sorted(REAL.view.sealed)
PUBLIC = compose_version(REAL.public_request(), paperwork.Library(), paperwork.measured)

hostile = st.one_of(
    st.none(),
    st.sampled_from(
        [Decimal(0), Decimal("-0.00"), HUGE, Decimal(10) ** 15, AnswerWord.NONE, AnswerWord.NOT_APPLICABLE]
    ),
    st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**14), max_value=10**14),
    st.sampled_from([WIDE, "", " ", "\n" * 30, *HOSTILE, "(5.00)", "\ud800", "\x00R"]),
    st.text(max_size=300),
    st.dates(date(1800, 1, 1), date(2199, 12, 31)),
)
fillings = st.fixed_dictionaries(dict.fromkeys(SEALED, hostile))
notes = st.dictionaries(st.sampled_from(SEALED), st.text(max_size=80))


def with_sealed(values: Mapping[Place, Shown | None], beside: Mapping[Place, str]) -> FilingSource:
    view = REAL.view
    kept = {place: value for place, value in view.values.items() if place not in view.sealed}
    kept |= {place: value for place, value in values.items() if value is not None}
    open_notes = {place: note for place, note in view.notes.items() if not view.note_sealed(place)}
    other = replace(REAL)
    other.__dict__["view"] = replace(view, values=kept, notes={**open_notes, **beside})
    other.__dict__["reasons"] = dict(beside)
    return other


@pytest.mark.untraced
@given(fillings, notes)
def test_the_public_request_and_documents_do_not_change(
    values: Mapping[Place, Shown | None], beside: Mapping[Place, str]
) -> None:
    other = with_sealed(values, beside)
    assert request_bytes(other.public_request()) == request_bytes(REAL.public_request())
    assert compose_version(other.public_request(), paperwork.Library(), paperwork.measured) == PUBLIC


@pytest.mark.untraced
@given(fillings, notes)
def test_both_versions_have_the_same_pages_and_places(
    values: Mapping[Place, Shown | None], beside: Mapping[Place, str]
) -> None:
    (full,) = composed(with_sealed(values, beside).full_request(), paperwork.Library(), paperwork.measured)
    public = composed(REAL.public_request(), paperwork.Library(), paperwork.measured)[0]
    assert full.common == public.common == len(public.document.pages)
    assert full.sealed[: len(public.sealed)] == public.sealed
    for sealed_page, public_page in zip(full.document.pages, public.document.pages, strict=False):
        assert sealed_page.label == public_page.label
        assert sealed_page.anchors == public_page.anchors
        assert outside_cells(sealed_page) == outside_cells(public_page)


def outside_cells(page: PaperPage) -> list[Item]:
    """What stands on the page besides sealed cells and the words that name the version."""
    return [item for item in page.items if not _version_words(item) and not _in_sealed(item, page)]


def _version_words(item: Item) -> bool:
    words = {text.lower() for text in paperwork.LEGENDS.values()}
    return isinstance(item, TextItem) and item.content.lower() in words


def _in_sealed(item: Item, page: PaperPage) -> bool:
    """Whether the item belongs to a sealed cell, told by the line on which it stands."""
    if page.label == "Cover" or isinstance(item, SealMark) or (isinstance(item, RectangleItem) and item.gray == 0.35):
        return True
    lines = {(place.schedule, place.line) for place in SEALED}
    bands = [band for anchor, band in page.anchors.items() if tuple(anchor.split("/")) in lines]
    return isinstance(item, TextItem) and any(top <= item.y <= bottom for top, bottom in bands)


@given(fillings, notes)
def test_the_sealed_version_holds_every_sealed_value(
    values: Mapping[Place, Shown | None], beside: Mapping[Place, str]
) -> None:
    source = with_sealed(values, beside)
    request = source.full_request()
    (full,) = composed(request, paperwork.Library(), paperwork.measured)
    paper = VersionPages(request, CALCULATION.model.sheet, paperwork.measured)
    printed = squeezed("".join(words(full.document)))
    for place in SEALED:
        text = paper.text(place, CALCULATION.model.sheet.cells[place])
        assert squeezed(text) in printed
    for note in beside.values():
        assert squeezed(printable(note)) in printed


def words(document: PageDocument) -> list[str]:
    return [item.content for page in document.pages for item in page.items if isinstance(item, TextItem)]


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_the_request_survives_its_journey() -> None:
    for request in (REAL.public_request(), REAL.full_request()):
        again = read_request(request_bytes(request))
        assert request_bytes(again) == request_bytes(request)
        assert again.view.sealed == request.view.sealed
        ours = compose_version(request, paperwork.Library(), paperwork.measured)
        assert compose_version(again, paperwork.Library(), paperwork.measured) == ours


def test_no_sealed_value_is_in_the_public_request() -> None:
    sent = request_bytes(REAL.public_request()).decode()
    for place in SEALED:
        assert str(paperwork.VALUES[str(place)]) not in sent
    assert "A new well." not in sent
    assert "Higher rates." in sent


@pytest.mark.parametrize("name", [name for name, _ in substitutions(b"")])
def test_the_self_test_sees_nothing(name: str) -> None:
    assert dict(REAL.altered())[name] == request_bytes(REAL.public_request())


def test_alterations_change_every_sealed_value_and_no_other() -> None:
    for name, substitute in substitutions(b"seed"):
        other = full_view(altered(CALCULATION, substitute))
        assert other.seals == REAL.view.seals
        for place, value in REAL.view.values.items():
            same = other.values.get(place) == value
            assert same is (place not in REAL.view.sealed), (name, place)


def test_the_sealed_values_of_other_filings_are_altered_with_them() -> None:
    power, rent = place_of("w2/power/amount"), place_of("w2/rent/amount")
    outside = {"prior": {power: Decimal(7), rent: Decimal(8)}}
    read = replace(CALCULATION, model=replace(CALCULATION.model, outside=outside))
    other = altered(read, lambda _, __: Decimal(1), {"prior": frozenset({power})})
    assert other.model.outside == {"prior": {power: Decimal(1), rent: Decimal(8)}}


def test_what_is_made_besides_the_report_is_made_again_by_the_self_test() -> None:
    """A letter that tells a sealed value is seen though the view holds none."""

    def made(calculation: FilingValues) -> FilingSource:
        told = {"leak": str(calculation.values.get(SEALED[0]))}
        return FilingSource(
            calculation, paperwork.SUBJECT, told, again=lambda substitute: made(altered(calculation, substitute))
        )

    with pytest.raises(SealedLeak, match="made of other data"):
        try_requests(made(CALCULATION))


def test_a_document_is_named_and_titled_without_values() -> None:
    assert [document.name for document in PUBLIC] == [
        "annual-report-2025-public.pdf",
        "cover-letter.pdf",
        "filing-sheet.pdf",
    ]


def test_composed_pages_know_their_labels() -> None:
    item: ComposedDocument = composed(REAL.public_request(), paperwork.Library(), paperwork.measured)[0]
    assert item.labels[:3] == ("Cover", "Affidavit", "1")
    assert item.labels == tuple(page.label for page in item.document.pages)
