"""Seals: set, lifted, confirmed, carried on; and what a sealed cell leaves standing in the open."""

from pathlib import Path

import pytest

from desktop_app.domain.values import Place
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.confidentiality import sealing
from desktop_app.services.confidentiality.sealing import BadSeal
from desktop_app.services.data_entry import entering
from desktop_app.services.filings import annual_report
from tests.support.memory_companies import company, make_companies, steps_of

REPORT, LATER = "2025-annual-report", "2026-annual-report"
POWER, TOTAL = Place("w2", "power", "amount"), Place("w2", "total", "amount")


@pytest.fixture
def file(tmp_path: Path) -> CompanyFile:
    file = company(make_companies(), tmp_path)
    annual_report.begin_report(file, 2025)
    return file


def lent(file: CompanyFile, filing: str = REPORT) -> Place:
    """A loan whose lender is named: the field is sealed by default."""
    return entering.new_row(file, filing, "loans", "lender", "Ms. Doe")


def targets(file: CompanyFile, filing: str = REPORT) -> list[str]:
    return [item.seal.target for item in sealing.seal_list(file.book(filing))]


@pytest.mark.parametrize(
    ("target", "where", "cells"),
    [
        ("w2/power/amount", "page W-2, 615 Purchased power, this year", 1),
        ("w2/power", "page W-2, Purchased power (whole line)", 4),
        ("w2/*/amount", "page W-2, Operating expenses, column This year", 6),
        ("p3", "page 3, Changes (whole schedule)", 2),
    ],
)
def test_a_cell_a_line_a_column_and_a_schedule_can_be_sealed(
    file: CompanyFile, target: str, where: str, cells: int
) -> None:
    sealing.seal_target(file, REPORT, target, " Security ", " It helps thieves. ")
    (item,) = sealing.seal_list(file.book(REPORT))
    assert (item.where, item.cells) == (where, cells)
    assert (item.seal.type, item.seal.reason) == ("Security", "It helps thieves.")
    assert len(sealing.sealed_now(file.book(REPORT))) == cells
    assert next(steps_of(file)) == f"Sealed {where}"


@pytest.mark.parametrize("target", ["", "w9", "w2/nowhere", "w2/power/colour", "w2/power/amount/x", "attachment/1"])
def test_what_is_not_there_cannot_be_sealed(file: CompanyFile, target: str) -> None:
    with pytest.raises(BadSeal, match=r"names no cell of this filing. Write schedule, schedule/line or"):
        sealing.seal_target(file, REPORT, target, "x", "y")


@pytest.mark.parametrize(("type_", "reason"), [("", "y"), ("x", " "), ("\x00", "y")])
def test_a_seal_needs_its_type_and_reason(file: CompanyFile, type_: str, reason: str) -> None:
    with pytest.raises(BadSeal, match="needs the type of information and the reason"):
        sealing.seal_target(file, REPORT, "w2", type_, reason)


def test_computed_cells_that_depend_on_a_seal_are_listed_and_the_choice_is_kept(file: CompanyFile) -> None:
    depending = sealing.computed_dependents(file.book(REPORT), "w2/power/amount")
    assert {TOTAL, Place("w2", "power", "change"), Place("p4", "plant", "end")} <= set(depending)
    sealing.seal_target(file, REPORT, "w2/power/amount", "x", "y", also=[TOTAL])
    seals = {item.seal.target: item.seal for item in sealing.seal_list(file.book(REPORT))}
    assert set(seals) == {"w2/power/amount", "w2/total/amount"}
    assert "p4/plant/end" in seals["w2/power/amount"].published
    assert "w2/total/amount" not in seals["w2/power/amount"].published
    assert "follows from page W-2, 615 Purchased power" in seals["w2/total/amount"].reason
    file.undo()
    assert targets(file) == []


def test_a_seal_is_lifted(file: CompanyFile) -> None:
    sealing.seal_target(file, REPORT, "w2", "x", "y")
    sealing.unseal_target(file, REPORT, "w2")
    assert targets(file) == []
    with pytest.raises(BadSeal, match=r"There is no seal on w2. The list of seals shows"):
        sealing.unseal_target(file, REPORT, "w2")
    with pytest.raises(BadSeal, match="There is no seal on w2"):
        sealing.confirm(file, REPORT, "w2")


def test_a_field_that_may_name_a_customer_is_sealed_once_it_is_answered(file: CompanyFile) -> None:
    place = lent(file)
    (item,) = sealing.seal_list(file.book(REPORT))
    assert (item.seal.target, item.seal.type, item.seal.confirmed) == (str(place), "Customer", False)
    entering.set_answer(file, REPORT, place, "None")
    assert targets(file) == []


def test_a_default_seal_is_confirmed_or_waived_for_good(file: CompanyFile) -> None:
    place = lent(file)
    sealing.confirm(file, REPORT, str(place), reason="Asked by her")
    (item,) = sealing.seal_list(file.book(REPORT))
    assert (item.seal.confirmed, item.seal.type, item.seal.reason) == (True, "Customer", "Asked by her")
    sealing.unseal_target(file, REPORT, str(place))
    entering.set_answer(file, REPORT, place, "Mr. Roe")
    assert targets(file) == []
    assert place not in sealing.sealed_now(file.book(REPORT))


def test_seals_go_into_the_next_year_and_ask_whether_they_are_still_needed(file: CompanyFile) -> None:
    sealing.seal_target(file, REPORT, "w2/*/amount", "x", "y")
    waived = lent(file)
    sealing.unseal_target(file, REPORT, str(waived))
    annual_report.begin_report(file, 2026)
    assert targets(file, LATER) == ["w2/*/amount", "w2/*/prior", "w2/*/change", "w2/*/percent"]
    listed = [item.seal for item in sealing.seal_list(file.book(LATER))]
    assert all(seal.carried and not seal.confirmed for seal in listed)
    sealing.confirm(file, LATER, "w2/*/amount")
    first = sealing.seal_list(file.book(LATER))[0].seal
    assert (first.carried, first.confirmed) == (False, True)
