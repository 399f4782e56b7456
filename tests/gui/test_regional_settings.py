"""Regional settings of the machine change neither what is read, nor what is shown in cells, nor what is filed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from pytestqt.qtbot import QtBot

from desktop_app.domain.values import Place
from desktop_app.services.data_entry import entering
from desktop_app.services.filing_package.request import request_bytes
from tests.support.sample_program import FILING, Prepared, prepared, sample_file

__all__ = ["sample_file"]
CASH = Place("p4", "cash", "end")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.qt_log_ignore("propagateSizeHints"),
]  # the offscreen platform has no window manager


@pytest.fixture
def german() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.German, QLocale.Country.Germany))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def ready(sample_file: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Prepared]:
    with prepared(sample_file, tmp_path, qtbot, monkeypatch) as made:
        yield made


def requested(ready: Prepared) -> bytes:
    return request_bytes(ready.program.packages.manuscript(ready.file, FILING).source.public_request())


def test_a_comma_parts_thousands_and_the_filing_is_the_same(ready: Prepared, german: None) -> None:
    here = requested(ready)
    entering.set_answer(ready.file, FILING, CASH, "1,234")
    assert ready.file.book(FILING).calculation.values[CASH] == 1234
    entering.set_answer(ready.file, FILING, CASH, "8,539")
    assert requested(ready) == here


def test_the_paper_is_the_same_under_other_settings(ready: Prepared, german: None) -> None:
    """Workers are handed no regional settings at all; what is composed here is compared with what one renders."""
    german_request = requested(ready)
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
    assert requested(ready) == german_request
    rendered = ready.program.packages.tools.renderer.render(german_request, lambda: False, public=True)
    assert rendered[0].content.startswith(b"%PDF")
