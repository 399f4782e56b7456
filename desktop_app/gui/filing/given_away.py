"""Runs the disclosure audit beside the page of a filing, and brings what it finds to the grid and to the checks."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Slot

from desktop_app.domain.problems import Problem
from desktop_app.domain.values import place_of
from desktop_app.gui.filing.filing_page import FilingPage
from desktop_app.gui.tasks import TaskRunner
from desktop_app.gui.tasks.runner import ProgressReport, RunningTask
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.confidentiality import disclosure
from desktop_app.services.confidentiality.disclosure import AuditOutcome, ProposedSeal, RemainingSeal
from desktop_app.services.confidentiality.evidence import evidence
from desktop_app.services.filing_package.filed_reports import read_one_more
from desktop_app.services.filing_package.packages import FilingPackages
from desktop_app.services.filing_package.readiness import mentions_of

A_PAUSE = 300  # milliseconds without an edit before the audit begins
WORDS = "Checking whether sealed figures can be derived"


class AwayFindings(NamedTuple):
    """What an audit found, and all that is to be told: also what public words say, and what attached pages hold."""

    outcome: AuditOutcome | None
    problems: tuple[Problem, ...]


class GivenAway(QObject):
    """Audits after each edit, calling off the audit before it. The newest answer counts."""

    def __init__(
        self, page: FilingPage, file: CompanyFile, filing_id: str, runner: TaskRunner, packages: FilingPackages
    ) -> None:
        super().__init__(page)
        self._packages = packages
        self._page, self._file, self._filing, self._runner = page, file, filing_id, runner
        self._task: RunningTask | None = None
        self._found: AuditOutcome | None = None
        self._problems: tuple[Problem, ...] = ()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(A_PAUSE)
        self._timer.timeout.connect(self.look)
        self._reading = QTimer(self)
        self._reading.setSingleShot(True)
        self._reading.timeout.connect(self.look)
        page.edited.connect(self._timer.start)
        checks = page.panel.checks
        checks.proposal_requested.connect(self._propose)
        checks.accepted.connect(self._accept)
        checks.sealed_rest.connect(self._seal_rest)
        checks.kept.connect(self._keep)
        self._timer.start()

    @Slot()
    def look(self) -> None:
        """Audits the filing as it stands."""
        self._call_off()
        if read_one_more(self._file, self._filing):
            self._reading.start()  # the window answers between one year and the next
            return
        found = evidence(self._file, self._filing)
        words = self._packages.words(self._file, found)
        if words is None:
            self._take(AwayFindings(None, ()))
            return

        def work(report: ProgressReport) -> AwayFindings:
            outcome = disclosure.audited(found, lambda: report.called_off)
            return AwayFindings(outcome, () if report.called_off else words.told_besides(outcome.problems))

        self._task = self._runner.start(WORDS, work, self._take, owner=self._page)

    def _take(self, looked: AwayFindings) -> None:
        self._found, self._problems = looked.outcome, looked.problems
        self._page.model.mark_given_away(looked.problems)
        self._page.panel.checks.give_away(looked.problems)

    @Slot(str)
    def _propose(self, path: str) -> None:
        found, place = self._found, place_of(path)
        if found is None:
            return
        self._call_off()

        def work(report: ProgressReport) -> tuple[tuple[ProposedSeal, ...], tuple[RemainingSeal, ...]]:
            further = found.proposal(place, lambda: report.called_off)
            return further, () if further or report.called_off else found.remaining(place)

        def done(made: tuple[tuple[ProposedSeal, ...], tuple[RemainingSeal, ...]]) -> None:
            self._page.panel.checks.propose(path, *made)

        self._task = self._runner.start("Finding what would protect it", work, done, owner=self._page)

    @Slot(str, object)
    def _accept(self, path: str, further: tuple[ProposedSeal, ...]) -> None:
        disclosure.accept(self._file, self._filing, place_of(path), further)

    @Slot(str, object)
    def _seal_rest(self, path: str, targets: tuple[str, ...]) -> None:
        disclosure.seal_besides(self._file, self._filing, place_of(path), targets)

    @Slot(str, str)
    def _keep(self, path: str, reason: str) -> None:
        disclosure.keep_exposed(self._file, self._filing, place_of(path), reason, mentions_of(self._problems, path))

    def _call_off(self) -> None:
        if self._task is not None and self._task.running:
            self._task.cancel()
