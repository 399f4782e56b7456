"""A whole tariff of paper, entered at once: its text, split at the heads of its sheets."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

from desktop_app.domain.dates import short_date
from desktop_app.domain.filings import COMPANY
from desktop_app.domain.late_dataclasses import dataclass, replace
from desktop_app.domain.late_patterns import late_pattern
from desktop_app.domain.problems import EnvironmentProblem, UserError
from desktop_app.domain.tariffs.designations import DesignationStyle, designation
from desktop_app.domain.tariffs.inline_signs import without_signs
from desktop_app.domain.tariffs.pasted_text import pasted_lines
from desktop_app.domain.tariffs.schedules import Issuer, TariffSchedule
from desktop_app.domain.tariffs.sheet_heads import PaperHead
from desktop_app.domain.tariffs.sheet_history import SheetHistory
from desktop_app.domain.tariffs.sheet_numbers import SheetNumber, sheet_number
from desktop_app.domain.tariffs.sheet_split import SplitSheet, split_tariff
from desktop_app.domain.tariffs.sheet_text import CENTERED, LineKind, NotSheetText, read_text
from desktop_app.domain.text_decoding import decode_text
from desktop_app.domain.values import Json
from desktop_app.services.ports import AttachmentReader, WordReader
from desktop_app.services.tariff_book import entries
from desktop_app.services.tariff_book.paper_sheets import EnteredSheet, entered_version, first_heading
from desktop_app.services.tariff_book.scans import drawn_page, kept_pixels
from desktop_app.services.tariff_book.tariff_book import NoSuchSheet, TariffBook
from desktop_app.services.tariff_book.words import counted_sheets

WORD, TEXT = ".docx", ".txt"
SCANS = frozenset({".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff"})
_SHEET = late_pattern(r"(?:sheet|page)\s*(?:no\.?|number)?\s*(?=\S)", re.IGNORECASE)
LONGEST_SUBJECT = 80
MOST_BYTES = 60_000_000


class NoSheetsFound(UserError):
    """The document holds no sheet, or one that cannot be entered; the sentence says which."""


@dataclass(frozen=True)
class TariffDefaults:
    """What holds for a sheet that does not say it itself, and the PSC Mo. number that its head should bear (0: any)."""

    effective: date | None = None
    issued: date | None = None
    issuer: Issuer | None = None
    company: str = ""
    number: int = 0


@dataclass(frozen=True)
class TariffReaders:
    """What reads the documents of others: Word documents, and PDF files and pictures as scans."""

    word: WordReader
    scans: AttachmentReader


def read_whole_tariff(
    readers: TariffReaders, path: Path, cancelled: Callable[[], bool], report: Callable[[int, int], object]
) -> tuple[SplitSheet, ...]:
    """The sheets of a document, or of the documents of a folder; a file without a head is the sheet of its name.

    A PDF file or picture of a folder is the scanned page of a sheet. `report` is told how many files are read,
    and of how many. Raises NoSheetsFound, EnvironmentProblem, and what the readers raise.
    """
    word = readers.word
    if not path.is_dir():
        found = split_tariff(_text(word, path, cancelled))
        if not found:
            raise NoSheetsFound(
                f"{path.name} has no line like '1st Revised Sheet No. 5' that begins a sheet. Check it, or enter the "
                "sheets one by one."
            )
        return found
    known = {WORD, TEXT, *SCANS}
    files = [one for one in path.iterdir() if one.suffix.casefold() in known and one.name[:1] not in {"~", "."}]
    sheets: list[SplitSheet] = []
    for number, one in enumerate(sorted(files, key=lambda file: _place_of(file.stem))):
        report(number, len(files))
        sheets += _scan(readers.scans, one) if one.suffix.casefold() in SCANS else _texts(word, one, cancelled)
    if not sheets:
        raise NoSheetsFound(
            f"The folder {path.name} has no Word documents (.docx), texts (.txt) or scanned pages (.pdf, .png, .jpg, "
            ".tif)."
        )
    return tuple(sheets)


def _texts(word: WordReader, path: Path, cancelled: Callable[[], bool]) -> tuple[SplitSheet, ...]:
    text = _text(word, path, cancelled)
    return split_tariff(text) or (replace(_of_file(path.stem), text=text.strip()),)


def _scan(reader: AttachmentReader, path: Path) -> tuple[SplitSheet, ...]:
    """The first page of a file as the image of a sheet; what is not there beside it is said."""
    pages, image = drawn_page(reader, path.name, _content(path), 1)
    count = len(pages.pages)
    remark = "" if count == 1 else f"its file has {count} pages, of which the first is the sheet: divide it"
    return (replace(_of_file(path.stem), scan=kept_pixels(image), remark=remark),)


def _place_of(stem: str) -> tuple[object, ...]:
    """Where a file comes in the order of the sheets."""
    found = _of_file(stem)
    return (SheetNumber(found.number).order, found.revision, stem)


def _of_file(stem: str) -> SplitSheet:
    """The sheet that a file is named for: ``5A``, ``Sheet 5A``, ``1st Revised Sheet No. 5A``."""
    words = " ".join(stem.replace("_", " ").split())
    found = split_tariff(words)
    return found[0] if found else SplitSheet(_SHEET.sub("", words, count=1), 0, "")


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise NoSheetsFound(f"{path.name} is larger than {MOST_BYTES // 1_000_000} MB. Divide it.")
        return path.read_bytes()
    except OSError as error:
        raise EnvironmentProblem(f"{path.name} cannot be read: {error.strerror or error}.") from None


def _text(word: WordReader, path: Path, cancelled: Callable[[], bool]) -> str:
    content = _content(path)
    if path.suffix.casefold() == WORD:
        return word.text(path.name, content, cancelled)
    return decode_text(content).text


def with_defaults(sheets: Sequence[SplitSheet], defaults: TariffDefaults) -> tuple[SplitSheet, ...]:
    """The sheets with what holds for those that do not say it themselves."""
    return tuple(
        replace(
            sheet,
            effective=sheet.effective or defaults.effective,
            issued=sheet.issued or defaults.issued,
            issuer=sheet.issuer if sheet.issuer.name else defaults.issuer or Issuer(),
            company=sheet.company or defaults.company,
            remark=" and ".join(filter(None, (sheet.remark, _of_another(sheet, defaults.number)))),
        )
        for sheet in sheets
    )


def _of_another(sheet: SplitSheet, number: int) -> str:
    other = number and sheet.psc and sheet.psc != number
    return f"its head says PSC Mo. No. {sheet.psc}, and this schedule is No. {number}" if other else ""


def enter_whole_tariff(tariff_book: TariffBook, schedule_id: str, sheets: Sequence[SplitSheet]) -> str:
    """Enters the sheets as one step, and says what was done.

    The first sheets of a schedule also give it the head that the newest of them has.

    Raises NoSheetsFound, NotASheetNumber, NotPossible, NotSheetText.
    """
    changed: dict[str, SheetHistory] = {}
    for sheet in sheets:
        if sheet.effective is None:
            raise NoSheetsFound(f"Sheet {sheet.number} names no day on which it took effect. Say one for such sheets.")
        number = sheet_number(sheet.number)
        entered = EnteredSheet(
            sheet.number,
            sheet.revision,
            sheet.effective,
            sheet.issued,
            text=pasted_lines(sheet.text),
            scan=sheet.scan,
            issuer=sheet.issuer,
            company=sheet.company,
            head=sheet.head,
        )
        try:
            version = entered_version(tariff_book, schedule_id, entered)
        except NotSheetText as refusal:
            raise NoSheetsFound(f"Sheet {number}: {refusal}") from None
        chain = changed.get(number.key) or _chain(tariff_book, schedule_id, number)
        title = chain.title or first_heading(entered.text) or _first_words(entered.text)
        changed[number.key] = replace(chain.entered(version), title=title)
    changes: dict[str, Json] = {
        entries.tariff_sheet_key(schedule_id, key): entries.chain_to_json(chain) for key, chain in changed.items()
    }
    done = f"{counted_sheets(len(sheets))} entered."
    schedule = tariff_book.schedule(schedule_id)
    headed = _newest_head(sheets).taken_over(schedule)
    if headed != schedule and not tariff_book.chains(schedule_id):
        changes[entries.schedule_key(schedule_id)] = entries.schedule_to_json(headed)
        done = f"{done} The details of the schedule are now those of their heads: {_head_words(headed)}."
    tariff_book.file.edit(COMPANY, f"Paper tariff: {counted_sheets(len(sheets))} entered", changes)
    return done


def _newest_head(sheets: Sequence[SplitSheet]) -> PaperHead:
    return max(sheets, key=lambda sheet: sheet.effective or date.min).head if sheets else PaperHead()


def _head_words(schedule: TariffSchedule) -> str:
    captions = schedule.captions
    said = (schedule.label, captions.prefix, captions.name, captions.area, schedule.community)
    return "; ".join(f"'{words}'" for words in said if words)


def _first_words(text: str) -> str:
    """The first line of a text that no word processor called a heading, where it reads like one."""
    line = next(iter(read_text(text)), None)
    if line is None or line.kind not in {LineKind.PARAGRAPH, LineKind.CENTERED}:
        return ""
    words = without_signs(line.cells[0])
    return words if len(words) <= LONGEST_SUBJECT and not words.endswith((".", ":", ";", ",")) else ""


def _chain(tariff_book: TariffBook, schedule_id: str, number: SheetNumber) -> SheetHistory:
    try:
        return tariff_book.chain(schedule_id, number.key)
    except NoSuchSheet:
        return SheetHistory(number, (), "")


PREVIEW = ("Sheet", "Designation", "Issued", "In effect", "Issued by", "Begins", "To look at")


def preview_rows(sheets: Sequence[SplitSheet]) -> Iterator[tuple[str, ...]]:
    """The sheets for a list, as `PREVIEW` heads it."""
    for sheet in sheets:
        days = ("" if day is None else short_date(day) for day in (sheet.issued, sheet.effective))
        begun = next((line for line in sheet.text.splitlines() if line.strip()), "")
        words = without_signs(begun.removeprefix(CENTERED)).strip("# |")
        first = words or ("(image of its page)" if sheet.scan else "")
        name = designation(sheet.revision, DesignationStyle.FIGURES)
        yield sheet.number, name, *days, sheet.issuer.name, first[:60], sheet.doubt
