"""Texts of one kind, such as a ZIP code: how each is read into its one form."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desktop_app.domain.contact_details import NotAContact, parse_email, parse_state, parse_telephone, parse_zip
from desktop_app.domain.dates import NotADate, parse_month_day
from desktop_app.formspec.definition import CellType

DETAIL_READERS: Mapping[CellType, Callable[[str], str]] = {
    CellType.MONTH_DAY: parse_month_day,
    CellType.ZIP: parse_zip,
    CellType.STATE: parse_state,
    CellType.TELEPHONE: parse_telephone,
    CellType.EMAIL: parse_email,
}
NotADetail = (NotAContact, NotADate)


def detail_refusal(text: str, kind: CellType) -> str:
    """Why the text is no detail of this kind, in a sentence; empty if it is one or the cell takes any text."""
    reader = DETAIL_READERS.get(kind)
    try:
        if reader is not None:
            reader(text)
    except NotADetail as error:
        return str(error)
    return ""
