"""Prepare filing: what is missing leads to its field, seals are confirmed, the package is made beside the window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from desktop_app.documents.reader import read_pdf
from desktop_app.domain.values import Place
from desktop_app.gui.filing_package.page_choice import BadPages, chosen_pages, pages_in_words
from desktop_app.gui.filing_package.print_dialog import PrintDialog
from desktop_app.services.confidentiality import sealing
from desktop_app.services.data_entry import entering
from desktop_app.services.filing_package.request import read_request
from tests.support.sample_program import FILING, Prepared, prepared, sample_file
from tests.support.window_shell import in_dialog

__all__ = ["sample_file"]
pytestmark = [
    pytest.mark.slow,
    pytest.mark.qt_log_ignore("propagateSizeHints"),
]  # the offscreen platform has no window manager
PACKAGE = "Sample Creek - Annual report 2025"


@pytest.fixture
def ready(sample_file: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Prepared]:
    with prepared(sample_file, tmp_path, qtbot, monkeypatch) as made:
        yield made


def texts(folder: Path, name: str) -> list[str]:
    return [page.extract_text() for page in PdfReader(folder / name).pages]


def test_an_item_of_the_list_leads_to_its_field(ready: Prepared) -> None:
    entering.set_answer(ready.file, "company", Place("contact", "phone", "answer"), "")
    dialog = ready.dialog()
    assert not dialog.produce.isEnabled()
    assert "must be resolved" in dialog.state.text()
    sentences = [dialog.missing.item(row).text() for row in range(dialog.missing.count())]
    row = next(number for number, words in enumerate(sentences) if "telephone of the person to ask" in words)
    dialog.missing.setCurrentRow(row)
    QTest.keyClick(dialog.missing, Qt.Key.Key_Return)
    assert ready.went == [("company", "contact")]
    assert not dialog.isVisible()


def test_a_blank_line_of_the_company_page_leads_to_that_page(ready: Prepared) -> None:
    for line in ("street", "box"):
        entering.set_answer(ready.file, "company", Place("office", line, "answer"), "")
    dialog = ready.dialog()
    sentences = [dialog.missing.item(row).text() for row in range(dialog.missing.count())]
    row = next(number for number, words in enumerate(sentences) if "Office: the street or the post" in words)
    dialog.missing.setCurrentRow(row)
    dialog.go.click()
    assert ready.went == [("company", "office/street/answer")]


def test_a_seal_that_waits_is_confirmed_here_with_other_words(ready: Prepared) -> None:
    sealing.unseal_target(ready.file, FILING, "w1_large")  # what is left are the seals that come with its fields
    dialog = ready.dialog()
    assert not dialog.produce.isEnabled()
    assert dialog.seals.confirm_all.isVisible()
    target = sealing.seal_list(ready.file.book(FILING))[0].seal.target
    dialog.seals.table.selectRow(0)
    dialog.seals.reason.setText("It names one customer.")
    dialog.seals.confirm.click()
    ready.wait(dialog)
    seal = ready.file.book(FILING).answers.seals[target]
    assert (seal.reason, seal.confirmed) == ("It names one customer.", True)
    dialog.seals.confirm_all.setFocus()
    dialog.seals.confirm_all.click()
    assert not dialog.seals.lift.hasFocus()
    ready.wait(dialog)
    assert dialog.produce.isEnabled()


def test_the_renderers_are_there_while_the_dialog_is_open(
    ready: Prepared, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    held: list[bool] = []
    rehearsed: list[bytes] = []
    renderer = ready.program.packages.tools.renderer
    monkeypatch.setattr(renderer, "rehearse", rehearsed.append)
    monkeypatch.setattr(renderer, "hold", lambda *, nonpublic: held.append(nonpublic))
    monkeypatch.setattr(renderer, "release", held.pop)
    dialog = ready.dialog()
    qtbot.waitUntil(lambda: held == [True])  # something is sealed in the sample
    qtbot.waitUntil(lambda: len(rehearsed) == 1)  # the list is empty: the pages are painted while it is read
    assert read_request(rehearsed[0]).view.public
    dialog.reject()
    dialog.done(0)
    assert held == []


def test_the_package_is_made_and_shown(ready: Prepared, tmp_path: Path) -> None:
    dialog = ready.dialog()
    assert dialog.produce.isEnabled()
    dialog.produce.click()
    assert dialog.progress.isVisible()
    ready.wait(dialog)
    folder = tmp_path / PACKAGE
    listed = [file.path.relative_to(folder).as_posix() for file in dialog.made.files]
    assert listed == [
        "filing-sheet.pdf",
        "public/cover-letter.pdf",
        "public/annual-report-2025-public.pdf",
        "sealed/annual-report-2025-nonpublic.pdf",
        "sealed/redaction-certificate.pdf",
    ]
    report = texts(folder, "public/annual-report-2025-public.pdf")
    signed = dialog.made.files[2].signed
    assert [number for number, page in enumerate(report) if "Notary" in page] == list(signed)
    assert dialog.made.files[3].signed == signed
    asked: list[str] = []

    def look(one: QDialog) -> None:
        assert isinstance(one, PrintDialog)
        asked.extend((one.windowTitle(), one.all.text()))
        one.reject()

    in_dialog(look)
    dialog.made.print_all_signed.click()
    count = sum(len(file.signed) for file in dialog.made.files)
    assert asked == ["Print pages to be signed - nonpublic.pdf", f"&All {count} pages"]
    dialog.made.back.click()
    assert dialog.show_made.isEnabled()


def test_an_earlier_package_is_replaced_only_when_the_user_is_sure(ready: Prepared, tmp_path: Path) -> None:
    dialog = ready.dialog()
    dialog.produce.click()
    ready.wait(dialog)
    dialog.made.back.click()
    ready.answers.yes = False
    dialog.produce.click()
    ready.wait(dialog)
    assert ready.answers.asked
    assert sorted(path.name for path in tmp_path.glob("*report*")) == [PACKAGE]


def test_calling_it_off_leaves_nothing(ready: Prepared, tmp_path: Path) -> None:
    dialog = ready.dialog()
    dialog.produce.click()
    dialog.reject()
    assert dialog.isVisible()
    ready.wait(dialog)
    assert "Stopped" in dialog.message.words.text()
    assert dialog.produce.isEnabled()  # it can be made after all
    assert dialog.draft.isEnabled()
    assert list(tmp_path.glob("*report*")) == []


def test_a_draft_is_made_whatever_is_missing_and_says_so_on_every_page(ready: Prepared, tmp_path: Path) -> None:
    entering.set_answer(ready.file, "company", Place("contact", "phone", "answer"), "")
    dialog = ready.dialog()
    assert dialog.draft.isEnabled()
    dialog.draft.click()
    ready.wait(dialog)
    made = tmp_path / f"{PACKAGE} (draft)" / "public/annual-report-2025-public.pdf"
    pages = read_pdf(made.read_bytes()).pages
    assert pages
    assert all("DRAFT" in page.watermark for page in pages)


def test_without_a_seal_there_is_no_password_to_ask_for(ready: Prepared) -> None:
    while seals := sealing.seal_list(ready.file.book(FILING)):  # lifting one may bring up those of its fields
        sealing.unseal_target(ready.file, FILING, seals[0].seal.target)
    dialog = ready.dialog()
    assert not dialog.destination.protect.isVisible()
    assert "one version, any letters that go with it" in dialog.seals.words.text()


def test_two_different_passwords_are_refused(ready: Prepared) -> None:
    dialog = ready.dialog()
    dialog.destination.protect.setChecked(True)
    dialog.destination.password.setText("one")
    dialog.destination.again.setText("two")
    dialog.produce.click()
    assert "differ" in dialog.message.sentence
    dialog.destination.again.setText("one")
    assert dialog.message.sentence == "", "what was refused is mended"


def test_the_copies_are_kept_with_the_company(ready: Prepared) -> None:
    dialog = ready.dialog()
    dialog.destination.copies.setText("two")
    dialog.destination.copies.editingFinished.emit()
    assert ready.file.setting("copies") == "two"


@pytest.mark.parametrize(("written", "pages"), [("1-3, 5", (0, 1, 2, 4)), ("7", (6,)), (" 2 – 3;2", (1, 2))])
def test_pages_are_read_as_they_are_written(written: str, pages: tuple[int, ...]) -> None:
    assert chosen_pages(written, 8) == pages


@pytest.mark.parametrize("written", ["", "0", "9", "3-1", "1-9", "one", "1,,x"])
def test_pages_that_are_not_there_are_refused_with_what_was_written(written: str) -> None:
    with pytest.raises(BadPages, match="go from 1 to 8"):
        chosen_pages(written, 8)


def test_pages_are_told_as_they_are_written() -> None:
    assert pages_in_words((0, 1, 2, 4)) == "1-3, 5"
    assert pages_in_words(()) == ""
