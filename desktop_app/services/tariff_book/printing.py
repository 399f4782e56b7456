"""What is printed of the tariff book: a version of a sheet, clean or marked, and the whole book as of a day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property

from desktop_app.domain.dates import long_date
from desktop_app.domain.late_dataclasses import dataclass, replace
from desktop_app.domain.tariffs.comparison import compare_texts
from desktop_app.domain.tariffs.naming import SUPPLEMENT, numbered
from desktop_app.domain.tariffs.schedules import PrintedFrame, TariffFiling, TariffSchedule
from desktop_app.domain.tariffs.sheet_history import SheetHistory
from desktop_app.domain.tariffs.sheet_numbers import SheetNumber
from desktop_app.domain.tariffs.sheet_split import SplitSheet
from desktop_app.domain.tariffs.sheet_text import LineKind, SheetLine, read_text
from desktop_app.domain.tariffs.versions import SheetVersion, VersionState
from desktop_app.pagespec.pages import PaperPage
from desktop_app.pagespec.paragraphs import Measure
from desktop_app.services.tariff_book.as_of import unchecked_book
from desktop_app.services.tariff_book.body import clean
from desktop_app.services.tariff_book.figures import Pictures
from desktop_app.services.tariff_book.framing import printed_frame
from desktop_app.services.tariff_book.front import NAMED_FRONTS
from desktop_app.services.tariff_book.pictures import pictures_of
from desktop_app.services.tariff_book.scans import scan_page
from desktop_app.services.tariff_book.sheet_pages import PrintedSheet, SheetToPrint, marked_copy, print_sheet, sheet_of
from desktop_app.services.tariff_book.superseding import lines_in_book, redline_basis
from desktop_app.services.tariff_book.tariff_book import TariffBook
from desktop_app.services.tariff_book.words import PerMil

SAMPLE = "sample"


@dataclass(frozen=True)
class SheetPrinter:
    """Prints sheets of one schedule. `text` may be handed in while it is being typed.

    `shown` finds pictures that are not kept yet.
    """

    tariff_book: TariffBook
    schedule: TariffSchedule
    measure: Measure
    shown: Pictures | None = None

    def sheet(self, chain: SheetHistory, version: SheetVersion, text: str | None = None) -> PrintedSheet:
        """The version as it prints. Raises NotSheetText for a text that is being typed, and PictureTrouble."""
        if version.scan and not version.text:
            kept = self.tariff_book.file.workspace.document(version.scan)
            return PrintedSheet((scan_page(chain.number.text, kept),))
        lines = self.tariff_book.lines(self.schedule.id, chain, version) if text is None else read_text(text)
        return print_sheet(
            self._dressed(chain, version, lines),
            clean((*lines, *self._added(chain, version, lines))),
            self._widths,
            self._pictures,
        )

    def typed(self, sheet: SplitSheet) -> PrintedSheet:
        """A sheet of the paper tariff that is not entered yet. Raises NotSheetText and PictureTrouble."""
        if sheet.scan and not sheet.text.strip():
            return PrintedSheet((scan_page(sheet.number, sheet.scan),))
        worn = sheet.head.over(replace(self.schedule.dress(sheet.company or self._company), issuer=sheet.issuer))
        version = SheetVersion(
            sheet.revision,
            VersionState.APPROVED,
            sheet.revision - 1 if sheet.revision else None,
            issued=sheet.issued,
            effective=sheet.effective,
            entered=True,
            dress=worn,
        )
        return self.sheet(SheetHistory(SheetNumber(sheet.number), (version,), ""), version, sheet.text)

    def marked(self, chain: SheetHistory, version: SheetVersion) -> PrintedSheet:
        """The version as a marked copy against its basis; of a new sheet everything is an addition."""
        new = self.tariff_book.lines(self.schedule.id, chain, version)
        old = lines_in_book(self.tariff_book, redline_basis(self.tariff_book, self.schedule.id, chain, version))
        sheet = marked_copy(self._dressed(chain, version, new))
        return print_sheet(replace(sheet, flowing=True), compare_texts(old, new), self._widths, self._pictures)

    def book(self, day: date) -> tuple[PaperPage, ...]:
        """Every sheet in force on the day, in the order of the book."""
        book = unchecked_book(self.tariff_book, self.schedule.id, day)
        return tuple(
            page for item in book.in_force if item.in_force for page in self.sheet(item.chain, item.in_force).pages
        )

    @cached_property
    def _company(self) -> str:
        return self.tariff_book.file.profile().full_name

    @cached_property
    def _widths(self) -> PerMil:
        return PerMil(self.measure)

    @cached_property
    def _pictures(self) -> Pictures:
        return self.shown or pictures_of(self.tariff_book)

    def _dressed(self, chain: SheetHistory, version: SheetVersion, lines: Sequence[SheetLine]) -> SheetToPrint:
        filing = self._filing(version)
        if version.state is VersionState.DRAFT and filing is not None:
            version = replace(version, issued=filing.issued, proposed=filing.effective)
        schedule = self.schedule if version.dress is None else self.schedule.dressed(version.dress)
        company = self._company if version.dress is None else version.dress.company
        frame = self._frame(chain, version, lines)
        return replace(
            sheet_of(schedule, company, chain, version, frame.canceled),
            name=frame.name or numbered(schedule, chain, version.revision),
            prefix=frame.prefix,
            dates_words=frame.dates_words,
            notes=frame.notes,
            upper_left=frame.upper_left,
            record=_record(version, filing),
            sample=self.tariff_book.file.setting(SAMPLE) is True,
            also=frame.also,
            flowing=chain.number.key in NAMED_FRONTS or chain.number.key == SUPPLEMENT.key,
        )

    def _frame(self, chain: SheetHistory, version: SheetVersion, lines: Sequence[SheetLine]) -> PrintedFrame:
        """What is printed around the text: as it was filed, or for a draft and an entered sheet as it is now."""
        worn = None if version.dress is None else version.dress.frame
        if worn is not None:
            return worn
        frame = printed_frame(self.tariff_book, self.schedule, chain, version, lines)
        filed = version.filing and version.state is not VersionState.DRAFT  # by an earlier program
        return replace(frame, name="") if filed else frame

    def _added(self, chain: SheetHistory, version: SheetVersion, lines: Sequence[SheetLine]) -> Iterator[SheetLine]:
        for words in self._frame(chain, version, lines).added:
            yield SheetLine(LineKind.PARAGRAPH, (words,))

    def _filing(self, version: SheetVersion) -> TariffFiling | None:
        known = {filing.id: filing for filing in self.tariff_book.filings(self.schedule.id)} if version.filing else {}
        return known.get(version.filing)


def _record(version: SheetVersion, filing: TariffFiling | None) -> tuple[str, ...]:
    """What the company knows of the sheet's fate. It is no stamp and says so."""
    if version.state is not VersionState.APPROVED or version.effective is None or version.entered:
        return ()
    numbers = [part for part in ((filing.case, filing.tracking) if filing else ()) if part]
    lines = (
        "Company's own record, no stamp:",
        f"in effect {long_date(version.effective)}",
        "; ".join(numbers),
    )
    return tuple(line for line in lines if line)
