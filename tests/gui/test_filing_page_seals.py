"""Sealing from the page of a filing, and the panel that follows the focus."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QRadioButton, QTableWidgetItem
from pytestqt.qtbot import QtBot

from desktop_app.domain.problems import Severity
from desktop_app.domain.values import place_of
from desktop_app.gui.filing.seal_dialog import SealDialog, scopes
from desktop_app.gui.filing.seals_dialog import SealsDialog
from desktop_app.gui.grid.note_dialog import NoteDialog
from desktop_app.gui.grid.work_paper_dialog import WorkPaperDialog
from desktop_app.services.confidentiality import sealing
from desktop_app.services.data_entry import entering
from desktop_app.services.filings import annual_report
from tests.support.calendar_companies import company
from tests.support.filing_window import REPORT, Bench, standing_bench
from tests.support.window_shell import in_dialog

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has no window manager
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def bench(qtbot: QtBot, tmp_path: Path) -> Iterator[Bench]:
    with standing_bench(qtbot, tmp_path) as standing:
        yield standing


def sealed(bench: Bench) -> set[str]:
    return {str(place) for place in sealing.sealed_now(bench.file.book(REPORT))}


def seal(bench: Bench, scope: int = 0, *, too: tuple[str, ...] = ()) -> list[str]:
    """Seals through the dialog, and gives the computed cells that it listed."""
    listed: list[str] = []

    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, SealDialog)
        dialog.findChildren(QRadioButton)[scope].click()
        dialog.kind.setEditText("Contract terms")
        dialog.why.setPlainText("The other party was promised silence.")
        for row in range(dialog.dependents.count()):
            item = dialog.dependents.item(row)
            listed.append(item.text())
            if any(words in item.text() for words in too):
                item.setCheckState(Qt.CheckState.Checked)
        dialog.accept()

    in_dialog(fill)
    bench.key(Qt.Key.Key_L, CONTROL)
    return listed


@pytest.mark.slow
def test_a_cell_is_sealed_with_type_and_reason(bench: Bench) -> None:
    entering.set_answer(bench.file, REPORT, place_of("w2/labor/amount"), "100")
    seal(bench)
    (item,) = sealing.seal_list(bench.file.book(REPORT))
    assert (item.seal.type, item.seal.reason) == ("Contract terms", "The other party was promised silence.")
    assert sealed(bench) == {"w2/labor/amount"}
    look = bench.page.model.look(bench.page.grid.currentIndex())
    assert look is not None
    assert look.sealed


@pytest.mark.slow
def test_the_computed_cells_that_depend_on_it_are_published_or_sealed_too(bench: Bench) -> None:
    listed = seal(bench, too=("Total operating expenses, this year",))
    assert any("Total operating expenses" in words for words in listed)
    assert "w2/total/amount" in sealed(bench)
    assert "w2/total/change" not in sealed(bench)
    stored = bench.file.book(REPORT).answers.seals["w2/labor/amount"]
    assert "w2/total/change" in stored.published


@pytest.mark.slow
@pytest.mark.parametrize(("scope", "other"), [(1, "w2/labor/prior"), (2, "w2/power/amount"), (3, "w2/power/remark")])
def test_a_line_a_column_or_the_schedule_is_sealed(bench: Bench, scope: int, other: str) -> None:
    seal(bench, scope)
    assert "w2/labor/amount" in sealed(bench)
    assert (other in sealed(bench)) == (other in {str(place) for place in bench.file.book(REPORT).sheet.cells})


@pytest.mark.slow
def test_several_selected_cells_are_sealed_as_one_step(bench: Bench) -> None:
    bench.key(Qt.Key.Key_Down, SHIFT)
    seal(bench)
    assert sealed(bench) == {"w2/labor/amount", "w2/power/amount"}
    bench.key(Qt.Key.Key_Z, CONTROL)
    assert sealed(bench) == set()


@pytest.mark.slow
def test_a_seal_without_its_reason_is_not_set(bench: Bench) -> None:
    said: list[str] = []

    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, SealDialog)
        dialog.kind.setEditText("Contract terms")
        dialog.why.setPlainText("")
        dialog.accept()
        said.append(dialog.trouble.text())
        dialog.reject()

    in_dialog(fill)
    bench.key(Qt.Key.Key_L, CONTROL)
    assert "reason" in said[0]
    assert sealed(bench) == set()


@pytest.mark.slow
def test_unsealing_lifts_the_seal_of_the_cell(bench: Bench) -> None:
    seal(bench)
    bench.key(Qt.Key.Key_L, CONTROL | SHIFT)
    assert sealed(bench) == set()


def rows_of(dialog: SealsDialog) -> str:
    rows = dialog.table.rows
    columns = range(rows.columnCount())
    return "\n".join(" | ".join(rows.words(row, at) for at in columns) for row in range(rows.rowCount()))


@pytest.mark.slow
def test_a_default_seal_waits_in_the_list_to_be_confirmed(bench: Bench) -> None:
    row = entering.add_row(bench.file, REPORT, "loans")
    entering.set_answer(bench.file, REPORT, place_of(f"loans/{row}/lender"), "A customer")
    seen: list[str] = []

    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, SealsDialog)
        seen.append(rows_of(dialog))
        dialog.confirm.click()
        seen.append(rows_of(dialog))
        dialog.reject()

    in_dialog(look)
    bench.page.commands.actions["seals"].trigger()
    assert "Suggested by the form: please confirm" in seen[0]
    assert "Suggested by the form: please confirm" not in seen[1]
    assert bench.file.book(REPORT).answers.seals[f"loans/{row}/lender"].confirmed


@pytest.mark.slow
def test_the_guide_follows_the_cell_and_its_inputs_are_one_click_away(bench: Bench) -> None:
    entering.set_answer(bench.file, REPORT, place_of("w2/labor/amount"), "100")
    bench.go("w2/total/amount")
    bench.key(Qt.Key.Key_E, CONTROL)
    guide = bench.page.panel.guide
    links = [button for button in guide.findChildren(QPushButton) if "Salaries" in button.text()]
    assert any("100" in button.text() for button in links)
    links[0].click()
    assert bench.place == "w2/labor/amount"


@pytest.mark.slow
def test_an_input_from_the_profile_is_one_click_away(bench: Bench) -> None:
    bench.go("p1/name/answer")
    bench.key(Qt.Key.Key_E, CONTROL)
    (link,) = [button for button in bench.page.panel.guide.findChildren(QPushButton) if "profile" in button.text()]
    link.click()
    assert bench.shell.window.pages.shown_filing() == "company"


@pytest.mark.slow
def test_f8_goes_to_what_is_wrong_and_an_explanation_is_written_on_the_spot(bench: Bench) -> None:
    entering.set_answer(bench.file, REPORT, place_of("w2/power/amount"), "900")
    entering.set_answer(bench.file, REPORT, place_of("w2/power/prior"), "100")
    bench.go("w2/labor/amount")
    checks = bench.page.panel.checks
    bench.key(Qt.Key.Key_F8)
    assert bench.place == "w2/power/amount"
    checks.explanation.setPlainText("The rate went up.")
    checks.keep.click()
    assert bench.file.book(REPORT).answers.explanations[place_of("w2/power/amount")] == "The rate went up."
    bench.go("w2/labor/amount")

    def explained() -> int:
        texts = [checks.list.item(row).text() for row in range(checks.list.count())]
        return next((row for row, words in enumerate(texts) if "(explained)" in words), -1)

    bench.shell.bot.waitUntil(lambda: explained() >= 0)
    checks.list.setCurrentRow(explained())
    assert checks.explanation.toPlainText() == "The rate went up."
    checks.explanation.setFocus()
    checks.explanation.setPlainText("The rate went up in May.")
    bench.page.grid.setFocus()
    assert bench.file.book(REPORT).answers.explanations[place_of("w2/power/amount")] == "The rate went up in May."
    bench.key(Qt.Key.Key_F8, SHIFT)
    assert bench.place == "p3/merger/answer"


@pytest.mark.slow
def test_what_is_only_blank_is_listed_as_blank_and_under_the_page_that_is_shown(bench: Bench) -> None:
    checks = bench.page.panel.checks

    def listed() -> list[str]:
        return [checks.list.item(row).text() for row in range(checks.list.count())]

    def under_this_page() -> str:
        lines = listed()
        return lines[next(row for row, words in enumerate(lines) if words.startswith("On this page")) + 1]

    for schedule, page in (("p1", "Page 1"), ("w2", "Page W-2"), ("p1", "Page 1")):
        checks.show_problems(bench.file.book(REPORT), schedule)
        assert under_this_page().startswith(f"Blank: {page}")
    assert not any(words.startswith("Error:") for words in listed())
    checks.shown_only.setCurrentText("Errors")
    assert not any(words.startswith("Blank") for words in listed())
    checks.shown_only.setCurrentText("Blank cells")
    assert any(words.startswith("Blank: Page 1") for words in listed())


@pytest.mark.slow
def test_one_explanation_serves_all_lines_of_a_page_that_ask_for_one(bench: Bench) -> None:
    for line in ("power", "labor"):
        entering.set_answer(bench.file, REPORT, place_of(f"w2/{line}/amount"), "900")
        entering.set_answer(bench.file, REPORT, place_of(f"w2/{line}/prior"), "100")
    bench.go("w2/labor/amount")
    checks = bench.page.panel.checks
    bench.key(Qt.Key.Key_F8)
    assert checks.keep_all.text() == "&Save it for all 2 on this page"
    checks.explanation.setPlainText("Both rates went up.")
    checks.keep_all.click()
    explanations = bench.file.book(REPORT).answers.explanations
    assert {explanations[place_of(f"w2/{line}/amount")] for line in ("power", "labor")} == {"Both rates went up."}
    bench.file.undo()
    assert not bench.file.book(REPORT).answers.explanations


@pytest.mark.slow
def test_checks_are_listed_of_one_kind_or_page_and_f8_finds_all(bench: Bench) -> None:
    entering.set_answer(bench.file, REPORT, place_of("w2/power/amount"), "900")
    entering.set_answer(bench.file, REPORT, place_of("w2/power/prior"), "100")
    bench.go("w2/labor/amount")
    checks = bench.page.panel.checks

    def listed() -> list[str]:
        return [
            words for row in range(checks.list.count()) if not (words := checks.list.item(row).text()).startswith("On ")
        ]

    bench.shell.bot.waitUntil(lambda: any(words.startswith("Explain") for words in listed()))
    everything = listed()
    checks.shown_only.setCurrentText("To explain")
    assert listed() == [words for words in everything if words.startswith("Explain")] != everything
    checks.shown_only.setCurrentText("Notes")
    assert listed() == []
    bench.key(Qt.Key.Key_F8)
    assert checks.shown_only.currentText() == "All problems"
    assert sorted(listed()) == sorted(everything)


@pytest.mark.slow
def test_the_page_is_asked_for_in_both_versions(bench: Bench) -> None:
    page = bench.page.panel.page
    assert page is not None
    bench.page.panel.setCurrentWidget(page)
    bench.shell.bot.waitUntil(lambda: ("w2", False) in bench.screens.previewer.asked)
    page.public.click()
    bench.shell.bot.waitUntil(lambda: ("w2", True) in bench.screens.previewer.asked)


@pytest.mark.slow
def test_a_filed_filing_is_read_only_and_offers_a_revision(bench: Bench) -> None:
    entering.set_answer(bench.file, REPORT, place_of("w2/labor/amount"), "100")
    annual_report.mark_filed(bench.file, REPORT, "2026-02-03", "By mail")
    bench.go("w2/labor/amount")
    bench.type("5")
    bench.key(Qt.Key.Key_Delete)
    assert bench.value("w2/labor/amount") == Decimal(100)
    assert not bench.page.commands.actions["seal"].isEnabled()
    assert bench.page.filed.isVisible()
    bench.page.filed.revise.click()
    assert bench.value("w2/labor/amount", f"{REPORT}-revision-1") == Decimal(100)
    assert bench.shell.window.pages.shown_filing() == f"{REPORT}-revision-1"


@pytest.mark.slow
def test_a_note_and_its_mark_are_kept_at_the_cell(bench: Bench) -> None:
    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, NoteDialog)
        dialog.text.setPlainText("Ask the bank.")
        dialog.state.setCurrentText("An estimate")
        dialog.accept()

    entering.set_answer(bench.file, REPORT, place_of("w2/labor/amount"), "100")
    in_dialog(fill)
    bench.key(Qt.Key.Key_M, CONTROL)
    look = bench.page.model.look(bench.page.grid.currentIndex())
    assert look is not None
    assert look.remembered
    assert look.severity is Severity.EXPLAIN
    assert "Ask the bank." in bench.page.model.looks.tip(place_of("w2/labor/amount"))


@pytest.mark.slow
def test_a_cell_is_added_up_from_a_work_paper_and_printed(bench: Bench) -> None:
    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, WorkPaperDialog)
        dialog.table.setItem(0, 0, QTableWidgetItem("40.25"))
        dialog.table.setItem(1, 0, QTableWidgetItem("60"))
        dialog.table.setItem(1, 1, QTableWidgetItem("June"))
        dialog.printing.click()
        dialog.accept()

    in_dialog(fill)
    bench.key(Qt.Key.Key_M, CONTROL | SHIFT)
    assert bench.value("w2/labor/amount") == Decimal(100)
    assert len(bench.screens.papers.kept) == 1


@pytest.mark.slow
@pytest.mark.parametrize(
    ("utilities", "rule"),
    [
        (("water",), "(4 CSR 240-3.640(4)(C))"),
        (("sewer",), "(4 CSR 240-3.335(4)(C))"),
        (("heating",), "(4 CSR 240-3.435(4)(C))"),
        (("water", "sewer"), "(4 CSR 240-3.335(4)(C), 3.640(4)(C))"),
    ],
)
def test_who_asks_for_the_reason_of_a_seal_is_the_companys_own_rule(
    qtbot: QtBot, tmp_path: Path, utilities: tuple[str, ...], rule: str
) -> None:
    file = company(tmp_path, *utilities)
    book = file.book(annual_report.begin_report(file, 2025).id)
    dialog = SealDialog(book, scopes(book, (), "p4"), sealing.offered(file, book.filing.id))
    qtbot.addWidget(dialog)
    assert [label.text() for label in dialog.findChildren(QLabel) if rule in label.text()]
