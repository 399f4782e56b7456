"""A letter as a file, for the window and the command line alike."""

from __future__ import annotations

from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.paper.report_pages import PaperSender, ReportPages
from desktop_app.services.progress.overview import name_of
from desktop_app.services.report_letters.drafts import LetterDraft
from desktop_app.services.report_letters.letter_checks import finished_letter


def letter_pdf(report_pages: ReportPages, file: CompanyFile, draft: LetterDraft) -> bytes:
    """The letter as a PDF. Raises LetterNotReady, LettersMissing."""
    written = finished_letter(file, draft)
    sender = PaperSender(name_of(file), file.setting("sample") is True)
    pages = report_pages.letter(sender, draft.title, written)
    return report_pages.paint("letter.pdf", f"{sender.company}: {draft.title}", pages)
