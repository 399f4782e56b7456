"""The window begins a filing in a case, shows it apart from the reports, and follows its number and its promises."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop_app.catalog.library import FormFiles
from desktop_app.domain.values import Place
from desktop_app.gui.filing.side_panel import SidePanel
from desktop_app.gui.filings.case_dialogs import BeginCaseDialog, CaseFollowDialog
from desktop_app.gui.filings.filing_dialogs import FiledDialog
from desktop_app.gui.filings.filing_words import title_of
from desktop_app.gui.filings.filings_page import FilingsPage
from desktop_app.gui.filings.parties_dialog import PartiesDialog, PartyDialog
from desktop_app.locations import find_folders
from desktop_app.services.cases.beginning import CaseOrder, begin_case
from desktop_app.services.cases.following import set_docket
from desktop_app.services.cases.items import promise_item
from desktop_app.services.cases.kinds import offered_kinds
from desktop_app.services.cases.parties import CaseParty, case_parties, keep_party
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.data_entry import entering
from desktop_app.services.filings import annual_report
from tests.support.case_companies import case_company, registry_with_planned
from tests.support.filing_window import NoPages
from tests.support.own_forms import write_own
from tests.support.page_surroundings import Stage, shown, stage_for

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has no window manager
WAIVER = "2026-waiver"


@pytest.fixture
def file(tmp_path: Path) -> CompanyFile:
    return case_company(tmp_path, "water", "heating")


def dialog_for(stage: Stage) -> BeginCaseDialog:
    return BeginCaseDialog(offered_kinds(stage.file, registry_with_planned("isrs")), stage.around)


def choose(dialog: BeginCaseDialog, kind: str) -> None:
    rows = [one.id for one in dialog._kinds]
    dialog.kinds.setCurrentRow(rows.index(kind))


def test_a_filing_is_begun_for_a_service_and_a_variant(file: CompanyFile, tmp_path: Path, qtbot: QtBot) -> None:
    stage = stage_for(file, tmp_path, qtbot)
    dialog = dialog_for(stage)
    choose(dialog, "certificate_ccn")
    assert "An attorney licensed in Missouri signs it" in dialog.about.text()
    dialog.service.setCurrentIndex(dialog.service.findData("heating"))
    assert [dialog.variant.itemData(at) for at in range(dialog.variant.count())] == ["area", "project"]
    dialog.variant.setCurrentIndex(1)
    dialog.title_field.setText("Boiler house")
    dialog.accept()
    assert stage.went == [("2026-certificate-ccn", "")]
    made = file.filing("2026-certificate-ccn")
    assert (made.utilities, made.variant, title_of(made)) == (("heating",), "project", "Certificate: Boiler house")


@pytest.mark.slow
def test_figures_come_from_a_report_and_are_read_again(tmp_path: Path, qtbot: QtBot) -> None:
    file = case_company(tmp_path)
    annual_report.begin_report(file, 2025)
    cash, book = Place("p4", "cash", "end"), Place("pro_assets", "cash", "book")
    entering.set_answer(file, "2025-annual-report", cash, "100")
    stage = stage_for(file, tmp_path, qtbot)
    dialog = dialog_for(stage)
    choose(dialog, "waiver")
    assert not dialog.base.isEnabled()
    choose(dialog, "financing")
    assert [dialog.base.itemText(at) for at in range(dialog.base.count())] == [
        "Annual report 2025 (in progress)",
        "No report",
    ]
    dialog.accept()
    entering.set_answer(file, "2026-financing", Place("items", "statements", "way"), "table")
    follow = CaseFollowDialog(stage.around.about("2026-financing", stage.parent))
    assert not follow.read.isEnabled()
    entering.set_answer(file, "2025-annual-report", cash, "120")
    follow = CaseFollowDialog(stage.around.about("2026-financing", stage.parent))
    assert "100 here, 120 in 2025-annual-report" in follow.figures.text()
    follow.show()
    assert follow.read.geometry().top() > follow.furnish.geometry().top()
    follow.read.click()
    assert str(file.book("2026-financing").calculation.values[book]) == "120"


def test_a_filing_in_a_case_is_not_said_to_be_revised(file: CompanyFile, tmp_path: Path, qtbot: QtBot) -> None:
    stage = stage_for(file, tmp_path, qtbot)
    report, case = annual_report.begin_report(file, 2025), begin_case(file, CaseOrder("waiver"))
    said = []
    for filing in (report, case):
        dialog = FiledDialog(filing, file.clock.today(), stage.answers, None, stage.parent)
        said.append(" ".join(label.text() for label in dialog.findChildren(QLabel)))
    assert "start a revision" in said[0]
    assert "A filing in a case is not revised" in said[1]
    assert "start a revision" not in said[1]


def test_the_list_of_kinds_has_the_focus(file: CompanyFile, tmp_path: Path, qtbot: QtBot) -> None:
    assert dialog_for(stage_for(file, tmp_path, qtbot)).focusWidget().accessibleName() == "What to file"


@pytest.mark.slow
def test_an_item_waits_for_its_document_among_the_problems(file: CompanyFile, tmp_path: Path, qtbot: QtBot) -> None:
    begin_case(file, CaseOrder("waiver", "Late report"))
    entering.set_answer(file, WAIVER, Place("applicant", "standing", "way"), "document")
    stage = stage_for(file, tmp_path, qtbot)
    panel = SidePanel(file, WAIVER, NoPages(), stage.around.icons, stage.parent)
    panel.show_place(Place("applicant", "standing", "way"))
    assert "1 error." in panel.checks.summary.text()
    words = [label.text() for label in panel.guide.findChildren(QLabel)]
    assert "By an attached document. Attach it under Attachments, in the Filing menu." in words


def test_what_is_closed_says_why_and_cannot_be_begun(file: CompanyFile, tmp_path: Path, qtbot: QtBot) -> None:
    for service, customers in (("water", "8001"), ("heating", "101")):
        entering.set_answer(file, "company", Place("size", service, "answer"), customers)
    dialog = dialog_for(stage_for(file, tmp_path, qtbot))
    choose(dialog, "small_company_rate_increase")
    assert "8,001 water customers: the small company procedure ends at 8,000" in dialog.about.text()
    assert not dialog.agree.isEnabled()
    choose(dialog, "isrs")
    assert "not built in yet" in dialog.about.text()
    assert not dialog.agree.isEnabled()
    choose(dialog, "waiver")
    assert dialog.agree.isEnabled()
    assert [dialog.service.itemData(at) for at in range(dialog.service.count())] == [
        *("water heating", "water", "heating")
    ]


def test_a_refusal_stays_in_the_dialog(file: CompanyFile, tmp_path: Path, qtbot: QtBot) -> None:
    begin_case(file, CaseOrder("waiver", "Late report"))
    stage = stage_for(file, tmp_path, qtbot)
    dialog = dialog_for(stage)
    choose(dialog, "waiver")
    dialog.title_field.setText("late report")
    dialog.accept()
    assert "is called 'late report' already" in dialog.trouble.text()
    assert stage.went == []


@pytest.mark.slow
def test_cases_are_shown_apart_and_one_row_is_chosen(file: CompanyFile, tmp_path: Path, qtbot: QtBot) -> None:
    report = annual_report.begin_report(file, 2025)
    begin_case(file, CaseOrder("waiver", "Late report"))
    stage = stage_for(file, tmp_path, qtbot)
    with shown(stage, FilingsPage, qtbot) as page:
        assert isinstance(page, FilingsPage)
        assert page.table.model().rowCount() == 1
        assert page.cases.model().index(0, 0).data() == "Waiver: Late report"
        assert page.chosen is not None
        assert page.chosen.id == report.id
        assert not page.follow.isEnabled()
        page.choose(WAIVER)
        assert page.chosen.id == WAIVER
        assert page.follow.isEnabled()
        page.follow.click()
        page.begin_case.click()
    assert stage.done == [("case_follow", WAIVER), ("begin_case", "")]


def test_the_number_is_entered_and_what_was_promised_is_furnished(
    file: CompanyFile, tmp_path: Path, qtbot: QtBot
) -> None:
    begin_case(file, CaseOrder("waiver", "Late report"))
    promise_item(file, WAIVER, "standing")
    annual_report.mark_filed(file, WAIVER, "2026-02-03", "EFIS")
    stage = stage_for(file, tmp_path, qtbot)
    dialog = CaseFollowDialog(stage.around.about(WAIVER, stage.parent))
    dialog.number.setText("5")
    dialog.accept()
    assert "is not a case number" in dialog.trouble.text()
    dialog.number.setText("we-2026-0123")
    dialog.accept()
    assert file.filing(WAIVER).docket == "WE-2026-0123"
    dialog = CaseFollowDialog(stage.around.about(WAIVER, stage.parent))
    said = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "still to follow: Evidence of organization." in said
    dialog.furnish.click()
    assert stage.went == [(f"{WAIVER}-supplement-1", "applicant/standing/way")]
    assert title_of(file.filing(f"{WAIVER}-supplement-1")) == "Waiver: Late report, supplement 1"


def test_a_filing_without_a_title_is_called_by_its_year_and_number(file: CompanyFile) -> None:
    names = [title_of(begin_case(file, CaseOrder("waiver"))) for _ in range(2)]
    assert names == ["Waiver 2026", "Waiver 2026 (2)"]


def test_what_may_be_started_comes_first_and_says_what_to_know(file: CompanyFile, tmp_path: Path, qtbot: QtBot) -> None:
    for service, customers in (("water", "8001"), ("heating", "101")):
        entering.set_answer(file, "company", Place("size", service, "answer"), customers)
    dialog = dialog_for(stage_for(file, tmp_path, qtbot))
    rows = [one.id for one in dialog._kinds]
    assert rows.index("waiver") < rows.index("small_company_rate_increase")
    choose(dialog, "waiver")
    assert dialog.chosen.note in dialog.about.text()
    choose(dialog, "small_company_rate_increase")
    assert dialog.chosen.note not in dialog.about.text()
    assert "signs it" not in dialog.about.text()


def test_the_list_begins_at_the_first_kind_of_a_group_that_may_be_started(
    file: CompanyFile, tmp_path: Path, qtbot: QtBot
) -> None:
    stage = stage_for(file, tmp_path, qtbot)
    kinds = offered_kinds(file, registry_with_planned("isrs"))
    chosen = BeginCaseDialog(kinds, stage.around, "Rates").chosen
    assert chosen.id == next(kind.id for kind in kinds if kind.group == "Rates" and kind.eligible.value != "no")


def test_parties_are_listed_added_changed_and_deleted(file: CompanyFile, tmp_path: Path, qtbot: QtBot) -> None:
    begin_case(file, CaseOrder("waiver"))
    set_docket(file, WAIVER, "WA-2026-0123")
    keep_party(file, CaseParty("", "SA-2025-0001", "Older Party", email="older@sample.example"))
    stage = stage_for(file, tmp_path, qtbot)
    dialog = PartiesDialog(stage.around.about(WAIVER, stage.parent))
    assert dialog.chosen is not None
    asked = PartyDialog(CaseParty("", "WA-2026-0123", ""), dialog)
    assert asked.docket.text() == "WA-2026-0123"
    asked.name.setText("Office of the Public Counsel")
    asked.address.setPlainText("P.O. Box 1\n\n Sample City, MO 65000 ")
    keep_party(file, asked.party)
    dialog.refresh()
    assert dialog.chosen.name == "Office of the Public Counsel", "the party of the filing's own case is chosen"
    assert dialog.table.rows.index(1, 3).data() == "P.O. Box 1, Sample City, MO 65000"
    dialog.drop.click()
    assert [one.name for one in case_parties(file)] == ["Older Party"]
    dialog.drop.click()
    assert not dialog.empty.isHidden()
    assert not dialog.drop.isEnabled()


def test_own_forms_stand_apart_and_a_broken_one_says_why(
    file: CompanyFile, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_own(tmp_path / "own")
    write_own(tmp_path / "own", "own_broken")
    stage = stage_for(file, tmp_path, qtbot)
    library = FormFiles(find_folders().forms, own=tmp_path / "own")
    monkeypatch.setattr(stage.file, "library", library)
    dialog = BeginCaseDialog(offered_kinds(stage.file, ()), stage.around)
    rows = [dialog.kinds.item(row).text() for row in range(dialog.kinds.count())]
    assert any(row.endswith("Log of the wells (own form)") for row in rows), rows
    assert any("(own form) - not open to this company" in row for row in rows), rows
    broken = next(row for row, kind in enumerate(dialog._kinds) if kind.id == "own_broken")
    dialog.kinds.setCurrentRow(broken)
    assert "own_broken/r1/form.toml, id" in dialog.about.text()
    assert not dialog.agree.isEnabled()
