"""A change of a tariff is prepared by somebody who hears the window and has no mouse."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

from desktop_app.services.tariff_book.tariff_book import TariffBook
from tests.gui.test_year_by_keyboard import Desk, desk
from tests.support.entry_fields import furnish
from tests.support.sample_program import sample_file
from tests.support.typist import Keys, Script, Typist, Wait, choose, on, press, write

__all__ = ["desk", "sample_file"]
pytestmark = [pytest.mark.slow, pytest.mark.qt_log_ignore("propagateSizeHints")]
FURTHEST = 80  # presses of Tab


@dataclass
class Ear:
    """What the screen reader said, one entry for each place that had the focus."""

    heard: list[str] = field(default_factory=list)

    def listen(self) -> str:
        focus = QApplication.focusWidget()
        if focus is None:
            return ""
        told, parts = QAccessible.queryAccessibleInterface(focus), QAccessible.Text
        self.heard.append(" ".join(filter(None, (told.text(part) for part in (parts.Name, parts.Value)))))
        return self.heard[-1]

    def tab_to(self, words: str) -> Iterator[Keys | Wait]:
        """Goes on with Tab until what is heard begins with the words."""
        for _ in range(FURTHEST):
            if self.listen().startswith(words):
                return
            yield press("Tab")
        raise AssertionError(f"{words!r} was never heard: {self.heard[-FURTHEST:]}")


def change_of_a_sheet(desk: Desk, ear: Ear) -> Script:
    yield from desk.found("Tariff book")
    yield from ear.tab_to("Revise")
    yield press("Space")
    yield lambda: TariffBook(desk.file).chain("sewer-1", "1").draft
    yield from ear.tab_to("Text")
    yield press("Ctrl+End")
    yield write(" And more.")
    yield from ear.tab_to("File a change")
    yield press("Space")
    yield on("FilingDialog")
    yield from ear.tab_to("Purpose")
    yield write("More words.")
    yield from choose("N")
    yield from ear.tab_to("Use the earliest business day")
    yield press("Space")
    yield from choose("N")
    yield from ear.tab_to("Summary of the effect")
    yield write("None.")
    for _ in range(2):
        yield from choose("N")
    yield from ear.tab_to("Produce a draft")
    yield press("Space")
    yield lambda: list(desk.answers.place.rglob("*.pdf"))
    yield press("Escape")
    yield on("")


def test_a_change_is_prepared_by_the_ear(desk: Desk, sample_file: Path) -> None:
    QAccessible.setActive(True)
    path = desk.answers.place / "Sample Creek.filingdesk"
    shutil.copyfile(sample_file, path)
    desk.window.open(path)
    furnish(desk.file)
    ear = Ear()
    desk.answers.chosen_folder = desk.answers.place / "draft"
    Typist(change_of_a_sheet(desk, ear)).run()
    filing = TariffBook(desk.file).filings()[0]
    assert filing.summary == "None."
    assert "Rates, charges or rentals change, or rules that affect them" in ear.heard
