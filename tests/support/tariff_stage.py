"""A tariff page of an open company, with what it may use of the window around it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_app import bootstrap, locations
from desktop_app.gui.tariff_book.tariff_page import TariffPage
from desktop_app.gui.tasks import TaskRunner
from desktop_app.gui.theme.icons import IconSet
from desktop_app.gui.widgets.surroundings import Surroundings
from desktop_app.services.program.program import Program
from desktop_app.services.tariff_book import changes
from desktop_app.services.tariff_book.paper_sheets import EnteredSheet, enter_sheet
from tests.support.tariff_company import COMPANY
from tests.support.window_actions import RecordedActions
from tests.support.window_shell import RESOURCES, Answers

RATES = "# Schedule of rates\n\n[rates: per month, by meter size] Customer charge\n5/8 inch = 12.50\n[end]\n"


@dataclass
class TariffStage:
    program: Program
    page: TariffPage
    around: Surroundings
    answers: Answers
    said: list[str]


def opened_stage(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TariffStage]:
    monkeypatch.setenv(locations.HOME_VARIABLE, str(tmp_path / "home"))
    program = bootstrap.program()
    file = program.companies.create(tmp_path / "book.filingdesk", {"company": COMPANY})
    parent = QWidget()
    qtbot.addWidget(parent)
    answers = Answers(tmp_path)
    said: list[str] = []
    runner = TaskRunner(parent)
    around = Surroundings(
        file,
        "",
        parent,
        IconSet(RESOURCES / "icons"),
        answers,
        runner,
        RecordedActions(said=said),
    )
    page = TariffPage(program, around)
    parent.resize(1100, 700)
    page.resize(1100, 700)
    parent.show()
    page.show()
    yield TariffStage(program, page, around, answers, said)
    runner.close()
    page.close()
    file.close()


def with_book(stage: TariffStage) -> None:
    changes.new_schedule(stage.page.tariff_book, changes.NewSchedule("water", "Rates"))
    for number in ("4", "5", "6"):
        text = RATES if number == "5" else "# Schedule of rates\n\n1. A rule.\n"
        sheet = EnteredSheet(number, 0, date(2015, 5, 1), date(2015, 4, 1), "Rates", text)
        enter_sheet(stage.page.tariff_book, "water-1", sheet)
    stage.page.refresh()
