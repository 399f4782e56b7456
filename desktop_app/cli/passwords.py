"""Passwords on the command line: from a file, or asked for where somebody sits; never among the arguments."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from desktop_app.cli.output import STREAM, NoInput
from desktop_app.domain.disk_trouble import plain_reason
from desktop_app.domain.problems import UserError

LONGEST = 4096  # bytes of such a file


class PasswordMissing(UserError):
    """A new password is needed and nobody gave one."""


def ask_password_of(source: str) -> Callable[[Path], str | None]:
    """What gives the password of a file: the named source, or else who sits at the terminal, or nobody."""

    def ask(path: Path) -> str | None:
        if source:
            return password_in(source)
        return _typed(f"Password of {path.name}: ") if sys.stdin.isatty() else None

    return ask


def new_password(source: str) -> str:
    """A new password from the named source, or typed twice. Raises PasswordMissing, NoInput."""
    if source:
        return password_in(source)
    if not sys.stdin.isatty():
        raise PasswordMissing(
            "No new password was given. Name a file whose first line is the password with --new-password-file."
        )
    first = _typed("New password: ")
    if _typed("The same again: ") != first:
        raise PasswordMissing("The two passwords differ, so nothing was changed. Type the new password again.")
    return first


def _typed(asked: str) -> str:
    from getpass import getpass  # few have a password, and fewer type it here

    return getpass(asked)


def password_in(source: str) -> str:
    """The first line of the file, without its end. Raises NoInput."""
    try:
        content = sys.stdin.buffer.readline(LONGEST + 1) if source == STREAM else _first_line(Path(source))
        if len(content) > LONGEST:
            raise NoInput(f"The first line of {source} is longer than {LONGEST:,} bytes, which no password is.")
        text = content.decode("utf-8-sig").rstrip("\r\n")
    except OSError as error:
        raise NoInput(f"{source} cannot be read: {plain_reason(error, Path(source))}.") from None
    except UnicodeError:
        raise NoInput(f"{source} is not a text file in UTF-8. Write the password into its first line.") from None
    if "\0" in text:
        raise NoInput(f"{source} is not a text file in UTF-8. Write the password into its first line.")
    if not text:
        raise NoInput(f"The first line of {source} is empty. Write the password into it.")
    return text


def _first_line(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.readline(LONGEST + 1)
