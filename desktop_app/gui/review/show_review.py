"""Opening a review file that somebody sent."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from desktop_app.gui.widgets.fitted_dialog import run_dialog
from desktop_app.services.companies.companies import Companies


def show_review(path: Path, companies: Companies, parent: QWidget) -> None:
    """Reads the file and shows it until it is closed. Raises NotAReview, EnvironmentProblem."""
    from desktop_app.gui.review.reading import opened_review, save_review
    from desktop_app.gui.review.review_dialog import ReviewDialog
    from desktop_app.services.review.review_file import ReviewComment

    def comment_of(filing: str, on: str, by: str, words: str, proposed: str) -> ReviewComment:
        return ReviewComment(companies.ids(), filing, on, by, companies.clock.today().isoformat(), words, proposed)

    passwords = companies.files.passwords
    opened = opened_review(path, passwords, parent)
    if opened is not None:
        run_dialog(ReviewDialog(opened, lambda changed: save_review(changed, passwords), comment_of, parent))
