"""This year beside last year, the largest changes first."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.money import rounded, shown
from desktop_app.domain.sentences import sentence_start
from desktop_app.domain.values import AnswerWord, Place, Value
from desktop_app.formspec.binding import inputs
from desktop_app.formspec.definition import CellType
from desktop_app.formspec.form_difference import FormChange, form_difference
from desktop_app.formspec.wording import location, value_text
from desktop_app.services.company.company_file import CompanyFile, EvaluatedFiling
from desktop_app.services.paper.report_pages import SectionList

HUNDRED, TENTHS = 100, 1
Column = tuple[str, str]


@dataclass(frozen=True, slots=True)
class YearlyChange:
    """A figure that differs from last year's. `percent` is None where last year's was nothing."""

    place: Place
    where: str
    money: bool
    before: str
    now: str
    change: Decimal
    percent: Decimal | None
    decimals: int
    note: str

    @property
    def in_words(self) -> tuple[str, str]:
        """The change and its share of last year's figure, as they are shown."""
        share = "" if self.percent is None else f"{shown(self.percent, TENTHS, accounting=False)}%"
        return shown(self.change, self.decimals), share


def comparison(book: EvaluatedFiling) -> tuple[YearlyChange, ...]:
    """Every figure that differs from the same one of last year's report: amounts of money first, each by its size.

    Left out are the columns that only repeat last year's figures, and those that say how the two differ.
    """
    found = sorted(_changes(book), key=lambda change: (not change.money, -abs(change.change)))
    return tuple(found)


def comparison_list(book: EvaluatedFiling, changes: tuple[YearlyChange, ...]) -> SectionList:
    """The comparison as a list to print."""
    year = book.filing.year
    return SectionList(
        title="This year and last year",
        columns=(("Where", 250.0), (str(year - 1), 66.0), (str(year), 66.0), ("Change", 62.0), ("Percent", 0.0)),
        sections=tuple(
            (title, tuple(_line(change) for change in changes if change.money == money))
            for title, money in (("Amounts of money", True), ("Other figures", False))
            if any(change.money == money for change in changes)
        ),
        period=str(year),
        foot="For the company's own files; it may contain information that is kept under seal.",
        figures=frozenset({1, 2, 3, 4}),
    )


def _line(change: YearlyChange) -> tuple[str, ...]:
    return (sentence_start(change.where), change.before, change.now, *change.in_words)


def _changes(book: EvaluatedFiling) -> Iterator[YearlyChange]:
    calculation, sheet = book.calculation, book.sheet
    prior = calculation.model.outside.get("prior", {})
    beside = _beside(book)
    for place, spec in sheet.cells.items():
        if not spec.type.numeric or spec.type is CellType.PERCENT or (place.schedule, place.column) in beside:
            continue
        before, now = prior.get(place), calculation.values.get(place)
        if before is None and now is None:
            continue
        change = _number(now) - _number(before)
        if not change:
            continue
        base = abs(_number(before))
        yield YearlyChange(
            place=place,
            where=location(sheet, place),
            money=spec.type is CellType.MONEY,
            before=value_text(before, spec) or "blank",
            now=value_text(now, spec) or "blank",
            change=change,
            percent=rounded(change / base * HUNDRED, TENTHS) if base else None,
            decimals=spec.decimals,
            note=calculation.answers.explanations.get(place, ""),
        )


def _beside(book: EvaluatedFiling) -> frozenset[Column]:
    """The columns that repeat last year's figures beside this year's, and those that say how the two differ."""
    model = book.calculation.model
    repeats: dict[Column, set[str]] = {}
    for place, tree in model.carried.items():
        for source in inputs(tree, "prior"):
            if source.schedule == place.schedule and source.column != place.column:
                repeats.setdefault((place.schedule, place.column), set()).add(source.column)
    differs: set[Column] = set()
    for place in model.rank:
        near = {other.column for other in inputs(model.formulas[place]) if other[:2] == place[:2]}
        known = [(place.schedule, column) for column in near]
        if any(column in differs or repeats.get(column, set()) & near for column in known):
            differs.add((place.schedule, place.column))
    return frozenset(repeats) | frozenset(differs)


def _number(value: Value | None) -> Decimal:
    return value if isinstance(value, Decimal) and not isinstance(value, AnswerWord) else Decimal(0)


def changes_of_form(file: CompanyFile, filing_id: str) -> tuple[FormChange, ...]:
    """What the form of a filing has new, gone, moved or worded differently since the one that it was opened from."""
    filing = file.filing(filing_id)
    previous = next((one for one in file.filings() if one.id == filing.previous), None)
    if previous is None or previous.form != filing.form or previous.revision == filing.revision:
        return ()
    old, new = (file.library.form(one.form, one.revision) for one in (previous, filing))
    return form_difference(old, new).rows
