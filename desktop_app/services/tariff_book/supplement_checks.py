"""What the rule wants of a supplement, 3.145(14) to (19): all amendments in force, its size, what lifts the limits."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta

from desktop_app.domain.dates import long_date
from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.tariffs.comparison import compare_texts
from desktop_app.domain.tariffs.naming import SUPPLEMENT
from desktop_app.domain.tariffs.schedules import NoticeKind, TariffFiling, TariffSchedule
from desktop_app.domain.tariffs.sheet_history import SheetHistory
from desktop_app.domain.tariffs.sheet_text import LineKind
from desktop_app.rulebook.clock import DeadlineBound
from desktop_app.rulebook.tariff_rules import TariffRules
from desktop_app.services.tariff_book.body import REISSUE
from desktop_app.services.tariff_book.filing_answers import AMENDMENTS_ENDED, EXEMPT
from desktop_app.services.tariff_book.filing_checks import CarriedSheet
from desktop_app.services.tariff_book.reissued_items import reissue_trouble
from desktop_app.services.tariff_book.tariff_book import TariffBook

PERCENT = 100
SHOWN = 60
Found = tuple[str, str, str]  # the check's id, its sentence, and the legal value that it rests on


@dataclass(frozen=True, slots=True)
class Extent:
    """How large a supplement is and how large it may be, in pages of two-sided leaves or else in sheets."""

    count: int
    most: int
    of: int
    unit: str


def supplement_problems(
    tariff_book: TariffBook, filing: TariffFiling, item: CarriedSheet, printed: int, *, both: bool
) -> Iterator[Found]:
    """What stands against a supplement of so many printed pages; `both` tells that it belongs to two schedules."""
    schedule = tariff_book.schedule(filing.schedule)
    rules = tariff_book.rules(schedule, filing.issued)
    if item.version.canceling:
        return
    yield from _left_out(filing, item)
    yield from (("F45", sentence, "reissue_item") for sentence in reissue_trouble(item))
    yield from _too_young(tariff_book, filing, rules, both=both)
    if both:
        yield from _without_end(item)
    chosen = filing.answer(EXEMPT)
    if chosen:
        yield from _exempt(chosen, item, both=both)
    extent = extent_of(tariff_book, schedule, rules, printed)
    if extent.most and extent.count > extent.most and chosen not in EXEMPTIONS and not both:
        sentence = (
            f"The supplement has {_counted(extent.count, extent.unit)}; to a schedule of "
            f"{_counted(extent.of, extent.unit)} it may have {extent.most}, the title page included. Shorten it, or "
            f"choose the section that lifts the limits: {', '.join(f'({name})' for name in EXEMPTIONS)}."
        )
        yield "F23", sentence, "supplement_pages" if extent.unit == "page" else "supplement_sheets"


def extent_of(tariff_book: TariffBook, schedule: TariffSchedule, rules: TariffRules, printed: int) -> Extent:
    """The size of a supplement: 3.145(16) speaks of four pages or two sheets, and of 20 percent of a large schedule.

    A leaf printed on both sides has two pages; printed on one side, each page is a sheet.
    """
    sheets = [
        chain for chain in tariff_book.chains(schedule.id) if chain.number.key != SUPPLEMENT.key and _there(chain)
    ]
    of = len(sheets)
    unit = "page" if schedule.two_sided else "sheet"
    large = rules.number("supplement_large" if schedule.two_sided else "supplement_large_sheets")
    if of >= large:
        return Extent(printed, of * rules.number("supplement_percent") // PERCENT, of, unit)
    most = rules.number("supplement_pages" if schedule.two_sided else "supplement_sheets")
    return Extent(printed, most, of, unit)


def _there(chain: SheetHistory) -> bool:
    return not chain.approved or not chain.approved[-1].canceling


def _counted(count: int, unit: str) -> str:
    return f"1 {unit}" if count == 1 else f"{count} {unit}s"


def _left_out(filing: TariffFiling, item: CarriedSheet) -> Iterator[Found]:
    """Every amendment of the supplement in force is repeated, as it stands or as amended."""
    if item.replaced is None or filing.answer(AMENDMENTS_ENDED):
        return
    gone = [
        line.old
        for line in compare_texts(item.old_text, item.text)
        if line.new is None and line.old is not None and line.old.kind is not LineKind.BREAK and any(line.old.cells)
    ]
    if gone:
        shown = " ".join(cell for cell in gone[0].cells if cell)[:SHOWN]
        sentence = (
            f"The supplement leaves out what the one in force contains, {_counted(len(gone), 'line')}, the first "
            f"'{shown}'. A supplement always contains all amendments in force, each whole: restore them, or say which "
            "are no longer in force and why."
        )
        yield "F38", sentence, "supplement_whole"


def _without_end(item: CarriedSheet) -> Iterator[Found]:
    """An item reissued in a supplement to two schedules ends when the new schedule applies in lieu of it."""
    lines = (line.words for line in item.text)
    endless = [line for line in lines if line.startswith(REISSUE) and "expire" not in line.casefold()]
    if endless:
        sentence = (
            f"'{endless[0][:SHOWN]}' does not say when it ends. In a supplement to two schedules each reissued item "
            "notes that it expires on the day on which the new schedule applies in lieu of it: write '; expires' and "
            "that day."
        )
        yield "F49", sentence, "both_schedules"


def _too_young(tariff_book: TariffBook, filing: TariffFiling, rules: TariffRules, *, both: bool) -> Iterator[Found]:
    """A supplement to a schedule that took effect only just needs special permission, unless it is one to both."""
    days = rules.number("supplement_pending")
    chains = (chain for chain in tariff_book.chains(filing.schedule) if chain.number.key != SUPPLEMENT.key)
    versions = [version for chain in chains for version in chain.approved]
    began = min((version.effective for version in versions if version.effective is not None), default=None)
    if not days or filing.effective is None or filing.notice is NoticeKind.PERMISSION or both:
        return
    if began is None or filing.effective < DeadlineBound.AFTER.shown(began + timedelta(days=days)):
        when = "is not yet in effect" if began is None else f"took effect on {long_date(began)}"
        sentence = f"The schedule {when}. A supplement to it within {days} days needs special permission."
        yield "F25", sentence, "supplement_pending"


# What lifts the limits of (16)


@dataclass(frozen=True, slots=True)
class _Wording:
    """The words of a supplement, line by line, and whether it belongs to two schedules."""

    lines: tuple[str, ...]
    both: bool

    def reissued(self) -> str:
        """What (15) wants and is lacking."""
        if any(line.startswith(REISSUE) for line in self.lines):
            return ""
        return f"no item begins with '{REISSUE} effective ... in supplement No. ...'"

    def leaves(self) -> str:
        """What (17) wants and is lacking."""
        said = any("no change in this page" in line.casefold() for line in self.lines)
        return "" if said else "no page bears 'No change in this page.'"

    def two_schedules(self) -> str:
        """What (18) wants and is lacking."""
        if not self.both:
            return "no schedule is filed that will cancel this one, so it cannot bear both PSC numbers"
        expires = any("expire" in line.casefold() for line in self.lines)
        return "" if expires else "no item says on which day it expires"

    def any_of_them(self) -> str:
        """What (19), which names the others, wants and is lacking."""
        lacking = (self.reissued(), self.leaves(), self.two_schedules())
        return "the supplement has the wording of none of (15), (17) and (18)" if all(lacking) else ""


EXEMPTIONS: Mapping[str, Callable[[_Wording], str]] = {
    "15": _Wording.reissued,
    "17": _Wording.leaves,
    "18": _Wording.two_schedules,
    "19": _Wording.any_of_them,
}


def _exempt(chosen: str, item: CarriedSheet, *, both: bool) -> Iterator[Found]:
    if chosen not in EXEMPTIONS:
        sentence = (
            f"'{chosen[:SHOWN]}' is not a section that lifts the limits of supplements. Choose the section under which "
            f"it is issued: {', '.join(EXEMPTIONS)}; or none."
        )
        yield "F39", sentence, "supplement_exempt"
        return
    lacks = EXEMPTIONS[chosen](_Wording(tuple(line.words for line in item.text), both))
    if lacks:
        sentence = f"The supplement is to be issued under section ({chosen}), but {lacks}. Write it, or choose another."
        yield "F39", sentence, "supplement_exempt"
