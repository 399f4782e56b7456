"""The cells of a filing that show balances of the books."""

from __future__ import annotations

from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.values import Place
from desktop_app.formspec.binding import read
from desktop_app.formspec.definition import ScheduleKind
from desktop_app.formspec.expressions import CellReference
from desktop_app.formspec.ledger import LedgerSide
from desktop_app.formspec.sheet import FormLayout

NEW_ROW = "+"


@dataclass(frozen=True, slots=True)
class LedgerCell:
    """A cell that shows a balance: `sign` is 1 where a debit balance is positive, -1 where a credit balance is.

    `rises` and `falls` are the cells of the same line through which a computed balance is reached; see `LedgerLines`,
    as for `called` and `words`. The line NEW_ROW stands for a row still to be added.
    """

    place: Place
    sign: int
    rises: Place | None = None
    falls: Place | None = None
    called: str = ""
    words: tuple[str, ...] = ()
    either: bool = False
    account: str = ""
    contra: bool = False


def ledger_cells(sheet: FormLayout) -> tuple[LedgerCell, ...]:
    """The cells that the form's ledger lines name, in their order, each once."""
    found: dict[Place, LedgerCell] = {}
    for lines in sheet.form.ledger.lines:
        ref = read(lines.at)
        if isinstance(ref, CellReference):
            for contra, place in sheet.members(ref, Place("", "", "")):
                if place in sheet.cells and place not in found:
                    sign = contra if lines.side is LedgerSide.DEBIT else -contra
                    ways = (_way(sheet, place, lines.rises), _way(sheet, place, lines.falls))
                    found[place] = LedgerCell(
                        place, sign, *ways, lines.called, lines.words, lines.either, lines.account, contra < 0
                    )
        if isinstance(ref, CellReference) and ref.line == "*" and _grows(sheet, ref.schedule):
            place = Place(ref.schedule, NEW_ROW, ref.column)
            rises = place._replace(column=lines.rises) if lines.rises else place
            found[place] = LedgerCell(place, 1 if lines.side is LedgerSide.DEBIT else -1, rises, None, "", lines.words)
    return tuple(found.values())


def credited(sheet: FormLayout, place: Place) -> bool | None:
    """Whether the cell shows a credit balance as a positive amount; None where it shows no balance of the books."""
    own = place if place in sheet.cells else place._replace(line=NEW_ROW)
    closing = next((last for last, first in opening_cells(sheet).items() if first == own), own)
    return next((cell.sign < 0 for cell in ledger_cells(sheet) if cell.place in (own, closing)), None)


def _grows(sheet: FormLayout, schedule: str) -> bool:
    found = sheet.schedules.get(schedule)
    return found is not None and found.definition.kind is ScheduleKind.ROWS


def _way(sheet: FormLayout, place: Place, column: str) -> Place | None:
    """The cell of that column on the line, if there is one that can be typed."""
    spec = sheet.cells.get(place._replace(column=column))
    return place._replace(column=column) if spec is not None and not spec.formula else None


def opening_cells(sheet: FormLayout) -> dict[Place, Place]:
    """For each closing cell, the typable one of this sheet that opens with last year's value of it."""
    found: dict[Place, Place] = {}
    for place, spec in sheet.cells.items():
        ref = read(spec.carried) if spec.carried else None
        if isinstance(ref, CellReference) and ref.scope == "prior" and not ref.many:
            parts = zip((ref.schedule, ref.line, ref.column), place, strict=True)
            found.setdefault(Place(*(own if part == "." else part for part, own in parts)), place)
    return found
