"""The tour: six stops on the first sample, by keyboard, read out, left by one key, never again once left."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_app.gui.window.tour import LEFT, STOPS
from tests.support.window_shell import Shell, standing_shell

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def shell(qtbot: QtBot, tmp_path: Path) -> Iterator[Shell]:
    with standing_shell(qtbot, tmp_path) as standing:
        yield standing


def sampled(shell: Shell) -> None:
    shell.trigger("sample")
    shell.bot.waitUntil(lambda: shell.window.file is not None and not shell.window.runner.busy)


@pytest.mark.slow
def test_it_begins_with_the_first_sample_and_walks_by_keyboard(shell: Shell) -> None:
    sampled(shell)
    tour = shell.window.tour
    assert tour.isVisible()
    seen = []
    for stop in STOPS:
        shell.bot.waitUntil(tour.next.hasFocus)
        assert stop.words in tour.next.accessibleDescription(), "a screen reader reads the stop with its button"
        seen.append(tour.title.text())
        QTest.keyClick(tour.next, Qt.Key.Key_Space)
    assert [words.split(":")[0] for words in seen] == [f"Tour, {number} of 6" for number in range(1, 7)]
    assert not tour.isVisible()
    assert shell.companies.preferences.get(LEFT) is True


@pytest.mark.slow
def test_one_key_leaves_it_for_good_and_help_brings_it_back(shell: Shell) -> None:
    sampled(shell)
    tour = shell.window.tour
    shell.bot.waitUntil(tour.next.hasFocus)
    QTest.keyClick(tour.next, Qt.Key.Key_Escape)
    assert not tour.isVisible()
    sampled(shell)
    assert not tour.isVisible()
    shell.trigger("tour")
    assert tour.isVisible()
    QTest.keyClick(tour, Qt.Key.Key_Right)
    assert tour.title.text() == "Tour, 2 of 6: Company"
    QTest.keyClick(tour, Qt.Key.Key_Left)
    assert tour.title.text() == "Tour, 1 of 6: Home"
    shell.window.company.close()
    assert not tour.isVisible()


def test_a_company_of_the_users_own_has_no_tour(shell: Shell, tmp_path: Path) -> None:
    path = tmp_path / "own.filingdesk"
    shell.companies.create(path, {"company": {"identity": {"legal_name": "Elm", "water": "yes"}}}).close()
    shell.window.open(path)
    assert not shell.window.tour.isVisible()
