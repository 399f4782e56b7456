"""Supplements of bound schedules, cancellation by supplement, and schedules whose numbers were skipped (electric).

All supplements of a schedule are one chain: Supplement No. 1, No. 2 ... Each takes the place of the one before, so that
never more than one is in effect.
"""

from __future__ import annotations

from desktop_app.domain.late_dataclasses import replace
from desktop_app.domain.tariffs.naming import SUPPLEMENT
from desktop_app.domain.tariffs.schedules import ScheduleBinding
from desktop_app.domain.tariffs.sheet_history import SheetHistory
from desktop_app.domain.tariffs.sheet_text import read_text
from desktop_app.services.tariff_book.changes import BadSchedule, put_draft
from desktop_app.services.tariff_book.tariff_book import NoSuchSheet, TariffBook


def supplement(
    tariff_book: TariffBook,
    schedule_id: str,
    text: str,
    *,
    canceling: bool = False,
    found: int = 0,
    nothing_left: bool = False,
) -> SheetHistory:
    """Begins the next supplement of a schedule; without a text it begins with that of the supplement in force.

    A canceling one ends the schedule and says where the rates are found now, or that none are in effect if the user
    said so (`nothing_left`).

    Raises BadSchedule where the schedule may have none: a loose-leaf one only to cancel it.
    """
    schedule = tariff_book.schedule(schedule_id)
    rules = tariff_book.rules(schedule)
    if not rules.asks("supplement_most"):
        raise BadSchedule(f"The rule for {schedule.utility} does not provide for supplements. Revise the sheets.")
    if schedule.binding is ScheduleBinding.LOOSE and not canceling:
        raise BadSchedule("A loose-leaf schedule is changed by revised sheets; a supplement may only cancel it.")
    if canceling:
        none = rules.text("canceled_none") if nothing_left else ""
        where = rules.text("canceled_found").replace("{number}", str(found)) if found else none
        text = f"# PSC Mo. No. {schedule.number} is canceled\n\n{where}".rstrip() + "\n"
    read_text(text)
    try:
        chain = tariff_book.chain(schedule_id, SUPPLEMENT.key)
    except NoSuchSheet:
        chain = SheetHistory(SUPPLEMENT, (), "Supplement")
    if not text.strip() and chain.approved:
        text = tariff_book.text(schedule_id, chain, chain.approved[-1])
    drafted = chain.drafted()
    if canceling and drafted.draft is not None:
        drafted = drafted.changed(replace(drafted.draft, canceling=True))
    put_draft(tariff_book, schedule, drafted, text, f"Supplement to PSC Mo. No. {schedule.number}")
    return drafted
