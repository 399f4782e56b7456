"""Supplements of bound schedules, cancellation by supplement, and schedules whose numbers were skipped (electric).

All supplements of a schedule are one chain: Supplement No. 1, No. 2 ... Each takes the place of the one before, so that
never more than one is in effect.
"""

from __future__ import annotations

from desktop_app.domain.tariffs.naming import SUPPLEMENT
from desktop_app.domain.tariffs.schedules import ScheduleBinding, TariffSchedule
from desktop_app.domain.tariffs.sheet_text import read_text
from desktop_app.domain.tariffs.versions import SheetHistory, SheetVersion
from desktop_app.rulebook.tariff_rules import TariffRules
from desktop_app.services.tariff_book.changes import BadSchedule, put_draft
from desktop_app.services.tariff_book.tariff_book import NoSuchSheet, TariffBook

EXEMPT = "exempt"
PERCENT = 100


def supplement(
    shelf: TariffBook, schedule_id: str, text: str, *, canceling: bool = False, found: int = 0
) -> SheetHistory:
    """Begins the next supplement of a schedule. A canceling one ends the schedule and says where the rates stand now.

    Raises BadSchedule where the schedule may have none: a loose-leaf one only to cancel it.
    """
    schedule = shelf.schedule(schedule_id)
    rules = shelf.rules(schedule)
    if not rules.asks("supplement_most"):
        raise BadSchedule(f"The rule for {schedule.utility} knows no supplements. Revise the sheets.")
    if schedule.binding is ScheduleBinding.LOOSE and not canceling:
        raise BadSchedule("A loose-leaf schedule is changed by revised sheets; a supplement may only cancel it.")
    if canceling:
        where = rules.text("canceled_found").replace("{number}", str(found)) if found else rules.text("canceled_none")
        text = f"# PSC Mo. No. {schedule.number} is canceled\n\n{where}\n"
    read_text(text)
    try:
        chain = shelf.chain(schedule_id, SUPPLEMENT.key)
    except NoSuchSheet:
        chain = SheetHistory(SUPPLEMENT, (), "Supplement")
    drafted = chain.drafted()
    if canceling and drafted.draft is not None:
        drafted = drafted.changed(_canceling(drafted.draft))
    put_draft(shelf, schedule, drafted, text, f"Supplement to PSC Mo. No. {schedule.number}")
    return drafted


def _canceling(version: SheetVersion) -> SheetVersion:
    return SheetVersion(version.revision, cancels=version.cancels, canceling=True, lieu=version.lieu)


def most_pages(rules: TariffRules, pages: int) -> int:
    """How many pages, its title page included, a supplement to a schedule of so many pages may have; 0: no limit."""
    if pages >= rules.number("supplement_large"):
        return pages * rules.number("supplement_percent") // PERCENT
    return rules.number("supplement_pages")


def skipped_numbers(shelf: TariffBook, schedule: TariffSchedule, rules: TariffRules) -> str:
    """The memorandum for numbers of the series that were never filed, where the rule asks for it; else nothing."""
    if not rules.asks("missing_numbers"):
        return ""
    there = {known.number for known in shelf.schedules() if known.utility == schedule.utility}
    missing = [number for number in range(1, schedule.number) if number not in there]
    if not missing:
        return ""
    names = ", ".join(f"PSC Mo. No. {number}" for number in missing)
    return f"Memorandum: {names} of the series were not filed and are not used."
