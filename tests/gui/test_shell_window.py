"""The window as a person uses it: opening, going about, undoing, closing."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from desktop_app.domain.confidentiality import Seal
from desktop_app.domain.problems import Severity
from desktop_app.domain.values import AnswerWord, Place
from desktop_app.gui.companies.new_company import NewCompanyDialog, file_name
from desktop_app.gui.filings.filing_dialogs import BeginDialog, FiledDialog
from desktop_app.gui.filings.filing_words import title_of
from desktop_app.gui.widgets.message_bar import MessageTone
from desktop_app.gui.window.home import HomePage
from desktop_app.gui.window.main_window import MainWindow
from desktop_app.services.company.report_forms import offered_forms
from desktop_app.services.company.workspace_keys import answer_key, seal_to_json
from desktop_app.services.data_entry import entering
from desktop_app.services.filings import annual_report
from desktop_app.services.progress.overview import standing
from tests.support import calendar_companies
from tests.support.memory_companies import company, make_companies, steps_of
from tests.support.stand_in_screens import PlainFiling
from tests.support.window_shell import Shell, hooked, in_dialog, standing_shell

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has no window manager
REPORT = "2025-annual-report"
KIND = Place("p1", "kind", "answer")
NAME = Place("identity", "legal_name", "answer")


@pytest.fixture
def shell(qtbot: QtBot, tmp_path: Path) -> Iterator[Shell]:
    with standing_shell(qtbot, tmp_path) as standing:
        yield standing


@pytest.fixture
def opened(shell: Shell, tmp_path: Path) -> Shell:
    file = company(shell.companies, tmp_path)
    annual_report.begin_report(file, 2025)
    file.close()
    shell.window.open(file.path)
    return shell


def buttons(shell: Shell) -> dict[str, QPushButton]:
    page = shell.window.pages.currentWidget()
    assert page is not None
    return {button.accessibleName() or button.text(): button for button in page.findChildren(QPushButton)}


def stops(shell: Shell) -> str:
    """The name of the button that tells how many answers of the report are wrong; blanks are not."""
    assert shell.window.file is not None
    count = len(standing(shell.window.file.book(REPORT)).wrong(Severity.STOP))
    return f"Annual report 2025: {Severity.STOP.counted(count)}. Goes to the first"


def answer_as_before(shell: Shell, place: Place) -> None:
    """Answers None where an earlier version allowed it."""
    assert shell.window.file is not None
    shell.window.file.edit(REPORT, "None", {answer_key(REPORT, place): {"word": AnswerWord.NONE.value}})


def settled(shell: Shell) -> HomePage:
    home = shell.window.pages.currentWidget()
    assert isinstance(home, HomePage)
    shell.bot.waitUntil(lambda: home.settled)
    return home


def test_without_a_company_the_window_offers_to_make_or_open_one(shell: Shell) -> None:
    assert shell.window.middle.start.isVisible()
    assert not shell.window.navigation.isVisible()
    assert not shell.window.menus.actions["close"].isEnabled()
    assert shell.window.menus.actions["open"].isEnabled()


def test_a_new_company_is_made_by_keys_alone(shell: Shell, tmp_path: Path) -> None:
    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, NewCompanyDialog)
        QTest.keyClicks(dialog.name, "Rolling Oaks Water Company")
        QTest.keyClick(dialog.services["water"], Qt.Key.Key_Space)
        QTest.keyClick(dialog.name, Qt.Key.Key_Return)

    in_dialog(fill)
    shell.window.middle.start.new.setFocus()
    QTest.keyClick(shell.window.middle.start.new, Qt.Key.Key_Space)
    assert shell.window.file is not None
    assert shell.window.file.path == tmp_path / "Rolling Oaks Water Company.filingdesk"
    assert shell.window.file.profile().utilities == ("water",)
    assert shell.window.menus.actions["undo"].text() == "&Undo: Company created"
    assert "Rolling Oaks" in shell.window.windowTitle()
    assert shell.window.pages.isVisible()


def test_what_is_missing_is_said_in_the_dialog_and_nothing_is_made(shell: Shell, tmp_path: Path) -> None:
    said = []

    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, NewCompanyDialog)
        for _ in range(4):
            dialog.accept()
            said.append(dialog.trouble.text())
            if len(said) == 1:
                dialog.name.setText("Oaks")
            elif len(said) == 2:
                dialog.services["sewer"].setChecked(True)
                dialog.path.setText(str(tmp_path / "missing" / "x.filingdesk"))
            elif len(said) == 3:
                dialog.path.setText("x.txt")
        (tmp_path / "there.filingdesk").touch()
        dialog.path.setText(str(tmp_path / "there.filingdesk"))
        dialog.accept()
        said.append(dialog.trouble.text())
        dialog.reject()

    in_dialog(fill)
    shell.trigger("new")
    assert ["name" in said[0], "service" in said[1], "no folder" in said[2], "end in" in said[3]] == [True] * 4
    assert "nothing is overwritten" in said[4]
    assert shell.window.file is None


@pytest.mark.parametrize(
    ("name", "made"),
    [("A/B: C?", "A B C.filingdesk"), ("...", "New company.filingdesk"), ("Ünïted  Water", "Ünïted Water.filingdesk")],
)
def test_a_name_gives_a_file_name_for_any_system(name: str, made: str) -> None:
    assert file_name(name) == made


def test_a_refusal_is_a_sentence_in_the_window(shell: Shell, tmp_path: Path) -> None:
    other = tmp_path / "letter.filingdesk"
    other.write_text("Dear commission", encoding="utf-8")
    shell.answers.file = other
    with hooked(shell, tmp_path):
        shell.trigger("open")
    assert shell.window.message.sentence == "letter.filingdesk is not a Filing Desk file."
    assert shell.window.file is None
    QTest.keyClick(shell.window.message.cross, Qt.Key.Key_Escape)
    assert shell.window.message.sentence == ""


def test_the_recent_companies_open_by_enter(shell: Shell, tmp_path: Path) -> None:
    file = company(shell.companies, tmp_path)
    file.close()
    shell.window.middle.start.refresh()
    recent = shell.window.middle.start.recent
    recent.setFocus()
    QTest.keyClick(recent, Qt.Key.Key_Return)
    assert shell.window.file is not None
    assert shell.window.file.path == file.path


def test_the_sample_says_that_it_is_one(shell: Shell, tmp_path: Path) -> None:
    shell.trigger("sample")
    shell.bot.waitUntil(lambda: shell.window.file is not None)
    assert shell.window.badge.isVisible()
    assert "(SAMPLE)" in shell.window.windowTitle()
    shell.trigger("close")
    shell.trigger("sample")
    shell.bot.waitUntil(lambda: shell.window.file is not None)
    assert shell.window.file is not None
    assert shell.window.file.path == tmp_path / "Sample water company 2.filingdesk"


def test_home_says_what_is_due_and_that_nothing_is_wrong_in_a_new_report(opened: Shell) -> None:
    settled(opened)
    words = " ".join(label.text() for label in opened.window.pages.findChildren(type(opened.window.middle.start.title)))
    assert "Due on April 15, 2026: 71 days left." in words
    assert "3.640(1)" in words
    assert "0 of " in words
    assert "answers given, 0%" in words
    assert not any("Goes to the first" in name for name in buttons(opened))


def test_a_count_on_home_is_one_click_from_its_first_cell(opened: Shell) -> None:
    answer_as_before(opened, KIND)
    settled(opened)
    assert "1 error" in stops(opened)
    QTest.mouseClick(buttons(opened)[stops(opened)], Qt.MouseButton.LeftButton)
    page = opened.window.pages.currentWidget()
    assert isinstance(page, PlainFiling)
    assert (page.filing_id, page.place) == (REPORT, str(KIND))


def test_home_follows_an_edit(opened: Shell) -> None:
    settled(opened)
    answer_as_before(opened, KIND)
    settled(opened)
    assert stops(opened) in buttons(opened)
    assert opened.window.file is not None
    opened.window.file.undo()
    settled(opened)
    assert not any("Goes to the first" in name for name in buttons(opened))


def test_places_are_reached_by_keys(opened: Shell) -> None:
    for key, name in ((Qt.Key.Key_3, "filings"), (Qt.Key.Key_2, "company"), (Qt.Key.Key_1, "home")):
        QTest.keyClick(opened.window, key, Qt.KeyboardModifier.ControlModifier)
        assert opened.window.navigation.buttons[name].isChecked()


def test_the_navigation_is_walked_with_arrows(opened: Shell) -> None:
    home = opened.window.navigation.buttons["home"]
    home.setFocus()
    QTest.keyClick(home, Qt.Key.Key_Down)
    QTest.keyClick(opened.window.navigation.buttons["company"], Qt.Key.Key_Space)
    assert opened.window.pages.shown_filing() == "company"


def test_undo_takes_back_a_step_and_goes_to_its_place(opened: Shell) -> None:
    file = opened.window.file
    assert file is not None
    entering.set_answer(file, REPORT, Place("p3", "merger", "answer"), "None of note")
    assert opened.window.menus.actions["undo"].text() == "&Undo: Entry on page 3, question 2"
    opened.window.go("home")
    opened.trigger("undo")
    page = opened.window.pages.currentWidget()
    assert isinstance(page, PlainFiling)
    assert (page.filing_id, page.place, page.field.text()) == (REPORT, "p3/merger/answer", "")
    assert opened.window.menus.actions["redo"].text() == "&Redo: Entry on page 3, question 2"
    opened.trigger("redo")
    assert page.field.text() == "None of note"


def test_undo_reaches_through_the_life_of_the_file(opened: Shell) -> None:
    file = opened.window.file
    assert file is not None
    opened.window.go_to(REPORT)
    while opened.window.menus.actions["undo"].isEnabled():
        opened.trigger("undo")
    assert file.filings() == ()
    assert file.profile().legal_name == ""
    assert opened.window.pages.shown_filing() != REPORT
    while opened.window.menus.actions["redo"].isEnabled():
        opened.trigger("redo")
    assert [filing.id for filing in file.filings()] == [REPORT]


def test_typing_is_undone_before_the_journal(opened: Shell) -> None:
    file = opened.window.file
    assert file is not None
    opened.window.go_to("company", str(NAME))
    page = opened.window.pages.currentWidget()
    assert isinstance(page, PlainFiling)
    opened.bot.waitUntil(page.field.hasFocus)
    QTest.keyClicks(page.field, " and Sewer")
    QTest.keyClick(page.field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    before = list(steps_of(file))
    assert page.field.text() == "Rolling Oaks Water Company, Incorporated"
    while page.field.isUndoAvailable():
        page.field.undo()
    QTest.keyClick(page.field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(list(steps_of(file))) == len(before) + 1
    QTest.keyClick(opened.window, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert len(list(steps_of(file))) == len(before) + 2


def test_a_filed_filing_stops_undo_and_offers_a_revision(opened: Shell) -> None:
    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, FiledDialog)
        dialog.day_field.setText("the day before")
        dialog.accept()
        assert "is not a date" in dialog.trouble.text()
        dialog.day_field.setText("04/02/2026")
        dialog.way.setCurrentText("By mail")
        dialog.accept()

    in_dialog(fill)
    opened.trigger("filed")
    file = opened.window.file
    assert file is not None
    assert (file.filing(REPORT).filed_on, file.filing(REPORT).filed_how) == ("2026-04-02", "By mail")
    opened.trigger("undo")
    assert "has been filed and can no longer be changed" in opened.window.message.sentence
    opened.window.message.action.click()
    assert opened.window.pages.shown_filing() == f"{REPORT}-revision-1"


def test_a_report_is_begun_from_the_one_before(opened: Shell) -> None:
    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, BeginDialog)
        assert dialog.year == 2026
        assert dialog.source.currentText() == "Annual report 2025"
        dialog.year_field.setValue(2020)
        assert not dialog.source.isEnabled()
        dialog.year_field.setValue(2026)
        dialog.accept()

    in_dialog(fill)
    opened.trigger("begin")
    file = opened.window.file
    assert file is not None
    assert file.filing("2026-annual-report").previous == REPORT
    assert opened.window.pages.shown_filing() == "2026-annual-report"


def test_a_gas_company_is_offered_the_report_around_the_commissions_form(qtbot: QtBot, tmp_path: Path) -> None:
    file = calendar_companies.company(tmp_path, "water", "gas")
    dialog = BeginDialog(file.filings(), 2025, offered_forms(file, annual_report.FORM))
    qtbot.addWidget(dialog)
    shown = [dialog.kind.itemText(number) for number in range(dialog.kind.count())]
    assert shown == ["Annual Report: water", "Annual report, small company: gas", "Annual report, form attached: gas"]
    assert not dialog.how.isVisibleTo(dialog)
    dialog.kind.setCurrentIndex(2)
    assert "attach it as a PDF" in dialog.how.text()
    assert (dialog.offered.form, dialog.offered.service) == ("annual_report_companion", "gas")
    assert title_of(annual_report.begin_report(file, 2025, form=dialog.offered.form)) == "Annual report 2025, gas"


def test_the_commands_mean_the_filing_that_is_in_view(opened: Shell) -> None:
    opened.trigger("package")
    assert opened.screens.prepared == [REPORT]


def test_without_a_filing_the_commands_say_so(shell: Shell, tmp_path: Path) -> None:
    shell.window.open(company(shell.companies, tmp_path).path)
    shell.trigger("package")
    assert shell.window.message.sentence == "There is no filing yet. Start an annual report first."


def test_panes_are_cycled_by_f6(opened: Shell) -> None:
    opened.window.go_to(REPORT)
    opened.window.say("Something is to be read.", "note")
    opened.window.navigation.buttons["home"].setFocus()
    seen = []
    for _ in range(3):
        QTest.keyClick(opened.window, Qt.Key.Key_F6)
        focused = QApplication.focusWidget()
        while focused is not None and not focused.property("pane"):
            focused = focused.parentWidget()
        seen.append("" if focused is None else focused.property("pane"))
    assert sorted(seen) == ["2025-annual-report", "Message", "Navigation"]


def test_the_side_panel_is_toggled_by_f9(opened: Shell) -> None:
    opened.window.go_to(REPORT)
    page = opened.window.pages.currentWidget()
    assert isinstance(page, PlainFiling)
    QTest.keyClick(opened.window, Qt.Key.Key_F9)
    assert not page.panel


def test_what_was_done_last_is_said_to_be_on_disk(opened: Shell) -> None:
    file = opened.window.file
    assert file is not None
    entering.set_answer(file, REPORT, Place("p3", "merger", "answer"), "None")
    assert opened.window.status.saved.text().startswith("All changes saved since ")
    assert opened.window.status.saved.text().endswith("Last: Entry on page 3, question 2")


def type_over(opened: Shell, place: str, words: str) -> None:
    """Type into the field of a cell of the company, and leave the keyboard there."""
    opened.window.go_to("company", place)
    page = opened.window.pages.currentWidget()
    assert isinstance(page, PlainFiling)
    opened.bot.waitUntil(page.field.hasFocus)
    page.field.selectAll()
    QTest.keyClicks(page.field, words)


def test_closing_keeps_the_cell_in_hand(opened: Shell) -> None:
    file = opened.window.file
    assert file is not None
    type_over(opened, str(NAME), "New name")
    opened.window.close()
    assert file.workspace.get("answer/company/identity/legal_name/answer") == "New name"
    assert opened.window.file is None


def test_a_cell_that_is_refused_keeps_the_window_open_once(opened: Shell, tmp_path: Path) -> None:
    with hooked(opened, tmp_path):
        type_over(opened, "identity/water/answer", "perhaps")
        assert not opened.window.close()
        assert "must be one of: Yes, No" in opened.window.message.sentence
        assert opened.window.close()


def test_nothing_is_printed_over_a_cell_that_was_refused(opened: Shell, tmp_path: Path) -> None:
    with hooked(opened, tmp_path):
        type_over(opened, "identity/water/answer", "perhaps")
        opened.trigger("package")
        assert opened.screens.prepared == []
        assert "must be one of: Yes, No" in opened.window.message.sentence


def test_what_was_open_is_opened_by_the_next_start(opened: Shell) -> None:
    file = opened.window.file
    assert file is not None
    opened.window.close()
    assert opened.companies.preferences.get("last_open") == str(file.path)
    opened.window.show()
    opened.window.company.resume()
    assert opened.window.file is not None
    opened.trigger("close")
    assert opened.window.middle.start.isVisible()
    opened.window.close()
    assert opened.companies.preferences.get("last_open") is None


def test_opening_another_company_closes_the_first(opened: Shell, tmp_path: Path) -> None:
    first = opened.window.file
    other = opened.companies.create(tmp_path / "other.filingdesk")
    other.close()
    opened.window.open(other.path)
    assert first is not None
    assert getattr(first.workspace, "closed") is True  # noqa: B009
    assert opened.window.windowTitle() == "other – Filing Desk"


def test_the_file_goes_out_to_json_and_comes_back(opened: Shell, tmp_path: Path) -> None:
    opened.answers.save = tmp_path / "out.json"
    opened.trigger("export")
    opened.bot.waitUntil(lambda: "Everything was written" in opened.window.message.sentence)
    opened.answers.file = tmp_path / "out.json"
    opened.answers.save = tmp_path / "back.filingdesk"
    opened.trigger("import")
    opened.bot.waitUntil(lambda: opened.window.file is not None and opened.window.file.path.stem == "back")
    assert opened.window.file is not None
    assert opened.window.file.profile().utilities == ("water",)


def test_a_seal_that_cannot_be_kept_is_told_when_it_is_imported(opened: Shell, tmp_path: Path) -> None:
    assert opened.window.file is not None
    seal = seal_to_json(Seal("contact/name/answer", "x", "y"))
    opened.window.file.edit("company", "Sealed", {"seal/company/contact/name/answer": seal})
    opened.answers.save = tmp_path / "out.json"
    opened.trigger("export")
    opened.bot.waitUntil(lambda: "Everything was written" in opened.window.message.sentence)
    opened.answers.file = next(tmp_path.glob("out*.json"))
    opened.answers.save = tmp_path / "back.filingdesk"
    opened.trigger("import")
    opened.bot.waitUntil(lambda: "company/contact/name/answer cannot be kept" in opened.window.message.sentence)


def test_the_window_comes_back_where_it_was(opened: Shell) -> None:
    opened.window.resize(780, 640)
    opened.window.close()
    again = MainWindow(opened.companies, opened.style, opened.icons, opened.screens, opened.answers)
    opened.bot.addWidget(again)
    assert again.height() == 640, "not the first size, 800"


def test_text_fields_of_the_pages_keep_their_focus(opened: Shell) -> None:
    opened.window.go_to("company")
    assert isinstance(QApplication.focusWidget(), QLineEdit)


def test_further_places_stand_in_the_navigation_and_in_the_menu(opened: Shell) -> None:
    opened.trigger("calendar")
    page = opened.window.pages.currentWidget()
    assert page is not None
    assert page.property("pane") == "calendar"
    assert opened.window.navigation.buttons["calendar"].isChecked()


def test_what_presses_is_said_once_when_a_company_is_opened(tmp_path: Path, qtbot: QtBot) -> None:
    companies = make_companies(date(2026, 4, 16))
    company(companies, tmp_path).close()
    with standing_shell(qtbot, tmp_path, companies) as shell:
        shell.window.open(tmp_path / "company.filingdesk")
        settled(shell)
        words = "Past due: Annual report for 2025, due on April 15, 2026. If it is filed, record that."
        assert shell.window.message.words.text() == words
        shell.window.message.clear()
        shell.window.go("filings")
        shell.window.go("home")
        settled(shell)
        assert not shell.window.message.isVisible()


def test_a_message_leaves_with_its_page_and_stays_on_the_page_that_it_brings(opened: Shell) -> None:
    window = opened.window
    window.say("Exported.", MessageTone.GOOD)
    window.go("calendar")
    opened.bot.wait(1)
    assert window.message.sentence == "Exported.", "what says something may show the page that it is about"
    window.go("calendar")
    assert window.message.sentence == "Exported."
    window.go("home")
    assert window.message.sentence == ""
