"""What the verbs of the tariff book are given on the command line, read."""

from __future__ import annotations

from datetime import date

from desktop_app.cli.output import read_text_input
from desktop_app.domain.dates import NotADate, parse_date
from desktop_app.domain.problems import UserError
from desktop_app.domain.tariffs.schedules import Issuer


class BadArgument(UserError):
    """A date or file on the command line cannot be read."""


def day_given(text: str) -> date:
    """A day. Raises BadArgument."""
    try:
        return parse_date(text)
    except NotADate as error:
        raise BadArgument(str(error)) from None


def text_given(path: str | None) -> str:
    """The text of a file, nothing without one."""
    return read_text_input(path) if path else ""


def issuer_given(text: str) -> Issuer | None:
    """Who issued a sheet, written as name; title; address."""
    return Issuer(*(part.strip() for part in text.split(";", 2))) if text else None
