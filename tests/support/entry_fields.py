"""Every field of the window into which something can be typed: how its page or dialog is opened, and what is typed.

`WAYS` has a line for each dialog and page of `desktop_app.gui` that takes typing: `tests/architecture/test_entries`
holds it to the classes that there are. What is typed must be taken or refused in a sentence with nothing typed lost.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QPushButton,
    QWidget,
)

from desktop_app.domain.tariffs.schedules import FilingOutcome
from desktop_app.domain.tariffs.sheet_split import split_tariff
from desktop_app.gui.app import ProgramScreens
from desktop_app.gui.attachments.tariff_sheets_dialog import TariffSheetsDialog
from desktop_app.gui.filing.filing_page import FilingPage
from desktop_app.gui.filing_calendar.dialogs import DoneDialog, PutOffDialog
from desktop_app.gui.filing_package.print_dialog import PrintDialog
from desktop_app.gui.filing_package.printing import PrintJob
from desktop_app.gui.preview.document_viewer import DocumentViewer
from desktop_app.gui.report_letters.letters_dialog import LettersDialog
from desktop_app.gui.report_letters.sent_dialog import SentDialog
from desktop_app.gui.review.reading import OpenedReview
from desktop_app.gui.review.returned_dialog import AnswerDialog
from desktop_app.gui.review.review_dialog import ReviewDialog
from desktop_app.gui.tariff_book.import_dialog import ImportTariffDialog
from desktop_app.gui.tariff_book.outcome_dialog import CorrectOutcomeDialog, OutcomeDialog
from desktop_app.gui.tariff_book.picture_dialog import PictureDialog
from desktop_app.gui.tariff_book.support_dialog import PaperDialog
from desktop_app.gui.tariff_book.tariff_page import TariffPage
from desktop_app.gui.widgets.fitted_dialog import run_dialog
from desktop_app.gui.widgets.password_dialog import PasswordDialog
from desktop_app.gui.window.main_window import MainWindow
from desktop_app.services.cases.exemplar_sheets import exemplar_sources
from desktop_app.services.cases.items import DocumentChoice
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.confidentiality import sealing
from desktop_app.services.data_entry import attachments
from desktop_app.services.filing_calendar.due import calendar
from desktop_app.services.ports import ForeignDocument
from desktop_app.services.program.program import Program
from desktop_app.services.report_letters import drafts
from desktop_app.services.review.review_file import ReviewComment, make_review
from desktop_app.services.tariff_book import changes, filings
from desktop_app.services.tariff_book.paper_sheets import EnteredSheet, enter_sheet
from desktop_app.services.tariff_book.tariff_book import TariffBook
from tests.support.foreign_papers import pdf

REPORT, FILED = "2025-annual-report", "2024-annual-report"
Press = Callable[[QWidget], object]


@dataclass(frozen=True)
class Way:
    """How a page or dialog is reached: a command of the window, then a button in each dialog that comes before it."""

    start: Callable[[MainWindow], object]
    through: tuple[tuple[str, Press], ...] = ()
    enter: str = ""  # the words of the button that does it, where the dialog has no button of its own for that


def button(words: str) -> Press:
    """Presses the button with the words, whose letters of access do not count."""

    def press(root: QWidget) -> None:
        found = [one for one in root.findChildren(QPushButton) if one.text().replace("&", "").startswith(words)]
        assert found, f"{type(root).__name__} has no button {words!r}"
        found[0].click()

    return press


def command(name: str) -> Callable[[MainWindow], object]:
    """Triggers a command of the menus, on the newest report."""

    def start(window: MainWindow) -> None:
        window.go_to(REPORT)
        window.menus.actions[name].trigger()

    return start


def on_page(name: str, press: Press) -> Callable[[MainWindow], object]:
    """Goes to a place of the navigation and presses something there."""

    def start(window: MainWindow) -> None:
        window.go(name)
        QApplication.processEvents()
        page = window.pages.currentWidget()
        assert page is not None
        press(page)

    return start


def of_the_tariff(
    name: str, prepare: Callable[[MainWindow], object] = lambda _: None
) -> Callable[[MainWindow], object]:
    """A command of the tariff page."""

    def start(window: MainWindow) -> None:
        window.go("tariff")
        QApplication.processEvents()
        prepare(window)
        QApplication.processEvents()
        page = window.pages.currentWidget()
        assert isinstance(page, TariffPage)
        page._does()[name]()

    return start


def at_cell(name: str, place: str = "w2/chemicals/amount") -> Callable[[MainWindow], object]:
    """A command of the step, at a cell of the newest report."""

    def start(window: MainWindow) -> None:
        window.go_to(REPORT, place)
        QApplication.processEvents()
        page = window.pages.currentWidget()
        assert isinstance(page, FilingPage)
        page.commands.actions[name].trigger()

    return start


def begin_answer(root: QWidget) -> None:
    """A letter that answers a notice, with its rows."""
    assert isinstance(root, LettersDialog)
    root.kind.setCurrentIndex(root.kind.findData(drafts.ANSWER))
    root.begin.click()


def revised(window: MainWindow) -> None:
    """A draft of the first sheet of the tariff."""
    page = window.pages.currentWidget()
    assert isinstance(page, TariffPage)
    page._does()["revise"]()


def of_sewer(window: MainWindow) -> None:
    """The tariff of the service whose rule fixes what it says."""
    page = window.pages.currentWidget()
    assert isinstance(page, TariffPage)
    page.show_schedule("sewer-1")


def by_itself(make: Callable[[MainWindow], QDialog]) -> Callable[[MainWindow], object]:
    """A dialog that the window shows only after long work, made as it is made there."""
    return lambda window: run_dialog(make(window))


def _program(window: MainWindow) -> Program:
    screens = window._screens
    assert isinstance(screens, ProgramScreens)
    return screens._program


def _viewed(window: MainWindow) -> QDialog:
    path = opened(window).path.with_suffix(".pdf")
    path.write_bytes(pdf("secret", pages=3))
    return DocumentViewer(path, _program(window).pictures, "", window)


def _printed(window: MainWindow) -> QDialog:
    job = PrintJob(pdf("secret", pages=3), (0, 1, 2))
    return PrintDialog(job, "Report.pdf", (0,), _program(window).pictures, window.filing_actions.asking, window)


def _put_off(window: MainWindow) -> QDialog:
    file = opened(window)
    year = file.clock.today().year
    entries = calendar(file, date(year, 1, 1), date(year, 12, 31))
    return PutOffDialog(file, next(due for due in entries if due.clock.name.startswith("annual_report/")), window)


def _done(window: MainWindow) -> QDialog:
    file = opened(window)
    year = file.clock.today().year
    entries = calendar(file, date(year, 1, 1), date(year, 12, 31))
    return DoneDialog(file, next(due for due in entries if due.clock.name == "annual_report/due"), window)


def _sent(window: MainWindow) -> QDialog:
    file = opened(window)
    return SentDialog(drafts.begin_letter(file, drafts.LETTER, 2025), file.clock.today(), window)


def _outcome(window: MainWindow) -> QDialog:
    tariff_book = TariffBook(opened(window))
    changes.revise_sheets(tariff_book, "water-1", ("1",))
    return OutcomeDialog(filings.begin_tariff_filing(tariff_book, "water-1"), window)


def _correction(window: MainWindow) -> QDialog:
    tariff_book = TariffBook(opened(window))
    changes.revise_sheets(tariff_book, "water-1", ("1",))
    known = filings.CommissionDecision(FilingOutcome.APPROVED, date(2026, 6, 1))
    return CorrectOutcomeDialog(filings.begin_tariff_filing(tariff_book, "water-1"), known, window)


def _tariff_sheets(window: MainWindow) -> QDialog:
    return TariffSheetsDialog(
        exemplar_sources(opened(window), REPORT), (DocumentChoice("items/rates", "Rates"),), window
    )


def _whole_tariff(window: MainWindow) -> QDialog:
    found = split_tariff("Original Sheet No. 90\nA rule\n")
    window.go("tariff")
    QApplication.processEvents()
    page = window.pages.currentWidget()
    assert isinstance(page, TariffPage)
    around = page.handlers._around
    dialog = ImportTariffDialog(_program(window), TariffBook(opened(window)), "water-1", found, around, window)
    dialog.accepted.connect(dialog.make)
    return dialog


def _sheet_picture(window: MainWindow) -> QDialog:
    window.go("tariff")
    QApplication.processEvents()
    page = window.pages.currentWidget()
    assert isinstance(page, TariffPage)
    return PictureDialog(_program(window), TariffBook(opened(window)), "water-1", page.handlers._around, window)


def _paper(window: MainWindow) -> QDialog:
    return PaperDialog(opened(window).path.with_suffix(".pdf"), window)


def _reviewed(window: MainWindow) -> QDialog:
    file = opened(window)
    review = OpenedReview(file.path.with_suffix(".filingreview"), make_review(file, [REPORT], public=False))
    return ReviewDialog(review, lambda _: None, lambda *said: ReviewComment("c", said[0], said[1], "", "", ""), window)


def _password(window: MainWindow) -> QDialog:
    return PasswordDialog(opened(window).path, lambda _: None, window)


def opened(window: MainWindow) -> CompanyFile:
    assert window.file is not None
    return window.file


def many_at_once(dialog: QWidget) -> None:
    """Waits until the list of companies is read, and opens the work in several."""
    found = next(one for one in dialog.findChildren(QPushButton) if one.text().replace("&", "").startswith("Many"))
    end = time.monotonic() + 30
    while not found.isEnabled() and time.monotonic() < end:
        QCoreApplication.processEvents()
        time.sleep(0.02)  # a wait of Qt's would leave the readers of the files no time
    found.click()


WAYS: dict[str, Way] = {
    "AboutDialog": Way(command("about")),
    "AccountsPage": Way(lambda window: window.go("accounts")),
    "AddDialog": Way(on_page("accounts", button("Add an account"))),
    "AddSheetDialog": Way(of_the_tariff("add")),
    "AdoptDialog": Way(of_the_tariff("adopt")),
    "AmendDialog": Way(on_page("rules", button("Enter your own"))),
    "AnswerDialog": Way(by_itself(AnswerDialog)),
    "AttachmentsDialog": Way(command("attachments")),
    "BeginCaseDialog": Way(command("begin_case")),
    "BeginDialog": Way(command("begin")),
    "CaseFollowDialog": Way(command("case_follow")),
    "CancelDialog": Way(of_the_tariff("cancel")),
    "CatalogueDialog": Way(command("catalogue")),
    "CaseDialog": Way(
        command("letters"), (("LettersDialog", button("Start it")), ("LetterDialog", button("Add a case")))
    ),
    "ChangeDialog": Way(on_page("accounts", button("Change number"))),
    "DocumentViewer": Way(by_itself(_viewed)),
    "DepositDialog": Way(of_the_tariff("deposits")),
    "EnterSheetDialog": Way(of_the_tariff("enter")),
    "DoneDialog": Way(by_itself(_done)),
    "EventDialog": Way(on_page("calendar", button("Record an event"))),
    "FeesDialog": Way(on_page("rules", button("Territorial fees"))),
    "FiledDialog": Way(command("filed")),
    "FilingDialog": Way(of_the_tariff("file", revised)),
    "FindDialog": Way(command("find")),
    "FrontDialog": Way(of_the_tariff("front")),
    "ImportTariffDialog": Way(by_itself(_whole_tariff)),
    "PictureDialog": Way(by_itself(_sheet_picture)),
    "HandOverDialog": Way(command("hand_over")),
    "FiledCopiesDialog": Way(lambda window: window.filing_actions.show_filed_copies(FILED)),
    "LetterDialog": Way(command("letters"), (("LettersDialog", button("Start it")),)),
    "LetterDialog:answer": Way(command("letters"), (("LettersDialog", begin_answer),)),
    "LettersDialog": Way(command("letters")),
    "MonthAsked": Way(command("cold_weather"), (("SeasonDialog", button("Start a")),)),
    "NewCompanyDialog": Way(command("new")),
    "NewScheduleDialog": Way(of_the_tariff("new")),
    "NoteDialog": Way(at_cell("note")),
    "OneLineDialog:number": Way(of_the_tariff("renumber")),
    "OneLineDialog:subject": Way(of_the_tariff("rename")),
    "OverrideDialog": Way(at_cell("override", "cover/legal_name/answer")),
    "CorrectOutcomeDialog": Way(by_itself(_correction)),
    "OutcomeDialog": Way(by_itself(_outcome)),
    "PaperDialog": Way(by_itself(_paper)),
    "ParticularsDialog": Way(of_the_tariff("particulars")),
    "PartyDialog": Way(command("case_parties"), (("PartiesDialog", button("Add a party")),)),
    "PasswordDialog": Way(by_itself(_password)),
    "PenaltyDialog": Way(on_page("rules", button("Penalty"))),
    "PrintDialog": Way(by_itself(_printed)),
    "PutOffDialog": Way(by_itself(_put_off)),
    "PrepareDialog": Way(command("package")),
    "QuestionsDialog": Way(at_cell("questions")),
    "RatiosPage": Way(lambda window: window.go("ratios")),
    "ReceivedDialog": Way(
        command("letters"), (("LettersDialog", button("Start it")), ("LetterDialog", button("Mark as received")))
    ),
    "RetireDialog": Way(on_page("accounts", button("Retire"))),
    "RuleTextDialog": Way(command("rule_text")),
    "RulesPage": Way(lambda window: window.go("rules")),
    "ReviewDialog": Way(by_itself(_reviewed)),
    "RolesDialog": Way(command("roles")),
    "SendReviewDialog": Way(command("send_review")),
    "SetPasswordDialog": Way(command("password")),
    "SealDialog": Way(at_cell("seal")),
    "_SealWords": Way(at_cell("seals"), (("SealsDialog", button("Change type")),)),
    "SentDialog": Way(by_itself(_sent)),
    "SettingsDialog": Way(command("settings")),
    "ShownDialog": Way(on_page("calendar", button("Display options"))),
    "SupplementDialog": Way(of_the_tariff("supplement")),
    "TariffPage": Way(lambda window: window.go("tariff")),
    "TariffSheetsDialog": Way(by_itself(_tariff_sheets)),
    "TermsDialog": Way(of_the_tariff("terms", of_sewer), enter="Save and go on"),
    "TrialBalanceDialog": Way(command("trial_balance")),
    "WorkPaperDialog": Way(at_cell("work_paper")),
    "CompaniesDialog": Way(command("companies")),
    "PacksDialog": Way(command("packs"), enter="Import"),
    "ManyDialog": Way(command("companies"), (("CompaniesDialog", many_at_once),), enter="Start"),
}


# What makes a field and is itself part of a page or dialog, with that; nothing where the words cannot be wrong.
PARTS = {
    "AccountsStep": "TrialBalanceDialog",
    "AnswerRows": "LetterDialog:answer",
    "AskedAnswers": "FilingDialog",
    "BalanceStep": "TrialBalanceDialog",
    "CaseChoice": "LetterDialog",
    "CellDelegate": "",  # `OddTyping.type_in_cell`
    "ChoiceEditor": "",  # as before
    "ColumnsStep": "TrialBalanceDialog",
    "DestinationChoice": "PrepareDialog",
    "FindingPage": "RulesPage",
    "HandbookDialog": "",  # its one field finds words; whatever is typed there is found or not
    "ProtectionPane": "",  # its one field only has to hold something; what it holds is kept as a reason
    "RatioCard": "RatiosPage",
    "SealsSummary": "PrepareDialog",
    "SelfTestDialog": "",  # a report to read
    "_PasswordField": "",  # whatever is typed opens the document or does not
}

# Dialogs that nothing is typed into, which the list of fields does not name.
MORE = {
    "BackupsDialog": Way(command("backups")),
    "CompareDialog": Way(command("compare")),
    "CopyDialog": Way(command("excel_out")),
    "HistoryDialog": Way(command("history")),
    "KeyboardDialog": Way(command("keyboard")),
    "MonthsTableDialog": Way(at_cell("months", "w1/residential_sales/average")),
    "ReturnedDialog": Way(command("review")),
    "RowListDialog": Way(at_cell("import_rows", "p2_people/rows/answer")),
    "SealsDialog": Way(at_cell("seals")),
    "SeasonDialog": Way(command("cold_weather")),
    "SelfTestDialog": Way(command("self_test")),
    "TakeBackDialog": Way(command("excel_in")),
}


def furnish(file: CompanyFile) -> None:
    """Gives a sample company a tariff of two sheets for two services, an attachment and a seal."""
    tariff_book = TariffBook(file)
    for utility in ("water", "sewer"):
        schedule = changes.new_schedule(tariff_book, changes.NewSchedule(utility, "Rates"))
        for number in ("1", "2"):
            sheet = EnteredSheet(number, 0, date(2020, 1, 1), None, f"Subject {number}", "Some words.")
            enter_sheet(tariff_book, schedule.id, sheet)
    looked = ForeignDocument(((612, 792),), ())
    attachments.attach_document(file, REPORT, "paper.pdf", pdf("secret"), looked, title="A paper")
    sealing.seal_target(file, REPORT, "w2/chemicals/amount", "Strategic", "It would harm us.")
