from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.confidentiality import Seal
from desktop_app.domain.values import AnswerWord, Place, Value, place_of
from desktop_app.formspec.answers import Answers
from desktop_app.formspec.evaluation import calculate
from desktop_app.formspec.public_view import (
    FilingView,
    HiddenValue,
    effective_seals,
    figures_view,
    filed_view,
    full_view,
    public_filing,
    public_view,
    sealed_places,
)
from tests.support.small_form import laid_out, model, places

SEALS = {"w2/power": Seal("w2/power", "Commercial", "Price of a contract")}


def view(
    given: dict[str, int | str | Value], rows: tuple[str, ...] = (), notes: dict[str, str] | None = None
) -> FilingView:
    explained = {place_of(path): text for path, text in (notes or {}).items()}
    answers = Answers(places(given), {"loans": rows} if rows else {}, explanations=explained, seals=SEALS)
    return full_view(calculate(model(rows), answers))


def test_a_sealed_cell_is_a_sign_filled_or_not() -> None:
    cells = laid_out().cells
    shown = public_view(view({"w2/labor/amount": 5}), cells)
    assert shown.values[place_of("w2/power/amount")] is HiddenValue.SEALED
    assert shown.values[place_of("w2/power/percent")] is HiddenValue.SEALED
    assert shown.values[place_of("w2/labor/amount")] == 5
    assert shown.public


def test_the_seals_of_single_cells_are_found_without_a_walk(monkeypatch: pytest.MonkeyPatch) -> None:
    """A package with six hundred of them took twenty times as long as one with few."""
    sheet, seals = laid_out(), [Seal(target, "x", "y") for target in ("w2/labor/amount", "w2/nowhere/amount")]
    waived = Seal("w2/power/amount", "x", "y", waived=True)
    monkeypatch.setattr(Seal, "covers", lambda *_: pytest.fail("every cell was looked at"))
    assert sealed_places(sheet, [*seals, waived]) == {place_of("w2/labor/amount")}


def test_a_seal_on_a_work_paper_alone_hides_nothing_of_what_is_filed() -> None:
    small = model(("a",))
    laid = small.sheet.schedules
    loans = replace(laid["loans"], definition=replace(laid["loans"].definition, work=True))
    work = replace(small, sheet=replace(small.sheet, schedules={**laid, "loans": loans}), like=None)
    seals = {target: Seal(target, "T", "R") for target in ("loans/a/lender", "w2/power", "*/*/lender", "w2/gone")}
    answers = Answers(places({"loans/a/lender": "A customer"}), {"loans": ("a",)}, seals=seals)
    full, filed = full_view(calculate(work, answers)), filed_view(calculate(work, answers))
    assert place_of("loans/a/lender") in full.sealed
    assert {place.schedule for place in filed.sealed} == {"w2"}
    assert {seal.target for seal in filed.seals} == {"w2/power", "w2/gone"}
    assert place_of("loans/a/lender") not in filed.values


def test_the_figures_of_another_filing_are_looked_at_one_by_one_and_under_its_seals() -> None:
    full = view({"w2/labor/amount": 5, "w2/power/amount": 7}, notes={"w2/labor/amount": "plain"})
    figures: dict[Place, Value] = {place_of("w2/labor/amount"): Decimal(5)}
    found = figures_view(laid_out(), figures, full.rows, full.seals)
    assert found.values is figures
    assert (found.sealed, found.seals, found.notes) == (full.sealed, full.seals, {})


def test_the_explanation_of_a_sealed_line_goes_with_it() -> None:
    full = view({}, notes={"w2/power/amount": "secret", "w2/labor/amount": "plain"})
    assert len(full.notes) == 2
    assert list(public_view(full, laid_out().cells).notes.values()) == ["plain"]


def test_a_field_that_names_a_customer_is_sealed_once_it_has_an_answer() -> None:
    sheet = laid_out(("a",))
    answered = Answers({place_of("loans/a/lender"): "A customer"}, {"loans": ("a",)})
    (seal,) = effective_seals(sheet, answered)
    assert (seal.target, seal.default, seal.confirmed, seal.type) == ("loans/a/lender", True, False, "Customer")
    assert effective_seals(sheet, replace(answered, values={})) == ()
    assert effective_seals(sheet, replace(answered, values={place_of("loans/a/lender"): AnswerWord.NONE})) == ()
    waived = replace(seal, waived=True)
    assert effective_seals(sheet, replace(answered, seals={seal.target: waived})) == ()
    whole = Seal("loans", "T", "R")
    assert effective_seals(sheet, replace(answered, seals={"loans": whole})) == (whole,)


hostile = st.one_of(
    st.integers(-(10**14), 10**14).map(Decimal), st.just(Decimal(0)), st.text(), st.sampled_from(AnswerWord), st.none()
)


@pytest.mark.untraced
@pytest.mark.slow
@given(st.dictionaries(st.sampled_from(["amount", "prior"]), hostile), st.text())
def test_two_filings_that_differ_only_in_sealed_values_have_one_public_view(
    sealed: dict[str, Value | None], note: str
) -> None:
    cells = laid_out().cells
    base = view({"w2/labor/amount": 5, "w2/power/amount": 7})
    values = dict(base.values)
    notes = {**base.notes, Place("w2", "power", "amount"): note}
    for column, value in sealed.items():
        place = Place("w2", "power", column)
        values.pop(place, None)
        if value is not None:
            values[place] = value
    assert public_view(replace(base, values=values, notes=notes), cells) == public_view(base, cells)


def test_a_filing_as_anybody_may_see_it_has_no_value_where_one_is_taken_out() -> None:
    answers = Answers(places({"w2/labor/amount": 5, "w2/power/amount": 7}), seals=SEALS)
    shown = public_filing(calculate(model(), answers))
    assert shown.value(place_of("w2/labor/amount")) == 5
    assert shown.value(place_of("w2/power/amount")) is None
    assert shown.value(place_of("w2/credit/amount")) is None
    assert shown.sheet.cells.keys() == laid_out().cells.keys()
