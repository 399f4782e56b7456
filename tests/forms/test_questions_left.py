"""What a person need not be asked once the books are there: accounts that did not move, and what was paid."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from desktop_app import bootstrap, locations
from desktop_app.domain.late_dataclasses import replace
from desktop_app.domain.values import AnswerWord, Place, Value, place_of
from desktop_app.formspec.answers import ValueSource
from desktop_app.formspec.evaluation import calculate
from desktop_app.formspec.suggestions import suggested_values
from desktop_app.services.company.company_file import EvaluatedFiling
from tests.support.one_sample import sample_content

STILL = ("additions", "retirements", "adjustments")
WORN = ("salvage", "removal", "other")


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EvaluatedFiling]:
    folder = tmp_path_factory.mktemp("sample")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(locations.HOME_VARIABLE, str(folder / "home"))
        path: Path = folder / "sample.filingdesk"
        path.write_bytes(sample_content())
        file = bootstrap.program().companies.open(path)
        yield file.book("2025-annual-report")
        file.close()


def offered(book: EvaluatedFiling, blanked: tuple[str, ...], said: dict[str, Decimal]) -> dict[Place, Value]:
    """What is suggested when these cells are blank and the books say that of computed ones."""
    blank = {place_of(text) for text in blanked}
    values = {place: value for place, value in book.answers.values.items() if place not in blank}
    books = {place_of(text): ValueSource(value, "row 3") for text, value in said.items()}
    calculation = calculate(book.calculation.model, replace(book.answers, values=values, books=books))
    found = suggested_values(calculation, ("w3", "w4", "p8_taxes"))
    return {place: value for place, value in found.items() if place in blank}


@pytest.mark.slow
def test_an_account_that_did_not_move_is_suggested_as_unmoved(book: EvaluatedFiling) -> None:
    begin = book.answers.values[place_of("w3/structures/begin")]
    worn, provision = (book.answers.values[place_of(f"w4/structures/{column}")] for column in ("begin", "provision"))
    assert isinstance(begin, Decimal)
    assert isinstance(worn, Decimal)
    assert isinstance(provision, Decimal)
    cells = (*(f"w3/structures/{column}" for column in STILL), *(f"w4/structures/{column}" for column in WORN))
    ends = {"w3/structures/end": begin, "w4/structures/end": worn + provision}
    assert offered(book, cells, ends) == dict.fromkeys(map(place_of, cells), AnswerWord.NONE)
    assert offered(book, cells, {}) == {}
    moved = ends | {"w3/structures/end": begin + 1}
    assert offered(book, cells, moved) == {}


def test_what_was_paid_follows_from_what_the_books_say_is_owed(book: EvaluatedFiling) -> None:
    place = place_of("p8_taxes/tax_property/paid")
    found = offered(book, (str(place),), {"p8_taxes/tax_property/end": Decimal(40)})
    begin, charged = (book.answers.values[place._replace(column=column)] for column in ("begin", "charged"))
    assert isinstance(begin, Decimal)
    assert isinstance(charged, Decimal)
    assert found == {place: begin + charged - 40}
    assert offered(book, (str(place),), {}) == {}
