"""Reading and writing review files in the window, encrypted ones too."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from desktop_app.domain.disk_trouble import plain_reason
from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.problems import EnvironmentProblem
from desktop_app.gui.widgets.fitted_dialog import run_dialog
from desktop_app.gui.widgets.password_dialog import PasswordDialog
from desktop_app.services.delivery.output_folder import put_file
from desktop_app.services.ports import FilePasswords
from desktop_app.services.review.review_file import ReviewFile, read_review, review_bytes


@dataclass(frozen=True)
class OpenedReview:
    """A review file, where it is, and the password it has or not."""

    path: Path
    review: ReviewFile
    password: str = ""


def opened_review(path: Path, passwords: FilePasswords, parent: QWidget) -> OpenedReview | None:
    """Reads the file, asking for its password; None for never mind. Raises NotAReview, EnvironmentProblem."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise EnvironmentProblem(f"{path.name} cannot be read: {plain_reason(error, path)}.") from None
    if not passwords.is_encrypted_file(content):
        return OpenedReview(path, read_review(content, path.name))
    inside: list[tuple[bytes, str]] = []

    def unlock(secret: str) -> None:
        inside.append((passwords.decrypted_file(content, secret, path.name), secret))

    if not run_dialog(PasswordDialog(path, unlock, parent)):
        return None
    plain, password = inside[-1]
    return OpenedReview(path, read_review(plain, path.name), password)


def save_review(opened: OpenedReview, passwords: FilePasswords) -> None:
    """Writes the file, encrypted where it has a password. Raises what `put_file` raises."""
    content = review_bytes(opened.review)
    if opened.password:
        content = passwords.encrypted_file(content, opened.password)
    put_file(opened.path, content)
