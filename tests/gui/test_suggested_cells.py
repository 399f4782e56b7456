"""In the table a suggestion looks like no answer, and what nobody typed looks filled in: not by color alone."""

from pathlib import Path

import pytest

from desktop_app.domain.values import place_of
from desktop_app.gui.grid.schedule_model import ScheduleModel
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.data_entry import entering
from desktop_app.services.data_entry.suggesting import use_suggestions
from desktop_app.services.filings import annual_report
from tests.support.calendar_companies import company

pytestmark = pytest.mark.usefixtures("qapp")
REPORT = "2024-annual-report"
EMPTY, OTHER = place_of("w3/structures/additions"), place_of("w3/structures/begin")


@pytest.fixture
def file(tmp_path: Path) -> CompanyFile:
    made = company(tmp_path, "water")
    annual_report.begin_report(made, 2024)
    entering.set_answer(made, REPORT, place_of("w3/wells/begin"), "5000")
    return made


@pytest.fixture
def model(file: CompanyFile) -> ScheduleModel:
    made = ScheduleModel(file, REPORT)
    made.show("w3")
    return made


@pytest.mark.slow
def test_a_suggestion_is_shown_as_a_question_and_is_not_typed_by_editing(model: ScheduleModel) -> None:
    look = model.looks.look(EMPTY)
    assert (look.text, look.suggested, look.prefilled) == ("? None", True, False)
    assert model.text(EMPTY) == ""
    assert "Suggested: None. It is not an answer until you use it." in model.looks.tip(EMPTY)
    assert "suggested: None" in model.looks.spoken(EMPTY)


@pytest.mark.slow
def test_what_was_filled_in_is_marked_and_says_from_where(file: CompanyFile, model: ScheduleModel) -> None:
    use_suggestions(file, REPORT, "w3")
    model.show("w3")
    look = model.looks.look(EMPTY)
    assert (look.text, look.suggested, look.prefilled) == ("None", False, True)
    assert "Filled in from: Suggested by the form. Typing changes it." in model.looks.tip(EMPTY)
    entering.set_answer(file, REPORT, EMPTY, "7")
    model.show("w3")
    assert not model.looks.look(EMPTY).prefilled


@pytest.mark.slow
def test_a_suggestion_goes_when_the_row_is_no_longer_empty(file: CompanyFile, model: ScheduleModel) -> None:
    model.looks.look(EMPTY)
    edited = entering.set_answer(file, REPORT, OTHER, "30")
    assert edited is not None
    assert EMPTY in model.looks.follow(model.book, edited.places, frozenset())
    assert model.looks.look(EMPTY).text == ""
