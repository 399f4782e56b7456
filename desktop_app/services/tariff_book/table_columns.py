"""The columns of a table on a sheet: never narrower than their longest word, and figures aligned on the point."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.late_patterns import late_pattern
from desktop_app.domain.tariffs.comparison import ComparedLine, Runs, TextFate
from desktop_app.domain.tariffs.inline_signs import without_signs
from desktop_app.domain.tariffs.sheet_text import MERGED
from desktop_app.pagespec.pages import FontFace
from desktop_app.pagespec.paragraphs import printable
from desktop_app.services.tariff_book.words import PerMil

CELL_PAD, AIR = 4.0, 6.0
_FIGURE = late_pattern(r"[-(\u2212]?\s*\$?\s*(?P<whole>\d[\d,]*|(?=\.))(?P<part>(?:\.\d+)?\)?\s*(?:%|\u00a2)?)")
_NOTHING = frozenset({"", "-", "\u2013", "\u2014", "n/a", "N/A"})


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column: its width and, in one of figures, how wide the longest part behind the point is."""

    width: float
    figures: bool
    size: float
    behind: float = 0.0

    def indent(self, text: str, length: float, face: FontFace, measure: PerMil) -> float:
        """How far a cell begins behind the left edge of its column: figures end under each other."""
        if not self.figures:
            return 0.0
        found = _FIGURE.fullmatch(text.strip())
        part = measure.width(found["part"], face, self.size) if found else self.behind
        return max(0.0, self.width - 2 * CELL_PAD - AIR - length - (self.behind - part))


def cell_words(runs: Runs) -> str:
    """The words of a cell."""
    return without_signs("".join(run.text for run in runs))


def table_columns(
    rows: Sequence[ComparedLine], room: float, size: float, measure: PerMil
) -> tuple[list[SheetColumn], bool]:
    """The columns of a table and whether it is too wide for the room.

    Each is as wide as its longest cell; where that is more than the room the widest give way, down to the longest word.
    """
    count = max(len(item.cells) for item in rows)
    texts = [[printable(cell_words(item.cells[n])) for item in rows if alone(item, n)] for n in range(count)]
    padding = 2 * CELL_PAD + AIR
    figures = [_aligned(column[head_rows(rows) :], size, measure) for column in texts]
    wanted = [max(_longest(cells, size, measure), few) + padding for cells, few in zip(texts, figures, strict=True)]
    words = [[word for cell in column for word in _words(cell)] for column in texts]
    least = [max(_longest(cells, size, measure), few) + padding for cells, few in zip(words, figures, strict=True)]
    widths = _shared(wanted, least, room)
    below = rows[head_rows(rows) :]
    shown = [[_as_it_will_be(item.cells[n]) for item in below if alone(item, n)] for n in range(count)]
    columns = [_column(cells, width, size, measure) for cells, width in zip(shown, widths, strict=True)]
    return columns, sum(least) > room


def reach(item: ComparedLine, n: int) -> int:
    """Over how many columns the cell stretches; 0 for one that belongs to the cell before it."""
    if n and cell_words(item.cells[n]).strip() == MERGED:
        return 0
    after = range(n + 1, len(item.cells))
    return 1 + next((k - n - 1 for k in after if cell_words(item.cells[k]).strip() != MERGED), len(after))


def alone(item: ComparedLine, n: int) -> bool:
    """Whether the row has the cell, and that in one column only."""
    return n < len(item.cells) and reach(item, n) == 1


def head_rows(rows: Sequence[ComparedLine]) -> int:
    """How many rows are the head: two where cells of the first are merged over those of the second."""
    return 2 if len(rows) > 1 and any(reach(rows[0], n) > 1 for n in range(len(rows[0].cells))) else 1


def _as_it_will_be(runs: Runs) -> str:
    """A cell without what is struck: what its column holds is not another thing in the marked copy."""
    return without_signs("".join(run.text for run in runs if run.fate is not TextFate.STRUCK))


def _words(cell: str) -> list[str]:
    """What is not broken: words, and a figure with what belongs to it."""
    return [cell] if _FIGURE.fullmatch(cell.strip()) else cell.split()


def _longest(texts: Sequence[str], size: float, measure: PerMil) -> float:
    return max((measure.width(text, FontFace.BOLD, size) for text in texts), default=0.0)


def _aligned(cells: Sequence[str], size: float, measure: PerMil) -> float:
    """How wide the figures of a column are when their points stand under each other."""
    found = [match for cell in cells if (match := _FIGURE.fullmatch(cell.strip())) is not None]
    before = [match[0][: match.start("part")] for match in found]
    return _longest(before, size, measure) + _longest([match["part"] for match in found], size, measure)


def _shared(wanted: Sequence[float], least: Sequence[float], room: float) -> list[float]:
    """The wanted widths; where they are too many the columns share what is left beyond their longest words.

    Where even these are more than the room, words are broken: what is typed is on the paper in any case.
    """
    if sum(least) > room:
        return _squeezed(least, room)
    over = sum(wanted) - room
    if over <= 0:
        return list(wanted)
    give = [most - few for most, few in zip(wanted, least, strict=True)]
    total = sum(give)
    return [most - part * over / total for most, part in zip(wanted, give, strict=True)]


def _squeezed(least: Sequence[float], room: float) -> list[float]:
    """Widths that fill the room: the widest columns give way first."""
    widths, left = list(least), room
    for rank, n in enumerate(sorted(range(len(least)), key=least.__getitem__)):
        widths[n] = min(least[n], left / (len(least) - rank))
        left -= widths[n]
    return widths


def _column(cells: Sequence[str], width: float, size: float, measure: PerMil) -> SheetColumn:
    found = [_FIGURE.fullmatch(cell.strip()) for cell in cells if cell.strip() not in _NOTHING]
    parts = [match["part"] for match in found if match is not None]
    figures = bool(parts) and len(parts) == len(found)
    behind = max((measure.width(part, FontFace.REGULAR, size) for part in parts), default=0.0) if figures else 0.0
    return SheetColumn(width, figures, size, behind)
