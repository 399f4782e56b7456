"""Why a number is what it is: formula in words, inputs with their places, last year's figure, the rule that asks."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.domain.values import Place
from desktop_app.formspec.answers import source_of
from desktop_app.formspec.binding import inputs
from desktop_app.formspec.evaluation import Origin
from desktop_app.formspec.wording import formula_words, location, value_text
from desktop_app.services.company_file import Book
from desktop_app.services.entering import spec_of


@dataclass(frozen=True)
class Input:
    """A cell that a computed value was made from."""

    place: str
    where: str
    value: str


@dataclass(frozen=True)
class Explanation:
    """Everything that can be said about a value."""

    place: str
    where: str
    value: str
    origin: Origin
    formula: str
    inputs: tuple[Input, ...]
    last_year: str
    cites: tuple[str, ...]
    reason: str = ""
    note: str = ""
    source: str = ""


def explain_value(book: Book, place: Place) -> Explanation:
    """The value of a cell explained. Raises NoSuchPlace."""
    calculation, sheet = book.calculation, book.sheet
    spec = spec_of(sheet, place)
    tree = calculation.model.formulas.get(place)
    override = calculation.answers.overrides.get(place)
    line, column = sheet.line(place), sheet.column(place)
    prior = calculation.model.outside.get("prior", {}).get(place)
    cites = line.cites or column.cites or sheet.schedules[place.schedule].definition.cites or sheet.form.cites
    return Explanation(
        place=f"{book.filing.id}/{place}",
        where=location(sheet, place),
        value=value_text(calculation.values.get(place), spec),
        origin=calculation.origin(place),
        formula="" if tree is None else formula_words(tree, sheet, place),
        inputs=() if tree is None else _inputs(book, [*inputs(tree)]),
        last_year=value_text(prior, spec),
        cites=cites,
        reason="" if override is None else override.reason,
        note=calculation.answers.explanations.get(place, ""),
        source=source_of(calculation.answers, place),
    )


def _inputs(book: Book, places: list[Place]) -> tuple[Input, ...]:
    sheet, values = book.sheet, book.calculation.values
    return tuple(
        Input(f"{book.filing.id}/{place}", location(sheet, place), value_text(values.get(place), sheet.cells[place]))
        for place in places
        if place in sheet.cells
    )
