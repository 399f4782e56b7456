"""Steps that say what happened outside: a filing that went to the commission, and what the commission did with it.

Taking such a step back makes the file say that it never happened, and a number may then be filed twice. It is asked
for, never done in passing.
"""

from __future__ import annotations

from desktop_app.domain.json_fields import as_table
from desktop_app.domain.tariffs.schedules import FilingStage
from desktop_app.domain.values import Json
from desktop_app.services.ports import JournalEntry
from desktop_app.services.tariff_book.entries import FILINGS


def undone_filing(step: JournalEntry | None) -> str:
    """What undoing the step would deny, as a sentence; nothing for a step that may be undone without asking."""
    for change in step.changes if step is not None else ():
        if change.key.startswith(FILINGS) and _gone_out(change.after) and _fate(change.before) != _fate(change.after):
            name = change.key.removeprefix(FILINGS)
            what = (
                f"the outcome of tariff filing {name}"
                if _gone_out(change.before)
                else f"that tariff filing {name} went to the commission"
            )
            return (
                f"This step records {what}. If it really happened, do not undo it: the book would no longer say so, "
                "and its sheet numbers could be filed twice."
            )
    return ""


def _gone_out(data: Json) -> bool:
    return data is not None and _fate(data)[0] != FilingStage.PREPARING.value


def _fate(data: Json) -> tuple[str, ...]:
    table = as_table(data) if data is not None else {}
    return tuple(str(table.get(name, "")) for name in ("stage", "outcome", "suspended_until", "effective_actual"))
