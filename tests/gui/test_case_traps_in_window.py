"""Where a user meets bad input of a case in the window: the refusal is said in place, and what was typed stays."""

from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.domain.values import Place
from desktop_app.gui.attachments.attachments_dialog import AttachmentsDialog
from desktop_app.gui.filing.side_panel import SidePanel
from desktop_app.gui.filings.case_dialogs import BeginCaseDialog
from desktop_app.services.cases.beginning import CaseOrder, begin_case
from desktop_app.services.cases.kinds import offered_kinds
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.data_entry import attachments, entering
from desktop_app.services.ports import ForeignDocument
from tests.support.attachment_readers import StandInReader
from tests.support.case_companies import case_company
from tests.support.filing_window import NoPages
from tests.support.memory_companies import REAL
from tests.support.page_surroundings import Stage, stage_for

pytestmark = [
    pytest.mark.qt_log_ignore("propagateSizeHints"),  # the offscreen platform has no window manager
    pytest.mark.slow,
]
RATES, CERTIFICATE = "2026-small-company-rate-increase", "2026-certificate-ccn"


def sized(folder: Path, service: str, customers: str) -> CompanyFile:
    file = case_company(folder, service)
    entering.set_answer(file, "company", Place("size", service, "answer"), customers)
    return file


def begin_dialog(stage: Stage, kind: str) -> BeginCaseDialog:
    dialog = BeginCaseDialog(offered_kinds(stage.file, REAL.registry()), stage.around)
    dialog.kinds.setCurrentRow([one.id for one in dialog._kinds].index(kind))
    return dialog


def problems_beside(stage: Stage, filing: str, place: Place) -> list[str]:
    panel = SidePanel(stage.file, filing, NoPages(), stage.around.icons, stage.parent)
    panel.show_place(place)
    rows = panel.checks.list
    return [rows.item(row).text() for row in range(rows.count())]


@pytest.mark.parametrize(
    ("service", "customers", "open_"),
    [
        *(("water", "8000", True), ("water", "8001", False), ("gas", "3000", True), ("gas", "3001", False)),
        *(("heating", "100", True), ("heating", "101", False)),
    ],
)
def test_the_list_opens_the_request_up_to_the_last_customer(
    tmp_path: Path, qtbot: QtBot, service: str, customers: str, open_: bool
) -> None:
    stage = stage_for(sized(tmp_path, service, customers), tmp_path, qtbot)
    dialog = begin_dialog(stage, "small_company_rate_increase")
    assert dialog.agree.isEnabled() is open_
    assert f"{int(customers):,} {service} customers" in dialog.about.text()
    assert ("as well (3.030(1))" in dialog.about.text()) is (open_ and service != "heating")
    assert ("not open to this company" in dialog.kinds.currentItem().text()) is not open_


@pytest.mark.parametrize(
    ("title", "said"), [("x" * 300, "The title has 300 characters"), ("a\x07b", "characters that cannot be shown")]
)
def test_a_title_that_does_not_fit_stays_in_the_dialog(tmp_path: Path, qtbot: QtBot, title: str, said: str) -> None:
    stage = stage_for(case_company(tmp_path), tmp_path, qtbot)
    dialog = begin_dialog(stage, "waiver")
    dialog.title_field.setMaxLength(1000)
    dialog.title_field.setText(title)
    dialog.accept()
    assert said in dialog.trouble.text()
    assert (stage.went, stage.file.filings()) == ([], ())
    dialog.title_field.setText("Late / report: 2025")
    dialog.accept()
    assert stage.went == [("2026-waiver", "")]


def test_a_sheet_with_the_first_letter_is_refused_where_it_is_attached(tmp_path: Path, qtbot: QtBot) -> None:
    stage = stage_for(sized(tmp_path, "water", "300"), tmp_path, qtbot)
    begin_case(stage.file, CaseOrder("small_company_rate_increase"))
    (tmp_path / "sheet.pdf").write_bytes(b"sheet")

    class Asked:
        def existing(self, parent: object, title: str, kind: str) -> Path:
            return tmp_path / "sheet.pdf"

    around = replace(stage.around, filing=RATES, asking=Asked())  # type: ignore[arg-type]
    reader = StandInReader(ForeignDocument(((612, 792),), ()))
    dialog = AttachmentsDialog(reader, pytest.fail, around)
    dialog.show()
    dialog.add.click()
    qtbot.waitUntil(lambda: "goes without tariff sheets" in dialog.message.text(), timeout=10_000)
    assert attachments.attachments(stage.file, RATES) == ()
    dialog.close()


def test_both_branches_and_a_day_that_has_passed_are_listed_beside_the_items(tmp_path: Path, qtbot: QtBot) -> None:
    stage = stage_for(case_company(tmp_path), tmp_path, qtbot)
    begin_case(stage.file, CaseOrder("certificate_ccn", variant="area"))
    for line, column, text in (
        *(("approval", "answer", "not_needed"), ("consent", "way", "document")),
        *(("boundary", "way", "later"), ("boundary", "by", "01/05/2026")),
        ("persons", "way", "table"),
    ):
        entering.set_answer(stage.file, CERTIFICATE, Place("items", line, column), text)
    entering.set_answer(stage.file, CERTIFICATE, Place("persons", "rows", "answer"), "None")
    listed = " ".join(problems_beside(stage, CERTIFICATE, Place("items", "consent", "way")))
    for words in ("no consent and no approval is answered", "January 5, 2026, which has passed", "answered with None"):
        assert words in listed


def test_a_document_for_an_item_of_another_service_is_listed(tmp_path: Path, qtbot: QtBot) -> None:
    stage = stage_for(case_company(tmp_path), tmp_path, qtbot)
    begin_case(stage.file, CaseOrder("certificate_ccn", variant="area"))
    page = ForeignDocument(((612, 792),), ())
    attachments.attach_document(
        stage.file, CERTIFICATE, "a.pdf", b"x", page, title="Plans of a line", item="items/project_plans"
    )
    listed = " ".join(problems_beside(stage, CERTIFICATE, Place("items", "consent", "way")))
    assert "Plans of a line: it is attached for 'items/project_plans', which this filing does not ask" in listed
