"""The work paper behind a cell: amounts with notes that add up to the answer, or the figures of its twelve months."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.money import NotANumber, parse_number, rounded, shown
from desktop_app.domain.problems import UserError
from desktop_app.domain.sentences import sentence_start
from desktop_app.domain.values import Json, Place, value_to_json
from desktop_app.formspec.definition import CellType
from desktop_app.formspec.wording import location
from desktop_app.services.company import workspace_keys as records
from desktop_app.services.company.company_file import CompanyFile, EditOutcome, EvaluatedFiling
from desktop_app.services.data_entry.entering import spec_of
from desktop_app.services.data_entry.monthly_figures import (
    WORDS,
    MonthlyFigure,
    monthly_use,
    read_months,
    year_figure,
)

if TYPE_CHECKING:
    from desktop_app.services.paper.report_pages import SectionList

CENTS = 2


class NoWorkPaper(UserError):
    """There is no work paper behind such a cell, or one of its amounts is not a number."""


@dataclass(frozen=True, slots=True)
class WorkPaperPart:
    """One amount of a work paper, in dollars and cents, and what it is."""

    amount: Decimal
    words: str = ""


def can_have(book: EvaluatedFiling, place: Place) -> bool:
    """Whether the cell takes a work paper: it holds money that is typed, not computed, or is made of months."""
    spec = book.sheet.cells.get(place)
    return spec is not None and ((spec.type is CellType.MONEY and not spec.formula) or spec.months is not None)


def work_paper(file: CompanyFile, filing: str, place: Place) -> tuple[WorkPaperPart, ...]:
    """The work paper behind a cell, empty if it has none."""
    data = file.workspace.get(records.work_paper_key(filing, place))
    return parts_from_json(data)


def work_papers(file: CompanyFile, filing: str) -> dict[str, tuple[WorkPaperPart, ...]]:
    """All work papers of a filing by place."""
    prefix = f"{records.WORK_PAPER}/{filing}/"
    return {key.removeprefix(prefix): parts_from_json(data) for key, data in file.workspace.under(prefix).items()}


def total(parts: Sequence[WorkPaperPart]) -> Decimal:
    """What the amounts add up to, in dollars and cents."""
    return sum((part.amount for part in parts), Decimal(0))


def read_work_paper(rows: Sequence[tuple[str, str]]) -> tuple[WorkPaperPart, ...]:
    """The parts as they were typed, (amount, words); empty rows are passed over. Raises NoWorkPaper."""
    parts = []
    for number, (amount, words) in enumerate(rows, 1):
        if not amount.strip() and not words.strip():
            continue
        try:
            parts.append(WorkPaperPart(rounded(parse_number(amount), CENTS), words.strip()))
        except NotANumber as error:
            raise NoWorkPaper(f"Row {number} of the work paper needs an amount. {error}") from None
    return tuple(parts)


def keep_work_paper(file: CompanyFile, filing: str, place: Place, parts: Sequence[WorkPaperPart]) -> EditOutcome | None:
    """Keeps a work paper and puts its sum into the cell, as one step; without parts it goes and the answer stays.

    Raises NoWorkPaper, NoSuchPlace, FilingIsFiled.
    """
    book = file.book(filing)
    spec_of(book.sheet, place)
    where = location(book.sheet, place)
    if not can_have(book, place):
        raise NoWorkPaper(f"{sentence_start(where)} is not an amount that is typed, so it cannot have a work paper.")
    by_month = monthly_use(book, place) is not None
    if by_month:
        parts = month_parts(read_months(book, place, typed_months(parts)))
    words = f"{'Months of' if by_month else 'Work paper on'} {where}"
    return file.edit(filing, words, _entries(book, filing, place, parts))


def months_cells(book: EvaluatedFiling, schedule: str) -> tuple[Place, ...]:
    """The typed cells of a schedule that are made of months, column by column."""
    columns = [column.id for column in book.sheet.schedules[schedule].definition.columns]
    order = {column: number for number, column in enumerate(columns)}
    cells = [
        place
        for place, spec in book.sheet.cells.items()
        if place.schedule == schedule and spec.months is not None and not spec.formula
    ]
    return tuple(sorted(cells, key=lambda place: order.get(place.column, 0)))


def months_kept(file: CompanyFile, filing: str, schedule: str) -> dict[Place, tuple[MonthlyFigure, ...]]:
    """The monthly figures of each cell of a schedule that is made of months, those without any included."""
    book = file.book(filing)
    return {
        place: read_months(book, place, typed_months(work_paper(file, filing, place)))
        for place in months_cells(book, schedule)
    }


def keep_months(
    file: CompanyFile, filing: str, schedule: str, figures: Mapping[Place, Sequence[MonthlyFigure]]
) -> EditOutcome | None:
    """Keeps the months of several cells of a schedule as one step; a cell whose twelve months are there is filled.

    Raises FilingIsFiled.
    """
    book = file.book(filing)
    entries: dict[str, Json] = {}
    for place, months in figures.items():
        parts = month_parts(months)
        if parts != work_paper(file, filing, place):
            entries |= _entries(book, filing, place, parts)
    return file.edit(filing, f"Months of {book.sheet.schedules[schedule].definition.where}", entries)


def _entries(book: EvaluatedFiling, filing: str, place: Place, parts: Sequence[WorkPaperPart]) -> dict[str, Json]:
    """What is kept of a work paper, and the answer that it makes."""
    rows: list[Json] = [{"amount": str(part.amount), "words": part.words} for part in parts]
    entries: dict[str, Json] = {records.work_paper_key(filing, place): rows or None}
    made = made_of(book, place, parts)
    if rows and made is not None:
        entries[records.answer_key(filing, place)] = value_to_json(made)
    return entries


def made_of(book: EvaluatedFiling, place: Place, parts: Sequence[WorkPaperPart]) -> Decimal | None:
    """What the parts make of the cell; None while one of its months is missing."""
    if monthly_use(book, place) is None:
        return rounded(total(parts), book.sheet.cells[place].decimals)
    return year_figure(book, place, read_months(book, place, typed_months(parts)))


def month_parts(figures: Sequence[MonthlyFigure]) -> tuple[WorkPaperPart, ...]:
    """Monthly figures as the parts of a work paper, each with its month in words."""
    return tuple(WorkPaperPart(one.number, one.month.words) for one in figures)


def typed_months(parts: Sequence[WorkPaperPart]) -> list[tuple[str, str]]:
    """The parts of a work paper as monthly figures are typed."""
    return [(f"{part.amount:f}", part.words) for part in parts]


def differs(book: EvaluatedFiling, place: Place, parts: Sequence[WorkPaperPart]) -> str:
    """What a work paper adds up to where the cell by now says something else, empty where they agree."""
    if not parts:
        return ""
    added = made_of(book, place, parts)
    if added is None or book.calculation.values.get(place) == added:
        return ""
    return shown(added, book.sheet.cells[place].decimals)


def work_paper_list(book: EvaluatedFiling, place: Place, parts: Sequence[WorkPaperPart]) -> SectionList:
    """The work paper as a list to print."""
    from desktop_app.services.paper.report_pages import STRONG, SectionList  # paper, which few starts need

    where = location(book.sheet, place)
    use = monthly_use(book, place)
    if use is None:
        rows = tuple((shown(part.amount, CENTS), part.words) for part in parts)
        added = ((f"{STRONG}{shown(total(parts), CENTS)}", "Sum"),)
    else:
        spec, made = book.sheet.cells[place], made_of(book, place, parts)
        rows = tuple((f"{part.amount:,f}", part.words) for part in parts)
        figure = "" if made is None else f"{STRONG}{shown(made, spec.decimals)}"
        words = f"{WORDS[use].capitalize()}{', in ' + spec.unit if spec.unit else ''}"
        added = ((figure, words if made is not None else "Months are missing."),)
    return SectionList(
        title="Work paper",
        columns=(("Amount", 110.0), ("What it is", 0.0)),
        sections=((sentence_start(where), rows + added),),
        period=f"{book.filing.year or ''}",
        foot="A work paper for the company's own files. It is not part of the filing.",
        figures=frozenset({0}),
    )


def parts_from_json(data: Json) -> tuple[WorkPaperPart, ...]:
    """The parts of a work paper as they are kept. Raises ValueError, KeyError or ArithmeticError for anything else."""
    if not isinstance(data, list):
        return ()
    rows = [row for row in data if isinstance(row, dict)]
    return tuple(WorkPaperPart(Decimal(str(row["amount"])), str(row.get("words", ""))) for row in rows)
