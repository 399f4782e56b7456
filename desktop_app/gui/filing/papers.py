"""Lists for the company's own files, written as PDF where the user chooses."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from desktop_app.gui.tasks import ProgressReport
from desktop_app.gui.widgets.asking import UserPrompts
from desktop_app.gui.widgets.message_bar import MessageTone
from desktop_app.gui.widgets.surroundings import Surroundings
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.delivery.output_folder import put_file
from desktop_app.services.paper.report_pages import PaperSender, ReportPages, SectionList
from desktop_app.services.paper.version_names import name_for_version
from desktop_app.services.progress.overview import name_of

PAGES = "Pages to print (*.pdf)"


class PaperWriter:
    """Asks where, and writes."""

    def __init__(self, report_pages: ReportPages, asking: UserPrompts) -> None:
        self._report_pages, self._asking = report_pages, asking

    def write(self, file: CompanyFile, listing: SectionList, suggested: str, parent: QWidget) -> bool:
        """Writes the list as PDF and tells whether it was. Raises EnvironmentProblem."""
        sender = _sender(file)
        path = self._asking.new(parent, listing.title, _named(suggested, sender), PAGES)
        if path is None:
            return False
        self._put(sender, listing, path)
        return True

    def write_beside(self, around: Surroundings, listing: SectionList, suggested: str) -> bool:
        """Asks where and tells whether it is written: beside the window, which says so when it is done."""
        sender = _sender(around.file)
        path = self._asking.new(around.parent, listing.title, _named(suggested, sender), PAGES)
        if path is None:
            return False

        def put(report: ProgressReport) -> Path:
            report(0, 0, f"Writing {path.name}")
            self._put(sender, listing, path)
            return path

        def done(written: Path) -> None:
            around.say(f"Written to {written}.", MessageTone.GOOD)

        around.runner.start(f"Writing {path.name}", put, done, failed=lambda words: around.say(words, MessageTone.STOP))
        return True

    def _put(self, sender: PaperSender, listing: SectionList, path: Path) -> None:
        content = self._report_pages.paint(path.name, listing.title, self._report_pages.listing(sender, listing))
        put_file(path, content)


def _sender(file: CompanyFile) -> PaperSender:
    return PaperSender(name_of(file), file.setting("sample") is True, nonpublic=file.holds_sealed)


def _named(suggested: str, sender: PaperSender) -> str:
    """The name with the word "nonpublic" where the list may show what is sealed."""
    return name_for_version(Path(suggested), nonpublic=sender.nonpublic).name
