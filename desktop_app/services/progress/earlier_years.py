"""The same figure in the years before, as far as the file has them."""

from __future__ import annotations

from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.values import Place
from desktop_app.formspec.wording import value_text
from desktop_app.services.company.company_file import CompanyFile

MOST = 5


@dataclass(frozen=True, slots=True)
class EarlierValue:
    """What the cell showed in an earlier filing."""

    filing: str
    year: int
    value: str

    @property
    def words(self) -> str:
        """As it is listed."""
        return f"{self.year}: {self.value or 'blank'}"


def earlier_values(file: CompanyFile, filing: str, place: Place) -> tuple[EarlierValue, ...]:
    """The cell in the filings from which this one was opened, the newest first; those without the line are left out."""
    known = {item.id: item for item in file.filings()}
    found: list[EarlierValue] = []
    before = known[filing].previous if filing in known else ""
    for _ in range(MOST):
        if before not in known:
            break
        book = file.book(before)
        if place in book.sheet.cells:
            shown = value_text(book.calculation.values.get(place), book.sheet.cells[place])
            found.append(EarlierValue(before, book.filing.year, shown))
        before = known[before].previous
    return tuple(found)
