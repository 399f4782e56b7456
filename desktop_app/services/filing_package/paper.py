"""What every composing function is handed: the request, the form laid out for it, and how wide texts are."""

from __future__ import annotations

from decimal import Decimal

from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.values import Place, Value
from desktop_app.formspec.definition import ANSWER, CellSpec
from desktop_app.formspec.public_view import FilingView, HiddenValue
from desktop_app.formspec.sheet import FormLayout, SheetSchedule
from desktop_app.formspec.wording import line_name, row_name, titled, value_text
from desktop_app.pagespec.paragraphs import Measure, printable
from desktop_app.services.filing_package.request import RenderRequest


@dataclass(frozen=True)
class VersionPages:
    """One version of one filing in the making. The same code composes both versions from it."""

    request: RenderRequest
    sheet: FormLayout
    measure: Measure

    @property
    def view(self) -> FilingView:
        """What this version may show."""
        return self.request.view

    def sealed(self, place: Place) -> bool:
        """Whether the cell is designated as nonpublic; the same in both versions."""
        return place in self.view.sealed

    def open(self, place: Place) -> bool:
        """Whether nothing on the cell's line is sealed: then its explanation is public."""
        return not self.view.note_sealed(place)

    def text(self, place: Place, spec: CellSpec) -> str:
        """The cell's value as printed, with its unit in a field of its own; empty for a blank or a sealed one."""
        value = self.value(place)
        if value is None:
            return ""
        words = printable(value_text(value, spec))
        beside = spec.unit and isinstance(value, Decimal) and place.column == ANSWER
        return f"{words} {spec.unit}" if beside else words

    def value(self, place: Place) -> Value | None:
        """The value this version knows, None for a blank one and for one taken out."""
        value = self.view.values.get(place)
        return None if isinstance(value, HiddenValue) else value

    def title(self, schedule: SheetSchedule) -> str:
        """The schedule's title, with the name of the row for which it is asked unless that is sealed."""
        place = row_name(self.sheet, schedule)
        return titled(schedule, None if place is None or self.sealed(place) else self.value(place))

    def spot(self, place: Place) -> str:
        """Where the cell stands on its page, in words: line and column."""
        line = line_name(self.sheet, place)
        column = self.sheet.column(place)
        return line if column.id == ANSWER or not column.label else f"{line}, {column.label.lower()}"

    def schedules(self) -> tuple[SheetSchedule, ...]:
        """The schedules that are printed, in the form's order."""
        chosen = self.request.schedules
        return tuple(schedule for key, schedule in self.sheet.schedules.items() if not chosen or key in chosen)
