"""A password on a finished file: AES-256 (revision 6). The password is used and forgotten."""

from __future__ import annotations

import io
import secrets
import unicodedata

import pikepdf

from desktop_app.documents.pdfium import UnreadablePdf
from desktop_app.domain.problems import UserError

LONGEST = 127  # bytes: what comes after is cut off by the format, silently
_FORBIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


class UnusablePassword(UserError):
    """The password cannot be used."""

    def __init__(self, why: str) -> None:
        super().__init__(f"This password cannot be used: {why}")


def prepared(password: str) -> str:
    """The password in the one form in which viewers compare it. Raises UnusablePassword.

    Compatible forms are made equal and other blanks plain, as RFC 4013 asks; it forbids control characters.
    """
    plain = "".join(" " if unicodedata.category(sign) == "Zs" else sign for sign in password)
    plain = unicodedata.normalize("NFKC", plain)
    if not plain.strip():
        raise UnusablePassword("it is empty. Type one, or leave the file without.")
    if any(unicodedata.category(sign) in _FORBIDDEN for sign in plain):
        raise UnusablePassword(
            "it contains a character that cannot be typed. Use letters, figures and signs of the keyboard."
        )
    if len(plain.encode()) > LONGEST:
        raise UnusablePassword(f"it is longer than {LONGEST} bytes. Type a shorter one.")
    return plain


def protect_with_password(pdf: bytes, password: str, owner: str = "") -> bytes:
    """The file, which from now on opens with the password only. Raises UnusablePassword or UnreadablePdf.

    An owner's password, without which the permissions of the file cannot be changed, must differ; left out, it is
    random and known to nobody. No permission is taken away: that would protect nothing.
    """
    user = prepared(password)
    second = prepared(owner) if owner else secrets.token_hex(32)
    if second == user:
        raise UnusablePassword("the owner's password is the same. Type another one, or leave it out.")
    target = io.BytesIO()
    try:
        with pikepdf.open(io.BytesIO(pdf)) as document:
            document.save(target, encryption=pikepdf.Encryption(user=user, owner=second, R=6))
    except pikepdf.PdfError:
        raise UnreadablePdf from None
    return target.getvalue()
