"""A cell on which a reviewer commented shows and says so until the comment is settled."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.formspec.definition import CellType
from desktop_app.gui.grid.schedule_model import ScheduleModel
from desktop_app.services.filings import annual_report
from desktop_app.services.review import returning
from desktop_app.services.review.review_file import ReviewComment, add_comment, make_review
from tests.support.memory_companies import company, make_companies

REPORT = "2025-annual-report"


@pytest.mark.slow
def test_a_comment_is_marked_and_spoken_and_goes_when_its_value_is_accepted(tmp_path: Path, qtbot: QtBot) -> None:
    file = company(make_companies(), tmp_path)
    annual_report.begin_report(file, 2025)
    cells = file.book(REPORT).sheet.cells.items()
    place = next(place for place, spec in cells if spec.type is CellType.MONEY and not spec.formula)
    model = ScheduleModel(file, REPORT)
    model.show(place.schedule)
    file.listen(model.follow)
    assert not model.looks.look(place).commented
    comment = ReviewComment("c1", REPORT, str(place), "Ann", "2026-03-02", "Too low?", "12")
    sent = make_review(file, [REPORT], public=False)
    returning.take_back(file, add_comment(sent, comment))
    assert model.looks.look(place).commented
    assert ", with a reviewer's comment" in model.looks.spoken(place)
    assert "A reviewer commented on it" in model.looks.tip(place)
    returning.accept_proposed(file, "c1")
    assert not model.looks.look(place).commented
    assert model.looks.text(place) == "12"
