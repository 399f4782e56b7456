"""Sheets of the paper tariff, entered as they are: revision, dates, issuer, and text or scanned page."""

from __future__ import annotations

from datetime import date

from desktop_app.domain.filings import COMPANY
from desktop_app.domain.late_dataclasses import dataclass, replace
from desktop_app.domain.tariffs.designations import DesignationStyle, designation
from desktop_app.domain.tariffs.inline_signs import without_signs
from desktop_app.domain.tariffs.pasted_text import pasted_lines
from desktop_app.domain.tariffs.schedules import Issuer
from desktop_app.domain.tariffs.sheet_heads import PaperHead
from desktop_app.domain.tariffs.sheet_history import SheetHistory
from desktop_app.domain.tariffs.sheet_numbers import sheet_number
from desktop_app.domain.tariffs.sheet_text import DEEPEST, LineKind, read_text
from desktop_app.domain.tariffs.versions import SheetVersion, VersionState
from desktop_app.domain.typed_text import plain_signs
from desktop_app.services.tariff_book import entries
from desktop_app.services.tariff_book.changes import sheet_title
from desktop_app.services.tariff_book.tariff_book import NoSuchSheet, TariffBook


@dataclass(frozen=True, slots=True)
class EnteredSheet:
    """A sheet of the paper tariff as it stands: its revision, dates and text, or its scanned page.

    `issuer` is who issued it, and `company` under which name; without a name the company is the one of today. `head` is
    how its head is written where it is another than that of the schedule.
    """

    number: str
    revision: int
    effective: date
    issued: date | None = None
    title: str = ""
    text: str = ""
    scan: bytes = b""
    proposed: date | None = None
    issuer: Issuer | None = None
    company: str = ""
    head: PaperHead = PaperHead()


def enter_sheet(tariff_book: TariffBook, schedule_id: str, sheet: EnteredSheet) -> SheetHistory:
    """Enters a sheet of the existing paper tariff. Raises NotASheetNumber, NotPossible, NotSheetText."""
    number = sheet_number(sheet.number)
    version = entered_version(tariff_book, schedule_id, sheet)
    try:
        chain = tariff_book.chain(schedule_id, number.key)
    except NoSuchSheet:
        chain = SheetHistory(number, (), "")
    entered = replace(
        chain.entered(version), title=sheet_title(sheet.title) or chain.title or first_heading(sheet.text)
    )
    label = f"Sheet {number}, {designation(sheet.revision, DesignationStyle.WORDS)}, entered"
    tariff_book.file.edit(
        COMPANY, label, {entries.tariff_sheet_key(schedule_id, number.key): entries.chain_to_json(entered)}
    )
    return entered


def entered_version(tariff_book: TariffBook, schedule_id: str, sheet: EnteredSheet) -> SheetVersion:
    """The version that an entered sheet makes; its text is kept. Raises NotSheetText."""
    schedule = tariff_book.schedule(schedule_id)
    company = sheet.company.strip() or tariff_book.file.profile().full_name
    dress = sheet.head.over(replace(schedule.dress(company), issuer=sheet.issuer or Issuer()))
    text = pasted_lines(plain_signs(sheet.text))
    read_text(text)
    return SheetVersion(
        revision=sheet.revision,
        state=VersionState.APPROVED,
        cancels=None if sheet.revision == 0 else sheet.revision - 1,
        issued=sheet.issued,
        proposed=sheet.proposed,
        effective=sheet.effective,
        text=kept_text(tariff_book, text),
        scan=tariff_book.file.workspace.keep_document(sheet.scan) if sheet.scan else "",
        entered=True,
        dress=dress,
        levels=DEEPEST,
    )


def kept_text(tariff_book: TariffBook, text: str) -> str:
    """The digest of a text kept for good; nothing for nothing."""
    return tariff_book.file.workspace.keep_document(text.encode("utf-8")) if text.strip() else ""


def first_heading(text: str) -> str:
    """The first heading of a text, as the title of its sheet."""
    heads = (line.cells[0] for line in read_text(text) if line.kind in {LineKind.HEADING, LineKind.SUBHEADING})
    return without_signs(next(heads, ""))
