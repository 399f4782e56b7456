"""What another filing seals is sealed here too, wherever this one repeats it, carries it on or compares with it."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from desktop_app.domain.confidentiality import Seal
from desktop_app.domain.values import Place, place_of
from desktop_app.formspec.answers import Answers
from desktop_app.formspec.definition import CellSpec, CellType, FormSchedule, ScheduleColumn, ScheduleKind, ScheduleLine
from desktop_app.formspec.public_view import effective_seals, sealed_places
from desktop_app.formspec.repeated_seals import REVISED, OtherSeals, repeated_seals
from desktop_app.formspec.sheet import FormLayout, lay_out
from tests.support.small_form import CHART, COMMON, FORM, laid_out

PRIOR = "prior"


def repeated(target: str, scope: str = PRIOR, sheet: FormLayout | None = None, **more: Sequence[str]) -> set[str]:
    merged = {("water", into): gone for into, gone in more.items()}
    other = OtherSeals({scope: [Seal(target, "Commercial", "A contract")]}, merged)
    return {str(place) for place in repeated_seals(sheet or laid_out(), other)}


def places(*texts: str) -> set[str]:
    return set(texts)


@pytest.mark.parametrize(
    ("target", "here"),
    [
        ("w2/power/amount", places("w2/power/prior", "w2/power/change", "w2/power/percent")),
        ("w2/total/amount", places("w2/total/prior", "w2/total/change", "w2/total/percent")),
        ("w2/power", places("w2/power/prior", "w2/power/change", "w2/power/percent")),
        ("w2/gallons/amount", places()),
        ("w2/power/prior", places()),
        ("p4", places()),
    ],
)
def test_what_last_year_sealed_is_sealed_where_it_is_repeated_or_compared(target: str, here: set[str]) -> None:
    assert repeated(target) == here


@pytest.mark.parametrize("target", ["w2", "w2/*/amount", "*/*/amount"])
def test_a_seal_of_more_reaches_the_whole_column(target: str) -> None:
    columns = {text.split("/")[2] for text in repeated(target)} - {"remark"}
    assert columns == {"prior", "change", "percent"}
    answers = Answers(repeated=repeated_seals(laid_out(), OtherSeals({PRIOR: [Seal(target, "T", "R")]})))
    seals = {seal.target: seal for seal in effective_seals(laid_out(), answers)}
    assert {"w2/*/prior", "w2/*/change", "w2/*/percent"} <= seals.keys()
    assert all(seal.carried and not seal.confirmed and seal.type == "T" for seal in seals.values())


def test_a_balance_that_was_merged_brings_its_seal_along() -> None:
    assert "w2/labor/prior" in repeated("w2/wages/amount", labor=["wages"])
    assert repeated("w2/wages/amount") == set()


def test_a_row_that_was_entered_anew_may_be_one_that_is_gone() -> None:
    gone, kept = Seal("loans/gone/lender", "T", "R"), Seal("loans/kept", "T", "R")
    sheet = laid_out(("kept", "new"))

    def found(seal: Seal, *known: str) -> set[str]:
        rows = {(REVISED, "loans"): frozenset(known)}
        return {str(place) for place in repeated_seals(sheet, OtherSeals({REVISED: [seal]}, rows=rows))}

    assert found(gone, "gone", "kept") == {"loans/new/lender"}
    assert found(kept, "gone", "kept") == {"loans/kept/lender", "loans/kept/balance"}
    assert found(gone, "gone", "kept", "new") == set()
    assert found(replace(gone, target="loans/*/lender"), "gone") >= {"loans/kept/lender", "loans/new/lender"}
    assert found(replace(gone, target="loans/gone"), "kept") == {"loans/new/lender", "loans/new/balance"}


def test_a_revision_seals_the_same_cells() -> None:
    assert repeated("p4/cash/end", REVISED) == {"p4/cash/end"}


def test_a_seal_that_only_protects_another_still_does_where_both_are_repeated() -> None:
    main = Seal("w2/power/amount", "Commercial", "A contract")
    cover = Seal("w2/labor/amount", "Commercial", "Without it", covers_for="w2/power/amount")
    sheet = laid_out()
    handed = repeated_seals(sheet, OtherSeals({PRIOR: [main, cover]}))
    assert handed[place_of("w2/power/prior")].covers_for == ""
    assert handed[place_of("w2/labor/prior")].covers_for == "w2/power/prior"
    seals = {seal.target: seal for seal in effective_seals(sheet, Answers(repeated=handed))}
    assert seals["w2/labor/prior"].covers_for == "w2/power/prior"
    assert seals["w2/power/prior"].covers_for == ""


def test_what_it_protected_is_not_repeated_so_it_is_a_seal_like_any_other() -> None:
    cover = Seal("w2/labor/amount", "Commercial", "Without it", covers_for="w2/gallons/amount")
    handed = repeated_seals(laid_out(), OtherSeals({PRIOR: [cover]}))
    assert handed[place_of("w2/labor/prior")].covers_for == ""


def test_without_any_seal_there_is_nothing_to_hand_on() -> None:
    assert repeated_seals(laid_out(), OtherSeals({PRIOR: []})) == {}


def test_the_cell_of_another_schedule_and_a_column_that_compares_two_own_ones() -> None:
    fields = FormSchedule(
        "p6",
        "6",
        "Retained",
        ScheduleKind.LINES,
        (
            ScheduleColumn("a", "A", CellSpec(CellType.MONEY)),
            ScheduleColumn("b", "B", CellSpec(CellType.MONEY, formula="././a + p4/cash/end")),
            ScheduleColumn("c", "C", CellSpec(CellType.MONEY, carried="prior:w2/./amount")),
            ScheduleColumn("d", "D", CellSpec(CellType.MONEY, carried="prior:gone/./amount")),
        ),
        (
            ScheduleLine("begin", "Begin", spec=CellSpec(CellType.MONEY, formula="prior:p4/cash/end + 1")),
            ScheduleLine("power", "P"),
        ),
    )
    odd = ScheduleLine("odd", "Odd", only=frozenset({"answer"}))
    answer = ScheduleColumn("answer", "Answer", CellSpec(CellType.MONEY))
    fields = replace(fields, columns=(*fields.columns, answer), body=(*fields.body, odd))
    sheet = lay_out(replace(FORM, schedules=(*FORM.schedules, fields)), ("water",), (CHART, COMMON), {})
    assert repeated("p4/cash/end", sheet=sheet) == {"p6/begin/answer"}
    assert repeated("w2/power/amount", sheet=sheet) >= {"p6/power/c", "w2/power/prior"}
    assert repeated("gone/power/amount", sheet=sheet) == {"p6/power/d"}
    assert not {"p6/power/a", "p6/power/b"} & repeated("w2/power/amount", sheet=sheet)


def effective(*stored: Seal) -> dict[str, Seal]:
    sheet = laid_out()
    handed = repeated_seals(sheet, OtherSeals({PRIOR: [Seal("w2/power/amount", "T", "R")]}))
    answers = Answers(seals={seal.target: seal for seal in stored}, repeated=handed)
    return {seal.target: seal for seal in effective_seals(sheet, answers)}


def test_the_decision_of_this_filing_counts() -> None:
    assert effective().keys() == {"w2/power/prior", "w2/power/change", "w2/power/percent"}
    kept = Seal("w2/*/prior", "Mine", "Mine")
    assert effective(kept)["w2/*/prior"] == kept
    assert "w2/power/prior" not in effective(kept)
    lifted = Seal("w2/power/prior", "T", "R", carried=True, waived=True)
    assert effective(lifted).keys() == {"w2/power/change", "w2/power/percent"}


def test_that_a_default_seal_was_waived_lifts_nothing_else() -> None:
    assert "w2/power/prior" in effective(Seal("w2/power/prior", "T", "R", default=True, waived=True))


def test_a_seal_reaches_its_cells_even_if_it_was_lifted() -> None:
    lifted = Seal("w2/*/prior", "T", "R", waived=True)
    power = place_of("w2/power/prior")
    assert lifted.reaches(power)
    assert not lifted.covers(power)
    assert sealed_places(laid_out(), [lifted]) == frozenset()
    assert Seal("w2/power/prior", "T", "R").of_one_cell
    assert not Seal("w2/*/prior", "T", "R").of_one_cell
    assert Place("w2", "power", "prior") == power
