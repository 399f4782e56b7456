"""Every number can say why it is what it is."""

from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.domain.values import Place
from desktop_app.formspec.definition import CellSpec, CellType, ScheduleLine
from desktop_app.formspec.evaluation import ValueOrigin
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.confidentiality import sealing
from desktop_app.services.data_entry import entering
from desktop_app.services.data_entry.entering import NoSuchPlace
from desktop_app.services.filings import annual_report
from desktop_app.services.progress.explaining import explain_value
from tests.support.memory_companies import REPORT, FakeLibrary, company, make_companies
from tests.support.small_form import EXPENSES, FIELDS

OLD, NEW = "2024-annual-report", "2025-annual-report"


@pytest.fixture
def file(tmp_path: Path) -> CompanyFile:
    file = company(make_companies(), tmp_path)
    annual_report.begin_report(file, 2024)
    entering.set_answer(file, OLD, Place("w2", "power", "amount"), "250")
    annual_report.begin_report(file, 2025)
    entering.set_answer(file, NEW, Place("w2", "power", "amount"), "1300")
    return file


def test_a_computed_value_tells_its_formula_inputs_last_year_and_rule(file: CompanyFile) -> None:
    found = explain_value(file.book(NEW), Place("w2", "total", "amount"))
    assert (found.place, found.value, found.origin) == (f"{NEW}/w2/total/amount", "1,300", ValueOrigin.COMPUTED)
    assert found.formula.startswith("the sum of this year of 3 lines")
    assert [(item.value, item.where) for item in found.inputs] == [
        ("", "page W-2, 601 Salaries and wages, this year"),
        ("1,300", "page W-2, 615 Purchased power, this year"),
        ("", "page W-2, 690 Less: Expenses transferred, this year"),
    ]
    assert found.last_year == "250"
    assert found.cites == ("3.640(2)",)


def test_a_typed_and_a_carried_value_say_so(file: CompanyFile) -> None:
    entering.explain_place(file, NEW, Place("w2", "power", "amount"), "New pump")
    typed = explain_value(file.book(NEW), Place("w2", "power", "amount"))
    carried = explain_value(file.book(NEW), Place("w2", "power", "prior"))
    assert (typed.origin, typed.formula, typed.inputs, typed.note) == (ValueOrigin.TYPED, "", (), "New pump")
    assert (carried.origin, carried.value) == (ValueOrigin.CARRIED, "250")


def test_a_value_over_a_formula_gives_its_reason(file: CompanyFile) -> None:
    place = Place("w2", "gallons", "amount")
    entering.override(file, NEW, place, "7", "Meter broken")
    found = explain_value(file.book(NEW), place)
    assert (found.origin, found.value, found.reason) == (ValueOrigin.OVERRIDDEN, "7", "Meter broken")
    assert found.formula == "page W-5, Year, sold"


def test_a_place_that_is_not_there_is_said_so(file: CompanyFile) -> None:
    with pytest.raises(NoSuchPlace, match="no cell w2/power/colour"):
        explain_value(file.book(NEW), Place("w2", "power", "colour"))


def test_an_input_from_the_profile_is_named_with_its_place(file: CompanyFile) -> None:
    (item,) = explain_value(file.book(NEW), Place("p1", "name", "answer")).inputs
    assert (item.place, item.where) == ("company/identity/name/answer", "company profile, former line")


def test_what_the_form_suggests_is_offered_while_the_cell_is_blank(tmp_path: Path) -> None:
    when = ScheduleLine("when", "Books close", spec=CellSpec(suggest="'12-31'"))
    fields = replace(FIELDS, body=(*FIELDS.body, when))
    report = replace(REPORT, schedules=(fields, *REPORT.schedules[1:]))
    file = company(replace(make_companies(), library=FakeLibrary(report=report)), tmp_path)
    annual_report.begin_report(file, 2025)
    place = Place("p1", "when", "answer")
    assert explain_value(file.book(NEW), place).suggested == "12-31"
    entering.set_answer(file, NEW, place, "06-30")
    assert explain_value(file.book(NEW), place).suggested == ""


def test_an_input_of_last_year_is_named_as_that(tmp_path: Path) -> None:
    """What is carried over is explained by last year's cell; a first report has none to name."""
    carried = CellSpec(CellType.MONEY, formula="prior:w2/./amount")
    columns = tuple(replace(one, spec=carried) if one.id == "prior" else one for one in EXPENSES.columns)
    expenses = replace(EXPENSES, columns=columns)
    report = replace(REPORT, schedules=tuple(expenses if one.id == "w2" else one for one in REPORT.schedules))
    file = company(replace(make_companies(), library=FakeLibrary(report=report)), tmp_path)
    annual_report.begin_report(file, 2024)
    entering.set_answer(file, OLD, Place("w2", "power", "amount"), "250")
    assert explain_value(file.book(OLD), Place("w2", "power", "prior")).inputs == ()
    annual_report.begin_report(file, 2025)
    (found,) = explain_value(file.book(NEW), Place("w2", "power", "prior")).inputs
    assert (found.value, found.where) == ("250", "last year's page W-2, 615 Purchased power, this year")


def test_a_value_says_what_uses_it_and_where_that_ends(file: CompanyFile) -> None:
    found = explain_value(file.book(NEW), Place("w2", "power", "amount"))
    dependents = file.book(NEW).calculation.model.dependents
    assert {item.place for item in found.uses} == {
        f"{NEW}/{place}" for place in dependents[Place("w2", "power", "amount")]
    }
    total = next(item for item in found.uses if item.place == f"{NEW}/w2/total/amount")
    assert "Total operating expenses" in total.where
    path = [item.place.removeprefix(f"{NEW}/") for item in found.path]
    assert not [name for name in path if name.endswith(("change", "percent"))]  # these compare it with last year
    last = explain_value(file.book(NEW), Place("w2", "total", "change"))
    assert [item.place for item in last.uses] == [f"{NEW}/w2/total/percent"]
    assert last.path == ()


def test_what_the_public_does_not_see_of_the_path_is_told(file: CompanyFile) -> None:
    power, total = Place("w2", "power", "amount"), Place("w2", "total", "amount")
    assert not any(item.sealed for item in explain_value(file.book(NEW), power).uses)
    sealing.seal_target(file, NEW, str(total), "Strategic", "It would harm the company.")
    (found,) = (item for item in explain_value(file.book(NEW), power).uses if item.place == f"{NEW}/{total}")
    assert found.words == f"{found.where} (nonpublic)"
