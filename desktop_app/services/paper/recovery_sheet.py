"""The sheet that opens a company's file when its password is forgotten: one page to print and to keep away."""

from __future__ import annotations

from datetime import date

from desktop_app.domain.dates import long_date
from desktop_app.rulebook.letter import FilledParagraph, LetterStyle
from desktop_app.services.paper.report_pages import PaperSender, ReportPages

SHEET = "Recovery sheet"
FORGOTTEN = "Without both the password and the recovery sheet the answers are lost. Nobody can open the file then."


def recovery_sheet(pages: ReportPages, company: str, file_name: str, day: date, recovery: str) -> bytes:
    """The page as PDF."""
    heading, body, subject, step = LetterStyle.HEADING, LetterStyle.BODY, LetterStyle.SUBJECT, LetterStyle.STEP
    written = (
        FilledParagraph(heading, SHEET),
        FilledParagraph(body, f"Company file: {file_name}"),
        FilledParagraph(body, f"Password set on {long_date(day)}. Earlier sheets no longer open it."),
        FilledParagraph(subject, "Recovery key"),
        FilledParagraph(heading, recovery),
        FilledParagraph(subject, "If the password is forgotten"),
        FilledParagraph(step, "Open the company file. The program asks for the password."),
        FilledParagraph(step, "Type the recovery key in its place, with or without capital letters and hyphens."),
        FilledParagraph(step, "Choose File, Password, and set a new password. A new sheet is made."),
        FilledParagraph(subject, "Keep this sheet safe"),
        FilledParagraph(body, "Whoever has this sheet and the company file can read everything in it."),
        FilledParagraph(
            body, "Keep it away from the computer, for example in a safe, and delete the file it was printed from."
        ),
        FilledParagraph(body, FORGOTTEN),
    )
    return pages.paint(f"{SHEET}.pdf", SHEET, pages.letter(PaperSender(company), SHEET, written))
