"""The program with a window: puts the window together, opens what was asked for, and runs until it is closed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QWidget

from desktop_app import __version__
from desktop_app.domain.filings import COMPANY
from desktop_app.domain.problems import EnvironmentProblem, UserError
from desktop_app.gui.companies.open_company import LAST_OPEN
from desktop_app.gui.tasks import GarbageCollector, TaskRunner
from desktop_app.gui.theme.icons import IconSet
from desktop_app.gui.theme.style import FUSION, WindowStyle
from desktop_app.gui.widgets.asking import SystemAsking, UserPrompts
from desktop_app.gui.widgets.help_screen import HelpScreen
from desktop_app.gui.widgets.kept_widths import KeptWidths
from desktop_app.gui.widgets.message_bar import MessageTone
from desktop_app.gui.widgets.surroundings import FilingScreen, Surroundings
from desktop_app.gui.window.call_forward import CallForward, call_forward
from desktop_app.gui.window.crash import CrashHook, CrashLog
from desktop_app.gui.window.main_window import PROGRAM, MainWindow
from desktop_app.gui.window.navigation import NavigationStop
from desktop_app.services.program.program import Program

if TYPE_CHECKING:  # dialogs and plain paper are not needed to begin
    from PySide6.QtWidgets import QDialog

    from desktop_app.gui.filing.papers import PaperWriter
    from desktop_app.services.companies.all_companies import CompanyLine
    from desktop_app.services.progress.finding import FoundItem

SAMPLE, READ_ONLY = "--sample", "--read-only"
SPREADSHEETS = ("trial_balance", "excel_out", "excel_in")
CASES = frozenset({"begin_case", "case_follow", "case_parties"})
REVIEWS = {"send_review", "review"}
PAPERS = {"package", "attachments"}
TO_READ = {"catalogue", "rule_text"}


class ProgramScreens:
    """The screens of the program; each is loaded when first shown."""

    def __init__(self, program: Program, icons: IconSet, asking: UserPrompts) -> None:
        self._program = program
        self._icons = icons
        self._asking = asking

    def filing(self, around: Surroundings) -> FilingScreen:
        """The page of a filing."""
        from desktop_app.gui.filing.filing_page import FilingPage
        from desktop_app.gui.preview.page_drawing import page_drawing
        from desktop_app.gui.preview.previewer import PagePreviewer

        runner = TaskRunner(around.parent)
        previewer = PagePreviewer(self._program.packages, page_drawing(self._program), runner)
        papers = self._papers(around)
        page = FilingPage(around, previewer, self._program.companies.preferences, papers, lambda: self._program.tables)
        if around.filing != COMPANY:
            from desktop_app.gui.filing.given_away import GivenAway

            GivenAway(page, around.file, around.filing, runner, self._program.packages)
        return page.as_screen(runner.close)

    def stops(self) -> Sequence[NavigationStop]:
        """The pages of the navigation after Home, Company and Filings."""
        return (
            NavigationStop("calendar", "Cale&ndar", "calendar"),
            NavigationStop("rules", "R&ules", "rules"),
            NavigationStop("tariff", "Tariff &book", "tariff"),
            NavigationStop("ratios", "Ra&tios", "ratios"),
            NavigationStop("accounts", "&Accounts", "accounts"),
        )

    def page(self, name: str, around: Surroundings) -> QWidget:
        """The page of a stop."""
        if name == "calendar":
            from desktop_app.gui.filing_calendar.calendar_page import CalendarPage

            return CalendarPage(self._program, around)
        if name == "tariff":
            from desktop_app.gui.tariff_book.tariff_page import TariffPage

            return TariffPage(self._program, around)
        if name == "ratios":
            from desktop_app.gui.ratios.ratios_page import RatiosPage

            return RatiosPage(self._program, around)
        if name == "accounts":
            from desktop_app.gui.accounts.accounts_page import AccountsPage

            return AccountsPage(around)
        if name == "rules":
            from desktop_app.gui.rules.rules_page import RulesPage

            return RulesPage(self._program, around)
        raise NotImplementedError(name)

    def dialog(self, name: str, around: Surroundings) -> QDialog:
        """The dialog of a command."""
        for names, made in ((CASES, self._of_a_case), (REVIEWS, self._of_a_review), (PAPERS, self._of_a_package)):
            if name.partition(":")[0] in names:
                return made(name, around)
        if name == "letters":
            from desktop_app.gui.report_letters.letters_dialog import LettersDialog

            return LettersDialog(self._program, around)
        if name == "cold_weather":
            from desktop_app.gui.cold_weather.season_dialog import SeasonDialog

            return SeasonDialog(self._program, around)
        if name in SPREADSHEETS:
            from desktop_app.gui.spreadsheets.dialogs import spreadsheet_dialog

            return spreadsheet_dialog(name, self._program, around)
        return self._of_a_report(name, around)

    def _of_a_report(self, name: str, around: Surroundings) -> QDialog:
        if name == "password":
            from desktop_app.gui.companies.set_password import SetPasswordDialog

            return SetPasswordDialog(self._program.companies, self._program.report_pages, around)
        if name.partition(":")[0] in TO_READ:
            return self._to_read(name, around)
        if name == "roles":
            from desktop_app.gui.filings.roles_dialog import RolesDialog

            return RolesDialog(around)
        if name == "compare":
            from desktop_app.gui.filing.compare_dialog import CompareDialog

            return CompareDialog(self._papers(around), around)
        if name == "hand_over":
            from desktop_app.gui.filing.hand_over_dialog import HandOverDialog

            return HandOverDialog(self._papers(around), around)
        if name == "packs":
            from desktop_app.gui.companies.packs_dialog import PacksDialog

            return PacksDialog(self._program, around)
        raise NotImplementedError(name)

    def _to_read(self, name: str, around: Surroundings) -> QDialog:
        """The catalogue of checks or the text of the chapter, at what stands behind the colon."""
        kind, _, chosen = name.partition(":")
        if kind == "catalogue":
            return self._catalogue(chosen, around)
        from desktop_app.gui.rules.rule_text_dialog import RuleTextDialog
        from desktop_app.services.program.rule_texts import chapter_text

        return RuleTextDialog(chapter_text(self._program.resources), chosen, around.parent)

    def _catalogue(self, chosen: str, around: Surroundings) -> QDialog:
        from desktop_app.gui.filing.catalogue_dialog import CatalogueDialog
        from desktop_app.services.progress.catalogue import catalogue_of, read_examples

        forms = [filing.form for filing in around.file.filings() if around.filing in ("", filing.id)]
        entries = catalogue_of(around.file.library, forms, read_examples(self._program.resources))
        return CatalogueDialog(entries, chosen, around.parent)

    def _of_a_review(self, name: str, around: Surroundings) -> QDialog:
        from desktop_app.gui.review.returned_dialog import ReturnedDialog
        from desktop_app.gui.review.send_dialog import SendReviewDialog

        passwords = self._program.companies.files.passwords
        if name == "send_review":
            return SendReviewDialog(passwords, around)
        return ReturnedDialog(passwords, self._papers(around), around)

    def _of_a_case(self, name: str, around: Surroundings) -> QDialog:
        from desktop_app.gui.filings.case_dialogs import BeginCaseDialog, CaseFollowDialog
        from desktop_app.services.cases.kinds import offered_kinds

        if name == "case_follow":
            return CaseFollowDialog(around)
        if name == "case_parties":
            from desktop_app.gui.filings.parties_dialog import PartiesDialog

            return PartiesDialog(around)
        return BeginCaseDialog(offered_kinds(around.file, self._program.registry), around, name.partition(":")[2])

    def _of_a_package(self, name: str, around: Surroundings) -> QDialog:
        from desktop_app.gui.attachments.attachments_dialog import AttachmentsDialog
        from desktop_app.gui.filing_package.prepare_dialog import PrepareDialog

        if name == "attachments":
            return AttachmentsDialog(self._program.packages.tools.reader, lambda: self._program.report_pages, around)
        return PrepareDialog(self._program.packages, self._program.pictures, around)

    def found(self) -> Sequence[FoundItem]:
        """The text of the rules and the handbook."""
        from desktop_app.services.program.rule_texts import found_texts

        return tuple(found_texts(self._program.resources))

    def self_test(self, asking: UserPrompts, parent: QWidget) -> QDialog:
        """The dialog that tries the program on this machine."""
        from desktop_app.gui.window.self_test_dialog import SelfTestDialog
        from desktop_app.services.program.self_test import SelfTest

        names = self._program.printers()
        return SelfTestDialog(SelfTest(self._program, lambda: names), asking, parent)

    def many(self, lines: Sequence[CompanyLine], asking: UserPrompts, parent: QWidget) -> QDialog:
        """The dialog that works in several companies."""
        from desktop_app.gui.batches.many_dialog import ManyDialog

        return ManyDialog(self._program, lines, asking, parent)

    def handbook(self, asking: UserPrompts, parent: QWidget) -> HelpScreen:
        """The handbook; one that is open over the same parent is shown again."""
        from desktop_app.gui.handbook.handbook_dialog import HandbookDialog

        opened = parent.findChild(HandbookDialog)
        return opened if isinstance(opened, HandbookDialog) else HandbookDialog(self._program, asking, parent)

    def _papers(self, around: Surroundings) -> PaperWriter:
        from desktop_app.gui.filing.papers import PaperWriter

        return PaperWriter(self._program.report_pages, around.asking)


def run_window(program: Program, arguments: Sequence[str]) -> int:
    """Shows the window until it is closed, and gives the exit code.

    Arguments: a company file, with ``--read-only`` before it to look at it only, or ``--sample``.
    """
    company = asked_for(program, arguments)
    if company is not None and call_forward(program.user, company):
        return 0
    application = window_application()
    collector = GarbageCollector(application)
    log = CrashLog(program.logs)
    window = build(program, application, SystemAsking(program.companies.preferences))
    hook = CrashHook(log, lambda path, words: show_crash(window, path, words), window.rescue)
    hook.refused.connect(window.refuse)
    hook.install()
    forward = CallForward(program.user, window)
    window.company.changed.connect(lambda: forward.follow(own_file(window)))
    open_at_start(window, arguments)
    window.show()
    ended_badly = log.recovered()
    if ended_badly:
        window.say(ended_badly, MessageTone.NOTE)
    code = application.exec()
    forward.let_go()
    collector.end()
    hook.uninstall()
    return code


def window_application() -> QApplication:
    """The application, not yet dressed."""
    application = QApplication([PROGRAM, *FUSION])
    application.setApplicationName(PROGRAM)
    application.setApplicationVersion(__version__)
    return application


def build(program: Program, application: QApplication, asking: UserPrompts) -> MainWindow:
    """The window, dressed, with no company open."""
    style = WindowStyle(application, program.companies.preferences, program.resources)
    KeptWidths(program.companies.preferences, application)
    icons = IconSet(program.resources / "icons")
    application.setWindowIcon(icons.icon("program", "accent"))
    return MainWindow(program.companies, style, icons, ProgramScreens(program, icons, asking), asking)


def asked_for(program: Program, arguments: Sequence[str]) -> Path | None:
    """The one company that a start would open to change it, if it is one: the file named, or what was open last."""
    if not arguments:
        kept = program.companies.preferences.get(LAST_OPEN)
        return Path(kept) if isinstance(kept, str) else None
    return Path(arguments[0]) if len(arguments) == 1 and arguments[0] != SAMPLE else None


def own_file(window: MainWindow) -> Path | None:
    """The company that the window has open to change it; one that is only looked at may be open in many."""
    file = window.company.file
    return None if file is None or file.workspace.read_only else file.path


def open_at_start(window: MainWindow, arguments: Sequence[str]) -> None:
    """Opens what the arguments ask for, or else what was open last; what is refused is told in the window."""
    if SAMPLE in arguments:
        window.company.sample()
        return
    named = [Path(item) for item in arguments if item != READ_ONLY]
    told = []
    for path in named:
        if window.file is not None:
            told.append(f"{path.name} was not opened: a window shows one company. Start the program again to open it.")
            continue
        try:
            window.company.open(path, read_only=READ_ONLY in arguments)
        except (UserError, EnvironmentProblem) as refusal:
            told.append(str(refusal))
    if not named:
        try:
            window.places.resume(window.go_to, window.go)
        except (UserError, EnvironmentProblem) as refusal:
            told.append(str(refusal))
    if told:
        window.refuse(" ".join(told))


def show_crash(parent: QWidget, path: Path | None, words: str) -> None:
    """The one window about a bug."""
    from PySide6.QtWidgets import QMessageBox

    where = f"The report is in {path}." if path is not None else "The report could not be written."
    box = QMessageBox(
        QMessageBox.Icon.Critical,
        PROGRAM,
        "Something went wrong inside the program. Nothing you entered is lost: each entry was written to disk when it "
        f"was made. {where} It contains none of your data. The program ends now; start it again to go on.",
        QMessageBox.StandardButton.Close,
        parent,
    )
    box.setDetailedText(words)
    box.exec()
